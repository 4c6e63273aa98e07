/**
 * Documents read in a thread of their own, which is ended when one takes too long or too much memory: the libraries that read PDF, DOCX and
 * Markdown have no bounds of their own for what they do inside a call, and some texts are read in time with the square of their length.
 */

import {availableParallelism} from 'node:os';
import {isMainThread, Worker} from 'node:worker_threads';
import {codeOf, reasonOf} from '../../reason.ts';
import {maxGrowth, maxReadingMemory, maxReadingTime, maxWaitingTime} from '../bounds.ts';
import type {DocumentRead} from './block-list.ts';
import type {TextFormat} from './format.ts';

/** A document to be read. */
export type Asked = {readonly file: string} & (
	| {readonly format: 'pdf' | 'docx'; readonly bytes: Uint8Array}
	| {readonly format: TextFormat; readonly text: string}
);

/** Milliseconds between two looks at the memory. */
const lookEvery = 200;

/** A thread, and who waits for what it says. A worker's own listeners go with `removeAllListeners`, so that ours stay and only this changes. */
type Thread = {readonly worker: Worker; answer: ((said: Said) => void) | undefined};

type Said = {readonly read: DocumentRead} | {readonly fault: string};

/** The thread that waits for the next document; it keeps no process from ending. */
let idle: Thread | undefined;

/** Readings that are under way: one after the other, so that the memory that grows is that of one document. */
let last: Promise<unknown> = Promise.resolve();

/** Reads a document. What can't be read within the bounds is a fault; never throws. */
export function readAside(asked: Asked): Promise<DocumentRead> {
	const reading = last.then(() => readNow(asked)).catch((error: unknown): DocumentRead => faulty(unread(error)));
	last = reading;
	return reading;
}

/** No bound but the heap's is that of the thread alone: where others of the process work too, all of them together may grow by so much. */
const mostGrowth = isMainThread ? maxGrowth : maxGrowth * availableParallelism();

function readNow(asked: Asked): Promise<DocumentRead> {
	const thread = idle ?? start();
	idle = undefined;
	const {worker} = thread;
	worker.ref();
	const before = process.memoryUsage.rss();
	const started = performance.now();
	const used = process.cpuUsage();
	return new Promise((resolve) => {
		thread.answer = (said) => {
			clearInterval(looking);
			thread.answer = undefined;
			worker.unref();
			if ('read' in said) idle = thread;
			else void worker.terminate();
			resolve('read' in said ? said.read : faulty(said.fault));
		};
		const looking = setInterval(() => {
			const waited = performance.now() - started;
			const {user, system} = process.cpuUsage(used);
			const isOver = waited > maxReadingTime && (user + system) / 1000 > maxReadingTime / 2;
			if (isOver || waited > maxWaitingTime) thread.answer?.({fault: `takes more than ${maxReadingTime / 1000} s to read and was not read`});
			else if (process.memoryUsage.rss() - before > mostGrowth) thread.answer?.({fault: tooMuchMemory});
		}, lookEvery);
		try {
			worker.postMessage(asked);
		} catch (error) {
			thread.answer({fault: unread(error)});
		}
	});
}

function faulty(message: string): DocumentRead {
	return {faults: [{message, range: [0, 0]}]};
}

function unread(error: unknown): string {
	return `could not be read: ${reasonOf(error)}`;
}

const tooMuchMemory = 'takes too much memory to read and was not read';

function start(): Thread {
	const worker = new Worker(new URL('./document-thread.js', import.meta.url), {
		env: {},
		// What the program was started with may not be for threads.
		execArgv: [],
		resourceLimits: {maxOldGenerationSizeMb: maxReadingMemory / 1024 ** 2},
	});
	const thread: Thread = {worker, answer: undefined};
	const end = (fault: string) => {
		if (idle === thread) idle = undefined;
		thread.answer?.({fault});
	};
	worker.on('message', (read: DocumentRead) => thread.answer?.({read}));
	worker.on('error', (error) => {
		const code = codeOf(error);
		end(code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuchMemory : unread(error));
	});
	worker.on('exit', (code) => end(`could not be read: its reader ended with status ${code}`));
	return thread;
}
