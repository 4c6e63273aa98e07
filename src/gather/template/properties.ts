/** The values inside a resource's `Properties`, flat, each with its path. */

import {append} from '../../append.ts';
import type {PropertyValue, Resource} from '../../evidence/template.ts';
import {placeOf, type SourceNode} from '../../tree.ts';
import {referencesOf} from '../references.ts';
import {leaveOut, tooManyValues, type UnreadParts} from '../unread.ts';
import {branchesOf, callOf, type Scope, valuesOf} from '../values.ts';

/** Values of one resource that are read; aliases can make a tree endless. */
const maxNodes = 20_000;

/** What is said of an expression whose names are more than is read. */
const tooLarge = 'this expression is too large to be looked at to its end: write it in a few parts';

/** Every scalar and expression of a resource, in the order written; what is beyond the bounds is noted in `unread`. */
export function propertiesOf(resource: Resource, scope: Scope, unread: UnreadParts): readonly PropertyValue[] {
	const found: PropertyValue[] = [];
	const stack: (readonly [node: SourceNode, path: string])[] = resource.properties === undefined ? [] : [[resource.properties, '']];
	let left = maxNodes;
	for (let next = stack.pop(); next !== undefined; next = stack.pop(), left--) {
		if (left <= 0) {
			leaveOut(unread, resource.place, tooManyValues(maxNodes));
			break;
		}
		const [node, path] = next;
		const parts: (readonly [SourceNode, string])[] = [];
		for (const branch of branchesOf(node)) {
			if (branch.kind === 'map' && callOf(branch) === undefined)
				append(
					parts,
					branch.entries.slice(0, left).map(({key, value}): readonly [SourceNode, string] => [value, path === '' ? key : `${path}.${key}`]),
				);
			else if (branch.kind === 'sequence')
				append(
					parts,
					branch.items.slice(0, left).map((item): readonly [SourceNode, string] => [item, path]),
				);
			else {
				const place = placeOf(scope.file, branch, resource.logicalId);
				found.push({
					resource,
					path,
					place,
					values: valuesOf(branch, scope),
					mentions: branch.kind === 'map' ? referencesOf(branch, () => leaveOut(unread, place, tooLarge)) : [],
				});
			}
		}
		append(stack, parts.toReversed());
	}
	return found;
}
