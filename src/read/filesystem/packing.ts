/** How a file may hold a tar archive, by its first bytes: names say nothing. Whether a packed one does shows when it is unpacked. */

import {blockBytes, headerOf} from './tar-header.ts';
import type {Packing} from './unpack.ts';

/** Nothing for files that hold none. `asRoot`: the user said that it is a root file system, so that zeros are an empty one. */
export function packingOf(head: Uint8Array, asRoot: boolean): Packing | undefined {
	const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
	if (bytes.length < 8) return undefined;
	if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
	const magic = bytes.readUInt32LE(0);
	// Its own magic number, or one of a frame to be skipped.
	if (magic === 0xfd2fb528 || magic >>> 4 === 0x184d2a5) return 'zstd';
	return isTar(bytes) || (asRoot && isEmptyTar(bytes)) ? 'plain' : undefined;
}

/** A header whose checksum fits is one; formats older than ustar have no other mark. */
function isTar(bytes: Buffer): boolean {
	return bytes.length >= blockBytes && bytes[0] !== 0 && typeof headerOf(bytes.subarray(0, blockBytes)) !== 'string';
}

function isEmptyTar(bytes: Buffer): boolean {
	return bytes.length >= 2 * blockBytes && bytes.subarray(0, 2 * blockBytes).every((byte) => byte === 0);
}
