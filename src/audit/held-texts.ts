/** Texts of which many are the same, held once each and outside of the heap, where an entry of a map takes as much as a path. */

import {createHash} from 'node:crypto';
import {newBytes, newNumbers} from './growing.ts';

/** Stands for the middle of what is too long. */
const gap = Buffer.from('…');

/**
 * Gives texts numbers, from 0 on. A text takes its UTF-8 bytes and some 12 more. Of one with more than `longest` bytes, which must be 16 or more, the
 * beginning and the end are held, the end being what files are known by.
 */
export function newTexts(longest = Number.POSITIVE_INFINITY): {numberOf(text: string): number; at(number: number): string} {
	const held = newBytes();
	const starts = newNumbers();
	/** A hash table: the number of a text and 1, or 0 where there is none. At most half of it is taken. */
	let slots = new Uint32Array(256);

	function bytesOf(number: number): Uint8Array {
		const start = starts.at(number);
		return held.slice(start, (number + 1 < starts.length ? starts.at(number + 1) : held.length) - start);
	}

	/** Where a text stands, or else where there is room for it. */
	function slotOf(bytes: Uint8Array): number {
		// What stands in submissions may have been written to meet in one place of simpler hashes.
		let at = createHash('sha256').update(bytes).digest().readUInt32LE(0) % slots.length;
		for (let there = slots[at] ?? 0; there !== 0 && Buffer.compare(bytesOf(there - 1), bytes) !== 0; there = slots[at] ?? 0) at = (at + 1) % slots.length;
		return at;
	}

	return {
		numberOf(text) {
			const bytes = shortened(Buffer.from(text), longest);
			let slot = slotOf(bytes);
			const known = slots[slot] ?? 0;
			if (known !== 0) return known - 1;
			const number = starts.length;
			if (2 * number >= slots.length) {
				slots = new Uint32Array(2 * slots.length);
				for (let one = 0; one < number; one++) slots[slotOf(bytesOf(one))] = one + 1;
				slot = slotOf(bytes);
			}
			starts.push(held.length);
			held.push(bytes);
			slots[slot] = number + 1;
			return number;
		},
		at: (number) => (number < starts.length ? Buffer.from(bytesOf(number)).toString('utf8') : ''),
	};
}

/** Without its middle where it is too long. No character is cut in two. */
function shortened(bytes: Buffer, longest: number): Buffer {
	if (bytes.length <= longest) return bytes;
	const isWithin = (at: number) => ((bytes[at] ?? 0) & 0xc0) === 0x80;
	let head = Math.floor(longest / 3);
	let tail = bytes.length - (longest - gap.length - head);
	while (isWithin(head)) head--;
	while (isWithin(tail)) tail++;
	return Buffer.concat([bytes.subarray(0, head), gap, bytes.subarray(tail)]);
}
