/** The drawing for wide pages: layers from left to right, and below them the ways to other rights. */

import {type Box, boxAt, boxHeight, type Diagram, type Edge, edgeLook, widthFor} from './diagram.ts';
import type {Cell, Sheet} from './sheet.ts';

const width = 1000;
const layers = {
	holder: {x: 2, width: 202},
	self: {x: 246, width: 190},
	policy: {x: 478, width: 182},
	reach: {x: 702, width: 296},
} as const;
const gap = 8;
const step = boxHeight + gap;

/** Lays a sheet out from left to right. */
export function layered({holders, self, policies, paths}: Sheet): Diagram {
	const boxes: Box[] = [];
	const edges: Edge[] = [];
	const middles: {readonly middle: number; readonly look: Edge['look']}[] = [];
	let y = 2;
	for (const {policy, reaches} of policies) {
		const rows = reaches.map((reach, index) => place('reach', y + index * step, reach));
		const middle = y + (reaches.length * step - gap) / 2;
		const box = place('policy', middle - boxHeight / 2, policy);
		boxes.push(box, ...rows);
		edges.push(...rows.map((row) => curve([box.x + box.width, middle], [row.x, row.y + boxHeight / 2], edgeLook(row))));
		middles.push({middle, look: rows.some(({marks}) => marks !== '') ? 'danger' : edgeLook(policy)});
		// Room between policies tells whose services are whose.
		y += reaches.length * step + (reaches.length > 1 ? gap : 0);
	}
	const holdersHeight = holders.length * step - gap;
	const [first, last] = [middles[0]?.middle ?? 0, middles.at(-1)?.middle ?? 0];
	const centre = Math.max((first + last) / 2, 2 + holdersHeight / 2);
	const own = place('self', centre - boxHeight / 2, self);
	boxes.push(own);
	for (const {middle, look} of middles) edges.push(curve([own.x + own.width, centre], [layers.policy.x, middle], look));
	for (const [index, holder] of holders.entries()) {
		const box = place('holder', centre - holdersHeight / 2 + index * step, holder);
		boxes.push(box);
		edges.push(curve([box.x + box.width, box.y + boxHeight / 2], [own.x, centre], holder.look === 'danger' ? 'danger' : 'plain'));
	}
	const bottom = Math.max(y - gap, centre + Math.max(holdersHeight, boxHeight) / 2);
	return {width, height: Math.ceil(placePaths(paths, bottom, own, boxes, edges)) + 2, boxes, edges};
}

function place(layer: keyof typeof layers, y: number, cell: Cell): Box {
	return boxAt(layers[layer].x, y, layers[layer].width, cell);
}

function curve(from: Edge['from'], to: Edge['to'], look: Edge['look']): Edge {
	return {from, to, look, bend: 'curve'};
}

/** The line that leads down from the identity to its paths. */
const rail = layers.self.x + 16;
const firstStep = rail + 28;
const arrow = 26;
const widestStep = 420;

/** Each path as a chain; it goes on in a new row where one is full. Answers where the drawing ends. */
function placePaths(paths: Sheet['paths'], top: number, self: Box, boxes: Box[], edges: Edge[]): number {
	let y = top + 24;
	for (const [index, path] of paths.entries()) {
		const from: Edge['from'] = [rail, index === 0 ? self.y + boxHeight : y - step];
		edges.push({from, to: [firstStep, y + boxHeight / 2], look: 'danger', bend: 'rail'});
		let x = firstStep;
		for (const [at, cell] of path.entries()) {
			const wide = widthFor(cell, widestStep);
			if (at > 0 && x + arrow + wide > width) {
				const next = firstStep + 44;
				edges.push({from: [firstStep + 16, y + boxHeight], to: [next, y + step + boxHeight / 2], look: 'danger', bend: 'rail'});
				x = next;
				y += step;
			} else if (at > 0) {
				edges.push(curve([x, y + boxHeight / 2], [x + arrow, y + boxHeight / 2], 'danger'));
				x += arrow;
			}
			boxes.push(boxAt(x, y, wide, cell));
			x += wide;
		}
		y += step + gap;
	}
	return paths.length === 0 ? top : y - 2 * gap;
}
