import test from 'ava';
import fc from 'fast-check';
import type {Text} from '../../../src/contract.ts';
import type {PolicyText} from '../../../src/evidence/policy-text.ts';
import {standalone, version} from '../../../src/examples.ts';
import {docxOf, paragraph} from '../../helpers/docx.ts';
import {pdfOf} from '../../helpers/pdf.ts';
import {policyTextsOf} from '../../helpers/policy-texts.ts';
import {at} from '../../helpers/template.ts';

const policy =
	'{"Version": "2012-10-17", "Statement": [{"Sid": "Backups", "Effect": "Allow", "Action": ["s3:GetObject", "s3:Put*"], "Resource": "arn:aws:s3:::<bucket>/*"}]}';
const pretty = JSON.stringify(JSON.parse(policy), undefined, 2);
const wanted = [['Allow', ['s3:GetObject', 's3:Put*'], ['arn:aws:s3:::<bucket>/*']]];

const plain = ({statements}: PolicyText) => statements.map(({effect, actions, resources}) => [effect?.value, actions.map(textIn), resources.map(textIn)]);
const textIn = ({value}: Text) => value;
const tokensOf = ({statements}: PolicyText) =>
	statements.flatMap(({sid, effect, actions, notActions, resources, notResources}) =>
		[sid, effect, ...actions, ...notActions, ...resources, ...notResources].filter((token) => token !== undefined),
	);

/** Finds the one policy of a text, and holds each token to its own characters in the file. */
const finds = test.macro({
	async exec(t, text: string, ...[file = 'guide.md', exact = true]: readonly [file?: string, exact?: boolean]) {
		const {policies} = await policyTextsOf({[file]: text});
		t.deepEqual(policies.map(plain), [wanted]);
		const [found] = policies;
		t.true(found?.complete);
		for (const token of found === undefined ? [] : tokensOf(found)) if (exact) t.is(at(text, token.place), token.value);
	},
	title: (given = '') => `a policy ${given}`,
});

const indented = (text: string, by: string) => text.replaceAll(/^/gm, by);
const smart = (text: string) => text.replaceAll(/"([^"]*)"/g, '“$1”');
const fence = (text: string, name = 'json') => `\`\`\`${name}\n${text}\n\`\`\`\n`;
const rich = `<pre><code>${pretty.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')}</code></pre>`;

test('in a fenced block', finds, `# Role\n\nUse:\n\n${fence(pretty)}`);
test('in an indented block', finds, `Use:\n\n${indented(pretty, '    ')}\n`);
test('in a list', finds, `1. Use:\n\n${indented(fence(pretty), '   ')}\n2. Go on.\n`);
test('in a quotation', finds, indented(`Use:\n\n${fence(pretty)}`, '> '));
test('in running text', finds, `Use ${policy} for the role.\n`);
test('in running text, where Markdown takes its stars for emphasis', finds, `Use *this*: ${policy} and *not* more.\n`);
test('in inline code', finds, `Use \`${policy}\` for the role.\n`);
test('in a table', finds, `| role | policy |\n|---|---|\n| r | ${policy} |\n`);
test('behind an open brace and an open quote', finds, `Set {name: "x\n\n${fence(pretty)}`);
test('in HTML inside Markdown', finds, `Use:\n\n${rich}\n`, 'guide.md', false);
test('in HTML', finds, `<!DOCTYPE html><html><body><h1>Role</h1><p>Use:</p>${rich}</body></html>`, 'guide.html', false);
test(
	'in HTML, a line a block',
	finds,
	`<!DOCTYPE html><html><body><h1>Role</h1>${pretty
		.split('\n')
		.map((line) => `<div>${line.replaceAll('<', '&lt;')}</div>`)
		.join('')}</body></html>`,
	'guide.html',
	false,
);
test('in plain text', finds, `Use this policy:\n\n${pretty}\n\nThen attach it.\n`, 'guide.txt');
test('in reStructuredText', finds, `Role\n====\n\nUse::\n\n${indented(pretty, '    ')}\n\nDone.\n`, 'guide.rst');
test('in AsciiDoc', finds, `= Role\n\nUse:\n\n[source,json]\n----\n${pretty}\n----\n`, 'guide.adoc');
test('in AsciiDoc with a callout', finds, `= Role\n\n----\n${pretty.replace('[\n', '[ # <1>\n')}\n----\n<1> the statement\n`, 'guide.adoc');
test('with smart quotes', finds, `Use:\n\n${smart(pretty)}\n`);
test('with single quotes', finds, fence(pretty.replaceAll('"', "'"), 'python'));
test(
	'with comments, a comma too many and an ellipsis',
	finds,
	fence(pretty.replace('"Sid"', '// what it may do\n"Sid"').replace('"s3:Put*"', '"s3:Put*", ...').replace('/*"\n', '/*",\n'), 'jsonc'),
);
test('with entities in usage text', finds, `Use ${policy.replaceAll('"', '&quot;')} here.\n`);
test('with escaped quotes, as the argument of a command', finds, fence(`aws iam put-role-policy --policy-document "${policy.replaceAll('"', '\\"')}"`, 'sh'));
test('with escaped stars', finds, `Use ${policy.replaceAll('*', '\\*')} here.\n`, 'guide.md', false);
test('as an object of JavaScript', finds, fence(policy.replaceAll(/"(\w+)":/g, '$1:'), 'js'));
test('in Terraform', finds, fence(`policy = jsonencode(${pretty.replaceAll(/"(\w+)":/g, '$1 =').replaceAll(/,$/gm, '')})`, 'hcl'));
test('with non-breaking spaces', finds, pretty.replaceAll('  ', '\u00a0\u00a0'), 'guide.txt');
test(
	'inside of a template',
	finds,
	fence(`{"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyName": "x", "PolicyDocument": ${policy}}]}}}}`),
);

