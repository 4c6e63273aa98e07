/** A line of sshd_config to words, as OpenSSH's misc.c takes it apart: the keyword by `strdelim`, the rest by `argv_split`. */

import type {Text} from '../../../contract.ts';

/** A line, and where each of its characters stands in the file. `at` is missing where the line stands there as it is, from `start`. */
export type Line = {readonly file: string; readonly text: string; readonly start: number; readonly at?: readonly number[]};

/** A word and what is left: where the rest begins, or nothing at the line's end. */
type Delimited = {readonly word: Text; readonly next: number | undefined};

/** The stretch of a line, with another value where quotes or escapes were taken away. */
export function stretch({file, text, start, at}: Line, from: number, to: number, value = text.slice(from, to)): Text {
	const offset = (index: number) => at?.[index] ?? start + index;
	return {value, place: {file, range: [offset(from), to > from ? offset(to - 1) + 1 : offset(from)]}};
}

const isBlank = (text: string, index: number) => index < text.length && ' \t\r\n'.includes(text.charAt(index));

function skipBlanks(text: string, from: number): number {
	let index = from;
	while (isBlank(text, index)) index++;
	return index;
}

/** The next word up to a blank, a quoted stretch's end, or one `=`. Nothing where a quote is left open. */
export function delimited(line: Line, from: number): Delimited | undefined {
	const {text} = line;
	let end = from;
	while (end < text.length && !' \t\r\n"='.includes(text.charAt(end))) end++;
	if (end === text.length) return {word: stretch(line, from, end), next: undefined};
	if (text.charAt(end) === '"') {
		const close = text.indexOf('"', end + 1);
		if (close < 0) return undefined;
		const value = text.slice(from, end) + text.slice(end + 1, close);
		return {word: stretch(line, end === from ? from + 1 : from, close, value), next: skipBlanks(text, close + 1)};
	}
	let next = skipBlanks(text, end + 1);
	if (text.charAt(end) !== '=' && text.charAt(next) === '=') next = skipBlanks(text, next + 1);
	return {word: stretch(line, from, end), next};
}

/** The arguments from an offset on, up to a comment. Nothing where a quote is left open. */
export function argumentsOf(line: Line, from: number): readonly Text[] | undefined {
	const {text} = line;
	const words: Text[] = [];
	for (let index = from; index < text.length; index++) {
		const first = text.charAt(index);
		if (first === ' ' || first === '\t') continue;
		if (first === '#') break;
		const read = argument(line, index);
		if (read === undefined) return undefined;
		words.push(read.word);
		index = read.end;
	}
	return words;
}

/** One argument without its quotes and escapes. */
function argument(line: Line, from: number): {readonly word: Text; readonly end: number} | undefined {
	const {text} = line;
	const parts: string[] = [];
	let quote = '';
	let index = from;
	for (; index < text.length; index++) {
		const letter = text.charAt(index);
		const after = text.charAt(index + 1);
		if (letter === '\\' && (after === "'" || after === '"' || after === '\\' || (quote === '' && after === ' '))) {
			parts.push(after);
			index++;
		} else if (quote === '' && (letter === ' ' || letter === '\t')) break;
		else if (quote === '' && (letter === '"' || letter === "'")) quote = letter;
		else if (quote !== '' && letter === quote) quote = '';
		else parts.push(letter);
	}
	if (quote !== '') return undefined;
	// The token itself, not the quotes around it.
	const isQuoted = /^(["']).*\1$/s.test(text.slice(from, index)) && index - from >= 2;
	return {word: isQuoted ? stretch(line, from + 1, index - 1, parts.join('')) : stretch(line, from, index, parts.join('')), end: index};
}
