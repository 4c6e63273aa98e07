/** The labelled usage instructions of `corpora/usage-instructions/`. */

import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Labelled} from '../measure.ts';
import {root} from './scored.ts';

/** Where they lie. */
export const usageFolder = join(root, 'corpora', 'usage-instructions');

/** A labelled text, and who wrote it. */
export type Instructions = Labelled & {
	readonly author: string;
	/** By content, the sentences that tell it or seem to. */
	readonly quotes: Readonly<Record<string, readonly string[]>>;
};

/** The texts of a file, or of a folder of such files; none where it is not there. */
export function instructionsOf(name: string): readonly Instructions[] {
	const folder = join(usageFolder, name);
	const files = existsSync(folder)
		? readdirSync(folder)
				.toSorted()
				.map((file) => join(folder, file))
		: [`${folder}.jsonl`].filter((file) => existsSync(file));
	return files.flatMap((file) =>
		readFileSync(file, 'utf8')
			.split('\n')
			.filter((line) => line.trim() !== '')
			// Our own files; a wrong shape shows in corpusFaults or as figures of nothing.
			.map((line): Instructions => ({quotes: {}, ...(JSON.parse(line) as Omit<Instructions, 'quotes'>)})),
	);
}
