/** A catalogue that is a folder: each sub-folder is a submission. */

import {existsSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {isPassedOver} from '../read/folder.ts';
import type {Catalogue} from './catalogue.ts';

/** Files beside the sub-folders are no submissions, nor is `out`, the folder of the results, or that of an earlier run, where they lie among them. */
export async function folderCatalogue(path: string, out: string): Promise<Catalogue> {
	const entries = (await readdir(path, {withFileTypes: true}))
		.filter(
			(entry) =>
				(entry.isDirectory() || entry.isSymbolicLink()) &&
				!isPassedOver(entry.name) &&
				resolve(path, entry.name) !== resolve(out) &&
				!isRun(join(path, entry.name)),
		)
		.map((entry) => ({key: entry.name, isLink: entry.isSymbolicLink()}))
		.toSorted((a, b) => (a.key < b.key ? -1 : 1));
	return {
		total: entries.length,
		async *items(isDone) {
			for (const {key, isLink} of entries)
				if (!isDone(key))
					yield isLink ? {key, error: 'is a link, which is not followed: put the folder itself there'} : {key, folder: join(path, key), isOurs: false};
		},
	};
}

function isRun(folder: string): boolean {
	return existsSync(join(folder, 'audit.json')) && existsSync(join(folder, 'results.ndjson'));
}
