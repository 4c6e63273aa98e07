/** A page as lines of text in reading order, each mapped to the source: what a person sees, without its tree. */

import type {Text} from '../../contract.ts';
import {entityAt} from '../../read/documents/entities.ts';
import {addBreak, addSpace, addText, addUnit, addVerbatim, finish, newPieces, type Pieces} from '../../read/documents/pieces.ts';

/** The nodes that cheerio builds, as far as they are read here. */
export type PageNode = {
	readonly type: string;
	readonly name?: string;
	readonly attribs?: Readonly<Record<string, string>>;
	readonly children?: readonly PageNode[];
	/** Offsets of the first and the last character; null for elements that the parser adds. */
	readonly startIndex?: number | null;
	readonly endIndex?: number | null;
};

/** One line. */
export type Line = {
	readonly text: Text;
	/** 1 to 6 for a heading. */
	readonly level?: number;
	readonly item: boolean;
	/** Whether it stands where a table or list has its labels (`th`, `dt`). */
	readonly term: boolean;
	/** The URL of the link that the line holds. */
	readonly url?: Text;
	/** Whether the line is only a link. */
	readonly linkOnly: boolean;
	/** Whether the line is no text of the page but the name of a region (`aria-label`). */
	readonly landmark: boolean;
};

const blocks = new Set(
	(
		'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html ' +
		'legend li main menu ol optgroup option p pre section summary table tbody td tfoot th thead tr ul label'
	).split(' '),
);

/** What is no text of the listing: code, pictures, and the controls around it. */
const silent = new Set('head script style template noscript svg math iframe object audio video canvas button select nav footer datalist textarea'.split(' '));
const silentRoles = new Set(['navigation', 'tablist', 'tab', 'button', 'menu', 'search', 'dialog', 'contentinfo']);

/** Nothing is cut: the reader bounds the file, and a rule on lengths must see the whole of a text. */
const longestLine = Number.POSITIVE_INFINITY;

type Open = {level?: number; item: boolean; term: boolean; url?: Text; verbatim: boolean; inLink: boolean};
type State = {readonly html: string; readonly file: string; readonly lines: Line[]; pieces: Pieces; url: Text | undefined; outside: boolean};

/** The lines under a node. */
export function linesOf(root: PageNode, html: string, file: string): readonly Line[] {
	const state: State = {html, file, lines: [], pieces: newPieces(), url: undefined, outside: false};
	visit(state, root, {item: false, term: false, verbatim: false, inLink: false});
	flush(state, {item: false, term: false, verbatim: false, inLink: false});
	return state.lines;
}

/** Recursion is bounded: the reader refuses pages that nest deeper than a call stack can. */
function visit(state: State, node: PageNode, open: Open): void {
	if (node.type === 'text') {
		addNode(state, node, open);
		return;
	}
	const {name = '', attribs = {}} = node;
	if (isSilent(name, attribs)) return;
	if (name === 'br') {
		flush(state, open);
		return;
	}
	const isBlock = blocks.has(name) || attribs['role'] === 'heading';
	if (isBlock) flush(state, open);
	const label = attribs['aria-label'];
	if (label !== undefined && label.trim() !== '' && isBlock) addLandmark(state, node, 'aria-label');
	const inner = within(state, node, open);
	for (const child of node.children ?? []) visit(state, child, inner);
	if (isBlock) flush(state, inner);
}

function isSilent(name: string, attribs: Readonly<Record<string, string>>): boolean {
	return silent.has(name) || silentRoles.has(attribs['role'] ?? '') || attribs['aria-hidden'] === 'true' || attribs['hidden'] !== undefined;
}

function within(state: State, node: PageNode, open: Open): Open {
	const {name = '', attribs = {}} = node;
	const level = /^h([1-6])$/.exec(name)?.[1] ?? (attribs['role'] === 'heading' ? (/^[1-6]$/.exec(attribs['aria-level'] ?? '')?.[0] ?? '3') : undefined);
	const isLink = name === 'a' && attribs['href'] !== undefined;
	const url = isLink ? attributeText(state, node, 'href') : undefined;
	return {
		...open,
		...(level === undefined ? {} : {level: Number(level)}),
		...(url === undefined ? {} : {url}),
		item: open.item || name === 'li',
		term: open.term || name === 'th' || name === 'dt',
		verbatim: open.verbatim || name === 'pre',
		inLink: open.inLink || isLink,
	};
}

function addNode(state: State, node: PageNode, open: Open): void {
	const [start, end] = rangeOf(node);
	addStretch(state.pieces, state.html, start, end, open.verbatim);
	if (/^\s*$/.test(state.html.slice(start, end))) return;
	if (open.inLink) state.url ??= open.url;
	else state.outside = true;
}

