import {stripVTControlCharacters} from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import {policyIds} from '../../src/policies/ids.ts';
import {displayWidth} from '../../src/report/text/visible.ts';
import {formatText, type TextOptions} from '../../src/report/text.ts';
import {artifact, finding, outcome, verdicts} from '../helpers/outcome.ts';

const options: TextOptions = {width: 100, color: false, quiet: false, rules: 142};

const template = artifact(
	'templates/root.yaml',
	'AWSTemplateFormatVersion: "2010-09-09"\nParameters:\n  AmiId:\n    Type: String\n    Description: The AMI\nResources:\n  Role: {}\n',
);
const guide = artifact('guide.md', 'Log in as root.\n');

const full = outcome({
	artifacts: [guide, template, artifact('logo.bin', '', 'unknown')],
	findings: [
		finding(guide, 'root', {
			rule: 'guides/no-root',
			severity: 'warning',
			message: 'The guide logs in as root.',
			help: '',
			place: {file: 'guide.md', range: [10, 14], page: 2},
		}),
		finding(template, 'String', {otherEdition: {edition: 'ami-2025', severity: 'warning'}}),
		finding(template, 'Role: {}', {severity: 'note', message: 'The role does nothing.', otherEdition: {edition: 'ami-2025', severity: 'off'}}),
		(({start: _start, end: _end, ...rest}) => ({...rest, place: {file: ''}, rule: 'listing/no-listing', message: 'There is no listing.'}))(
			finding(guide, 'Log'),
		),
	],
	waived: [{...finding(guide, 'Log'), rule: 'guides/short', waiver: {reason: 'agreed', until: '2027-01-31'}}],
	waivers: [
		{waiver: {rule: 'guides/short', reason: 'agreed', until: '2027-01-31', place: {file: 'shelfready.yaml'}}, state: 'used', findings: 1},
		{waiver: {rule: 'guides/no-root', subject: 'root', reason: 'old', until: '2026-01-31', place: {file: 'shelfready.yaml'}}, state: 'expired', findings: 1},
		{waiver: {rule: 'guides/other', reason: 'gone', place: {file: 'shelfready.yaml'}}, state: 'unused', findings: 0},
	],
	policies: verdicts({
		'delivery.template-requirements': {verdict: 'violated', reason: '1 error'},
		'access.linux-root-login-off': {verdict: 'review', reason: '1 warning for a person to judge'},
		'architecture.hvm': {verdict: 'satisfied', reason: 'ami-0a1b2c3d4e5f67890 is hvm'},
		'usage.no-limits': {verdict: 'not-assessed', reason: 'nothing found by 2 rules, which is not enough to show it; no evidence', wanting: 'no evidence'},
		'architecture.64-bit': {verdict: 'not-assessed', reason: 'ami-2020 does not ask for this'},
	}),
	notAssessed: [
		{rule: 'image/hvm', reason: 'no DescribeImages output in the submission'},
		{rule: 'listing/a', reason: 'no listing in the submission'},
		{rule: 'listing/b', reason: 'no listing in the submission'},
	],
	problems: [
		{file: 'broken.pdf', message: 'not a PDF: it ends in the middle'},
		{file: 'guide.md', message: 'odd', place: {file: 'guide.md', range: [4, 6]}},
	],
});

test('the whole report', (t) => {
	t.snapshot(formatText(full, options));
});

test('the whole report in 40 columns: nothing is wider but words that must stay whole', (t) => {
	const text = formatText(full, {...options, width: 40});
	t.snapshot(text);
	const wide = text.split('\n').filter((line) => displayWidth(line) > 40);
	t.deepEqual(
		wide.filter((line) => line.trim().includes(' ')),
		[],
	);
});

test('rules that lacked their evidence are counted by what they lacked', (t) => {
	t.regex(
		formatText(full, options),
		/Did not run: 3 of 142 rules\n {2}2 rules: no listing in the submission\n {2}1 rule: no DescribeImages output in the submission\n/,
	);
});

