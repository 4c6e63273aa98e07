/**
 * HTML to blocks, in one pass over its tags. Not with a tree builder: a browser's takes 50 s for 100,000 nested elements and
 * can be made to build hundreds of millions of nodes from a small file; this reader is linear and keeps every offset exact.
 */

import type {BlockRole} from '../../evidence/document.ts';
import {maxNesting} from '../bounds.ts';
import {type BlockList, type DocumentRead, newBlockList, tooDeep} from './block-list.ts';
import {entityAt, type ReferenceMode} from './entities.ts';
import {readTags, type Tag} from './html-tags.ts';
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

/** Where `<svg/>` is an element that ends at once. */
const foreign = ['svg', 'math'];

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
		xmp: 'code',
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

/** Elements that keep their white space. */
const preformatted = ['pre', 'xmp'];

/** What a reader is in the middle of. `unread` is the silent element that it is inside of. */
type State = {readonly list: BlockList; readonly source: string; pieces: Pieces; captions: Pieces[]; readonly open: string[]; unread?: string | undefined};

export function readHtml(source: string, file: string): DocumentRead {
	const list = newBlockList(file);
	addHtml(list, source, 0, source.length);
	return {document: {file, format: 'html', blocks: list.blocks}, faults: list.faults};
}

/** Adds the blocks of a stretch of HTML: a whole file, or a piece of HTML inside Markdown. */
export function addHtml(list: BlockList, source: string, start: number, end: number): void {
	const state: State = {list, source, pieces: newPieces(), captions: [], open: []};
	const listener = {
		tag: (tag: Tag) => onTag(state, tag),
		text: (from: number, to: number) => addCharacters(state, from, to),
		isDone: list.isFull,
		isForeign: () => foreign.includes(state.unread ?? ''),
	};
	readTags(source, listener, start, end);
	flush(state);
}

function addCharacters({source, pieces, open, unread}: State, start: number, end: number): void {
	if (unread !== undefined) return;
	if (open.at(-1) === 'xmp') addVerbatim(pieces, source, start, end);
	else addDecoded(pieces, source, [start, end], isVerbatim(open) ? addVerbatim : addText, 'text');
}

/** Adds source text with its character references resolved. */
function addDecoded(pieces: Pieces, source: string, [start, end]: readonly [number, number], add: typeof addText, mode: ReferenceMode): void {
	// A slice, so that no reference reaches beyond the end.
	const text = source.slice(start, end);
	let from = 0;
	for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', Math.max(at + 1, from))) {
		const entity = entityAt(text, at, mode);
		if (entity === undefined) continue;
		add(pieces, source, start + from, start + at);
		addUnit(pieces, entity.text, start + at, start + entity.end);
		from = entity.end;
	}
	add(pieces, source, start + from, end);
}

function onTag(state: State, tag: Tag): void {
	const {source, pieces, open} = state;
	const {kind, name} = tag;
	if (state.unread !== undefined) {
		if (kind === 'open' || name !== state.unread) return;
		state.unread = undefined;
	}
	if (name === 'br') {
		const add = isVerbatim(open) ? addBreak : addSpace;
		add(pieces, tag.start, tag.end);
	}
	if (name === 'img' && tag.alt !== undefined) {
		const caption = newPieces();
		addDecoded(caption, source, tag.alt, addText, 'attribute');
		state.captions.push(caption);
	}
	if (blockElements.has(name) || roles.has(name)) flush(state);
	if (kind === 'close') {
		close(open, [name], []);
		return;
	}
	if (silent.has(name) && !(tag.selfClosing && foreign.includes(name))) state.unread = name;
	const [ends, within] = closes.get(name) ?? [[], []];
	close(open, ends, within);
	if (!roles.has(name) && !['ul', 'ol', 'dl', 'table'].includes(name)) return;
	if (open.length < maxNesting) open.push(name);
	else state.list.fault(tooDeep, [tag.start, tag.end]);
}

function isVerbatim(open: readonly string[]): boolean {
	return preformatted.some((name) => open.includes(name));
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
	const role = isVerbatim(open) ? 'code' : (roles.get(element) ?? 'paragraph');
	const level = role === 'heading' ? Number(element.slice(1)) : role === 'list-item' ? open.filter((name) => ['ul', 'ol', 'dl'].includes(name)).length : 0;
	list.add(role, pieces, level === 0 ? {} : {level});
	for (const caption of captions) list.add('caption', caption);
	state.pieces = newPieces();
	state.captions = [];
}
