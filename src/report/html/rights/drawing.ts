/** Drawings as inline SVG. Colours come from the style sheet, so that they can be read in both schemes and on paper. */

import {html, type Markup} from '../markup.ts';
import {type Box, boxHeight, type Diagram, type Edge} from './diagram.ts';

/** A drawing. It is one image to a screen reader; the list beside it says the same. */
export function drawing({width, height, boxes, edges}: Diagram, kind: 'layered' | 'stacked', label: string): Markup {
	return html`<svg class="graph ${kind}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}">${edges.map(line)}${boxes.map(shape)}</svg>`;
}

function line({from, to, look, bend}: Edge): Markup {
	const [x1, y1, x2, y2] = [...from, ...to].map(round);
	const middle = round((from[0] + to[0]) / 2);
	const path = bend === 'rail' ? `M${x1} ${y1}V${y2}H${x2}` : `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
	// Arrow heads tell the direction of a path; the layers of the rest can be read by themselves.
	return html`<path class="edge ${look}" d="${path}"/>${look === 'danger' && html`<path class="tip" d="M${x2} ${y2}l-7 -4v8z"/>`}`;
}

function shape({x, y, width, look, text, detail, marks}: Box): Markup {
	const hasDetail = detail !== '';
	const [left, top] = [round(x + 9), round(y + (hasDetail ? 17 : 24))];
	return html`<g class="box ${look}"><rect x="${round(x)}" y="${round(y)}" width="${width}" height="${boxHeight}" rx="4"/><text x="${left}" y="${top}">${text}</text>${hasDetail && html`<text class="detail" x="${left}" y="${round(y + 32)}">${detail}</text>`}${marks !== '' && html`<text class="marks" x="${round(x + width - 8)}" y="${top}">${marks}</text>`}</g>`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