test('an unused waiver of a rule that could not look is not to be taken out', (t) => {
	const waiver = {rule: 'listing/a', reason: 'r', place: {file: 'shelfready.yaml'}};
	const text = formatText(outcome({waivers: [{waiver, state: 'unused', findings: 0}], notAssessed: [{rule: 'listing/a', reason: 'no listing'}]}), options);
	t.regex(text, /waiver unused: listing\/a; its rule lacked what it reads\n/);
	t.notRegex(text, /take it out/);
});

const longHelp = 'Register the parameter again with the type AWS::EC2::Image::Id, and name it in the delivery option.';

test('a rule says its long help and its source once in a file', (t) => {
	const findings = [finding(template, 'String', {help: longHelp}), finding(template, 'Role: {}', {help: longHelp}), finding(guide, 'root', {help: longHelp})];
	const text = formatText(outcome({artifacts: [guide, template], findings}), {...options, width: 200});
	t.is(text.split(longHelp).length - 1, 2, 'once in each file');
	t.regex(text, /7:3 error[\s\S]*\n {4}help: as at 4:11\n\n/);
	t.is(text.split('source: ').length - 1, 2);
});

test('another rule has its own help and source, and short help is said each time', (t) => {
	const findings = [
		finding(template, 'String', {help: longHelp}),
		finding(template, 'Role: {}', {help: longHelp, rule: 'template/other'}),
		finding(guide, 'root', {help: 'Remove it.'}),
		finding(guide, 'Log', {help: 'Remove it.'}),
	];
	const text = formatText(outcome({artifacts: [guide, template], findings}), {...options, width: 200});
	t.is(text.split(longHelp).length - 1, 2);
	t.is(text.split('help: Remove it.').length - 1, 2);
	t.is(text.split('source: ').length - 1, 3);
});

test('findings at one spot share a frame', (t) => {
	const findings = [finding(template, 'String'), finding(template, 'String', {rule: 'template/other'}), finding(template, 'Role: {}')];
	const text = formatText(outcome({artifacts: [template], findings}), options);
	t.is([...text.matchAll(/│ *\^+\n/g)].length, 2);
});

test('where nothing was read there is no scoreboard to bury the problem', (t) => {
	const problems = [{file: 'nowhere', message: 'does not exist'}];
	const text = formatText(outcome({problems, notAssessed: [{rule: 'listing/a', reason: 'no listing'}]}), options);
	t.is(text, 'Not checked in full: 1 problem\n  nowhere: does not exist\n\nNothing was checked\n0 files read: none; 142 rules, ami-2020, as of 2026-11-24\n');
});

test('errors among many warnings: the way to see them alone is named', (t) => {
	const warnings = Array.from({length: 11}, (_, index) => finding(template, 'String', {severity: 'warning', message: `Warning ${index}.`}));
	const findings = [finding(template, 'Role: {}'), ...warnings];
	t.regex(formatText(outcome({artifacts: [template], findings}), options), /\nFor the errors alone: --quiet\n$/);
	t.notRegex(formatText(outcome({artifacts: [template], findings: findings.slice(0, 5)}), options), /--quiet/);
	t.notRegex(formatText(outcome({artifacts: [template], findings: warnings}), options), /--quiet/);
});

test('what the other edition would refuse is counted, in quiet reports too', (t) => {
	const findings = [
		finding(template, 'String', {severity: 'note', otherEdition: {edition: 'ami-2025', severity: 'error'}}),
		finding(template, 'Role: {}', {severity: 'note', otherEdition: {edition: 'ami-2025', severity: 'warning'}}),
		finding(guide, 'root', {severity: 'error', otherEdition: {edition: 'ami-2025', severity: 'off'}}),
	];
	const given = outcome({artifacts: [guide, template], findings});
	const line = /\nUnder ami-2025 \(the policies since 2025-05-01\): 1 more error; --edition ami-2025 judges by it\n/;
	t.regex(formatText(given, options), line);
	t.regex(formatText(given, {...options, quiet: true}), line);
	t.notRegex(formatText({...given, findings: findings.slice(1)}, options), /more error/);
});

