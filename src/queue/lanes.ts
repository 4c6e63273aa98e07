/** Lanes for submissions of several runs: a lane checks by one run's settings, and is opened anew where a free one has others. */

import {checkEntry} from '../audit/checking.ts';
import {type Lane, openLane} from '../audit/lane.ts';
import type {Said} from '../audit/result.ts';
import type {Edition} from '../contract.ts';
import {newSharedMemory} from '../judge/shared.ts';

/** What a submission is checked by. */
export type CheckedBy = {
	readonly edition?: Edition | undefined;
	readonly compare?: Edition | undefined;
	readonly today: string;
	readonly seconds: number;
};

/** Lanes. No more may be asked at once than there are. */
export type Lanes = {
	/** Never throws. `stopped`: the lanes were closed before it ended. */
	check(folder: string, by: CheckedBy): Promise<Said | 'stopped'>;
	/** Ends them at once. */
	close(): Promise<void>;
};

/** Opens lanes as they are needed. `threads`: how many each may judge sentences on, one when missing. `onStart` is told of each thread that starts. */
export function newLanes({threads, most, onStart}: {readonly threads?: number; readonly most: number; readonly onStart?: () => void}): Lanes {
	const lanes: {readonly key: string; readonly lane: Lane; isFree: boolean}[] = [];
	const shared = newSharedMemory();
	let isClosed = false;

	async function take({seconds, ...by}: CheckedBy) {
		const key = JSON.stringify([by.edition, by.compare, by.today, seconds]);
		const same = lanes.find((lane) => lane.isFree && lane.key === key);
		if (same !== undefined) {
			same.isFree = false;
			return same;
		}
		const other = lanes.length < most ? -1 : lanes.findIndex(({isFree}) => isFree);
		const [old] = other < 0 ? [] : lanes.splice(other, 1);
		const made = {
			key,
			lane: openLane({
				entry: checkEntry,
				data: {...by, shared, ...(threads === undefined ? {} : {threads})},
				seconds,
				...(onStart === undefined ? {} : {onStart}),
			}),
			isFree: false,
		};
		lanes.push(made);
		await old?.lane.close();
		return made;
	}

	return {
		async check(folder, by) {
			if (isClosed) return 'stopped';
			// Taken before anything is waited for: two calls never get the same.
			const taken = await take(by);
			try {
				return await taken.lane.check(folder);
			} finally {
				taken.isFree = true;
			}
		},
		async close() {
			isClosed = true;
			await Promise.all(lanes.splice(0).map(({lane}) => lane.close()));
		},
	};
}
