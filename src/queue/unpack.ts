/** A packed submission to the folder that is checked. Written for hostile archives. */

import {rm} from 'node:fs/promises';
import {putEntry} from '../audit/tar-submissions.ts';
import {mostFileBytes, newUnpacking} from '../audit/unpacked.ts';
import {megabytes} from '../read/bounds.ts';
import {newTarReader} from '../read/filesystem/tar.ts';
import {type Packing, unpacked} from '../read/filesystem/unpack.ts';

/**
 * Unpacks an archive into a folder that does not exist yet.
 * @throws {Error} for what can't be taken; the folder is gone then
 */
export async function unpackInto(folder: string, pieces: AsyncIterable<Buffer>, packing: Packing): Promise<void> {
	const unpacking = newUnpacking(folder);
	const tar = newTarReader({
		wanted({path, size}) {
			if (size > mostFileBytes) throw new Error(`${path} is larger than ${megabytes(mostFileBytes)}, which a queue does not carry`);
			return size;
		},
		add: (entry, content) => putEntry(unpacking, entry.path, entry, content, ''),
	});
	try {
		for await (const piece of unpacked(pieces, packing)) tar.push(piece);
		tar.end();
		if (tar.strays.count > 0) throw new Error(`${tar.strays.count} of its names lead out of it, the first ${JSON.stringify(tar.strays.first)}`);
		unpacking.done();
	} catch (error) {
		await rm(folder, {recursive: true, force: true});
		throw error;
	}
}
