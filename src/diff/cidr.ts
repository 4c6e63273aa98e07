/** Address ranges, as security groups and conditions name them: an address alone is a range of one. */

import {rangeOf} from '../gather/cidr.ts';

/** Whether one range lies within another. Texts that are no range are within themselves alone. */
export function isWithin(inner: string, outer: string): boolean {
	if (inner === outer) return true;
	const [one, other] = [readOnce(inner), readOnce(outer)];
	return one !== undefined && other !== undefined && one.family === other.family && one.from >= other.from && one.to <= other.to;
}

/** Whether a text is a range of everything: `0.0.0.0/0` or `::/0`. */
export function isWholeInternet(text: string): boolean {
	return /\/0+\s*$/.test(text) && readOnce(text) !== undefined;
}

/** Ranges that were read before: each is held against many others. */
const known = new Map<string, ReturnType<typeof rangeOf>>();
const mostKnown = 5000;

function readOnce(text: string): ReturnType<typeof rangeOf> {
	if (known.has(text)) return known.get(text);
	if (known.size >= mostKnown) known.clear();
	const range = rangeOf(text.includes('/') ? text : `${text.trim()}/${text.includes(':') ? 128 : 32}`);
	known.set(text, range);
	return range;
}
