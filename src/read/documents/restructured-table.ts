/** Grid and simple tables of reStructuredText, cell by cell. A cell over several lines is put together from them. */

import type {BlockList} from './block-list.ts';
import type {Line} from './lines.ts';
import {addSpace, newPieces, type Pieces} from './pieces.ts';
import {addRestructuredInline} from './restructured-inline.ts';

const grid = /^\+(?:[-=]+\+)+$/;
const simple = /^=+(?: +=+)+$/;

export function isTableStart(text: string): boolean {
	return grid.test(text) || simple.test(text);
}

/** The index after the table that starts at a line. */
export function tableEnd(lines: readonly Line[], start: number): number {
	if (grid.test(lines[start]?.text ?? '')) {
		let end = start;
		while (/^[+|]/.test(lines[end]?.text ?? '')) end++;
		return end;
	}
	// A simple table ends with a border that a blank line (or the end) follows.
	for (let index = start + 1; index < lines.length; index++) {
		if (simple.test(lines[index]?.text ?? '') && (lines[index + 1]?.text ?? '') === '') return index + 1;
	}
	return start + 1;
}

export function addTable(list: BlockList, source: string, lines: readonly Line[]): void {
	const border = lines[0];
	if (border === undefined) return;
	const isGrid = grid.test(border.text);
	const columns = columnsOf(border.text, isGrid);
	// In a grid a line of `=` ends the header; in a simple table the second border does.
	const headerEnd = lines.findIndex(({text}, index) => index > 0 && (isGrid ? /^\+=/.test(text) : simple.test(text)));
	const isRuled = isGrid ? headerEnd > 0 : headerEnd > 0 && headerEnd < lines.length - 1;
	let cells: Pieces[] = [];
	const flush = (isHeader: boolean) => {
		for (const pieces of cells) list.add(isHeader ? 'table-header' : 'table-cell', pieces);
		cells = [];
	};
	for (const [index, line] of lines.entries()) {
		const isHeader = isRuled && index <= headerEnd;
		const isBorder = isGrid ? line.text.startsWith('+') : /^[=-]+(?: +[=-]+)*$/.test(line.text);
		if (isBorder || line.text === '') flush(isHeader);
		else {
			// In a simple table a row starts where its first column holds text.
			if (!isGrid && line.indent === border.indent) flush(isHeader);
			addRow(cells, source, line, columns, line.start + border.indent, isGrid);
		}
	}
	flush(false);
}

/** Adds a line to the cells of its row, as many as it reaches. `offset` is where the first column begins in it. */
function addRow(cells: Pieces[], source: string, line: Line, columns: readonly Column[], offset: number, isGrid: boolean): void {
	for (const [index, column] of columns.entries()) {
		const from = offset + column[0];
		// Short lines below a border of many columns would each go through all of them.
		if (from >= line.end) break;
		// The last column of a simple table may run on beyond its border.
		const end = !isGrid && index === columns.length - 1 ? line.end : Math.min(offset + column[1], line.end);
		cells[index] ??= newPieces();
		const pieces = cells[index];
		if (pieces.length > 0) addSpace(pieces, line.start - 1, line.start);
		addRestructuredInline(pieces, source, from, end);
	}
}

type Column = readonly [from: number, to: number];

function columnsOf(border: string, isGrid: boolean): readonly Column[] {
	return [...border.matchAll(isGrid ? /[-=]+/g : /=+/g)].map(({0: {length}, index}) => [index, index + length] as const);
}
