/** The side of a queue that checks: takes submissions, checks them in lanes, hands results back. Any number work side by side. */

import {createHash} from 'node:crypto';
import {createWriteStream} from 'node:fs';
import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import type {Job as QueueJob} from 'bullmq';
import {placelessReasonOf} from '../reason.ts';
import {toolOf} from '../version.ts';
import type {Address} from './address.ts';
import {checkArchive} from './archive.ts';
import {connect, wordsOf} from './connection.ts';
import {type Answer, type Job, mostStored, packAnswer, readJob} from './job.ts';
import {newLanes} from './lanes.ts';
import {atWorkKey, prefix, queueOf, resultKey, versionsKey} from './names.ts';
import {loadBullmq} from './packages.ts';
import {openScratch} from './scratch.ts';
import {damaged, type Store, storedName, verified} from './store.ts';

/** What a worker is told. */
export type WorkerRequest = {
	readonly address: Address;
	/** What producer and workers share. */
	readonly store?: Store;
	/** Submissions checked at once. */
	readonly workers: number;
	/** Seconds of silence after which others take a worker's submissions over. */
	readonly takeover: number;
	/** Seconds for what is in hand when it is to end; what takes longer goes back into the queue. */
	readonly grace: number;
	/** Ends it: it takes no more, and ends what is in hand. */
	readonly signal: AbortSignal;
	/** Told what the user should know, in words without secrets. */
	readonly tell: (words: string) => void;
	readonly metrics?: Metrics;
	/** Told when it is at work, with what can be asked of it then. */
	readonly onOpen?: (open: OpenWorker) => void;
};

/** What can be asked of a worker at work. */
export type OpenWorker = {
	/** Whether it takes submissions: not while Redis is away, nor when it ends. */
	isReady(): boolean;
	/** How many submissions are in which state in the whole queue. */
	depth(): Promise<Readonly<Record<string, number>>>;
};

/** Where a worker counts. */
export type Metrics = {
	/** A result that was handed back. Seconds from when the submission was taken. */
	done(status: 'checked' | 'failed', seconds: number): void;
	/** `dropped`: there was a result already. `stalled`: taken over from a silent worker. `setAside`: failed for good. */
	count(event: 'dropped' | 'stalled' | 'retried' | 'setAside' | 'laneStarts'): void;
};

/** Times that a submission may end its worker. */
const tries = 5;
/** Bytes of a result in Redis, packed. */
const mostResult = 8 * 1024 ** 2;
/** Seconds that a result waits for its run to be gone on with. */
const kept = 7 * 86_400;
/** Milliseconds for what is fetched from the store, or put there. */
const storeLimit = 600_000;
/** Milliseconds between two signs of life. */
const pulse = 10_000;

/**
 * Works until the signal ends it. `redis` or `store`: that did not answer then, so that nothing could be handed back, and connections may still be made
 * anew; others take over what was in hand. Throws where it can't begin.
 */
