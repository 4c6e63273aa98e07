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

/** The position of an offset; offsets past the end count as the end. */
export function positionAt(lineStarts: readonly number[], offset: number): Position {
	let low = 0;
	let high = lineStarts.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((lineStarts[middle] ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	return {line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1};
}
