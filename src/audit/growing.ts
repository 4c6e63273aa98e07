/** Lists of plain numbers that grow, without an object for each. */

/** Bytes, pushed a piece at a time. */
export function newBytes(): {push(piece: Uint8Array): void; slice(start: number, length: number): Uint8Array; readonly length: number} {
	let held = new Uint8Array(1024);
	let length = 0;
	return {
		push(piece) {
			if (length + piece.length > held.length) {
				const larger = new Uint8Array(2 * Math.max(held.length, piece.length));
				larger.set(held.subarray(0, length));
				held = larger;
			}
			held.set(piece, length);
			length += piece.length;
		},
		slice: (start, count) => held.subarray(start, start + count),
		get length() {
			return length;
		},
	};
}

/** Whole numbers below 2 ** 32. */
export function newNumbers(): {
	push(value: number): void;
	at(index: number): number;
	slice(start: number, count: number): Uint32Array;
	readonly length: number;
} {
	let held = new Uint32Array(256);
	let length = 0;
	return {
		push(value) {
			if (length === held.length) {
				const larger = new Uint32Array(2 * length);
				larger.set(held);
				held = larger;
			}
			held[length++] = value;
		},
		at: (index) => held[index] ?? 0,
		slice: (start, count) => held.subarray(start, start + count),
		get length() {
			return length;
		},
	};
}
