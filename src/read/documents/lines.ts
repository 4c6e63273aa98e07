/** The lines of a text with their offsets: what the line-wise readers (plain text, reStructuredText, AsciiDoc) work on. */

/** One line. `end` leaves out the line break, `next` is where the following line starts. */
export type Line = {
	readonly start: number;
	readonly end: number;
	readonly next: number;
	/** Columns of white space before the text; a tab goes to the next multiple of eight. */
	readonly indent: number;
	/** Offset of the first character that is not white space; `end` for a blank line. */
	readonly first: number;
	/** The line without the white space around it. */
	readonly text: string;
};

export function linesOf(source: string, from = 0): readonly Line[] {
	const lines: Line[] = [];
	const breaks = /\r\n|\r|\n/g;
	breaks.lastIndex = from;
	for (let start = from; start <= source.length; ) {
		const match = breaks.exec(source);
		const end = match === null ? source.length : match.index;
		const next = match === null ? source.length + 1 : end + match[0].length;
		lines.push(lineOf(source, start, end, next));
		start = next;
	}
	return lines;
}

function lineOf(source: string, start: number, end: number, next: number): Line {
	let first = start;
	let indent = 0;
	for (; first < end; first++) {
		const code = source.charCodeAt(first);
		if (code === 9) indent += 8 - (indent % 8);
		else if (code === 32 || code === 0xa0 || code === 12 || code === 11 || code === 0xfeff) indent++;
		else break;
	}
	return {start, end, next, indent, first, text: source.slice(first, end).trimEnd()};
}

/** The index of the first wanted line from another on; the number of lines where there is none. */
export function indexFrom(lines: readonly Line[], from: number, isWanted: (text: string) => boolean): number {
	for (let index = from; index < lines.length; index++) if (isWanted(lines[index]?.text ?? '')) return index;
	return lines.length;
}

/** A list marker at a line's start: a bullet, or a number or letter with `.` or `)`. */
export const listMarker = /^(?:[-*+•‣⁃–▪◦●○·]|\(?(?:\d{1,3}|[a-zA-Z]|#)[.)])\s+(?=\S)/;
