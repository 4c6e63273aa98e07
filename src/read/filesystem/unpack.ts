/** Packed bytes to what they hold, piece by piece: no more than a few pieces are ever in memory. */

import {pipeline} from 'node:stream/promises';
import * as zlib from 'node:zlib';
import {newUnzstd} from './zstd.ts';

/** How an archive is packed. */
export type Packing = 'plain' | 'gzip' | 'zstd';

/** Bytes of the pieces that come out. */
const pieceBytes = 256 << 10;
/** The largest window that `zstd` unpacks without being told to, as a power of two. */
const largestWindow = 27;

/** What the types of the oldest Node that we support don't have yet. */
type NewerZlib = {
	readonly createZstdDecompress?: (options: zlib.ZlibOptions) => zlib.Gunzip;
	readonly constants: typeof zlib.constants & {readonly ZSTD_d_windowLogMax?: number};
};

/** Unpacks all pieces into the sink. Rejects for what can't be unpacked, and for what the sink throws. */
export async function unpack(pieces: AsyncIterable<Buffer>, packing: Packing, sink: (piece: Buffer) => void): Promise<void> {
	const unpacker = packing === 'gzip' ? zlib.createGunzip({chunkSize: pieceBytes}) : packing === 'zstd' ? nativeZstd() : undefined;
	if (unpacker !== undefined) {
		await pipeline(pieces, unpacker, async (unpacked: AsyncIterable<Buffer>) => {
			for await (const piece of unpacked) sink(piece);
		});
		return;
	}
	if (packing === 'plain') {
		for await (const piece of pieces) sink(piece);
		return;
	}
	const unzstd = newUnzstd(sink);
	for await (const piece of pieces) unzstd.push(piece);
	unzstd.end();
}

/** Node's own, which versions from 22.15 on have: it takes large windows too, and is several times as fast. */
function nativeZstd(): zlib.Gunzip | undefined {
	const {createZstdDecompress, constants}: NewerZlib = zlib;
	const parameter = constants.ZSTD_d_windowLogMax;
	return createZstdDecompress?.({chunkSize: pieceBytes, ...(parameter === undefined ? {} : {params: {[parameter]: largestWindow}})});
}
