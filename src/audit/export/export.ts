/** The tables of a run as files, `export/findings.parquet` and the like, made from its results as they come by. */

import {mkdir, readdir, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {besideOf, isBeside} from '../../whole-file.ts';
import {resultsOfWholeRun} from '../history.ts';
import {lock} from '../lock.ts';
import {type Reported, reportsIn} from '../reports.ts';
import type {Table, TableWriter} from './columns.ts';
import {openCsv} from './csv.ts';
import type {ExportFormat} from './formats.ts';
import {findingsTable, policiesTable, submissionsTable} from './tables.ts';

/** Takes results one by one. The files are there when `end` has resolved; `abort` leaves those of an earlier run. */
export type Export = {add(result: Reported): Promise<void>; end(): Promise<void>; abort(): Promise<void>};

/** Opens the tables in `export` of a folder of results. Throws where they can't be written. */
export async function openExport(out: string, formats: readonly ExportFormat[]): Promise<Export> {
	const folder = join(out, 'export');
	await mkdir(folder, {recursive: true});
	// What a killed run left half written.
	for (const name of await readdir(folder)) if (isBeside(name, /^[a-z]+\.(?:csv|parquet)$/)) await rm(join(folder, name), {force: true});
	// The library is loaded for those who want it.
	const {openParquet} = await import('./parquet.ts');
	const opened: Pick<TableWriter<never>, 'end' | 'abort'>[] = [];
	const open = async <Row>(table: Table<Row>): Promise<(row: Row) => Promise<void>> => {
		const writers: TableWriter<Row>[] = [];
		for (const format of new Set(formats)) {
			const name = `${table.name}.${format}`;
			const beside = besideOf(join(folder, name));
			const writer = format === 'csv' ? await openCsv(join(folder, name), beside, table) : openParquet(join(folder, name), beside, table);
			writers.push(writer);
			opened.push(writer);
		}
		return async (row) => {
			for (const writer of writers) await writer.add(row);
		};
	};
	const [submission, finding, policy] = [await open(submissionsTable), await open(findingsTable), await open(policiesTable)];
	return {
		async add(result) {
			await submission(result);
			if (result.status === 'failed') return;
			for (const found of result.report.findings) await finding({of: result, finding: found});
			for (const judged of result.report.policies) await policy({of: result, policy: judged});
		},
		async end() {
			for (const writer of opened) await writer.end();
		},
		async abort() {
			for (const writer of opened) await writer.abort();
		},
	};
}

/** What tables were made of: how many submissions, how many lines are damaged and in none of them, the first of these, and whether the run had come to its end. */
export type Exported = {readonly submissions: number; readonly damaged: number; readonly firstDamaged: number | undefined; readonly isWhole: boolean};

/**
 * Makes the tables anew from the results that are in a folder. `tell` is told what the user should know while it waits for a run that may be at work there.
 * Throws where there are no results, where a run is at work there, or where the tables can't be written.
 */
export async function exportResults(out: string, formats: readonly ExportFormat[], tell?: (words: string) => void): Promise<Exported> {
	const results = join(out, 'results.ndjson');
	if (!(await readdir(out)).includes('results.ndjson')) throw new Error(`${out} holds no results.ndjson`);
	// Of a run that is at work it would be a part, and its own tables would be written over.
	const unlock = await lock(join(out, 'audit.lock'), tell === undefined ? {} : {tell});
	try {
		const summary = await readFile(join(out, 'summary.json'), 'utf8').catch(() => '');
		const isWhole = resultsOfWholeRun(summary) !== undefined;
		const tables = await openExport(out, formats);
		let firstDamaged: number | undefined;
		let [submissions, damaged] = [0, 0];
		const passOver = (line: number) => {
			firstDamaged ??= line;
			damaged++;
		};
		try {
			for await (const result of reportsIn(results, passOver)) {
				await tables.add(result);
				submissions++;
			}
		} catch (error) {
			await tables.abort();
			throw error;
		}
		await tables.end();
		return {submissions, damaged, firstDamaged, isWhole};
	} finally {
		await unlock();
	}
}
