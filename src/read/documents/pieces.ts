/** A block's plain text in the making: piece by piece, each with the source that it came from. */

import type {Run} from '../../contract.ts';

/** Mutable while a block is read; `finish` gives the text and its runs. */
export type Pieces = {
	readonly parts: string[];
	readonly runs: [start: number, source: number, sourceEnd: number][];
	length: number;
	/** Whether the text so far ends in white space, so that more of it adds nothing. Starts true: leading space is dropped. */
	spaced: boolean;
	/** Whether the last run maps one to one and may grow. */
	literal: boolean;
	/** Whether more text was there than any block holds. */
	cut: boolean;
};

/** A finished text: its value, where each stretch stands, and the source range from first to last character. */
export type Finished = {readonly value: string; readonly runs: readonly Run[]; readonly range: readonly [start: number, end: number]};

export function newPieces(): Pieces {
	return {parts: [], runs: [], length: 0, spaced: true, literal: false, cut: false};
}

/** Adds source text as it is, but for white space: each stretch of it becomes one space, as a page would show it. */
export function addText(pieces: Pieces, source: string, start: number, end: number): void {
	// Searched in a slice: in the whole source, a search that runs past `end` would make many short calls quadratic.
	for (const {0: word, index} of source.slice(start, end).matchAll(/\s+|\S+/g)) {
		const from = start + index;
		if (/^\s/.test(word)) addSpace(pieces, from, from + word.length);
		else addVerbatim(pieces, source, from, from + word.length);
	}
}

/** Adds source text with its white space, as in code. */
export function addVerbatim(pieces: Pieces, source: string, start: number, end: number): void {
	if (end > start) push(pieces, source.slice(start, end), start, end, true);
}

/** Adds text that the source spells otherwise: an entity, an escape. */
export function addUnit(pieces: Pieces, decoded: string, start: number, end: number): void {
	if (/^\s+$/.test(decoded)) addSpace(pieces, start, end);
	else if (decoded !== '') push(pieces, decoded, start, end, false);
}

/** Adds a line break that the source spells otherwise, inside code. */
export function addBreak(pieces: Pieces, start: number, end: number): void {
	push(pieces, '\n', start, end, false);
}

/** Adds one space for what stands at a source range, unless the text already ends in one. */
export function addSpace(pieces: Pieces, start: number, end: number): void {
	if (!pieces.spaced) push(pieces, ' ', start, end, end - start === 1);
	pieces.spaced = true;
}

function push(pieces: Pieces, decoded: string, start: number, end: number, literal: boolean): void {
	const last = pieces.runs.at(-1);
	if (literal && pieces.literal && last !== undefined && last[2] === start) last[2] = end;
	else pieces.runs.push([pieces.length, start, end]);
	pieces.literal = literal;
	pieces.parts.push(decoded);
	pieces.length += decoded.length;
	pieces.spaced = false;
}

/** The text, trailing white space dropped and cut at `most` units; nothing where there is no text. */
export function finish(pieces: Pieces, most: number): Finished | undefined {
	const whole = pieces.parts.join('');
	const value = whole.slice(0, most).trimEnd();
	if (value.trim() === '') return undefined;
	const runs: [number, number, number][] = [];
	for (const [index, [start, source, sourceEnd]] of pieces.runs.entries()) {
		if (start >= value.length) break;
		const length = (pieces.runs[index + 1]?.[0] ?? whole.length) - start;
		const kept = Math.min(length, value.length - start);
		runs.push([start, source, kept < length && length === sourceEnd - source ? source + kept : sourceEnd]);
	}
	return {value, runs, range: [runs[0]?.[1] ?? 0, runs.at(-1)?.[2] ?? 0]};
}
