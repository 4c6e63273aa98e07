/** The bytes of a catalogue's file as they come by, until the run is stopped. */

import {createReadStream} from 'node:fs';
import {type Packing, unpacked} from '../read/filesystem/unpack.ts';
import {newTurn} from '../read/turn.ts';

/**
 * Reads a file, and unpacks it as far as its pieces are asked for. Where it is stopped, no more pieces come, and it is for the reader to see that they are
 * not all. Throws where it can't be read or unpacked on.
 */
export async function* piecesOf(path: string, signal: AbortSignal | undefined, packing: Packing = 'plain'): AsyncGenerator<Buffer, void, void> {
	const turn = newTurn();
	for await (const piece of unpacked(createReadStream(path) as AsyncIterable<Buffer>, packing)) {
		// The signal that stops a run is among what waits for its turn.
		if (turn.isOver()) await turn.next();
		if (signal?.aborted === true) return;
		yield piece;
	}
}
