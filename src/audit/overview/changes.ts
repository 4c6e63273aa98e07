/** How many findings of each submission are new or mended since the earlier run, as `changes.ndjson` has it. */

import {existsSync} from 'node:fs';
import * as z from 'zod';
import {linesOf} from '../lines.ts';

/** New and mended findings. */
export type Changed = readonly [fresh: number, mended: number];

const change = z.object({submission: z.string(), counts: z.object({new: z.number(), mended: z.number()})});

/** Bytes of a line; its lists are bounded. */
const longestLine = 16 * 1024 ** 2;

/** By submission; those with neither are left out. Nothing where the run was not compared. A line that is none is passed over. */
export async function changesIn(file: string): Promise<ReadonlyMap<string, Changed> | undefined> {
	if (!existsSync(file)) return undefined;
	const changes = new Map<string, Changed>();
	for await (const {bytes} of linesOf(file, longestLine)) {
		const read = bytes === undefined ? undefined : parse(bytes.toString('utf8'));
		if (read !== undefined && read.counts.new + read.counts.mended > 0) changes.set(read.submission, [read.counts.new, read.counts.mended]);
	}
	return changes;
}

function parse(line: string): z.infer<typeof change> | undefined {
	try {
		return change.safeParse(JSON.parse(line)).data;
	} catch {
		return undefined;
	}
}
