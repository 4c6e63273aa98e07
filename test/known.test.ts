import assert from 'node:assert/strict';
import test from 'ava';
import fc from 'fast-check';
import {formatBaseline, parseBaseline} from '../src/baseline.ts';
import {gravity} from '../src/contract.ts';
import {compareWithBaseline, entryOf} from '../src/known.ts';
import type {BaselineEntry, Finding} from '../src/outcome.ts';
import {settle} from '../src/settle.ts';
import {hit, rule} from './helpers/rules.ts';

/** Every `bad` of the files is a fault. */
function faultsIn(files: Readonly<Record<string, string>>, severity: Finding['severity'] = 'error'): readonly Finding[] {
	const hits = Object.entries(files).flatMap(([file, text]) =>
		[...text.matchAll(/bad\w*/g)].map(({index, 0: word}) => hit({place: {file, range: [index, index + word.length]}, subject: word})),
	);
	return settle([{validator: rule({severity}), state: 'ran', hits}], {edition: 'ami-2020', today: '2026-11-24', textOf: (file) => files[file]}).findings;
}

function baselineOf(files: Readonly<Record<string, string>>): readonly BaselineEntry[] {
	const parsed = parseBaseline(formatBaseline(faultsIn(files)), 'b.json');
	if ('errors' in parsed) throw new Error(parsed.errors.join());
	return parsed.entries;
}

function compared(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) {
	const {fresh, known, gone} = compareWithBaseline(faultsIn(after), baselineOf(before), Object.keys(after));
	return {fresh: fresh.map(({place, start}) => `${place.file}:${start?.line}`), known: known.length, gone: gone.length};
}

test('another fault at the same words is new; what changes by the day alone is not', (t) => {
	const found = (data: Readonly<Record<string, string | number>>) =>
		settle([{validator: rule(), state: 'ran', hits: [hit({message: 'fault', data: {title: '', ...data}, place: {file: 'a', range: [0, 3]}, subject: 'x'})]}], {
			edition: 'ami-2020',
			today: '2026-11-24',
			textOf: () => 'bad',
		}).findings;
	const fresh = (before: Readonly<Record<string, string | number>>, after: Readonly<Record<string, string | number>>) =>
		compareWithBaseline(found(after), found(before).map(entryOf), ['a']).fresh.length;
	t.is(fresh({ports: 'SSH (port 22)'}, {ports: 'RDP (port 3389)'}), 1);
	t.is(fresh({ports: 'SSH (port 22)'}, {ports: 'SSH (port 22)'}), 0);
	t.is(fresh({age: '93 days', count: 3}, {age: '94 days', count: 4}), 0);
});

test('a fault that has moved is known', (t) => {
	t.deepEqual(compared({a: 'x\nbad\n'}, {a: 'new\nlines\nx\n  bad\n'}), {fresh: [], known: 1, gone: 0});
});

test('its twin in the same file is new, and the one that stood there before is not taken for it', (t) => {
	const long = 'word '.repeat(40);
	const before = `${long}\none: bad\n${long}\n`;
	t.deepEqual(compared({a: before}, {a: `two: bad\n${before}`}), {fresh: ['a:1'], known: 1, gone: 0});
	t.deepEqual(compared({a: before}, {a: `${before}two: bad\n`}), {fresh: ['a:4'], known: 1, gone: 0});
});

test('its twin in another file is new', (t) => {
	t.deepEqual(compared({a: 'bad'}, {a: 'bad', b: 'bad'}), {fresh: ['b:1'], known: 1, gone: 0});
});

test('in a file that got another name it is known, but not twice', (t) => {
	t.deepEqual(compared({a: 'bad'}, {b: 'bad'}), {fresh: [], known: 1, gone: 0});
	t.deepEqual(compared({a: 'bad'}, {b: 'bad', c: 'bad'}), {fresh: ['c:1'], known: 1, gone: 0});
});

test('another value at the same place is new', (t) => {
	t.deepEqual(compared({a: 'badly'}, {a: 'badge'}), {fresh: ['a:1'], known: 0, gone: 1});
});

test('what has become graver is new', (t) => {
	const entries = faultsIn({a: 'bad'}, 'warning').map(entryOf);
	t.is(compareWithBaseline(faultsIn({a: 'bad'}, 'error'), entries, ['a']).fresh.length, 1);
	t.is(compareWithBaseline(faultsIn({a: 'bad'}, 'note'), entries, ['a']).fresh.length, 0);
});

