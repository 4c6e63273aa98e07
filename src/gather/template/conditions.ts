/**
 * Which conditions of a template can hold at once. Conditions become formulas over parameters; an expression that is not
 * understood becomes a variable of its own, so that two equal ones always agree.
 */

import type {Clause, Parameter} from '../../evidence/template.ts';
import {entriesOf, entryOf, get, itemsOf, looseStringOf, type MapNode, type SourceNode, stringOf} from '../../tree.ts';
import {piecesOf} from '../sub.ts';
import {callOf, longestText} from '../values.ts';
import {type Answer, allOf, always, anyOf, type Domain, type Formula, never, notOf} from './satisfy.ts';
import {inRound, nameOf, outermost, type Stack} from './stack.ts';
import {equal, equalsText, joined, maxCases, merged, type Term, textOf, variableTerm} from './terms.ts';
import {answerOf, constrain, isOf, type Worlds, worldsOf} from './worlds.ts';

/** What a template's conditions allow. */
export type ConditionSpace = {
	/** Whether there are parameter values that give all of these at once; `unknown` past the budget, so to be taken as possible. */
	canHold(clauses: readonly Clause[]): Answer['possible'];
};

/** The conditions of one template, its parameters free to choose. */
export function conditionSpaceOf(root: MapNode, parameters: readonly Parameter[]): ConditionSpace {
	const stack = outermost({root, parameters});
	const worlds = worldsOf();
	addRules(worlds, stack);
	return {canHold: (clauses) => answerOf(worlds, [formulaOfClauses(worlds, stack, clauses)]).possible};
}

/** Clauses of a stack as one formula. */
export function formulaOfClauses(worlds: Worlds, stack: Stack, clauses: readonly Clause[]): Formula {
	return allOf(
		clauses.map(({condition, holds}) => {
			const formula = conditionOf(worlds, stack, inRound(stack, condition), 0);
			return holds ? formula : notOf(formula);
		}),
	);
}

/** Conditions, functions and parameters that are followed into each other. More is not understood: the stack of calls is limited. */
const maxDepth = 400;

/** A condition of a stack. One that is not there, or that refers to itself, may hold or not. */
function conditionOf(worlds: Worlds, stack: Stack, name: string, depth: number): Formula {
	const key = `${stack.name}${name}`;
	const known = worlds.conditions.get(key);
	if (known !== undefined) return known;
	const free: Formula = {kind: 'free', name: key};
	// Stands while its own expression is read, so that a circle ends here.
	worlds.conditions.set(key, free);
	const entry = entryOf(get(stack.root, 'Conditions'), name);
	const formula = entry === undefined ? free : formulaOf(worlds, stack, entry.value, depth + 1);
	worlds.conditions.set(key, formula);
	return formula;
}

/** Items of a list, for each text that may be one of them, that are held against it. More is not understood. */
const maxContained = 20_000;

/** A condition function as a formula. */
function formulaOf(worlds: Worlds, stack: Stack, node: SourceNode, depth: number): Formula {
	const call = callOf(node);
	const free = (): Formula => ({kind: 'free', name: nameOf(stack, node)});
	if (call === undefined || depth > maxDepth) return free();
	const items = itemsOf(call.value);
	const parts = () => items.map((item) => formulaOf(worlds, stack, item, depth + 1));
	switch (call.key) {
		case 'Condition':
			return conditionOf(worlds, stack, stringOf(call.value) ?? '', depth);
		case 'Fn::And':
			return items.length === 0 ? free() : allOf(parts());
		case 'Fn::Or':
			return items.length === 0 ? free() : anyOf(parts());
		case 'Fn::Not':
			return items.length === 1 ? notOf(allOf(parts())) : free();
		case 'Fn::Equals': {
			const [one, other] = items;
			if (items.length !== 2 || one === undefined || other === undefined) return free();
			const [left, right] = [termOf(worlds, stack, one, depth + 1), termOf(worlds, stack, other, depth + 1)];
			// Conditions are evaluated as the stack is created: a look-up in a mapping that fails keeps it from being.
			for (const term of [left, right]) constrain(worlds, anyOf([notOf(stack.when), ...term.map(({when}) => when)]));
			return equal(worlds, left, right, free);
		}
		// A function of rules: a list, and a text that is one of it.
		case 'Fn::Contains': {
			const [list, text] = items;
			if (list?.kind !== 'sequence' || text === undefined) return free();
			const wanted = termOf(worlds, stack, text, depth + 1);
			if (list.items.length * wanted.length > maxContained) return free();
			return anyOf(list.items.map((item) => equal(worlds, termOf(worlds, stack, item, depth + 1), wanted, free)));
		}
		default:
			return free();
	}
}

