/** One file's bytes, as many as are of use: the size and the first bytes decide before anything big is loaded. */

import {createHash} from 'node:crypto';
import type {FileHandle} from 'node:fs/promises';
import type {Input} from '../artifact.ts';
import {headBytes, maxDocumentBytes, maxScanBytes, maxTextBytes} from './bounds.ts';
import {maxArchiveBytes, readArchive} from './filesystem/archive.ts';
import {packingOf} from './filesystem/packing.ts';
import type {Loading} from './loading.ts';
import {seemsScan} from './scan/recognise.ts';
import {signatureOf} from './signature.ts';

/** Bytes of a file that is hashed piece by piece; a bigger one is refused. */
const maxHashedBytes = 32 * 1024 ** 3;

/** Reads a file, or for one too big for any reader its beginning, size and hash. */
export async function loadFile(
	handle: FileHandle,
	file: string,
	size: number,
	{asRoot = false, withRoots = true, skims = false, onReading}: Loading = {},
): Promise<Input> {
	const head = await readUpTo(handle, Math.min(size, headBytes));
	const kind = signatureOf(head)?.kind;
	// Disks may begin with zeros, as empty archives do.
	const packing = withRoots ? packingOf(head, asRoot && kind !== 'disk') : undefined;
	const said = asRoot ? {asRoot} : {};
	const limit = packing === undefined ? maxHashedBytes : maxArchiveBytes;
	if (size > limit) throw new Error(`bigger than ${limit / 1024 ** 3} GB`);
	if (packing !== undefined) {
		const {size: whole, sha256, ...archive} = await readArchive(handle, file, packing, (done) => onReading?.(file, done, size));
		return {file, bytes: head, whole: {size: whole, sha256}, ...archive, ...said};
	}
	if (size <= headBytes) return {file, bytes: head, ...said};
	const useful = kind === 'pdf' || kind === 'zip' ? maxDocumentBytes : kind === undefined && seemsScan(head) ? maxScanBytes : maxTextBytes;
	if (size <= useful && !asRoot) return {file, bytes: await readUpTo(handle, size)};
	if (skims) return {file, bytes: head, whole: {size, sha256: createHash('sha256').update(head).update(String(size)).digest('hex')}};
	const hash = createHash('sha256');
	const piece = new Uint8Array(1024 * 1024);
	let position = 0;
	for (;;) {
		const {bytesRead} = await handle.read(piece, 0, piece.length, position);
		if (bytesRead === 0) break;
		hash.update(piece.subarray(0, bytesRead));
		position += bytesRead;
		// A file that grows while it is read (a log, a device) must end some time.
		if (position > maxHashedBytes) throw new Error('grows while it is read');
	}
	return {file, bytes: head, whole: {size: position, sha256: hash.digest('hex')}, ...said};
}

/** The first bytes, fewer where the file is shorter by now. */
async function readUpTo(handle: FileHandle, length: number): Promise<Uint8Array> {
	const bytes = new Uint8Array(length);
	let filled = 0;
	while (filled < length) {
		const {bytesRead} = await handle.read(bytes, filled, length - filled, filled);
		if (bytesRead === 0) break;
		filled += bytesRead;
	}
	return bytes.subarray(0, filled);
}
