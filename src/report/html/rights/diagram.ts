/** Boxes and edges with their places, in units that are pixels at a drawing's full size. */

import {cellsOf, displayWidth} from '../../text/visible.ts';
import type {Cell} from './sheet.ts';

/** A box at its place. Its texts are cut to fit. */
export type Box = Cell & {readonly x: number; readonly y: number; readonly width: number};

/** A line from one box to another: a curve between layers, or a rail that goes down first. */
export type Edge = {
	readonly from: readonly [x: number, y: number];
	readonly to: readonly [x: number, y: number];
	readonly look: 'plain' | 'danger' | 'missing';
	readonly bend: 'curve' | 'rail';
};

/** A drawing, ready to be written down. */
export type Diagram = {readonly width: number; readonly height: number; readonly boxes: readonly Box[]; readonly edges: readonly Edge[]};

/** Of every box. */
export const boxHeight = 40;

/** Units that a character takes, in the two sizes. */
const advance = {text: 7.25, detail: 6.65};
/** Units between a box's sides and its text, both sides together. */
const padding = 18;

/** A box for a cell, its texts cut to the room that there is. */
export function boxAt(x: number, y: number, width: number, {look, text, detail, marks}: Cell): Box {
	const room = Math.floor((width - padding) / advance.text) - (marks === '' ? 0 : marks.length + 1);
	return {x, y, width, look, text: fitted(text, room), detail: fitted(detail, Math.floor((width - padding) / advance.detail)), marks};
}

/** The width at which nothing of a cell is cut, up to a bound. */
export function widthFor({text, detail}: Cell, widest: number): number {
	return Math.min(widest, Math.ceil(Math.max(displayWidth(text) * advance.text, displayWidth(detail) * advance.detail)) + padding + 4);
}

/** The look of the edge that leads to a box. */
export function edgeLook({look, marks}: Cell): Edge['look'] {
	return marks !== '' ? 'danger' : look === 'missing' ? 'missing' : 'plain';
}

function fitted(text: string, room: number): string {
	if (text.length <= 4 * room && displayWidth(text) <= room) return text;
	let shown = '';
	let used = 0;
	for (const cell of cellsOf(text.slice(0, 4 * room))) {
		if (used + cell.width > room - 1) break;
		used += cell.width;
		shown += cell.text;
	}
	return `${shown}…`;
}
