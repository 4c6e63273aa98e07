import test from 'ava';
import {formatGithub} from '../../src/report/github.ts';
import {artifact, finding, outcome} from '../helpers/outcome.ts';
import {attack, context, full, hostileName, many} from '../helpers/reports.ts';

/** What GitHub's runner takes for a command: its name, properties and message, all escapes undone. */
function commandsOf(text: string) {
	return text.split('\n').flatMap((line) => {
		// The older form is looked for anywhere in lines that are no command of the newer one.
		const [, name = '', given = '', data = ''] = /^\s*::([a-z-]+)(?: (.*?))?::(.*)$/.exec(line) ?? /##\[([a-z-]+)(?: (.*?))?\](.*)/.exec(line) ?? [];
		if (name === '') return [];
		const properties = given.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), undone(pair.slice(pair.indexOf('=') + 1))]);
		return [{name, properties: Object.fromEntries(properties) as Readonly<Record<string, string>>, message: undone(data)}];
	});
}

function undone(text: string): string {
	return text.replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');
}

test('the whole report', (t) => {
	t.snapshot(formatGithub(full, context));
});

test('an annotation stands at its line and columns, under its rule', (t) => {
	const [found] = commandsOf(formatGithub(outcome({artifacts: full.artifacts, findings: full.findings.slice(2, 3)}), context));
	t.deepEqual(found, {
		name: 'error',
		properties: {file: 'root.yaml', line: '3', endLine: '3', col: '11', endColumn: '17', title: 'template/ami-parameter-type'},
		message:
			'The AMI parameter is a String, which the self-service flow refuses.\nGive it the type AWS::EC2::Image::Id.\nhttps://docs.aws.amazon.com/marketplace/latest/userguide/cloudformation.html',
	});
});

test('columns are left out where the spot spans lines; a line break at its end is no further line', (t) => {
	const text = artifact('a.md', 'one\ntwo\nthree\n');
	const spot = (at: string) => commandsOf(formatGithub(outcome({artifacts: [text], findings: [finding(text, at)]}), context))[0]?.properties;
	t.like(spot('two\nthree'), {line: '2', endLine: '3', col: undefined, endColumn: undefined});
	t.like(spot('two\n'), {line: '2', endLine: '2', col: '1', endColumn: undefined});
});

test('problems come first, then the worst', (t) => {
	t.deepEqual(
		commandsOf(formatGithub(full, context)).map(({name, properties}) => `${name} ${properties['title']}`),
		[
			...Array.from({length: 3}, () => 'error Not checked in full'),
			'error template/ami-parameter-type',
			'error cfn-lint/E3012',
			'warning listing/no-listing',
			'warning language/no-password-login',
			'notice template/require-interface',
		],
	);
});

test('paths are those of the repository; what lies outside is named in the message', (t) => {
	const repository = {base: 'market', paths: new Map([['root.yaml', 'market/root.yaml']])};
	const found = commandsOf(formatGithub(full, {...context, repository}));
	t.is(found[3]?.properties['file'], 'market/root.yaml');
	t.like(found[6], {properties: {file: undefined, line: undefined}});
	t.true(found[6]?.message.startsWith('docs/guide.md: The AMI'));
});

test('no more than GitHub shows is annotated; the last notice says how many more there are, the log has them', (t) => {
	const text = formatGithub(many, context);
	const found = commandsOf(text);
	const count = (name: string) => found.filter((command) => command.name === name).length;
	t.deepEqual([count('error'), count('warning'), count('notice')], [10, 10, 10]);
	t.is(found.at(-1)?.message, '1971 more: GitHub shows 10 of each kind. The log of this step has the rest.');
	t.is(found.filter(({name}) => !['error', 'warning', 'notice', 'group', 'endgroup'].includes(name)).length, 0);
	t.regex(text, /^50 errors, 50 warnings, 1900 notes\. Policies: 44 not assessed\.$/m);
	t.is(text.split('\n').filter((line) => /^(?:error|warning|notice) long\.yaml:\d+:1: The key key\d+ is wrong/.test(line)).length, 1_971);
});

test('ten of a kind are no more than GitHub shows', (t) => {
	const ten = {...many, findings: many.findings.slice(-10)};
	t.is(commandsOf(formatGithub(ten, context)).length, 10);
});

test('nothing in a submission becomes a command or a property', (t) => {
	const found = commandsOf(formatGithub(attack, context));
	t.deepEqual(
		found.map(({name}) => name),
		['error', 'error', 'warning', 'notice'],
	);
	for (const {properties} of found) {
		t.is(properties['file'], hostileName.replace('\u202E', '<U+202E>'));
		t.deepEqual(
			Object.keys(properties).filter((key) => !['file', 'line', 'endLine', 'col', 'endColumn', 'title'].includes(key)),
			[],
		);
	}
	// With many of them, most are lines of the log.
	const [one] = attack.findings;
	const logged = commandsOf(formatGithub({...attack, findings: one === undefined ? [] : Array.from({length: 30}, () => ({...one}))}, context));
	t.deepEqual([...new Set(logged.map(({name}) => name))].toSorted(), ['endgroup', 'error', 'group', 'notice']);
});

test('a submission without findings has a line all the same', (t) => {
	t.is(formatGithub(outcome(), context), '0 errors, 0 warnings, 0 notes. Policies: 44 not assessed.\n');
});

test('a file whose name holds what a terminal obeys does not bring it into the log', (t) => {
	const named = artifact('a\u001b[31m\u009b.md', 'one');
	const text = formatGithub(
		outcome({artifacts: [named], findings: [finding(named, 'one')], problems: [{file: named.file, message: 'can not be read'}]}),
		context,
	);
	t.notRegex(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
	t.is(commandsOf(text).filter(({properties}) => properties['file'] === 'a␛[31m<U+009B>.md').length, 2);
});
