/** What a template's expression may come to. A small resolver: what it can't follow it calls unknown, and says why. */

import type {Value} from '../evidence/template.ts';
import {type Entry, entriesOf, entryOf, itemsOf, looseStringOf, type MapNode, placeOf, type SourceNode, stringOf} from '../tree.ts';
import {type Piece, piecesOf} from './sub.ts';

/** The names that an expression may refer to, and where it stands. */
export type Scope = {
	readonly file: string;
	readonly logicalId?: string;
	readonly parameters: ReadonlySet<string>;
	readonly resources: ReadonlySet<string>;
};

/** The one function that a map calls, for example `Fn::If`; nothing for a map of several keys or a plain one. */
export function callOf(node: SourceNode | undefined): Entry | undefined {
	const entries = entriesOf(node);
	const [only] = entries;
	return entries.length === 1 && only !== undefined && (only.key === 'Ref' || only.key === 'Condition' || only.key.startsWith('Fn::')) ? only : undefined;
}

/** A node, or both branches of each `Fn::If` that stands in its place. */
export function* branchesOf(node: SourceNode | undefined, depth = 0): Generator<SourceNode> {
	if (node === undefined) return;
	const call = callOf(node);
	if (call?.key !== 'Fn::If' || depth >= maxSteps) yield node;
	else for (const branch of itemsOf(call.value).slice(1, 3)) yield* branchesOf(branch, depth + 1);
}

/** The nodes at a path below a node, `*` for each item of a list; `Fn::If` is looked through everywhere but at the end. */
export function* nodesAt(node: SourceNode | undefined, path: readonly string[]): Generator<SourceNode> {
	for (const entry of entriesAt(node, path)) yield entry.value;
}

/** The entries at a path; see {@link nodesAt}. The last step must be a key. */
export function* entriesAt(node: SourceNode | undefined, path: readonly string[]): Generator<Entry> {
	const [step, ...rest] = path;
	if (step === undefined) return;
	for (const branch of branchesOf(node)) {
		if (step === '*') {
			// Where a list is asked for, CloudFormation's users often give one item.
			for (const item of branch.kind === 'sequence' ? branch.items : [branch]) yield* entriesAt(item, rest);
			continue;
		}
		const entry = entryOf(branch, step);
		if (entry === undefined) continue;
		if (rest.length === 0) yield entry;
		else yield* entriesAt(entry.value, rest);
	}
}

/** Steps of `Fn::If`, `Fn::Sub` and the like that are followed into each other. */
const maxSteps = 20;

/** Steps of one expression before the rest is left out: aliases can make an expression endless. */
const maxNodes = 500;

type Walk = {readonly scope: Scope; left: number};

/** Characters of a text that is put together, about what a template may have itself: aliases and variables can make it longer than any memory. */
export const longestText = 1_000_000;

/** Texts as one, or nothing where that is too long. */
export function concatenated(texts: readonly string[], between = ''): string | undefined {
	const length = texts.reduce((sum, text) => sum + text.length + between.length, 0);
	return length > longestText ? undefined : texts.join(between);
}

/** All that an expression may come to, in the order written. */
export function valuesOf(node: SourceNode | undefined, scope: Scope): readonly Value[] {
	return node === undefined ? [] : follow({scope, left: maxNodes}, node, 0);
}

type Found = Value extends infer Kind ? (Kind extends unknown ? Omit<Kind, 'place' | 'node'> : never) : never;

function one({scope}: Walk, node: SourceNode, found: Found): readonly Value[] {
	// `found` is one of the union's kinds without the two fields that all kinds share.
	return [{place: placeOf(scope.file, node, scope.logicalId), node, ...found} as Value];
}

function unknown(walk: Walk, node: SourceNode, why: string): readonly Value[] {
	return one(walk, node, {from: 'unknown', why});
}

function follow(walk: Walk, node: SourceNode, depth: number): readonly Value[] {
	if (depth > maxSteps || walk.left <= 0) return unknown(walk, node, 'the expression is nested too deeply');
	walk.left--;
	if (node.kind === 'scalar') {
		const text = looseStringOf(node);
		return text === undefined ? unknown(walk, node, 'nothing stands there') : literal(walk, node, text);
	}
	const call = callOf(node);
	if (call === undefined) return unknown(walk, node, node.kind === 'sequence' ? 'a list stands there' : 'an object stands there');
	return followCall(walk, node, call, depth);
}