/** An expression that is not understood: a variable by its own text. */
function opaque({domains}: Worlds, stack: Stack, node: SourceNode): Term {
	const name = nameOf(stack, node);
	domains.set(name, {guessed: true});
	return variableTerm(name);
}

/** What a text-valued expression may come to. */
function termOf(worlds: Worlds, stack: Stack, node: SourceNode, depth = 0): Term {
	const text = looseStringOf(node);
	if (text !== undefined) return [{when: always, parts: text === '' ? [] : [inRound(stack, text)]}];
	const call = callOf(node);
	if (call === undefined || depth > maxDepth || worlds.budget.left-- <= 0) return opaque(worlds, stack, node);
	const items = itemsOf(call.value);
	switch (call.key) {
		case 'Ref':
			return referenceTerm(worlds, stack, inRound(stack, stringOf(call.value) ?? ''), depth) ?? opaque(worlds, stack, node);
		case 'Fn::If': {
			const [condition, yes, no] = items;
			const name = stringOf(condition);
			if (name === undefined || yes === undefined || no === undefined) return opaque(worlds, stack, node);
			const when = conditionOf(worlds, stack, inRound(stack, name), depth);
			return [
				...termOf(worlds, stack, yes, depth + 1).map((own) => ({...own, when: allOf([when, own.when])})),
				...termOf(worlds, stack, no, depth + 1).map((own) => ({...own, when: allOf([notOf(when), own.when])})),
			];
		}
		case 'Fn::FindInMap': {
			const cells = cellsOf(worlds, stack, items, depth);
			if (cells === undefined) return opaque(worlds, stack, node);
			return merged(cells.flatMap(({when, node: cell}) => termOf(worlds, stack, cell, depth + 1).map((own) => ({...own, when: allOf([when, own.when])}))));
		}
		case 'Fn::Select': {
			const chosen = itemsOf(items[1])[Number(looseStringOf(items[0]))];
			return chosen === undefined ? opaque(worlds, stack, node) : termOf(worlds, stack, chosen, depth + 1);
		}
		case 'Fn::Sub':
		case 'Fn::Join':
			return joinedTerm(worlds, stack, node, depth) ?? opaque(worlds, stack, node);
		default:
			return opaque(worlds, stack, node);
	}
}

/** Pseudo parameters that are the same in a stack and in those nested in it. */
const shared = new Set(['AWS::AccountId', 'AWS::Partition', 'AWS::Region', 'AWS::URLSuffix']);

function referenceTerm(worlds: Worlds, stack: Stack, name: string, depth: number): Term | undefined {
	const round = stack.rounds?.get(name);
	if (round !== undefined) return [{when: always, parts: round === '' ? [] : [round]}];
	if (shared.has(name)) return variableTerm(name);
	const parameter = stack.parameters.get(name);
	if (parameter === undefined) return undefined;
	const type = parameter.type?.value ?? 'String';
	if (type === 'CommaDelimitedList' || type.startsWith('List<') || type.startsWith('AWS::SSM::')) return undefined;
	const given = stack.parent?.values.get(name);
	if (given !== undefined && stack.parent !== undefined) return termOf(worlds, stack.parent.stack, given, depth + 1);
	// Nobody is asked for a nested stack's parameter: what is not handed down is the default.
	if (stack.parent !== undefined && parameter.default !== undefined)
		return [{when: always, parts: parameter.default.value === '' ? [] : [parameter.default.value]}];
	const variable = `${stack.name}${name}`;
	if (!worlds.domains.has(variable)) worlds.domains.set(variable, domainOf(parameter, type));
	return variableTerm(variable);
}

function domainOf({allowedValues, minLength, maxLength}: Parameter, type: string): Domain {
	const least = minLength?.value ?? 0;
	const most = maxLength?.value ?? Number.POSITIVE_INFINITY;
	const takes = (text: string) =>
		text.length >= least &&
		text.length <= most &&
		(type !== 'Number' || (text.trim() !== '' && !Number.isNaN(Number(text)))) &&
		// CloudFormation looks values of AWS's own types up in the account, and an empty one is never there.
		(type === 'Number' || type === 'String' || text !== '');
	return allowedValues.length === 0 ? {takes} : {closed: [...new Set(allowedValues.map(({value}) => value))].filter(takes)};
}

