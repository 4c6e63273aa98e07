/**
 * JSON of scanners to a tree that holds only what is asked for. Most of such a file is descriptions and links, which are skipped unread,
 * so that tens of megabytes take a moment; the ranges of what is kept are exact.
 */

import {type Entry, pointerTo, type SourceNode} from '../../tree.ts';
import {type Fault, type Mark, maxDepth, maxNodes, type Parsed} from '../parsed.ts';

/** Whether the value of a key is kept; `under` is the key whose value it lies in, with lists passed over. */
export type Wanted = (key: string, under: string) => boolean;

class Slip extends Error {
	readonly fault: Fault;

	constructor(fault: Fault) {
		super(fault.message);
		this.fault = fault;
	}
}

/** Reads strict JSON. What is skipped is held to its quotes and brackets alone. The first fault ends the reading. */
export function siftJson(text: string, wanted: Wanted): Parsed {
	try {
		return {...read(text, wanted), faults: []};
	} catch (error) {
		if (error instanceof Slip) return {faults: [error.fault], marks: []};
		throw error;
	}
}

function read(text: string, wanted: Wanted): {readonly root: SourceNode; readonly marks: readonly Mark[]} {
	const marks: Mark[] = [];
	let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
	let nodes = 0;

	const slip = (message: string): Slip => new Slip({message, range: [at, Math.min(at + 1, text.length)]});
	/** Goes over white space and returns the next character's code. */
	const next = (): number => {
		for (;;) {
			const code = text.charCodeAt(at);
			if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return code;
			at++;
		}
	};
	/** The position of the quote that ends the string which begins at a position. */
	const endOf = (start: number): number => {
		for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
			let slashes = end;
			while (text.charCodeAt(slashes - 1) === 92) slashes--;
			if ((end - slashes) % 2 === 0) return end;
		}
		at = start;
		throw slip('not JSON: a string that does not end');
	};
	const string = (): string => {
		const start = at;
		at = endOf(start) + 1;
		const inside = text.slice(start + 1, at - 1);
		if (!inside.includes('\\')) return inside;
		try {
			return JSON.parse(`"${inside.replace(/[\n\r\t]/g, ' ')}"`) as string;
		} catch {
			at = start;
			throw slip('not JSON: invalid escape character');
		}
	};
	/** Goes over a value without keeping it. Most of the time is spent here, hence the local position. */
	const skip = (): void => {
		let here = at;
		for (let depth = 0; ; here++) {
			const code = text.charCodeAt(here);
			if (code === 34) here = endOf(here);
			else if (code === 123 || code === 91) depth++;
			else if (code === 125 || code === 93) {
				if (depth-- === 0) break;
			} else if (code === 44) {
				if (depth === 0) break;
			} else if (Number.isNaN(code)) {
				at = here;
				throw slip('not JSON: it ends too early');
			}
		}
		at = here;
	};
	const value = (pointer: string, under: string, depth: number): SourceNode => {
		if (++nodes > maxNodes) throw slip(`holds more than ${maxNodes} values`);
		if (depth > maxDepth) throw slip(`nested deeper than ${maxDepth} levels`);
		const code = next();
		const start = at;
		if (code === 34) {
			const decoded = string();
			return {kind: 'scalar', range: [start, at], pointer, value: decoded};
		}
		if (code === 123) {
			const entries = members(pointer, under, depth);
			return {kind: 'map', range: [start, at], pointer, entries};
		}
		if (code === 91) {
			const items: SourceNode[] = [];
			at++;
			if (next() === 93) at++;
			else
				do items.push(value(`${pointer}/${items.length}`, under, depth + 1));
				while (more(93));
			return {kind: 'sequence', range: [start, at], pointer, items};
		}
		return scalar(pointer);
	};
	const members = (pointer: string, under: string, depth: number): readonly Entry[] => {
		const entries: Entry[] = [];
		at++;
		if (next() === 125) {
			at++;
			return entries;
		}
		do {
			if (next() !== 34) throw slip('not JSON: property name expected');
			const start = at;
			const key = string();
			const keyRange = [start, at] as const;
			if (next() !== 58) throw slip('not JSON: colon expected');
			at++;
			if (!wanted(key, under)) skip();
			else {
				const below = pointerTo(pointer, key);
				if (entries.some((entry) => entry.key === key)) marks.push({kind: 'duplicate-key', range: keyRange, pointer: below, subject: key});
				entries.push({key, keyRange, value: value(below, key, depth + 1)});
			}
		} while (more(125));
		return entries;
	};
	/** Whether another member follows; otherwise the closing bracket is gone over. */
	const more = (closing: number): boolean => {
		const code = next();
		if (code !== 44 && code !== closing) throw slip('not JSON: comma expected');
		at++;
		return code === 44;
	};
	const scalar = (pointer: string): SourceNode => {
		const start = at;
		while (at < text.length && !',]}: \n\r\t"'.includes(text.charAt(at))) at++;
		const raw = text.slice(start, at);
		const isNumber = /^-?\d[\d.eE+-]*$/.test(raw);
		if (!isNumber && !['true', 'false', 'null'].includes(raw)) {
			at = start;
			throw slip('not JSON: value expected');
		}
		return {kind: 'scalar', range: [start, at], pointer, value: isNumber ? Number(raw) : raw === 'null' ? null : raw === 'true', raw};
	};

	const root = value('', '', 0);
	if (!Number.isNaN(next())) throw slip('not JSON: end of file expected');
	return {root, marks};
}
