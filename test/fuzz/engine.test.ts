/** The fuzzer finds what is planted: without this, a run that finds nothing would say nothing. */

import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {withCounters} from './engine/counted.ts';
import {installCounters} from './engine/counters.ts';
import {leftBehind, slopeOf} from './engine/leak.ts';
import {mostLeft} from './engine/limits.ts';
import {mutated} from './engine/mutate.ts';
import {newRandom} from './engine/random.ts';
import {addRun, takeRuns} from './engine/record.ts';
import {shrunk} from './engine/shrink.ts';
import type {Target} from './engine/target.ts';
import {type Found, watched} from './engine/watch.ts';

/** Fuzzes a target whose `run` has this body, with counters in. */
async function foundIn(t: ExecutionContext, body: string, limits = {hung: 20_000, stuck: 60_000}): Promise<readonly Found[]> {
	const folder = mkdtempSync(join(tmpdir(), 'shelfready-fuzz-'));
	t.teardown(() => rmSync(folder, {recursive: true, force: true}));
	const source = `export default {about: '', longest: 100, seeds: () => [Buffer.from('one two')], words: [], async run(bytes) { const text = Buffer.from(bytes).toString(); ${body} }};`;
	writeFileSync(join(folder, 'planted.mjs'), withCounters(source));
	const found: Found[] = [];
	const plan = {module: join(folder, 'planted.mjs'), longest: 100, seconds: 60, seed: 1, corpus: [join(folder, 'inputs')], untilFound: true, limits};
	await watched(plan, (one) => found.push(one));
	return found;
}

test('a word that is compared with and a chain of branches are got through', async (t) => {
	const [found] = await foundIn(t, "const [a, b] = text.split(' '); if (a === 'mallard') if (b === 'teal') throw new Error('planted');");
	t.like(found, {what: 'crash'});
	t.regex(found?.fault ?? '', /^Error: planted/);
	t.regex(Buffer.from(found?.bytes ?? []).toString(), /^mallard teal\b/);
});

test('an input that never ends is found and ended', async (t) => {
	const [found] = await foundIn(t, "if (text.includes('oo')) for (;;);", {hung: 500, stuck: 60_000});
	t.like(found, {what: 'hang'});
	t.true(Buffer.from(found?.bytes ?? []).includes('oo'));
});

test('an input that waits for what never comes is found', async (t) => {
	const [found] = await foundIn(t, "if (text.includes('oo')) await new Promise(() => {});", {hung: 20_000, stuck: 500});
	t.like(found, {what: 'hang'});
});

test('a run that is asked to end tells what it has come to', async (t) => {
	const folder = mkdtempSync(join(tmpdir(), 'shelfready-fuzz-'));
	t.teardown(() => rmSync(folder, {recursive: true, force: true}));
	const source = "export default {about: '', longest: 100, seeds: () => [Buffer.from('one two')], words: [], async run() {}};";
	writeFileSync(join(folder, 'sound.mjs'), withCounters(source));
	const plan = {module: join(folder, 'sound.mjs'), longest: 100, seconds: 9, seed: 1, corpus: [join(folder, 'inputs')], signal: AbortSignal.timeout(1_500)};
	const state = await watched(plan, (one) => t.fail(one.fault));
	t.true(state !== undefined && state.runs > 0 && state.cpu < 7, JSON.stringify(state));
});

test('memory that is left behind is measured', async (t) => {
	const held: unknown[] = [];
	const target = (run: Target['run']): Target => ({about: '', longest: 100, seeds: () => [], words: [], run});
	const inputs = Array.from({length: 200}, (_, index) => Buffer.from([index]));
	const leaking = await leftBehind(
		target(() => void held.push(new Array(1000).fill(held.length))),
		inputs,
		6,
	);
	t.true(leaking > 4000 && leaking < 20_000, String(leaking));
	t.true(
		(await leftBehind(
			target(() => void new Array(1000).fill(0)),
			inputs,
			6,
		)) < mostLeft,
	);
});

test('a found input is shrunk to what it takes', async (t) => {
	const target: Target = {
		about: '',
		longest: 1000,
		seeds: () => [],
		words: [],
		run(bytes) {
			if (Buffer.from(bytes).includes('teal')) throw new Error(`planted in ${bytes.length} bytes`);
		},
	};
	const bytes = Buffer.from(`${'mallard '.repeat(40)}teal${' wigeon'.repeat(40)}`);
	t.is(Buffer.from(await shrunk(target, bytes)).toString(), 'teal');
});

test('the same seed changes an input in the same way', (t) => {
	const made = (seed: number) => {
		const random = newRandom(seed);
		const stock = {words: ['teal'], compared: [{met: 'a', wanted: 'b'}], other: Buffer.from('wigeon\npochard'), longest: 200};
		return Array.from({length: 300}, () => mutated(Buffer.from('mallard: 12\n  smew'), random, stock).toString('hex'));
	};
	t.deepEqual(made(7), made(7));
	t.notDeepEqual(made(7), made(8));
	t.true(made(7).every((hex) => hex.length <= 400));
});

test('an edge counts as new once for each order of magnitude', async (t) => {
	const counters = installCounters();
	const source = withCounters('export const f = (n) => { for (let i = 0; i < n; i++) { n += 0; } };');
	const module = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as {readonly f: (times: number) => void};
	const freshOf = (times: number) => {
		counters.reset();
		module.f(times);
		return counters.fresh();
	};
	t.true(freshOf(1) > 0);
	t.is(freshOf(1), 0);
	t.true(freshOf(10) > 0);
	t.is(freshOf(11), 0);
});

test('a slope is that of the line that fits best', (t) => {
	t.is(slopeOf([3, 5, 7, 9]), 2);
	t.is(slopeOf([4, 4, 4]), 0);
});

test('seconds of several runs add up, and are taken into the record once', (t) => {
	const folder = mkdtempSync(join(tmpdir(), 'shelfready-fuzz-'));
	t.teardown(() => rmSync(folder, {recursive: true, force: true}));
	const file = join(folder, 'fuzzed.json');
	const taken = (name: string) => {
		takeRuns(join(folder, name), name, file);
		return JSON.parse(readFileSync(file, 'utf8')) as unknown;
	};
	addRun(join(folder, 'teal'), 1.25);
	addRun(join(folder, 'teal'), 2);
	t.deepEqual(taken('teal'), {teal: 3});
	addRun(join(folder, 'mallard'), 5);
	t.deepEqual(taken('mallard'), {mallard: 5, teal: 3});
	t.deepEqual(taken('teal'), {mallard: 5, teal: 3});
});
