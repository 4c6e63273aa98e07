/** reStructuredText to blocks: the block structure by indentation, as its specification has it, directives included. */

import type {BlockRole} from '../../evidence/document.ts';
import {maxNesting} from '../bounds.ts';
import {type BlockList, type DocumentRead, newBlockList, tooDeep} from './block-list.ts';
import {addCodeLines} from './inline.ts';
import {indexFrom, type Line, linesOf} from './lines.ts';
import {newPieces} from './pieces.ts';
import {addRestructuredInline} from './restructured-inline.ts';
import {addTable, isTableStart, tableEnd} from './restructured-table.ts';

/** What of the document is being read: the role that its paragraphs take there. */
type Within = {readonly role: BlockRole; readonly level?: number; readonly depth: number};
type State = {readonly list: BlockList; readonly source: string; readonly adornments: string[]};

/** Directives whose content is code, is not text at all, or names a picture. All others hold text. */
const codeDirectives = new Set([
	'code',
	'code-block',
	'sourcecode',
	'literalinclude',
	'parsed-literal',
	'highlight',
	'math',
	'prompt',
	'productionlist',
	'testcode',
]);
const silentDirectives = new Set('raw toctree contents include meta index default-role role unicode date class sectnum bibliography'.split(' '));
const pictures = new Set(['image', 'figure', 'thumbnail']);

