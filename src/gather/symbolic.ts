/**
 * What an expression may come to as text, with what is not known left in it as `${name}`, and the template's conditions under which it
 * comes to it. Where a buyer may choose, what makes a policy wider is kept: a default or allowed value with a `*` in it.
 */

import {append} from '../append.ts';
import type {Place} from '../contract.ts';
import {shownOf, type Token} from '../evidence/iam.ts';
import {type Clause, isHidden, type Parameter} from '../evidence/template.ts';
import {hasHole} from '../iam/pattern.ts';
import {entriesOf, entryOf, get, itemsOf, looseStringOf, type MapNode, placeOf, type SourceNode, stringOf} from '../tree.ts';
import {logicalIdOf} from './references.ts';
import {type Piece, piecesOf, placeholders} from './sub.ts';
import {type Budget, firstOf, leaveOut, takes, type UnreadParts} from './unread.ts';
import {callOf, longestText, type Scope} from './values.ts';

/** What expressions may name, and what it stands for. */
export type SymbolScope = Scope & {
	readonly parameterOf: ReadonlyMap<string, Parameter>;
	readonly mappings?: MapNode;
	/** What a parent template gives to parameters, in place of their defaults. */
	readonly given: ReadonlyMap<string, readonly string[]>;
	/** Identifiers of `Fn::ForEach`, and the items that they stand for. */
	readonly loops: ReadonlyMap<string, readonly string[]>;
	readonly budget: Budget;
	/** What look-ups in mappings came to, by mapping and keys. */
	readonly leaves: Map<string, readonly string[]>;
};

/** Alternatives and entries of mappings that are looked at: honest templates need some thousands. */
const mostSteps = 1_000_000;

/** A budget for all expressions of a template; once something is in its `unread`, all may be more than was understood. */
export function symbolBudget(unread: UnreadParts = new Map()): Budget {
	return {left: mostSteps, unread};
}

/** Takes a step; whether there was one left. */
function takesStep(scope: SymbolScope, place: Place): boolean {
	return takes(scope.budget, () => place, tooMuch);
}

/** Notes that an expression may come to more than is understood. */
export function leaveRest({budget}: SymbolScope, place: Place): void {
	leaveOut(budget.unread, place, tooMuch);
}

/** What is said of expressions that are not followed to the end. */
export const tooMuch =
	'what the IAM policies of this template come to is more than one check follows; not all from here on was looked at: give parameters, mappings and lists fewer values, or write fewer statements';

/** Alternatives of one expression that are kept, and of one that is put together: each may be a long text. */
const mostAlternatives = 1000;
const mostJoined = 64;
/** Expressions inside one another. */
const deepest = 20;
/** Nodes of one list that are read: aliases can make a list endless. */
const mostItems = 2000;

/** A node with the conditions under which it is there; `rest` where it stands for what was not read. */
export type Conditional = {readonly node: SourceNode; readonly clauses: readonly Clause[]; readonly rest?: true};

/** A node, or what each `Fn::If` in its place chooses between; `AWS::NoValue` is nothing. */
export function* choicesOf(node: SourceNode | undefined, clauses: readonly Clause[] = [], depth = 0): Generator<Conditional> {
	if (node === undefined) return;
	const call = callOf(node);
	if (call?.key === 'Ref' && stringOf(call.value) === 'AWS::NoValue') return;
	if (call?.key !== 'Fn::If' || depth > deepest) {
		yield {node, clauses};
		return;
	}
	const [name, whenTrue, whenFalse] = itemsOf(call.value);
	const condition = stringOf(name) ?? '';
	if (!contradicts(clauses, condition, true)) yield* choicesOf(whenTrue, [...clauses, {condition, holds: true}], depth + 1);
	if (!contradicts(clauses, condition, false)) yield* choicesOf(whenFalse, [...clauses, {condition, holds: false}], depth + 1);
}

