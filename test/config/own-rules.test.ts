import test from 'ava';
import {readConfig} from '../../src/config.ts';
import {validators} from '../../validators/index.ts';
import {checkFiles} from '../helpers/submission.ts';

type Files = Readonly<Record<string, string>>;

const base =
	'ownRules:\n  - id: own/house\n    policy: usage.no-redirects\n    severity: warning\n    message: "{subject}: {found}"\n    help: Mend {subject}.\n';

/** What the configuration's own rules say of files; or what is wrong with the configuration. */
async function said(settings: string, files: Files) {
	const read = await readConfig(settings, {file: 'shelfready.yaml', validators});
	if ('errors' in read) return {errors: read.errors};
	const {ownRules, waivers, severities, options} = read.config;
	const {findings, waived, notAssessed, problems, policies} = await checkFiles(files, ownRules, {waivers, severities, options});
	return {
		findings: findings.map(({rule, severity, message, excerpt, start}) => `${rule} ${severity} ${start?.line}:${start?.column} ${message} [${excerpt}]`),
		waived: waived.length,
		notAssessed,
		problems,
		verdict: policies.find(({id}) => id === 'usage.no-redirects')?.verdict,
	};
}

const template = `Description: From acme
Parameters:
  Size:
    Type: String
    Description: How big
    Default: t2.large
  Word: {Type: String}
Resources:
  One:
    Type: AWS::EC2::Instance
    Properties: {InstanceType: "t2.micro", MetadataOptions: {HttpTokens: required}}
  Two:
    Type: AWS::EC2::Instance
    Properties:
      InstanceType: !Ref Size
      UserData:
        Fn::Base64: |
          #!/bin/sh
          curl https://acme.example.com
  Queue: {Type: AWS::SQS::Queue}
`;

test('a pattern in documents: each place, with the words filled', async (t) => {
	t.like(await said(`${base}    find: {in: documents, matches: '(?i)\\bacme\\b'}\n`, {'README.md': '# Larkspur\n\nBetter than Acme, and\n**ACME**.\n'}), {
		findings: ['own/house warning 3:13 README.md: Acme [Acme]', 'own/house warning 4:3 README.md: ACME [ACME]'],
		notAssessed: [],
		verdict: 'review',
	});
});

test('without its evidence it is not assessed', async (t) => {
	t.like(await said(`${base}    find: {in: documents, matches: acme}\n`, {'a.yaml': template}), {
		findings: [],
		notAssessed: {length: 1},
		verdict: 'not-assessed',
	});
});

test('texts of templates and user data', async (t) => {
	t.like(await said(`${base}    find: {in: [template-texts, user-data], matches: acme}\n`, {'a.yaml': template}), {
		findings: ['own/house warning 1:19 a.yaml: acme [acme]', 'own/house warning 19:24 Two: acme [acme]'],
	});
});

test('a property that has a value, has not the right one, or has none', async (t) => {
	const find = (tests: string) => `${base}    find: {resource: 'AWS::EC2::Instance', property: ${tests}}\n`;
	t.like(await said(find("InstanceType, matches: '^t2'"), {'a.yaml': template}), {findings: ['own/house warning 11:33 One: t2 [t2]']});
	t.like(await said(find("InstanceType, mustMatch: '^m5'"), {'a.yaml': template}), {findings: ['own/house warning 11:32 One: t2.micro ["t2.micro"]']});
	t.like(await said(find('MetadataOptions, missing: true'), {'a.yaml': template}), {findings: ['own/house warning 12:3 Two: Two [Two]']});
});

test('a key of parameters, by their names', async (t) => {
	const find = (tests: string) => `${base}    find: {parameter: ${tests}}\n`;
	t.like(await said(find('., key: Description, missing: true'), {'a.yaml': template}), {findings: ['own/house warning 7:3 Word: Word [Word]']});
	t.like(await said(find("^Size$, key: Default, matches: '^t2'"), {'a.yaml': template}), {findings: ['own/house warning 6:14 Size: t2 [t2]']});
});

test('an empty value is found by a pattern of nothing, and what is empty hides nothing', async (t) => {
	const find = (tests: string) => `${base}    find: {parameter: ${tests}}\n`;
	const empty = template.replace('Default: t2.large', "Default: ''");
	t.like(await said(find("., key: Default, matches: '^$'"), {'a.yaml': empty}), {findings: ["own/house warning 6:14 Size:  ['']"]});
	t.like(await said(find("., key: Default, matches: 'g*'"), {'a.yaml': template}), {findings: ['own/house warning 6:20 Size: g [g]']});
});

test('settings and waivers may name it', async (t) => {
	const rule = `${base}    find: {in: documents, matches: acme}\n`;
	const files = {'README.md': '# Larkspur\n\nacme\n'};
	t.like(await said(`${rule}rules: {own/house: note}\n`, files), {findings: ['own/house note 3:1 README.md: acme [acme]']});
	t.like(await said(`${rule}rules: {own/house: off}\n`, files), {findings: []});
	t.like(await said(`${rule}waivers: [{rule: own/house, reason: a quotation}]\n`, files), {findings: [], waived: 1});
});

test('what is wrong is said with its place', async (t) => {
	for (const [find, error] of [
		[
			'{in: documents, matches: "(?=x)"}',
			'shelfready.yaml:7:36: ownRules[1].find.matches: "(?=x)" is no regular expression of RE2: invalid or unsupported Perl syntax: `(?=`',
		],
		[
			"{resource: 'AWS::EC2::Instance', property: Id}",
			/ownRules\[1\]\.find\.matches: is missing, and so are mustMatch and missing: one of them says what is a fault$/,
		],
		['{in: documents, match: x}', /there is no setting "match"; did you mean matches\?; there are in, matches$/],
		["{resource: 'AWS::EC2::Instance', propery: Id, missing: true}", /there is no setting "propery"; did you mean property\?/],
		['{in: readme, matches: x}', /ownRules\[1\]\.find/],
	] as const) {
		const {errors = []} = await said(`${base}    find: ${find}\n`, {});
		t.true(errors.length > 0, find);
		if (typeof error === 'string') t.deepEqual(errors, [error]);
		else
			t.true(
				errors.some((line) => error.test(line)),
				errors.join('\n'),
			);
	}
	t.like(await said(base.replace('own/house', 'house'), {}), {errors: {length: 2}});
	t.like(await said(`${base}    find: {in: documents, matches: x}\n${base.replace('ownRules:\n', '')}    find: {in: documents, matches: y}\n`, {}), {
		errors: ['shelfready.yaml:8:9: ownRules[2].id: own/house is there already'],
	});
});

test('a pattern that would take for ever elsewhere takes no time', async (t) => {
	const files = {'README.md': `# Larkspur\n\n${'a'.repeat(30_000)}!\n`};
	t.like(await said(`${base}    find: {in: documents, matches: '^(a+)+$'}\n`, files), {findings: []});
});

test('thousands of matches are bounded, and it is said', async (t) => {
	const {findings = [], problems = []} = await said(`${base}    find: {in: documents, matches: 'a'}\n`, {
		'README.md': `# Larkspur\n\n${'a '.repeat(12_000)}\n`,
	});
	t.is(findings.length, 10_000);
	t.regex(problems.map(({message}) => message).join(), /more than 10000 faults/);
});
