/** Draws that are the same on every machine: integers alone, from a seed. */

import {createHash} from 'node:crypto';

/** A sequence of draws. */
export type Random = {
	/** An integer from 0, below `end`. */
	readonly below: (end: number) => number;
	readonly chance: (percent: number) => boolean;
	/** Throws where there is nothing to pick from. */
	readonly pick: <Item>(items: readonly Item[]) => Item;
	/** So many of the items at most, in their own order. */
	readonly some: <Item>(items: readonly Item[], count: number) => readonly Item[];
	/** So many hexadecimal digits. */
	readonly hex: (digits: number) => string;
};

/** The draws of a key: what is drawn for one does not hang on what was drawn for another. SFC32, begun with a hash of the key. */
export function randomOf(...key: readonly (string | number)[]): Random {
	const hash = createHash('sha256').update(key.join('/')).digest();
	let [a, b, c, counter] = [hash.readInt32LE(0), hash.readInt32LE(4), hash.readInt32LE(8), 1];
	const next = () => {
		const drawn = (a + b + counter++) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (((c << 21) | (c >>> 11)) + drawn) | 0;
		return drawn >>> 0;
	};
	const below = (end: number) => next() % end;
	const pick = <Item>(items: readonly Item[]): Item => {
		// An index below the length names an item.
		if (items.length === 0) throw new Error(`nothing to pick from for ${key.join('/')}`);
		return items[below(items.length)] as Item;
	};
	return {
		below,
		chance: (percent) => below(1000) < percent * 10,
		pick,
		some: (items, count) => {
			const drawn = new Set(Array.from({length: items.length === 0 ? 0 : count}, () => below(items.length)));
			return items.filter((_, index) => drawn.has(index));
		},
		hex: (digits) => Array.from({length: digits}, () => below(16).toString(16)).join(''),
	};
}
