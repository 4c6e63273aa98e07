/**
 * The template's conditions, taken both ways. Conditions are formulas over comparisons (`Fn::Equals`); a world says of each comparison
 * whether it holds. Two releases are compared in every world, so that it does not matter how a condition is called, or whether one
 * release asks `IsProduction` and the other `IsNotProduction`.
 */

import type {Clause, Parameter} from '../evidence/template.ts';
import {callOf} from '../gather/values.ts';
import {entriesOf, get, itemsOf, looseStringOf, type MapNode, type SourceNode, stringOf} from '../tree.ts';
import {canonicalOf, type Renaming} from './canonical.ts';

type Formula =
	| {readonly kind: 'constant'; readonly value: boolean}
	/** `of` and `literal` are there where an expression is compared with a text: it can't equal two. */
	| {readonly kind: 'atom'; readonly key: string; readonly of?: string; readonly literal?: string}
	| {readonly kind: 'not'; readonly part: Formula}
	| {readonly kind: 'and' | 'or'; readonly parts: readonly Formula[]};

/** The conditions of one template, by name, and the defaults of its parameters. */
export type Formulas = {readonly named: ReadonlyMap<string, Formula>; readonly defaults: ReadonlyMap<string, string>};

/** Whether each comparison holds, by its key; or what each release's own defaults make of it, since most buyers leave them as they are. */
export type World = ReadonlyMap<string, boolean> | typeof byDefaults;

/** The world of those who choose nothing. */
export const byDefaults = 'defaults';

/** Comparisons that are taken both ways in all combinations: 2 to this power are tried. */
const mostAtoms = 8;

/** Conditions inside conditions. */
const deepest = 30;

/** Parts of all conditions of a template together: conditions that name each other twice and twice again would double at each step. */
const mostParts = 5000;

/** Reads the `Conditions` of a template. */
export function formulasOf(root: MapNode, parameters: readonly Parameter[], renamed: Renaming): Formulas {
	const nodes = new Map(entriesOf(get(root, 'Conditions')).map(({key, value}) => [key, value]));
	const reading: Reading = {nodes, renamed, left: mostParts};
	return {
		named: new Map([...nodes].map(([name, node]) => [name, formulaOf(node, reading, 0)])),
		defaults: new Map(
			parameters.flatMap((parameter) => (parameter.default === undefined ? [] : [[`ref(${renamed(parameter.name)})`, parameter.default.value] as const])),
		),
	};
}

type Reading = {readonly nodes: ReadonlyMap<string, SourceNode>; readonly renamed: Renaming; left: number};

function formulaOf(node: SourceNode, reading: Reading, depth: number): Formula {
	const {nodes, renamed} = reading;
	const call = callOf(node);
	const opaque: Formula = {kind: 'atom', key: canonicalOf(node, renamed)};
	if (call === undefined || depth > deepest || reading.left-- <= 0) return opaque;
	const parts = () => itemsOf(call.value).map((part) => formulaOf(part, reading, depth + 1));
	switch (call.key) {
		case 'Condition': {
			const name = stringOf(call.value) ?? '';
			const named = nodes.get(name);
			return named === undefined ? {kind: 'atom', key: name} : formulaOf(named, reading, depth + 1);
		}
		case 'Fn::Not': {
			const [part] = parts();
			return part === undefined ? opaque : {kind: 'not', part};
		}
		case 'Fn::And':
			return {kind: 'and', parts: parts()};
		case 'Fn::Or':
			return {kind: 'or', parts: parts()};
		case 'Fn::Equals':
			return comparison(itemsOf(call.value), renamed) ?? opaque;
		default:
			return opaque;
	}
}

function comparison([left, right]: readonly SourceNode[], renamed: Renaming): Formula | undefined {
	if (left === undefined || right === undefined) return undefined;
	const [one, other] = [looseStringOf(left), looseStringOf(right)];
	if (one !== undefined && other !== undefined) return {kind: 'constant', value: one === other};
	const [a = '', b = ''] = [canonicalOf(left, renamed), canonicalOf(right, renamed)].toSorted();
	const key = `${a} = ${b}`;
	if (a === b) return {kind: 'constant', value: true};
	if (one === undefined && other === undefined) return {kind: 'atom', key};
	return {kind: 'atom', key, of: canonicalOf(one === undefined ? left : right, renamed), literal: one ?? other ?? ''};
}