export async function work({address, store, workers, takeover, grace, signal, tell, metrics, onOpen}: WorkerRequest): Promise<'drained' | 'redis' | 'store'> {
	const {version} = toolOf();
	const {Worker, Queue, UnrecoverableError, WaitingError} = await loadBullmq();
	const redis = await connect(address, {tell, signal});
	const {folder, close: closeScratch} = await openScratch();
	const lanes = newLanes({most: workers, onStart: () => metrics?.count('laneStarts')});
	let taken = 0;
	const late = new AbortController();
	const storeSignal = () => AbortSignal.any([late.signal, AbortSignal.timeout(storeLimit)]);

	async function check({packed, version: _, anew: __, ...by}: Job): Promise<Answer | 'stopped'> {
		const place = join(folder, String(taken++));
		const file = `${place}.tar.gz`;
		const ending = storeSignal();
		try {
			// Whole before it is read: what breaks on the way is no fault of the submission.
			if ('inline' in packed) await writeFile(file, Buffer.from(packed.inline, 'base64'));
			else await pipeline(given(storeFor(store), packed.stored, ending), createWriteStream(file), {signal: ending});
			return await checkArchive({file, packing: 'gzip', folder: place}, lanes, by);
		} catch (error) {
			if (late.signal.aborted) return 'stopped';
			if (ending.aborted) throw new Error(`the store did not give the submission within ${storeLimit / 1000} s`);
			// Only who put it there can mend it.
			throw isDamage(error) ? new UnrecoverableError(error.message) : error;
		} finally {
			await rm(file, {force: true});
		}
	}

	/** What goes to Redis: the answer, or where in the store it is. */
	async function handedBack(answer: Answer, {packed, anew}: Job): Promise<Buffer> {
		const bytes = await packAnswer(answer);
		// A run that does not use the store could not take it from there.
		if ('inline' in packed || store === undefined)
			return bytes.length <= mostResult ? bytes : packAnswer({error: 'its report is too large for a queue without a --store'});
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		await store.put(storedName('result', sha256), {bytes}, anew, storeSignal());
		return packAnswer({stored: sha256});
	}

	/** What a store that does not answer keeps from being handed back in time goes back into the queue. */
	function whereLate(error: unknown): 'stopped' {
		if (late.signal.aborted) return 'stopped';
		throw error;
	}

	async function process(queued: QueueJob, token?: string): Promise<void> {
		const {id = ''} = queued;
		if ((await redis.exists(resultKey(id))) === 1) return metrics?.count('dropped');
		let job: Job;
		try {
			job = readJob(queued.data, version);
		} catch (error) {
			// Trying again would not mend it.
			throw new UnrecoverableError(wordsOf(error));
		}
		const begun = performance.now();
		const answer = await check(job);
		const bytes = answer === 'stopped' ? answer : await handedBack(answer, job).catch(whereLate);
		if (answer === 'stopped' || bytes === 'stopped') {
			await queued.moveToWait(token);
			throw new WaitingError();
		}
		const set = await redis.set(resultKey(id), bytes, 'EX', kept, 'NX');
		if (set === null) return metrics?.count('dropped');
		metrics?.done('report' in answer ? 'checked' : 'failed', (performance.now() - begun) / 1000);
	}

	const queue = new Queue(queueOf(version), {connection: redis, prefix, skipVersionCheck: true});
	const worker = new Worker(queueOf(version), process, {
		connection: redis,
		prefix,
		skipVersionCheck: true,
		concurrency: workers,
		lockDuration: takeover * 1000,
		stalledInterval: takeover * 1000,
		maxStalledCount: tries - 1,
	});
	queue.on('error', () => {});
	// The connection tells of its own faults.
	worker.on('error', (error) => {
		if (/Missing (?:lock|key)/.test(error.message)) tell('a submission was taken over by another worker, or is gone from the queue');
	});
	worker.on('stalled', () => metrics?.count('stalled'));
	worker.on('failed', (job, error) => {
		const isLast = job === undefined || job.finishedOn !== undefined;
		metrics?.count(isLast ? 'setAside' : 'retried');
		tell(`a check ${isLast ? 'is set aside' : 'is tried again later'}: ${wordsOf(error)}`);
	});
	const leftAlone = newOtherVersions(version, tell);
	const beat = async () => {
		if (redis.status !== 'ready') return;
		await redis.set(atWorkKey(version), '1', 'PX', 3 * pulse);
		leftAlone(await redis.hgetall(versionsKey));
	};
	const beating = setInterval(() => void beat().catch(() => {}), pulse);
	await beat();
	tell(`takes submissions for shelfready ${version}, ${workers} at once`);
	onOpen?.({
		isReady: () => redis.status === 'ready' && !signal.aborted,
		depth: () => queue.getJobCounts('waiting', 'active', 'delayed', 'failed'),
	});

	await new Promise<void>((done) => {
		if (signal.aborted) done();
		signal.addEventListener('abort', () => done(), {once: true});
	});
	clearInterval(beating);
	tell('ends what is in hand, and takes no more');
	const ending = setTimeout(() => {
		late.abort();
		void lanes.close();
	}, grace * 1000);
	let hopeless: NodeJS.Timeout | undefined;
	const cut = new Promise<'redis' | 'store'>((done) => (hopeless = setTimeout(() => done(redis.status === 'ready' ? 'store' : 'redis'), grace * 1000 + 5_000)));
	const end = await Promise.race([worker.close().then(() => 'drained' as const), cut]);
	clearTimeout(ending);
	clearTimeout(hopeless);
	await lanes.close();
	if (end === 'drained') await queue.close();
	redis.disconnect();
	await closeScratch();
	return end;
}

/** Tells once of each other version that a run waits for. */
function newOtherVersions(own: string, tell: WorkerRequest['tell']): (seen: Readonly<Record<string, string>>) => void {
	const told = new Set([own]);
	return (seen) => {
		for (const [version, at] of Object.entries(seen)) {
			if (told.size > 20 || told.has(version) || !(Date.now() - Number(at) < 60_000)) continue;
			told.add(version);
			tell(`submissions for shelfready ${wordsOf(version).slice(0, 40)} are left to workers of that version; this one is ${own}`);
		}
	};
}

function storeFor(store: Store | undefined): Store {
	if (store === undefined) throw new Error('the submission is in a store, and this worker has none: give it the same --store');
	return store;
}

/** A submission as the store gives it. What keeps the store from it is told as such: the worker's own disk is another matter. */
async function* given(store: Store, sha256: string, signal: AbortSignal): AsyncGenerator<Buffer, void, void> {
	try {
		yield* verified(await store.get(storedName('submission', sha256), signal), sha256, mostStored);
	} catch (error) {
		if (isDamage(error)) throw error;
		throw new Error(`the store did not give the submission (${wordsOf(placelessReasonOf(error))}): audit and workers need the same --store`);
	}
}

function isDamage(error: unknown): error is Error {
	return error instanceof Error && error.message.startsWith(damaged);
}
