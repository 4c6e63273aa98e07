/** The submissions of a run that are in the queue. Their number hangs on how fast workers are, not on the catalogue. */

import type {Uncached} from '../audit/cache/uncached.ts';

/** A submission to be put into a queue. */
export type Waiting = {
	readonly item: Extract<Uncached, {folder: string}>;
	/** Bytes that it takes in Redis. */
	readonly bytes: number;
	/** Times that what came back for it was no result. */
	faults: number;
};

/** To begin with; where workers find the queue empty, more. */
const fewest = 32;
const most = 4096;
/** Bytes of submissions in Redis. */
const mostBytes = 256 * 1024 ** 2;

/** What is in the queue, by the job's id. */
export type Backlog = {
	readonly ids: ReadonlyMap<string, Waiting>;
	readonly isFull: () => boolean;
	/** What is held already is replaced. */
	hold(id: string, one: Waiting): void;
	letGo(id: string): void;
	/** Says how many nobody has taken yet: where they are few, the backlog may grow. */
	fit(untaken: number): void;
};

/** An empty one. */
export function newBacklog(): Backlog {
	const ids = new Map<string, Waiting>();
	let [held, wanted] = [0, fewest];
	const isFull = () => ids.size >= wanted || held >= mostBytes;
	return {
		ids,
		isFull,
		hold(id, one) {
			held += one.bytes - (ids.get(id)?.bytes ?? 0);
			ids.set(id, one);
		},
		letGo(id) {
			held -= ids.get(id)?.bytes ?? 0;
			ids.delete(id);
		},
		fit(untaken) {
			if (isFull() && untaken < wanted / 4) wanted = Math.min(2 * wanted, most);
		},
	};
}
