/** A catalogue that is a folder: each sub-folder is a submission. */

import {existsSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {nameOf} from '../read/filesystem/tar-header.ts';
import {isPassedOver} from '../read/folder.ts';
import {some} from '../report/words.ts';
import {readBegun} from './begun.ts';
import type {Catalogue, Item, Opening} from './catalogue.ts';

/** Names that are told of what is passed over. */
const mostNamed = 5;

/** Files beside the sub-folders are no submissions, nor is `out`, the folder of the results, or that of an earlier run, where they lie among them. */
export async function folderCatalogue(path: string, out: string, {tell}: Opening): Promise<Catalogue> {
	const items: Item[] = [];
	const runs: string[] = [];
	const loose: string[] = [];
	for (const entry of await readdir(path, {withFileTypes: true, encoding: 'buffer'})) {
		const key = nameOf(entry.name);
		const folder = join(path, key);
		if (isPassedOver(key) || resolve(folder) === resolve(out)) continue;
		if (!entry.isDirectory() && !entry.isSymbolicLink()) loose.push(key);
		else if (entry.isSymbolicLink()) items.push({key, error: 'is a link, which is not followed: put the folder itself there'});
		else if (key !== entry.name.toString('utf8')) items.push({key, error: 'its name is not UTF-8: give it another'});
		else if (await isRun(folder, path)) runs.push(key);
		else items.push({key, folder, isOurs: false});
	}
	items.sort((a, b) => (a.key < b.key ? -1 : 1));
	if (runs.length > 0) tell?.(`passed over, since they hold results of earlier runs: ${some(runs.toSorted(), mostNamed)}`);
	if (loose.length > 0) tell?.(`passed over, since they are in no sub-folder: ${some(loose.toSorted(), mostNamed)}`);
	return {
		total: items.length,
		async *items(isDone) {
			for (const item of items) if (!isDone(item.key)) yield item;
		},
	};
}

/** Whether it holds results of this very catalogue. Files of the same names alone would let a submission hide from its audit. */
async function isRun(folder: string, catalogue: string): Promise<boolean> {
	return existsSync(join(folder, 'results.ndjson')) && (await readBegun(folder))?.catalogue === resolve(catalogue);
}
