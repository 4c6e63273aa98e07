/** YAML events to the tree. Both YAML readers end here, so that they can't differ in what a value is. */

import {COLLECTION_STYLE, EVENT_ID, type Event, type MappingEvent, SCALAR_STYLE, type ScalarEvent, type SequenceEvent} from 'js-yaml';
import {append} from '../../append.ts';
import {type Entry, pointerTo, type ScalarNode, type SourceNode} from '../../tree.ts';
import {type Fault, type Mark, maxDepth, maxNodes, note, type Parsed, pointerFault} from '../parsed.ts';
import {closeAt, skipBlank} from './blank.ts';
import {longForm, type Tag} from './long-form.ts';
import {resolvePlain} from './plain.ts';
import {decodeScalar} from './scalar.ts';
import {coreTag, longFormOf} from './tags.ts';

type Range = readonly [start: number, end: number];

/** A node with what it comes to once aliases are followed. */
type Weighed = {readonly node: SourceNode; readonly size: number; readonly height: number};

/** A key that waits for its value. */
type Key = {readonly name: string; readonly range: Range; readonly merge: boolean};

/** A map or sequence that is being read. */
type Frame = {
	readonly event: MappingEvent | SequenceEvent;
	/** Where the collection itself lies: below `Fn::…` when it has a short tag. */
	readonly pointer: string;
	readonly outerPointer: string;
	readonly tag: Tag | undefined;
	/** Whether it is a map's key, which is kept as its source text only. */
	readonly isKey: boolean;
	readonly entries: Entry[];
	readonly merged: Entry[];
	readonly items: SourceNode[];
	readonly seen: Set<string>;
	key: Key | undefined;
	size: number;
	height: number;
};

type State = {
	readonly text: string;
	readonly faults: Fault[];
	readonly marks: Mark[];
	readonly stack: Frame[];
	readonly anchors: Map<string, Weighed>;
	/** The end of what was read last. */
	cursor: number;
	/** Where the next token stands from an offset on: many empty scalars may follow one long comment. */
	next: {readonly from: number; readonly at: number};
	root: Weighed | undefined;
	/** Set when the tree is too large or too deep to be followed. */
	refused: Fault | undefined;
};

/** Builds the tree of the first document. What follows it is a fault. */
export function buildTree(text: string, events: readonly Event[]): Parsed {
	const state: State = {text, faults: [], marks: [], stack: [], anchors: new Map(), cursor: 0, next: {from: -1, at: 0}, root: undefined, refused: undefined};
	let documents = 0;
	for (const event of events) {
		if (event.type === EVENT_ID.DOCUMENT) {
			documents++;
			if (documents > 1) break;
		} else take(state, event);
		if (state.refused !== undefined) return {faults: [state.refused], marks: state.marks};
	}
	if (documents > 1) state.faults.push(moreDocuments(text, state.cursor));
	return {...(state.root === undefined ? {} : {root: state.root.node}), faults: state.faults, marks: state.marks};
}

function moreDocuments(text: string, from: number): Fault {
	const marker = /^---/m.exec(text.slice(from));
	const start = from + (marker?.index ?? 0);
	return {message: 'a second YAML document starts here; only the first is read', range: [start, marker === null ? text.length : start + 3]};
}

function take(state: State, event: Exclude<Event, {type: typeof EVENT_ID.DOCUMENT}>): void {
	switch (event.type) {
		case EVENT_ID.SCALAR:
			takeScalar(state, event);
			break;
		case EVENT_ID.ALIAS:
			takeAlias(state, event.anchorStart, event.anchorEnd);
			break;
		case EVENT_ID.POP:
			close(state);
			break;
		default:
			open(state, event);
	}
}

