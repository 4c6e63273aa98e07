/** Writes the files of a submission into its folder. Whether they may replace what is there is asked before, by `takenIn`. */

import {lstat, mkdir, readdir, rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {besideOf} from '../whole-file.ts';

/** Those of the names that are taken in the folder. */
export async function takenIn(folder: string, names: Iterable<string>): Promise<readonly string[]> {
	const taken: string[] = [];
	for (const name of names) if ((await lstat(join(folder, name)).catch(() => undefined)) !== undefined) taken.push(name);
	return taken;
}

/** Fetched files of earlier that are in the folder and not among those of now: a check would read them. */
export async function leftIn(folder: string, names: ReadonlySet<string>): Promise<readonly string[]> {
	const there = await readdir(folder).catch(() => []);
	return there.filter((name) => /^(?:offer|assessment)-.*\.json$/.test(name) && !names.has(name)).toSorted();
}

/**
 * Writes the files, by their names. All are written beside their places before the first takes its own; a link in one is replaced, not followed.
 * @throws {Error} when one can't be written.
 */
export async function saveAll(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
	await mkdir(folder, {recursive: true});
	const written = [...files].map(([name, text]) => ({place: join(folder, name), beside: besideOf(join(folder, name)), text}));
	try {
		for (const {beside, text} of written) await writeFile(beside, text, {flag: 'wx'});
		for (const {beside, place} of written) await rename(beside, place);
	} finally {
		for (const {beside} of written) await rm(beside, {force: true});
	}
}
