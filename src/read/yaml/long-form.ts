/** CloudFormation's short tags as the maps that they stand for. */

import {type MapNode, pointerTo, type ScalarNode, type SourceNode} from '../../tree.ts';

type Range = readonly [start: number, end: number];

/** A tag as written, and the CloudFormation function that it is short for. */
export type Tag = {readonly text: string; readonly range: Range; readonly longForm: string | undefined};

/** `!Ref x` as `{Ref: x}`; the text of `!GetAtt a.b` becomes two. */
export function longForm(tag: Tag, key: string, value: SourceNode, pointer: string): MapNode {
	const inner = key === 'Fn::GetAtt' && value.kind === 'scalar' ? splitAttribute(value) : value;
	return {
		kind: 'map',
		range: [tag.range[0], Math.max(tag.range[1], value.range[1])],
		pointer,
		tag: tag.text,
		entries: [{key, keyRange: tag.range, value: inner}],
	};
}

function splitAttribute(node: ScalarNode): SourceNode {
	const {value, range, pointer, runs = []} = node;
	if (typeof value !== 'string') return node;
	const dot = value.indexOf('.');
	const [first] = runs;
	// Only a value that stands in the file as it is can be cut in two there; names have no escapes.
	const source = runs.length === 1 && first !== undefined && first[2] - first[1] === value.length ? first[1] : undefined;
	const piece = (start: number, end: number, index: number): ScalarNode => {
		const cut: Range = source === undefined ? range : [source + start, source + end];
		return {
			kind: 'scalar',
			value: value.slice(start, end),
			range: cut,
			pointer: pointerTo(pointer, index),
			...(source === undefined ? {} : {runs: [[0, ...cut]]}),
		};
	};
	return {kind: 'sequence', range, pointer, items: dot < 0 ? [piece(0, value.length, 0)] : [piece(0, dot, 0), piece(dot + 1, value.length, 1)]};
}
