/**
 * Documents read in a thread of their own, which is ended when one takes too long or too much memory: the libraries that read PDF, DOCX and
 * Markdown have no bounds of their own for what they do inside a call, and some texts are read in time with the square of their length.
 */

import {Worker} from 'node:worker_threads';
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

/** The thread that waits for the next document; it keeps no process from ending. */
let idle: Worker | undefined;

/** Readings that are under way: one after the other, so that the memory that grows is that of one document. */
let last: Promise<unknown> = Promise.resolve();

/** Reads a document. What can't be read within the bounds is a fault; never throws. */
export function readAside(asked: Asked): Promise<DocumentRead> {
	const reading = last.then(() => readNow(asked));
	last = reading;
	return reading;
}

function readNow(asked: Asked): Promise<DocumentRead> {
	const worker = idle ?? start();
	idle = undefined;
	worker.ref();
	const before = process.memoryUsage.rss();
	const started = performance.now();
	const used = process.cpuUsage();
	return new Promise((resolve) => {
		const end = (read: DocumentRead, next: Worker | undefined) => {
			clearInterval(looking);
			worker.removeAllListeners();
			// An error of a thread that is being ended is nobody's.
			worker.on('error', () => {});
			worker.unref();
			if (next === undefined) void worker.terminate();
			else idle = next;
			resolve(read);
		};
		const fail = (message: string) => end({faults: [{message, range: [0, 0]}]}, undefined);
		const looking = setInterval(() => {
			const waited = performance.now() - started;
			const {user, system} = process.cpuUsage(used);
			const isOver = waited > maxReadingTime && (user + system) / 1000 > maxReadingTime / 2;
			if (isOver || waited > maxWaitingTime) fail(`takes more than ${maxReadingTime / 1000} s to read and was not read`);
			else if (process.memoryUsage.rss() - before > maxGrowth) fail(tooMuchMemory);
		}, lookEvery);
		worker.on('message', (read: DocumentRead) => end(read, worker));
		worker.on('error', (error) => {
			const code = error instanceof Error && 'code' in error ? error.code : undefined;
			fail(code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuchMemory : `could not be read: ${error instanceof Error ? error.message : String(error)}`);
		});
		worker.on('exit', (code) => fail(`could not be read: its reader ended with status ${code}`));
		worker.postMessage(asked);
	});
}

const tooMuchMemory = 'takes too much memory to read and was not read';

function start(): Worker {
	return new Worker(new URL('./document-thread.js', import.meta.url), {
		env: {},
		resourceLimits: {maxOldGenerationSizeMb: maxReadingMemory / 1024 ** 2},
	});
}
