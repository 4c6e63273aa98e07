/** `StartChangeSet` requests: the envelope, and the details of each change. */

import type {Change, ChangeSet} from '../../evidence/listing.ts';
import {changeTypes} from '../../limits.ts';
import {entryOf, get, itemsOf, type MapNode, type SourceNode, stringOf} from '../../tree.ts';
import {type Details, readDetails} from './details.ts';
import {given, type Reader} from './reader.ts';

/** A change with what the gathering itself still needs of it. */
export type ReadChange = {
	readonly change: Change;
	readonly node: MapNode;
	readonly details: Details;
	/** `changeType` as written, and which kind of entity the change belongs to; other products' changes are not judged. */
	readonly type: string;
	readonly of: 'product' | 'offer' | 'other';
};

/**
 * A request as AWS's Java samples write it, with the SDK's `catalog` and `changeSet`, under the API's own names.
 * Only the keys of the envelope differ; those of the changes are the API's in both.
 */
export function asRequest(tree: SourceNode): SourceNode {
	if (tree.kind !== 'map' || entryOf(tree, 'changeSet') === undefined || entryOf(tree, 'ChangeSet') !== undefined) return tree;
	return {...tree, entries: tree.entries.map((entry) => ({...entry, key: entry.key.charAt(0).toUpperCase() + entry.key.slice(1)}))};
}

/** The changes of a request: under `ChangeSet`, in a bare list (as the command line takes it), or one bare change. */
export function changeNodesOf(tree: SourceNode): readonly SourceNode[] {
	if (tree.kind === 'sequence') return tree.items;
	if (tree.kind !== 'map') return [];
	return entryOf(tree, 'ChangeSet') === undefined ? [tree] : itemsOf(get(tree, 'ChangeSet'));
}

export function readChange(read: Reader, node: MapNode): ReadChange {
	const details = readDetails(read.file, node);
	const change: Change = {
		place: read.start(node),
		...given({
			changeType: read.text(node, 'ChangeType'),
			changeName: read.text(node, 'ChangeName'),
			entityType: read.text(node, 'Entity', 'Type'),
			identifier: read.text(node, 'Entity', 'Identifier'),
			details: details.node,
			detailsForm: details.form,
			detailsText: details.text,
		}),
		...errorsIn(read, node),
	};
	const type = change.changeType?.value ?? '';
	return {change, node, details, type, of: ownerOf(type, change.entityType?.value)};
}

function errorsIn(read: Reader, node: MapNode): Pick<Change, 'errors'> {
	const items = itemsOf(get(node, 'ErrorDetailList'));
	if (items.length === 0) return {};
	return {errors: items.map((item) => ({place: read.start(item), ...given({code: read.text(item, 'ErrorCode'), message: read.text(item, 'ErrorMessage')})}))};
}

/** The change type decides where the entity's type is missing or does not fit it: that is a fault of its own. */
function ownerOf(changeType: string, entityType: string | undefined): ReadChange['of'] {
	if (entityType !== undefined && !/^(?:AmiProduct|Offer)\b/.test(entityType)) return 'other';
	const {'AmiProduct@1.0': ofProducts, 'Offer@1.0': ofOffers} = changeTypes.byEntity;
	const isOffer = entityType?.startsWith('Offer') === true;
	if (ofProducts.includes(changeType) === ofOffers.includes(changeType)) return isOffer ? 'offer' : 'product';
	return ofOffers.includes(changeType) ? 'offer' : 'product';
}

/** The request as evidence. */
export function changeSetOf(read: Reader, tree: SourceNode, changes: readonly ReadChange[]): ChangeSet {
	return {
		file: read.file,
		place: read.key(tree, 'ChangeSet'),
		form: tree.kind !== 'map' || entryOf(tree, 'ChangeSet') === undefined ? 'changes' : entryOf(tree, 'ChangeSetId') === undefined ? 'request' : 'answer',
		...given({catalog: read.text(tree, 'Catalog'), intent: read.text(tree, 'Intent'), name: read.text(tree, 'ChangeSetName')}),
		changes: changes.map(({change}) => change),
	};
}

/**
 * What tells one product (or offer) of a file from another: its id without the revision, or the name of the change that creates it,
 * as `$Name.Entity.Identifier` refers to it. A Create change without a name is one of its own.
 */
export function identityOf({change, type}: ReadChange, index: number): string {
	if (type === 'CreateProduct' || type === 'CreateOffer') return `$${change.changeName?.value ?? index}`;
	const identifier = change.identifier?.value ?? '';
	const reference = /^\$([^.]*)\.Entity\.Identifier$/.exec(identifier);
	return reference === null ? identifier.replace(/@[0-9]+$/, '') : `$${reference[1]}`;
}

/** The type of the entity that an answer describes. */
export function entityTypeOf(tree: SourceNode): string {
	return stringOf(get(tree, 'EntityType')) ?? '';
}
