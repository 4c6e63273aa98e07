/** The composition root of an audit: lock → log → catalogue → lanes → summary. A run that ended early goes on where it stopped. */

import {randomUUID} from 'node:crypto';
import {existsSync} from 'node:fs';
import {mkdir, readdir, rm} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {type Edition, usualEdition} from '../contract.ts';
import {whyUnreadable} from '../read/folder.ts';
import {isOfSystem, reasonOf, whyUnwritable} from '../reason.ts';
import {plural, some} from '../report/words.ts';
import {toolOf} from '../version.ts';
import {isBeside, writeWhole} from '../whole-file.ts';
import type {JudgedBy} from './answer.ts';
import {type Begun, readBegun} from './begun.ts';
import {type Cache, openCache} from './cache/cache.ts';
import {uncached} from './cache/uncached.ts';
import type {Catalogue} from './catalogue.ts';
import type {Checking} from './checking.ts';
import {newEditionsTally} from './editions.ts';
import {type ExportFormat, formatsIn} from './export/formats.ts';
import {newFamilyTally} from './family-tally.ts';
import {longestHistory, totalsOf} from './history.ts';
import {lock} from './lock.ts';
import {type Log, openLog} from './log.ts';
import {openCatalogue} from './open-catalogue.ts';
import {writePictures} from './pictures.ts';
import {formatResult, type Result, readResult, type Said} from './result.ts';
import {listingFolders} from './several.ts';
import type {SinceSummary} from './since.ts';
import {compareRuns, type Earlier, openEarlier} from './since-run.ts';
import {newTally, type Summary} from './tally.ts';
import {checkOnThreads} from './threads.ts';

/** An audit to be done, or to be gone on with. */
export type AuditRequest = {
	/** A folder of folders, a tar archive of one, or NDJSON. */
	readonly catalogue: string;
	/** Folder of the results; made where it is missing. */
	readonly out: string;
	/** What checks; threads of this process when missing, by `workers` and `seconds`. */
	readonly checking?: Checking;
	/** Threads that check, 1 or more. As cores and memory allow when missing. */
	readonly workers?: number;
	/** Most seconds for one submission. Default 300. */
	readonly seconds?: number;
	/** Wins over what submissions say. */
	readonly edition?: Edition;
	/** Formats in which its tables are exported at its end, beside those that the folder has already. */
	readonly tables?: readonly ExportFormat[];
	/** Another edition that each submission is judged by too. With `since`, where that run had another edition, it is that one when missing. */
	readonly compare?: Edition;
	/** Folder of an earlier run to compare with. When missing, of one that is gone on with, that which it was begun with. */
	readonly since?: string;
	/** Folder of results that are kept from run to run; where it can't be used, and `isOptional`, it is done without. */
	readonly cache?: {readonly folder: string; readonly isOptional: boolean};
	/** The day as of which a new run judges, `YYYY-MM-DD`. One that is gone on with keeps its own. */
	readonly today: string;
	/** Stops the run within seconds. What had not ended is checked when it is gone on with. */
	readonly signal?: AbortSignal;
	/** Told what the user should know: what of the catalogue is passed over, how it is read where it might be meant otherwise, and that it waits for another run. */
	readonly tell?: (words: string) => void;
	/** Called as submissions end: how many of this run and of earlier ones are done, and of how many. */
	readonly onProgress?: (done: number, before: number, total: number) => void;
};

/** What a run came to. `before` were done by earlier runs, `now` by this one, `cached` of them from the cache. `fault`: what kept it from its end. */
export type Audited = {
	readonly summary: Summary;
	readonly before: number;
	readonly now: number;
	readonly cached: number;
	readonly stopped: boolean;
	readonly fault?: string;
};

/** Submissions that are told by name. */
const mostTold = 5;

