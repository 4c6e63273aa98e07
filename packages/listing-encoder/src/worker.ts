/** A thread with an encoder of its own: answers chunks of inputs in the order that they come. */

import {parentPort, workerData} from 'node:worker_threads';
import {openEncoder} from './encoder.ts';
import {answersOf, type Chunk} from './encoders.ts';

const encoder = await openEncoder(new URL(workerData as string));
parentPort?.on('message', (chunk: Chunk) => parentPort?.postMessage(answersOf(encoder, chunk)));
