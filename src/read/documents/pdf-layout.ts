/** From the text items of a PDF page to lines and paragraphs, by their positions: a PDF knows neither. */

import type {BlockRole} from '../../evidence/document.ts';
import {listMarker} from './lines.ts';

/** A piece of text on a page. Units are points; `y` grows upwards. */
export type Item = {readonly text: string; readonly x: number; readonly y: number; readonly width: number; readonly size: number; readonly endsLine: boolean};

export type Line = {readonly text: string; readonly x: number; readonly y: number; readonly size: number};

/** Items in the order of the file, put into lines: a new one where the height changes by more than a third of the letters' size. */
export function linesOf(items: readonly Item[]): readonly Line[] {
	const lines: Line[] = [];
	let parts: string[] = [];
	let first: Item | undefined;
	let last: Item | undefined;
	const end = () => {
		const text = parts.join('').replace(/\s+/g, ' ').trim();
		if (first !== undefined && text !== '') lines.push({text, x: first.x, y: first.y, size: first.size});
		parts = [];
		first = undefined;
		last = undefined;
	};
	for (const item of items) {
		if (last !== undefined && Math.abs(item.y - last.y) > Math.max(last.size, item.size) / 3 && item.text !== '') end();
		if (last !== undefined && item.x - (last.x + last.width) > last.size / 5) parts.push(' ');
		parts.push(item.text);
		if (item.text.trim() !== '') {
			first ??= item;
			last = item;
		}
		if (item.endsLine) end();
	}
	end();
	return lines;
}

/** Lines put into paragraphs: a wider gap, another size of letters or a list marker starts a new one. */
export function paragraphsOf(lines: readonly Line[]): readonly (readonly Line[])[] {
	const paragraphs: Line[][] = [];
	const usual = usualGap(lines);
	for (const [index, line] of lines.entries()) {
		const before = lines[index - 1];
		const gap = before === undefined ? 0 : before.y - line.y;
		const isNew =
			before === undefined || gap < -line.size / 2 || gap > Math.max(usual * 1.35, line.size * 1.25) || before.size !== line.size || listMarker.test(line.text);
		if (isNew) paragraphs.push([line]);
		else paragraphs.at(-1)?.push(line);
	}
	return paragraphs;
}

/** The smaller of the common distances from line to line: that inside paragraphs. */
function usualGap(lines: readonly Line[]): number {
	const gaps = lines.flatMap((line, index) => {
		const gap = (lines[index - 1]?.y ?? Number.NaN) - line.y;
		return gap > line.size * 0.8 && gap < line.size * 2.2 ? [gap] : [];
	});
	return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 3)] ?? 0;
}

/** The size that most letters have. */
export function bodySizeOf(pages: readonly (readonly Line[])[]): number {
	const letters = new Map<number, number>();
	for (const {size, text} of pages.flat()) letters.set(size, (letters.get(size) ?? 0) + text.length);
	return [...letters].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** The role of a paragraph, its level, and how many characters its list marker takes. */
export function roleOf(paragraph: readonly Line[], bodySize: number): readonly [role: BlockRole, level: number | undefined, skip: number] {
	const [first] = paragraph;
	if (first === undefined) return ['paragraph', undefined, 0];
	const ratio = bodySize === 0 ? 1 : first.size / bodySize;
	const marker = listMarker.exec(first.text)?.[0].length;
	if (ratio >= 1.15 && paragraph.length <= 3) return ['heading', ratio >= 1.7 ? 1 : ratio >= 1.35 ? 2 : 3, 0];
	return marker === undefined ? ['paragraph', undefined, 0] : ['list-item', 1, marker];
}
