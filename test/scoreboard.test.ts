import test from 'ava';
import type {Finding, WaivedFinding} from '../src/outcome.ts';
import type {Policy} from '../src/policies/policy.ts';
import type {RuleRun} from '../src/run.ts';
import {type Basis, scoreboard} from '../src/scoreboard.ts';
import {hit, rule} from './helpers/rules.ts';

const policy: Policy = {
	id: 'architecture.hvm',
	group: 'Architecture',
	editions: {'ami-2020': {asks: 'hvm', source: 'https://docs.example.com'}, 'ami-2025': {source: 'https://docs.example.com'}},
	evidence: ['image'],
	settledBy: ['image/hvm', 'image/listed-hvm'],
	wanting: 'a DescribeImages answer',
};

const first = rule({id: 'image/hvm', policy: 'architecture.hvm'});
const second = rule({id: 'image/listed-hvm', policy: 'architecture.hvm'});
const other = rule({id: 'image/age'});

function finding(severity: Finding['severity'], id: Finding['policy'] = 'architecture.hvm'): Finding {
	return {
		rule: 'image/hvm',
		policy: id,
		severity,
		message: 'm',
		help: 'h',
		source: 's',
		subject: 'x',
		place: {file: 'i.json'},
		excerpt: '',
		fingerprint: '',
		content: '',
		context: '',
	};
}

function waived(severity: Finding['severity']): WaivedFinding {
	return {...finding(severity), waiver: {reason: 'agreed'}};
}

function ran(validator: RuleRun['validator'], shown?: string): RuleRun {
	return {validator, state: 'ran', hits: [], ...(shown === undefined ? {} : {shown})};
}

function judge(basis: Partial<Basis> = {}, judged: Policy = policy) {
	const [line] = scoreboard([judged], {edition: 'ami-2020', findings: [], waived: [], runs: [], problems: [], ...basis});
	return line;
}

const shown = [ran(first, 'ami-0 is hvm'), ran(second, 'the listing says hvm')];

test('every policy has a line, in the order of the catalogue', (t) => {
	const lines = scoreboard([policy, {...policy, id: 'security.malware'}], {edition: 'ami-2020', findings: [], waived: [], runs: [], problems: []});
	t.deepEqual(
		lines.map(({id}) => id),
		['architecture.hvm', 'security.malware'],
	);
});

test('an error is a violation, and its findings are named by index', (t) => {
	const findings = [finding('error', 'security.malware'), finding('warning'), finding('error'), finding('note')];
	t.deepEqual(judge({findings, runs: shown}), {id: 'architecture.hvm', verdict: 'violated', reason: '1 error and 1 warning: image/hvm', findings: [1, 2, 3]});
	t.is(judge({findings: [finding('error'), finding('error')]})?.reason, '2 errors: image/hvm');
});

test('a warning is for a person to look at', (t) => {
	t.like(judge({findings: [finding('warning')], runs: shown}), {verdict: 'review', reason: '1 warning for a person to judge: image/hvm', findings: [0]});
});

test('a note alone neither violates nor keeps from being satisfied', (t) => {
	t.like(judge({findings: [finding('note')], runs: shown}), {verdict: 'satisfied', findings: [0]});
});

test('waived is for review, never satisfied', (t) => {
	t.like(judge({waived: [waived('error')], runs: shown}), {verdict: 'review', findings: []});
	t.regex(judge({waived: [waived('error')]})?.reason ?? '', /1 finding waived/);
	t.like(judge({waived: [waived('note')], runs: shown}), {verdict: 'satisfied'});
});

test('satisfied when every settling rule shows it, with their sentences', (t) => {
	t.deepEqual(judge({runs: shown}), {id: 'architecture.hvm', verdict: 'satisfied', reason: 'ami-0 is hvm; the listing says hvm', findings: []});
});

test('a root file system that came along is not asked for, and a Windows is not held to what is about Linux', (t) => {
	const of = (more: Partial<Policy>, roots: readonly ('linux' | 'windows')[]) =>
		scoreboard([{...policy, ...more}], {edition: 'ami-2020', findings: [], waived: [], runs: [], problems: [], roots})[0]?.reason;
	t.is(of({besidesRoot: 'a launch'}, []), 'a DescribeImages answer');
	t.is(of({besidesRoot: 'a launch'}, ['windows']), 'a launch');
	t.is(of({}, ['linux']), 'a DescribeImages answer');
	t.is(of({only: 'linux'}, ['windows']), "the AMI's root file system is of a Windows, which this policy is not about");
	t.is(of({only: 'linux'}, ['windows', 'linux']), 'a DescribeImages answer');
});

