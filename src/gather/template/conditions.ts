/**
 * Which conditions of a template can hold at once. Conditions become formulas over parameters; an expression that is not
 * understood becomes a variable of its own, so that two equal ones always agree.
 */

import type {Clause, Parameter, Template} from '../../evidence/template.ts';
import {entriesOf, entryOf, get, itemsOf, looseStringOf, type MapNode, type SourceNode, stringOf, toPlain, walk} from '../../tree.ts';
import {piecesOf} from '../sub.ts';
import {callOf} from '../values.ts';
import {childOf, stepsOf} from './clauses.ts';
import {type Answer, allOf, always, anyOf, type Budget, type Domain, type Formula, never, notOf, satisfy, variablesOf} from './satisfy.ts';

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

/** A stack that is created from a template: the one that a buyer creates, or one nested in it. */
export type Stack = {
	/** Empty for the outermost; tells stacks of one template apart. */
	readonly name: string;
	readonly root: MapNode;
	readonly parameters: ReadonlyMap<string, Parameter>;
	/** When it is created. */
	readonly when: Formula;
	/** What the identifiers of loops stand for, in a view of the stack that is one round of its `Fn::ForEach`. */
	readonly rounds?: ReadonlyMap<string, string>;
	/** The stack that it is nested in, and what that hands down. */
	readonly parent?: {readonly stack: Stack; readonly values: ReadonlyMap<string, SourceNode>};
};

/** All that is known of the ways to create a stack with those nested in it: a memory that grows as conditions are read. */
export type Worlds = {
	readonly budget: Budget;
	readonly domains: Map<string, Domain>;
	readonly conditions: Map<string, Formula>;
	readonly equalities: Map<string, Formula>;
	/** What holds in every world: assertions of rules, look-ups that succeed. */
	readonly constraints: {readonly formula: Formula; variables?: ReadonlySet<string>}[];
	readonly answers: Map<Formula, Answer>;
	/** One object for each two formulas that were asked about together. */
	readonly conjunctions: Map<Formula, Map<Formula, Formula>>;
};

/** Steps for all questions on one stack together, and for one of them: some tenths of a second, however the template is made. */
const allSteps = 4_000_000;
const stepsPerAnswer = 400_000;

/** No worlds read yet. */
export function worldsOf(): Worlds {
	return {
		budget: {left: allSteps},
		domains: new Map(),
		conditions: new Map(),
		equalities: new Map(),
		constraints: [],
		answers: new Map(),
		conjunctions: new Map(),
	};
}

/** Whether all formulas can hold at once, in keeping with all constraints that bear on them. */
export function answerOf(worlds: Worlds, formulas: readonly Formula[]): Answer {
	const formula = formulas.reduce((left, right) => both(worlds, left, right), always);
	if (formula === always) return {possible: 'yes', guesses: false};
	if (formula === never) return {possible: 'no', guesses: false};
	const known = worlds.answers.get(formula);
	if (known !== undefined) return known;
	const budget = {left: Math.min(stepsPerAnswer, worlds.budget.left)};
	const before = budget.left;
	const answer = satisfy(withConstraints(worlds, formula, budget), (variable) => worlds.domains.get(variable) ?? {}, budget);
	worlds.budget.left -= before - budget.left;
	worlds.answers.set(formula, answer);
	return answer;
}

function both({conjunctions}: Worlds, left: Formula, right: Formula): Formula {
	if (left === right) return left;
	const byRight = conjunctions.get(left) ?? new Map<Formula, Formula>();
	conjunctions.set(left, byRight);
	const known = byRight.get(right) ?? allOf([left, right]);
	byRight.set(right, known);
	return known;
}

