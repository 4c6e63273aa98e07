/**
 * HTML to blocks, in one pass over its tags. Not with a tree builder: cheerio's parser takes 50 s for 100,000 nested elements and
 * can be made to build hundreds of millions of nodes from a small file; this reader is linear and keeps every offset exact.
 */

import type {BlockRole} from '../../evidence/document.ts';
import {maxNesting} from '../bounds.ts';
import {type BlockList, type DocumentRead, newBlockList, tooDeep} from './block-list.ts';
import {entityAt} from './entities.ts';
import {type Tag, tagAt} from './html-tags.ts';
import {addBreak, addSpace, addText, addUnit, addVerbatim, newPieces, type Pieces} from './pieces.ts';

/** Elements that end a block where they start and where they end. */
const blockElements = new Set(
	(
		'address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
		'head header hr html iframe legend li main menu nav ol option p pre section select summary table tbody td tfoot th thead title tr ul video'
	).split(' '),
);

/** Elements whose content is no text of the page. */
const silent = new Set([
	'script',
	'style',
	'template',
	'noscript',
	'svg',
	'math',
	'iframe',
	'object',
	'audio',
	'video',
	'canvas',
	'noframes',
	'noembed',
	'datalist',
]);

const roles: ReadonlyMap<string, BlockRole> = new Map(
	Object.entries({
		title: 'title',
		h1: 'heading',
		h2: 'heading',
		h3: 'heading',
		h4: 'heading',
		h5: 'heading',
		h6: 'heading',
		li: 'list-item',
		dd: 'list-item',
		th: 'table-header',
		td: 'table-cell',
		pre: 'code',
		textarea: 'code',
		blockquote: 'quotation',
		caption: 'caption',
		figcaption: 'caption',
	} satisfies Record<string, BlockRole>),
);

/** Which open elements a start tag closes, and where the looking for them stops. */
const closes: ReadonlyMap<string, readonly [ends: readonly string[], within: readonly string[]]> = new Map(
	Object.entries({
		li: [['li'], ['ul', 'ol']],
		dd: [['dd'], ['dl']],
		dt: [['dd'], ['dl']],
		td: [['td', 'th'], ['table']],
		th: [['td', 'th'], ['table']],
		tr: [['td', 'th', 'caption'], ['table']],
	} satisfies Record<string, [string[], string[]]>),
);

/** What a reader is in the middle of. */
type State = {readonly list: BlockList; readonly source: string; pieces: Pieces; captions: Pieces[]; readonly open: string[]};

export function readHtml(source: string, file: string): DocumentRead {
	const list = newBlockList(file);
	addHtml(list, source, 0, source.length);
	return {document: {file, format: 'html', blocks: list.blocks}, faults: list.faults};
}

/** Adds the blocks of a stretch of HTML: a whole file, or a piece of HTML inside Markdown. */
export function addHtml(list: BlockList, source: string, start: number, end: number): void {
	const state: State = {list, source, pieces: newPieces(), captions: [], open: []};
	for (let at = start; at < end && !list.isFull(); ) {
		const next = source.indexOf('<', at);
		const textEnd = next < 0 || next > end ? end : next;
		addCharacters(state, at, textEnd);
		if (textEnd === end) break;
		const tag = tagAt(source, textEnd, end);
		if (tag === undefined) addCharacters(state, textEnd, textEnd + 1);
		else if (tag.kind !== 'comment') onTag(state, tag);
		at = tag === undefined ? textEnd + 1 : silent.has(tag.name) && tag.kind === 'open' ? afterSilent(source, tag, end) : tag.end;
	}
	flush(state);
}

function addCharacters({source, pieces, open}: State, start: number, end: number): void {
	const add = open.includes('pre') ? addVerbatim : addText;
	let from = start;
	for (const {index} of source.slice(start, end).matchAll(/&/g)) {
		const at = start + index;
		const entity = entityAt(source, at);
		if (entity === undefined || entity.end > end) continue;
		add(pieces, source, from, at);
		addUnit(pieces, entity.text, at, entity.end);
		from = entity.end;
	}
	add(pieces, source, from, end);
}

function onTag(state: State, tag: Tag): void {
	const {source, pieces, open} = state;
	if (tag.name === 'br') {
		const add = open.includes('pre') ? addBreak : addSpace;
		add(pieces, tag.start, tag.end);
	}
	if (tag.name === 'img' && tag.alt !== undefined) {
		const caption = newPieces();
		addText(caption, source, ...tag.alt);
		state.captions.push(caption);
	}
	if (blockElements.has(tag.name) || roles.has(tag.name)) flush(state);
	if (tag.kind === 'close') close(open, [tag.name], []);
	else {
		const [ends, within] = closes.get(tag.name) ?? [[], []];
		close(open, ends, within);
		if (!roles.has(tag.name) && !['ul', 'ol', 'dl', 'table'].includes(tag.name)) return;
		if (open.length < maxNesting) open.push(tag.name);
		else state.list.fault(tooDeep, [tag.start, tag.end]);
	}
}

/** Closes the innermost of the named elements and all inside it, unless one of `within` lies between. */
function close(open: string[], names: readonly string[], within: readonly string[]): void {
	for (let index = open.length - 1; index >= 0; index--) {
		const name = open[index] ?? '';
		if (within.includes(name)) return;
		if (names.includes(name)) {
			open.length = index;
			return;
		}
	}
}

/** Ends the block in the making, with the role of the innermost element that gives one. */
function flush(state: State): void {
	const {list, pieces, open, captions} = state;
	const element = open.findLast((name) => roles.has(name)) ?? '';
	const role = open.includes('pre') ? 'code' : (roles.get(element) ?? 'paragraph');
	const level = role === 'heading' ? Number(element.slice(1)) : role === 'list-item' ? open.filter((name) => ['ul', 'ol', 'dl'].includes(name)).length : 0;
	list.add(role, pieces, level === 0 ? {} : {level});
	for (const caption of captions) list.add('caption', caption);
	state.pieces = newPieces();
	state.captions = [];
}

/** The offset after the end tag of an element without text, or the end where it is never closed. */
function afterSilent(source: string, tag: Tag, end: number): number {
	const closing = new RegExp(`</${tag.name}(?=[\\s/>])[^>]*>?`, 'gi');
	closing.lastIndex = tag.end;
	const match = closing.exec(source);
	return match === null ? end : Math.min(closing.lastIndex, end);
}