/** Adds source text with its character references read. */
function addStretch(pieces: Pieces, html: string, start: number, end: number, verbatim: boolean): void {
	const add = verbatim ? addVerbatim : addText;
	let from = start;
	for (const {index} of html.slice(start, end).matchAll(/&/g)) {
		const at = start + index;
		const entity = entityAt(html, at);
		if (entity === undefined || entity.end > end || at < from) continue;
		add(pieces, html, from, at);
		addUnit(pieces, entity.text, at, entity.end);
		from = entity.end;
	}
	add(pieces, html, from, end);
}

function flush(state: State, open: Open): void {
	const {file, lines, url, outside} = state;
	const finished = finish(state.pieces, longestLine);
	state.pieces = newPieces();
	state.url = undefined;
	state.outside = false;
	if (finished === undefined) return;
	const {value, runs, range} = finished;
	const whole: Text = {value, place: {file, range}, runs};
	const text = stretch(state.html, whole, 0, value.length) ?? whole;
	lines.push({
		text,
		item: open.item,
		term: open.term,
		landmark: false,
		linkOnly: url !== undefined && !outside,
		...(open.level === undefined ? {} : {level: open.level}),
		...(url === undefined ? {} : {url}),
	});
}

function addLandmark(state: State, node: PageNode, name: string): void {
	const text = attributeText(state, node, name);
	if (text !== undefined) state.lines.push({text, item: false, term: false, landmark: true, linkOnly: false});
}

/** A node's own characters; empty for what the parser added. */
export function rangeOf({startIndex, endIndex}: PageNode): readonly [start: number, end: number] {
	return typeof startIndex === 'number' && typeof endIndex === 'number' ? [startIndex, endIndex + 1] : [0, 0];
}

/** An attribute's value as a located text. */
export function attributeText({html, file}: {readonly html: string; readonly file: string}, node: PageNode, name: string): Text | undefined {
	const attribute = /[\s/]*(?:([^\s/>=]+)(\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']*)))?|=|>)/y;
	attribute.lastIndex = rangeOf(node)[0] + 1 + (node.name ?? '').length;
	for (let match = attribute.exec(html); match !== null && match[0] !== '' && !match[0].endsWith('>'); match = attribute.exec(html)) {
		const value = match[3] ?? match[4] ?? match[5];
		if (match[1]?.toLowerCase() !== name || value === undefined) continue;
		const end = attribute.lastIndex - (match[5] === undefined ? 1 : 0);
		const pieces = newPieces();
		addStretch(pieces, html, end - value.length, end, false);
		const finished = finish(pieces, longestLine);
		return finished === undefined ? undefined : {value: finished.value, place: {file, range: finished.range}, runs: finished.runs};
	}
	return undefined;
}

/** Several lines as one text, a line break between each two; nothing without lines. */
export function joined(html: string, lines: readonly Line[]): Text | undefined {
	const pieces = newPieces();
	let end: number | undefined;
	let file: string | undefined;
	for (const {text} of lines) {
		const runs = text.runs ?? [];
		const start = runs[0]?.[1];
		if (start === undefined) continue;
		if (end !== undefined) addBreak(pieces, end, Math.max(end, start));
		for (const [index, [from, source, sourceEnd]] of runs.entries()) {
			const piece = text.value.slice(from, runs[index + 1]?.[0] ?? text.value.length);
			if (html.slice(source, sourceEnd) === piece) addVerbatim(pieces, html, source, sourceEnd);
			else if (/^\s+$/.test(piece)) addSpace(pieces, source, sourceEnd);
			else addUnit(pieces, piece, source, sourceEnd);
			end = sourceEnd;
		}
		file ??= text.place.file;
	}
	const finished = finish(pieces, Number.POSITIVE_INFINITY);
	return finished === undefined || file === undefined ? undefined : {value: finished.value, place: {file, range: finished.range}, runs: finished.runs};
}

/** A stretch of a line as a text of its own; white space around it is dropped. */
export function stretch(html: string, line: Text, start: number, end: number): Text | undefined {
	const inner = line.value.slice(start, end);
	const from = start + (inner.length - inner.trimStart().length);
	const value = inner.trim();
	if (value === '') return undefined;
	const runs = (line.runs ?? []).flatMap(([at, source, sourceEnd], index, all): [number, number, number][] => {
		const next = all[index + 1]?.[0] ?? line.value.length;
		const low = Math.max(at, from);
		const high = Math.min(next, from + value.length);
		if (low >= high) return [];
		const isLiteral = next - at === sourceEnd - source && html.slice(source, sourceEnd) === line.value.slice(at, next);
		return [isLiteral ? [low - from, source + (low - at), source + (high - at)] : [low - from, source, sourceEnd]];
	});
	return {value, place: {...line.place, range: [runs[0]?.[1] ?? 0, runs.at(-1)?.[2] ?? 0]}, runs};
}
