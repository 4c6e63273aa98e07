/** A worker thread of Node that runs Python. */

import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {pathToFileURL} from 'node:url';
import {parentPort, workerData} from 'node:worker_threads';
import type {Asked, Start} from './protocol.ts';
import {serve} from './serve.ts';

const start = workerData as Start;
const port = parentPort;
if (port === null) throw new Error('this is a worker of cfn-lint-wasm, not a program');
const answering = serve(start, {
	read: async (file) => readFileSync(`${start.runtime}${file}`),
	hash: async (bytes) => createHash('sha256').update(bytes).digest('hex'),
	load: (file) => import(pathToFileURL(`${start.runtime}${file}`).href),
	say: (said) => port.postMessage(said),
});
port.on('message', async (asked: Asked) => (await answering)(asked));
