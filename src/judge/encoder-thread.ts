/** A thread with the encoder in it: answers lists of sentences in the order that they come. */

import {parentPort} from 'node:worker_threads';
import {type Input, openEncoder} from 'listing-encoder';

/** Sentences, and for each the first answer below which the encoder need not go on. */
export type Asked = {readonly inputs: readonly Input[]; readonly least: readonly number[]};

const encoder = await openEncoder();
parentPort?.on('message', ({inputs, least}: Asked) => {
	parentPort?.postMessage(inputs.map((input, index) => encoder.judge(input, least[index])));
});
