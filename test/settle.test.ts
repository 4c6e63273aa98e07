import test from 'ava';
import type {AnyValidator, Hit, Severity} from '../src/contract.ts';
import type {Finding, Waiver} from '../src/outcome.ts';
import type {RuleRun} from '../src/run.ts';
import {fill, type SettleOptions, settle} from '../src/settle.ts';
import {hit, rule} from './helpers/rules.ts';

const text = 'title: one\ntitle: two\n';

function ran(hits: readonly Hit[], fields: Partial<AnyValidator> = {}): RuleRun {
	return {validator: rule(fields), state: 'ran', hits};
}

function settled(runs: readonly RuleRun[], options: Partial<SettleOptions> = {}) {
	return settle(runs, {edition: 'ami-2020', today: '2026-11-24', textOf: (file) => (file === 'a.json' ? text : undefined), ...options});
}

function one(runs: readonly RuleRun[], options: Partial<SettleOptions> = {}): Finding | undefined {
	const {findings} = settled(runs, options);
	return findings.length === 1 ? findings[0] : undefined;
}

function waiver(fields: Partial<Waiver> = {}): Waiver {
	return {rule: 'listing/valid-title', reason: 'agreed', place: {file: 'shelfready.yaml'}, ...fields};
}

test('a hit becomes a finding with its words, place and excerpt', (t) => {
	const finding = one([ran([hit({message: 'fault', data: {title: '"one"'}, place: {file: 'a.json', range: [18, 21], pointer: '/title', logicalId: 'T'}})])]);
	t.like(finding, {
		rule: 'listing/valid-title',
		policy: 'delivery.listing-requirements',
		severity: 'error',
		message: 'The title "one" is not sound.',
		help: 'Mend "one".',
		source: 'https://docs.example.com/title',
		subject: 'title',
		start: {line: 2, column: 8},
		end: {line: 2, column: 11},
		excerpt: 'two',
	});
	t.false('confidence' in (finding ?? {}));
	t.false('fix' in (finding ?? {}));
});

test('a place without a range, or in a file without text, has no position', (t) => {
	for (const place of [{file: 'a.json'}, {file: 'other.bin', range: [0, 3] as const}]) {
		const finding = one([ran([hit({place})])]);
		t.is(finding?.start, undefined);
		t.is(finding?.excerpt, '');
	}
});

test('a long excerpt is cut', (t) => {
	const finding = one([ran([hit({place: {file: 'a.json', range: [0, 1000]}})])], {textOf: () => 'x'.repeat(1000)});
	t.is(finding?.excerpt, `${'x'.repeat(400)}…`);
});

test('slots take what data has, and only that', (t) => {
	t.is(fill('{a} of {b}', {a: 1, b: '{a}'}), '1 of {a}');
	t.is(fill('{toString} {missing}', {}), '{toString} {missing}');
});

const graded = test.macro((t, severity: AnyValidator['severity'], own: Severity | undefined, edition: 'ami-2020' | 'ami-2025', expected: unknown) => {
	const finding = one([ran([hit(own === undefined ? {} : {severity: own})], {severity})], {edition});
	t.deepEqual(finding && {severity: finding.severity, otherEdition: finding.otherEdition}, expected as never);
});

const both = {'ami-2020': 'error', 'ami-2025': 'warning'} as const;
const newer = {'ami-2020': 'off', 'ami-2025': 'error'} as const;
const older = {'ami-2020': 'error', 'ami-2025': 'off'} as const;

test('one severity counts in every edition', graded, 'warning', undefined, 'ami-2025', {severity: 'warning', otherEdition: undefined});
test('the edition grades', graded, both, undefined, 'ami-2020', {severity: 'error', otherEdition: {edition: 'ami-2025', severity: 'warning'}});
test('the other edition grades', graded, both, undefined, 'ami-2025', {severity: 'warning', otherEdition: {edition: 'ami-2020', severity: 'error'}});
test('what only the newer asks is a note under the older', graded, newer, undefined, 'ami-2020', {
	severity: 'note',
	otherEdition: {edition: 'ami-2025', severity: 'error'},
});
test('what only the older asks is nothing under the newer', graded, older, undefined, 'ami-2025', undefined);
test('what only the older asks says that the newer does not', graded, older, undefined, 'ami-2020', {
	severity: 'error',
	otherEdition: {edition: 'ami-2025', severity: 'off'},
});
test('a hit lowers the severity', graded, 'error', 'note', 'ami-2020', {severity: 'note', otherEdition: undefined});
test('a hit never raises the severity', graded, 'note', 'error', 'ami-2020', {severity: 'note', otherEdition: undefined});
test('a hit does not wake a rule that an edition turned off', graded, older, 'warning', 'ami-2025', undefined);