test('a policy whose tokens a line break cuts: the token is whole, its place covers both halves', async (t) => {
	const text = `Use:\n\n${policy.replace('s3:GetObject', 's3:Get\n  Object').replace(':::<bucket>', ':::\n<bucket>')}\n`;
	const [found] = (await policyTextsOf({'a.md': text})).policies;
	t.deepEqual(found && plain(found), wanted);
	t.is(at(text, found?.statements[0]?.actions[0]?.place ?? {}), 's3:Get\n  Object');
});

test('placeholders without quotes, and with blanks inside', async (t) => {
	const text = fence(
		'{"Statement": [{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": [<bucket ARN>, YOUR-ACCOUNT, "arn:aws:s3:::<your bucket>/x"]}]}',
	);
	const [found] = (await policyTextsOf({'a.md': text})).policies;
	t.deepEqual(found?.statements[0]?.resources.map(textIn), ['<bucket ARN>', 'YOUR-ACCOUNT', 'arn:aws:s3:::<your bucket>/x']);
	t.is(at(text, found?.statements[0]?.resources[0]?.place ?? {}), '<bucket ARN>');
});

test('a policy that breaks off keeps what is there, and takes no prose for it', async (t) => {
	const text = 'Use {"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}, \n\nThen attach it to "the role", and launch.\n';
	const [found, ...more] = (await policyTextsOf({'a.txt': text})).policies;
	t.deepEqual([found && plain(found), found?.complete, more], [[['Allow', ['s3:GetObject'], ['*']]], false, []]);
});

test('what a statement says beside actions and resources; kinds of policies', async (t) => {
	const text = [
		fence('{"Statement": {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}}'),
		fence(
			'{"Statement": [{"Effect": "Deny", "Principal": "*", "NotAction": "s3:Get*", "NotResource": "a", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}',
		),
		fence('{"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}'),
	].join('\n');
	const {policies} = await policyTextsOf({'a.md': text});
	t.deepEqual(
		policies.map(({kind, notation}) => [kind, notation]),
		[
			['trust', 'json'],
			['resource', 'json'],
			['identity', 'json'],
		],
	);
	const [, second] = policies;
	const statement = second?.statements[0];
	t.is(at(text, statement?.condition ?? {}), '"Condition"');
	t.is(at(text, statement?.principal ?? {}), '"Principal"');
	t.deepEqual([statement?.notActions.map(textIn), statement?.notResources.map(textIn), statement?.actions], [['s3:Get*'], ['a'], []]);
	t.true(at(text, statement?.place ?? {}).startsWith('{"Effect": "Deny"'));
});

const yaml = `PolicyDocument:
  Version: '2012-10-17'
  Statement:
  - Sid: Backups
    Effect: Allow
    Action:
    - s3:GetObject
    - s3:Put*
    Resource: arn:aws:s3:::<bucket>/*
Outputs: none
`;
test('in YAML', finds, fence(yaml, 'yaml'));
test('in YAML, in a list', finds, `- Use\n\n${indented(fence(yaml, 'yaml'), '  ')}`);
test('in YAML, in a quotation', finds, indented(fence(yaml, 'yaml'), '> '));
test('in YAML, as plain text', finds, `Use:\n\n${yaml}\n\nDone.\n`, 'guide.txt');
test('in YAML with smart quotes', finds, fence(yaml.replace('s3:GetObject', '“s3:GetObject”'), 'yaml'));
test(
	'in YAML with its statements in a flow',
	finds,
	fence('Statement: [{Effect: Allow, Action: [s3:GetObject, "s3:Put*"], Resource: "arn:aws:s3:::<bucket>/*"}]', 'yaml'),
);
test(
	'in YAML, a statement alone',
	finds,
	fence('- Sid: Backups\n  Action:\n    - s3:GetObject\n    - s3:Put*\n  Effect: Allow\n  Resource: arn:aws:s3:::<bucket>/*\n', 'yaml'),
);
test('in HTML as YAML', finds, `<!DOCTYPE html><html><body><h1>Role</h1><pre>${yaml.replaceAll('<', '&lt;')}</pre></body></html>`, 'guide.html', false);

