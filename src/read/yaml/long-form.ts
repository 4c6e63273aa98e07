/** CloudFormation's short tags as the maps that they stand for. */

import type {Run} from '../../contract.ts';
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
	const piece = (start: number, end: number, index: number): ScalarNode => {
		const cut = cutRuns(runs, value.length, start, end);
		const own: Range = [cut[0]?.[1] ?? range[1], cut.at(-1)?.[2] ?? range[1]];
		return {kind: 'scalar', value: value.slice(start, end), range: own, pointer: pointerTo(pointer, index), runs: cut};
	};
	return {kind: 'sequence', range, pointer, items: dot < 0 ? [piece(0, value.length, 0)] : [piece(0, dot, 0), piece(dot + 1, value.length, 1)]};
}

/** The runs of a part of a text. */
function cutRuns(runs: readonly Run[], length: number, start: number, end: number): readonly Run[] {
	return runs.flatMap(([from, source, sourceEnd], index): Run[] => {
		const to = runs[index + 1]?.[0] ?? length;
		const [first, last] = [Math.max(from, start), Math.min(to, end)];
		if (first >= last) return [];
		return to - from === sourceEnd - source ? [[first - start, source + first - from, source + last - from]] : [[first - start, source, sourceEnd]];
	});
}
