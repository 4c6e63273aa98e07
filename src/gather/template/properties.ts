/** The values inside a resource's `Properties`, flat, each with its path. */

import type {PropertyValue, Resource} from '../../evidence/template.ts';
import {placeOf, type SourceNode} from '../../tree.ts';
import {referencesOf} from '../references.ts';
import {branchesOf, callOf, type Scope, valuesOf} from '../values.ts';

/** Values of one resource that are read; aliases can make a tree endless. */
const maxNodes = 20_000;

/** Every scalar and expression of a resource, in the order written. */
export function propertiesOf(resource: Resource, scope: Scope): readonly PropertyValue[] {
	const found: PropertyValue[] = [];
	const stack: (readonly [node: SourceNode, path: string])[] = resource.properties === undefined ? [] : [[resource.properties, '']];
	let left = maxNodes;
	for (let next = stack.pop(); next !== undefined && left > 0; next = stack.pop(), left--) {
		const [node, path] = next;
		const parts: (readonly [SourceNode, string])[] = [];
		for (const branch of branchesOf(node)) {
			// One by one: a spread of a hundred thousand parts is more arguments than a call takes.
			if (branch.kind === 'map' && callOf(branch) === undefined)
				for (const {key, value} of branch.entries.slice(0, left)) parts.push([value, path === '' ? key : `${path}.${key}`]);
			else if (branch.kind === 'sequence') for (const item of branch.items.slice(0, left)) parts.push([item, path]);
			else
				found.push({
					resource,
					path,
					place: placeOf(scope.file, branch, resource.logicalId),
					values: valuesOf(branch, scope),
					mentions: branch.kind === 'map' ? referencesOf(branch) : [],
				});
		}
		for (const part of parts.toReversed()) stack.push(part);
	}
	return found;
}
