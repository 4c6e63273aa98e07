/**
 * AsciiDoc to blocks. An own reader: Asciidoctor gives a block's first line at best and its text as HTML, which can't be mapped back
 * to columns, and it follows includes that must not be followed.
 */

import type {BlockRole} from '../../evidence/document.ts';
import {asciidocInline} from './asciidoc-inline.ts';
import {type BlockList, type DocumentRead, newBlockList} from './block-list.ts';
import {addCodeLines} from './inline.ts';
import {indexFrom, type Line, linesOf} from './lines.ts';
import {addText, newPieces} from './pieces.ts';

type State = {
	readonly list: BlockList;
	readonly source: string;
	readonly attributes: Map<string, string>;
	readonly inline: ReturnType<typeof asciidocInline>;
	/** Delimiters of the blocks that are open and hold blocks themselves. */
	readonly open: string[];
	/** The style that the line before gave to the next block, for example `source` or `quote`. */
	style: string;
};

/** Delimited blocks whose lines are taken as they are: code, or nothing. */
const verbatim: Readonly<Record<string, 'code' | 'silent'>> = {'-': 'code', '.': 'code', '`': 'code', '/': 'silent', '+': 'silent'};
const listItem = /^(?:\*{1,6}|-|\.{1,6}|\d{1,4}\.|[a-zA-Z]\.|<(?:\d{1,3}|\.)>)\s+(?:\[[ x*]\]\s+)?(?=\S)/;
const description = /^(\S.{0,300}?)(?:::{1,3}|;;)(?:\s+|$)/;
const admonition = /^(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):\s+/;

export function readAsciidoc(source: string, file: string): DocumentRead {
	const list = newBlockList(file);
	const attributes = new Map<string, string>();
	const state: State = {list, source, attributes, inline: asciidocInline(attributes), open: [], style: ''};
	const lines = linesOf(source);
	for (let index = header(state, lines); index < lines.length && !list.isFull(); ) index = readBlock(state, lines, index);
	return {document: {file, format: 'asciidoc', blocks: list.blocks}, faults: list.faults};
}

/** The document's title, author and attributes; answers the index of the line after them. */
function header(state: State, lines: readonly Line[]): number {
	const start = lines.findIndex(({text}) => text !== '' && !text.startsWith('//') && !attribute(state, text));
	const title = lines[start];
	if (title === undefined || !/^= \S/.test(title.text)) return 0;
	add(state, 'title', title.first + 2, title.end);
	// Author and revision lines, then attributes, up to the first blank line.
	for (let index = start + 1; index < lines.length; index++) {
		const text = lines[index]?.text ?? '';
		if (text === '') return index;
		attribute(state, text);
	}
	return lines.length;
}

/** Notes an attribute entry (`:name: value`); answers whether the line is one. */
function attribute({attributes}: State, text: string): boolean {
	const entry = /^:(!?[\w-]{1,60}!?):(?:\s+(.*))?$/.exec(text);
	if (entry === null) return false;
	attributes.set((entry[1] ?? '').toLowerCase(), entry[2] ?? '');
	return true;
}

