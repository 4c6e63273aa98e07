/** Markdown (with GitHub's tables and task lists) to blocks: every inline mark removed, every character mapped to the file. */

import type {MarkdownParser} from '@lezer/markdown';
import type {BlockRole} from '../../evidence/document.ts';
import {maxBlockLength, maxNesting} from '../bounds.ts';
import {type BlockList, type DocumentRead, newBlockList, tooDeep} from './block-list.ts';
import {entityAt} from './entities.ts';
import {addHtml} from './html.ts';
import {linesOf} from './lines.ts';
import {bounded, withinNesting, withoutBlankStretches} from './markdown-bounds.ts';
import {addSpace, addText, addUnit, addVerbatim, newPieces} from './pieces.ts';

// Named by way of the parser: the package that declares them is not one of ours.
type PartialParse = ReturnType<MarkdownParser['startParse']>;
type Tree = NonNullable<ReturnType<PartialParse['advance']>>;
type SyntaxNodeRef = Parameters<Parameters<Tree['iterate']>[0]['enter']>[0];

/** Milliseconds; a real document takes a hundredth of it. */
const maxParseTime = 4000;

/** Nodes that are marks, not text. */
const marks = new Set(
	'HeaderMark EmphasisMark CodeMark StrikethroughMark LinkMark LinkTitle LinkLabel QuoteMark TaskMarker ListMark TableDelimiter Comment ProcessingInstruction'.split(
		' ',
	),
);
const leaves = new Set(
	'Paragraph Task TableCell ATXHeading1 ATXHeading2 ATXHeading3 ATXHeading4 ATXHeading5 ATXHeading6 SetextHeading1 SetextHeading2'.split(' '),
);

/** A stretch of a block that is not plain text: left out, or put otherwise. */
type Cut = {readonly start: number; readonly end: number; readonly text?: string};

export async function readMarkdown(source: string, file: string): Promise<DocumentRead> {
	const {GFM, parser} = await import('@lezer/markdown');
	const list = newBlockList(file);
	// What is parsed has the source's offsets, but not all of its characters; the text is taken from the source.
	const short = withoutLongStretches(list, withoutFrontMatter(source)).replace(/(?<=[ \t]{50})[ \t]+/g, (blank) => '\u00a0'.repeat(blank.length));
	const body = withinNesting(withoutBlankStretches(short), list);
	const around: string[] = [];
	let block:
		| {readonly name: string; readonly start: number; readonly end: number; readonly cuts: Cut[]; readonly captions: (readonly [number, number])[]}
		| undefined;
	treeOf(bounded(parser.configure(GFM), body, list).startParse(body), body.length, list).iterate({
		enter(node) {
			if (list.isFull()) return false;
			if (block !== undefined) return inline(node, source, block);
			if (leaves.has(node.name)) block = {name: node.name, start: node.from, end: node.to, cuts: [], captions: []};
			else if (node.name === 'FencedCode' || node.name === 'CodeBlock') addCode(list, source, node);
			else if (node.name === 'HTMLBlock') addHtml(list, source, node.from, node.to);
			else if (node.name === 'LinkReference') return false;
			around.push(node.name);
			if (around.length > maxNesting * 2) list.fault(tooDeep, [node.from, node.from]);
			return true;
		},
		leave(node) {
			if (block !== undefined && (block.name !== node.name || block.start !== node.from || block.end !== node.to)) return;
			around.pop();
			if (block !== undefined) addBlock(list, source, block, around);
			block = undefined;
		},
	});
	return {document: {file, format: 'markdown', blocks: list.blocks}, faults: list.faults};
}

/** The tree, block by block, as long as the time allows: some marks take the parser quadratic time (80 kB of `[a](` take 5 s). */
function treeOf(parse: PartialParse, length: number, list: BlockList): Tree {
	const end = performance.now() + maxParseTime;
	for (let tree = parse.advance(); ; tree = parse.advance()) {
		if (tree !== null) return tree;
		if (performance.now() < end || parse.stoppedAt !== null) continue;
		// The last block may be the one that took the time: the parser then stands behind all.
		const at = Math.min(parse.parsedPos, length - 1);
		list.fault(`takes more than ${maxParseTime / 1000} s to read; what follows was not read`, [at, at + 1]);
		parse.stopAt(parse.parsedPos);
	}
}