function contradicts(clauses: readonly Clause[], condition: string, holds: boolean): boolean {
	return clauses.some((clause) => clause.condition === condition && clause.holds !== holds);
}

/** The items of a list, or the one that stands in its place, as IAM takes it; lists in `Fn::If` are taken apart. */
export function* listed(node: SourceNode | undefined, clauses: readonly Clause[] = []): Generator<Conditional> {
	let left = mostItems;
	let isCut = false;
	const stack: Conditional[] = [...choicesOf(node, clauses)].toReversed();
	for (let next = stack.pop(); next !== undefined; next = stack.pop(), left--) {
		const {node: choice, clauses: held} = next;
		isCut ||= left <= 0 || (choice.kind === 'sequence' && choice.items.length > mostItems);
		if (left <= 0) break;
		if (choice.kind !== 'sequence') yield next;
		else for (const item of choice.items.slice(0, mostItems).toReversed()) append(stack, [...choicesOf(item, held)].toReversed());
	}
	// What is not read may be anything.
	if (isCut && node !== undefined) yield {node: {kind: 'scalar', value: '${…}', range: node.range, pointer: node.pointer}, clauses, rest: true};
}

/** The alternatives that are kept; that there are more is noted. */
function firstAlternatives<Of>(alternatives: readonly Of[], {budget}: SymbolScope, place: Place): readonly Of[] {
	return firstOf(budget.unread, alternatives, mostAlternatives, () => place, tooMuch);
}

/** All that an expression may come to. */
export function tokensOf(node: SourceNode | undefined, scope: SymbolScope, clauses: readonly Clause[] = []): readonly Token[] {
	return node === undefined ? [] : firstAlternatives(follow(node, scope, clauses, 0), scope, placeOf(scope.file, node, scope.logicalId));
}

/** The texts of a list. */
export function listedTokens(node: SourceNode | undefined, scope: SymbolScope, clauses: readonly Clause[] = []): readonly Token[] {
	return [...listed(node, clauses)].flatMap((item) => {
		if (item.rest === true) leaveRest(scope, placeOf(scope.file, item.node, scope.logicalId));
		return tokensOf(item.node, scope, item.clauses);
	});
}

function follow(node: SourceNode, scope: SymbolScope, clauses: readonly Clause[], depth: number): readonly Token[] {
	const place = placeOf(scope.file, node, scope.logicalId);
	const one = (text: string): readonly Token[] => [{text, place, clauses}];
	if (depth > deepest) leaveRest(scope, place);
	if (depth > deepest || !takesStep(scope, place)) return one('${…}');
	if (node.kind === 'scalar') return one(looseStringOf(node) ?? '');
	const call = callOf(node);
	if (call === undefined) return node.kind === 'sequence' ? node.items.flatMap((item) => follow(item, scope, clauses, depth + 1)) : one('${…}');
	const items = itemsOf(call.value);
	switch (call.key) {
		case 'Ref':
			// In a loop, a name may be put together: `Ref: !Sub 'Host${N}'`.
			return reference(stringOf(call.value) ?? stringOf(entryOf(call.value, 'Fn::Sub')?.value) ?? '…', node, scope, clauses);
		case 'Fn::GetAtt': {
			const name = stringOf(call.value) ?? items.map((item) => looseStringOf(item) ?? '…').join('.');
			return one(`\${${name}}`);
		}
		case 'Fn::If':
			return [...choicesOf(node, clauses)].flatMap((choice) => follow(choice.node, scope, choice.clauses, depth + 1));
		case 'Fn::Sub':
		case 'Fn::Join':
			return joined(node, scope, clauses, depth);
		case 'Fn::FindInMap':
			return mapped(node, items, scope, clauses);
		case 'Fn::Select': {
			const index = Number(looseStringOf(items[0]));
			const [chosen] = items[1]?.kind === 'sequence' ? items[1].items.slice(index, index + 1) : [];
			return chosen === undefined ? one('${…}') : follow(chosen, scope, clauses, depth + 1);
		}
		case 'Fn::Split': {
			const [delimiter, text] = items;
			const by = looseStringOf(delimiter);
			if (by === undefined || by === '' || text === undefined) return one('${…}');
			return follow(text, scope, clauses, depth + 1).flatMap((token) => token.text.split(by).map((part) => ({...token, text: part})));
		}
		default:
			return one(`\${${call.key}}`);
	}
}

