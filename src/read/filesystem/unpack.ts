/** Packed bytes to what they hold, piece by piece: no more than a few pieces are ever in memory. */

import {createGunzip} from 'node:zlib';
import {newUnzstd} from './zstd.ts';

/** How an archive is packed. */
export type Packing = 'plain' | 'gzip' | 'zstd';

/** Bytes of the pieces that come out of gzip. */
const pieceBytes = 256 << 10;

/**
 * Unpacks as far as pieces are asked for: at most 256 kB are unpacked ahead. A piece may be empty: it lets others in where much is read and nothing comes
 * of it. To its end, all pieces are read, also those behind the end of what is packed. Throws for what can't be unpacked, and what `pieces` throws.
 */
export function unpacked(pieces: AsyncIterable<Buffer>, packing: Packing): AsyncIterable<Buffer> {
	if (packing === 'gzip') return gunzipped(pieces);
	return packing === 'zstd' ? unzstandard(pieces) : pieces;
}

async function* unzstandard(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, void> {
	const blocks: Buffer[] = [];
	const unzstd = newUnzstd((block) => blocks.push(block));
	for await (const piece of pieces) {
		for (const _ of unzstd.steps(piece)) {
			// There may be as many blocks that hold nothing as there are bytes.
			if (blocks.length === 0) yield nothing;
			yield* blocks.splice(0);
		}
	}
	unzstd.end();
}

const nothing = Buffer.alloc(0);

/**
 * Node's own `pipeline` would do, but for the zeros that may stand behind the end: the stream ends at them without taking what is written
 * to it, and whether a pipeline then fails hangs on which side it hears of first.
 */
async function* gunzipped(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, void> {
	const stream = createGunzip({chunkSize: pieceBytes});
	let isOver = false;
	let goOn = () => {};
	for (const event of ['end', 'close'])
		stream.once(event, () => {
			isOver = true;
			goOn();
		});
	async function feed() {
		for await (const piece of pieces) {
			if (stream.destroyed) return;
			// What is wrong with a write is told by the reading.
			if (!isOver)
				await new Promise<void>((done) => {
					goOn = done;
					stream.write(piece, () => done());
				});
		}
		if (!isOver) stream.end();
	}
	// It is told by the reading; what comes behind the end is nobody's.
	stream.on('error', () => {});
	const feeding = feed();
	feeding.catch((error: Error) => stream.destroy(error));
	yield* stream as AsyncIterable<Buffer>;
	await feeding;
}