/** Notes what of an inline node is not text; answers whether to look inside it. */
function inline(node: SyntaxNodeRef, source: string, block: {readonly cuts: Cut[]; readonly captions: (readonly [number, number])[]}): boolean {
	const {name, from: start, to: end} = node;
	const {cuts, captions} = block;
	if (name === 'Link' || name === 'Image') {
		const [opening, closing] = node.node.getChildren('LinkMark');
		if (opening === undefined || closing === undefined) return true;
		if (name === 'Link') cuts.push({start: opening.from, end: opening.to}, {start: closing.from, end});
		else {
			captions.push([opening.to, closing.from]);
			cuts.push({start, end});
		}
		return name === 'Link';
	}
	if (marks.has(name)) cuts.push({start, end});
	else if (name === 'Escape') cuts.push({start, end: start + 1});
	else if (name === 'HardBreak') cuts.push({start, end, text: ' '});
	else if (name === 'HTMLTag') cuts.push(/^<br\b/i.test(source.slice(start, start + 4)) ? {start, end, text: ' '} : {start, end});
	else if (name === 'Entity') {
		const entity = entityAt(source, start);
		if (entity !== undefined) cuts.push({start, end, text: entity.text});
	}
	return true;
}

function addBlock(
	list: BlockList,
	source: string,
	block: {
		readonly name: string;
		readonly start: number;
		readonly end: number;
		readonly cuts: readonly Cut[];
		readonly captions: readonly (readonly [number, number])[];
	},
	around: readonly string[],
): void {
	const pieces = newPieces();
	const [role, level] = roleOf(block.name, around);
	let at = block.start;
	const alert = role === 'quotation' ? /\[!\w+\]/y : undefined;
	if (alert !== undefined) {
		alert.lastIndex = at;
		if (alert.test(source)) at = alert.lastIndex;
	}
	const isAlert = at > block.start;
	for (const {start, end, text} of block.cuts.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
		if (end <= at) continue;
		addText(pieces, source, at, Math.max(at, start));
		if (text !== undefined && start >= at) addUnit(pieces, text, start, end);
		at = end;
	}
	addText(pieces, source, at, block.end);
	list.add(isAlert ? 'paragraph' : role, pieces, level === undefined || isAlert ? {} : {level});
	for (const [start, end] of block.captions) {
		const caption = newPieces();
		addText(caption, source, start, end);
		list.add('caption', caption);
	}
}

function roleOf(name: string, around: readonly string[]): readonly [role: BlockRole, level?: number] {
	const heading = /Heading(\d)$/.exec(name);
	if (heading !== null) return ['heading', Number(heading[1])];
	if (name === 'TableCell') return [around.at(-1) === 'TableHeader' ? 'table-header' : 'table-cell'];
	const within = around.findLast((outer) => outer === 'ListItem' || outer === 'Blockquote');
	if (within === 'Blockquote') return ['quotation'];
	return within === undefined ? ['paragraph'] : ['list-item', around.filter((outer) => outer === 'ListItem').length];
}

function addCode(list: BlockList, source: string, node: SyntaxNodeRef): void {
	const pieces = newPieces();
	const texts = node.node.getChildren('CodeText');
	for (const [index, {from, to}] of texts.entries()) {
		const before = texts[index - 1]?.to;
		if (before !== undefined && before < from && !source.slice(before - 1, before).endsWith('\n')) addSpace(pieces, before, from);
		addVerbatim(pieces, source, from, to);
	}
	list.add('code', pieces);
}

/** Front matter blanked out, so that offsets stay: it is for the tool that builds the site, not for readers. */
function withoutFrontMatter(source: string): string {
	const opening = /^\ufeff?(---|\+\+\+)[ \t]*\r?\n(?=[\w-]+[ \t]*[:=]|#)/.exec(source);
	if (opening === null) return source;
	const closing = opening[1] === '---' ? /^(?:---|\.\.\.)[ \t]*$/m : /^\+\+\+[ \t]*$/m;
	const rest = source.slice(opening[0].length);
	const match = closing.exec(rest);
	if (match === null) return source;
	const end = opening[0].length + match.index + match[0].length;
	return source.slice(0, end).replace(/[^\r\n]/g, ' ') + source.slice(end);
}

/**
 * Blanks out the end of any paragraph beyond the limit of a block: the parser's search for closing backticks is quadratic in a
 * paragraph (2 MB of them take 11 s). With line breaks, because it is quadratic in a line's run of spaces, too.
 */
function withoutLongStretches(list: BlockList, source: string): string {
	if (source.length <= maxBlockLength) return source;
	const kept: string[] = [];
	let length = 0;
	for (const {start, text, next} of linesOf(source)) {
		const line = source.slice(start, next);
		const room = Math.max(0, maxBlockLength - length);
		length = text === '' ? 0 : length + line.length;
		if (line.length > room) list.fault(`a block of text longer than ${maxBlockLength} characters; its end was not read`, [start, start + room]);
		kept.push(line.length > room ? line.slice(0, room) + '\n'.repeat(line.length - room) : line);
	}
	return kept.join('');
}
