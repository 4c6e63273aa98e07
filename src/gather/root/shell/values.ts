/** What words come to: pieces of text with the place where each was written, and pieces of which only the origin is known. */

import {append} from '../../../append.ts';
import type {Place, Text} from '../../../contract.ts';
import {indexAt} from '../../../locate.ts';

/** Where a piece of a value comes from. */
export type Origin =
	/** Written down. */
	| 'fixed'
	/** Drawn on the instance. */
	| 'random'
	| 'instance-id'
	/** Something else that tells the instance or its owner apart: `about` says what. */
	| 'host'
	| 'user-data'
	/** The answer of another host. */
	| 'fetched'
	| 'unknown';

/** A piece of a value. */
export type Part = {
	readonly origin: Origin;
	/** What is written; empty for other origins. */
	readonly text: string;
	/** Where it is written, or the word that brings it. */
	readonly place: Place;
	/** Of `host`: `host name`. */
	readonly about?: string;
	/** Taken only where a variable that comes from elsewhere is not set. */
	readonly assumed?: true;
};

/** What a word, an input or a file comes to. */
export type Value = readonly Part[];

/** Stands for a part whose text is not known, in flat text. */
export const unknownMark = '\uE000';

/** A text that is read as a script or searched, and the parts that its stretches come from. */
export type Source = {
	readonly text: string;
	slice(start: number, end: number): Value;
};

/** Parts and characters of one value; what would be longer is not known. Words that are longer than `word` count. */
const most = {parts: 400, characters: 1 << 16, word: 2_000};

/** A value, or one unknown part where it is longer than anybody would write. */
export function bounded(value: Value): Value {
	const [first] = value;
	let characters = 0;
	if (value.length <= most.parts) for (const {text} of value) characters += text.length;
	const isSmall = value.length <= most.parts && characters <= most.characters;
	return isSmall || first === undefined ? value : [{origin: 'unknown', text: '', place: first.place}];
}

/** Characters that the long words of one root's programs come to, which are longer than `most.word`. */
export const mostLong = 10_000_000;

/** A word that a program is given. One long variable is soon in thousands of them: those that come to more than all scripts of a root would say are not known. */
export function counted(word: Value, left: {long: number}): Value {
	let length = 0;
	for (const {text} of word) length += text.length;
	const [first] = word;
	if (length <= most.word || first === undefined) return word;
	left.long -= length;
	return left.long >= 0 ? word : [{origin: 'unknown', text: '', place: first.place}];
}

/** The weightiest origin decides: one drawn part makes a password random, an unknown one makes it unknown. */
const weight: readonly Origin[] = ['random', 'unknown', 'fetched', 'user-data', 'host', 'instance-id', 'fixed'];

/** The origin of a whole value. */
export function originOf(value: Value): Origin {
	return weight.find((origin) => value.some((part) => part.origin === origin)) ?? 'fixed';
}

/** A value as text, unknown parts as a mark each. */
export function flat(value: Value): string {
	let whole = '';
	for (const {origin, text} of value) whole += origin === 'fixed' ? text : unknownMark;
	return whole;
}

/** The text of a value that is written down in full. */
export function textOf(value: Value | undefined): string | undefined {
	return value?.every(({origin}) => origin === 'fixed') ? flat(value) : undefined;
}

/** A value as a text to search or to read. */
export function sourceOf(value: Value): Source {
	let starts: readonly number[] | undefined;
	return {
		text: flat(value),
		slice(start, end) {
			// A text of many parts is asked for each of its words.
			starts ??= startsOf(value);
			const first = indexAt(starts, start);
			return sliceFrom(value, first, starts[first] ?? 0, start, end);
		},
	};
}

/** A stretch of a file, whose text stands there as it is. */
export function sourceOfText(text: Text): Source {
	const base = text.place.range?.[0] ?? 0;
	return {
		text: text.value,
		slice: (start, end) => [{origin: 'fixed', text: text.value.slice(start, end), place: {file: text.place.file, range: [base + start, base + end]}}],
	};
}

/** Where each part begins in the flat text. */
function startsOf(value: Value): readonly number[] {
	let at = 0;
	return value.map((part) => {
		const start = at;
		at += lengthOf(part);
		return start;
	});
}

