/** A thread that reads documents, each when it is asked for, so that reading can be ended from outside. */

import {parentPort} from 'node:worker_threads';
import type {DocumentRead} from './block-list.ts';

/** A document to be read. */
export type Asked = {readonly file: string} & (
	| {readonly format: 'pdf' | 'docx'; readonly bytes: Uint8Array}
	| {readonly format: 'markdown'; readonly text: string}
);

async function read(asked: Asked): Promise<DocumentRead> {
	switch (asked.format) {
		case 'pdf':
			return (await import('./pdf.ts')).readPdf(asked.bytes, asked.file);
		case 'docx':
			return (await import('./docx.ts')).readDocx(asked.bytes, asked.file);
		case 'markdown':
			return (await import('./markdown.ts')).readMarkdown(asked.text, asked.file);
	}
}

parentPort?.on('message', (asked: Asked) => {
	void read(asked)
		.catch(
			(error: unknown): DocumentRead => ({
				faults: [{message: `could not be read: ${error instanceof Error ? error.message : String(error)}`, range: [0, 0]}],
			}),
		)
		.then((done) => parentPort?.postMessage(done));
});
