/** Sparse files in tar archives: `tar -S` leaves the holes out and says where the pieces belong. Real roots have them in `var/log`. */

import {blockBytes, numberAt} from './tar-header.ts';

/** Where one piece of what the archive holds belongs in the file. */
export type Piece = {readonly offset: number; readonly length: number};

/** Pieces that are kept of one file's map: held files are small. */
const mostPieces = 100_000;

/** The pieces that one block of GNU's own format names, and whether another block of them follows. */
export function piecesIn(block: Buffer, start: number, count: number): {readonly pieces: readonly Piece[]; readonly more: boolean} {
	const pieces: Piece[] = [];
	for (let at = start; at < start + count * 24; at += 24) {
		const [offset, length] = [numberAt(block, at, 12), numberAt(block, at + 12, 12)];
		if (offset !== undefined && length !== undefined && length > 0) pieces.push({offset, length});
	}
	return {pieces, more: block[start + count * 24] === 1};
}

/** The map that pax records hold: versions 0.0 (repeated records) and 0.1 (one record); nothing where the file is not sparse in these forms. */
export function piecesOf(records: readonly (readonly [string, string])[]): readonly Piece[] | undefined {
	const numbers = records.flatMap(([key, value]) =>
		key === 'GNU.sparse.map' ? value.split(',', mostPieces * 2) : key === 'GNU.sparse.offset' || key === 'GNU.sparse.numbytes' ? [value] : [],
	);
	return numbers.length === 0 ? undefined : pairs(numbers.map(Number));
}

/** Version 1.0 puts the map before the pieces: lines of decimal numbers, the first of which is how many pairs follow, padded to a block. */
export function withMap(content: Buffer): {readonly pieces: readonly Piece[]; readonly data: Buffer} {
	const numbers: number[] = [];
	let at = 0;
	for (let wanted = 1; numbers.length < wanted; ) {
		const end = content.indexOf(0x0a, at);
		if (end < 0 || end - at > 20) return {pieces: [], data: content};
		numbers.push(Number(content.toString('latin1', at, end)));
		at = end + 1;
		if (numbers.length === 1) wanted = 1 + Math.min(2 * (numbers[0] ?? 0) || 0, 2 * mostPieces);
	}
	return {pieces: pairs(numbers.slice(1)), data: content.subarray(Math.ceil(at / blockBytes) * blockBytes)};
}

function pairs(numbers: readonly number[]): readonly Piece[] {
	return numbers.flatMap((offset, index) => {
		const length = numbers[index + 1];
		return index % 2 === 0 && length !== undefined && offset >= 0 && length > 0 ? [{offset, length}] : [];
	});
}

/** The file as programs see it, holes as zeros. */
export function expanded(packed: Buffer, pieces: readonly Piece[], size: number): Buffer {
	const whole = Buffer.alloc(size);
	let from = 0;
	for (const {offset, length} of pieces.slice(0, mostPieces)) {
		if (offset < size) whole.set(packed.subarray(from, from + Math.min(length, size - offset)), offset);
		from += length;
	}
	return whole;
}
