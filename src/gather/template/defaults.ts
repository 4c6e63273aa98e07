/** What an expression comes to where buyers keep every default: texts and lists, each with the token that says so. */

import type {Text} from '../../contract.ts';
import {type Entry, entriesOf, entryOf, itemsOf, looseStringOf, type MapNode, placeOf, type SourceNode, spanOf, stringOf} from '../../tree.ts';
import {type Piece, piecesOf} from '../sub.ts';
import {firstOf, leaveOut, type UnreadParts} from '../unread.ts';
import {callOf, concatenated, longestText} from '../values.ts';
import {looseTextOf} from './scalars.ts';

/**
 * Which branch of a condition, entry of a mapping, or value of a parameter was taken, by name: two texts whose choices
 * contradict each other never hold in one stack.
 */
export type Choices = ReadonlyMap<string, string>;

/** A text that an expression may come to. {@link unknownPart} stands in it for what is not known here. */
export type Settled = {
	readonly text: Text;
	/** The parameter whose default, or only allowed value, the text's place is. */
	readonly parameter?: string;
	/** Whether any part of it is what a parameter is given. */
	readonly given: boolean;
	readonly choices: Choices;
};

/** What a parameter is given when nobody types anything. */
export type Given = {readonly text: Text; readonly parameter?: string; readonly list: boolean};

/** All that expressions of one template may refer to. */
export type Defaults = {
	readonly file: string;
	readonly logicalId?: string;
	readonly parameters: ReadonlyMap<string, readonly Given[]>;
	readonly mappings?: SourceNode;
	/** The variables of `Fn::ForEach`, each with its collection. */
	readonly loops: ReadonlyMap<string, SourceNode>;
	/** What of the template is more than is looked at. */
	readonly unread: UnreadParts;
};

/** Stands for a part of a text that buyers or AWS fill in. */
export const unknownPart = '…';

const noChoices: Choices = new Map();

/** Steps of one expression, and texts that it may come to, before the rest is left out: aliases can make both endless. */
const maxSteps = 500;
const maxTexts = 200;
const maxDepth = 20;

type Walk = {readonly defaults: Defaults; left: number};
type List = {readonly items: readonly (readonly Settled[])[]; readonly choices: Choices};

/** The texts that an expression may come to; none where that is the buyer's own, or AWS's. */
export function settledOf(node: SourceNode | undefined, defaults: Defaults): readonly Settled[] {
	return node === undefined ? [] : textsOf({defaults, left: maxSteps}, node, 0);
}

/** The choices of both, or nothing where they contradict each other. */
export function joinedChoices(first: Choices, second: Choices): Choices | undefined {
	if (first.size === 0 || second.size === 0) return first.size === 0 ? second : first;
	return agree(first, second) ? new Map([...first, ...second]) : undefined;
}

/** Whether two texts may hold in one stack. */
export function agree(first: Choices, second: Choices): boolean {
	for (const [name, choice] of second) if ((first.get(name) ?? choice) !== choice) return false;
	return true;
}

/** A text cut at a delimiter, each part trimmed and with its own place; at most so many parts. */
function splitText(text: Text, delimiter: string, most?: number): readonly Text[] {
	if (delimiter === '') return [text];
	let at = 0;
	return text.value.split(delimiter, most).map((part) => {
		const start = at + (part.length - part.trimStart().length);
		at += part.length + delimiter.length;
		const value = part.trim();
		return {value, place: spanOf(text, start, start + value.length)};
	});
}

/** What is said of an expression that is not followed to its end. */
const tooMuch = 'this expression may come to more than one check follows; the rest was not looked at: give it fewer values or parts';

/** The first of what an expression may come to; what is left out is noted. */
function firstTexts<Of>({defaults: {unread, file, logicalId}}: Walk, node: SourceNode, found: readonly Of[]): readonly Of[] {
	return firstOf(unread, found, maxTexts, () => placeOf(file, node, logicalId), tooMuch);
}

