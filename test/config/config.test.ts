import test from 'ava';
import fc from 'fast-check';
import {starter} from '../../src/cli/init.ts';
import {type Config, type ConfigContext, readConfig} from '../../src/config.ts';
import {rule} from '../helpers/rules.ts';

const validators = [
	rule({
		id: 'listing/valid-title',
		aliases: ['listing/title'],
		options: {
			most: {about: 'How many.', default: 5},
			strict: {about: 'How.', default: true},
			word: {about: 'Which.', default: 'a'},
			words: {about: 'Which.', default: ['a']},
		},
	}),
	rule({id: 'template/no-key-name'}),
];
const context: ConfigContext = {file: 'shelfready.yaml', validators, files: ['guide.txt', 'templates/root.yaml', 'constructor']};

async function read(source: string, more: Partial<ConfigContext> = {}): Promise<Config | readonly string[]> {
	const answer = await readConfig(source, {...context, ...more});
	return 'errors' in answer ? answer.errors : answer.config;
}

const nothing: Config = {kinds: {}, urls: {}, severities: {}, options: {}, waivers: [], ownRules: []};

for (const [name, source] of [
	['an empty file', ''],
	['comments alone', '# nothing\n'],
	['an empty map', '{}'],
	['the file that init writes', starter],
	['a byte order mark alone', '\uFEFF'],
] as const) {
	test(`${name} sets nothing`, async (t) => {
		t.deepEqual(await read(source), nothing);
	});
}

test('everything that can be set', async (t) => {
	const source = `
licensing: byol
deliveryMethods: [single-ami, cloudformation]
edition: ami-2025
artifacts:
  ./guide.txt: docs
  templates/root.yaml:
    kind: template
    url: https://media.example.com/root.yaml
rules:
  listing/valid-title:
    severity: off
    options: {most: 3, strict: false, word: b, words: [x, y]}
  template/no-key-name: off
waivers:
  - rule: listing/valid-title
    subject: Title
    reason: agreed
    until: 2026-12-31
  - {rule: template/no-key-name, reason: "our own"}
`;
	t.deepEqual(await read(source), {
		licensing: 'byol',
		deliveryMethods: ['single-ami', 'cloudformation'],
		edition: 'ami-2025',
		kinds: {'guide.txt': 'docs', 'templates/root.yaml': 'template'},
		ownRules: [],
		urls: {'https://media.example.com/root.yaml': 'templates/root.yaml'},
		severities: {'listing/valid-title': 'off', 'template/no-key-name': 'off'},
		options: {'listing/valid-title': {most: 3, strict: false, word: 'b', words: ['x', 'y']}},
		waivers: [
			{
				rule: 'listing/valid-title',
				subject: 'Title',
				reason: 'agreed',
				until: '2026-12-31',
				place: {file: 'shelfready.yaml', range: [source.indexOf('rule: listing/valid-title'), source.indexOf('rule: listing/valid-title') + 4]},
			},
			{
				rule: 'template/no-key-name',
				reason: 'our own',
				place: {file: 'shelfready.yaml', range: [source.indexOf('rule: template'), source.indexOf('rule: template') + 4]},
			},
		],
	});
});

