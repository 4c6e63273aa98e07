/** The slower reader, for text that the fast one refuses: it goes on after a fault. It answers the fast reader's events. */

import {CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, type Event, SCALAR_STYLE, type ScalarEvent} from 'js-yaml';
import {Composer, type CST, Lexer, Parser, type YAMLParseError} from 'yaml';
import {append} from '../../append.ts';
import {type Fault, maxDepth} from '../parsed.ts';
import {lineEndAt} from './blank.ts';
import {atOpenings, unclosedOf} from './unclosed.ts';

/** What was read, and what is wrong. */
export type Recovered = {readonly events: readonly Event[]; readonly faults: readonly Fault[]};

/**
 * Words and marks of a broken text that are read: some ten thousand lines, a second or so. A template of CloudFormation's largest
 * size (1 MB) stays below.
 */
const maxLexemes = 400_000;

/** Reads what can be read. Never throws. */
export function recoverEvents(text: string): Recovered {
	const deep = depthFault(text);
	if (deep !== undefined) return {events: [], faults: [deep]};
	try {
		return recover(text);
	} catch (error) {
		const message =
			error instanceof RangeError ? `nested deeper than ${maxDepth} levels` : `not YAML: ${error instanceof Error ? error.message : 'unreadable'}`;
		return {events: [], faults: [{message, range: [0, 0]}]};
	}
}

function recover(text: string): Recovered {
	const tokens = tokensOf(text);
	if (tokens === undefined)
		return {events: [], faults: [{message: 'not YAML, and too large to be read past its first fault', range: [text.length, text.length]}]};
	const [document] = new Composer({schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent'}).compose(tokens);
	const errors: readonly YAMLParseError[] = document?.errors ?? [];
	const events: Event[] = [];
	for (const token of tokens) {
		if (token.type !== 'document') continue;
		events.push({type: EVENT_ID.DOCUMENT, explicitStart: false, explicitEnd: false, directives: []});
		emit(text, events, token.value, propsOf(token.start));
		events.push({type: EVENT_ID.POP});
	}
	const faults = errors.map((error) => faultOf(error, text.length));
	return {events, faults: faults.length === 0 ? faults : atOpenings(faults, unclosedOf(tokens))};
}

/** The parser's tokens; nothing for a text with too many. */
function tokensOf(text: string): readonly CST.Token[] | undefined {
	const parser = new Parser();
	const tokens: CST.Token[] = [];
	let lexemes = 0;
	for (const lexeme of new Lexer().lex(text)) {
		if (++lexemes > maxLexemes) return undefined;
		append(tokens, parser.next(lexeme));
	}
	append(tokens, parser.end());
	return tokens;
}

function faultOf({message, pos}: YAMLParseError, length: number): Fault {
	const start = Math.min(pos[0], length);
	const words = message.startsWith('YAML') ? message : `${message.charAt(0).toLowerCase()}${message.slice(1)}`;
	return {message: `not YAML: ${words}`, range: [start, Math.min(Math.max(pos[1], start), length)]};
}

/** The parser recurses, so a text of ten thousand brackets must be refused before it is parsed. */
function depthFault(text: string): Fault | undefined {
	let depth = 0;
	let dashes = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 10) dashes = 0;
		else if (code === 123 || code === 91) depth++;
		else if ((code === 125 || code === 93) && depth > 0) depth--;
		else if ((code === 45 || code === 63 || code === 58) && text.charCodeAt(at + 1) === 32) dashes++;
		// Brackets inside texts count too, hence the wide margin.
		if (depth > maxDepth * 5 || dashes > maxDepth * 5) return {message: `nested deeper than ${maxDepth} levels`, range: [at, at + 1]};
	}
	return undefined;
}

type Props = {readonly anchorStart: number; readonly anchorEnd: number; readonly tagStart: number; readonly tagEnd: number};

const noProps: Props = {anchorStart: -1, anchorEnd: -1, tagStart: -1, tagEnd: -1};

const emptyScalar: ScalarEvent = {
	type: EVENT_ID.SCALAR,
	valueStart: -1,
	valueEnd: -1,
	style: SCALAR_STYLE.PLAIN,
	chomping: CHOMPING_MODE.CLIP,
	indent: -1,
	fast: false,
	...noProps,
};

/** The anchor and tag among the tokens before a value. */
function propsOf(tokens: readonly CST.SourceToken[] | undefined): Props {
	let props = noProps;
	for (const {type, offset, source} of tokens ?? []) {
		if (type === 'anchor') props = {...props, anchorStart: offset + 1, anchorEnd: offset + source.length};
		else if (type === 'tag') props = {...props, tagStart: offset, tagEnd: offset + source.length};
	}
	return props;
}

function has(tokens: readonly CST.SourceToken[] | undefined, type: CST.SourceToken['type']): boolean {
	return tokens?.some((token) => token.type === type) ?? false;
}

