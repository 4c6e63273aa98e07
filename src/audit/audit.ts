/** The composition root of an audit: lock → log → catalogue → lanes → summary. A run that ended early goes on where it stopped. */

import {mkdir, readdir, readFile, rm} from 'node:fs/promises';
import {availableParallelism, totalmem} from 'node:os';
import {join, resolve} from 'node:path';
import * as z from 'zod';
import type {Edition} from '../contract.ts';
import {toolOf} from '../version.ts';
import {writeWhole} from '../whole-file.ts';
import type {WorkerSettings} from './audit-worker.ts';
import type {Catalogue, Item} from './catalogue.ts';
import type {ExportFormat} from './export/formats.ts';
import {openLane} from './lane.ts';
import {lock} from './lock.ts';
import {type Log, openLog} from './log.ts';
import {openCatalogue} from './open-catalogue.ts';
import {writePictures} from './pictures.ts';
import {formatResult, readResult} from './result.ts';
import {newTally, type Summary} from './tally.ts';

/** An audit to be done, or to be gone on with. */
export type AuditRequest = {
	/** A folder of folders, a tar archive of one, or NDJSON. */
	readonly catalogue: string;
	/** Folder of the results; made where it is missing. */
	readonly out: string;
	/** Threads that check, 1 or more. As cores and memory allow when missing. */
	readonly workers?: number;
	/** Most seconds for one submission. Default 300. */
	readonly seconds?: number;
	/** Wins over what submissions say. */
	readonly edition?: Edition;
	/** Formats in which its tables are exported at its end. */
	readonly tables?: readonly ExportFormat[];
	/** The day as of which a new run judges, `YYYY-MM-DD`. One that is gone on with keeps its own. */
	readonly today: string;
	/** Stops the run within seconds. What had not ended is checked when it is gone on with. */
	readonly signal?: AbortSignal;
	/** Called as submissions end: how many of this run and of earlier ones are done, and of how many. */
	readonly onProgress?: (done: number, before: number, total: number) => void;
};

/** What a run came to. `before` were done by earlier runs, `now` by this one. `fault`: what kept it from its end. */
export type Audited = {readonly summary: Summary; readonly before: number; readonly now: number; readonly stopped: boolean; readonly fault?: string};

/** What a folder of results was begun with. */
const begun = z.object({catalogue: z.string(), edition: z.enum(['ami-2020', 'ami-2025']).optional(), today: z.string(), version: z.string()});

/** Bytes of memory for a thread: its heap, and the Python that lints beside it. */
const memoryPerWorker = 1024 ** 3;

/** Audits. Throws with words for the user where it can't begin: no catalogue, another run's folder, a damaged log. */
export async function audit(request: AuditRequest): Promise<Audited> {
	const {out} = request;
	const catalogue = await openCatalogue(request.catalogue, out).catch((error: unknown) => {
		throw new Error(`the catalogue ${request.catalogue} can't be read: ${reasonOf(error)}`);
	});
	await mkdir(out, {recursive: true});
	// Nothing is written over that a run did not make.
	const [stranger] = (await readdir(out)).filter((name) => !/^audit\.(?:json|lock)/.test(name));
	if (stranger !== undefined && !(await readdir(out)).includes('audit.json'))
		throw new Error(`${out} holds other files (${stranger}); give a new or an empty --out`);
	const unlock = await lock(join(out, 'audit.lock'));
	try {
		return await run(request, catalogue);
	} finally {
		await unlock();
	}
}