function isSpent(walk: Walk, node: SourceNode, depth: number): boolean {
	const {unread, file, logicalId} = walk.defaults;
	const isOver = depth > maxDepth || walk.left-- <= 0;
	if (isOver) leaveOut(unread, placeOf(file, node, logicalId), tooMuch);
	return isOver;
}

function textsOf(walk: Walk, node: SourceNode, depth: number): readonly Settled[] {
	if (isSpent(walk, node, depth)) return [];
	const {file, logicalId} = walk.defaults;
	if (node.kind === 'scalar') {
		const text = looseTextOf(file, node, logicalId ?? '');
		return text === undefined || text.value.includes('{{resolve:') ? [] : [{text: withOwner(text, logicalId), given: false, choices: noChoices}];
	}
	const call = callOf(node);
	switch (call?.key) {
		case 'Ref':
			return referenced(walk, stringOf(call.value) ?? '', depth);
		case 'Fn::If':
			return itemsOf(call.value)
				.slice(1, 3)
				.flatMap((branch, index) => chosen(firstTexts(walk, branch, textsOf(walk, branch, depth + 1)), conditionOf(call), String(index)));
		case 'Fn::FindInMap':
			return mapped(walk, call.value, depth).flatMap(({node: leaf, choices}) =>
				textsOf(unowned(walk), leaf, depth + 1).flatMap((text) => within(text, choices)),
			);
		case 'Fn::Select':
			return selected(walk, itemsOf(call.value), depth);
		case 'Fn::Sub':
		case 'Fn::Join':
			return putTogether(walk, node, call, depth);
		default:
			return [];
	}
}

/** A place outside resources has no logical id. */
function withOwner({place: {logicalId: _, ...place}, ...text}: Text, logicalId: string | undefined): Text {
	return {...text, place: logicalId === undefined ? place : {...place, logicalId}};
}

function unowned({defaults: {logicalId: _, ...defaults}, left}: Walk): Walk {
	return {defaults, left};
}

function chosen(texts: readonly Settled[], name: string, choice: string): readonly Settled[] {
	return texts.flatMap((text) => within(text, new Map([[name, choice]])));
}

function within(text: Settled, choices: Choices): readonly Settled[] {
	const joined = joinedChoices(text.choices, choices);
	return joined === undefined ? [] : joined === text.choices ? [text] : [{...text, choices: joined}];
}

/** The name of the choice that a `Fn::If` makes. */
export function conditionOf({value}: Entry): string {
	return `condition ${stringOf(itemsOf(value)[0]) ?? value.pointer}`;
}

function referenced(walk: Walk, name: string, depth: number): readonly Settled[] {
	const collection = walk.defaults.loops.get(name);
	if (collection !== undefined) return collected(walk, name, collection, depth);
	const givens = walk.defaults.parameters.get(name) ?? [];
	const [only] = givens;
	if (givens.length === 1 && only !== undefined) return itemsOfGiven(only);
	return listsOfParameter(walk, name).flatMap(({items, choices}) => items.flatMap((item) => item.flatMap((text) => within(text, choices))));
}

/** The items of a loop's collection: texts, and parameters that hold lists. */
function collected(walk: Walk, name: string, collection: SourceNode, depth: number): readonly Settled[] {
	const items = collection.kind === 'sequence' ? collection.items : [collection];
	const texts = firstTexts(walk, collection, items).flatMap((item) => textsOf(walk, item, depth + 1));
	return texts.flatMap((text, index) => chosen([text], `loop ${name}`, String(index)));
}

function listsOfParameter({defaults}: Walk, name: string): readonly List[] {
	const givens = defaults.parameters.get(name) ?? [];
	return givens.map((given, index): List => {
		const choices: Choices = givens.length > 1 ? new Map([[`parameter ${name}`, String(index)]]) : noChoices;
		return {items: itemsOfGiven(given).map((item) => [item]), choices};
	});
}

const itemsBy = new WeakMap<Given, readonly Settled[]>();

