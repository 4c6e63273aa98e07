/** Policies of an identity that can’t be read, in two releases. */

import {type Identity, shownOf, type Token} from '../evidence/iam.ts';
import {listed} from '../gather/symbolic.ts';
import {get, placeOf, type SourceNode} from '../tree.ts';
import {canonicalOf, nodeAt} from './canonical.ts';
import type {About, Change} from './change.ts';
import {canonicalTexts, oldPlace, type Side, tokensAt} from './side.ts';

/** Policies that lie outside of the template: what they allow is not known. */
export function* attachedFromOutside(
	old: Side,
	next: Side,
	before: Identity | undefined,
	after: Identity | undefined,
	{who, subject, old: oldRole}: About,
): Generator<Change> {
	if (after === undefined) return;
	const known = new Set(before === undefined ? [] : canonicalTexts(outside(before, old), old));
	for (const token of outside(after, next)) {
		const [text = ''] = canonicalTexts([token], next);
		if (known.has(text) || (token.parameter !== undefined && known.has(`\${${token.parameter}}`))) continue;
		yield {
			kind: 'permissions/gained',
			severity: 'error',
			growth: true,
			message: `${who} gets the policy ${shownOf(token)}, which lies outside of the template: what it allows is not known here.`,
			help: 'Write the policy into the template, so that buyers see what it allows.',
			subject,
			...oldPlace(oldRole),
			new: token.place,
			rights: {actions: [], resources: [], principals: [], conditions: []},
		};
	}
}

/** Attached policies that are neither AWS's nor the template's own. */
export function outside(identity: Identity, side: Side): readonly Token[] {
	const ownNames = new Set(side.resourceOf.keys());
	const aws = new Set(identity.policies.filter(({kind}) => kind === 'aws-managed').map(({place}) => place.range?.join()));
	return tokensAt(identity, side, 'ManagedPolicyArns').filter(({text, place}) => {
		const [, hole = ''] = /^\$\{([^}.]+)/.exec(text) ?? [];
		return !ownNames.has(hole) && !aws.has(place.range?.join());
	});
}

/** Parts of policies that can't be followed, where they changed. */
export function* unreadParts(
	old: Side,
	next: Side,
	before: Identity | undefined,
	after: Identity | undefined,
	{who, subject, old: oldRole}: About,
): Generator<Change> {
	if (after === undefined) return;
	const known = new Set(unreadIn(before, old).map(({text}) => text));
	for (const {node, text} of unreadIn(after, next)) {
		if (known.has(text)) continue;
		yield {
			kind: 'permissions/unread',
			severity: 'error',
			growth: true,
			message: `A policy of ${who} changed that can't be followed here; it counts as growth, since it may allow anything.`,
			help: 'Compare it by hand, or write the policy out in place of the expression.',
			subject,
			...oldPlace(oldRole),
			new: placeOf(next.template.file, node, subject),
		};
	}
}

/** Parts of an identity's policies that can't be followed. */
export function unreadIn(identity: Identity | undefined, side: Side): readonly {readonly node: SourceNode; readonly text: string}[] {
	if (identity === undefined) return [];
	const {root} = side.template;
	// A policy that is named, and lies elsewhere, is told by its name.
	const own = identity.policies
		.filter(({kind}) => kind !== 'aws-managed')
		.flatMap(({unread, place: named}) => unread.filter(({place}) => place.pointer !== named.pointer));
	const nodes = [...own, ...(identity.trust?.unread ?? [])].flatMap(({place}) => nodeAt(root, place.pointer) ?? []);
	// SAM's policy templates and the like: they are neither a document nor a name.
	const resource = side.resourceOf.get(identity.logicalId);
	const others = [...listed(get(resource?.properties, 'Policies'))].flatMap(({node}) =>
		node.kind === 'map' && get(node, 'PolicyDocument') === undefined && get(node, 'Statement') === undefined ? [node] : [],
	);
	return [...nodes, ...others].map((node) => ({node, text: canonicalOf(node, side.renamed)}));
}
