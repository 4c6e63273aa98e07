/** Tells the kinds of catalogues from each other, by what they hold. */

import {open, stat} from 'node:fs/promises';
import {packingOf} from '../read/filesystem/packing.ts';
import type {Catalogue, Opening} from './catalogue.ts';
import {folderCatalogue} from './folder.ts';
import {ndjsonCatalogue} from './ndjson.ts';
import {tarCatalogue} from './tar.ts';

const headBytes = 4096;

/** Opens a catalogue whose results go to the folder `out`. Throws where there is none. */
export async function openCatalogue(path: string, out: string, opening: Opening = {}): Promise<Catalogue> {
	const found = await stat(path);
	if (found.isDirectory()) return folderCatalogue(path, out, opening);
	if (!found.isFile()) throw new Error('it is neither a folder nor a file');
	const handle = await open(path, 'r');
	try {
		const {buffer, bytesRead} = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
		const packing = packingOf(buffer.subarray(0, bytesRead), true);
		return packing === undefined ? await ndjsonCatalogue(path, opening) : await tarCatalogue(path, packing, opening);
	} finally {
		await handle.close();
	}
}