/** What a parameter is given, cut at its commas where it is a list: once, however often it is referred to. */
function itemsOfGiven(given: Given): readonly Settled[] {
	const known = itemsBy.get(given);
	if (known !== undefined) return known;
	const {text, parameter, list} = given;
	const texts = list ? splitText(text, ',') : [text];
	const items = texts.map((item): Settled => ({text: item, ...(parameter === undefined ? {} : {parameter}), given: true, choices: noChoices}));
	itemsBy.set(given, items);
	return items;
}

/** The entries of a mapping that a lookup may find: all of those whose key is not known here. */
function mapped(walk: Walk, lookup: SourceNode, depth: number): readonly {readonly node: SourceNode; readonly choices: Choices}[] {
	const [mapping, first, second, options] = itemsOf(lookup);
	const {mappings} = walk.defaults;
	const tables = (mapping === undefined ? [] : textsOf(walk, mapping, depth + 1)).flatMap(({text}) => entryOf(mappings, text.value)?.value ?? []);
	const found = tables.flatMap((table) =>
		lookedUp(walk, table, first, depth).flatMap(({node, choices}) =>
			lookedUp(walk, node, second, depth).flatMap((leaf) => {
				const joined = joinedChoices(choices, leaf.choices);
				return joined === undefined ? [] : [{node: leaf.node, choices: joined}];
			}),
		),
	);
	const fallback = entryOf(options, 'DefaultValue');
	return [...firstTexts(walk, lookup, found), ...(fallback === undefined ? [] : [{node: fallback.value, choices: noChoices}])];
}

function lookedUp(
	walk: Walk,
	table: SourceNode,
	key: SourceNode | undefined,
	depth: number,
): readonly {readonly node: SourceNode; readonly choices: Choices}[] {
	const keys = key === undefined ? [] : textsOf(walk, key, depth + 1).filter(({text}) => !text.value.includes(unknownPart));
	if (keys.length > 0)
		return keys.flatMap(({text, choices}) => {
			const entry = entryOf(table, text.value);
			return entry === undefined ? [] : [{node: entry.value, choices}];
		});
	const name = `key ${stringOf(entryOf(key, 'Ref')?.value) ?? key?.pointer ?? ''}`;
	return firstTexts(walk, table, entriesOf(table)).map((entry) => ({node: entry.value, choices: new Map([[name, entry.key]])}));
}

function selected(walk: Walk, [index, list]: readonly SourceNode[], depth: number): readonly Settled[] {
	const indexes = index === undefined ? [] : textsOf(walk, index, depth + 1);
	return listsOf(walk, list, depth + 1).flatMap(({items, choices}) =>
		indexes.flatMap((at) => (items[Number(at.text.value)] ?? []).flatMap((text) => within(text, choices)).flatMap((text) => within(text, at.choices))),
	);
}

function listsOf(walk: Walk, node: SourceNode | undefined, depth: number): readonly List[] {
	if (node === undefined || isSpent(walk, node, depth)) return [];
	if (node.kind === 'sequence') return [{items: firstTexts(walk, node, node.items).map((item) => textsOf(walk, item, depth + 1)), choices: noChoices}];
	const call = callOf(node);
	const items = itemsOf(call?.value);
	switch (call?.key) {
		case 'Ref':
			return listsOfParameter(walk, stringOf(call.value) ?? '');
		case 'Fn::If':
			return items.slice(1, 3).flatMap((branch, index) => narrowed(listsOf(walk, branch, depth + 1), new Map([[conditionOf(call), String(index)]])));
		case 'Fn::FindInMap':
			return mapped(walk, call.value, depth).flatMap(({node: leaf, choices}) => narrowed(listsOf(unowned(walk), leaf, depth + 1), choices));
		case 'Fn::Split': {
			const [delimiter, whole] = items;
			const texts = whole === undefined ? [] : textsOf(walk, whole, depth + 1);
			return texts.map(({text, choices, ...rest}) => ({
				items: firstTexts(walk, node, splitText(text, looseStringOf(delimiter) ?? '', maxTexts + 1)).map((part) => [{...rest, text: part, choices: noChoices}]),
				choices,
			}));
		}
		default:
			return [];
	}
}

