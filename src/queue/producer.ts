/** The side of a queue that has the catalogue: submissions go in, as many as are worth having there, and their results come out. */

import {rm} from 'node:fs/promises';
import {setTimeout as pause} from 'node:timers/promises';
import type {Queue} from 'bullmq';
import type {Checking} from '../audit/checking.ts';
import type {Said} from '../audit/result.ts';
import {toolOf} from '../version.ts';
import type {Address} from './address.ts';
import {newBacklog, type Waiting} from './backlog.ts';
import {answerIn, loadOf} from './carried.ts';
import {connect, isPassing, wordsOf} from './connection.ts';
import {type Job, lineOf, mostPackedAnswer} from './job.ts';
import {atWorkKey, jobIdOf, prefix, queueOf, resultKey, versionsKey} from './names.ts';
import {loadBullmq} from './packages.ts';
import {openScratch} from './scratch.ts';
import {damaged, type Store} from './store.ts';

/** How a queue is used. */
export type Queueing = {
	readonly address: Address;
	/** What producer and workers share; without one submissions travel in Redis. */
	readonly store?: Store;
	/** Most seconds for one submission. */
	readonly seconds: number;
	/** Stops it. What is in the queue stays there, and its results are taken when the run is gone on with. */
	readonly signal?: AbortSignal;
	/** Told what the user should know, in words without secrets. */
	readonly tell: (words: string) => void;
};

/** Milliseconds between two looks at all that is in the queue: events tell sooner, but may be lost. */
const between = 2_000;
/** Milliseconds without a worker until that is said. */
const patience = 15_000;
/** Times that a job is tried, with pauses of 2, 4, 8 … seconds. A submission that can't be checked is no failure of its job. */
const attempts = 8;
/** Seconds. Who comes later than this with a second result for a submission finds that it has none. */
const remembered = 3_600;
/** Results that are none, until a submission is given up. */
const mostFaults = 3;