/** A parameter comes to each allowed value, or to its default, or to what is not known. */
function reference(name: string, node: SourceNode, scope: SymbolScope, clauses: readonly Clause[]): readonly Token[] {
	const place = placeOf(scope.file, node, scope.logicalId);
	const parameter = scope.parameterOf.get(name);
	const hole: Token = {text: `\${${name}}`, place, clauses};
	if (!takesStep(scope, place)) return [hole];
	const loop = scope.loops.get(name) ?? [];
	const given = scope.given.get(name);
	// What is named thousands of times may stand for thousands of texts.
	scope.budget.left -= loop.length + (given?.length ?? 0);
	if (parameter === undefined) return [...loop.map((text): Token => ({text, place, clauses})), hole];
	const kept = (text: string) => ({parameter: name, ...(isHidden(parameter) && !isPlain(text) ? {shown: hole.text} : {})});
	if (given !== undefined) return given.map((text): Token => (text.includes('${') ? hole : {text, place, clauses, ...kept(text)}));
	const allowed = parameter.allowedValues.map(({value}) => value);
	const values = allowed.length > 0 ? allowed : parameter.default === undefined ? [] : [parameter.default.value];
	const isList = /List/.test(parameter.type?.value ?? '');
	const texts = isList ? values.flatMap((value) => value.split(',').map((part) => part.trim())) : values;
	scope.budget.left -= texts.length;
	const known = texts.filter((text) => text !== '').map((text): Token => ({text, place, clauses, ...kept(text)}));
	return allowed.length > 0 ? known : [...known, hole];
}

/** Whether a text tells what is let in, and can't be a secret: all, an ARN, or a switch. */
function isPlain(text: string): boolean {
	return /^(?:\*|arn:aws[\w-]{0,20}:.*|true|false)$/i.test(text);
}

function mapped(node: SourceNode, items: readonly SourceNode[], scope: SymbolScope, clauses: readonly Clause[]): readonly Token[] {
	const place = placeOf(scope.file, node, scope.logicalId);
	const name = stringOf(items[0]) ?? '';
	const leaves = takesStep(scope, place) ? leavesOf(name, stringOf(items[1]), stringOf(items[2]), scope, place) : [];
	const fallback = entryOf(items[3], 'DefaultValue');
	const texts = firstAlternatives([...leaves, ...(fallback === undefined ? [] : [looseStringOf(fallback.value) ?? '${…}'])], scope, place);
	return texts.length === 0 ? [{text: `\${${name}}`, place, clauses}] : texts.map((text) => ({text, place, clauses}));
}

/** The texts that a mapping has under these keys, or under all where they are not told. */
function leavesOf(name: string, first: string | undefined, second: string | undefined, scope: SymbolScope, place: Place): readonly string[] {
	const key = JSON.stringify([name, first ?? null, second ?? null]);
	const known = scope.leaves.get(key);
	if (known !== undefined) return known;
	const rows = entriesOf(get(scope.mappings, name));
	const cells = rows.filter(({key: row}) => first === undefined || row === first).flatMap(({value}) => entriesOf(value));
	const found = cells
		.filter(({key: cell}) => second === undefined || cell === second)
		.flatMap(({value}) => (value.kind === 'sequence' ? value.items : [value]));
	scope.budget.left -= rows.length + cells.length + found.length;
	const texts = firstAlternatives([...new Set(found.flatMap((leaf) => looseStringOf(leaf) ?? []))], scope, place);
	scope.leaves.set(key, texts);
	return texts;
}