function open(state: State, event: MappingEvent | SequenceEvent): void {
	const outerPointer = childPointer(state);
	const tag = tagOf(state, event, outerPointer);
	const pointer = tag?.longForm === undefined ? outerPointer : pointerTo(outerPointer, tag.longForm);
	noteAnchor(state, event, outerPointer);
	if (event.style === COLLECTION_STYLE.FLOW) state.cursor = Math.max(state.cursor, event.start + (/[[{]/.test(state.text.charAt(event.start)) ? 1 : 0));
	state.stack.push({
		event,
		pointer,
		outerPointer,
		tag,
		isKey: expectsKey(state),
		entries: [],
		merged: [],
		items: [],
		seen: new Set(),
		key: undefined,
		size: 1,
		height: 1,
	});
	if (state.stack.length > maxDepth) state.refused = tooDeep(event.start);
	state.refused ??= pointerFault(pointer, [event.start, event.start + 1]);
}

function tooDeep(at: number): Fault {
	return {message: `nested deeper than ${maxDepth} levels`, range: [at, at + 1]};
}

function close(state: State): void {
	const frame = state.stack.pop();
	// The last pop closes the document.
	if (frame === undefined) return;
	const {event, pointer, outerPointer, tag, entries, merged, items} = frame;
	const flow = event.style === COLLECTION_STYLE.FLOW;
	if (flow) state.cursor = closeAt(state.text, event.start, state.cursor);
	// A block map starts at its first key, whatever anchor or tag that key has.
	const start = flow || event.type === EVENT_ID.SEQUENCE ? event.start : Math.min(event.start, entries[0]?.keyRange[0] ?? event.start);
	const from = tag !== undefined && tag.longForm === undefined ? tag.range[0] : start;
	const range: Range = [from, Math.max(state.cursor, event.start, from)];
	const foreign = tag !== undefined && tag.longForm === undefined && coreTag(tag.text) === undefined ? {tag: tag.text} : {};
	const own = new Set(frame.seen);
	const inherited = merged.filter(({key}) => !own.has(key) && own.add(key));
	const node: SourceNode =
		event.type === EVENT_ID.SEQUENCE
			? {kind: 'sequence', range, pointer, items, ...foreign}
			: {kind: 'map', range, pointer, entries: [...inherited, ...entries], ...foreign};
	const whole = tag?.longForm === undefined ? node : longForm(tag, tag.longForm, node, outerPointer);
	if (frame.isKey) setKey(state, state.text.slice(...range), range, false);
	else place(state, {node: whole, size: frame.size, height: frame.height}, event);
}

function takeScalar(state: State, event: ScalarEvent): void {
	const {text} = state;
	const pointer = childPointer(state);
	const tag = tagOf(state, event, pointer);
	noteAnchor(state, event, pointer);
	const range = scalarRange(state, event);
	state.refused ??= pointerFault(pointer, range);
	state.cursor = range[1];
	const plain = event.style === SCALAR_STYLE.PLAIN;
	const {value, runs} = decodeScalar(text, event);
	if (expectsKey(state)) {
		setKey(state, value, range, plain && tag === undefined && value === '<<');
		return;
	}
	const core = tag === undefined ? undefined : coreTag(tag.text);
	const resolved = (plain && tag === undefined) || core === 'plain' ? resolvePlain(value) : value;
	const foreign = tag !== undefined && core === undefined && tag.longForm === undefined ? {tag: tag.text} : {};
	const own: Range = tag !== undefined && tag.longForm === undefined ? [Math.min(tag.range[0], range[0]), range[1]] : range;
	const inner = tag?.longForm === undefined ? pointer : pointerTo(pointer, tag.longForm);
	const raw = plain && range[1] > range[0] && typeof resolved !== 'string' ? {raw: value} : {};
	const node: ScalarNode = {kind: 'scalar', value: resolved, range: own, pointer: inner, ...(typeof resolved === 'string' ? {runs} : {}), ...raw, ...foreign};
	place(state, {node: tag?.longForm === undefined ? node : longForm(tag, tag.longForm, node, pointer), size: 1, height: 1}, event);
}

/** A scalar's own characters: quotes and block header included, an empty one where it would stand. */
function scalarRange(state: State, {valueStart, valueEnd, style, tagEnd, anchorEnd}: ScalarEvent): Range {
	const {text} = state;
	const from = Math.max(state.cursor, tagEnd, anchorEnd);
	switch (style) {
		case SCALAR_STYLE.SINGLE_QUOTED:
		case SCALAR_STYLE.DOUBLE_QUOTED: {
			const quote = text.charCodeAt(valueStart - 1);
			return [valueStart - 1, text.charCodeAt(valueEnd) === quote ? valueEnd + 1 : valueEnd];
		}
		case SCALAR_STYLE.LITERAL_BLOCK:
		case SCALAR_STYLE.FOLDED_BLOCK: {
			const start = skipBlank(text, from, ':-?,');
			let end = Math.min(Math.max(valueEnd, start + 1), text.length);
			while (end > start && /\s/.test(text.charAt(end - 1))) end--;
			return [start, end];
		}
		default: {
			if (valueStart >= 0) return [valueStart, valueEnd];
			if (tagEnd > state.cursor || anchorEnd > state.cursor) return [from, from];
			if (state.next.from !== from) state.next = {from, at: skipBlank(text, from)};
			const indicator = state.next.at;
			const empty = isIndicator(state, text.charAt(indicator)) ? indicator + 1 : from;
			return [empty, empty];
		}
	}
}

/** Whether a character announces the value that did not come: the `:` after a key, the `-` of an item. */
function isIndicator(state: State, character: string): boolean {
	const frame = state.stack.at(-1);
	if (frame === undefined || expectsKey(state)) return false;
	return frame.event.type === EVENT_ID.SEQUENCE ? character === '-' && frame.event.style === COLLECTION_STYLE.BLOCK : character === ':';
}

function takeAlias(state: State, nameStart: number, nameEnd: number): void {
	const name = state.text.slice(nameStart, nameEnd);
	const range: Range = [nameStart - 1, nameEnd];
	const pointer = childPointer(state);
	state.cursor = nameEnd;
	note(state.marks, state.faults, {kind: 'alias', range, pointer, subject: name});
	if (expectsKey(state)) {
		setKey(state, state.text.slice(...range), range, false);
		return;
	}
	const target = state.anchors.get(name);
	if (target === undefined) state.faults.push({message: `the alias *${name} names no anchor before it`, range});
	place(state, target ?? {node: {kind: 'scalar', value: null, range, pointer}, size: 1, height: 1});
}

function expectsKey(state: State): boolean {
	const frame = state.stack.at(-1);
	return frame !== undefined && frame.event.type === EVENT_ID.MAPPING && frame.key === undefined;
}

function setKey(state: State, name: string, range: Range, merge: boolean): void {
	const frame = state.stack.at(-1);
	if (frame === undefined) return;
	if (merge) note(state.marks, state.faults, {kind: 'merge-key', range, pointer: pointerTo(frame.pointer, name), subject: name});
	frame.key = {name, range, merge};
}

function childPointer(state: State): string {
	const frame = state.stack.at(-1);
	if (frame === undefined) return '';
	return frame.event.type === EVENT_ID.SEQUENCE ? pointerTo(frame.pointer, frame.items.length) : pointerTo(frame.pointer, frame.key?.name ?? '');
}

/** Puts a finished node where it belongs. */
function place(state: State, weighed: Weighed, anchored?: {readonly anchorStart: number; readonly anchorEnd: number}): void {
	if (anchored !== undefined && anchored.anchorStart >= 0) state.anchors.set(state.text.slice(anchored.anchorStart, anchored.anchorEnd), weighed);
	const {node, size, height} = weighed;
	const frame = state.stack.at(-1);
	if (frame === undefined) {
		state.root ??= weighed;
		return;
	}
	frame.size += size;
	frame.height = Math.max(frame.height, height + 1);
	if (frame.size > maxNodes)
		state.refused = {message: `more than ${maxNodes} values once its aliases are followed`, range: [frame.event.start, frame.event.start + 1]};
	if (state.stack.length + height > maxDepth + 1) state.refused ??= tooDeep(frame.event.start);
	if (frame.event.type === EVENT_ID.SEQUENCE) frame.items.push(node);
	else addEntry(state, frame, node);
}

function addEntry(state: State, frame: Frame, value: SourceNode): void {
	const {key} = frame;
	frame.key = undefined;
	if (key === undefined) return;
	const sources = value.kind === 'sequence' ? value.items : [value];
	if (key.merge && sources.every((source) => source.kind === 'map')) {
		for (const source of sources) if (source.kind === 'map') append(frame.merged, source.entries.toReversed());
		return;
	}
	if (frame.seen.has(key.name))
		note(state.marks, state.faults, {kind: 'duplicate-key', range: key.range, pointer: pointerTo(frame.pointer, key.name), subject: key.name});
	frame.seen.add(key.name);
	frame.entries.push({key: key.name, keyRange: key.range, value});
}

function noteAnchor(state: State, {anchorStart, anchorEnd}: {readonly anchorStart: number; readonly anchorEnd: number}, pointer: string): void {
	if (anchorStart < 0) return;
	note(state.marks, state.faults, {kind: 'anchor', range: [anchorStart - 1, anchorEnd], pointer, subject: state.text.slice(anchorStart, anchorEnd)});
}

function tagOf(state: State, {tagStart, tagEnd}: {readonly tagStart: number; readonly tagEnd: number}, pointer: string): Tag | undefined {
	if (tagStart < 0) return undefined;
	const text = state.text.slice(tagStart, tagEnd);
	const longForm = longFormOf(text);
	if (longForm === undefined && coreTag(text) === undefined)
		note(state.marks, state.faults, {kind: 'unknown-tag', range: [tagStart, tagEnd], pointer, subject: text});
	return {text, range: [tagStart, tagEnd], longForm};
}
