/** Formats of tables. */

import {readdir} from 'node:fs/promises';
import {join} from 'node:path';

/** Formats of tables, as `--export` takes them. */
export const exportFormats = ['csv', 'parquet'] as const;

/** A format of tables. */
export type ExportFormat = (typeof exportFormats)[number];

/** The formats of the tables that a folder of results has: they are made anew with the results. */
export async function formatsIn(out: string): Promise<readonly ExportFormat[]> {
	const names = await readdir(join(out, 'export')).catch((): string[] => []);
	return exportFormats.filter((format) => names.includes(`submissions.${format}`));
}
