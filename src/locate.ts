/** Offsets to lines and columns, both from 1, columns in UTF-16 units. */

export type Position = {readonly line: number; readonly column: number};

/** Where each line of a text starts. CR, LF and CRLF end a line, as editors count them. */
export function lineStartsOf(text: string): readonly number[] {
	const starts = [0];
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
	}
	return starts;
}

/** The index of the last of these ascending starts that is no greater than an offset; 0 where all are. */
export function indexAt(starts: readonly number[], offset: number): number {
	let low = 0;
	let high = starts.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((starts[middle] ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	return low;
}

/** The position of an offset; offsets past the end count as the end. */
export function positionAt(lineStarts: readonly number[], offset: number): Position {
	const line = indexAt(lineStarts, offset);
	return {line: line + 1, column: offset - (lineStarts[line] ?? 0) + 1};
}
