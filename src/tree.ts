/**
 * The one tree that JSON and YAML are read into: every value with its exact range in the file.
 * Pure functions over it; nothing here reads a file.
 */

import type {Place, Run, Text} from './contract.ts';

/** What every node has. */
export type NodeBase = {
	/** The value's own characters, quotes and tag included, in UTF-16 offsets of the file's text. */
	readonly range: readonly [start: number, end: number];
	/** JSON pointer (RFC 6901). Short CloudFormation tags count as their long form: `!Sub x` lies at `…/Fn::Sub`. */
	readonly pointer: string;
};

/** A string, number, boolean or null. */
export type ScalarNode = NodeBase & {
	readonly kind: 'scalar';
	readonly value: string | number | boolean | null;
	/** For strings: where each stretch of `value` stands in the file. */
	readonly runs?: readonly Run[];
	/** A plain YAML scalar's or a number's own spelling, for example `010` or `yes`. */
	readonly raw?: string;
	/** A tag that is not CloudFormation's, kept as written, for example `!Rain::Embed`. */
	readonly tag?: string;
};

/** One `key: value` of a map. Duplicate keys are kept, in order. */
export type Entry = {readonly key: string; readonly keyRange: readonly [start: number, end: number]; readonly value: SourceNode};

/** A map: an object of JSON. */
export type MapNode = NodeBase & {
	readonly kind: 'map';
	readonly entries: readonly Entry[];
	/** The short tag that this map stands for: `!Ref x` is `{Ref: x}` with tag `!Ref`. */
	readonly tag?: string;
};

/** A sequence: an array of JSON. */
export type SequenceNode = NodeBase & {readonly kind: 'sequence'; readonly items: readonly SourceNode[]; readonly tag?: string};

/** Any value. */
export type SourceNode = ScalarNode | MapNode | SequenceNode;

/** The entry of a map under a key; the last one when the key is repeated, as CloudFormation's parsers take it. */
export function entryOf(node: SourceNode | undefined, key: string): Entry | undefined {
	if (node?.kind !== 'map') return undefined;
	return node.entries.findLast((entry) => entry.key === key);
}

/** The value at a path of keys and indexes, or nothing where the path leaves the tree. */
export function get(node: SourceNode | undefined, ...path: readonly (string | number)[]): SourceNode | undefined {
	let current = node;
	for (const step of path) {
		current = typeof step === 'number' ? itemsOf(current)[step] : entryOf(current, step)?.value;
		if (current === undefined) return undefined;
	}
	return current;
}

/** The items of a sequence; none for anything else. */
export function itemsOf(node: SourceNode | undefined): readonly SourceNode[] {
	return node?.kind === 'sequence' ? node.items : [];
}

/** The entries of a map; none for anything else. */
export function entriesOf(node: SourceNode | undefined): readonly Entry[] {
	return node?.kind === 'map' ? node.entries : [];
}