function* atomsOf(formula: Formula): Generator<Formula & {kind: 'atom'}> {
	if (formula.kind === 'atom') yield formula;
	else if (formula.kind === 'not') yield* atomsOf(formula.part);
	else if (formula.kind !== 'constant') for (const part of formula.parts) yield* atomsOf(part);
}

/** Whether a formula holds in a world. */
function holds(formula: Formula, world: World, defaults: Formulas['defaults']): boolean {
	switch (formula.kind) {
		case 'constant':
			return formula.value;
		case 'atom':
			if (world !== byDefaults) return world.get(formula.key) ?? false;
			return formula.literal !== undefined && defaults.get(formula.of ?? '') === formula.literal;
		case 'not':
			return !holds(formula.part, world, defaults);
		case 'and':
			return formula.parts.every((part) => holds(part, world, defaults));
		case 'or':
			return formula.parts.some((part) => holds(part, world, defaults));
	}
}

function formulaNamed(formulas: Formulas, name: string): Formula {
	return formulas.named.get(name) ?? {kind: 'atom', key: name};
}

/** Whether all clauses hold in a world. */
export function isThere(clauses: readonly Clause[], formulas: Formulas, world: World): boolean {
	return clauses.every((clause) => holds(formulaNamed(formulas, clause.condition), world, formulas.defaults) === clause.holds);
}

/** The worlds that can tell two sets of clauses apart; `all` is false where there are too many to try every one. */
export function worldsOf(sides: readonly {readonly clauses: Iterable<readonly Clause[]>; readonly formulas: Formulas}[]): {
	readonly worlds: readonly World[];
	readonly all: boolean;
} {
	const atoms = new Map<string, Formula & {kind: 'atom'}>();
	for (const {clauses, formulas} of sides) {
		const names = new Set([...clauses].flatMap((held) => held.map(({condition}) => condition)));
		for (const name of names) for (const atom of atomsOf(formulaNamed(formulas, name))) atoms.set(atom.key, atom);
	}
	const keys = [...atoms.keys()];
	const free = keys.slice(0, mostAtoms);
	const worlds: World[] = [];
	for (let bits = 0; bits < 2 ** free.length; bits++) {
		const chosen = new Map(free.map((key, index) => [key, (bits & (1 << index)) !== 0]));
		// Comparisons beyond the limit are taken all one way, then all the other.
		for (const rest of keys.length > free.length ? [false, true] : [false]) {
			const world = new Map(keys.map((key) => [key, chosen.get(key) ?? rest]));
			if (isPossible(world, atoms)) worlds.push(world);
		}
	}
	// Last, so that what is found in other worlds is not laid to the defaults.
	if (keys.length > 0) worlds.push(byDefaults);
	return {worlds, all: keys.length <= mostAtoms};
}

/** No expression equals two texts at once. */
function isPossible(world: ReadonlyMap<string, boolean>, atoms: ReadonlyMap<string, Formula & {kind: 'atom'}>): boolean {
	const equal = new Map<string, string>();
	for (const {key, of, literal} of atoms.values()) {
		if (of === undefined || literal === undefined || world.get(key) !== true) continue;
		const before = equal.get(of);
		if (before !== undefined && before !== literal) return false;
		equal.set(of, literal);
	}
	return true;
}

/** Clauses in words, with a space before them: ` when IsProduction and not HasProxy`; empty for none. */
export function whenOf(clauses: readonly Clause[]): string {
	const words = [...new Set(clauses.map(({condition, holds: positive}) => (positive ? condition : `not ${condition}`)))];
	return words.length === 0 ? '' : `when ${words.join(' and ')}`;
}

/** What is said of a change that is found in no other world. */
export const chosenByDefault = ', which the defaults of parameters choose now';
