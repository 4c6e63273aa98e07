/** The nodes of a tree, up to a bound: aliases can make one endless. */

import {type SourceNode, walk} from '../tree.ts';

/** A node and those below it, in the order written, no more than `most`; `whenCut` is told of the first that is left out. */
export function* firstParts(node: SourceNode, most: number, whenCut?: (beyond: SourceNode) => void): Generator<SourceNode> {
	let left = most;
	for (const part of walk(node)) {
		if (left-- <= 0) return whenCut?.(part);
		yield part;
	}
}
