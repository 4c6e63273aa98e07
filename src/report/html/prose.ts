/** Paragraphs with stretches marked. Stretches may overlap; long ones between marks are cut. */

import type {Severity} from '../../contract.ts';
import {html, type Markup} from './markup.ts';
import {head, tail} from './words.ts';

/** A stretch of a paragraph. `anchor` is the element that it links to. */
export type Mark = {readonly range: readonly [start: number, end: number]; readonly severity: Severity; readonly anchor?: string; readonly label?: string};

/** Units of text without a mark that are shown at each side of one. */
const mostAround = 360;
/** Units of one mark that are shown. */
const mostMarked = 900;

const rank: Readonly<Record<Severity, number>> = {error: 0, warning: 1, note: 2};

/**
 * The paragraph from `start` to `end` of a text. Where marks overlap, the stretch bears the gravest severity and links to that finding.
 * `strong` are the words that carry a judgement.
 */
export function markedParagraph(
	value: string,
	[start, end]: readonly [number, number],
	marks: readonly Mark[],
	strong: readonly (readonly [number, number])[] = [],
): Markup {
	const bounds = new Set([start, end]);
	for (const [from, to] of [...marks.map(({range}) => range), ...strong]) for (const at of [from, to]) if (at > start && at < end) bounds.add(at);
	const cuts = [...bounds].toSorted((one, other) => one - other);
	const pieces: Markup[] = [];
	for (const [index, from] of cuts.entries()) {
		const to = cuts[index + 1];
		if (to === undefined) break;
		const over = marks.filter(({range}) => range[0] < to && range[1] > from).toSorted((one, other) => rank[one.severity] - rank[other.severity]);
		const isStrong = strong.some(([left, right]) => left < to && right > from);
		pieces.push(pieceOf(value.slice(from, to), over[0], isStrong, {isFirst: index === 0, isLast: index === cuts.length - 2}));
	}
	// A mark of no width shows where something is missing.
	if (marks.length > 0 && marks.every(({range}) => range[0] >= range[1])) pieces.unshift(html`<mark class="${marks[0]?.severity ?? 'note'}"></mark>`);
	return html`${pieces}`;
}

function pieceOf(text: string, mark: Mark | undefined, isStrong: boolean, {isFirst, isLast}: {isFirst: boolean; isLast: boolean}): Markup {
	if (mark === undefined) return lines(plain(text, isFirst, isLast));
	const shown = lines(head(text, mostMarked));
	const inner = isStrong ? html`<strong>${shown}</strong>` : shown;
	if (mark.anchor === undefined) return html`<mark class="${mark.severity}">${inner}</mark>`;
	// What is marked may be a space, which gives a link no name.
	return html`<a class="to" href="#${mark.anchor}"${text.trim() === '' && html` aria-label="${mark.label ?? mark.severity}"`}><mark class="${mark.severity}">${inner}</mark></a>`;
}

function plain(text: string, isFirst: boolean, isLast: boolean): string {
	if (isFirst) return tail(text, mostAround);
	if (isLast) return head(text, mostAround);
	return text.length <= 2 * mostAround ? text : `${head(text, mostAround)} ${tail(text, mostAround)}`;
}

/** Line breaks of a text stay line breaks. */
function lines(text: string): Markup {
	return html`${text.split(/\r\n|[\r\n]/).map((line, index) => (index === 0 ? line : html`<br>${line}`))}`;
}