/** The string that a scalar holds; nothing for other types. */
export function stringOf(node: SourceNode | undefined): string | undefined {
	return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** A scalar as CloudFormation takes it where it wants text: numbers and booleans become strings; null and the rest nothing. */
export function looseStringOf(node: SourceNode | undefined): string | undefined {
	if (node?.kind !== 'scalar' || node.value === null) return undefined;
	return typeof node.value === 'string' ? node.value : (node.raw ?? String(node.value));
}

/** The place of a node in its file. */
export function placeOf(file: string, node: SourceNode, logicalId?: string): Place {
	return {file, range: node.range, pointer: node.pointer, ...(logicalId === undefined ? {} : {logicalId})};
}

/** The place of an entry's key. */
export function keyPlaceOf(file: string, entry: Entry, logicalId?: string): Place {
	return {file, range: entry.keyRange, pointer: entry.value.pointer, ...(logicalId === undefined ? {} : {logicalId})};
}

/** A string node as a located text. */
export function textOf(file: string, node: SourceNode | undefined, logicalId?: string): Text | undefined {
	const value = stringOf(node);
	if (value === undefined || node?.kind !== 'scalar') return undefined;
	return {value, place: placeOf(file, node, logicalId), ...(node.runs === undefined ? {} : {runs: node.runs})};
}

/** The place of the characters `start` to `end` (exclusive) of a text; the whole text's place where it keeps no runs. */
export function spanOf(text: Text, start: number, end: number): Place {
	const {runs, place} = text;
	if (runs === undefined || runs.length === 0 || end <= start) return place;
	const from = sourceStart(runs, text.value.length, start);
	const to = sourceEnd(runs, text.value.length, end);
	// HTML moves what stands astray in a table before it: of such a text, the part that it begins with.
	return {...place, range: [from, to < from ? (runs[runAt(runs, start)]?.[2] ?? from) : to]};
}

/**
 * The range in the source of exactly the characters `start` to `end` of a text: what an edit may replace. Nothing where the source does not tell them
 * from their neighbours, as in a line break that YAML has folded.
 */
export function exactRange({runs, place, value}: Text, start: number, end: number): readonly [start: number, end: number] | undefined {
	if (runs === undefined || runs.length === 0 || end <= start || place.range === undefined) return undefined;
	const isWhole = (offset: number, edge: 'start' | 'end') => {
		const at = runAt(runs, offset);
		const [from, source, sourceEnd] = runs[at] ?? [0, 0, 0];
		const to = runs[at + 1]?.[0] ?? value.length;
		return to - from === sourceEnd - source || (edge === 'start' ? offset === from : offset === to - 1);
	};
	if (!isWhole(start, 'start') || !isWhole(end - 1, 'end')) return undefined;
	const within = runs.slice(runAt(runs, start), runAt(runs, end - 1) + 1);
	if (within.some(([, source], index) => source < (within[index - 1]?.[2] ?? source))) return undefined;
	return [sourceStart(runs, value.length, start), sourceEnd(runs, value.length, end)];
}

/** The index of the run that an offset of the decoded text lies in. */
export function runAt(runs: readonly Run[], offset: number): number {
	let low = 0;
	let high = runs.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((runs[middle]?.[0] ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	return low;
}

/** The source range of each unit: one to one inside an equal-length run, the whole run otherwise. */
function sourceOf(runs: readonly Run[], length: number, offset: number): readonly [number, number] {
	const at = runAt(runs, offset);
	const [start, source, end] = runs[at] ?? [0, 0, 0];
	const decoded = (runs[at + 1]?.[0] ?? length) - start;
	return decoded === end - source ? [source + (offset - start), source + (offset - start) + 1] : [source, end];
}

function sourceStart(runs: readonly Run[], length: number, offset: number): number {
	return sourceOf(runs, length, Math.min(offset, Math.max(0, length - 1)))[0];
}

function sourceEnd(runs: readonly Run[], length: number, offset: number): number {
	return sourceOf(runs, length, Math.max(0, Math.min(offset, length) - 1))[1];
}

/** The tree as plain values. Maps have no prototype, so that a key `__proto__` is only a key. */
export function toPlain(node: SourceNode): unknown {
	if (node.kind === 'scalar') return node.value;
	if (node.kind === 'sequence') return node.items.map(toPlain);
	const plain: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
	for (const {key, value} of node.entries) plain[key] = toPlain(value);
	return plain;
}

/** A node and all below it, parents first. */
export function* walk(node: SourceNode): Generator<SourceNode> {
	const stack: SourceNode[] = [node];
	for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
		yield next;
		const children = next.kind === 'map' ? next.entries.map((entry) => entry.value) : next.kind === 'sequence' ? next.items : [];
		for (let index = children.length - 1; index >= 0; index--) stack.push(children[index] as SourceNode);
	}
}

/** Appends a step to a JSON pointer, escaped as RFC 6901 asks. */
export function pointerTo(parent: string, step: string | number): string {
	return `${parent}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
