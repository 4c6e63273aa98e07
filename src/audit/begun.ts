/** `audit.json`: what a folder of results was begun with. */

import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as z from 'zod';
import {edition} from './result.ts';

const begun = z.object({
	/** Of this run alone: it stays the same when the run is gone on with. */
	run: z.uuid(),
	catalogue: z.string(),
	edition: edition.optional(),
	/** The edition that each submission is judged by too. */
	compare: edition.optional(),
	/** Absolute path of the earlier run that it is compared with. */
	since: z.string().optional(),
	today: z.string(),
	version: z.string(),
});

/** What a run was begun with. */
export type Begun = z.infer<typeof begun>;

/** Reads a folder's; nothing where there is none, or it is damaged. */
export async function readBegun(folder: string): Promise<Begun | undefined> {
	try {
		return begun.safeParse(JSON.parse(await readFile(join(folder, 'audit.json'), 'utf8'))).data;
	} catch {
		return undefined;
	}
}
