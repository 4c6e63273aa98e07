/** The drawing for narrow pages: one box below the other, indented by layer. */

import {type Box, boxAt, boxHeight, type Diagram, type Edge, edgeLook} from './diagram.ts';
import type {Cell, Sheet} from './sheet.ts';

const width = 330;
const indent = 18;
const step = boxHeight + 7;

/** Lays a sheet out from top to bottom. */
export function stacked({holders, self, policies, paths}: Sheet): Diagram {
	const boxes: Box[] = [];
	const edges: Edge[] = [];
	let y = 2;
	const place = (depth: number, cell: Cell, parent?: Box, look: Edge['look'] = edgeLook(cell)): Box => {
		const x = 2 + depth * indent;
		const box = boxAt(x, y, width - 2 - x, cell);
		boxes.push(box);
		if (parent !== undefined) edges.push({from: [parent.x + 8, parent.y + boxHeight], to: [x, y + boxHeight / 2], look, bend: 'rail'});
		y += step;
		return box;
	};
	const above = holders.map((holder) => place(0, holder));
	const own = place(1, self, above.at(-1), 'plain');
	for (const {policy, reaches} of policies) {
		const isOnPath = reaches.some(({marks}) => marks !== '');
		const box = place(2, policy, own, isOnPath ? 'danger' : edgeLook(policy));
		for (const reach of reaches) place(3, reach, box);
	}
	for (const path of paths) {
		let before: Box | undefined;
		for (const cell of path) before = place(before === undefined ? 2 : 3, cell, before ?? own, 'danger');
	}
	return {width, height: y - step + boxHeight + 2, boxes, edges};
}
