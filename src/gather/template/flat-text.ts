/** Expressions as one text: what `Fn::Sub` and `Fn::Join` put together, with a mark for each part that is filled in later. */

import type {Place, Run, Text} from '../../contract.ts';
import {entriesOf, itemsOf, placeOf, runAt, type SourceNode, spanOf, stringOf, textOf} from '../../tree.ts';
import {leaveOut} from '../unread.ts';
import {callOf} from '../values.ts';
import {type Defaults, settledOf} from './defaults.ts';

/** Private-use characters: what stands between them is a parameter's name, or nothing. */
export const markStart = '\uE000';
export const markEnd = '\uE001';

/** Nodes of one expression, and characters of its text, that are read; aliases can make both endless. */
const maxNodes = 5_000;
const maxLength = 2_000_000;
/** Expressions inside each other that are followed. */
const maxDepth = 50;

type Flat = {
	place: Place | undefined;
	readonly parts: string[];
	readonly runs: Run[];
	length: number;
	left: number;
	readonly defaults: Defaults;
	readonly names: ReadonlySet<string>;
};

/** The text of an expression, each of its characters mapped to the file; all branches of an `Fn::If` one after the other. */
export function flatTextOf(root: SourceNode, defaults: Defaults, names: ReadonlySet<string>): Text {
	const flat: Flat = {place: undefined, parts: [], runs: [], length: 0, left: maxNodes, defaults, names};
	flatten(flat, root, 0);
	// One text with marks in it stands where that text does.
	return {
		value: flat.parts.join(''),
		place: flat.place ?? placeOf(defaults.file, root, defaults.logicalId),
		...(flat.runs.length === 0 ? {} : {runs: flat.runs}),
	};
}

/** The parameters that marks in a text stand for. */
export function markedIn(text: string): readonly string[] {
	return [...text.matchAll(/\uE000([^\uE000\uE001]+)\uE001/g)].map(([, name = '']) => name);
}

/** What is said of an expression that is not read to its end. */
const tooLong =
	'this text is put together from more parts, or comes to more characters, than one check reads; what comes after was not looked at: write it shorter';

/** Notes that an expression is not read to its end. */
function leaveRest({defaults: {unread, file, logicalId}}: Flat, node: SourceNode): void {
	leaveOut(unread, placeOf(file, node, logicalId), tooLong);
}

function flatten(flat: Flat, node: SourceNode, depth: number): void {
	if (flat.left-- <= 0 || depth > maxDepth) return leaveRest(flat, node);
	const text = textOf(flat.defaults.file, node, flat.defaults.logicalId);
	if (text !== undefined) {
		append(flat, text, 0, text.value.length);
		return;
	}
	const call = callOf(node);
	const items = itemsOf(call?.value);
	switch (call?.key) {
		case 'Fn::Base64':
			flatten(flat, call.value, depth + 1);
			break;
		case 'Fn::If':
			for (const branch of items.slice(1, 3)) flatten(flat, branch, depth + 1);
			break;
		case 'Fn::Join':
			join(flat, items, depth);
			break;
		case 'Fn::Sub':
			substitute(flat, call.value, depth);
			break;
		case 'Ref':
			mark(flat, node, stringOf(call.value) ?? '');
			break;
		case 'Fn::FindInMap': {
			// An entry of a mapping is as good as written here.
			const [settled] = settledOf(node, flat.defaults);
			if (settled !== undefined && settled.parameter === undefined) append(flat, settled.text, 0, settled.text.value.length);
			else mark(flat, node, '');
			break;
		}
		default:
			if (node.kind !== 'sequence') mark(flat, node, '');
			else flattenAll(flat, node.items, depth);
	}
}

function flattenAll(flat: Flat, items: readonly SourceNode[], depth: number): void {
	for (const item of items) {
		if (flat.left <= 0) return leaveRest(flat, item);
		flatten(flat, item, depth + 1);
	}
}

function join(flat: Flat, [delimiter, list]: readonly SourceNode[], depth: number): void {
	const between = textOf(flat.defaults.file, delimiter, flat.defaults.logicalId);
	if (list?.kind !== 'sequence') {
		if (list !== undefined) flatten(flat, list, depth + 1);
		return;
	}
	for (const [index, item] of list.items.entries()) {
		if (flat.left <= 0) return leaveRest(flat, item);
		if (index > 0 && between !== undefined) append(flat, between, 0, between.value.length);
		flatten(flat, item, depth + 1);
	}
}

function substitute(flat: Flat, value: SourceNode, depth: number): void {
	const [template, variables] = value.kind === 'sequence' ? value.items : [value];
	const text = textOf(flat.defaults.file, template, flat.defaults.logicalId);
	if (text === undefined || template === undefined) return;
	const own = new Map(entriesOf(variables).map((entry) => [entry.key, entry.value]));
	let at = 0;
	for (const match of text.value.matchAll(/\$\{([^${}]*)\}/g)) {
		const name = (match[1] ?? '').trim();
		// `${!x}` is the text `${x}`.
		if (match[1]?.startsWith('!') === true) {
			append(flat, text, at, match.index + 2);
			at = match.index + 3;
			continue;
		}
		if (flat.left-- <= 0) {
			leaveRest(flat, template);
			break;
		}
		append(flat, text, at, match.index);
		at = match.index + match[0].length;
		const variable = own.get(name);
		if (variable === undefined) mark(flat, template, name, spanOf(text, match.index, at).range);
		else flatten(flat, variable, depth + 1);
	}
	append(flat, text, at, text.value.length);
}

/** Appends a mark for a node, or for a stretch of it. */
function mark(flat: Flat, node: SourceNode, name: string, range = node.range): void {
	// Names count too: a long one may be named thousands of times.
	if (flat.length > maxLength) return leaveRest(flat, node);
	const value = `${markStart}${flat.names.has(name) ? name : ''}${markEnd}`;
	note(flat, placeOf(flat.defaults.file, node, flat.defaults.logicalId));
	flat.runs.push([flat.length, range[0], range[1]]);
	flat.parts.push(value);
	flat.length += value.length;
}

/** Keeps the place while all parts share it. */
function note(flat: Flat, place: Place): void {
	flat.place = flat.length === 0 || flat.place?.pointer === place.pointer ? place : undefined;
}

/** Appends the characters of a text from `start` to `end`, with the runs that they have there. */
function append(flat: Flat, text: Text, start: number, end: number): void {
	if (end <= start) return;
	if (flat.length > maxLength) return leaveOut(flat.defaults.unread, text.place, tooLong);
	note(flat, text.place);
	const runs: readonly Run[] = text.runs ?? [[0, ...(text.place.range ?? [0, 0])]];
	for (let at = runAt(runs, start); at < runs.length; at++) {
		const [offset, source, sourceEnd] = runs[at] ?? [0, 0, 0];
		if (offset >= end) break;
		const next = runs[at + 1]?.[0] ?? text.value.length;
		const from = Math.max(offset, start);
		const even = next - offset === sourceEnd - source;
		const skipped = from - offset;
		flat.runs.push([flat.length + from - start, even ? source + skipped : source, even ? source + Math.min(next, end) - offset : sourceEnd]);
	}
	flat.parts.push(text.value.slice(start, end));
	flat.length += end - start;
}
