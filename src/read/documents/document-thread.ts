/** A thread that reads documents, each when it is asked for, so that reading can be ended from outside. */

import {parentPort} from 'node:worker_threads';
import {reasonOf} from '../../reason.ts';
import type {Asked} from './aside.ts';
import type {DocumentRead} from './block-list.ts';
import {readBlocks} from './document.ts';

async function read(asked: Asked): Promise<DocumentRead> {
	switch (asked.format) {
		case 'pdf':
			return (await import('./pdf.ts')).readPdf(asked.bytes, asked.file);
		case 'docx':
			return (await import('./docx.ts')).readDocx(asked.bytes, asked.file);
		default:
			// Read here at once, however long it is.
			return readBlocks(asked.text, asked.file, asked.format);
	}
}

// pdf.js rejects promises of its own that nobody waits for: what is awaited decides, and what never comes is ended from outside.
process.on('unhandledRejection', () => {});

parentPort?.on('message', (asked: Asked) => {
	void read(asked)
		.catch(
			(error: unknown): DocumentRead => ({
				faults: [{message: `could not be read: ${reasonOf(error)}`, range: [0, 0]}],
			}),
		)
		.then((done) => parentPort?.postMessage(done));
});
