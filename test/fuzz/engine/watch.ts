/** Fuzzes one target in a thread of its own and watches it: an input that never ends, takes all memory or takes the thread along is found too. */

import {Worker} from 'node:worker_threads';
import type {LaneData, LaneMessage, LaneState} from './lane.ts';
import {hung, mostHeap, mostMemory, stuck} from './limits.ts';
import {shared} from './shared.ts';

/** Something found. */
export type Found = {readonly what: 'crash' | 'slow' | 'leak' | 'hang' | 'memory'; readonly fault: string; readonly bytes: Uint8Array};

/** Milliseconds between two looks at the thread. */
const between = 250;

/** What is fuzzed, and for how long. */
export type Plan = Omit<LaneData, 'memory'> & {
	/** Bytes of the target's longest input. */
	readonly longest: number;
	/** Whether the first thing found is enough. */
	readonly untilFound?: boolean;
	/** Ends it before its time, with what it has come to. */
	readonly signal?: AbortSignal;
	/** Milliseconds of computing, and by the clock, after which an input is taken for one that does not end. */
	readonly limits?: {readonly hung: number; readonly stuck: number};
};

/** Fuzzes until the time is over, or the thread could not go on. */
export async function watched(plan: Plan, onFound: (found: Found) => void): Promise<LaneState | undefined> {
	const {module, seconds, seed, corpus, longest, untilFound = false, signal, limits = {hung, stuck}} = plan;
	const turns = shared(longest);
	signal?.addEventListener('abort', turns.stop);
	const data: LaneData = {module, seconds, seed, corpus, memory: turns.memory};
	const worker = new Worker(new URL('./lane.js', import.meta.url), {workerData: data, resourceLimits: {maxOldGenerationSizeMb: mostHeap}});
	let state: LaneState | undefined;
	let turn = {number: 0, cpu: 0, clock: 0};
	let isOver = false;
	return new Promise((done) => {
		const stop = (found?: Found) => {
			if (isOver) return;
			isOver = true;
			clearInterval(timer);
			if (found !== undefined) onFound(found);
			void worker.terminate().then(() => done(state));
		};
		const timer = setInterval(() => {
			const number = turns.turn();
			const {user, system} = process.cpuUsage();
			const cpu = (user + system) / 1000;
			const clock = performance.now();
			if (number === 0 || number !== turn.number) turn = {number, cpu, clock};
			else if (cpu - turn.cpu > limits.hung || clock - turn.clock > limits.stuck)
				stop({what: 'hang', fault: `did not end within ${Math.round(cpu - turn.cpu)} ms of computing`, bytes: turns.current()});
			if (process.memoryUsage.rss() > mostMemory) stop({what: 'memory', fault: `the process takes more than ${mostMemory} bytes`, bytes: turns.current()});
		}, between);
		worker.on('message', (message: LaneMessage) => {
			if (message.kind === 'end') state = message.state;
			else if (untilFound) stop(message);
			else onFound(message);
		});
		worker.on('error', (error: unknown) => {
			const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
			stop({what: isMemory ? 'memory' : 'crash', fault: error instanceof Error ? (error.stack ?? error.message) : String(error), bytes: turns.current()});
		});
		worker.on('exit', () => {
			stop(state === undefined && turns.turn() !== 0 ? {what: 'hang', fault: 'waits for what never comes', bytes: turns.current()} : undefined);
		});
	});
}
