/** What a run's results are made into for people and for other programs: the overview with its reports, and tables for analysts. */

import {join} from 'node:path';
import {writeWhole} from '../whole-file.ts';
import {openExport} from './export/export.ts';
import type {ExportFormat} from './export/formats.ts';
import {formatIndex} from './overview/index-page.ts';
import {openReportPages, type Spot} from './overview/report-pages.ts';
import {newRows} from './overview/rows.ts';
import {reportsIn} from './reports.ts';
import type {Summary} from './tally.ts';

/** What is to be made. `stopped`: the run did not come to its end, so that only its totals are shown. `tables`: the formats to export in. */
export type Wanted = {readonly stopped?: boolean; readonly tables?: readonly ExportFormat[]};

/**
 * Writes `index.html`, `reports/` and, where tables are wanted, `export/` from `results.ndjson`, which is read once. What is held is a page of reports,
 * and a row for each submission. Throws where a file can't be written.
 */
export async function writePictures(out: string, summary: Summary, {stopped = false, tables = []}: Wanted = {}): Promise<void> {
	const index = join(out, 'index.html');
	if (stopped) {
		await writeWhole(index, await formatIndex(summary));
		return;
	}
	const pages = await openReportPages(join(out, 'reports'), summary.tool);
	const rows = newRows();
	const named = namesIn(summary);
	const spots = new Map<string, Spot>();
	const exported = tables.length === 0 ? undefined : await openExport(out, tables);
	try {
		for await (const result of reportsIn(join(out, 'results.ndjson'))) {
			const spot = await pages.add(result);
			rows.add(result, spot);
			if (named.has(result.submission)) spots.set(result.submission, spot);
			await exported?.add(result);
		}
		await pages.end();
	} catch (error) {
		await exported?.abort();
		throw error;
	}
	await exported?.end();
	await writeWhole(index, await formatIndex(summary, {spots, rows}));
}

/** The submissions that the tables name. */
function namesIn({worst, failed, editions, families}: Summary): ReadonlySet<string> {
	const likes = families?.largest.map(({like}) => like) ?? [];
	return new Set([...worst, ...failed, ...likes, ...(editions?.most ?? [])].map(({submission}) => submission));
}
