/** The texts that an expression may come to, and when two of them are one. */

import {allOf, always, anyOf, type Formula, never} from './satisfy.ts';
import {interned, isOf, type Worlds} from './worlds.ts';

/** What a text is put together from: literal text, and variables whose text is open. Adjoining texts are joined, so `[]` is the empty text. */
export type Parts = readonly (string | {readonly variable: string})[];

/** The texts that an expression may come to, each with when it does. */
export type Term = readonly {readonly when: Formula; readonly parts: Parts}[];

/** More cases than this are no longer told apart. */
export const maxCases = 600;

/** A variable as all of a text. */
export function variableTerm(variable: string): Term {
	return [{when: always, parts: [{variable}]}];
}

/** Parts one after the other. */
export function joined(left: Parts, right: Parts): Parts {
	const parts = [...left];
	for (const part of right) {
		const last = parts.at(-1);
		if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
		else if (part !== '') parts.push(part);
	}
	return parts;
}

/** Cases of one text as one case. */
export function merged(term: Term): Term {
	const byText = new Map<string, {parts: Parts; whens: Formula[]}>();
	for (const {when, parts} of term) {
		const key = keyOf(parts);
		const known = byText.get(key) ?? {parts, whens: []};
		known.whens.push(when);
		byText.set(key, known);
	}
	return [...byText.values()].map(({parts, whens}) => ({parts, when: anyOf(whens)}));
}

function keyOf(parts: Parts): string {
	return JSON.stringify(parts);
}

/** Steps of the budget that one formula counts for: it takes memory too. */
const stepsPerFormula = 10;

/** Two terms come to one text. */
export function equal(worlds: Worlds, one: Term, other: Term, free: () => Formula): Formula {
	const cases = one.length * other.length;
	if (cases > maxCases || worlds.budget.left <= 0) return free();
	worlds.budget.left -= cases * stepsPerFormula;
	return anyOf(one.flatMap((left) => other.map((right) => allOf([left.when, right.when, equalParts(worlds, left.parts, right.parts)]))));
}

function equalParts(worlds: Worlds, one: Parts, other: Parts): Formula {
	const [left, right] = [textOf(one), textOf(other)];
	if (left !== undefined && right !== undefined) return left === right ? always : never;
	if (right !== undefined) return equalsText(worlds, one, right);
	if (left !== undefined) return equalsText(worlds, other, left);
	const [a, b] = [variableOf(worlds, one), variableOf(worlds, other)];
	return a === b ? always : interned(worlds, a < b ? {kind: 'same', one: a, other: b} : {kind: 'same', one: b, other: a});
}

/** The text of parts that are all literal. */
export function textOf(parts: Parts): string | undefined {
	const [only] = parts;
	return parts.length === 0 ? '' : parts.length === 1 && typeof only === 'string' ? only : undefined;
}

/** Parts come to a text: what stands around a variable must fit, and what is left is its value. */
export function equalsText(worlds: Worlds, parts: Parts, text: string): Formula {
	const [first, last] = [parts[0], parts.at(-1)];
	const before = typeof first === 'string' ? first : '';
	const after = typeof last === 'string' && parts.length > 1 ? last : '';
	if (text.length < before.length + after.length || !text.startsWith(before) || !text.endsWith(after)) return never;
	const variables = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.variable]));
	const rest = text.slice(before.length, text.length - after.length);
	const [only] = variables;
	if (variables.length === 1 && only !== undefined) return isOf(worlds, only, rest);
	const between = parts.slice(1, -1).some((part) => typeof part === 'string');
	if (rest === '') return between ? never : allOf(variables.map((variable) => isOf(worlds, variable, '')));
	return isOf(worlds, variableOf(worlds, parts), text);
}

/** The variable that parts are, or one for the whole of them. */
function variableOf({domains}: Worlds, parts: Parts): string {
	const [only] = parts;
	if (parts.length === 1 && typeof only === 'object') return only.variable;
	const name = keyOf(parts);
	domains.set(name, {guessed: true});
	return name;
}
