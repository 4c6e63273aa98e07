/** A template with its loops, `Fn::ForEach`, written out: one resource for each item, as CloudFormation makes them. */

import type {Template} from '../evidence/template.ts';
import {resourcesOf} from '../gather/template/resources.ts';
import {callOf} from '../gather/values.ts';
import {type Entry, entriesOf, get, itemsOf, looseStringOf, type MapNode, type SourceNode, stringOf} from '../tree.ts';

/** Nodes that loops may come to; beyond it they stay as they are written. */
const mostNodes = 200_000;
/** Loops inside loops; CloudFormation allows five. */
const deepest = 5;

/** What an identifier stands for in one round. */
type Round = ReadonlyMap<string, SourceNode>;

/**
 * The template as its loops make it. The tree itself stays as it was: places point into it. A loop over a list that a parameter gives is one
 * round in which the identifier is that parameter; one over anything else stays as it is written.
 */
export function withoutLoops(template: Template): Template {
	const section = get(template.root, 'Resources');
	const hasLoops = entriesOf(section).some(({key}) => key.startsWith('Fn::ForEach::'));
	if (section?.kind !== 'map' || !hasLoops || !template.transforms.some(({value}) => value === 'AWS::LanguageExtensions')) return template;
	const budget = {left: mostNodes};
	const entries = roundsOf(section.entries, new Map(), template, budget, 0);
	if (budget.left < 0) return template;
	const root: MapNode = {
		...template.root,
		entries: template.root.entries.map((entry) => (entry.value === section ? {...entry, value: {...section, entries}} : entry)),
	};
	return {...template, resources: resourcesOf(template.file, root).resources};
}

type Work = {left: number};

function roundsOf(entries: readonly Entry[], round: Round, template: Template, budget: Work, depth: number): readonly Entry[] {
	return entries.flatMap((entry): readonly Entry[] => {
		const {key, value} = entry;
		if (budget.left < 0) return [];
		const [identifier, collection, body] = key.startsWith('Fn::ForEach::') ? itemsOf(value) : [];
		const name = stringOf(identifier);
		const items = name === undefined || depth >= deepest ? undefined : itemsIn(collection, round, template);
		if (name === undefined || items === undefined) return [{...entry, key: worded(key, round), value: inRound(value, round, template, budget)}];
		return items.flatMap((item) => (budget.left-- < 0 ? [] : roundsOf(entriesOf(body), new Map([...round, [name, item]]), template, budget, depth + 1)));
	});
}

/** What a loop goes over; nothing where that can't be told item by item. */
function itemsIn(collection: SourceNode | undefined, round: Round, {parameters}: Template): readonly SourceNode[] | undefined {
	const isGiven = (node: SourceNode) => {
		const call = callOf(node);
		const name = call?.key === 'Ref' ? stringOf(call.value) : undefined;
		return parameters.some((parameter) => parameter.name === name);
	};
	if (collection === undefined) return undefined;
	const items = (collection.kind === 'sequence' ? collection.items : [collection]).map((item) => substituted(item, round));
	return items.every((item) => looseStringOf(item) !== undefined || isGiven(item)) ? items : undefined;
}

/** A reference to an identifier as the item that it stands for, so that what is told of it points at the item. */
function substituted(node: SourceNode, round: Round): SourceNode {
	const call = callOf(node);
	return (call?.key === 'Ref' ? round.get(stringOf(call.value) ?? '') : undefined) ?? node;
}

function inRound(node: SourceNode, round: Round, template: Template, budget: Work): SourceNode {
	if (budget.left-- < 0) return node;
	if (round.size === 0 && node.kind === 'scalar') return node;
	const item = substituted(node, round);
	if (item !== node) return item;
	if (node.kind === 'scalar') return typeof node.value === 'string' ? scalar(node, worded(node.value, round)) : node;
	if (node.kind === 'sequence') return {...node, items: node.items.map((each) => inRound(each, round, template, budget))};
	const entries = roundsOf(node.entries, round, template, budget, 0);
	const [only] = entries;
	const text = only?.key === 'Fn::Sub' ? stringOf(only.value) : undefined;
	// A logical id that was put together is one now.
	return text === undefined || text.includes('${') ? {...node, entries} : scalar(node, text);
}

function scalar(node: SourceNode, value: string): SourceNode {
	return node.kind === 'scalar' && node.value === value ? node : {kind: 'scalar', value, range: node.range, pointer: node.pointer};
}

/** A text in which `${Port}` and `&{Port}` are the item; `&` leaves out what no logical id may hold. */
function worded(text: string, round: Round): string {
	if (round.size === 0 || !/[$&]\{/.test(text)) return text;
	return text.replace(/([$&])\{(\w{1,300})\}/g, (written, sign: string, identifier: string) => {
		const item = round.get(identifier);
		const literal = looseStringOf(item);
		if (literal !== undefined) return sign === '&' ? literal.replace(/[^A-Za-z\d]/g, '') : literal;
		const name = stringOf(callOf(item)?.value);
		return name === undefined || sign === '&' ? written : `\${${name}}`;
	});
}