function followCall(walk: Walk, node: SourceNode, {key, value}: Entry, depth: number): readonly Value[] {
	const items = itemsOf(value);
	switch (key) {
		case 'Ref':
			return reference(walk, node, stringOf(value) ?? '');
		case 'Fn::GetAtt':
			return attributeOf(walk, node, value);
		case 'Fn::FindInMap':
			return mapped(walk, node, items, depth);
		case 'Fn::If':
			return items.length < 3 ? unknown(walk, node, 'Fn::If has no two branches') : items.slice(1, 3).flatMap((branch) => follow(walk, branch, depth + 1));
		case 'Fn::Sub':
		case 'Fn::Join':
			return joined(walk, node, key, depth);
		case 'Fn::Select': {
			const chosen = itemsOf(items[1])[Number(looseStringOf(items[0]))];
			return chosen === undefined ? unknown(walk, node, 'Fn::Select chooses from a list that is not written here') : follow(walk, chosen, depth + 1);
		}
		default:
			return unknown(walk, node, `${key} is not followed`);
	}
}

function literal(walk: Walk, node: SourceNode, text: string): readonly Value[] {
	return one(walk, node, isDynamicReference(text) ? {from: 'dynamic-reference', text} : {from: 'literal', text});
}

/** `{{resolve:ssm:…}}`, and the form that launch templates take: `resolve:ssm:…`. */
function isDynamicReference(text: string): boolean {
	return text.includes('{{resolve:') || text.startsWith('resolve:ssm:');
}

function reference(walk: Walk, node: SourceNode, name: string): readonly Value[] {
	const {parameters, resources} = walk.scope;
	if (name === 'AWS::NoValue') return one(walk, node, {from: 'no-value'});
	if (name.startsWith('AWS::')) return one(walk, node, {from: 'pseudo-parameter', name});
	if (parameters.has(name)) return one(walk, node, {from: 'parameter', parameter: name});
	if (resources.has(name)) return one(walk, node, {from: 'attribute', logicalId: name, attribute: 'Ref'});
	return unknown(walk, node, name === '' ? 'Ref names nothing' : `Ref names ${name}, which is neither a parameter nor a resource`);
}

function attributeOf(walk: Walk, node: SourceNode, value: SourceNode): readonly Value[] {
	const written = stringOf(value);
	const [logicalId, ...attribute] = written === undefined ? itemsOf(value).map((item) => looseStringOf(item)) : written.split('.');
	if (logicalId === undefined || attribute.length === 0 || attribute.includes(undefined)) return unknown(walk, node, 'Fn::GetAtt names no attribute');
	return one(walk, node, {from: 'attribute', logicalId, attribute: attribute.join('.')});
}

function mapped(walk: Walk, node: SourceNode, items: readonly SourceNode[], depth: number): readonly Value[] {
	const mapping = stringOf(items[0]);
	const found = mapping === undefined ? unknown(walk, node, 'Fn::FindInMap names its mapping by an expression') : one(walk, node, {from: 'mapping', mapping});
	const fallback = entryOf(items[3], 'DefaultValue');
	return fallback === undefined ? found : [...found, ...follow(walk, fallback.value, depth + 1)];
}

/** `Fn::Sub` and `Fn::Join`: followed when they come to a text that stands there, or to one thing and nothing else. */
function joined(walk: Walk, node: SourceNode, key: string, depth: number): readonly Value[] {
	const pieces = piecesOf(node);
	if (pieces === undefined) return unknown(walk, node, `${key} has no text`);
	const whole = concatenated(pieces.map((piece) => ('text' in piece ? piece.text : `\${${'name' in piece ? piece.name : '…'}}`)));
	if (whole === undefined) return unknown(walk, node, 'it comes to more text than is read');
	if (pieces.every((piece) => 'text' in piece) || isDynamicReference(whole)) return literal(walk, node, whole);
	const [only] = pieces;
	return pieces.length === 1 && only !== undefined ? followPiece(walk, node, only, depth) : unknown(walk, node, 'it is put together from several parts');
}

function followPiece(walk: Walk, node: SourceNode, piece: Piece, depth: number): readonly Value[] {
	if ('node' in piece) return follow(walk, piece.node, depth + 1);
	if ('text' in piece) return literal(walk, node, piece.text);
	const [logicalId = '', ...attribute] = piece.name.split('.');
	return attribute.length > 0 ? one(walk, node, {from: 'attribute', logicalId, attribute: attribute.join('.')}) : reference(walk, node, piece.name);
}

/** A node that is a map. */
export function mapOf(node: SourceNode | undefined): MapNode | undefined {
	return node?.kind === 'map' ? node : undefined;
}