/** The formula and the constraints on its variables, on the variables of those, and so on. */
function withConstraints({constraints}: Worlds, formula: Formula, budget: Budget): readonly Formula[] {
	const formulas = [formula];
	const reached = new Set(variablesOf(formulas, budget));
	const left = new Set(constraints);
	for (let grew = true; grew && left.size > 0 && budget.left > 0; ) {
		grew = false;
		for (const constraint of left) {
			constraint.variables ??= variablesOf([constraint.formula], budget);
			budget.left--;
			if (![...constraint.variables].some((name) => reached.has(name))) continue;
			for (const name of constraint.variables) reached.add(name);
			formulas.push(constraint.formula);
			left.delete(constraint);
			grew = true;
		}
	}
	return formulas;
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

/** A name as one round of a loop has it: `${Host}Ami` and `&{Host}Ami` are `GatewayAmi` where `Host` stands for `Gateway`. */
export function inRound({rounds}: Stack, name: string): string {
	return rounds === undefined || !/[$&]\{/.test(name)
		? name
		: name.replace(/[$&]\{(\w+)\}/g, (written, identifier: string) => rounds.get(identifier) ?? written);
}

/** More rounds of a loop, with the loops inside it, are not followed. */
const maxRounds = 50;

/** The stack as each round of the loops has it that a node lies in; the stack alone where it lies in none, or nothing says what it loops over. */
export function roundsAt<Of extends Stack>(stack: Of, {pointer}: SourceNode): readonly Of[] {
	let views: readonly Of[] = [stack];
	let node: SourceNode | undefined = stack.root;
	for (const step of pointer.includes('/Fn::ForEach::') ? stepsOf(pointer) : []) {
		node = childOf(node, step);
		if (!step.startsWith('Fn::ForEach::')) continue;
		const [identifier, collection] = itemsOf(node);
		const name = stringOf(identifier);
		const items = collectionOf(stack, collection);
		if (name === undefined || items.length === 0 || views.length * items.length > maxRounds) continue;
		views = views.flatMap((view) => items.map((item) => ({...view, rounds: new Map([...(view.rounds ?? []), [name, item]])})));
	}
	return views;
}

/** What a loop goes over: a list that is written there, or a list parameter's default. */
function collectionOf(stack: Stack, node: SourceNode | undefined): readonly string[] {
	const name = stringOf(get(node, 'Ref'));
	if (name === undefined) return itemsOf(node).flatMap((item) => looseStringOf(item) ?? []);
	return (
		stack.parameters
			.get(name)
			?.default?.value.split(',')
			.map((item) => item.trim()) ?? []
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
			return anyOf(list.items.map((item) => equal(worlds, termOf(worlds, stack, item, depth + 1), wanted, free)));
		}
		default:
			return free();
	}
}

function constrain({constraints}: Worlds, formula: Formula): void {
	if (formula !== always) constraints.push({formula});
}

/** What a text is put together from: literal text, and variables whose text is open. Adjoining texts are joined, so `[]` is the empty text. */
type Parts = readonly (string | {readonly variable: string})[];

/** The texts that an expression may come to, each with when it does. */
type Term = readonly {readonly when: Formula; readonly parts: Parts}[];

/** More cases than this are no longer told apart. */
const maxCases = 600;

function variableTerm(variable: string): Term {
	return [{when: always, parts: [{variable}]}];
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
	}
	return term;
}

function joined(left: Parts, right: Parts): Parts {
	const parts = [...left];
	for (const part of right) {
		const last = parts.at(-1);
		if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
		else if (part !== '') parts.push(part);
	}
	return parts;
}

/** Cases of one text as one case. */
function merged(term: Term): Term {
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

/** A variable has a value. */
function isOf(worlds: Worlds, variable: string, value: string): Formula {
	return interned(worlds, {kind: 'is', variable, value});
}

/** Two terms come to one text. */
function equal(worlds: Worlds, one: Term, other: Term, free: () => Formula): Formula {
	if (one.length * other.length > maxCases) return free();
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
function textOf(parts: Parts): string | undefined {
	const [only] = parts;
	return parts.length === 0 ? '' : parts.length === 1 && typeof only === 'string' ? only : undefined;
}

/** Parts come to a text: what stands around a variable must fit, and what is left is its value. */
function equalsText(worlds: Worlds, parts: Parts, text: string): Formula {
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

/** One object for each comparison, so that formulas share it. */
function interned({equalities}: Worlds, formula: Extract<Formula, {kind: 'is' | 'same'}>): Formula {
	const key = formula.kind === 'is' ? JSON.stringify([formula.variable, formula.value]) : JSON.stringify([formula.one, formula.other, '']);
	const known = equalities.get(key) ?? formula;
	equalities.set(key, known);
	return known;
}

/** Nodes of an expression that its name is made of; larger ones are told apart by where they stand. */
const maxNameNodes = 200;

/** A name for an expression of a stack: the same for the same expression. */
export function nameOf(stack: Stack, node: SourceNode): string {
	const prefix = `${stack.name}${stack.rounds === undefined ? '' : JSON.stringify([...stack.rounds])}`;
	let nodes = 0;
	for (const _ of walk(node)) if (++nodes > maxNameNodes) return `${prefix}${node.pointer}`;
	return `${prefix}${JSON.stringify(toPlain(node))}`;
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

/** A template as the stack that a buyer creates from it. */
export function outermost({root, parameters}: Pick<Template, 'root' | 'parameters'>): Omit<Stack, 'parent'> {
	return {name: '', root, parameters: new Map(parameters.map((parameter) => [parameter.name, parameter])), when: always};
}
