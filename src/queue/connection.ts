/** The connection to Redis: made anew, with growing pauses, as often as it breaks. */

import type {Redis} from 'ioredis';
import {type Address, placeOf} from './address.ts';
import {loadIoredis} from './packages.ts';

/** How a connection tells of what happens to it, in words without secrets. */
export type Telling = {readonly tell: (words: string) => void; readonly signal?: AbortSignal};

/** Milliseconds between two attempts at most. */
const longestPause = 5_000;
/** Faults that no waiting mends. */
const hopeless = /WRONGPASS|NOAUTH|NOPERM|invalid password|ERR AUTH|DB index is out of range|certificate|self.signed|altnames|wrong version number/i;

/** Faults that pass: another Redis takes over, or it is full, or its disk is. Before Redis 7 those of scripts come in other words. */
const passing = /(?:^|: -)(?:READONLY|OOM|MISCONF|LOADING|TRYAGAIN|CLUSTERDOWN)\b/;
/** Milliseconds in which that is said once. */
const between = 60_000;

/** Whether Redis refuses a command only for now, so that it is worth asking again. */
export function isPassing(error: unknown): boolean {
	return error instanceof Error && passing.test(error.message);
}

/**
 * Connects, and waits for a Redis that is not there yet.
 * @throws {Error} when it is refused, and when the signal ends the waiting
 */
export async function connect(address: Address, {tell, signal}: Telling): Promise<Redis> {
	const {Redis: Client} = await loadIoredis();
	const {host, port, db, username, password, isTls, ca} = address;
	let told = Number.NEGATIVE_INFINITY;
	const onReadOnly = () => {
		if (performance.now() - told > between) tell(`${placeOf(address)} takes nothing now, since it is a replica; waiting for one that does`);
		told = performance.now();
	};
	const redis = new Client({
		host,
		port,
		db,
		...(username === undefined ? {} : {username}),
		...(password === undefined ? {} : {password}),
		...(isTls ? {tls: ca === undefined ? {} : {ca}} : {}),
		// Commands wait for as long as Redis is away.
		maxRetriesPerRequest: null,
		retryStrategy: (times) => Math.min(longestPause, 100 * 2 ** Math.min(times, 10)) * (0.75 + Math.random() / 2),
		// Where its name leads to another one by then, that one is asked the same: 2 sends the command again.
		reconnectOnError: (error) => {
			if (!isPassing(error) || !error.message.includes('READONLY')) return false;
			onReadOnly();
			return 2;
		},
		connectTimeout: 10_000,
		lazyConnect: true,
	});
	await ready(redis, placeOf(address), tell, signal);
	tellOfBreaks(redis, placeOf(address), tell);
	await warnOfEviction(redis, tell);
	return redis;
}

/** The words of an error that Redis or the way to it gives: one line, and bounded. */
export function wordsOf(error: unknown): string {
	const words = error instanceof Error ? error.message || ('code' in error ? String(error.code) : error.name) : String(error);
	return words.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').slice(0, 300);
}

function ready(redis: Redis, place: string, tell: Telling['tell'], signal: AbortSignal | undefined): Promise<void> {
	let told = false;
	return new Promise((resolve, reject) => {
		const end = (error?: Error) => {
			redis.off('ready', onReady).off('error', onError);
			signal?.removeEventListener('abort', onAbort);
			if (error === undefined) return resolve();
			redis.on('error', () => {});
			redis.disconnect();
			reject(error);
		};
		const onReady = () => end();
		const onAbort = () => end(new Error(`stopped before ${place} answered`));
		const onError = (error: Error) => {
			if (hopeless.test(error.message)) return end(new Error(`${place} refuses: ${wordsOf(error)}`));
			if (!told) tell(`${place} does not answer (${wordsOf(error)}); waiting for it`);
			told = true;
		};
		redis.on('ready', onReady).on('error', onError);
		if (signal?.aborted === true) return onAbort();
		signal?.addEventListener('abort', onAbort);
		// What it rejects with comes as an event too.
		redis.connect().catch(() => {});
	});
}

/** Once for each time that it breaks. */
function tellOfBreaks(redis: Redis, place: string, tell: Telling['tell']): void {
	let isBroken = false;
	redis.on('error', (error: Error) => {
		if (!isBroken) tell(`${place} is lost (${wordsOf(error)}); trying again`);
		isBroken = true;
	});
	redis.on('ready', () => {
		if (isBroken) tell(`${place} is back`);
		isBroken = false;
	});
}

/** A Redis that forgets keys when it is full forgets submissions. Where it does not tell, nothing is said. */
async function warnOfEviction(redis: Redis, tell: Telling['tell']): Promise<void> {
	const info = await redis.info('memory').catch(() => '');
	const [, policy = 'noeviction'] = /^maxmemory_policy:(\S+)/m.exec(info) ?? [];
	if (policy !== 'noeviction')
		tell(`Redis forgets keys when it is full (maxmemory-policy ${wordsOf(policy)}); set noeviction, or submissions are checked more than once`);
}
