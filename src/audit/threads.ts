/** Checks by threads of this process. */

import {setMaxListeners} from 'node:events';
import {rm} from 'node:fs/promises';
import {availableParallelism, totalmem} from 'node:os';
import {newSharedMemory} from '../judge/shared.ts';
import type {WorkerSettings} from './audit-worker.ts';
import {type Checking, checkEntry} from './checking.ts';
import {type Lane, openLane} from './lane.ts';

/** How many threads check, the most seconds that a submission may take, and what stops them. */
export type Threads = {readonly workers?: number | undefined; readonly seconds?: number | undefined; readonly signal?: AbortSignal | undefined};

/** Bytes of memory for a thread: its heap, and the Python that lints beside it. */
const memoryPerWorker = 1024 ** 3;

/** Threads that check where nobody says how many. */
export function usualWorkers(): number {
	return Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / memoryPerWorker)));
}

/** Every lane takes the next submission when it has done one, so that no more wait than there are lanes. */
export function checkOnThreads({workers = usualWorkers(), seconds = 300, signal}: Threads): Checking {
	return async (items, {run: _, ...judgedBy}, end) => {
		const data: WorkerSettings = {...judgedBy, shared: newSharedMemory()};
		const closing = new AbortController();
		const stopping = signal === undefined ? closing.signal : AbortSignal.any([closing.signal, signal]);
		// Each lane listens to it; Node takes more than ten for a leak.
		setMaxListeners(workers, stopping);
		const finish: typeof end = async (item, said) => {
			try {
				await end(item, said);
			} catch (error) {
				// What the others come to could not be written either.
				closing.abort();
				throw error;
			}
		};
		const work = async () => {
			let lane: Lane | undefined;
			const close = () => void lane?.close();
			stopping.addEventListener('abort', close);
			try {
				while (!stopping.aborted) {
					const {value: item} = await items.next();
					if (item === undefined || stopping.aborted) return;
					if ('error' in item) {
						await finish(item, item);
						continue;
					}
					lane ??= openLane({entry: checkEntry, data, seconds});
					const said = await lane.check(item.folder);
					if (said !== 'stopped') await finish(item, said);
					if (item.isOurs) await rm(item.folder, {recursive: true, force: true});
					if (said === 'stopped') return;
				}
			} finally {
				stopping.removeEventListener('abort', close);
				await lane?.close();
			}
		};
		const ends = await Promise.allSettled(Array.from({length: workers}, work));
		await items.return();
		for (const outcome of ends) if (outcome.status === 'rejected') throw outcome.reason;
	};
}
