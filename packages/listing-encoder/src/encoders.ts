/** Several encoders at once: this thread's own, and, where there is enough to do, one in each further thread. */

import {availableParallelism} from 'node:os';
import {Worker} from 'node:worker_threads';
import {type Answer, type Encoder, type Input, openEncoder} from './encoder.ts';

/** What a thread is given at a time. */
export type Chunk = {readonly inputs: readonly Input[]; readonly least: readonly number[]};

export type Encoders = {
	readonly labels: readonly string[];
	/** Judges sentences; answers in their order. `least` is that of `Encoder.judge`, of each input; all go through all layers where it is missing. */
	judge(inputs: readonly Input[], least?: readonly number[]): Promise<readonly Answer[]>;
};

/** Sentences of a chunk. */
const chunkSize = 8;
/** A thread takes 0.1 s to start; with fewer sentences than this it is not worth it. */
const leastForThreads = 48;
/** More threads than this gain little, and each takes 50 MB. */
const mostThreads = 4;

/**
 * Loads this thread's encoder; others are started for each call that has enough to do, and ended after it.
 * @throws where the files are missing
 */
export async function openEncoders({folder = new URL('./', import.meta.url), threads = Math.min(mostThreads, availableParallelism())} = {}): Promise<Encoders> {
	const own = await openEncoder(folder);
	return {
		labels: own.labels,
		async judge(inputs, least = []) {
			const chunks: Chunk[] = [];
			for (let at = 0; at < inputs.length; at += chunkSize) chunks.push({inputs: inputs.slice(at, at + chunkSize), least: least.slice(at, at + chunkSize)});
			const answers = new Map<Chunk, readonly Answer[]>();
			const queue = [...chunks];
			const others = inputs.length < leastForThreads ? 0 : Math.min(threads, chunks.length) - 1;
			await Promise.all([byItself(own, queue, answers), ...Array.from({length: others}, () => byThread(folder, queue, answers))]);
			// What a thread could not do is done here.
			return chunks.flatMap((chunk) => answers.get(chunk) ?? answersOf(own, chunk));
		},
	};
}

/** What one encoder says of a chunk. */
export function answersOf(encoder: Encoder, {inputs, least}: Chunk): readonly Answer[] {
	return inputs.map((input, index) => encoder.judge(input, least[index]));
}

/** Takes chunk after chunk, and lets the other threads' answers in between. */
async function byItself(encoder: Encoder, queue: Chunk[], answers: Map<Chunk, readonly Answer[]>): Promise<void> {
	for (let chunk = queue.shift(); chunk !== undefined; chunk = queue.shift()) {
		answers.set(chunk, answersOf(encoder, chunk));
		await new Promise(setImmediate);
	}
}

/**
 * Hands chunk after chunk to a thread, one ahead, since this thread hears of an answer only between two chunks of its own. Where the thread
 * fails, what it was given is left undone.
 */
async function byThread(folder: URL, queue: Chunk[], answers: Map<Chunk, readonly Answer[]>): Promise<void> {
	const worker = new Worker(new URL('./worker.js', import.meta.url), {workerData: folder.href});
	await new Promise<void>((done) => {
		const given: Chunk[] = [];
		const give = () => {
			const chunk = queue.shift();
			if (chunk !== undefined) {
				given.push(chunk);
				worker.postMessage(chunk);
			} else if (given.length === 0) done();
		};
		worker.on('message', (answered: readonly Answer[]) => {
			const chunk = given.shift();
			if (chunk !== undefined) answers.set(chunk, answered);
			give();
		});
		// The caller judges what is left.
		worker.on('error', () => done());
		worker.on('exit', () => done());
		give();
		give();
	});
	void worker.terminate();
}