/** Checks by workers that take submissions from a queue. Its errors hold no secrets. */
export function checkOnQueue({address, store, seconds, signal, tell}: Queueing): Checking {
	return async (items, {run, ...judgedBy}, end) => {
		const redis = await connect(address, {tell, ...(signal === undefined ? {} : {signal})});
		const {version} = toolOf();
		const {Queue: QueueOf, QueueEvents} = await loadBullmq();
		const name = queueOf(version);
		const queue: Queue = new QueueOf(name, {connection: redis, prefix, skipVersionCheck: true, streams: {events: {maxLen: 1_000}}});
		const listening = redis.duplicate();
		const events = new QueueEvents(name, {connection: listening, prefix, skipVersionCheck: true});
		const {folder: scratch, close: closeScratch} = await openScratch();
		const backlog = newBacklog();
		const ended = new Set<string>();
		const closing = new AbortController();
		const stopping = signal === undefined ? closing.signal : AbortSignal.any([closing.signal, signal]);
		let wake = () => {};
		let isGiven = false;
		let isToldOfRefusal = false;

		const isDone = () => isGiven && backlog.ids.size === 0;
		/** Waits until something happens, at most so long. */
		const rest = (milliseconds: number) =>
			new Promise<void>((done) => {
				const timer = setTimeout(done, milliseconds);
				wake = () => {
					clearTimeout(timer);
					done();
				};
			});
		const onEnd = ({jobId}: {jobId: string}) => {
			if (!backlog.ids.has(jobId)) return;
			ended.add(jobId);
			wake();
		};
		const onAbort = () => {
			wake();
			// A command that waits for a lost Redis ends with the connection.
			redis.disconnect();
		};
		stopping.addEventListener('abort', onAbort);
		// The connection tells of its faults itself.
		queue.on('error', () => {});
		events.on('error', () => {});
		listening.on('error', () => {});
		events.on('completed', onEnd).on('failed', onEnd);

		/** Packs a submission and puts it into the queue. A submission that can't be packed ends here. */
		async function give(item: Waiting['item'], faults = 0): Promise<void> {
			const id = jobIdOf(run, item.key);
			// What an earlier part of this run was told of it, and has written down or not.
			if ((await redis.strlen(resultKey(id))) > 0) {
				backlog.hold(id, {item, bytes: 0, faults});
				ended.add(id);
				return;
			}
			await redis.del(resultKey(id));
			const load = await loadOf(item.folder, scratch, id, store, faults > 0, stopping);
			if ('error' in load) {
				letGo(id);
				return finish(item, load);
			}
			await forgetOutage(id);
			const job: Job = {version, ...judgedBy, seconds, packed: load.packed, ...(faults > 0 ? {anew: true} : {})};
			backlog.hold(id, {item, bytes: load.bytes, faults});
			await queue.add('check', job, {
				jobId: id,
				attempts,
				backoff: {type: 'exponential', delay: 2_000, jitter: 0.5},
				removeOnComplete: true,
				removeOnFail: {age: 7 * 86_400},
				stackTraceLimit: 0,
			});
		}

		/** Takes a job away that an earlier part of this run left and that failed since, so that it is tried anew: what failed it was the store, or a disk. */
		async function forgetOutage(id: string): Promise<void> {
			const old = await queue.getJob(id);
			if (old !== undefined && (await old.isFailed()) && !isStalled(old.failedReason)) await queue.remove(id);
		}

		function letGo(id: string): void {
			backlog.letGo(id);
			ended.delete(id);
		}

		async function finish(item: Waiting['item'], said: Said): Promise<void> {
			await end(item, said);
			if (item.isOurs) await rm(item.folder, {recursive: true, force: true});
		}

		/** Looks at one submission in the queue: takes its result, its failure, or puts it there again where it is lost. */
		async function look(id: string): Promise<void> {
			const one = backlog.ids.get(id);
			if (one === undefined) return;
			ended.delete(id);
			let answer = await taken(id, one);
			if (answer === undefined) {
				const state = await queue.getJobState(id);
				if (state === 'failed') {
					const reason = (await queue.getJob(id))?.failedReason;
					await queue.remove(id);
					// It is put into the store once more, over what is there.
					if (reason?.startsWith(damaged) === true && ++one.faults < mostFaults) return give(one.item, one.faults);
					answer = {error: failureOf(reason)};
				} else if (state === 'unknown' || state === 'completed') {
					// A job goes when its result is there, so that one that went between the two looks has one now.
					answer = await taken(id, one);
					if (answer === undefined) {
						await queue.remove(id);
						return give(one.item, one.faults);
					}
				} else return;
			}
			letGo(id);
			await finish(one.item, answer);
			// In place of the result, for as long as a worker that was thought lost may come with another.
			await redis.set(resultKey(id), '', 'EX', remembered).catch(async (error: unknown) => {
				if (!isPassing(error)) throw error;
				// A full Redis takes no mark, and needs the room that the result has.
				await redis.del(resultKey(id));
			});
		}

		/** The result of a submission, where there is one. What is no result is taken away, and after a few times said to be none. */
		async function taken(id: string, one: Waiting): Promise<Said | undefined> {
			// One byte more than is taken, whatever lies there.
			const bytes = await redis.getrangeBuffer(resultKey(id), 0, mostPackedAnswer);
			if (bytes.length === 0) return undefined;
			try {
				const answer = await answerIn(bytes, store, stopping);
				lineOf(one.item.key, answer);
				return answer;
			} catch (error) {
				if (stopping.aborted) throw error;
				if (++one.faults >= mostFaults) return {error: `its result can't be read: ${wordsOf(error)}`};
				await redis.del(resultKey(id));
				return undefined;
			}
		}

		/** Waits where Redis refuses a command only for now; throws what is no such refusal. */
		async function waitOut(error: unknown): Promise<void> {
			if (!isPassing(error)) throw error;
			if (!isToldOfRefusal) tell(`Redis takes nothing now (${wordsOf(error)}); trying again until it does`);
			isToldOfRefusal = true;
			await pause(between, undefined, {signal: stopping});
		}

		/** Puts a submission into the queue, however long that takes. One that is held already is put there by who looks at it. */
		async function giveAtLast(item: Waiting['item']): Promise<void> {
			while (!backlog.ids.has(jobIdOf(run, item.key))) {
				try {
					return await give(item);
				} catch (error) {
					await waitOut(error);
				}
			}
		}

		async function giveAll(): Promise<void> {
			while (!stopping.aborted) {
				if (backlog.isFull()) {
					await pause(20);
					continue;
				}
				const {value: item} = await items.next();
				if (item === undefined) break;
				if ('error' in item) await end(item, item);
				else await giveAtLast(item);
			}
			isGiven = true;
			wake();
		}

		async function collect(): Promise<void> {
			const turn = newTurn();
			while (!stopping.aborted && !isDone()) await turn().catch(waitOut);
		}

		/** One look at what has ended or, now and then, at all. */
		function newTurn(): () => Promise<void> {
			let looked = 0;
			let lastProgress = Date.now();
			let isToldOfNone = false;
			return async () => {
				const isTime = Date.now() - looked >= between;
				const before = backlog.ids.size;
				for (const id of isTime ? [...backlog.ids.keys()] : [...ended]) {
					if (stopping.aborted) return;
					await look(id);
				}
				if (isTime) {
					looked = Date.now();
					await redis.hset(versionsKey, version, String(looked));
					isToldOfRefusal = false;
					backlog.fit(await queue.getWaitingCount());
				}
				if (backlog.ids.size < before || backlog.ids.size === 0) lastProgress = Date.now();
				if (!isToldOfNone && Date.now() - lastProgress > patience && (await redis.exists(atWorkKey(version))) === 0) {
					isToldOfNone = true;
					tell(`no worker of shelfready ${version} is at work on this queue; start some: shelfready worker --queue …`);
				}
				if (ended.size === 0 && !stopping.aborted && !isDone()) await rest(Math.max(0, looked + between - Date.now()));
			};
		}

		let fault: {readonly error: unknown} | undefined;
		const onFault = (error: unknown) => {
			fault ??= {error};
			closing.abort();
		};
		try {
			await Promise.all([giveAll().catch(onFault), collect().catch(onFault)]);
			if (fault !== undefined && signal?.aborted !== true) throw fault.error;
		} finally {
			stopping.removeEventListener('abort', onAbort);
			redis.disconnect();
			listening.disconnect();
			await Promise.allSettled([events.close(), queue.close()]);
			await items.return();
			await closeScratch();
		}
	};
}

/** A failed job in words for the submission's line. */
function failureOf(reason: string | undefined): string {
	const words = wordsOf(reason ?? 'no reason is known');
	return isStalled(words) ? 'it ended its worker again and again, and was set aside' : `its check was given up: ${words}`;
}

/** Whether what failed a job is the submission itself, which ended its workers. */
function isStalled(reason: string): boolean {
	return reason.startsWith('job stalled');
}
