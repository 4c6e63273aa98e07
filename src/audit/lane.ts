/** A lane: one thread that checks one submission at a time, and is replaced when a submission has broken it or takes too long. */

import {Worker} from 'node:worker_threads';
import {reasonOf} from '../reason.ts';
import type {Said} from './result.ts';

/** What came of a submission; before all, a thread says `ready`. `stopped`: the lane was closed before it ended. */
type Answer = Said | 'stopped';

export type Lane = {
	/** Never throws. A thread that breaks gets the submission once more, one that takes too long does not. */
	check(folder: string): Promise<Answer>;
	/** Ends the thread at once, whatever it does. */
	close(): Promise<void>;
};

/** Options of a lane. */
export type LaneOptions = {
	/** The thread's module. */
	readonly entry: URL;
	readonly data: unknown;
	/** Most seconds for a submission, counted from when a ready thread gets it. */
	readonly seconds: number;
	/** Told of each thread that starts: the first, and those that take a broken one's place. */
	readonly onStart?: () => void;
};

/** Megabytes of JavaScript's heap. Beyond, the thread ends with an error; without a limit the whole process would. */
const mostHeap = 2048;
/** Times that a submission may break a thread. */
const tries = 2;

/** Opens a lane. Its thread starts at once. */
export function openLane({entry, data, seconds, onStart}: LaneOptions): Lane {
	let isClosed = false;
	let thread = start();

	function start() {
		onStart?.();
		const worker = new Worker(entry, {workerData: data, resourceLimits: {maxOldGenerationSizeMb: mostHeap}});
		let tell: (said: Said | 'ready' | {readonly broken: string}) => void = () => {};
		// What it ends with may come while nobody waits for it.
		let broken: {readonly broken: string} | undefined;
		const end = (reason: string) => {
			broken ??= {broken: reason};
			tell(broken);
		};
		worker.on('message', (said: Said | 'ready') => tell(said));
		worker.on('error', (error) => end(reasonOf(error)));
		worker.on('exit', (code) => end(`its thread ended with status ${code}`));
		const next = () =>
			new Promise<Said | 'ready' | {readonly broken: string}>((done) => {
				tell = done;
				if (broken !== undefined) done(broken);
			});
		return {worker, next, ready: next(), isBroken: () => broken !== undefined};
	}

	async function once(folder: string): Promise<Answer | {readonly broken: string}> {
		if (thread.isBroken()) thread = start();
		const {worker, next, ready} = thread;
		const begun = await ready;
		if (begun !== 'ready') return typeof begun === 'object' && 'broken' in begun ? begun : {broken: 'its thread did not start'};
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<'late'>((done) => (timer = setTimeout(done, seconds * 1000, 'late')));
		const answer = next();
		worker.postMessage(folder);
		const said = await Promise.race([answer, late]);
		clearTimeout(timer);
		if (said === 'late') {
			await worker.terminate();
			return {error: `it takes longer than ${seconds} s`};
		}
		return said === 'ready' ? {broken: 'its thread started twice'} : said;
	}

	return {
		async check(folder) {
			for (let attempt = 1; ; attempt++) {
				if (isClosed) return 'stopped';
				const said = await once(folder);
				if (isClosed) return 'stopped';
				if (said === 'stopped' || !('broken' in said)) return said;
				if (attempt === tries) return {error: `it broke its check ${tries} times: ${said.broken}`};
			}
		},
		async close() {
			isClosed = true;
			await thread.worker.terminate();
		},
	};
}
