/** JSON text to a tree with exact ranges. Tolerant: what can be read is read, and every fault is named. */

import {createScanner, type Node, type ParseError, parseTree, printParseErrorCode} from 'jsonc-parser';
import type {Run} from '../contract.ts';
import {type Entry, pointerTo, type SourceNode} from '../tree.ts';
import {type Fault, type Mark, maxDepth, maxNodes, note, type Parsed, pointerFault} from './parsed.ts';

/** Faults that are told of one file: one slip makes a parser stumble many times. */
const maxFaults = 5;

/** Reads JSON. Comments and trailing commas are faults that do not stop the reading; JSON has neither. */
export function parseJson(text: string): Parsed {
	const tooMuch = sizeFault(text);
	if (tooMuch !== undefined) return {faults: [tooMuch], marks: []};
	const found: ParseError[] = [];
	const root = parseTree(text, found, {allowTrailingComma: false, disallowComments: true, allowEmptyContent: false});
	// The parser lets a comment without an end go on behind the text.
	const errors = found.map((one): ParseError => ({...one, length: Math.min(one.length, text.length - one.offset)}));
	const open = errors.some(isMissingEnd) ? openingFault(text) : undefined;
	const others = open === undefined ? errors : errors.filter((one) => !isMissingEnd(one));
	const told = others.map(({error, offset, length}): Fault => ({message: `not JSON: ${spell(printParseErrorCode(error))}`, range: [offset, offset + length]}));
	const faults = [...(open === undefined ? [] : [open]), ...told].slice(0, maxFaults);
	const marks: Mark[] = [];
	for (const {error, offset, length} of errors) for (const mark of markOf(text, printParseErrorCode(error), offset, length)) note(marks, faults, mark);
	let refused: Fault | undefined;
	const build = (node: Node, pointer: string): SourceNode => {
		const range = [node.offset, node.offset + node.length] as const;
		refused ??= pointerFault(pointer, range);
		if (refused !== undefined) return {kind: 'scalar', range, pointer: '', value: null};
		if (node.type === 'object') {
			const seen = new Set<string>();
			const entries = (node.children ?? []).flatMap((property): Entry[] => {
				const [key, value] = property.children ?? [];
				if (key === undefined) return [];
				const name = String(key.value);
				const keyRange = [key.offset, key.offset + key.length] as const;
				if (seen.has(name)) note(marks, faults, {kind: 'duplicate-key', range: keyRange, pointer: pointerTo(pointer, name), subject: name});
				seen.add(name);
				return value === undefined ? [] : [{key: name, keyRange, value: build(value, pointerTo(pointer, name))}];
			});
			return {kind: 'map', range, pointer, entries};
		}
		if (node.type === 'array')
			return {kind: 'sequence', range, pointer, items: (node.children ?? []).map((item, index) => build(item, pointerTo(pointer, index)))};
		if (node.type === 'string') return {kind: 'scalar', range, pointer, value: String(node.value), runs: runsOf(text, range[0] + 1, range[1] - 1)};
		const value = node.value as unknown;
		const scalar = typeof value === 'number' || typeof value === 'boolean' ? value : null;
		return {kind: 'scalar', range, pointer, value: scalar, raw: text.slice(...range)};
	};
	const tree = root === undefined ? {} : {root: build(root, '')};
	return refused === undefined ? {...tree, faults, marks} : {faults: [refused], marks: []};
}

/** Two slips that have a name of their own: a comment, and a comma before a closing bracket. */
function markOf(text: string, error: string, offset: number, length: number): readonly Mark[] {
	if (error === 'InvalidCommentToken') return [{kind: 'comment-in-json', range: [offset, offset + length], subject: text.slice(offset, offset + 2)}];
	// An object's trailing comma is told of twice; the array's once, under the other name.
	if (error !== (text.charAt(offset) === ']' ? 'ValueExpected' : 'PropertyNameExpected')) return [];
	let comma = offset - 1;
	while (comma >= 0 && ' \t\r\n'.includes(text.charAt(comma))) comma--;
	const trailing = text.charAt(comma) === ',' && (text.charAt(offset) === '}' || text.charAt(offset) === ']');
	return trailing ? [{kind: 'trailing-comma', range: [comma, comma + 1], subject: ','}] : [];
}

