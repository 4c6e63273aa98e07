/** The bytes of a catalogue's file as they come by, until the run is stopped. */

import {createReadStream} from 'node:fs';
import {pipeline} from 'node:stream/promises';
import {createGunzip} from 'node:zlib';
import type {Packing} from '../read/filesystem/unpack.ts';
import {newUnzstd} from '../read/filesystem/zstd.ts';
import {newTurn} from '../read/turn.ts';

/**
 * Reads a file, and unpacks it as far as its pieces are asked for: at most 128 kB are unpacked ahead. Where it is stopped, no more pieces come, and it
 * is for the reader to see that they are not all. Throws where it can't be read or unpacked on.
 */
export async function* piecesOf(path: string, signal: AbortSignal | undefined, packing: Packing = 'plain'): AsyncGenerator<Buffer, void, void> {
	const turn = newTurn();
	for await (const piece of packing === 'gzip' ? gunzipped(path) : packing === 'zstd' ? unzstandard(path) : read(path)) {
		// The signal that stops a run is among what waits for its turn.
		if (turn.isOver()) await turn.next();
		if (signal?.aborted === true) return;
		yield piece;
	}
}

function read(path: string): AsyncIterable<Buffer> {
	return createReadStream(path) as AsyncIterable<Buffer>;
}

async function* unzstandard(path: string): AsyncGenerator<Buffer, void, void> {
	const blocks: Buffer[] = [];
	const unzstd = newUnzstd((block) => blocks.push(block));
	for await (const piece of read(path)) {
		for (const _ of unzstd.steps(piece)) {
			// Also where a block holds nothing: there may be as many of them as there are bytes.
			if (blocks.length === 0) yield nothing;
			yield* blocks.splice(0);
		}
	}
	unzstd.end();
}

const nothing = Buffer.alloc(0);

function gunzipped(path: string): AsyncIterable<Buffer> {
	const gunzip = createGunzip();
	// What breaks shows where the unpacked side is read.
	pipeline(createReadStream(path), gunzip).catch(() => {});
	return gunzip as AsyncIterable<Buffer>;
}
