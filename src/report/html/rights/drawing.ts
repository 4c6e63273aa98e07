/** A diagram as inline SVG. Colours come from the style sheet, so that it can be read in both schemes and on paper. */

import {html, type Markup} from '../markup.ts';
import type {Box, Diagram, Edge} from './diagram.ts';

/** The drawing. It is one image to a screen reader; the list beside it says the same. */
export function drawing({width, height, boxes, edges}: Diagram, label: string): Markup {
	return html`<svg class="graph" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}">${edges.map(line)}${boxes.map(shape)}</svg>`;
}

function line({from: [x1, y1], to: [x2, y2], look, bend}: Edge): Markup {
	const middle = round((x1 + x2) / 2);
	const path =
		bend === 'rail'
			? `M${round(x1)} ${round(y1)}V${round(y2)}H${round(x2)}`
			: `M${round(x1)} ${round(y1)}C${middle} ${round(y1)} ${middle} ${round(y2)} ${round(x2)} ${round(y2)}`;
	// Arrow heads tell the direction of a path; the layers of the rest read from left to right.
	const head = look === 'danger' ? html`<path class="head" d="M${round(x2)} ${round(y2)}l-7 -4v8z"/>` : undefined;
	return html`<path class="edge ${look}" d="${path}"/>${head}`;
}

function shape({x, y, width, height, look, text, detail, marks}: Box): Markup {
	const hasDetail = detail !== '';
	return html`<g class="box ${look}"><rect x="${round(x)}" y="${round(y)}" width="${width}" height="${height}" rx="4"/><text x="${round(x + 9)}" y="${round(y + (hasDetail ? 17 : 24))}">${text}</text>${hasDetail && html`<text class="detail" x="${round(x + 9)}" y="${round(y + 32)}">${detail}</text>`}${marks !== '' && html`<text class="marks" x="${round(x + width - 8)}" y="${round(y + 17)}">${marks}</text>`}</g>`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
