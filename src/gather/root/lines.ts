/** Pieces of configuration files, each with its place. */

import type {Text} from '../../contract.ts';

/** The stretch from `start` to `end` of a file's text. */
export function cut(text: Text, start: number, end: number): Text {
	const base = text.place.range?.[0] ?? 0;
	return {value: text.value.slice(start, end), place: {file: text.place.file, range: [base + start, base + end]}};
}

/** The lines of a file, without their ends. Line breaks are LF or CRLF. */
export function linesOf(text: Text): readonly Text[] {
	return [...text.value.matchAll(/[^\r\n]*(?:\r(?!\n)[^\r\n]*)*(?=\r?\n|$)/g)].flatMap(({0: line, index}) =>
		line === '' ? [] : [cut(text, index, index + line.length)],
	);
}