/** `Fn::Sub` and `Fn::Join` of parts that are followed one by one. */
function joinedTerm(worlds: Worlds, stack: Stack, node: SourceNode, depth: number): Term | undefined {
	const pieces = piecesOf(node);
	if (pieces === undefined || pieces.length > maxCases) return undefined;
	let term: Term = [{when: always, parts: []}];
	for (const piece of pieces) {
		const own =
			'text' in piece
				? [{when: always, parts: [piece.text]}]
				: 'node' in piece
					? termOf(worlds, stack, piece.node, depth + 1)
					: referenceTerm(worlds, stack, piece.name, depth);
		if (own === undefined || term.length * own.length > maxCases) return undefined;
		term = term.flatMap((left) => own.map((right) => ({when: allOf([left.when, right.when]), parts: joined(left.parts, right.parts)})));
		if (term.some(({parts}) => parts.some((part) => typeof part === 'string' && part.length > longestText))) return undefined;
	}
	return term;
}

/** One cell of a mapping that a look-up may come to. `apart` is the key that is the variable kept apart; `when` leaves it out. */
export type Cell = {readonly when: Formula; readonly node: SourceNode; readonly path: readonly string[]; readonly apart?: string};

/**
 * The cells that `Fn::FindInMap` may come to, and its `DefaultValue` as the last, with no path; nothing where there are too many
 * or none is written here. A variable may be kept apart, so that cells that differ by it alone have one `when`.
 */
export function cellsOf(worlds: Worlds, stack: Stack, items: readonly SourceNode[], depth = 0, apart?: string): readonly Cell[] | undefined {
	const [mapping, first, second, options] = items;
	if (mapping === undefined || first === undefined || second === undefined) return undefined;
	const cells: Cell[] = [];
	const [firsts, seconds] = [termOf(worlds, stack, first, depth + 1), termOf(worlds, stack, second, depth + 1)];
	for (const top of chosenFrom(worlds, termOf(worlds, stack, mapping, depth + 1), get(stack.root, 'Mappings'), apart)) {
		for (const row of chosenFrom(worlds, firsts, top.node, apart)) {
			for (const cell of chosenFrom(worlds, seconds, row.node, apart)) {
				if (cells.length >= maxCases || worlds.budget.left-- <= 0) return undefined;
				const chosen = [top, row, cell];
				const key = chosen.find(({isApart}) => isApart)?.key;
				const path = chosen.flatMap(({isApart, key: own}) => (isApart ? [] : [own]));
				cells.push({when: allOf(chosen.map(({when}) => when)), node: cell.node, path, ...(key === undefined ? {} : {apart: key})});
			}
		}
	}
	const fallback = get(options, 'DefaultValue');
	if (fallback !== undefined) {
		const found = cells.map(({when, apart: key}) => (key === undefined || apart === undefined ? when : allOf([when, isOf(worlds, apart, key)])));
		cells.push({when: notOf(anyOf(found)), node: fallback, path: []});
	}
	return cells.length === 0 ? undefined : cells;
}

type Chosen = {readonly key: string; readonly when: Formula; readonly node: SourceNode; readonly isApart: boolean};

/** The entries of a map whose key a term may come to. */
function* chosenFrom(worlds: Worlds, term: Term, map: SourceNode | undefined, apart: string | undefined): Generator<Chosen> {
	for (const {when, parts} of term) {
		const text = textOf(parts);
		if (text !== undefined) {
			const entry = entryOf(map, text);
			if (entry !== undefined) yield {key: text, when, node: entry.value, isApart: false};
			continue;
		}
		const [only] = parts;
		const isApart = parts.length === 1 && typeof only === 'object' && only.variable === apart;
		for (const {key, value} of entriesOf(map)) {
			const fits = isApart ? always : equalsText(worlds, parts, key);
			if (fits !== never) yield {key, when: allOf([when, fits]), node: value, isApart};
		}
	}
}

/** Takes a stack's `Rules` in: their assertions hold wherever the stack is created. */
export function addRules(worlds: Worlds, stack: Stack): void {
	for (const {value: rule} of entriesOf(get(stack.root, 'Rules'))) {
		const condition = get(rule, 'RuleCondition');
		const when = allOf([stack.when, condition === undefined ? always : formulaOf(worlds, stack, condition, 0)]);
		for (const assertion of itemsOf(get(rule, 'Assertions'))) {
			const assert = get(assertion, 'Assert');
			if (assert !== undefined) constrain(worlds, anyOf([notOf(when), formulaOf(worlds, stack, assert, 0)]));
		}
	}
}
