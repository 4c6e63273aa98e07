/** Where a stretch of a text stands after the text was edited. */

type Range = readonly [start: number, end: number];

/**
 * How ranges of a text move to where they stand in a later one, by the one stretch in which both differ. What lies inside of that stretch takes
 * all that came in its place.
 */
export function movesBetween(before: string, after: string): (range: Range) => Range {
	if (before === after) return (range) => range;
	const shorter = Math.min(before.length, after.length);
	let same = 0;
	while (same < shorter && before.charCodeAt(same) === after.charCodeAt(same)) same++;
	let end = 0;
	while (end < shorter - same && before.charCodeAt(before.length - end - 1) === after.charCodeAt(after.length - end - 1)) end++;
	const growth = after.length - before.length;
	const rest = before.length - end;
	// What is written at an edge of a range stays outside of it.
	return ([start, stop]) => {
		const from = start >= rest ? start + growth : Math.min(start, same);
		const to = stop <= same ? stop : stop >= rest ? stop + growth : rest + growth;
		return [from, Math.max(from, to)];
	};
}
