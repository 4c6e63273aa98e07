/** Results by what they rest on: a submission that is as it was, checked by a tool that is as it was, is not checked again. */

import {createHash} from 'node:crypto';
import * as z from 'zod';
import type {JudgedBy} from '../answer.ts';
import {holdsOn, lasting} from '../lasting.ts';
import {formatResult, readResult, type Said} from '../result.ts';
import {openStore} from './store.ts';
import {submissionDigest} from './submission-digest.ts';
import {toolDigest} from './tool-digest.ts';

/** The cache, for one way to judge. Nothing here throws but its opening. */
export type Cache = {
	/** What a submission comes to, where it is known; and what it would be kept under, where it can be. */
	find(folder: string): Promise<{readonly key?: string; readonly said?: Said}>;
	/** Keeps what a submission came to, unless it has changed since its key was made, or may come to something else the next time. */
	keep(key: string, folder: string, said: Said): Promise<void>;
	/** Brings the cache within its bound again. */
	close(): void;
};

/** Bytes that the cache holds on the disk: some hundred thousand results. */
const mostCacheBytes = 1024 ** 3;

const head = z.object({today: z.iso.date(), lasting});

/** Opens the cache in a folder, which is made where it is missing. Throws where it can't be. */
export function openCache(folder: string, {edition, compare, today}: JudgedBy, mostBytes: number = mostCacheBytes): Cache {
	const store = openStore(folder, mostBytes);
	const rest = JSON.stringify([1, toolDigest(), edition ?? null, compare ?? null]);
	let kept = 0;
	const keyOf = async (submission: string) => {
		const digest = await submissionDigest(submission);
		return digest === undefined ? undefined : createHash('sha256').update(`${rest}\n${digest}`).digest('hex');
	};
	return {
		async find(submission) {
			const key = await keyOf(submission);
			if (key === undefined) return {};
			const said = read(store.get(key), today);
			// Who may write into a shared cache could put anything there, and what is no result would spoil the log.
			return said === undefined || readResult(formatResult('', said)) === undefined ? {key} : {key, said};
		},
		async keep(key, submission, said) {
			if ('error' in said || said.lasting === undefined || (await keyOf(submission)) !== key) return;
			store.put(key, [JSON.stringify({today, lasting: said.lasting}), said.report, said.further ?? ''].join('\n'));
			kept++;
			// A run may keep more than there is room for.
			if (kept % 5_000 === 0) store.trim();
		},
		close() {
			if (kept > 0) store.trim();
		},
	};
}

/** An entry as the answer of a day, if it holds on it. JSON has no line feeds but those that we put between. */
function read(text: string | undefined, today: string): Said | undefined {
	if (text === undefined) return undefined;
	const [first = '', report = '', further = ''] = text.split('\n');
	const read = headOf(first);
	if (read === undefined || !holdsOn(read.lasting, today)) return undefined;
	// The report's own day stands before anything that a submission can say.
	const own = report.replace(`"today":"${read.today}"`, `"today":"${today}"`);
	return {report: own, ...(further === '' ? {} : {further})};
}

function headOf(text: string): z.infer<typeof head> | undefined {
	try {
		return head.safeParse(JSON.parse(text)).data;
	} catch {
		return undefined;
	}
}
