/** Whether memory is left behind: the same inputs are read over and over, and what is held after each round must not grow. */

import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import type {Target} from './target.ts';

/** Bytes that are held when all that may go is gone. */
function held(): number {
	setFlagsFromString('--expose-gc');
	const gc: unknown = runInNewContext('gc');
	if (typeof gc === 'function') for (let time = 0; time < 3; time++) gc();
	const {heapUsed, external, arrayBuffers} = process.memoryUsage();
	return heapUsed + external + arrayBuffers;
}

/** Bytes left behind for each input that was read, by the slope through what is held after each round; the first is not counted, since caches fill in it. */
export async function leftBehind(target: Target, inputs: readonly Uint8Array[], rounds: number): Promise<number> {
	const after: number[] = [];
	for (let round = 0; round <= rounds; round++) {
		for (const bytes of inputs) {
			try {
				await target.run(bytes, false);
			} catch {
				// It is told of where it was found.
			}
		}
		await new Promise((done) => setImmediate(done));
		if (round > 0) after.push(held());
	}
	return slopeOf(after) / inputs.length;
}

/** The slope of the line that fits best. */
export function slopeOf(values: readonly number[]): number {
	const middle = (values.length - 1) / 2;
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const rise = values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0);
	return rise / values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
}