test('one settling rule that shows nothing, did not run or was left out keeps satisfied away', (t) => {
	const absent: RuleRun = {validator: second, state: 'not-assessed', reason: 'no listing in the submission'};
	const nothing = 'nothing found by 2 rules, which is not enough to show it; a DescribeImages answer';
	t.like(judge({runs: [ran(first, 'ami-0 is hvm'), ran(second)]}), {verdict: 'not-assessed', reason: nothing, wanting: 'a DescribeImages answer'});
	t.like(judge({runs: [ran(first, 'ami-0 is hvm'), absent]}), {verdict: 'not-assessed', wanting: 'no listing in the submission'});
	t.like(judge({runs: [ran(first, 'ami-0 is hvm')]}), {verdict: 'not-assessed'});
	t.like(judge(), {verdict: 'not-assessed', reason: 'a DescribeImages answer', wanting: 'a DescribeImages answer'});
});

test('a policy that nothing can settle is never satisfied', (t) => {
	const reason = 'nothing found by 2 rules, which is not enough to show it; a DescribeImages answer';
	t.like(judge({runs: shown}, {...policy, settledBy: []}), {verdict: 'not-assessed', reason});
});

test('a rule whose findings were turned off did not find nothing', (t) => {
	const runs: RuleRun[] = [{validator: first, state: 'ran', hits: [hit()]}, ran(second, 'the listing says hvm')];
	t.like(judge({runs}), {verdict: 'not-assessed', reason: 'nothing found by 1 rule, which is not enough to show it; a DescribeImages answer'});
	t.is(judge({runs: runs.slice(0, 1)})?.reason, 'a DescribeImages answer');
});

test('a note decides nothing, but is not nothing', (t) => {
	const runs: RuleRun[] = [{validator: first, state: 'ran', hits: [hit()]}, ran(second)];
	const note = finding('note');
	const reason = `1 note: ${first.id}; nothing found by 1 other rule, which is not enough to show it; a DescribeImages answer`;
	t.like(judge({runs, findings: [note]}), {verdict: 'not-assessed', reason, findings: [0]});
});

test('what settings turn off or lower is for review, never satisfied', (t) => {
	t.like(judge({runs: shown, hushed: ['architecture.hvm', 'security.malware']}), {
		verdict: 'review',
		reason: '1 finding that shelfready.yaml turns off or lowers to a note: a reviewer at AWS does not see your settings',
	});
	t.like(judge({runs: shown, hushed: ['security.malware']}), {verdict: 'satisfied'});
	t.like(judge({runs: shown, findings: [finding('error')], hushed: ['architecture.hvm']}), {verdict: 'violated'});
});

test('a rule of the policy that was left out of the run keeps satisfied away', (t) => {
	const third = rule({id: 'agreement/virtualization-agrees', policy: 'architecture.hvm'});
	t.like(judge({runs: shown, leftOut: [third]}), {
		verdict: 'not-assessed',
		reason: 'ami-0 is hvm; the listing says hvm, but agreement/virtualization-agrees was left out of the run',
	});
	t.like(judge({runs: shown, leftOut: [other]}), {verdict: 'satisfied'});
});

test('a rule that broke keeps the verdict open and is named', (t) => {
	const broke: RuleRun = {validator: first, state: 'broke', error: 'oh'};
	t.like(judge({runs: [broke, ran(second, 'the listing says hvm')]}), {verdict: 'not-assessed', reason: 'image/hvm broke; see the problems'});
	t.like(judge({runs: [broke], findings: [finding('warning')]}), {verdict: 'review'});
});

test('an unread file keeps satisfied away', (t) => {
	const line = judge({runs: shown, problems: [{file: 'broken.pdf', message: 'not a PDF'}]});
	t.like(line, {verdict: 'not-assessed', reason: 'ami-0 is hvm; the listing says hvm, but not every file could be read'});
});

test('an edition that does not ask leaves the policy open', (t) => {
	t.like(judge({edition: 'ami-2025', runs: shown}), {verdict: 'not-assessed', reason: 'ami-2025 does not ask for this'});
});

test('rules of other policies count for nothing', (t) => {
	t.like(judge({runs: [ran(other, 'young enough')]}), {verdict: 'not-assessed', reason: 'a DescribeImages answer'});
});

test('the rules behind a verdict: errors first, notes never, no more than can be read', (t) => {
	const of = (severity: Parameters<typeof finding>[0], rule: string) => ({...finding(severity), rule});
	t.is(judge({findings: [of('warning', 'a/w'), of('error', 'a/e'), of('note', 'a/n')]})?.reason, '1 error and 1 warning: a/e, a/w');
	const many = ['a/1', 'a/2', 'a/3', 'a/4', 'a/5', 'a/6'].map((rule) => of('error', rule));
	t.is(judge({findings: many})?.reason, '6 errors: a/1, a/2, a/3, a/4 and 2 more rules');
	t.is(judge({findings: many.slice(0, 5)})?.reason, '5 errors: a/1, a/2, a/3, a/4 and 1 more rule');
});
