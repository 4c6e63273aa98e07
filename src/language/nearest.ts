/** The name that a misspelt one was most likely meant to be. */

import {JaroWinklerDistance, LevenshteinDistance} from 'natural/lib/natural/distance/index.js';

/** Below this Jaro-Winkler similarity a suggestion confuses more than it helps. */
const leastSimilarity = 0.84;

/** Jaro-Winkler favours a common beginning ("Business …"); more edits than this share of the name, and another name was meant. */
const mostEdits = 1 / 3;

/** No known name is longer; comparing a whole text with each would take minutes. */
const longest = 100;

/** The known name nearest to `name` by Jaro-Winkler similarity, case aside; nothing when none is near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
	if (name.length > longest) return undefined;
	let best: string | undefined;
	let most = leastSimilarity;
	for (const candidate of known) {
		const similarity = JaroWinklerDistance(name.toLowerCase(), candidate.toLowerCase());
		if (similarity <= most || LevenshteinDistance(name.toLowerCase(), candidate.toLowerCase()) > Math.max(2, candidate.length * mostEdits)) continue;
		[best, most] = [candidate, similarity];
	}
	return best;
}
