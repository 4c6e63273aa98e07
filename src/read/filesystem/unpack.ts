/** Packed bytes to what they hold, piece by piece: no more than a few pieces are ever in memory. */

import {createGunzip} from 'node:zlib';
import {newUnzstd} from './zstd.ts';

/** How an archive is packed. */
export type Packing = 'plain' | 'gzip' | 'zstd';

/** Bytes of the pieces that come out of gzip. */
const pieceBytes = 256 << 10;

/** Unpacks all pieces into the sink. Rejects for what can't be unpacked, and for what the sink throws. */
export async function unpack(pieces: AsyncIterable<Buffer>, packing: Packing, sink: (piece: Buffer) => void): Promise<void> {
	if (packing === 'gzip') return gunzip(pieces, sink);
	const unzstd = packing === 'zstd' ? newUnzstd(sink) : undefined;
	for await (const piece of pieces) {
		if (unzstd === undefined) sink(piece);
		else unzstd.push(piece);
	}
	unzstd?.end();
}

/**
 * Node's own `pipeline` would do, but for the zeros that may stand behind the end: the stream ends at them without taking what is written
 * to it, and whether a pipeline then fails hangs on which side it hears of first. All pieces are read, also those.
 */
async function gunzip(pieces: AsyncIterable<Buffer>, sink: (piece: Buffer) => void): Promise<void> {
	const stream = createGunzip({chunkSize: pieceBytes});
	let outcome: {readonly error?: unknown} | undefined;
	let goOn = () => {};
	const reading = (async () => {
		for await (const piece of stream as AsyncIterable<Buffer>) sink(piece);
	})()
		.then(
			() => {
				outcome = {};
			},
			(error: unknown) => {
				outcome = {error};
			},
		)
		.then(() => goOn());
	try {
		for await (const piece of pieces) {
			if (outcome?.error !== undefined) break;
			// What is wrong with a write is told by the reading.
			if (outcome === undefined)
				await new Promise<void>((done) => {
					goOn = done;
					stream.write(piece, () => done());
				});
		}
		if (outcome === undefined) stream.end();
		await reading;
		if (outcome?.error !== undefined) throw outcome.error;
	} finally {
		stream.destroy();
	}
}
