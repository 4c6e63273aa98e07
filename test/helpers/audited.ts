/** Audits in tests, and what came of them. */

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Audited, audit} from '../../src/audit/audit.ts';
import {folderOf} from './command.ts';

/** A line of the results. */
export type Result = {readonly submission: string; readonly status: string; readonly report?: unknown; readonly error?: string};

/** The day as of which tests judge. */
export const today = '2026-11-01';
/** A guide with errors. */
export const asking = '# Guide\n\nCreate an IAM user and enter its access key and secret key under Settings.\n';

/** The lines of a run's results. */
export function textOf(out: string): string {
	return readFileSync(join(out, 'results.ndjson'), 'utf8');
}

/** The results by submission. Fails where one has two. */
export function resultsIn(out: string): Readonly<Record<string, Result>> {
	const results = textOf(out)
		.trimEnd()
		.split('\n')
		.map((line) => JSON.parse(line) as Result);
	const names = results.map(({submission}) => submission);
	if (new Set(names).size < names.length) throw new Error(`a submission has two lines: ${names.join(', ')}`);
	return Object.fromEntries(results.map((result) => [result.submission, result]));
}

/** Audits a catalogue into a new folder. */
export async function audited(
	catalogue: string,
	options: {readonly seconds?: number} = {},
): Promise<Audited & {readonly out: string; readonly results: Readonly<Record<string, Result>>}> {
	const out = join(await folderOf({}), 'out');
	return {...(await audit({catalogue, out, today, workers: 1, ...options})), out, results: resultsIn(out)};
}