function joined(node: SourceNode, scope: SymbolScope, clauses: readonly Clause[], depth: number): readonly Token[] {
	const place = placeOf(scope.file, node, scope.logicalId);
	const pieces = piecesOf(node);
	if (pieces === undefined) return [{text: '${…}', place, clauses}];
	let made: readonly Token[] = [{text: '', place, clauses}];
	// One name stands for the same each time.
	const partsByName = new Map<string, readonly Token[]>();
	for (const piece of pieces) {
		const name = 'name' in piece ? piece.name : undefined;
		const parts = (name === undefined ? undefined : partsByName.get(name)) ?? partsOf(piece, node, scope, clauses, depth, pieces.length === 1);
		if (name !== undefined) partsByName.set(name, parts);
		const next: Token[] = [];
		for (const token of followedBy(made, parts)) {
			if (!takesStep(scope, place)) return [{text: '${…}', place, clauses}];
			if (token === undefined) continue;
			if (next.length >= (pieces.length === 1 ? mostAlternatives : mostJoined)) {
				leaveRest(scope, place);
				break;
			}
			next.push(token);
		}
		made = next;
	}
	return made;
}

/** Each token with each part after it, or nothing where the two exclude each other. */
function* followedBy(tokens: readonly Token[], parts: readonly Token[]): Generator<Token | undefined> {
	for (const before of tokens)
		for (const part of parts) {
			const clauses = merged(before.clauses, part.clauses);
			const parameter = before.parameter ?? part.parameter;
			const text = before.text.length + part.text.length > longestText ? '${…}' : before.text + part.text;
			const shown = before.shown === undefined && part.shown === undefined ? {} : {shown: text === '${…}' ? text : shownOf(before) + shownOf(part)};
			yield clauses === undefined ? undefined : {text, place: before.place, clauses, ...(parameter === undefined ? {} : {parameter}), ...shown};
		}
}

/** What a piece comes to. Beside other text, of a parameter's values only those matter that let more or others in: with a `*`, or an account. */
function partsOf(piece: Piece, node: SourceNode, scope: SymbolScope, clauses: readonly Clause[], depth: number, isAlone: boolean): readonly Token[] {
	const place = placeOf(scope.file, node, scope.logicalId);
	if ('text' in piece) return [{text: piece.text, place, clauses}];
	const found = 'name' in piece ? named(piece.name, node, scope, clauses) : follow(piece.node, scope, clauses, depth + 1);
	if (isAlone) return found;
	const widening = found.filter(({text, parameter}) => parameter === undefined || text.includes('*') || /^\d{12}$/.test(text));
	const [first] = found;
	if (widening.length === found.length || first === undefined) return found;
	if (widening.some(({text}) => hasHole(text))) return widening;
	return [...widening, {text: `\${${first.parameter ?? '…'}}`, place, clauses}];
}

function named(name: string, node: SourceNode, scope: SymbolScope, clauses: readonly Clause[]): readonly Token[] {
	return name.includes('.') || name.startsWith('AWS::')
		? [{text: `\${${name}}`, place: placeOf(scope.file, node, scope.logicalId), clauses}]
		: reference(name, node, scope, clauses);
}

/** Both lists of clauses, or nothing where they exclude each other. */
export function merged(one: readonly Clause[], other: readonly Clause[]): readonly Clause[] | undefined {
	if (other.some(({condition, holds}) => contradicts(one, condition, holds))) return undefined;
	return [...one, ...other.filter(({condition}) => !one.some((clause) => clause.condition === condition))];
}

/** The logical ids and parameters that a text's `${…}` stand for, attributes left out. */
export function namesIn(text: string): readonly string[] {
	return holesOf(text).map(logicalIdOf);
}

/** The names that a text's `${…}` stand for. */
export function holesOf(text: string): readonly string[] {
	return placeholders(text).flatMap((piece) => ('name' in piece ? [piece.name] : []));
}
