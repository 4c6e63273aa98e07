/** The `Resources` of a template, those inside `Fn::ForEach` included. */

import type {Resource} from '../../evidence/template.ts';
import {type Entry, entriesOf, get, itemsOf, keyPlaceOf, type MapNode, placeOf, stringOf, textOf} from '../../tree.ts';

/** Loops inside loops that are followed; CloudFormation allows five. */
const maxLoops = 5;

/** All resources that are objects, and whether something else stood among them. */
export function resourcesOf(file: string, root: MapNode): {readonly resources: readonly Resource[]; readonly broken: boolean} {
	const section = get(root, 'Resources');
	const entries = loopedEntries(entriesOf(section), 0).filter(({key}) => key !== 'Fn::Transform');
	const last = new Map(entries.map((entry) => [entry.key, entry]));
	// Of two resources of one name CloudFormation's parsers take the last; the reader marks the repeated key.
	const resources = [...last.values()].flatMap((entry) => (entry.value.kind === 'map' ? [resourceOf(file, entry, entry.value)] : []));
	return {resources, broken: section?.kind !== 'map' || resources.length < last.size};
}

/** Each resource that a loop would copy counts once, under the logical id as written. */
function loopedEntries(entries: readonly Entry[], depth: number): readonly Entry[] {
	return entries.flatMap((entry) => {
		if (!entry.key.startsWith('Fn::ForEach::') || depth >= maxLoops) return [entry];
		return loopedEntries(entriesOf(itemsOf(entry.value)[2]), depth + 1);
	});
}

function resourceOf(file: string, entry: Entry, node: MapNode): Resource {
	const logicalId = entry.key;
	const place = keyPlaceOf(file, entry, logicalId);
	const type = get(node, 'Type');
	const condition = textOf(file, get(node, 'Condition'), logicalId);
	const properties = get(node, 'Properties');
	return {
		logicalId,
		place,
		type: stringOf(type) ?? '',
		typePlace: type === undefined || type.range[1] <= type.range[0] ? place : placeOf(file, type, logicalId),
		...(condition === undefined ? {} : {condition}),
		...(properties?.kind === 'map' ? {properties} : {}),
		node,
	};
}
