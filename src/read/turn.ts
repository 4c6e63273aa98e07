/** Long work that lets others in from time to time: signals, messages, the clock. */

import {setImmediate} from 'node:timers/promises';

/** Milliseconds of work before others get their turn. */
const longest = 20;

/** A turn at work. */
export type Turn = {
	/** Whether others have waited long enough. */
	isOver(): boolean;
	/** Lets them in, and begins anew. */
	next(): Promise<void>;
};

/** Begins one. */
export function newTurn(): Turn {
	let begun = performance.now();
	return {
		isOver: () => performance.now() - begun > longest,
		async next() {
			await setImmediate();
			begun = performance.now();
		},
	};
}