async function run(request: AuditRequest, catalogue: Catalogue): Promise<Audited> {
	const {out, signal} = request;
	const {edition, today} = await settingsOf(request);
	const done = new Set<string>();
	const tally = newTally();
	const log = await openLog(join(out, 'results.ndjson'), (result) => {
		done.add(result.submission);
		tally.add(result);
	});
	const before = done.size;
	const unpacked = join(out, '.audit-unpacked');
	await rm(unpacked, {recursive: true, force: true});
	request.onProgress?.(0, before, catalogue.total);
	let fault: string | undefined;
	try {
		const items = catalogue.items((key) => done.has(key), unpacked);
		await checkAll(items, request, {...(edition === undefined ? {} : {edition}), today}, async (key, line) => {
			await record(log, line);
			done.add(key);
			const result = readResult(line);
			if (result !== undefined) tally.add(result);
			request.onProgress?.(done.size - before, before, catalogue.total);
		});
	} catch (error) {
		fault = reasonOf(error);
	} finally {
		await rm(unpacked, {recursive: true, force: true});
		await log.close();
	}
	const summary = tally.summary({tool: toolOf(), ...(edition === undefined ? {} : {edition}), today});
	await writeWhole(join(out, 'summary.json'), `${JSON.stringify(summary, undefined, 2)}\n`);
	const stopped = signal?.aborted === true;
	await writePictures(out, summary, {stopped, tables: request.tables ?? []});
	return {summary, before, now: done.size - before, stopped, ...(fault === undefined ? {} : {fault})};
}

/** Every lane takes the next submission when it has done one, so that no more wait than there are lanes. Throws where catalogue or log fail. */
async function checkAll(
	items: AsyncGenerator<Item, void, void>,
	{signal, seconds = 300, workers = Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / memoryPerWorker)))}: AuditRequest,
	settings: Omit<WorkerSettings, 'threads'>,
	end: (key: string, line: string) => Promise<void>,
): Promise<void> {
	const data: WorkerSettings = {...settings, threads: Math.max(1, Math.floor(availableParallelism() / workers))};
	const closing = new AbortController();
	const stopping = signal === undefined ? closing.signal : AbortSignal.any([closing.signal, signal]);
	const write = async (key: string, answer: Parameters<typeof formatResult>[1]) => {
		try {
			await end(key, formatResult(key, answer));
		} catch (error) {
			// What the others come to could not be written either.
			closing.abort();
			throw error;
		}
	};
	const work = async () => {
		let lane: ReturnType<typeof openLane> | undefined;
		const close = () => void lane?.close();
		stopping.addEventListener('abort', close);
		try {
			while (!stopping.aborted) {
				const {value: item} = await items.next().catch((error: unknown) => {
					// The other lanes end what they are at, and then find that nothing more comes.
					throw new Error(`the catalogue can't be read on: ${reasonOf(error)}`);
				});
				if (item === undefined || stopping.aborted) return;
				if ('error' in item) {
					await write(item.key, item);
					continue;
				}
				lane ??= openLane({entry: new URL('./audit-worker.js', import.meta.url), data, seconds});
				const answer = await lane.check(item.folder);
				if (item.isOurs) await rm(item.folder, {recursive: true, force: true});
				if (answer === 'stopped') return;
				await write(item.key, answer);
			}
		} finally {
			stopping.removeEventListener('abort', close);
			await lane?.close();
		}
	};
	const ends = await Promise.allSettled(Array.from({length: workers}, work));
	await items.return();
	for (const outcome of ends) if (outcome.status === 'rejected') throw outcome.reason;
}

async function record(log: Log, line: string): Promise<void> {
	await log.append(line).catch((error: unknown) => {
		throw new Error(`the results can't be written: ${reasonOf(error)}`);
	});
}

/** What the folder was begun with; written down where it is new. Throws where it was begun otherwise: its results would not belong together. */
async function settingsOf({out, catalogue, edition, today}: AuditRequest): Promise<z.infer<typeof begun>> {
	const file = join(out, 'audit.json');
	const now = {catalogue: resolve(catalogue), ...(edition === undefined ? {} : {edition}), today, version: toolOf().version};
	const text = await readFile(file, 'utf8').catch(() => undefined);
	if (text === undefined) {
		await writeWhole(file, `${JSON.stringify(now, undefined, 2)}\n`);
		return now;
	}
	const before = parseBegun(text);
	if (before === undefined) throw new Error(`${file} is damaged; give another --out`);
	for (const key of ['catalogue', 'edition', 'version'] as const)
		if (before[key] !== now[key])
			throw new Error(`${out} holds a run of another ${key}: ${before[key] ?? 'none'}, now ${now[key] ?? 'none'}; give another --out`);
	return before;
}

function parseBegun(text: string): z.infer<typeof begun> | undefined {
	try {
		return begun.safeParse(JSON.parse(text)).data;
	} catch {
		return undefined;
	}
}

function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