test('YAML: a bare star, and expressions of CloudFormation', async (t) => {
	const text = fence("Statement:\n  - Effect: Allow\n    Action: *\n    Resource:\n      - !Sub '${Backups.Arn}/*'\n      - !GetAtt Backups.Arn\n", 'yaml');
	const [found] = (await policyTextsOf({'a.md': text})).policies;
	t.deepEqual(found && plain(found), [['Allow', ['*'], ['${Backups.Arn}/*', '!GetAtt Backups.Arn']]]);
	for (const token of found === undefined ? [] : tokensOf(found)) t.is(at(text, token.place), token.value);
});

test('several policies, in order, each once', async (t) => {
	const text = `${fence(policy)}\n${fence(yaml, 'yaml')}\nAnd ${smart(policy)}.\n\n${fence(pretty)}`;
	const {policies, actions} = await policyTextsOf({'a.md': text});
	t.deepEqual(
		policies.map(({notation}) => notation),
		['json', 'yaml', 'json', 'json'],
	);
	t.deepEqual(actions, []);
});

for (const [warning, count] of [
	['Do not use a policy like this:', 0],
	['This policy is too broad:', 0],
	['Never attach:', 0],
	['Do not attach AdministratorAccess. Use this policy:', 1],
	["If you don't have a role, create one with this policy:", 1],
	['Not sure? Use this:', 1],
] as const)
	test(`a policy behind "${warning}"`, async (t) => {
		t.is((await policyTextsOf({'a.md': `${warning}\n\n${fence(pretty)}`})).policies.length, count);
	});

test('what is no policy', async (t) => {
	const text = [
		'{"Statement": "We regret", "Effect": "none"}',
		'{"Effect": "blur", "Action": "click"}',
		'Statement: we do.\nEffect: none\n',
		'{"Statement": [{"Amount": 5}]}',
		'if (x) { Statement = [ "a" ] }',
	].map((code) => fence(code));
	t.deepEqual((await policyTextsOf({'a.md': text.join('\n')})).policies, []);
});

test('usage instructions: tokens stand where the request has them', async (t) => {
	const text = `Create a role with this policy:\n${pretty}\nThen launch.`;
	const listing = version([standalone({UsageInstructions: text})]);
	const [found] = (await policyTextsOf({'listing.json': listing})).policies;
	t.deepEqual([found?.origin, found && plain(found)], [{from: 'usage-instructions', option: 'standalone'}, wanted]);
	for (const token of found === undefined ? [] : tokensOf(found)) t.is(at(listing, token.place), token.value);
	const asString = JSON.stringify({
		Catalog: 'AWSMarketplace',
		ChangeSet: (JSON.parse(listing) as {ChangeSet: {DetailsDocument: unknown}[]}).ChangeSet.map(({DetailsDocument, ...change}) => ({
			...change,
			Details: JSON.stringify(DetailsDocument),
		})),
	});
	const [again] = (await policyTextsOf({'listing.json': asString})).policies;
	for (const token of again === undefined ? [] : tokensOf(again)) t.is(at(asString, token.place), token.value);
	t.deepEqual(again && plain(again), wanted);
});

test('PDF: with its page; DOCX: a line a paragraph', async (t) => {
	const lines = pretty.split('\n');
	const pdf = pdfOf([[{text: 'Larkspur guide, first page', y: 700}], lines.map((text, index) => ({text, y: 700 - 14 * index}))]);
	const [found] = (await policyTextsOf({'a.pdf': pdf})).policies;
	t.deepEqual([found && plain(found), found?.place.page, found?.statements[0]?.actions[0]?.place.page], [wanted, 2, 2]);
	const docx = docxOf(lines.map((line) => paragraph(line.replaceAll('<', '&lt;'))).join(''));
	t.deepEqual((await policyTextsOf({'a.docx': docx})).policies.map(plain), [wanted]);
});

