import test from 'ava';
import {folderOf, shelfready} from '../helpers/command.ts';

const template = 'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n';

/** A module of a rule that finds queues; what a test names is written otherwise. */
const module = (parts: Readonly<Record<string, string>> = {}) => {
	const all = {
		id: "'mine/no-queue'",
		policy: "'usage.no-limits'",
		severity: "'warning'",
		about: "'No queues.'",
		source: "'https://docs.example.com'",
		reads: "['templates']",
		messages: "{queue: {message: '{name} is a queue.', help: 'Take it out.'}}",
		examples: '[]',
		check: `({templates}) => templates.flatMap(({resources}) => resources.filter(({type}) => type === 'AWS::SQS::Queue')
			.map(({logicalId, place}) => ({message: 'queue', subject: logicalId, place, data: {name: logicalId}})))`,
		...parts,
	};
	return `{${Object.entries(all)
		.map(([key, value]) => `${key}: ${value}`)
		.join(',\n')}}`;
};
const broken = module({id: "'mine/broken'", check: "() => { throw new Error('oh'); }"});

test('rules of a file run beside ours, and a crash of one is told while the others go on', async (t) => {
	const folder = await folderOf({
		'submission/root.yaml': template,
		'submission/shelfready.yaml': 'rules:\n  mine/no-queue: error\n',
		'one.mjs': `export default ${module()};`,
		'more.mjs': `export default [${broken}, ${module({id: "'mine/again'"})}];`,
	});
	const {stdout, stderr, code} = await shelfready(
		['check', 'submission', '--validators', 'one.mjs', '--validators', 'more.mjs', '--format', 'json', '--no-cfn-lint'],
		{cwd: folder},
	);
	t.is(code, 2);
	t.regex(stderr, /^shelfready: not everything could be checked: 1 problem, named in the report\n$/);
	const {findings, problems} = JSON.parse(stdout) as {findings: {rule: string; severity: string; message: string}[]; problems: unknown[]};
	t.deepEqual(
		findings.filter(({rule}) => rule.startsWith('mine/')).map(({rule, severity, message}) => [rule, severity, message]),
		[
			['mine/again', 'warning', 'Queue is a queue.'],
			['mine/no-queue', 'error', 'Queue is a queue.'],
		],
	);
	t.deepEqual(problems, [{file: 'mine/broken', message: "the rule broke: oh; it is not one of shelfready's own"}]);
});

test('they can be named like ours', async (t) => {
	const folder = await folderOf({'root.yaml': template, 'mine/mine.mjs': `export default [${module()}];`});
	const {stdout, code} = await shelfready(['check', 'root.yaml', '--validators', 'mine/mine.mjs', '--only', 'mine/*', '--fail-on', 'warning'], {cwd: folder});
	t.is(code, 1);
	t.regex(stdout, /2:3 warning Queue is a queue\. mine\/no-queue/);
	t.regex(stdout, /1 rule, ami-2020/);
});

test('rules and explain know them', async (t) => {
	const folder = await folderOf({'mine.mjs': `export default ${module()};`});
	const rules = JSON.parse((await shelfready(['rules', '--json', '--validators', 'mine.mjs'], {cwd: folder})).stdout) as {id: string}[];
	t.is(rules.at(-1)?.id, 'mine/no-queue');
	const {stdout} = await shelfready(['explain', 'mine/no-queue', '--validators', 'mine.mjs'], {cwd: folder});
	t.regex(stdout, /^mine\/no-queue\n\nNo queues\.\n/);
	t.is((await shelfready(['explain', 'mine/no-queue'], {cwd: folder})).code, 2);
	for (const args of [['rules'], ['explain', 'mine/no-queue']]) {
		const {stderr, code} = await shelfready([...args, '--validators', 'other.mjs'], {cwd: folder});
		t.deepEqual({stderr, code}, {stderr: 'shelfready: other.mjs: there is no such file\n', code: 2});
	}
});

