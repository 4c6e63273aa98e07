/** The encoder in a thread of its own, for who must answer others meanwhile: a sentence takes tens of milliseconds. */

import {Worker} from 'node:worker_threads';
import type {Answer, Encoders} from 'listing-encoder';
import {reasonOf} from '../reason.ts';
import type {Asked} from './encoder-thread.ts';

/** What judges sentences in a judge. */
export type Encoder = Pick<Encoders, 'judge'>;

type Waiting = {readonly done: (answers: readonly Answer[]) => void; readonly failed: (error: Error) => void};

/** An encoder whose thread starts with the first sentence and stays; it keeps no process from ending. Where the thread breaks, the next call starts another. */
export function encoderAside(): Encoder {
	let thread: {readonly worker: Worker; readonly waiting: Waiting[]} | undefined;
	const start = () => {
		const worker = new Worker(new URL('./encoder-thread.js', import.meta.url));
		const waiting: Waiting[] = [];
		const fail = (reason: string) => {
			if (thread?.worker === worker) thread = undefined;
			for (const {failed} of waiting.splice(0)) failed(new Error(`the encoder's thread ${reason}`));
		};
		worker.on('message', (answers: readonly Answer[]) => {
			waiting.shift()?.done(answers);
			if (waiting.length === 0) worker.unref();
		});
		worker.on('error', (error) => fail(`broke: ${reasonOf(error)}`));
		worker.on('exit', (code) => fail(`ended with status ${code}`));
		return {worker, waiting};
	};
	return {
		judge(inputs, least = []) {
			thread ??= start();
			const {worker, waiting} = thread;
			worker.ref();
			return new Promise((done, failed) => {
				waiting.push({done, failed});
				worker.postMessage({inputs, least} satisfies Asked);
			});
		},
	};
}