function emit(text: string, events: Event[], token: CST.Token | null | undefined, props: Props): void {
	switch (token?.type) {
		case 'alias':
			events.push({type: EVENT_ID.ALIAS, anchorStart: token.offset + 1, anchorEnd: token.offset + token.source.length});
			return;
		case 'scalar':
		case 'single-quoted-scalar':
		case 'double-quoted-scalar':
			events.push(flowScalar(token, props));
			return;
		case 'block-scalar':
			events.push(blockScalar(text, token, props));
			return;
		case 'block-map':
			events.push({type: EVENT_ID.MAPPING, start: token.offset, style: COLLECTION_STYLE.BLOCK, ...props});
			emitPairs(text, events, token.items);
			events.push({type: EVENT_ID.POP});
			return;
		case 'block-seq':
			events.push({type: EVENT_ID.SEQUENCE, start: token.offset, style: COLLECTION_STYLE.BLOCK, ...props});
			for (const {start, value} of token.items) if (value !== undefined || has(start, 'seq-item-ind')) emit(text, events, value, propsOf(start));
			events.push({type: EVENT_ID.POP});
			return;
		case 'flow-collection':
			emitFlow(text, events, token, props);
			return;
		default:
			events.push({...emptyScalar, ...props});
	}
}

/**
 * The pairs of a block map. In `Description: Note: this` the parser sees a map inside the value and takes the lines below for
 * its own; the author meant text, and the lines below are this map's.
 */
function emitPairs(text: string, events: Event[], items: readonly CST.CollectionItem[]): void {
	const queue = items.toReversed();
	for (let item = queue.pop(); item !== undefined; item = queue.pop()) {
		const {start, key, sep, value} = item;
		if (value?.type !== 'block-map' || !has(sep, 'map-value-ind') || has(sep, 'newline') || has(start, 'explicit-key-ind')) {
			emitPair(text, events, item);
			continue;
		}
		const end = lineEndAt(text, value.offset);
		emit(text, events, key, propsOf(start));
		events.push({...emptyScalar, valueStart: value.offset, valueEnd: value.offset + text.slice(value.offset, end).trimEnd().length, ...propsOf(sep)});
		append(queue, value.items.slice(1).toReversed());
	}
}

/** A pair of a map; what holds only comments or commas is none. */
function emitPair(text: string, events: Event[], {start, key, sep, value}: CST.CollectionItem): void {
	const props = propsOf(start);
	const blank = (key === undefined || key === null) && value === undefined && !has(sep, 'map-value-ind') && !has(start, 'explicit-key-ind');
	if (blank && props === noProps) return;
	emit(text, events, key, props);
	emit(text, events, value, propsOf(sep));
}

function emitFlow(text: string, events: Event[], {start, items}: CST.FlowCollection, props: Props): void {
	const isMap = start.source === '{';
	const style = COLLECTION_STYLE.FLOW;
	events.push({type: isMap ? EVENT_ID.MAPPING : EVENT_ID.SEQUENCE, start: start.offset, style, ...props});
	for (const item of items) {
		const isPair = has(item.sep, 'map-value-ind') || has(item.start, 'explicit-key-ind');
		if (isMap) emitPair(text, events, item);
		else if (isPair) {
			const first = item.start.find(({type}) => type === 'explicit-key-ind')?.offset ?? offsetOf(item.key) ?? item.sep?.[0]?.offset ?? start.offset;
			events.push({type: EVENT_ID.MAPPING, start: first, style, ...noProps});
			emitPair(text, events, item);
			events.push({type: EVENT_ID.POP});
		} else if ((item.key ?? item.value) !== undefined || propsOf(item.start) !== noProps) emit(text, events, item.key ?? item.value, propsOf(item.start));
	}
	events.push({type: EVENT_ID.POP});
}

function offsetOf(token: CST.Token | null | undefined): number | undefined {
	return token === null || token === undefined ? undefined : token.offset;
}

function flowScalar({type, offset, source}: CST.FlowScalar, props: Props): ScalarEvent {
	const common = {type: EVENT_ID.SCALAR, chomping: CHOMPING_MODE.CLIP, indent: -1, fast: false, ...props};
	if (type === 'scalar') return {...common, valueStart: offset, valueEnd: offset + source.trimEnd().length, style: SCALAR_STYLE.PLAIN};
	const closed = source.length > 1 && source.endsWith(source.charAt(0));
	const style = type === 'single-quoted-scalar' ? SCALAR_STYLE.SINGLE_QUOTED : SCALAR_STYLE.DOUBLE_QUOTED;
	return {...common, valueStart: offset + 1, valueEnd: offset + source.length - (closed ? 1 : 0), style};
}

function blockScalar(text: string, {props: before, source, offset, indent: parent}: CST.BlockScalar, props: Props): ScalarEvent {
	const header = before.findLast((token): token is CST.SourceToken => token.type === 'block-scalar-header');
	const flags = header?.source ?? '|';
	const chomping = flags.includes('-') ? CHOMPING_MODE.STRIP : flags.includes('+') ? CHOMPING_MODE.KEEP : CHOMPING_MODE.CLIP;
	const digit = /[1-9]/.exec(flags)?.[0];
	const headerEnd = (header?.offset ?? offset) + flags.length;
	const lineEnd = text.indexOf('\n', headerEnd);
	const valueStart = lineEnd < 0 ? text.length : lineEnd + 1;
	const valueEnd = Math.max(valueStart, valueStart + source.length);
	const first = /^( *)[^ \r\n]/m.exec(source)?.[1];
	const indent = digit === undefined ? (first?.length ?? -1) : Math.max(0, parent) + Number(digit);
	return {
		type: EVENT_ID.SCALAR,
		valueStart,
		valueEnd,
		style: flags.startsWith('>') ? SCALAR_STYLE.FOLDED_BLOCK : SCALAR_STYLE.LITERAL_BLOCK,
		chomping,
		indent,
		fast: false,
		...props,
	};
}
