/** One file's bytes, as many as are of use: the size and the first bytes decide before anything big is loaded. */

import {createHash} from 'node:crypto';
import type {FileHandle} from 'node:fs/promises';
import type {Input} from '../artifact.ts';
import {headBytes, maxDocumentBytes, maxScanBytes, maxTextBytes} from './bounds.ts';
import {type Packing, readArchive} from './filesystem/archive.ts';
import {seemsScan} from './scan/recognise.ts';
import {latin1, signatureOf} from './signature.ts';

/** Bytes of a file that is hashed piece by piece; a bigger one is refused. */
const maxHashedBytes = 32 * 1024 ** 3;

/** Reads a file, or for one too big for any reader its beginning, size and hash. */
export async function loadFile(handle: FileHandle, file: string, size: number): Promise<Input> {
	if (size > maxHashedBytes) throw new Error(`bigger than ${maxHashedBytes / 1024 ** 3} GB`);
	const head = await readUpTo(handle, Math.min(size, headBytes));
	const packing = packingOf(head, file);
	if (packing !== undefined) {
		const {system, fault, ...whole} = await readArchive(handle, file, packing);
		return {file, bytes: head, whole, system, ...(fault === undefined ? {} : {fault})};
	}
	if (size <= headBytes) return {file, bytes: head};
	const kind = signatureOf(head)?.kind;
	const limit = kind === 'pdf' || kind === 'zip' ? maxDocumentBytes : kind === undefined && seemsScan(head) ? maxScanBytes : maxTextBytes;
	if (size <= limit) return {file, bytes: await readUpTo(handle, size)};
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
	return {file, bytes: head, whole: {size: position, sha256: hash.digest('hex')}};
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

/** How the tar archive that a file is, is packed; nothing for other files. What gzip holds shows at its beginning, or by the name. */
function packingOf(head: Uint8Array, file: string): Packing | undefined {
	const signature = signatureOf(head);
	if (signature?.kind !== 'tar') return undefined;
	if (signature.detail === 'tar archive') return 'plain';
	if (signature.detail === 'zstd archive') return 'zstd';
	// The first header may give the name of the file that was packed, after ten bytes.
	const name = ((head[3] ?? 0) & 8) === 8 ? (latin1(head, 10, 266).split('\0')[0] ?? '') : '';
	return /\.(?:tar\.gz|tgz)$/i.test(file) || /\.tar$/i.test(name) ? 'gzip' : undefined;
}