/** Audits. Throws with words for the user where it can't begin: no catalogue, another run's folder, a damaged log. */
export async function audit(request: AuditRequest): Promise<Audited> {
	const {out} = request;
	const catalogue = await openCatalogue(request.catalogue, out, request).catch((error: unknown) => {
		throw new Error(`the catalogue ${request.catalogue} ${isOfSystem(error) ? whyUnreadable(error) : `can't be read: ${reasonOf(error)}`}`);
	});
	// A run that is gone on with is compared with what it was begun to be.
	const since = request.since ?? (await readBegun(out))?.since;
	const earlier = since === undefined ? undefined : await openEarlier(since, request.tell);
	if (since !== undefined && resolve(since) === resolve(out)) throw new Error('--since and --out are the same folder');
	await mkdir(out, {recursive: true});
	// Nothing is written over that a run did not make.
	const [stranger] = (await readdir(out)).filter((name) => !/^\.?audit\.(?:json|lock)/.test(name));
	if (stranger !== undefined && !(await readdir(out)).includes('audit.json'))
		throw new Error(`${out} holds other files (${stranger}); give a new or an empty --out`);
	const unlock = await lock(join(out, 'audit.lock'), request);
	try {
		// What a killed run left half written.
		for (const name of await readdir(out)) if (isBeside(name)) await rm(join(out, name), {force: true});
		return await run(request, catalogue, earlier);
	} finally {
		await unlock();
	}
}

async function run(request: AuditRequest, catalogue: Catalogue, earlier: Earlier | undefined): Promise<Audited> {
	const {out, signal} = request;
	const {run: id, edition, compare, today} = await settingsOf(request, earlier);
	const judgedBy: JudgedBy = {...(edition === undefined ? {} : {edition}), ...(compare === undefined ? {} : {compare}), today};
	const cache = cacheOf(request, judgedBy);
	const done = new Set<string>();
	const several: string[] = [];
	const tallies = [newTally(), newEditionsTally(), newFamilyTally()] as const;
	const add = (result: Result) => {
		done.add(result.submission);
		for (const tally of tallies) tally.add(result);
		const folders = 'report' in result ? listingFolders(result.report.artifacts) : [];
		if (folders.length > 0 && several.length < mostTold) several.push(`${result.submission} (${some(folders, mostTold)})`);
	};
	const log = await openLog(join(out, 'results.ndjson'), add);
	// From here on they tell of less than there is to come: a run that is killed must leave none that looks like a whole one's.
	for (const name of ['summary.json', 'changes.ndjson', 'families.json', 'index.html']) await rm(join(out, name), {force: true});
	const before = done.size;
	/** Results of earlier runs that the catalogue has not asked for yet. */
	const gone = new Set(done);
	const isDone = (key: string) => {
		gone.delete(key);
		return done.has(key);
	};
	let cached = 0;
	const unpacked = join(out, '.audit-unpacked');
	await rm(unpacked, {recursive: true, force: true});
	request.onProgress?.(0, before, catalogue.total);
	const write = async (key: string, said: Said) => {
		const line = formatResult(key, said);
		await record(log, line);
		const result = readResult(line);
		if (result !== undefined) add(result);
		request.onProgress?.(done.size - before, before, catalogue.total);
	};
	let fault: string | undefined;
	try {
		const items = catalogue.items(isDone, unpacked);
		const left = uncached(items, cache, signal, async (key, said) => {
			await write(key, said);
			cached++;
		});
		const check: Checking = request.checking ?? checkOnThreads(request);
		await check(left, {run: id, ...judgedBy}, async (item, said) => {
			// What others say through a queue is taken for this run, and not for later ones.
			if (request.checking === undefined && !('error' in item) && item.keptAs !== undefined) await cache?.keep(item.keptAs, item.folder, said);
			await write(item.key, said);
		});
	} catch (error) {
		fault = reasonOf(error);
	} finally {
		await rm(unpacked, {recursive: true, force: true});
		await log.close();
		cache?.close();
	}
	const [tally, editions, families] = tallies;
	const totals = tally.summary({tool: toolOf(), ...(edition === undefined ? {} : {edition}), today});
	const {families: found, summary: ofFamilies} = families.families();
	const ofEditions = editions.summary();
	const stopped = signal?.aborted === true;
	let changes: SinceSummary | undefined;
	if (earlier !== undefined && !stopped && fault === undefined)
		try {
			changes = await compareRuns(earlier, out);
		} catch (error) {
			// The results are there all the same: called again, the command has nothing to do but to compare.
			fault = `what changed since ${earlier.log} can't be told: ${reasonOf(error)}`;
		}
	const isWhole = !stopped && fault === undefined;
	if (isWhole && gone.size > 0) request.tell?.(wordsOnGone(gone, out));
	if (several.length > 0)
		request.tell?.(
			`read as one submission, with listings in several folders: ${several.join('; ')}; if each is one of its own, give their folder as the catalogue`,
		);
	const summary: Summary = {
		...totals,
		...(isWhole ? {history: [...(earlier?.history ?? []), totalsOf(totals)].slice(-longestHistory)} : {incomplete: true}),
		...(changes === undefined ? {} : {since: changes}),
		...(ofEditions === undefined ? {} : {editions: ofEditions}),
		families: ofFamilies,
	};
	await writeWhole(join(out, 'families.json'), `${JSON.stringify(found, undefined, 2)}\n`);
	await writeWhole(join(out, 'summary.json'), `${JSON.stringify(summary, undefined, 2)}\n`);
	await writePictures(out, summary, {stopped: !isWhole, tables: [...new Set([...(request.tables ?? []), ...(await formatsIn(out))])]});
	return {summary, before, now: done.size - before, cached, stopped, ...(fault === undefined ? {} : {fault})};
}

function wordsOnGone(gone: ReadonlySet<string>, out: string): string {
	const whose = gone.size === 1 ? 'is of a submission' : 'are of submissions';
	const names = some([...gone].toSorted(), mostTold);
	return `${plural(gone.size, 'result')} in ${out} ${whose} that the catalogue no longer has: ${names}; give another --out for what it holds now`;
}

function cacheOf({cache}: AuditRequest, judgedBy: JudgedBy): Cache | undefined {
	if (cache === undefined) return undefined;
	try {
		return openCache(cache.folder, judgedBy);
	} catch (error) {
		if (cache.isOptional) return undefined;
		throw new Error(`the cache ${cache.folder} can't be used: ${whyUnwritable(error)}`);
	}
}

async function record(log: Log, line: string): Promise<void> {
	await log.append(line).catch((error: unknown) => {
		throw new Error(`the results can't be written: ${whyUnwritable(error)}`);
	});
}

/** What the folder was begun with; written down where it is new. Throws where it was begun otherwise: its results would not belong together. */
async function settingsOf({out, catalogue, edition, compare: asked, since, today}: AuditRequest, earlier: Earlier | undefined): Promise<Begun> {
	const compare = asked ?? (earlier === undefined ? undefined : editionBefore(edition, earlier.begun.edition));
	const file = join(out, 'audit.json');
	const now: Begun = {
		run: randomUUID(),
		catalogue: resolve(catalogue),
		...(edition === undefined ? {} : {edition}),
		...(compare === undefined ? {} : {compare}),
		...(since === undefined ? {} : {since: resolve(since)}),
		today,
		version: toolOf().version,
	};
	if (!existsSync(file)) {
		await writeWhole(file, `${JSON.stringify(now, undefined, 2)}\n`);
		return now;
	}
	const before = await readBegun(out);
	if (before === undefined) throw new Error(`${file} is damaged; give another --out`);
	for (const [key, words] of told)
		if (before[key] !== now[key])
			throw new Error(`${out} holds a run of another ${words}: ${before[key] ?? 'none'}, now ${now[key] ?? 'none'}; give another --out`);
	return before;
}

/** The keys of a run's beginning that must stay, and what they are called. */
const told = [
	['catalogue', 'catalogue'],
	['edition', 'edition'],
	['compare', 'edition to compare with'],
	['version', 'version'],
] as const;

/** The edition of the earlier run, where it is another. Without one submissions are judged by what they say, or by the usual one. */
function editionBefore(now: Edition | undefined, before: Edition | undefined): Edition | undefined {
	return (now ?? usualEdition) === (before ?? usualEdition) ? undefined : (before ?? usualEdition);
}