function readBlock(state: State, lines: readonly Line[], index: number): number {
	const line = lines[index];
	if (line === undefined || line.text === '') return index + 1;
	const {text} = line;
	const delimiter = /^(?:([-.=*_/+`])\1{3,}|--|```\w*|[|,:!]===)$/.exec(text);
	if (delimiter !== null) return delimited(state, lines, index, text);
	const heading = /^(={1,6}|#{1,6})\s+(?=\S)/.exec(text);
	if (heading !== null) return single(state, 'heading', line, heading[0].length, index, (heading[1] ?? '').length);
	if (/^\/\/(?!\/)|^(?:include|ifdef|ifndef|ifeval|endif|toc)::|^'''$|^<<<$|^\+$|^\[\[.*\]\]$/.test(text) || attribute(state, text)) return index + 1;
	const picture = /^(?:image|video|audio)::[^\s[\]]{0,500}\[(?:"([^"\]]*)"|([^\],]*))/d.exec(text);
	if (picture !== null) {
		const range = picture.indices?.[1] ?? picture.indices?.[2];
		if (range !== undefined) add(state, 'caption', line.first + range[0], line.first + range[1]);
		return index + 1;
	}
	if (/^\[.*\]$/.test(text)) {
		state.style = /^\[\s*([\w-]*)/.exec(text)?.[1] ?? '';
		return index + 1;
	}
	if (/^\.[^\s.]/.test(text)) return single(state, 'caption', line, 1, index);
	if (line.indent > 0 && !listItem.test(text)) return literal(state, lines, index);
	return paragraph(state, lines, index);
}

function single(state: State, role: BlockRole, line: Line, skip: number, index: number, level?: number): number {
	add(state, role, line.first + skip, line.end, level);
	return index + 1;
}

/** A block between two equal lines. Those that hold blocks are only opened and closed; the others are taken whole. */
function delimited(state: State, lines: readonly Line[], index: number, delimiter: string): number {
	const kind = delimiter.startsWith('--') && delimiter.length === 2 ? undefined : verbatim[delimiter.charAt(0)];
	if (kind === undefined && !delimiter.endsWith('===')) return toggle(state, delimiter, index);
	if (kind === undefined && delimiter.startsWith('=')) return toggle(state, delimiter, index);
	const closing = delimiter.startsWith('```') ? '```' : delimiter;
	const end = indexFrom(lines, index + 1, (text) => text === closing);
	const body = lines.slice(index + 1, end);
	if (kind === 'code') {
		const pieces = newPieces();
		addCodeLines(pieces, state.source, body);
		state.list.add('code', pieces);
	} else if (kind === undefined) table(state, body);
	state.style = '';
	return end + 1;
}

function toggle(state: State, delimiter: string, index: number): number {
	if (state.open.at(-1) === delimiter) state.open.pop();
	else if (state.open.length < 50) state.open.push(delimiter);
	return index + 1;
}

/** Cells start with `|`; the first row is the header when a blank line follows it. */
function table(state: State, lines: readonly Line[]): void {
	const first = lines.findIndex(({text}) => text !== '');
	const hasHeader = lines[first + 1]?.text === '';
	for (const [index, {first: start, text}] of lines.entries()) {
		for (const match of text.matchAll(/(?:^|(?<=\s))(?:[\d.+<>^*]{0,8}[aehlmsdv]?)\|((?:[^|\\]|\\.)*)|^[^|]+/g)) {
			const skip = match[1] === undefined ? 0 : match[0].length - match[1].length;
			add(state, hasHeader && index === first ? 'table-header' : 'table-cell', start + match.index + skip, start + match.index + match[0].length);
		}
	}
}

function literal(state: State, lines: readonly Line[], start: number): number {
	const end = indexFrom(lines, start + 1, (text) => text === '');
	const pieces = newPieces();
	addCodeLines(pieces, state.source, lines.slice(start, end));
	state.list.add('code', pieces);
	return end;
}

/** A paragraph, list item or description, up to a blank line or the next mark of a block. */
function paragraph(state: State, lines: readonly Line[], start: number): number {
	const first = lines[start];
	if (first === undefined) return start + 1;
	const marker = listItem.exec(first.text)?.[0];
	const term = marker === undefined ? description.exec(first.text) : null;
	if (term !== null) add(state, 'paragraph', first.first, first.first + (term[1]?.length ?? 0));
	let end = start + 1;
	const isItem = marker !== undefined || term !== null;
	for (let next = lines[end]; next !== undefined && next.text !== ''; next = lines[++end]) {
		if (
			/^\+$|^\/\/(?!\/)/.test(next.text) ||
			/^(?:([-.=*_/+`])\1{3,}|--|```\w*|\|===)$/.test(next.text) ||
			(isItem && (listItem.test(next.text) || description.test(next.text)))
		)
			break;
		if (/^\[[\w,=" #.%-]+\]$/.test(next.text)) break;
	}
	const skip = marker?.length ?? term?.[0].length ?? admonition.exec(first.text)?.[0].length ?? 0;
	const last = lines[end - 1] ?? first;
	const isCode = ['source', 'listing', 'literal'].includes(state.style);
	if (isCode) {
		const pieces = newPieces();
		addCodeLines(pieces, state.source, lines.slice(start, end));
		state.list.add('code', pieces);
	} else {
		const isQuoted = state.open.some((delimiter) => delimiter.startsWith('_')) || ['quote', 'verse'].includes(state.style);
		const role = marker !== undefined ? 'list-item' : isQuoted ? 'quotation' : 'paragraph';
		add(state, role, first.first + skip, last.end, marker === undefined ? undefined : levelOf(marker));
	}
	state.style = '';
	return end;
}

function levelOf(marker: string): number {
	return /^[*.]+/.exec(marker)?.[0].length ?? 1;
}

function add({list, source, inline}: State, role: BlockRole, start: number, end: number, level?: number): void {
	const pieces = newPieces();
	if (role === 'code') addText(pieces, source, start, end);
	else inline(pieces, source, start, end);
	list.add(role, pieces, level === undefined ? {} : {level});
}
