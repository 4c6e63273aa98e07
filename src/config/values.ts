/** A tree as plain values. */

import type {SourceNode} from '../tree.ts';

/** The values of a tree, in objects without a prototype. YAML's `off` is false to the reader; here it is the word. */
export function dataOf(node: SourceNode): unknown {
	if (node.kind === 'scalar') return node.value === false && node.raw?.toLowerCase() === 'off' ? 'off' : node.value;
	if (node.kind === 'sequence') return node.items.map(dataOf);
	const data: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
	for (const {key, value} of node.entries) data[key] = dataOf(value);
	return data;
}
