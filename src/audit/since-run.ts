/** A run against an earlier one: both logs are read line by line, and of the earlier one only where its lines lie is held. */

import {type FileHandle, open, readFile, rename, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {plural} from '../report/words.ts';
import {type Begun, readBegun} from './begun.ts';
import {comparePair, lonely} from './compare.ts';
import {findingsOfEqual, isCompared, nameIn, readCompared} from './compared-line.ts';
import {historyIn, type RunTotals, resultsOfWholeRun} from './history.ts';
import {indexOf, readSpan, type Span} from './line-index.ts';
import {linesOf} from './lines.ts';
import {longestLine} from './log.ts';
import {type Candidate, candidateOf, predecessorsOf} from './predecessors.ts';
import type {Change, SinceSummary} from './since.ts';
import {newSinceTally} from './since-tally.ts';

/** An earlier run's folder. */
export type Earlier = {readonly begun: Begun; readonly log: string; readonly history: readonly RunTotals[]};

/** Opens an earlier run. Throws with words for the user where the folder holds none that can be compared with; what of it is missing is told. */
export async function openEarlier(folder: string, tell?: (words: string) => void): Promise<Earlier> {
	const log = join(folder, 'results.ndjson');
	const begun = await readBegun(folder);
	const handle = await open(log, 'r').catch(() => undefined);
	await handle?.close();
	if (begun === undefined || handle === undefined) throw new Error(`${folder} holds no earlier run: give the --out of one`);
	const summary = await readFile(join(folder, 'summary.json'), 'utf8').catch(() => '');
	const counted = resultsOfWholeRun(summary);
	if (counted === undefined) throw new Error(`${folder} holds a run that did not come to its end: let it go on first`);
	// A log of hours is read now, so that what is wrong with it is not found out when this run has taken as long.
	let lines = 0;
	for await (const {number, bytes, isWhole} of linesOf(log, longestLine)) {
		lines++;
		if (!isWhole || bytes === undefined || !isCompared(bytes))
			throw new Error(`line ${number} of ${log} is damaged: take it out, and its submission counts as added since then`);
	}
	// Lines are taken out of it by hand: damaged ones, and those of submissions that shall be checked again.
	if (lines < counted) tell?.(`${log} has ${plural(lines, 'result')} of the ${counted} that its run had: what is missing counts as added since then`);
	return {begun, log, history: historyIn(summary)};
}

/** Compares this run's log with the earlier one's, and writes `changes.ndjson` into `out`. */
export async function compareRuns({begun, log}: Earlier, out: string): Promise<SinceSummary> {
	const before = await indexOf(log);
	const tally = newSinceTally();
	const earlier = await open(log, 'r');
	const changes = await openChanges(join(out, 'changes.ndjson'));
	const take = async (change: Change) => {
		tally.add(change);
		await changes.write(`${JSON.stringify(change)}\n`);
	};
	const pair = async (old: Buffer, line: Buffer) => {
		const equal = findingsOfEqual(old, line);
		if (equal !== undefined) return tally.same(equal);
		const {change, causes} = comparePair(readCompared(old), readCompared(line));
		for (const cause of causes) tally.cause(cause);
		if (change.state === 'unchanged' && change.before === undefined) return tally.same(change.counts.persisting);
		await take(change);
	};
	try {
		const own = join(out, 'results.ndjson');
		const added: Span[] = [];
		const met = new Set<string>();
		let start = 0;
		for await (const {bytes, end} of linesOf(own, longestLine)) {
			const name = bytes === undefined ? undefined : nameIn(bytes);
			const span = name === undefined ? undefined : before.get(name);
			if (bytes !== undefined && name !== undefined && span !== undefined) {
				met.add(name);
				await pair(await readSpan(earlier, span), bytes);
			} else added.push({start, length: end - start - 1});
			start = end;
		}
		const removed = new Map([...before].filter(([name]) => !met.has(name)));
		const now = await open(own, 'r');
		try {
			const isNeeded = added.length > 0 && removed.size > 0;
			const predecessors = isNeeded
				? predecessorsOf(await candidatesIn(now, added), await candidatesIn(earlier, removed.values()))
				: new Map<number, Candidate>();
			for (const span of added) {
				const line = await readSpan(now, span);
				const predecessor = predecessors.get(span.start);
				if (predecessor === undefined) await take(lonely(readCompared(line), 'added'));
				else {
					removed.delete(predecessor.name);
					await pair(await readSpan(earlier, predecessor.span), line);
				}
			}
		} finally {
			await now.close();
		}
		for (const span of removed.values()) await take(lonely(readCompared(await readSpan(earlier, span)), 'removed'));
		await changes.done();
	} finally {
		await changes.drop();
		await earlier.close();
	}
	const {today, edition, version} = begun;
	return {today, ...(edition === undefined ? {} : {edition}), version, ...tally.summary()};
}

/** The submissions of known products in a log's lines. */
async function candidatesIn(log: FileHandle, spans: Iterable<Span>): Promise<readonly Candidate[]> {
	const candidates: Candidate[] = [];
	for (const span of spans) {
		const candidate = candidateOf(readCompared(await readSpan(log, span)), span);
		if (candidate !== undefined) candidates.push(candidate);
	}
	return candidates;
}

/** Characters that are written at once. */
const piece = 1_000_000;

/** `changes.ndjson`, which is there when it is whole. */
async function openChanges(file: string): Promise<{write(line: string): Promise<void>; done(): Promise<void>; drop(): Promise<void>}> {
	const beside = `${file}.new`;
	const handle = await open(beside, 'w');
	let waiting = '';
	let isOpen = true;
	const flush = async () => {
		await handle.appendFile(waiting);
		waiting = '';
	};
	const close = async () => {
		if (isOpen) await handle.close();
		isOpen = false;
	};
	return {
		async write(line) {
			waiting += line;
			if (waiting.length > piece) await flush();
		},
		async done() {
			await flush();
			await close();
			await rename(beside, file);
		},
		async drop() {
			await close();
			await rm(beside, {force: true});
		},
	};
}
