/** The thread that fuzzes: takes an input that showed something new, changes it, reads it, and keeps it where it shows something new again. */

import {parentPort, workerData} from 'node:worker_threads';
import {inputsIn, keep, loadTarget} from './corpus.ts';
import {installCounters} from './counters.ts';
import {leftBehind} from './leak.ts';
import {longestRun, mostLeft} from './limits.ts';
import {mutated} from './mutate.ts';
import {newRandom} from './random.ts';
import {type Shared, shared} from './shared.ts';
import type {Target} from './target.ts';

/** What the thread is told. */
export type LaneData = {
	/** The target's module, with counters in. */
	readonly module: string;
	/** Seconds of the processor. */
	readonly seconds: number;
	readonly seed: number;
	readonly memory: SharedArrayBuffer;
	/** Folders of inputs to begin with; new ones go to the last. */
	readonly corpus: readonly string[];
};

/** What it says, when it has found something and at its end. */
export type LaneMessage =
	| {readonly kind: 'found'; readonly fault: string; readonly what: 'crash' | 'slow' | 'leak'; readonly bytes: Uint8Array}
	| {readonly kind: 'end'; readonly state: LaneState};

/** Where the thread has come to. `cpu` is in seconds. */
export type LaneState = {
	readonly runs: number;
	readonly cpu: number;
	readonly corpus: number;
	readonly fresh: number;
	readonly taken: number;
	readonly all: number;
	/** Bytes left behind for each input read; missing where the time was too short to tell. */
	readonly left?: number;
};

/** An input of the corpus, and the milliseconds that it takes. */
type Entry = {readonly bytes: Buffer; readonly took: number};

/** Inputs between two looks at what has been left for later. */
const breath = 50;
/** The share of the time that is kept for looking for leaks, and the most of it, in milliseconds. */
const leakShare = 0.15;
const mostLeakTime = 60_000;
/** How many times the seconds by the clock may be more than those of the processor: the machine may be busy, the target may wait. */
const mostWaiting = 8;
/** Milliseconds below which no leak is looked for: what is compiled and cached at the beginning would be taken for one. */
const leastLeakTime = 1500;
/** Inputs of a round of looking for leaks. */
const leakInputs = 100;

const data = workerData as LaneData;
const counters = installCounters();
const target = await loadTarget(data.module);
await fuzz(target, shared(target.longest, data.memory), (message: LaneMessage) => parentPort?.postMessage(message));

async function fuzz(target: Target, turns: Shared, say: (message: LaneMessage) => void): Promise<void> {
	const random = newRandom(data.seed);
	const cpu = process.cpuUsage();
	const start = performance.now();
	const share = Math.min(mostLeakTime, data.seconds * 1000 * leakShare);
	const leakTime = share < leastLeakTime ? 0 : share;
	const end = data.seconds * 1000 - leakTime;
	const spent = () => {
		const {user, system} = process.cpuUsage(cpu);
		return Math.max((user + system) / 1000, (performance.now() - start) / mostWaiting);
	};
	const entries: Entry[] = [];
	const known = new Set<string>();
	let runs = 0;
	let fresh = 0;
	let total = 0;

	const attempt = async (bytes: Buffer): Promise<{readonly took: number; readonly fault?: unknown}> => {
		counters.reset();
		turns.begin(bytes);
		const before = process.cpuUsage();
		let fault: unknown;
		try {
			// Readers may write to what they get.
			await target.run(Uint8Array.from(bytes), false);
		} catch (error) {
			fault = error ?? 'nothing was thrown';
		}
		const {user, system} = process.cpuUsage(before);
		turns.end();
		if (++runs % breath === 0) await new Promise((done) => setImmediate(done));
		return {took: (user + system) / 1000, ...(fault === undefined ? {} : {fault})};
	};

	const tell = (what: 'crash' | 'slow' | 'leak', fault: string, bytes: Uint8Array) => {
		// The same fault by another input is no news.
		const name = `${what} ${fault
			.replace(/\d+|"[^"\n]*"/g, '…')
			.split('\n')
			.slice(0, 2)
			.join('\n')}`;
		if (known.has(name)) return;
		known.add(name);
		say({kind: 'found', what, fault, bytes});
	};

	const look = async (bytes: Buffer, isNew: boolean): Promise<void> => {
		const {took, fault} = await attempt(bytes);
		if (fault !== undefined) return tell('crash', worded(fault), bytes);
		if (counters.fresh() > 0) {
			entries.push({bytes, took});
			total += took;
			if (isNew) {
				fresh++;
				keep(data.corpus.at(-1) ?? '', bytes);
			}
		}
		// What was slow for the sake of something else is quick the next time.
		if (took > longestRun) {
			const again = Math.min(took, (await attempt(bytes)).took, (await attempt(bytes)).took);
			if (again > longestRun) tell('slow', `took ${Math.round(again)} ms for ${bytes.length} bytes`, bytes);
		}
	};

	// What is kept shows most of what the seeds show, and is smaller.
	const kept = data.corpus.flatMap((folder) => inputsIn(folder).map(({bytes}) => bytes));
	for (const bytes of [...kept, ...target.seeds().filter(({length}) => length <= target.longest)]) {
		if (spent() >= end / 2 && entries.length > 0) break;
		await look(Buffer.from(bytes), false);
	}
	if (entries.length === 0) entries.push({bytes: Buffer.from(''), took: 1});
	while (spent() < end && !turns.isStopped()) {
		// The newer ones lead on; slow ones have fewer turns.
		const entry = entries[Math.max(random.below(entries.length), random.below(entries.length))] ?? entries[0];
		const other = random.of(entries) ?? entry;
		if (entry === undefined || other === undefined || entry.took * random.below(1000) > (4 * 1000 * total) / entries.length) continue;
		const stock = {words: target.words, compared: counters.compared, other: other.bytes, longest: target.longest};
		await look(mutated(entry.bytes, random, stock), true);
	}
	const left = leakTime === 0 ? undefined : await leak(target, entries, leakTime);
	if (left !== undefined && left > mostLeft) tell('leak', `${Math.round(left)} bytes are left behind for each input`, Buffer.alloc(0));
	const {user, system} = process.cpuUsage(cpu);
	await target.end?.();
	say({
		kind: 'end',
		state: {
			runs,
			cpu: (user + system) / 1_000_000,
			corpus: entries.length,
			fresh,
			taken: counters.taken,
			all: counters.all,
			...(left === undefined ? {} : {left}),
		},
	});
}

/** Bytes left behind for each of the newest inputs. */
async function leak(target: Target, entries: readonly Entry[], time: number): Promise<number> {
	const newest = entries.slice(-leakInputs);
	const round = newest.reduce((sum, {took}) => sum + took, 0);
	const rounds = Math.max(4, Math.min(40, Math.floor(time / Math.max(1, round))));
	const inputs = newest.map(({bytes}) => bytes);
	const left = await leftBehind(target, inputs, rounds);
	// Garbage that was not collected in time is no leak: one goes on for ever.
	return left > mostLeft ? leftBehind(target, inputs, rounds * 4) : left;
}

function worded(error: unknown): string {
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