function lengthOf({origin, text}: Part): number {
	return origin === 'fixed' ? text.length : 1;
}

/** A located text as a value. */
export function written({value, place, runs = []}: Text): Value {
	if (runs.length === 0) return [{origin: 'fixed', text: value, place}];
	return runs.map(([start, source, end], index) => ({
		origin: 'fixed' as const,
		text: value.slice(start, runs[index + 1]?.[0] ?? value.length),
		place: {...place, range: [source, end]},
	}));
}

/** The parts between two offsets of the flat text. */
export function sliceOf(value: Value, start: number, end: number): Value {
	return sliceFrom(value, 0, 0, start, end);
}

/** The same from a part on, by its index and where it begins. */
function sliceFrom(value: Value, first: number, begin: number, start: number, end: number): Value {
	const found: Part[] = [];
	let at = begin;
	for (let index = first; index < value.length && at < end; index++) {
		const part = value[index];
		if (part === undefined) break;
		const length = lengthOf(part);
		const from = Math.max(start - at, 0);
		const to = Math.min(end - at, length);
		if (from < to) found.push(part.origin === 'fixed' ? cutPart(part, from, to) : part);
		at += length;
	}
	return found;
}

function cutPart(part: Part, from: number, to: number): Part {
	if (from === 0 && to === part.text.length) return part;
	const [start, end] = part.place.range ?? [0, 0];
	const isSame = end - start === part.text.length;
	return {
		...part,
		text: part.text.slice(from, to),
		place: isSame ? {...part.place, range: [start + from, start + to]} : part.place,
	};
}

/** Words as one text, a blank between two of them. */
export function spaced(words: readonly Value[]): Value {
	return words.flatMap((word, index) => [...(index === 0 ? [] : added(' ', word[0])), ...word]);
}

/** A text as one word of a shell, in single quotes (POSIX, Shell Command Language, 2.2.2); nothing for an empty one. */
export function quoted(word: Value): Value {
	const source = sourceOf(word);
	const found: Part[] = added("'", word[0]);
	let at = 0;
	for (const {index} of source.text.matchAll(/'/g)) {
		const quote = source.slice(index, index + 1);
		append(found, source.slice(at, index));
		append(found, [...added("'\\", quote[0]), ...quote, ...added("'", quote[0])]);
		at = index + 1;
	}
	append(found, source.slice(at, source.text.length));
	return [...found, ...added("'", word[0])];
}

/** A text that is not written, where a part begins. */
function added(text: string, before: Part | undefined): Part[] {
	if (before === undefined) return [];
	const {file, range} = before.place;
	return [{origin: 'fixed', text, place: range === undefined ? {file} : {file, range: [range[0], range[0]]}}];
}

/** The one place of a value: from its first part to its last where they stand in a row, else its first part. */
export function placeOf(value: Value): Place | undefined {
	const [first] = value;
	const last = value.at(-1);
	if (first?.place.range === undefined || last?.place.range === undefined) return first?.place;
	const isRow = value.every(({place}, index) => {
		const before = value[index - 1]?.place;
		return before === undefined || (place.file === before.file && (place.range?.[0] ?? 0) >= (before.range?.[1] ?? 0));
	});
	return isRow && last.place.range[1] - first.place.range[0] <= most.characters
		? {...first.place, range: [first.place.range[0], last.place.range[1]]}
		: first.place;
}

/** The place of a stretch of a source: its first part alone where the last one stands elsewhere. */
export function placeOfStretch(source: Source, start: number, end: number): Place {
	const parts = source.slice(start, end);
	const [first] = parts;
	const last = parts.at(-1);
	const [from] = first?.place.range ?? [];
	const to = last?.place.range?.[1];
	if (first === undefined) return {file: ''};
	return from !== undefined && to !== undefined && to > from && last?.place.file === first.place.file ? {...first.place, range: [from, to]} : first.place;
}

/** What a variable holds after an assignment that may not have happened. */
export function joined(before: Value | undefined, after: Value): Value {
	if (before === undefined || textOf(before) === '' || originOf(before) === originOf(after)) return after;
	const place = (after[0] ?? before[0])?.place;
	return place === undefined ? after : [{origin: 'unknown', text: '', place}];
}