/** `PropertyNameExpected` → "property name expected". */
function spell(code: string): string {
	return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

/**
 * The parser recurses, so a file of ten thousand brackets must be refused before it is parsed; so must one of millions of names and values, of
 * each of which it makes a node. Its own scanner tells what is a bracket and what stands in a string or a comment. A bracket that closes nothing
 * counts for nothing, as the parser goes over it, too: in a broken file the depth is never less than the parser's.
 */
function sizeFault(text: string): Fault | undefined {
	const scanner = createScanner(text, true);
	const closing: string[] = [];
	let values = 0;
	for (;;) {
		scanner.scan();
		const at = scanner.getTokenOffset();
		if (at >= text.length) return undefined;
		// The character that a token begins with tells what it is.
		const token = text.charAt(at);
		if (token === '{' || token === '[') {
			if (closing.push(token === '{' ? '}' : ']') > maxDepth) return {message: `nested deeper than ${maxDepth} levels`, range: [at, at + 1]};
		} else if (token === closing.at(-1)) closing.pop();
		if (!'}],:'.includes(token) && ++values > maxNodes) return {message: `more than ${maxNodes} values`, range: [at, at + 1]};
	}
}

/** The parser says at the end of the text, once for each, that a brace or bracket is not closed. */
function isMissingEnd({error}: ParseError): boolean {
	return ['CloseBraceExpected', 'CloseBracketExpected'].includes(printParseErrorCode(error));
}

/**
 * The brace or bracket that has no other half; nothing where each has one. Of those that might be, it is the one whose closing one stands at the
 * beginning of a line that is indented otherwise than its own; where there is no such line, the last that nothing closes.
 */
function openingFault(text: string): Fault | undefined {
	const scanner = createScanner(text, true);
	const open: number[] = [];
	let odd: number | undefined;
	for (;;) {
		scanner.scan();
		const at = scanner.getTokenOffset();
		if (at >= text.length) break;
		const token = text.charAt(at);
		if (token === '{' || token === '[') open.push(at);
		if (token !== '}' && token !== ']') continue;
		const opening = open.at(-1);
		if (opening === undefined || closingOf(text, opening) !== token) continue;
		open.pop();
		const own = indentationAt(text, at);
		if (at === own.end && own.text !== indentationAt(text, opening).text) odd ??= opening;
	}
	const last = open.at(-1);
	if (last === undefined) return undefined;
	const at = odd ?? last;
	const message = `not JSON: ${open.length === 1 ? `a closing ${closingOf(text, last)} is` : `${open.length} closing brackets are`} missing; it seems that the ${text.charAt(at)} that opens here is not closed`;
	return {message, range: [at, at + 1]};
}

function closingOf(text: string, opening: number): string {
	return text.charAt(opening) === '{' ? '}' : ']';
}

/** The blanks that a line begins with, and where they end. */
function indentationAt(text: string, at: number): {readonly text: string; readonly end: number} {
	const start = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
	let end = start;
	while (end < at && ' \t'.includes(text.charAt(end))) end++;
	return {text: text.slice(start, end), end};
}

/** Where each stretch of a JSON string's value stands: one run between escapes, one for each escape. */
function runsOf(text: string, start: number, end: number): readonly Run[] {
	const runs: Run[] = [];
	let decoded = 0;
	let from = start;
	for (let at = start; at < end; ) {
		if (text.charCodeAt(at) !== 92) {
			at++;
			continue;
		}
		if (at > from) runs.push([decoded, from, at]);
		decoded += at - from;
		const length = text.charCodeAt(at + 1) === 117 ? 6 : 2;
		runs.push([decoded, at, Math.min(at + length, end)]);
		decoded++;
		at += length;
		from = at;
	}
	if (end > from || runs.length === 0) runs.push([decoded, from, Math.max(from, end)]);
	return runs;
}
