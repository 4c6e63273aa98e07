/** Writes the files of a submission into its folder. Whether they may replace what is there is asked before, by `takenIn`. */

import {randomBytes} from 'node:crypto';
import {lstat, mkdir, readdir, rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

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
	const suffix = `${randomBytes(6).toString('hex')}.tmp`;
	const beside = (name: string) => join(folder, `.${name}.${suffix}`);
	try {
		for (const [name, text] of files) await writeFile(beside(name), text, {flag: 'wx'});
		for (const name of files.keys()) await rename(beside(name), join(folder, name));
	} finally {
		for (const name of files.keys()) await rm(beside(name), {force: true});
	}
}
