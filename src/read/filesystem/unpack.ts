/** Packed bytes to what they hold, piece by piece: no more than a few pieces are ever in memory. */

import {pipeline} from 'node:stream/promises';
import {createGunzip} from 'node:zlib';
import {newUnzstd} from './zstd.ts';

/** How an archive is packed. */
export type Packing = 'plain' | 'gzip' | 'zstd';

/** Bytes of the pieces that come out of gzip. */
const pieceBytes = 256 << 10;

/** Unpacks all pieces into the sink. Rejects for what can't be unpacked, and for what the sink throws. */
export async function unpack(pieces: AsyncIterable<Buffer>, packing: Packing, sink: (piece: Buffer) => void): Promise<void> {
	if (packing === 'gzip') {
		// What the sink throws comes out of a pipeline as no more than that it was aborted.
		let own: {readonly error: unknown} | undefined;
		const into = (piece: Buffer) => {
			try {
				sink(piece);
			} catch (error) {
				own = {error};
				throw error;
			}
		};
		try {
			await pipeline(pieces, createGunzip({chunkSize: pieceBytes}), async (unpacked: AsyncIterable<Buffer>) => {
				for await (const piece of unpacked) into(piece);
			});
		} catch (error) {
			throw own === undefined ? error : own.error;
		}
		return;
	}
	const unzstd = packing === 'zstd' ? newUnzstd(sink) : undefined;
	for await (const piece of pieces) {
		if (unzstd === undefined) sink(piece);
		else unzstd.push(piece);
	}
	unzstd?.end();
}
