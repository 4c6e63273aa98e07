/** Files that decide what is made, and their hash. */

import {createHash} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import {join, relative, sep} from 'node:path';

/** A file by its path with `/`. */
export type File = readonly [path: string, bytes: Uint8Array];

/** The files below a folder, sorted by path; what Python compiles for itself is left out. */
export async function filesUnder(folder: string): Promise<readonly File[]> {
	const entries = await readdir(folder, {recursive: true, withFileTypes: true});
	const paths = entries
		.filter((entry) => entry.isFile() && !entry.parentPath.includes('__pycache__'))
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)));
	return Promise.all(paths.sort().map(async (path) => [path.split(sep).join('/'), new Uint8Array(await readFile(join(folder, path)))] as const));
}

/** SHA-256 of files with their paths, in hexadecimal. */
export function hashOfFiles(files: readonly File[]): string {
	const hash = createHash('sha256');
	for (const [path, bytes] of files) hash.update(`${path}\0${bytes.length}\0`).update(bytes);
	return hash.digest('hex');
}
