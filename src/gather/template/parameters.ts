/** The `Parameters` of a template. */

import type {Parameter} from '../../evidence/template.ts';
import {type Entry, entriesOf, get, itemsOf, keyPlaceOf, type MapNode} from '../../tree.ts';
import {locatedBoolean, locatedNumber, looseTextOf} from './scalars.ts';

/** All parameters that are objects, the last of a repeated name; anything else under `Parameters` is left out. */
export function parametersOf(file: string, root: MapNode): readonly Parameter[] {
	const last = new Map(entriesOf(get(root, 'Parameters')).map((entry) => [entry.key, entry]));
	return [...last.values()].flatMap((entry) => (entry.value.kind === 'map' && !entry.key.startsWith('Fn::') ? [parameterOf(file, entry, entry.value)] : []));
}

function parameterOf(file: string, entry: Entry, node: MapNode): Parameter {
	const name = entry.key;
	const text = (key: string) => looseTextOf(file, get(node, key), name);
	const optional = {
		type: text('Type'),
		default: text('Default'),
		description: text('Description'),
		constraintDescription: text('ConstraintDescription'),
		allowedPattern: text('AllowedPattern'),
		noEcho: locatedBoolean(file, get(node, 'NoEcho'), name),
		minLength: locatedNumber(file, get(node, 'MinLength'), name),
		maxLength: locatedNumber(file, get(node, 'MaxLength'), name),
	};
	const given = Object.entries(optional).filter(([, value]) => value !== undefined);
	return {
		name,
		place: keyPlaceOf(file, entry, name),
		allowedValues: itemsOf(get(node, 'AllowedValues')).flatMap((item) => looseTextOf(file, item, name) ?? []),
		node,
		// The fields' types are those of `optional`, less undefined.
		...(Object.fromEntries(given) as {[Key in keyof typeof optional]?: NonNullable<(typeof optional)[Key]>}),
	};
}
