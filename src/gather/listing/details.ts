/** The details of a change or an answer: JSON itself, or a string of JSON whose every token is mapped back to the file. */

import type {Run, Text} from '../../contract.ts';
import {parseJson} from '../../read/json.ts';
import {type Entry, entryOf, type MapNode, runAt, type SourceNode, spanOf, textOf} from '../../tree.ts';

/** What `Details` and `DetailsDocument` of one object come to. */
export type Details = {
	readonly form?: 'Details' | 'DetailsDocument' | 'both';
	/** The entry that `node` was read from: its key is the small thing to point at. */
	readonly entry?: Entry;
	/** `DetailsDocument` when both are there: the newer of the two. */
	readonly node?: SourceNode;
	/** The `Details` string itself. */
	readonly text?: Text;
	/** Why the `Details` string can't be read, and where. */
	readonly fault?: {readonly message: string; readonly range: readonly [start: number, end: number]};
};

/** Reads the details of a change (or of a `DescribeEntity` answer). */
export function readDetails(file: string, parent: MapNode): Details {
	const asString = entryOf(parent, 'Details');
	const asDocument = entryOf(parent, 'DetailsDocument');
	const form = asString === undefined ? (asDocument === undefined ? undefined : 'DetailsDocument') : asDocument === undefined ? 'Details' : 'both';
	if (form === undefined) return {};
	const text = textOf(file, asString?.value);
	const base = {form, ...(text === undefined ? {} : {text})} as const;
	if (asDocument !== undefined) return {...base, entry: asDocument, node: asDocument.value};
	if (asString === undefined) return base;
	if (text === undefined) return {...base, entry: asString, node: asString.value};
	const {root, faults} = parseJson(text.value);
	const [fault] = faults;
	return {
		...base,
		entry: asString,
		...(root === undefined ? {} : {node: intoFile(root, text)}),
		...(fault === undefined ? {} : {fault: {message: fault.message, range: rangeIn(text, ...fault.range)}}),
	};
}

/** A tree that was read from a text, with every range and pointer turned into one of the text's file. */
function intoFile(node: SourceNode, text: Text): SourceNode {
	const base = {range: rangeIn(text, ...node.range), pointer: `${text.place.pointer ?? ''}${node.pointer}`};
	if (node.kind === 'sequence') return {...node, ...base, items: node.items.map((item) => intoFile(item, text))};
	if (node.kind === 'map') {
		const entries = node.entries.map(({key, keyRange, value}) => ({key, keyRange: rangeIn(text, ...keyRange), value: intoFile(value, text)}));
		return {...node, ...base, entries};
	}
	return {...node, ...base, ...(node.runs === undefined ? {} : {runs: runsIn(text, node.runs, String(node.value).length)})};
}

function rangeIn(text: Text, start: number, end: number): readonly [number, number] {
	// An empty stretch has no characters of its own: it lies before the one that follows it.
	const [from = 0, to = 0] = spanOf(text, start, Math.max(end, start + 1)).range ?? [];
	return [from, end > start ? to : from];
}

/** The runs of a string inside the text, cut where the text's own runs change, so that each stays one to one or one unit. */
function runsIn(text: Text, inner: readonly Run[], length: number): readonly Run[] {
	const outer = text.runs;
	if (outer === undefined) return [];
	const runs: Run[] = [];
	for (const [index, [decoded, start, end]] of inner.entries()) {
		const decodedEnd = inner[index + 1]?.[0] ?? length;
		if (decodedEnd - decoded !== end - start || start === end) {
			runs.push([decoded, ...rangeIn(text, start, end)]);
			continue;
		}
		for (let at = start, run = runAt(outer, start); at < end; run++) {
			const stop = Math.min(end, outer[run + 1]?.[0] ?? text.value.length);
			runs.push([decoded + (at - start), ...rangeIn(text, at, stop)]);
			at = Math.max(stop, at + 1);
		}
	}
	return runs;
}