test('quiet: errors, problems and totals', (t) => {
	const text = formatText(full, {...options, quiet: true});
	t.snapshot(text);
	t.notRegex(text, /Policies|warning +The guide/);
});

test('colour changes nothing but the colours', (t) => {
	const painted = formatText(full, {...options, color: true});
	t.not(painted, formatText(full, options));
	t.is(stripVTControlCharacters(painted), formatText(full, options));
});

test('without colour there is no escape character', (t) => {
	t.false(formatText(full, options).includes('\u001B'));
});

test('nothing found is said, with what was read', (t) => {
	const text = formatText(outcome({artifacts: [guide]}), options);
	t.regex(text, /\nNo findings\n1 file read: docs 1; 142 rules, ami-2020, as of 2026-11-24\n$/);
});

test('every policy is named, whatever its verdict', (t) => {
	const text = formatText(full, {...options, width: 60});
	for (const id of policyIds) t.true(text.includes(id), id);
});

test('what a terminal would obey is made visible, in names and texts of all kinds', (t) => {
	const evil = '\u001B[2J\u001B]8;;https://evil.example.com\u0007x\u009B31m\u202Etxt.exe\r\u200B';
	const file = artifact(`a${evil}.md`, `before ${evil}\nline ${evil} token ${evil}\n`);
	const one = finding(file, 'token', {message: `message ${evil}`, help: `help ${evil}`, subject: evil, rule: 'guides/x'});
	const text = formatText(
		outcome({
			artifacts: [file, artifact(evil, '', 'unknown')],
			findings: [one],
			waived: [{...one, waiver: {reason: evil}}],
			waivers: [{waiver: {rule: 'x/y', subject: evil, reason: evil, place: {file: 'c'}}, state: 'unused', findings: 0}],
			problems: [{file: evil, message: evil}],
			policies: verdicts({'usage.no-limits': {verdict: 'satisfied', reason: evil}}),
		}),
		options,
	);
	t.notRegex(text, /[\x00-\x09\x0B-\x1F\x7F-\x9F\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069]/);
	t.regex(text, /␛\[2J/);
	t.regex(text, /<U\+202E>/);
});

/** The frame of one finding: the line with its token, and the underline. */
function frameOf(text: string, at: string, width = 60): readonly [string, string] {
	const file = artifact('f.txt', text);
	const lines = formatText(outcome({artifacts: [file], findings: [finding(file, at)]}), {...options, width}).split('\n');
	const index = lines.findIndex((line) => /│ *\^/.test(line));
	return [lines[index - 1] ?? '', lines[index] ?? ''];
}

/** What stands above the carets, by display columns. */
function underlined(text: string, at: string, width?: number): string {
	const [line, marks] = frameOf(text, at, width);
	const start = marks.indexOf('^');
	const count = marks.replaceAll(/[^^]/g, '').length;
	let column = 0;
	let found = '';
	for (const {segment} of new Intl.Segmenter('en').segment(line)) {
		if (column >= start && column < start + count) found += segment;
		column += displayWidth(segment);
	}
	return found;
}

for (const [name, text, at] of [
	['plain', 'a: token here', 'token'],
	['after a tab', '\ta:\ttoken here', 'token'],
	['after wide characters', '名前: token here', 'token'],
	['after emoji', '👩‍👩‍👧 🇩🇪 ❤️: token here', 'token'],
	['after combining marks', 'e\u0301e\u0301: token here', 'token'],
	['wide itself', 'name: 製品名 here', '製品名'],
	['at the start', 'token here', 'token'],
	['at the end', 'here: token', 'token'],
	['in a long line', `${'x'.repeat(500)} token ${'y'.repeat(500)}`, 'token'],
	['in a long line of wide characters', `${'名'.repeat(500)} token ${'前'.repeat(500)}`, 'token'],
	['near the start of a long line', `ab token ${'y'.repeat(500)}`, 'token'],
	['at the end of a long line', `${'x'.repeat(500)} token`, 'token'],
] as const) {
	test(`the token is underlined: ${name}`, (t) => {
		for (const width of [40, 60, 120]) {
			t.is(underlined(text, at, width), at);
			t.true(displayWidth(frameOf(text, at, width)[0]) <= width);
		}
	});
}

test('a control character before the token keeps the underline in place', (t) => {
	t.is(underlined('a\u001B[31m: token', 'token'), 'token');
	t.is(underlined('a\u202Eb: token', 'token'), 'token');
});

test('a token wider than the line is underlined as far as it is shown', (t) => {
	const [line, marks] = frameOf(`key: ${'z'.repeat(300)}`, 'z'.repeat(300));
	t.true(displayWidth(line) <= 60);
	t.true(displayWidth(marks) <= 60);
	t.regex(line, /z{20,}…$/);
});

test('a token over several lines is underlined on its first, and the last is named', (t) => {
	const [line, marks] = frameOf('a: |\n  one\n  two\n', '|\n  one\n  two');
	t.regex(line, /a: \|$/);
	t.regex(marks, /\^ to line 3$/);
});

test('an empty range has one caret', (t) => {
	const file = artifact('f.txt', 'abc');
	const text = formatText(outcome({artifacts: [file], findings: [{...finding(file, 'c'), start: {line: 1, column: 4}, end: {line: 1, column: 4}}]}), options);
	t.regex(text, /1 │ abc\n {6}│ {4}\^\n/);
});

test('CRLF and lone CR do not reach the terminal', (t) => {
	t.notRegex(formatText(outcome({artifacts: [template], findings: [finding(artifact('templates/root.yaml', 'a\r\nb token\r\n'), 'token')]}), options), /\r/);
});

test('a line of ten megabytes is framed at once', (t) => {
	const text = `${'{"a":1},'.repeat(600_000)}token${'{"a":1},'.repeat(600_000)}`;
	const begun = performance.now();
	t.is(underlined(text, 'token', 100), 'token');
	t.true(performance.now() - begun < 1000);
});

test('ten thousand findings in a file of megabytes are formatted in seconds', (t) => {
	const file = artifact('f.txt', 'a line with a token in it\n'.repeat(100_000));
	const one = finding(file, 'token');
	const findings = Array.from({length: 10_000}, (_, index) => ({...one, start: {line: index + 1, column: 15}, end: {line: index + 1, column: 20}}));
	const problems = Array.from({length: 1000}, () => ({file: 'f.txt', message: 'odd', place: {file: 'f.txt', range: [30, 31] as const}}));
	const begun = performance.now();
	t.true(formatText(outcome({artifacts: [file], findings, problems}), options).length > 1_000_000);
	const took = performance.now() - begun;
	t.log(`${Math.round(took)} ms`);
	t.true(took < 5000);
});

test('any text and place: no control character, no crash, and the carets fit', (t) => {
	const piece = fc.constantFrom('a', ' ', '\t', '\n', '\r\n', '\u001B', '名', '😀', '\uD800', 'e\u0301', '\u202E', 'word', '🇩🇪');
	fc.assert(
		fc.property(fc.array(piece, {minLength: 1, maxLength: 60}), fc.nat(), fc.nat(), fc.integer({min: 20, max: 120}), (pieces, from, to, width) => {
			const text = pieces.join('');
			const at = text.slice(from % text.length, (from % text.length) + (to % text.length));
			const file = artifact('f.txt', text);
			const shown = formatText(outcome({artifacts: [file], findings: [finding(file, at)]}), {...options, width});
			const marks = shown.split('\n').find((line) => /│ *\^/.test(line)) ?? '';
			return (
				!/[\x00-\x09\x0B-\x1F\x7F-\x9F\u202E\uD800-\uDFFF]/.test(shown.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, '')) &&
				marks !== '' &&
				(width < 40 || displayWidth(marks.replace(/ to line.*/, '')) <= width)
			);
		}),
		{numRuns: 300},
	);
	t.pass();
});
