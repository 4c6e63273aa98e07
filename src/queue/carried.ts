/** What is put into a queue for a submission, and what is taken out for it: in Redis itself, or by way of the store. */

import {readFile, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import type {Said} from '../audit/result.ts';
import {wordsOf} from './connection.ts';
import {type Job, mostInline, mostPackedAnswer, mostStored, unpackAnswer} from './job.ts';
import {packFolder} from './pack.ts';
import {damaged, type Store, storedName, verified} from './store.ts';

/** A submission as its job has it, and the bytes that it takes in Redis; or why it can't be carried. */
export type Load = {readonly packed: Job['packed']; readonly bytes: number} | {readonly error: string};

/** Times that the store is asked, with pauses of 2, 4, 8 … seconds between. */
const attempts = 6;

/**
 * Packs a submission's folder by way of a file of this name in `scratch`, and puts it into the store where there is one; `anew`: over what is there.
 * @throws {Error} where the store does not take it for a minute: that is no fault of the submission
 */
export async function loadOf(folder: string, scratch: string, name: string, store: Store | undefined, anew: boolean, signal: AbortSignal): Promise<Load> {
	const found = await stat(folder).catch(() => undefined);
	if (found === undefined) return {error: `${folder} does not exist`};
	if (!found.isDirectory()) return {error: `${folder} is a file; a queue carries folders`};
	const file = join(scratch, name);
	try {
		const made = await packed(folder, file, store);
		if ('error' in made) return made;
		if (store === undefined) return {packed: {inline: (await readFile(file)).toString('base64')}, bytes: made.bytes};
		await patiently('written', signal, () => store.put(storedName('submission', made.sha256), {file}, anew, signal));
		return {packed: {stored: made.sha256}, bytes: 0};
	} finally {
		await rm(file, {force: true});
	}
}

/** Reads what a worker handed back. Throws where that is no answer. */
export async function answerIn(bytes: Buffer, store: Store | undefined, signal: AbortSignal): Promise<Said> {
	const answer = await unpackAnswer(bytes);
	if (!('stored' in answer)) return answer;
	if (store === undefined) throw new Error('the result is in a store, and this run has none: give --store');
	const {stored: sha256} = answer;
	const stored = await unpackAnswer(
		await patiently('read', signal, async () => {
			const pieces: Buffer[] = [];
			for await (const piece of verified(await store.get(storedName('result', sha256), signal), sha256, mostPackedAnswer)) pieces.push(piece);
			return Buffer.concat(pieces);
		}),
	);
	if ('stored' in stored) throw new Error('the result leads to another');
	return stored;
}

async function packed(folder: string, file: string, store: Store | undefined) {
	try {
		return await packFolder(folder, file, store === undefined ? mostInline : mostStored);
	} catch (error) {
		const words = wordsOf(error);
		return {error: `it can't be put into the queue: ${words}${store === undefined && words.startsWith('packed') ? '; with --store it can' : ''}`};
	}
}

async function patiently<Value>(what: 'read' | 'written', signal: AbortSignal, ask: () => Promise<Value>): Promise<Value> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await ask();
		} catch (error) {
			// What is damaged stays so.
			if (signal.aborted || (error instanceof Error && error.message.startsWith(damaged))) throw error;
			if (attempt === attempts) throw new Error(`the store can't be ${what}: ${wordsOf(error)}`);
			await pause(1_000 * 2 ** attempt, undefined, {signal});
		}
	}
}