const name = fc.stringMatching(/^[A-Z][A-Za-z]{2,12}$/);
const action = fc.oneof(
	fc
		.tuple(
			fc.constantFrom('s3', 'ec2', 'logs', 'kms', 'elasticloadbalancing'),
			fc.oneof(
				name,
				fc.constant('*'),
				name.map((word) => `${word}*`),
			),
		)
		.map((halves) => halves.join(':')),
	fc.constant('*'),
);
const resource = fc.oneof(
	fc.constant('*'),
	fc.constantFrom(
		'arn:aws:s3:::<bucket>/*',
		'arn:aws:ec2:*:YOUR-ACCOUNT:instance/*',
		'arn:${AWS::Partition}:logs:*:*:log-group:/x_y_z/*',
		'arn:aws:iam::123456789012:role/{{name}}',
		'arn:aws:sqs:*:*:*_*',
	),
);
const oneOrMore = (item: fc.Arbitrary<string>) => fc.oneof(item, fc.array(item, {minLength: 1, maxLength: 4}));
const statement = fc.record(
	{
		Sid: fc.stringMatching(/^[A-Za-z0-9]{1,10}$/),
		Effect: fc.constantFrom('Allow', 'Deny'),
		Action: oneOrMore(action),
		Resource: oneOrMore(resource),
		Condition: fc.dictionary(
			fc.constantFrom('StringLike', 'Bool'),
			fc.dictionary(fc.constantFrom('aws:x', 's3:prefix'), fc.stringMatching(/^[A-Za-z0-9 :/*${}._-]{0,15}$/)),
		),
	},
	{requiredKeys: ['Effect', 'Action', 'Resource']},
);
const anyPolicy = fc.record(
	{Version: fc.constant('2012-10-17'), Statement: fc.oneof(statement, fc.array(statement, {minLength: 1, maxLength: 3}))},
	{requiredKeys: ['Statement']},
);
const scrap = fc.constantFrom(
	'word ',
	'**b** ',
	'*i',
	'`c',
	'[l](u) ',
	'&amp;',
	'\n',
	'\n\n',
	'# h\n',
	'- i\n',
	'> q\n',
	'| a | b |\n|---|---|\n',
	'```\nx\n```\n',
	'<b>',
	'<p>p</p>\n',
	'{',
	'}',
	'"',
	"it's ",
	'“',
	'_',
	'\\',
	': ',
	'Note: ',
);
const scraps = fc.array(scrap, {maxLength: 12}).map((parts) => parts.join(''));
const holder = fc.constantFrom(
	(json: unknown) => `\n\n${fence(JSON.stringify(json, undefined, 2))}`,
	(json: unknown) => `\n\n${fence(JSON.stringify(json, undefined, '\t').replaceAll('\n', '\r\n'))}`,
	(json: unknown) => `\n\n~~~\n${JSON.stringify(json)}\n~~~\n`,
	(json: unknown) => `\n\n${indented(JSON.stringify(json, undefined, 2), '    ')}\n`,
	(json: unknown) => `\n\n- item\n\n${indented(fence(JSON.stringify(json, undefined, 2)), '  ')}`,
	(json: unknown) => `\n\n${indented(fence(JSON.stringify(json, undefined, 2)), '> ')}`,
	(json: unknown) => ` ${JSON.stringify(json)} `,
	(json: unknown) => `\n\n${JSON.stringify(json, undefined, 1)}\n\n`,
	(json: unknown) => `\`${JSON.stringify(json)}\``,
);
const list = <Item>(value: Item | readonly Item[]): readonly Item[] => (Array.isArray(value) ? value : [value as Item]);

test('any JSON policy in any Markdown comes back whole, and each token from its own characters', async (t) => {
	await fc.assert(
		fc.asyncProperty(anyPolicy, scraps, holder, scraps, async (json, before, hold, after) => {
			const text = `# Larkspur\n\n${before}${hold(json)}${after}`;
			const {policies} = await policyTextsOf({'guide.md': text});
			const [found] = policies;
			const expected = list(json.Statement).map(({Effect, Action, Resource}) => [Effect, list(Action), list(Resource)]);
			t.deepEqual(policies.map(plain), [expected], text);
			for (const token of found === undefined ? [] : tokensOf(found)) t.is(at(text, token.place), token.value);
			t.deepEqual(
				found?.statements.map(({condition}) => condition !== undefined),
				list(json.Statement).map(({Condition}) => Condition !== undefined),
			);
		}),
		{numRuns: 200},
	);
});

test('hostile texts end soon', async (t) => {
	const start = performance.now();
	for (const piece of [
		'{"Statement": ',
		'{"Effect": "',
		'{“Effect”: [',
		'Effect: x\n',
		'  - Effect: Allow\n    Action: x\n',
		'{"Statement":[{"Effect":"Allow","Action":"a"},',
		"{'Effect': '",
		'{Effect: {',
		'\\"Effect\\": {',
		'&quot;Effect&quot;:{',
		'> {Effect:<b>',
	])
		await policyTextsOf({'a.txt': `Guide to it.\n\n${piece.repeat(100_000 / piece.length)}`});
	t.true(performance.now() - start < 30_000, `${performance.now() - start}`);
});