function narrowed(lists: readonly List[], choices: Choices): readonly List[] {
	return lists.flatMap((list) => {
		const joined = joinedChoices(list.choices, choices);
		return joined === undefined ? [] : [{...list, choices: joined}];
	});
}

/** The place is that of the last part, which decides what an address range or port comes to, unless that stands in the expression itself. */
function putTogether(walk: Walk, node: SourceNode, call: Entry, depth: number): readonly Settled[] {
	const pieces = piecesOf(node);
	if (pieces === undefined) return call.key === 'Fn::Join' ? joinedList(walk, node, itemsOf(call.value), depth) : [];
	const {file, logicalId} = walk.defaults;
	const own = placeOf(file, node, logicalId);
	if (pieces.some((piece) => 'text' in piece && piece.text.includes('{{resolve:'))) return [];
	let sums: readonly Settled[] = [{text: {value: '', place: own}, given: false, choices: noChoices}];
	for (const piece of firstTexts(walk, node, pieces)) {
		const parts = textsOfPiece(walk, piece, depth);
		sums = firstTexts(
			walk,
			node,
			sums.flatMap((sum) => parts.flatMap((part) => added(sum, part))),
		);
	}
	return pieces.every((piece) => 'text' in piece) || sums.some(({text}) => text.value !== unknownPart) ? sums : [];

	function added(sum: Settled, part: Partial<Settled> & {readonly value: string}): readonly Settled[] {
		const choices = joinedChoices(sum.choices, part.choices ?? noChoices);
		if (choices === undefined) return [];
		const place = part.text?.place ?? own;
		const value = sum.text.value.length + part.value.length > longestText ? unknownPart : sum.text.value + part.value;
		const alone = sum.text.value === '' && part.text?.runs !== undefined ? {runs: part.text.runs} : {};
		return [
			{
				text: {value, place, ...alone},
				given: sum.given || part.given === true,
				choices,
				...(part.parameter === undefined ? {} : {parameter: part.parameter}),
			},
		];
	}
}

function textsOfPiece(walk: Walk, piece: Piece, depth: number): readonly (Partial<Settled> & {readonly value: string})[] {
	if ('text' in piece) return [{value: piece.text}];
	const texts = 'name' in piece ? referenced(walk, piece.name, depth + 1) : textsOf(walk, piece.node, depth + 1);
	return texts.length === 0 ? [{value: unknownPart}] : texts.map((text) => ({...text, value: text.text.value}));
}

/** A list that is not written out: a parameter's default, joined again, is the text that it was. */
function joinedList(walk: Walk, node: SourceNode, [delimiter, list]: readonly SourceNode[], depth: number): readonly Settled[] {
	const {file, logicalId} = walk.defaults;
	return listsOf(walk, list, depth + 1).map(({items, choices}) => {
		const texts = items.map(([first]) => first);
		const last = texts.at(-1);
		return {
			text: {
				value:
					concatenated(
						texts.map((item) => item?.text.value ?? unknownPart),
						looseStringOf(delimiter),
					) ?? unknownPart,
				place: last?.text.place ?? placeOf(file, node, logicalId),
			},
			...(last?.parameter === undefined ? {} : {parameter: last.parameter}),
			given: texts.some((item) => item?.given === true),
			choices,
		};
	});
}

/** The variables of the loops of a template's resources. */
export function loopsOf(root: MapNode): ReadonlyMap<string, SourceNode> {
	const loops = new Map<string, SourceNode>();
	const visit = (node: SourceNode | undefined, depth: number): void => {
		for (const {key, value} of entriesOf(node)) {
			const [variable, collection, body] = itemsOf(value);
			const name = stringOf(variable);
			if (!key.startsWith('Fn::ForEach::') || name === undefined || collection === undefined) continue;
			loops.set(name, collection);
			// CloudFormation allows five loops inside each other.
			if (depth < 5) visit(body, depth + 1);
		}
	};
	visit(entryOf(root, 'Resources')?.value, 0);
	return loops;
}
