/** The text of a YAML scalar, and where each stretch of it stands in the file. */

import {CHOMPING_MODE, SCALAR_STYLE, type ScalarEvent} from 'js-yaml';
import type {Run} from '../../contract.ts';

/** A decoded scalar. */
export type Decoded = {readonly value: string; readonly runs: readonly Run[]};

/** Collects a value piece by piece together with its runs. */
type Writer = {value: string; readonly runs: Run[]; readonly text: string};

/** Decodes the scalar that an event tells of. Safe on any offsets: broken escapes become what can be made of them. */
export function decodeScalar(text: string, event: ScalarEvent): Decoded {
	const {valueStart, valueEnd, style} = event;
	if (valueStart < 0 || valueEnd <= valueStart) return {value: '', runs: []};
	if (event.fast) return {value: text.slice(valueStart, valueEnd), runs: [[0, valueStart, valueEnd]]};
	const writer: Writer = {value: '', runs: [], text};
	if (style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK) writeBlock(writer, event);
	else writeFlow(writer, event);
	return {value: writer.value, runs: writer.runs};
}

/** Characters that stand in the value as they stand in the file. */
function copy(writer: Writer, from: number, to: number): void {
	if (to <= from) return;
	const last = writer.runs.at(-1);
	// Two stretches that touch in the file are one: a literal block of many lines without indentation, for example.
	if (last !== undefined && last[2] === from && writer.value.length - last[0] === last[2] - last[1])
		writer.runs[writer.runs.length - 1] = [last[0], last[1], to];
	else writer.runs.push([writer.value.length, from, to]);
	writer.value += writer.text.slice(from, to);
}

/** Characters that the source spells otherwise: an escape, a fold, a line end. */
function put(writer: Writer, value: string, from: number, to: number): void {
	if (value === '') return;
	if (writer.text.slice(from, to) === value) {
		copy(writer, from, to);
		return;
	}
	writer.runs.push([writer.value.length, from, to]);
	writer.value += value;
}

/** Plain, single-quoted and double-quoted scalars: lines are folded, and the two quoted styles have escapes. */
function writeFlow(writer: Writer, {valueStart, valueEnd, style}: ScalarEvent): void {
	const {text} = writer;
	let from = valueStart;
	let inkEnd = valueStart;
	let at = valueStart;
	while (at < valueEnd) {
		const code = text.charCodeAt(at);
		if (code === 10 || code === 13) {
			copy(writer, from, inkEnd);
			const fold = foldAt(text, at, valueEnd);
			put(writer, fold.breaks === 1 ? ' ' : '\n'.repeat(fold.breaks - 1), inkEnd, fold.next);
			at = fold.next;
			from = inkEnd = at;
		} else if (code === 39 && style === SCALAR_STYLE.SINGLE_QUOTED) {
			copy(writer, from, at);
			put(writer, "'", at, Math.min(at + 2, valueEnd));
			at += 2;
			from = inkEnd = at;
		} else if (code === 92 && style === SCALAR_STYLE.DOUBLE_QUOTED) {
			copy(writer, from, at);
			at = writeEscape(writer, at, valueEnd);
			from = inkEnd = at;
		} else {
			at++;
			if (code !== 32 && code !== 9) inkEnd = at;
		}
	}
	copy(writer, from, style === SCALAR_STYLE.PLAIN ? inkEnd : valueEnd);
}

/** The line breaks and the white space around them, from a break on. */
function foldAt(text: string, start: number, end: number): {readonly next: number; readonly breaks: number} {
	let breaks = 0;
	let at = start;
	for (; at < end; at++) {
		const code = text.charCodeAt(at);
		if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) breaks++;
		else if (code !== 13 && code !== 32 && code !== 9) break;
	}
	return {next: at, breaks};
}

const escapes = new Map([...'0abt\tnvfre "/\\N_LP'].map((letter, index) => [letter, '\0\x07\b\t\t\n\v\f\r\x1B "/\\\x85\xA0\u2028\u2029'.charAt(index)]));
const hexLengths = new Map([
	['x', 2],
	['u', 4],
	['U', 8],
]);

/** One escape of a double-quoted scalar; answers where the text goes on. */
function writeEscape(writer: Writer, at: number, end: number): number {
	const {text} = writer;
	const letter = text.charAt(at + 1);
	if (letter === '\n' || letter === '\r') return foldAt(text, at + 1, end).next;
	const length = hexLengths.get(letter);
	if (length === undefined) {
		const next = Math.min(at + 2, end);
		put(writer, escapes.get(letter) ?? letter, at, next);
		return next;
	}
	const next = Math.min(at + 2 + length, end);
	const digits = text.slice(at + 2, next);
	// A sign or a blank among them would be read as part of a number.
	const code = /^[\da-f]+$/i.test(digits) ? Number.parseInt(digits, 16) : Number.NaN;
	put(writer, code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD', at, next);
	return next;
}

/** A line break of a block scalar that may yet turn out to be chomped or folded away. */
type Break = readonly [from: number, to: number];

/** Literal (`|`) and folded (`>`) block scalars: the indentation is removed, the end chomped. */
function writeBlock(writer: Writer, {valueStart, valueEnd, indent, chomping, style}: ScalarEvent): void {
	const {text} = writer;
	const folded = style === SCALAR_STYLE.FOLDED_BLOCK;
	let pending: Break[] = [];
	let started = false;
	let afterDeeper = false;
	for (let lineStart = valueStart; lineStart < valueEnd; ) {
		let lineEnd = lineStart;
		while (lineEnd < valueEnd && text.charCodeAt(lineEnd) !== 10 && text.charCodeAt(lineEnd) !== 13) lineEnd++;
		const crlf = text.charCodeAt(lineEnd) === 13 && text.charCodeAt(lineEnd + 1) === 10;
		const next = Math.min(valueEnd, lineEnd + (crlf ? 2 : 1));
		let content = lineStart;
		while (content < lineEnd && content - lineStart < indent && text.charCodeAt(content) === 32) content++;
		if (indent >= 0 && content < lineEnd) {
			const deeper = text.charCodeAt(content) === 32 || text.charCodeAt(content) === 9;
			writeBreaks(writer, pending, folded && started && !deeper && !afterDeeper);
			copy(writer, content, lineEnd);
			afterDeeper = deeper;
			started = true;
			pending = [];
		}
		if (next > lineEnd) pending.push([lineEnd, next]);
		lineStart = next;
	}
	if (chomping === CHOMPING_MODE.KEEP) writeBreaks(writer, pending, false);
	else if (chomping === CHOMPING_MODE.CLIP && started) writeBreaks(writer, pending.slice(0, 1), false);
}

/** Line breaks as they count: each a newline, or folded into a space (one) or one newline fewer (several). */
function writeBreaks(writer: Writer, breaks: readonly Break[], fold: boolean): void {
	const [first] = breaks;
	if (fold && first !== undefined && breaks.length === 1) put(writer, ' ', ...first);
	else for (const lineBreak of fold ? breaks.slice(1) : breaks) put(writer, '\n', ...lineBreak);
}
