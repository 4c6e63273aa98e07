/** Numbers that look random and come again with the same seed. */
export type Random = {
	/** A whole number from 0, below `end`. */
	below(end: number): number;
	/** One of the items. */
	of<Item>(items: readonly Item[]): Item | undefined;
};

/** Xorshift, 32 bits: plenty for choosing, and fast. */
export function newRandom(seed: number): Random {
	let state = (seed * 2_654_435_761) >>> 0 || 1;
	const below = (end: number) => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return end <= 0 ? 0 : (state >>> 0) % end;
	};
	return {below, of: (items) => items[below(items.length)]};
}