test('the configured severity wins, and off silences', (t) => {
	t.is(one([ran([hit()])], {severities: {'listing/valid-title': 'note'}})?.severity, 'note');
	t.is(one([ran([hit({severity: 'note'})])], {severities: {'listing/valid-title': 'error'}})?.severity, 'error');
	t.deepEqual(settled([ran([hit()])], {severities: {'listing/valid-title': 'off'}}).findings, []);
});

test('the same words of the same spot are one finding; other words, spots or rules are their own', (t) => {
	const at = (start: number) => ({file: 'a.json', range: [start, start + 1] as const});
	const runs = [
		ran([
			hit({place: at(0)}),
			hit({place: at(0), subject: 'another word for it'}),
			hit({place: at(1)}),
			hit({place: at(0), message: 'fault', data: {title: 'x'}}),
		]),
		ran([hit({place: at(0)})], {id: 'listing/another'}),
	];
	t.is(settled(runs).findings.length, 4);
});

test('without a range or pointer, the subject tells findings apart', (t) => {
	t.is(settled([ran([hit({subject: 'a'}), hit({subject: 'b'}), hit({subject: 'b'})])]).findings.length, 2);
});

test('order: file, place, rule; the same whatever order the rules ran in', (t) => {
	const at = (file: string, start: number, end: number) => hit({place: {file, range: [start, end]}});
	const runs = [
		ran([at('b', 1, 2), at('a', 9, 10), at('a', 2, 9), at('a', 2, 3), hit({place: {file: 'a'}})], {id: 'x/two'}),
		ran([at('a', 2, 3), at('B', 0, 1)], {id: 'x/one'}),
	];
	const order = (given: readonly RuleRun[]) => settled(given).findings.map(({place, rule: id}) => `${place.file}${place.range?.join('-') ?? ''} ${id}`);
	t.deepEqual(order(runs), ['B0-1 x/one', 'a x/two', 'a2-3 x/one', 'a2-3 x/two', 'a2-9 x/two', 'a9-10 x/two', 'b1-2 x/two']);
	t.deepEqual(order(runs.toReversed()), order(runs));
});

test('rules that did not run give nothing', (t) => {
	const runs: RuleRun[] = [
		{validator: rule(), state: 'not-assessed', reason: 'no listing'},
		{validator: rule(), state: 'broke', error: 'oh'},
	];
	t.deepEqual(settled(runs), {findings: [], waived: [], waivers: [], known: [], gone: []});
});

const place = {file: 'a.json', range: [0, 3] as const, pointer: '/Resources/Role', logicalId: 'Role'};

for (const subject of [undefined, 'title', 'Role', '/Resources/Role', 'a.json']) {
	test(`a waiver covers by ${subject ?? 'rule alone'}`, (t) => {
		const given = waiver(subject === undefined ? {} : {subject});
		const {findings, waived, waivers} = settled([ran([hit({place})])], {waivers: [given]});
		t.deepEqual(findings, []);
		t.deepEqual(
			waived.map((finding) => finding.waiver),
			[{reason: 'agreed'}],
		);
		t.deepEqual(waivers, [{waiver: given, findings: 1, state: 'used'}]);
	});
}

test('a waiver for another rule or subject covers nothing and is unused', (t) => {
	for (const given of [waiver({rule: 'listing/another'}), waiver({subject: 'titl'}), waiver({subject: ''})]) {
		const {findings, waivers} = settled([ran([hit({place})])], {waivers: [given]});
		t.is(findings.length, 1);
		t.deepEqual(waivers, [{waiver: given, findings: 0, state: 'unused'}]);
	}
});

test('a waiver holds to the end of its last day', (t) => {
	const until = (day: string) => settled([ran([hit({place})])], {waivers: [waiver({until: day})]});
	t.is(until('2026-11-24').waivers[0]?.state, 'used');
	t.deepEqual(until('2026-11-24').waived[0]?.waiver, {reason: 'agreed', until: '2026-11-24'});
	const expired = until('2026-11-23');
	t.is(expired.findings.length, 1);
	t.deepEqual(expired.waived, []);
	t.like(expired.waivers[0], {state: 'expired', findings: 1});
});

test('an expired waiver does not stand in the way of one that holds', (t) => {
	const {findings, waived} = settled([ran([hit({place})])], {waivers: [waiver({until: '2020-01-01', reason: 'old'}), waiver({reason: 'new'})]});
	t.deepEqual(findings, []);
	t.is(waived[0]?.waiver.reason, 'new');
});
