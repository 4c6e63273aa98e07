/** The tables of a run as files, `export/findings.parquet` and the like, made from its results as they come by. */

import {mkdir, readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {besideOf, isBeside} from '../../whole-file.ts';
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

/**
 * Makes the tables anew from the results that are in a folder, and counts the submissions.
 * Throws where there are no results, or the tables can't be written.
 */
export async function exportResults(out: string, formats: readonly ExportFormat[]): Promise<number> {
	const results = join(out, 'results.ndjson');
	if (!(await readdir(out)).includes('results.ndjson')) throw new Error(`${out} holds no results.ndjson`);
	const tables = await openExport(out, formats);
	let count = 0;
	try {
		for await (const result of reportsIn(results)) {
			await tables.add(result);
			count++;
		}
	} catch (error) {
		await tables.abort();
		throw error;
	}
	await tables.end();
	return count;
}
