/** Lookups by `AWS::Region`, with the Regions that the mapping knows. */

import type {RegionLookup, Resource} from '../../evidence/template.ts';
import {locationNames} from '../../limits/regions.ts';
import {entriesOf, entryOf, get, itemsOf, type MapNode, placeOf, type SourceNode, stringOf} from '../../tree.ts';
import {type Budget, takes, tooLargeTemplate, type UnreadParts} from '../unread.ts';
import {callOf} from '../values.ts';

/** Nodes of one template that are read. */
const maxNodes = 200_000;

/** Every `Fn::FindInMap` on the stack's Region that has no `DefaultValue`, in the order written; what is beyond the bound is noted in `unread`. */
export function regionLookupsOf(file: string, root: MapNode, resources: readonly Resource[], unread: UnreadParts): readonly RegionLookup[] {
	const mappings = get(root, 'Mappings');
	if (mappings === undefined) return [];
	const tables = new Map(entriesOf(mappings).map(({key, value}): readonly [string, readonly string[]] => [key, regionsIn(value)]));
	const regionsOf = (mapping: string) => tables.get(mapping) ?? [];
	const owners = [
		...resources.map(({logicalId, node}): readonly [string, SourceNode, boolean] => [logicalId, node, get(node, 'Condition') !== undefined]),
		...entriesOf(get(root, 'Outputs')).map(({key, value}): readonly [string, SourceNode, boolean] => [key, value, get(value, 'Condition') !== undefined]),
	];
	const budget = {left: maxNodes, unread};
	return owners.flatMap(([owner, node, conditional]) => [...lookupsIn(file, node, {owner, conditional, regionsOf}, budget)]);
}

type Context = {readonly owner: string; readonly conditional: boolean; readonly regionsOf: (mapping: string) => readonly string[]};

function* lookupsIn(file: string, node: SourceNode, context: Context, budget: Budget): Generator<RegionLookup> {
	if (!takes(budget, () => placeOf(file, node, context.owner), tooLargeTemplate(maxNodes))) return;
	const call = callOf(node);
	if (call?.key === 'Fn::FindInMap') {
		const [mapping, first, , more] = itemsOf(call.value);
		const name = stringOf(mapping);
		if (mapping === undefined || name === undefined || !isRegion(first) || entryOf(more, 'DefaultValue') !== undefined) return;
		const regions = context.regionsOf(name);
		if (regions.length > 0)
			yield {mapping: name, place: placeOf(file, mapping, context.owner), owner: context.owner, regions, conditional: context.conditional};
		return;
	}
	const inner = call?.key === 'Fn::If' ? {...context, conditional: true} : context;
	const children = node.kind === 'map' ? node.entries.map(({value}) => value) : itemsOf(node);
	for (const child of children) yield* lookupsIn(file, child, inner, budget);
}

function isRegion(node: SourceNode | undefined): boolean {
	return stringOf(get(node, 'Ref')) === 'AWS::Region' || stringOf(get(node, 'Fn::Sub'))?.trim() === '${AWS::Region}';
}

const wholeName = new RegExp(`^(?:${locationNames.pattern.source})$`);

function regionsIn(table: SourceNode): readonly string[] {
	return entriesOf(table).flatMap(({key}) => (wholeName.test(key) ? [key] : []));
}
