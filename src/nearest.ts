/** "Did you mean": the nearest of a list of names. */

/** The name nearest to a misspelt one, where one is near enough to be meant. A rule's name without its family counts as the whole. */
export function nearest(word: string, names: readonly string[]): string | undefined {
	const given = word.toLowerCase();
	let best: string | undefined;
	let least = Math.max(2, Math.floor(given.length / 3)) + 1;
	for (const name of names) {
		const candidate = name.toLowerCase();
		const last = candidate.slice(candidate.lastIndexOf('/') + 1);
		const distance = given === last ? 0 : Math.min(distanceOf(given, candidate), given.includes('/') ? Number.POSITIVE_INFINITY : distanceOf(given, last) + 1);
		if (distance < least) {
			least = distance;
			best = name;
		}
	}
	return best;
}

/** `; did you mean …?` or nothing. */
export function suggestion(word: string, names: readonly string[]): string {
	const name = nearest(word, names);
	return name === undefined ? '' : `; did you mean ${name}?`;
}

/** Longer words than this are no misspelling of ours, and the table would grow with their square. */
const longestWord = 100;

/** Insertions, deletions, replacements and swaps of neighbours between two words. */
function distanceOf(a: string, b: string): number {
	if (a.length > longestWord || b.length > longestWord) return Number.POSITIVE_INFINITY;
	let before: number[] = [];
	let previous = Array.from({length: b.length + 1}, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const current = [i];
		for (let j = 1; j <= b.length; j++) {
			const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
			current.push(Math.min(replaced, swapped, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
		}
		before = previous;
		previous = current;
	}
	return previous[b.length] ?? 0;
}