const adornment = /^([!-/:-@[-`{-~])\1{2,}$/;
const bullet = /^(?:[-*+•‣⁃]|\(?(?:\d{1,4}|[a-zA-Z#]|[ivxlcIVXLC]{1,6})[.)])\s+(?=\S)/;

export function readRestructuredText(source: string, file: string): DocumentRead {
	const list = newBlockList(file);
	readLines({list, source, adornments: []}, linesOf(source), {role: 'paragraph', depth: 0});
	return {document: {file, format: 'restructuredtext', blocks: list.blocks}, faults: list.faults};
}

function readLines(state: State, lines: readonly Line[], within: Within): void {
	if (within.depth > maxNesting) {
		state.list.fault(tooDeep, rangeOf(lines));
		return;
	}
	const base = lines.reduce((least, {text, indent}) => (text === '' ? least : Math.min(least, indent)), Number.POSITIVE_INFINITY);
	for (let index = 0; index < lines.length && !state.list.isFull(); ) index = readBlock(state, lines, index, base, within);
}

/** Reads the block that starts at a line; answers the index of the line after it. */
function readBlock(state: State, lines: readonly Line[], index: number, base: number, within: Within): number {
	const {list, source} = state;
	const line = lines[index];
	if (line === undefined || line.text === '') return index + 1;
	const headingLines = headingAt(state, lines, index);
	if (headingLines > 0) return index + headingLines;
	if (adornment.test(line.text) && line.text !== '::') return isTableStart(line.text) ? table(state, lines, index) : index + 1;
	if (isTableStart(line.text)) return table(state, lines, index);
	if (line.indent > base) {
		const end = indentedEnd(lines, index, base);
		const inner = lines.slice(index, end);
		// Indented text is a block quote by the specification, yet mostly the author's own: only an attribution makes it a quotation.
		const isQuoted = /^(?:--|—)\s?\S/.test(inner.at(-1)?.text ?? '');
		readLines(state, inner, {...within, ...(isQuoted ? {role: 'quotation'} : {}), depth: within.depth + 1});
		return end;
	}
	if (/^\.\.(?:\s|$)/.test(line.text)) return explicit(state, lines, index, within);
	const marker = bullet.exec(line.text)?.[0] ?? /^:(?![\s:])[^:\n]{1,80}:(?:\s+|$)/.exec(line.text)?.[0] ?? /^\|\s+/.exec(line.text)?.[0];
	if (marker !== undefined) return item(state, lines, index, marker, within);
	if (line.text.startsWith('>>>')) {
		const end = indexFrom(lines, index + 1, (text) => text === '');
		const pieces = newPieces();
		addCodeLines(pieces, source, lines.slice(index, end));
		list.add('code', pieces);
		return end;
	}
	return paragraph(state, lines, index, base, within);
}

/** A heading, with or without a line above it: how many lines it takes, 0 for none. */
function headingAt({list, source, adornments}: State, lines: readonly Line[], index: number): number {
	const overlined = adornment.test(lines[index]?.text ?? '');
	const title = lines[overlined ? index + 1 : index];
	const under = lines[overlined ? index + 2 : index + 1]?.text ?? '';
	if (title === undefined || title.text === '' || !adornment.test(under) || adornment.test(title.text)) return 0;
	if (overlined ? lines[index]?.text.charAt(0) !== under.charAt(0) : under.length < Math.min(title.text.length, 4)) return 0;
	const style = `${overlined ? 'over' : ''}${under.charAt(0)}`;
	if (!adornments.includes(style)) adornments.push(style);
	const pieces = newPieces();
	addRestructuredInline(pieces, source, title.first, title.end);
	list.add('heading', pieces, {level: adornments.indexOf(style) + 1});
	return overlined ? 3 : 2;
}

function paragraph(state: State, lines: readonly Line[], start: number, base: number, within: Within): number {
	const {list, source} = state;
	let end = start + 1;
	while (lines[end] !== undefined && lines[end]?.text !== '' && lines[end]?.indent === base) end++;
	const first = lines[start];
	const last = lines[end - 1];
	if (first === undefined || last === undefined) return start + 1;
	// `::` at the end announces a literal block; one colon stays when it stands against a word.
	const literal = /(^|\s|\S:)?:$/.test(last.text) && last.text.endsWith('::');
	const textEnd = last.first + last.text.length - (literal ? (/(?:^|\s)::$/.test(last.text) ? 2 : 1) : 0);
	const pieces = newPieces();
	addRestructuredInline(pieces, source, first.first, textEnd);
	list.add(within.role, pieces, within.level === undefined ? {} : {level: within.level});
	if (literal) return addLiteral(state, lines, end, base);
	const next = lines[end];
	if (next === undefined || next.text === '' || next.indent <= base) return end;
	const definitionEnd = indentedEnd(lines, end, base);
	readLines(state, lines.slice(end, definitionEnd), {...within, depth: within.depth + 1});
	return definitionEnd;
}

function addLiteral({list, source}: State, lines: readonly Line[], from: number, base: number): number {
	const start = indexFrom(lines, from, (text) => text !== '');
	if (start === lines.length || (lines[start]?.indent ?? 0) <= base) return from;
	const end = indentedEnd(lines, start, base);
	const pieces = newPieces();
	addCodeLines(pieces, source, lines.slice(start, end));
	list.add('code', pieces);
	return end;
}

/** A list item, a field or a line of a line block: what follows it, indented, belongs to it. */
function item(state: State, lines: readonly Line[], index: number, marker: string, within: Within): number {
	const line = lines[index];
	if (line === undefined) return index + 1;
	const end = indentedEnd(lines, index + 1, line.indent);
	const body = {...line, first: line.first + marker.length, indent: line.indent + marker.length, text: line.text.slice(marker.length)};
	const rest = lines.slice(index + 1, end);
	// A field's body may hang at any indentation; it is set to that of its first line.
	const hanging = rest.find(({text}) => text !== '')?.indent;
	const first = hanging === undefined ? body : {...body, indent: Math.min(hanging, body.indent)};
	const inner = rest.map((next) => (next.text !== '' && next.indent < first.indent ? {...next, indent: first.indent} : next));
	const isItem = bullet.test(line.text);
	const level = isItem ? (within.level ?? 0) + 1 : within.level;
	readLines(state, [first, ...inner], {role: isItem ? 'list-item' : within.role, depth: within.depth + 1, ...(level === undefined ? {} : {level})});
	return end;
}

/** Directives, comments, targets, footnotes: what starts with two dots. */
function explicit(state: State, lines: readonly Line[], index: number, within: Within): number {
	const {list, source} = state;
	const line = lines[index];
	if (line === undefined) return index + 1;
	const end = indentedEnd(lines, index + 1, line.indent);
	const note = /^\.\. \[[^\]]{1,100}\]\s+/.exec(line.text)?.[0];
	if (note !== undefined) return item(state, lines, index, note, within);
	const directive = /^\.\. (?:\|[^|]{1,100}\|\s+)?([\w:.-]+?)::(?:\s+|$)/.exec(line.text);
	const name = directive?.[1]?.toLowerCase() ?? '';
	if (directive === null || silentDirectives.has(name)) return end;
	const body = lines.slice(index + 1, end);
	// Options (`:name: value`) stand right under the directive.
	const options = body.findIndex(({text}) => !/^:[\w-]+:/.test(text));
	const content = options < 0 ? [] : body.slice(options);
	const isTitled = ['rubric', 'topic', 'sidebar', 'admonition'].includes(name);
	if (options === 0 && !isTitled && !codeDirectives.has(name) && !pictures.has(name)) return item(state, lines, index, directive[0], within);
	const pieces = newPieces();
	if (codeDirectives.has(name)) {
		addCodeLines(pieces, source, content);
		list.add('code', pieces);
		return end;
	}
	if (!pictures.has(name)) addRestructuredInline(pieces, source, line.first + directive[0].length, line.end);
	list.add(isTitled ? 'heading' : within.role, pieces);
	readLines(state, content, {...within, role: pictures.has(name) ? 'caption' : within.role, depth: within.depth + 1});
	return end;
}

function table({list, source}: State, lines: readonly Line[], index: number): number {
	const end = tableEnd(lines, index);
	addTable(list, source, lines.slice(index, end));
	return end;
}

/** The index after the lines that are indented beyond `base`, blank lines between them included. */
function indentedEnd(lines: readonly Line[], from: number, base: number): number {
	let end = from;
	for (let index = from; index < lines.length; index++) {
		const line = lines[index];
		if (line === undefined || line.text === '') continue;
		if (line.indent <= base) break;
		end = index + 1;
	}
	return end;
}

function rangeOf(lines: readonly Line[]): readonly [number, number] {
	return [lines[0]?.start ?? 0, lines[0]?.end ?? 0];
}
