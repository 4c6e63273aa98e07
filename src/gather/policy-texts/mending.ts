/** Text as documents garble it, put right: entities, quotation marks, smart quotes, wrapped lines, comments, bare words. */

import {append} from '../../append.ts';
import type {Text} from '../../contract.ts';
import {entityAt} from '../../read/documents/entities.ts';
import {type Replacement, rewritten} from './stretches.ts';

const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/;
/** What markup leaves around code: a quotation's marks at the start of a line, tags, references, characters without width. */
const garble =
	/^[ \t]{0,3}(?:>[ \t]?){1,20}|<\/?(?:br|b|i|em|strong|span|code|pre|p|div|font|tt|td|tr|li)\b[^<>]{0,300}>|&(?=[#a-z])|[\u00ad\u200b-\u200d\u2060\ufeff]/gim;

/** A text without what markup leaves around code. */
export function cleaned(text: Text): Text {
	const replacements: Replacement[] = [];
	for (const {0: found, index} of text.value.matchAll(garble)) {
		const end = index + found.length;
		if (index < (replacements.at(-1)?.end ?? 0)) continue;
		if (found !== '&') replacements.push({start: index, end, text: /^<(?:br|\/?(?:p|div|tr|li|td))\b/i.test(found) ? '\n' : ''});
		else {
			const entity = entityAt(text.value.slice(index, index + 40), 0);
			if (entity !== undefined) replacements.push({start: index, end: index + entity.end, text: entity.text.replace(/\u00a0/g, ' ')});
		}
	}
	return rewritten(text, replacements);
}

const doubles = '"“”„‟″«»';
const singles = "'‘’‚‛′";
/** Units of one string: no ARN and no condition's value comes near. */
const longestString = 2048;
/** Levels of brackets. A policy's conditions lie on the fifth. */
export const deepest = 40;
/** A word without quotes: the key of a JavaScript object, a placeholder, an expression of Terraform. */
const bareWord = /<[^<>\n"]{1,100}>[^\s,[\]{}"]{0,300}|\$\{[^{}\n]{1,200}\}[^\s,[\]{}"]{0,300}|[^\s,[\]{}"“”=:]{1,300}(?::[^\s,[\]{}"“”=]{1,300}){0,10}/y;
const bareKey = /[A-Za-z][\w:-]{0,100}(?=\s{0,20}[:=])/y;
const literal = /^(?:true|false|null|-?\d+(?:\.\d+)?)$/;

/** How to make strict JSON of an object, where it ends, whether its last brace was found, and whether it goes on beyond what is read. */
export type Mended = {readonly replacements: readonly Replacement[]; readonly end: number; readonly complete: boolean; readonly cut: boolean};

type Mending = {
	readonly text: string;
	readonly stop: number;
	readonly replacements: Replacement[];
	at: number;
	/** What was met last, white space apart. */
	last: 'open' | 'comma' | 'colon' | 'key' | 'value';
	readonly closers: string[];
	/** The end of the last thing that belongs to the object, and how many replacements there were then. */
	good: readonly [end: number, replacements: number];
};

/** Reads the object that opens at an offset as far as it is one. Takes time linear in what it reads, `most` units at the most. */
export function mendJson(text: string, open: number, most: number): Mended {
	const state: Mending = {text, stop: Math.min(text.length, open + most), replacements: [], at: open, last: 'comma', closers: [], good: [open, 0]};
	while (state.at < state.stop && step(state)) {
		if (state.closers.length === 0) return {replacements: state.replacements, end: state.at, complete: true, cut: false};
	}
	const [end, count] = state.good;
	return {replacements: state.replacements.slice(0, count), end, complete: false, cut: state.at >= state.stop && state.stop < text.length};
}

/** Reads one token; answers whether it may stand there. */
function step(state: Mending): boolean {
	const {text, at, closers} = state;
	const char = text.charAt(at);
	if (/\s/.test(char)) return skip(state, 1, ' \t\r\n'.includes(char) ? undefined : ' ');
	if (char === '{' || char === '[') {
		if (closers.push(char === '{' ? '}' : ']') > deepest) return false;
		return token(state, 1, 'open');
	}
	if (char === '}' || char === ']') {
		if (closers.at(-1) !== char) return false;
		closers.pop();
		return token(state, 1, 'value');
	}
	if (char === ',') {
		// A comma before a bracket, or one too many, is no fault that keeps people from using the policy.
		const next = /\S/.exec(text.slice(at + 1, at + 200))?.[0] ?? '';
		return state.last === 'value' && !'}],'.includes(next) ? token(state, 1, 'comma') : skip(state, 1, '');
	}
	if ((char === ':' || char === '=') && state.last === 'key') {
		if (char === '=') state.replacements.push({start: at, end: at + 1, text: ':'});
		return token(state, 1, 'colon');
	}
	if (char === '/' || char === '#') {
		const comment = /\/\/[^\n]*|#[^\n]*|\/\*[\s\S]{0,2000}?\*\//y;
		comment.lastIndex = at;
		const length = comment.exec(text)?.[0].length;
		if (length !== undefined) return skip(state, length, ' ');
	}
	if (char === '…' || text.startsWith('...', at)) return skip(state, char === '…' ? 1 : 3, '');
	if (char === '`') return skip(state, 1, ' ');
	if (char === '\\') {
		if (doubles.includes(text.charAt(at + 1)) && at + 1 < text.length) return string(state, 1);
		return skip(state, /[nrt]/.test(text.charAt(at + 1)) ? 2 : 1, ' ');
	}
	return doubles.includes(char) || singles.includes(char) ? string(state, 0) : word(state);
}

function token(state: Mending, length: number, last: Mending['last']): true {
	state.at += length;
	state.last = last;
	state.good = [state.at, state.replacements.length];
	return true;
}

function skip(state: Mending, length: number, text: string | undefined): true {
	if (text !== undefined) state.replacements.push({start: state.at, end: state.at + length, text});
	state.at += length;
	return true;
}

/** What the token at hand is: a key where an object goes on, else a value. */
function roleOf({closers, last}: Mending): 'key' | 'value' | undefined {
	if (closers.at(-1) === '}') return last === 'colon' ? 'value' : last === 'key' ? undefined : 'key';
	return closers.length === 0 ? undefined : 'value';
}

/** Reads a string; `backslash` is 1 where its quotes stand behind backslashes, as in a command's argument. */
function string(state: Mending, backslash: 0 | 1): boolean {
	const {text, at} = state;
	const role = roleOf(state);
	if (role === undefined) return false;
	const opening = text.charAt(at + backslash);
	const changes: Replacement[] = [];
	for (let index = at + backslash + 1, most = index + longestString; index < text.length && index < most; index++) {
		const char = text.charAt(index);
		if (endsString(text, index, opening, backslash)) {
			// With a plain quote on either side nothing is to be mended.
			if (backslash === 1 || opening !== '"') state.replacements.push({start: at, end: at + backslash + 1, text: '"'});
			append(state.replacements, changes);
			if (backslash === 1 || char !== '"') state.replacements.push({start: index, end: index + backslash + 1, text: '"'});
			return token(state, index + backslash + 1 - at, role);
		}
		if (char === '\\') {
			const next = text.charAt(index + 1);
			if (!/["\\/bfnrtu]/.test(next)) changes.push({start: index, end: index + 1, text: ''});
			else index++;
		} else if (char === '\n' || char === '\r') {
			const rest = /^\s+/.exec(text.slice(index, index + 200))?.[0].length ?? 1;
			const before = /[ \t]*$/.exec(text.slice(Math.max(at + backslash + 1, index - 50), index))?.[0].length ?? 0;
			changes.push({start: index - before, end: index + rest, text: ''});
			index += rest - 1;
		} else if (char === '"') changes.push({start: index, end: index + 1, text: '\\"'});
		else if (invisible.test(char)) changes.push({start: index, end: index + 1, text: ''});
		else if (char < ' ') changes.push({start: index, end: index + 1, text: ' '});
	}
	return false;
}

function endsString(text: string, index: number, opening: string, backslash: 0 | 1): boolean {
	const char = text.charAt(index);
	if (backslash === 1) return char === '\\' && doubles.includes(text.charAt(index + 1)) && index + 1 < text.length;
	if (char === '"') return doubles.includes(opening);
	const isClass = doubles.includes(opening) ? doubles.includes(char) : singles.includes(char);
	if (!isClass) return false;
	// Apostrophes, and smart quotes inside of plain ones, may belong to the text.
	return (doubles.includes(opening) && opening !== '"') || /^\s{0,100}(?:[,:=\]}]|$)/.test(text.slice(index + 1, index + 102));
}

function word(state: Mending): boolean {
	const {text, at, last} = state;
	const role = roleOf(state);
	// Words of prose follow each other; where an object breaks off, they show it.
	if (role === undefined || (last === 'value' && !/\n\s*$/.test(text.slice(Math.max(0, at - 100), at)))) return false;
	const pattern = role === 'key' ? bareKey : bareWord;
	pattern.lastIndex = at;
	const found = pattern.exec(text)?.[0];
	if (found === undefined) return false;
	if (!literal.test(found) || role === 'key') state.replacements.push({start: at, end: at + found.length, text: JSON.stringify(found)});
	return token(state, found.length, role);
}