test('the starter is accepted with any example uncommented, once it names real rules and files', async (t) => {
	const uncommented = starter
		.replaceAll(/^# (licensing|deliveryMethods|edition|artifacts|rules|ownRules|waivers| {2})/gm, '$1')
		.replaceAll('family/name', 'listing/valid-title')
		.replaceAll('family/other-name', 'template/no-key-name');
	const config = await read(uncommented, {files: ['docs/getting-started.txt', 'templates/network.yaml']});
	t.like(config, {licensing: 'paid', edition: 'ami-2020', severities: {'listing/valid-title': 'warning', 'template/no-key-name': 'note'}});
	t.is('waivers' in config ? config.waivers.length : 0, 1);
});

test('artifacts as a list', async (t) => {
	const config = await read('artifacts:\n  - {path: guide.txt, kind: docs}\n  - path: templates/root.yaml\n    url: https://x.example.com/r.yaml\n');
	t.like(config, {kinds: {'guide.txt': 'docs'}, urls: {'https://x.example.com/r.yaml': 'templates/root.yaml'}});
});

test('names that objects have of their own are only names', async (t) => {
	t.like(await read('artifacts: {constructor: docs}'), {kinds: {constructor: 'docs'}});
	t.deepEqual(await read('rules: {constructor: off}'), ['shelfready.yaml:1:9: rules: there is no rule "constructor"']);
	t.deepEqual(await read('rules: {listing/valid-title: {options: {toString: 1}}}'), [
		'shelfready.yaml:1:41: rules: listing/valid-title has no option "toString"; there are most, strict, word, words',
	]);
});

test('a former id of a rule is the rule', async (t) => {
	const config = await read('rules: {listing/title: note}\nwaivers: [{rule: listing/title, reason: x}]');
	t.like(config, {severities: {'listing/valid-title': 'note'}});
	t.is('waivers' in config ? config.waivers[0]?.rule : '', 'listing/valid-title');
	t.deepEqual(await read('rules:\n  listing/title: note\n  listing/valid-title: off\n'), [
		'shelfready.yaml:3:3: rules: "listing/valid-title" is listing/valid-title, which "listing/title" has set',
	]);
});

const refused = test.macro(async (t, source: string, ...errors: readonly string[]) => {
	t.deepEqual(
		await read(source),
		errors.map((error) => `shelfready.yaml:${error}`),
	);
});

test('a wrong choice', refused, 'licensing: payed', '1:12: licensing: "payed" is not allowed; it must be one of paid, byol, free');
test(
	'a wrong choice in a list',
	refused,
	'deliveryMethods: [ami]',
	'1:19: deliveryMethods[1]: "ami" is not allowed; it must be one of single-ami, cloudformation',
);
test('an empty list', refused, 'deliveryMethods: []', '1:1: deliveryMethods: must not be empty');
test('a list where a choice must be', refused, 'edition: [ami-2020]', '1:1: edition: a list is not allowed; it must be one of ami-2020, ami-2025');
test('an empty value', refused, 'edition:', '1:1: edition: an empty value is not allowed; it must be one of ami-2020, ami-2025');
test(
	'an unknown setting',
	refused,
	'licencing: paid',
	'1:1: the settings: there is no setting "licencing"; did you mean licensing?; there are licensing, deliveryMethods, edition, artifacts, rules, ownRules, waivers',
);
test('a list for the whole', refused, '- a', '1:1: the settings: a list is not allowed; it must be settings (key: value)');
test('a text for the whole', refused, 'paid', '1:1: the settings: "paid" is not allowed; it must be settings (key: value)');
test(
	'an unknown kind',
	refused,
	'artifacts: {guide.txt: document}',
	'1:24: artifacts.guide.txt: "document" is not allowed; it must be one of template, listing, docs, image, root, scan, script, unknown, or settings (key: value)',
);
test(
	'an unknown kind in the long form',
	refused,
	'artifacts: {guide.txt: {kind: document}}',
	'1:31: artifacts.guide.txt.kind: "document" is not allowed; it must be one of template, listing, docs, image, root, scan, script, unknown',
);
test(
	'an unknown key of an artifact',
	refused,
	'artifacts: {guide.txt: {kinds: docs}}',
	'1:25: artifacts.guide.txt: there is no setting "kinds"; did you mean kind?; there are kind, url',
);
test(
	'a file that is not there',
	refused,
	'artifacts:\n  guide.text: docs',
	'2:3: artifacts: there is no file "guide.text" in the submission; did you mean guide.txt?',
);
test('an unknown rule', refused, 'rules:\n  listing/valid-titel: off', '2:3: rules: there is no rule "listing/valid-titel"; did you mean listing/valid-title?');
test(
	'an unknown severity',
	refused,
	'rules:\n  listing/valid-title: fatal',
	'2:24: rules.listing/valid-title: "fatal" is not allowed; it must be one of error, warning, note, off, or settings (key: value)',
);
test(
	'an unknown severity in the long form',
	refused,
	'rules:\n  listing/valid-title: {severity: fatal}',
	'2:35: rules.listing/valid-title.severity: "fatal" is not allowed; it must be one of error, warning, note, off',
);
test(
	'an unknown option',
	refused,
	'rules: {listing/valid-title: {options: {mots: 1}}}',
	'1:41: rules: listing/valid-title has no option "mots"; did you mean most?; there are most, strict, word, words',
);
test(
	'an option of a rule that has none',
	refused,
	'rules: {template/no-key-name: {options: {most: 1}}}',
	'1:42: rules: template/no-key-name has no option "most"; it has no options',
);
test(
	'options of the wrong kind',
	refused,
	'rules: {listing/valid-title: {options: {most: "3", strict: 1, word: [a], words: a}}}',
	'1:47: rules: option most of listing/valid-title: "3" is not allowed; it must be a number',
	'1:60: rules: option strict of listing/valid-title: "1" is not allowed; it must be true or false',
	'1:63: rules: option word of listing/valid-title: a list is not allowed; it must be a text',
	'1:81: rules: option words of listing/valid-title: "a" is not allowed; it must be a list of texts',
);
test('a waiver without a reason', refused, 'waivers:\n  - rule: listing/valid-title', '2:5: waivers[1].reason: is missing');
test('a waiver with an empty reason', refused, 'waivers:\n  - {rule: listing/valid-title, reason: " "}', '2:41: waivers[1].reason: must not be empty');
test(
	'a waiver with no such day',
	refused,
	'waivers: [{rule: listing/valid-title, reason: x, until: 2026-02-30}]',
	'1:57: waivers[1].until: "2026-02-30" must be a day of the calendar, written YYYY-MM-DD',
);
test('a waiver of an unknown rule', refused, 'waivers: [{rule: x/y, reason: x}]', '1:18: waivers[1].rule: there is no rule "x/y"');
test(
	'a waiver with an unknown key',
	refused,
	'waivers: [{rule: listing/valid-title, reason: x, untill: 2027-01-01}]',
	'1:50: waivers[1]: there is no setting "untill"; did you mean until?; there are rule, subject, reason, until',
);
test('a key twice', refused, 'edition: ami-2020\nedition: ami-2025\n', '2:1: "edition" is set twice');
test(
	'several errors are all named, in order',
	refused,
	'licensing: x\nedition: y\nother: z',
	'1:12: licensing: "x" is not allowed; it must be one of paid, byol, free',
	'2:10: edition: "y" is not allowed; it must be one of ami-2020, ami-2025',
	'3:1: the settings: there is no setting "other"; there are licensing, deliveryMethods, edition, artifacts, rules, ownRules, waivers',
);

test('what is not YAML is said with its place', async (t) => {
	const errors = await read('rules: {a: [b\nlicensing: paid\n');
	t.true(Array.isArray(errors));
	t.regex(String(errors), /^shelfready\.yaml:\d+:\d+: /);
});

test('files are not asked for when the configuration may serve several submissions', async (t) => {
	const {files: _files, ...rest} = context;
	const answer = await readConfig('artifacts: {elsewhere.txt: docs}', rest);
	t.like(answer, {config: {kinds: {'elsewhere.txt': 'docs'}}});
});

test('an oversized file is refused', async (t) => {
	t.deepEqual(await read('#'.repeat(1_000_001)), ['shelfready.yaml: is longer than 1000000 characters']);
});

test('any text gives settings or errors with places, never a crash', async (t) => {
	const word = fc.constantFrom(
		'licensing',
		'rules',
		'waivers',
		'artifacts',
		'edition',
		'listing/valid-title',
		'reason',
		'rule',
		'paid',
		'off',
		'__proto__',
		'1',
		'~',
		'!Ref',
		'&a',
		'*a',
		'<<',
	);
	const mark = fc.constantFrom(': ', ':\n  ', '\n', '\n- ', '[', ']', '{', '}', ', ', '"', '\t', '#');
	await fc.assert(
		fc.asyncProperty(fc.array(fc.oneof(word, mark), {maxLength: 25}), async (pieces) => {
			const answer = await read(pieces.join(''));
			return !('length' in answer) || answer.every((error) => /^shelfready\.yaml:\d+:\d+: ./.test(error));
		}),
		{numRuns: 500},
	);
	t.pass();
});

test('of very many errors the first hundred are told, and how many more there are', async (t) => {
	const errors = await read(Array.from({length: 3000}, (_, index) => `setting${index}: 1\n`).join(''));
	t.true(Array.isArray(errors));
	if (!Array.isArray(errors)) return;
	t.is(errors.length, 101);
	t.regex(`${errors[99]}`, /^shelfready\.yaml:100:1: .*there is no setting "setting99"/);
	t.is(errors[100], 'shelfready.yaml: 2900 more errors');
});
