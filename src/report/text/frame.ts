/** The code frame: the lines around a finding with its token underlined. */

import type {Position} from '../../locate.ts';
import type {Paint, Style} from './flow.ts';
import {type Cell, cellsOf} from './visible.ts';

/** Lines shown before the one that the finding starts on. */
const linesBefore = 2;
/** A frame is never narrower than this, whatever the terminal says. */
const leastColumns = 16;

/** A text with the starts of its lines, counted once for all its frames. */
export type Lines = {readonly text: string; readonly starts: readonly number[]};

export type FrameOptions = {readonly width: number; readonly indent: number; readonly paint: Paint; readonly style: Style};

/** The frame's lines: up to two lines of context, the line itself, and the underline. */
export function frame(lines: Lines, start: Position, end: Position, {width, indent, paint, style}: FrameOptions): readonly string[] {
	const digits = String(start.line).length;
	const columns = Math.max(leastColumns, width - indent - digits - 3);
	const gutter = (number: string) => ' '.repeat(indent) + paint('faint', `${number.padStart(digits)} │`);
	const line = (number: number) => lineOf(lines, number).text;
	const out: string[] = [];
	for (let number = Math.max(1, start.line - linesBefore); number < start.line; number++) {
		out.push(`${gutter(String(number))} ${head(line(number), columns)}`.trimEnd());
	}
	const own = line(start.line);
	const from = start.column - 1;
	const to = end.line > start.line ? own.length : Math.max(end.column - 1, from);
	const {shown, before, marked} = around(own, from, to, columns);
	out.push(`${gutter(String(start.line))} ${shown}`.trimEnd());
	const more = end.line > start.line ? paint('faint', ` to line ${end.line}`) : '';
	out.push(`${gutter('')} ${' '.repeat(before)}${paint(style, '^'.repeat(Math.max(1, marked)))}${more}`);
	return out;
}

/** A line of a file, without its break, and where it starts. */
export function lineOf({text, starts}: Lines, line: number): {readonly text: string; readonly start: number} {
	const start = starts[line - 1] ?? text.length;
	let end = starts[line] ?? text.length;
	while (end > start && (text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13)) end--;
	return {text: text.slice(start, end), start};
}

function textOf(cells: readonly Cell[]): string {
	return cells.map((cell) => cell.text).join('');
}

function widthOf(cells: readonly Cell[]): number {
	return cells.reduce((sum, {width}) => sum + width, 0);
}

/** As many cells as fit, from the front. */
function fitting(cells: readonly Cell[], columns: number): readonly Cell[] {
	let used = 0;
	const cut = cells.findIndex(({width}) => {
		used += width;
		return used > columns;
	});
	return cut === -1 ? cells : cells.slice(0, cut);
}

/** The beginning of a line. Only what can be shown is looked at: a line may hold megabytes. */
function head(line: string, columns: number): string {
	const cells = cellsOf(line.slice(0, columns * 4));
	const shown = fitting(cells, columns);
	return shown.length === cells.length && line.length <= columns * 4 ? textOf(shown) : `${textOf(fitting(shown, columns - 1))}…`;
}

/** The part of a line around `from` to `to`, how many columns stand before the token, and how many the token takes. */
function around(line: string, from: number, to: number, columns: number): {shown: string; before: number; marked: number} {
	let sliceStart = Math.max(0, from - columns * 4);
	if (isLowSurrogate(line.charCodeAt(sliceStart))) sliceStart--;
	const sliceEnd = Math.min(line.length, from + columns * 8);
	const cells = cellsOf(line.slice(sliceStart, sliceEnd)).map((cell) => ({...cell, offset: cell.offset + sliceStart}));
	const tokenAt = cells.filter((_cell, index) => (cells[index + 1]?.offset ?? sliceEnd) <= from).length;
	const whole = sliceStart === 0 && widthOf(cells) <= columns;
	let first = 0;
	const tokenWidth = widthOf(cells.slice(tokenAt).filter((cell) => cell.offset < to));
	// Room for the whole token where it fits, and a quarter of the line before it for the reader's bearings.
	const room = Math.max(Math.floor(columns / 4), Math.min(columns - tokenWidth - 2, Math.floor(columns / 2)));
	if (!whole) {
		first = tokenAt;
		while (first > 0 && widthOf(cells.slice(first - 1, tokenAt)) < room) first--;
		if (widthOf(cells.slice(0, tokenAt)) <= room) first = 0;
	}
	const cutLeft = first > 0 || sliceStart > 0;
	const rest = cells.slice(first);
	let shown = fitting(rest, columns - (cutLeft ? 1 : 0));
	const cutRight = shown.length < rest.length || sliceEnd < line.length;
	if (cutRight) shown = fitting(shown, columns - (cutLeft ? 2 : 1));
	return {
		shown: `${cutLeft ? '…' : ''}${textOf(shown)}${cutRight ? '…' : ''}`,
		before: (cutLeft ? 1 : 0) + widthOf(cells.slice(first, tokenAt)),
		marked: widthOf(shown.filter((cell) => cell.offset >= from && cell.offset < to)),
	};
}

function isLowSurrogate(code: number): boolean {
	return code >= 0xdc00 && code <= 0xdfff;
}
