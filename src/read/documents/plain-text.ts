/** Plain text to blocks: paragraphs between blank lines, list items by their bullets, underlined headings. */

import {type BlockList, type DocumentRead, newBlockList} from './block-list.ts';
import {type Line, linesOf, listMarker} from './lines.ts';
import {addSpace, addText, newPieces} from './pieces.ts';

export function readPlainText(source: string, file: string): DocumentRead {
	const list = newBlockList(file);
	const lines = linesOf(source);
	for (let index = 0; index < lines.length && !list.isFull(); ) {
		const line = lines[index];
		if (line === undefined || line.text === '' || isRule(line.text)) index++;
		else if (isHeading(lines, index)) {
			const pieces = newPieces();
			addText(pieces, source, line.first, line.end);
			list.add('heading', pieces, {level: lines[index + 1]?.text.startsWith('=') ? 1 : 2});
			index += 2;
		} else index = paragraph(list, source, lines, index);
	}
	return {document: {file, format: 'text', blocks: list.blocks}, faults: list.faults};
}

/** Reads one paragraph or list item; answers the index of the line after it. */
function paragraph(list: BlockList, source: string, lines: readonly Line[], start: number): number {
	const first = lines[start];
	if (first === undefined) return start + 1;
	const marker = listMarker.exec(first.text)?.[0];
	const pieces = newPieces();
	addText(pieces, source, first.first + (marker?.length ?? 0), first.end);
	let index = start + 1;
	for (let line = lines[index]; line !== undefined && line.text !== ''; line = lines[++index]) {
		if (listMarker.test(line.text) || isRule(line.text) || isHeading(lines, index)) break;
		addSpace(pieces, lines[index - 1]?.end ?? line.start, line.start);
		addText(pieces, source, line.first, line.end);
	}
	list.add(marker === undefined ? 'paragraph' : 'list-item', pieces, marker === undefined ? {} : {level: 1 + Math.floor(first.indent / 2)});
	return index;
}

/** A line of one repeated mark: a separator, or the line under a heading. */
function isRule(text: string): boolean {
	return text.length >= 3 && /^(?:=+|-+|~+|\*+|_+|#+)$/.test(text);
}

function isHeading(lines: readonly Line[], index: number): boolean {
	const line = lines[index];
	const under = lines[index + 1]?.text ?? '';
	const before = lines[index - 1]?.text ?? '';
	const stands = before === '' || isRule(before);
	return line !== undefined && stands && line.text !== '' && !isRule(line.text) && /^[=\-~]{3,}$/.test(under) && isRule(under);
}
