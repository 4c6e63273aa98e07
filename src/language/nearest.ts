/** The name that a misspelt one was most likely meant to be. */

import {JaroWinklerDistance} from 'natural/lib/natural/distance/index.js';

/** Below this Jaro-Winkler similarity a suggestion confuses more than it helps. */
const leastSimilarity = 0.84;

/** The known name nearest to `name` by Jaro-Winkler similarity, case aside; nothing when none is near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
	let best: string | undefined;
	let most = leastSimilarity;
	for (const candidate of known) {
		const similarity = JaroWinklerDistance(name.toLowerCase(), candidate.toLowerCase());
		if (similarity > most) [best, most] = [candidate, similarity];
	}
	return best;
}