test('whatever lines come and go around them, faults stay known, and each copy is new once', (t) => {
	const word = fc.constantFrom('bad', 'badly', 'good', 'fine', '');
	t.notThrows(() =>
		fc.assert(
			fc.property(fc.array(word, {maxLength: 12}), fc.array(fc.tuple(fc.nat(20), word), {maxLength: 6}), (lines, added) => {
				const after = [...lines];
				for (const [at, line] of added) after.splice(Math.min(at, after.length), 0, line);
				const copies = added.filter(([, line]) => line.startsWith('bad')).length;
				const {fresh, known, gone} = compared({a: lines.join('\n')}, {a: after.join('\n')});
				return fresh.length === copies && known === lines.filter((line) => line.startsWith('bad')).length && gone === 0;
			}),
		),
	);
});

test('fingerprints tell twins apart by their order and no finding from itself', (t) => {
	const fingerprints = faultsIn({a: 'bad\nbad\nbadly', b: 'bad'}).map(({fingerprint}) => fingerprint);
	t.is(new Set(fingerprints).size, 4);
	t.deepEqual(
		fingerprints.map((fingerprint) => /^[0-9a-f]{16}:(\d)$/.exec(fingerprint)?.[1]),
		['1', '2', '1', '1'],
	);
	t.deepEqual(
		faultsIn({a: 'moved\n\n bad\nbad badly', b: '\nbad'}).map(({fingerprint}) => fingerprint),
		fingerprints,
	);
});

test('a baseline that lost its form is refused with its name', (t) => {
	t.like(parseBaseline('{', 'b.json'), {errors: {length: 1}});
	t.deepEqual(parseBaseline('null', 'b.json'), {
		errors: ['b.json: is no baseline of this version: it is no object with schemaVersion and findings; --write-baseline b.json writes a new one'],
	});
	t.regex(JSON.stringify(parseBaseline('{"schemaVersion": 1, "findings": [3]}', 'b.json')), /: its findings\.0 is not as a run writes it; /);
	t.deepEqual(parseBaseline('\ufeff{"schemaVersion": 1, "findings": []}', 'b.json'), {entries: []});
	t.deepEqual(parseBaseline('{"schemaVersion": 2, "findings": []}', 'b.json'), {
		errors: ['b.json: is no baseline of this version: its schemaVersion is not 1; --write-baseline b.json writes a new one'],
	});
});

test('a baseline is written the same whatever the order of lines', (t) => {
	t.is(formatBaseline(faultsIn({a: 'badly bad', b: 'bad'})), formatBaseline([...faultsIn({a: 'badly bad', b: 'bad'})].reverse()));
});

type Entry = {readonly severity: Finding['severity']; readonly content: string; readonly context: string; readonly file: string};

/** What pairing comes to, in its plainest form: each finding looks through all entries, pass by pass. */
function comparedPlainly(findings: readonly (Entry & {readonly place: {readonly file: string}})[], entries: readonly Entry[], files: readonly string[]) {
	const left = [...new Set(entries.map(({content}) => content))].flatMap((content) => entries.filter((entry) => entry.content === content));
	const known = new Set<Entry>();
	const passes: readonly ((entry: Entry, finding: Entry) => boolean)[] = [
		(entry, {file, context}) => entry.file === file && entry.context === context,
		(entry, {file}) => entry.file === file,
		(entry, {file, context}) => !files.includes(entry.file) && entry.file !== file && entry.context === context,
		(entry, {file}) => !files.includes(entry.file) && entry.file !== file,
	];
	for (const matches of passes)
		for (const finding of findings.filter((one) => !known.has(one))) {
			const at = left.findIndex(
				(entry) => entry.content === finding.content && gravity[finding.severity] <= gravity[entry.severity] && matches(entry, finding),
			);
			if (at === -1) continue;
			left.splice(at, 1);
			known.add(finding);
		}
	return {fresh: findings.filter((one) => !known.has(one)), known: findings.filter((one) => known.has(one)), gone: left};
}

test('pairing takes the same entries as looking through all of them for each finding', (t) => {
	const entry = fc.record({
		severity: fc.constantFrom('error' as const, 'warning' as const, 'note' as const),
		content: fc.constantFrom('1', '2'),
		context: fc.constantFrom('x', 'y'),
		file: fc.constantFrom('a', 'b', 'c'),
	});
	const numbered = fc.array(entry, {maxLength: 14}).map((list) => list.map((one, number) => ({...one, number, place: {file: one.file}})));
	t.notThrows(() =>
		fc.assert(
			fc.property(numbered, numbered, fc.subarray(['a', 'b', 'c']), (findings, entries, files) => {
				assert.deepEqual(compareWithBaseline(findings, entries, files), comparedPlainly(findings, entries, files));
			}),
			{numRuns: 1000},
		),
	);
});
