/** The side of a queue that has the catalogue: submissions go in, as many as are worth having there, and their results come out. */

import {readFile, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import type {Queue} from 'bullmq';
import type {Uncached} from '../audit/cache/uncached.ts';
import type {Checking} from '../audit/checking.ts';
import type {Said} from '../audit/result.ts';
import {toolOf} from '../version.ts';
import type {Address} from './address.ts';
import {connect, wordsOf} from './connection.ts';
import {type Job, lineOf, mostInline, mostPackedAnswer, mostStored, unpackAnswer} from './job.ts';
import {atWorkKey, jobIdOf, prefix, queueOf, resultKey, versionsKey} from './names.ts';
import {packFolder} from './pack.ts';
import {loadBullmq} from './packages.ts';
import {openScratch} from './scratch.ts';
import {type Store, storedName, verified} from './store.ts';

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

/** A submission that is in the queue. */
type Waiting = {
	readonly key: string;
	readonly item: Extract<Uncached, {folder: string}>;
	/** Bytes that it takes in Redis. */
	readonly bytes: number;
	/** Times that its result was none. */
	faults: number;
};

/** Submissions in the queue to begin with; where workers find it empty, more. */
const fewest = 32;
const most = 4096;
/** Bytes of submissions in Redis. */
const mostBytes = 256 * 1024 ** 2;
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
		const waiting = new Map<string, Waiting>();
		const ended = new Set<string>();
		const closing = new AbortController();
		const stopping = signal === undefined ? closing.signal : AbortSignal.any([closing.signal, signal]);
		let wake = () => {};
		let isGiven = false;
		let held = 0;
		let wanted = fewest;

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
			if (!waiting.has(jobId)) return;
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
		async function give(item: Extract<Uncached, {folder: string}>, faults = 0): Promise<void> {
			const {key, folder} = item;
			const id = jobIdOf(run, key);
			const file = join(scratch, id);
			try {
				// What an earlier part of this run was told of it, and has written down or not.
				if ((await redis.strlen(resultKey(id))) > 0) {
					hold(id, {key, item, bytes: 0, faults});
					ended.add(id);
					return;
				}
				await redis.del(resultKey(id));
				const packed = await pack(folder, file, store === undefined ? mostInline : mostStored);
				if ('error' in packed) return await finish(item, packed);
				const {sha256, bytes} = packed;
				if (store !== undefined) await putIn(store, storedName('submission', sha256), file);
				const where: Job['packed'] = store === undefined ? {inline: (await readFile(file)).toString('base64')} : {stored: sha256};
				const job: Job = {version, ...judgedBy, seconds, packed: where};
				hold(id, {key, item, bytes: store === undefined ? bytes : 0, faults});
				await queue.add('check', job, {
					jobId: id,
					attempts,
					backoff: {type: 'exponential', delay: 2_000, jitter: 0.5},
					removeOnComplete: true,
					removeOnFail: {age: 7 * 86_400},
					stackTraceLimit: 0,
				});
			} finally {
				await rm(file, {force: true});
			}
		}

		function hold(id: string, one: Waiting): void {
			waiting.set(id, one);
			held += one.bytes;
		}

		function letGo(id: string): void {
			held -= waiting.get(id)?.bytes ?? 0;
			waiting.delete(id);
			ended.delete(id);
		}

		async function finish(item: Extract<Uncached, {folder: string}>, said: Said): Promise<void> {
			await end(item, said);
			if (item.isOurs) await rm(item.folder, {recursive: true, force: true});
		}

		/** Looks at one submission in the queue: takes its result, its failure, or puts it there again where it is lost. */
		async function look(id: string): Promise<void> {
			const one = waiting.get(id);
			if (one === undefined) return;
			ended.delete(id);
			let answer = await taken(id, one);
			if (answer === undefined) {
				const state = await queue.getJobState(id);
				if (state === 'failed') {
					answer = {error: failureOf((await queue.getJob(id))?.failedReason)};
					await queue.remove(id);
				} else if (state === 'unknown' || state === 'completed') {
					// A job goes when its result is there, so that one that went between the two looks has one now.
					answer = await taken(id, one);
					if (answer === undefined) {
						await queue.remove(id);
						letGo(id);
						return give(one.item, one.faults);
					}
				} else return;
			}
			letGo(id);
			await finish(one.item, answer);
			// In place of the result, for as long as a worker that was thought lost may come with another.
			await redis.set(resultKey(id), '', 'EX', remembered);
		}

		/** The result of a submission, where there is one. What is no result is taken away, and after a few times said to be none. */
		async function taken(id: string, one: Waiting): Promise<Said | undefined> {
			// One byte more than is taken, whatever lies there.
			const bytes = await redis.getrangeBuffer(resultKey(id), 0, mostPackedAnswer);
			if (bytes.length === 0) return undefined;
			try {
				const answer = await unpackAnswer(bytes);
				const read = 'stored' in answer ? await unpackAnswer(await wholeOf(store, answer.stored)) : answer;
				if ('stored' in read) throw new Error('the result leads to another');
				lineOf(one.key, read);
				return read;
			} catch (error) {
				if (++one.faults >= mostFaults) return {error: `its result can't be read: ${wordsOf(error)}`};
				await redis.del(resultKey(id));
				return undefined;
			}
		}

		async function giveAll(): Promise<void> {
			while (!stopping.aborted) {
				if (waiting.size >= wanted || held >= mostBytes) {
					await pause(20);
					continue;
				}
				const {value: item} = await items.next();
				if (item === undefined) break;
				if ('error' in item) await end(item, item);
				else await give(item);
			}
			isGiven = true;
			wake();
		}

		async function collect(): Promise<void> {
			let looked = 0;
			let lastProgress = Date.now();
			let isToldOfNone = false;
			while (!stopping.aborted && !(isGiven && waiting.size === 0)) {
				const isTime = Date.now() - looked >= between;
				const before = waiting.size;
				for (const id of isTime ? [...waiting.keys()] : [...ended]) {
					if (stopping.aborted) return;
					await look(id);
				}
				if (isTime) {
					looked = Date.now();
					await redis.hset(versionsKey, version, String(looked));
					if (waiting.size >= wanted && (await queue.getWaitingCount()) < wanted / 4) wanted = Math.min(2 * wanted, most);
				}
				if (waiting.size < before || waiting.size === 0) lastProgress = Date.now();
				if (!isToldOfNone && Date.now() - lastProgress > patience && (await redis.exists(atWorkKey(version))) === 0) {
					isToldOfNone = true;
					tell(`no worker of shelfready ${version} is at work on this queue; start some: shelfready worker --queue …`);
				}
				if (ended.size === 0 && !stopping.aborted && !(isGiven && waiting.size === 0)) await rest(Math.max(0, looked + between - Date.now()));
			}
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
	return words.startsWith('job stalled') ? 'it ended its worker again and again, and was set aside' : `its check was given up: ${words}`;
}

async function pack(folder: string, file: string, most: number) {
	if (!(await stat(folder).catch(() => undefined))?.isDirectory()) return {error: `${folder} does not exist`};
	try {
		return await packFolder(folder, file, most);
	} catch (error) {
		const words = wordsOf(error);
		return {error: `it can't be put into the queue: ${words}${most === mostInline && words.startsWith('packed') ? '; with --store it can' : ''}`};
	}
}

/** A store that does not answer for a minute ends the run, which is gone on with later: it is no fault of the submissions. */
async function putIn(store: Store, name: string, file: string): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await store.put(name, {file});
		} catch (error) {
			if (attempt === 6) throw new Error(`the store can't be written: ${wordsOf(error)}`);
			await pause(1_000 * 2 ** attempt);
		}
	}
}

async function wholeOf(store: Store | undefined, sha256: string): Promise<Buffer> {
	if (store === undefined) throw new Error('the result is in a store, and this run has none: give --store');
	const pieces: Buffer[] = [];
	for await (const piece of verified(await store.get(storedName('result', sha256)), sha256, mostPackedAnswer)) pieces.push(piece);
	return Buffer.concat(pieces);
}