const refused = test.macro(async (t, text: string | undefined, said: RegExp) => {
	const folder = await folderOf({'root.yaml': template, ...(text === undefined ? {} : {'mine.mjs': text})});
	const {stdout, stderr, code} = await shelfready(['check', 'root.yaml', '--validators', 'mine.mjs'], {cwd: folder});
	t.is(code, 2);
	t.is(stdout, '');
	t.regex(stderr, said);
});
test('a file that is not there', refused, undefined, /^shelfready: mine\.mjs: there is no such file\n$/);
test(
	'a file with a fault of syntax',
	refused,
	'export default {\n};\nconst = 1;\n',
	/^shelfready: mine\.mjs: does not load: Unexpected token '='; node --check mine\.mjs shows where\n$/,
);
test('a file that throws', refused, "throw new Error('not today');", /^shelfready: mine\.mjs: does not load: not today\n$/);
test('a file that throws no error', refused, "throw 'not today';", /^shelfready: mine\.mjs: does not load: not today\n$/);
test(
	'a file beside which shelfready is not installed',
	refused,
	"import {defineValidator} from 'shelfready/contract';\nexport default defineValidator({});",
	/^shelfready: mine\.mjs: does not load: Cannot find package 'shelfready' .*; install shelfready in the same project, or export plain objects: defineValidator only checks types\n$/,
);
test(
	'a file without a default export',
	refused,
	'export const mine = {};',
	/^shelfready: mine\.mjs: has no default export; export a validator, or a list of them, as default\n$/,
);
test('a default export that is none', refused, 'export default 1;', /^shelfready: mine\.mjs: must be a validator, an object\n$/);
test(
	'validators with faults: each is named',
	refused,
	`export default [${module({reads: "['pages']"})}, ${module({id: "'mine/b'", policy: "'x.y'"})}, ${module({id: "'listing/valid-type'"})}];`,
	/^shelfready: mine\.mjs: mine\/no-queue: reads\.0: there is no evidence "pages".*\nshelfready: mine\.mjs: mine\/b: policy: there is no policy "x\.y".*\nshelfready: mine\.mjs: listing\/valid-type: there is a rule listing\/valid-type already\n$/,
);

test(
	'a validator that throws when it is looked at',
	refused,
	"const no = () => { throw new Error('not you'); };\nexport default new Proxy({}, {get: no, has: no, ownKeys: no});",
	/^shelfready: mine\.mjs: throws when it is looked at: not you\n$/,
);
test(
	'a list that throws when it is looked at',
	refused,
	"export default new Proxy([], {get() { throw new Error('not you'); }});",
	/^shelfready: mine\.mjs: its list throws when it is looked at: not you\n$/,
);
const ended = /^shelfready: the process ended before the job was done: a module of --validators ended it, or waits for what never comes\n$/;
test('a file that waits for what never comes', refused, 'await new Promise(() => {});', ended);
test('a file that ends the process as if all were well', refused, 'process.exit(0);', ended);
test('a file that ends the process as if there were findings', refused, 'process.exit(1);', ended);

test('a submission can name no file to run', async (t) => {
	const folder = await folderOf({'root.yaml': template, 'mine.mjs': "throw new Error('it ran');", 'shelfready.yaml': 'validators: [mine.mjs]\n'});
	const {stderr, code} = await shelfready(['check'], {cwd: folder});
	t.is(code, 2);
	t.regex(stderr, /^shelfready: shelfready\.yaml:1:1: .*there is no setting "validators"/);
});

test('a comparison runs no rules, and asks for none that shelfready.yaml names', async (t) => {
	const folder = await folderOf({'old/root.yaml': template, 'old/shelfready.yaml': 'rules:\n  mine/no-queue: off\n', 'new/root.yaml': template});
	const {code, stderr} = await shelfready(['diff', 'old', 'new', '--quiet'], {cwd: folder});
	t.deepEqual({code, stderr}, {code: 0, stderr: ''});
});
