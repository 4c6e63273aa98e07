import test from 'ava';
import {formatLetter} from '../../src/report/letter.ts';
import {displayWidth} from '../../src/report/text/visible.ts';
import {artifact, finding, outcome, verdicts} from '../helpers/outcome.ts';
import {attack, context, full, many} from '../helpers/reports.ts';

test('the whole letter', (t) => {
	t.snapshot(formatLetter(full, context));
});

test('it says first that it is no letter of AWS', (t) => {
	t.true(
		formatLetter(outcome(), context).startsWith(
			'A forecast by shelfready 0.1.0, made on 2026-11-24. It does not come from AWS,\nand nobody at AWS has seen it.\n',
		),
	);
});

test('no line is longer than 78 columns but for what can not be broken', (t) => {
	for (const given of [full, attack, many]) {
		const wide = formatLetter(given, context)
			.split('\n')
			.filter((line) => displayWidth(line) > 78 && line.trim().includes(' '));
		t.deepEqual(wide, []);
	}
});

test('with nothing wrong it says so, and still names what was not judged', (t) => {
	const clean = {...full, findings: [], waived: [], problems: [], policies: verdicts({'architecture.hvm': {verdict: 'satisfied', reason: 'hvm'}})};
	const text = formatLetter(clean, context);
	t.regex(text, /Nothing in it would be refused, and there are no questions\./);
	t.notRegex(text, /What would be refused|Questions|Checklist/);
	t.regex(text, /Of 44 policies, 43 are open/);
	t.regex(text, /- DescribeImages output:\n {4}architecture\.64-bit, architecture\.ebs-backed/);
});

test('what could not be read is no clean bill', (t) => {
	t.regex(formatLetter({...full, findings: []}, context), /Nothing in what could be read would be refused\./);
	t.regex(formatLetter(outcome(), context), /Nothing in it was recognised/);
});

test('warnings alone refuse nothing', (t) => {
	const text = formatLetter({...full, findings: full.findings.filter(({severity}) => severity === 'warning')}, context);
	t.regex(text, /Nothing in it would be refused, but there are\s+questions\.\s+2\s+points\s+would\s+be\s+asked\s+about\./);
	t.notRegex(text, /What would be refused/);
});

test('each thing to do is one item of the checklist, in the order of the policies, errors before warnings', (t) => {
	const [file] = many.artifacts;
	if (file === undefined) throw new Error('no file');
	const given = [
		finding(file, 'key1:', {policy: 'delivery.template-requirements', help: 'Do the last.'}),
		finding(file, 'key2:', {policy: 'security.malware', severity: 'warning', help: 'Do the second.'}),
		finding(file, 'key3:', {policy: 'security.malware', help: 'Do the first.'}),
		finding(file, 'key4:', {policy: 'delivery.listing-requirements', severity: 'note', help: 'Do nothing.'}),
		...Array.from({length: 7}, (_, index) => finding(file, `key${index + 10}:`, {policy: 'delivery.template-requirements', help: 'Do the last.'})),
	];
	const text = formatLetter(outcome({artifacts: [file], findings: given}), context);
	const [, list = ''] = /Checklist\n-+\n\n([\s\S]*?)\n\n/.exec(text) ?? [];
	t.is(
		list,
		[
			' 1. [ ] Do the first. (long.yaml, line 4)',
			' 2. [ ] Do the second. (long.yaml, line 3)',
			' 3. [ ] Do the last. (long.yaml, line 2, line 11, line 12, line 13, line 14;',
			'        and 3 more)',
		].join('\n'),
	);
});

test('a rule with very many faults is not written out to the end', (t) => {
	const text = formatLetter({...many, findings: many.findings.map((fault) => ({...fault, severity: 'error' as const}))}, context);
	t.is((text.match(/Why: The key/g) ?? []).length, 20);
	t.is((text.match(/The same holds of 990 more places/g) ?? []).length, 2);
});

test('nothing in a submission moves the cursor or looks like a heading of ours', (t) => {
	const text = formatLetter(attack, context);
	t.notRegex(text, /[\u0000-\u0009\u000B-\u001F\u202E\u200B]/);
	t.is((text.match(/^-+$/gm) ?? []).length, 6);
});

test('a reviewer sees what a baseline knows', (t) => {
	const file = artifact('a.md', 'old and new');
	const text = formatLetter(outcome({artifacts: [file], baseline: 'known.json', known: [finding(file, 'old')]}), context);
	t.regex(text, /As it stands it would be refused: 1 point/);
});
