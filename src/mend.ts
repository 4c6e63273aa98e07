/** Mends as rules tell them, in terms of a file's structure, to edits of its text: in the file's own notation, with its comments and layout kept. */

import type {Edit, Fix, Mend} from './contract.ts';

type Range = readonly [start: number, end: number];

/** What defines an anchor in YAML, and in few other texts. */
const anchor = /[:\-,[{]\s+&[A-Za-z0-9_-]+(?:\s|$)/m;

/** What writes fixes with plain edits: nothing where one of a fix's mends can't be written without harm to the file. Each file is looked through once. */
export function writer(textOf: (file: string) => string | undefined): (fix: Fix<Mend>) => Fix | undefined {
	const anchored = new Map<string, boolean>();
	const hasAnchor = (file: string, text: string) => {
		const known = anchored.get(file) ?? anchor.test(text);
		anchored.set(file, known);
		return known;
	};
	return ({description, safe, edits}) => {
		const plain = edits.map((mend): Edit | undefined => {
			const text = textOf(mend.file);
			// An alias lies at its anchor, where a mend of the one would change the other.
			if (text === undefined || hasAnchor(mend.file, text)) return undefined;
			const edit = editOf(text, mend);
			return edit === undefined ? undefined : {file: mend.file, ...edit};
		});
		const sure = plain.filter((edit) => edit !== undefined);
		if (sure.length < plain.length) return undefined;
		return {description, ...(safe === true ? {safe} : {}), edits: sure};
	};
}

function editOf(text: string, mend: Mend): Omit<Edit, 'file'> | undefined {
	if ('text' in mend) return {range: mend.range, text: mend.text};
	if ('value' in mend) return {range: mend.range, text: quotedAs(text, mend.range, mend.value)};
	if ('insert' in mend) return insertion(text, mend);
	const range = isFlow(text, mend.from) ? flowRemoval(text, mend.remove) : blockRemoval(text, mend.remove, text.charAt(mend.from) === '-');
	return range === undefined ? undefined : {range, text: ''};
}

/** A plain value with the quotes of the one that it replaces. */
function quotedAs(text: string, [start]: Range, value: string): string {
	const quote = text.charAt(start);
	return quote === '"' || quote === "'" ? `${quote}${value}${quote}` : value;
}

/** JSON's braces and brackets, which YAML knows too. */
function isFlow(text: string, start: number): boolean {
	return text.charAt(start) === '{' || text.charAt(start) === '[';
}

function insertion(text: string, {insert: {key, value}, into, before}: Extract<Mend, {insert: unknown}>): Omit<Edit, 'file'> | undefined {
	const range = [before, before] as const;
	if (isFlow(text, into)) {
		const isQuoted = text.charAt(before) === '"';
		const space = /\s*$/.exec(text.slice(Math.max(into + 1, before - mostSpace), before))?.[0] ?? '';
		return {range, text: `${isQuoted ? JSON.stringify(key) : key}: ${value},${isQuoted ? space : space || ' '}`};
	}
	const lead = text.slice(text.lastIndexOf('\n', before - 1) + 1, before);
	// Anything else before the first key is a tag, an anchor or a key of which nobody knows how its map goes on.
	if (!/^ *(?:- +)*$/.test(lead)) return undefined;
	return {range, text: `${key}: ${value}${text.includes('\r\n') ? '\r\n' : '\n'}${' '.repeat(lead.length)}`};
}

/** Units of white space that are looked through. */
const mostSpace = 400;

/** An entry or item with its comma: up to the next one, or from the one before. */
function flowRemoval(text: string, [start, end]: Range): Range | undefined {
	const after = /^\s*,\s*/.exec(text.slice(end, end + mostSpace))?.[0].length;
	if (after !== undefined) return [start, end + after];
	const before = /,\s*$/.exec(text.slice(Math.max(0, start - mostSpace), start))?.[0].length;
	return before === undefined ? undefined : [start - before, end];
}

/** Whole lines, where nothing but a comment stands beside. The first entry of a list's item shares its line with the item. */
function blockRemoval(text: string, [start, end]: Range, isItem: boolean): Range | undefined {
	const from = text.lastIndexOf('\n', start - 1) + 1;
	if (!(isItem ? /^ *- +$/ : /^ *$/).test(text.slice(from, start))) return undefined;
	if (text.charAt(end - 1) === '\n') return [from, end];
	const newline = text.indexOf('\n', end);
	const to = newline === -1 ? text.length : newline + 1;
	return /^(?:#.*)?$/.test(text.slice(end, to).trim()) ? [from, to] : undefined;
}

/** A text with edits made. They must not overlap, which `disjoint` sees to. */
export function edited(text: string, edits: readonly Pick<Edit, 'range' | 'text'>[]): string {
	let out = '';
	let at = 0;
	for (const {range, text: replacement} of edits.toSorted((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1])) {
		out += text.slice(at, range[0]) + replacement;
		at = range[1];
	}
	return out + text.slice(at);
}

/** The fixes, in order, without those that touch what an earlier one changes. The same edit twice is one. */
export function disjoint(fixes: readonly Fix[]): readonly Fix[] {
	const taken = new Map<string, Range[]>();
	const touches = ({file, range: [start, end]}: Edit) => (taken.get(file) ?? []).some(([from, to]) => start <= to && from <= end);
	return fixes.filter(({edits}) => {
		if (edits.some(touches)) return false;
		for (const {file, range} of edits) taken.set(file, [...(taken.get(file) ?? []), range]);
		return true;
	});
}
