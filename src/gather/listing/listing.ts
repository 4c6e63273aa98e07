/** Listing evidence from the Catalog API's own forms: change sets and `DescribeEntity` answers. */

import type {Artifact} from '../../artifact.ts';
import type {Place} from '../../contract.ts';
import type {ChangeSet, Listing, ListingField, Offer, ShapeFault} from '../../evidence/listing.ts';
import {get, placeOf, type SourceNode} from '../../tree.ts';
import {emptyListing} from './blank.ts';
import {asRequest, changeNodesOf, changeSetOf, entityTypeOf, identityOf, type ReadChange, readChange} from './change-set.ts';
import {readDetails} from './details.ts';
import {offerOf, productOf} from './entity.ts';
import {withChange} from './information.ts';
import {given, type Reader, readerOf} from './reader.ts';
import {anything, type Shape} from './shape.ts';
import {productEntity} from './shapes/entity.ts';
import {change as changeShape, request as requestShape} from './shapes/envelope.ts';
import {offerEntity, offerShapes} from './shapes/offer.ts';
import {firstInformation, hasTitle, productShapes} from './shapes/product.ts';
import {withOfferChange} from './terms.ts';
import {kindOf, type Walk, walkShape} from './walk.ts';

/** Everything that the Catalog API's files of a submission say. */
export type ListingEvidence = {
	readonly changeSets: readonly ChangeSet[];
	readonly listings: readonly Listing[];
	readonly offers: readonly Offer[];
	readonly fields: readonly ListingField[];
	readonly faults: readonly ShapeFault[];
	/** Whether any file was read: without one there are no shapes to judge. */
	readonly any: boolean;
};

/** Gathers listing evidence from the artifacts that are change sets or answers. */
export function gatherListings(artifacts: readonly Artifact[]): ListingEvidence {
	const parts = artifacts.flatMap((artifact) => {
		if (artifact.kind !== 'listing' || artifact.form === 'page') return [];
		return [artifact.form === 'change-set' ? fromChangeSet(artifact.file, artifact.tree) : fromEntity(artifact.file, artifact.tree)];
	});
	return {
		changeSets: parts.flatMap((part) => part.changeSets),
		listings: parts.flatMap((part) => part.listings),
		offers: parts.flatMap((part) => part.offers),
		fields: parts.flatMap((part) => part.fields),
		faults: parts.flatMap((part) => part.faults),
		any: parts.length > 0,
	};
}

/** AWS takes 20 changes; a file with more is refused as such, and only its beginning is read. */
const mostChanges = 200;

type Part = Omit<ListingEvidence, 'any'>;

function fromChangeSet(file: string, source: SourceNode): Part {
	const tree = asRequest(source);
	const read = readerOf(file);
	const walk: Walk = {file, form: 'change-set', changeType: 'StartChangeSet', fields: [], faults: []};
	const nodes = changeNodesOf(tree).slice(0, mostChanges);
	const changes = nodes.flatMap((node) => (node.kind === 'map' ? [readChange(read, node)] : []));
	const changeSet = changeSetOf(read, tree, changes);
	if (tree.kind === 'map' && changeSet.form === 'changes') walkShape(walk, tree, changeShape, read.start(tree));
	else walkShape(walk, tree, tree.kind === 'sequence' ? (requestShape.properties['ChangeSet'] ?? anything) : requestShape, read.start(tree));
	const firsts = firstInformationOf(changes);
	for (const each of changes) walkDetails(walk, each, firsts.get(each) ?? shapeOf(each), changeSet.form === 'answer');
	return {changeSets: [changeSet], listings: listingsOf(read, changes), offers: offersOf(read, changes), fields: walk.fields, faults: walk.faults};
}

/** The shape of a change's details; none for a change type that is not documented, which is a fault of its own. */
function shapeOf({of, type}: ReadChange): Shape | undefined {
	if (of === 'other') return undefined;
	const shapes = of === 'offer' ? offerShapes : productShapes;
	return Object.hasOwn(shapes, type) ? shapes[type] : undefined;
}

/** The first `UpdateInformation` of each product that the set creates, with the shape that asks for every required field. */
function firstInformationOf(changes: readonly ReadChange[]): ReadonlyMap<ReadChange, Shape> {
	const created = new Map<string, boolean>();
	const firsts = new Map<ReadChange, Shape>();
	for (const [index, each] of changes.entries()) {
		if (each.type === 'CreateProduct' && each.of === 'product') created.set(identityOf(each, index), hasTitle(each.details.node));
	}
	for (const [index, each] of changes.entries()) {
		const identity = identityOf(each, index);
		const titled = created.get(identity);
		if (each.type !== 'UpdateInformation' || each.of !== 'product' || titled === undefined) continue;
		firsts.set(each, firstInformation(titled));
		created.delete(identity);
	}
	return firsts;
}

function walkDetails(outer: Walk, {change, details, type}: ReadChange, shape: Shape | undefined, answered: boolean): void {
	const walk: Walk = {...outer, changeType: type === '' ? 'StartChangeSet' : type};
	const {text, entry, fault, node} = details;
	// AWS writes the string of an answer itself: its length is no matter of the seller's.
	if (text !== undefined && !answered) walk.fields.push({name: 'changeDetails', label: 'Details', form: walk.form, text, place: text.place});
	if (fault !== undefined) {
		const place: Place = {file: walk.file, range: fault.range, ...(text?.place.pointer === undefined ? {} : {pointer: text.place.pointer})};
		walk.faults.push({kind: 'type', path: 'Details', changeType: walk.changeType, place, expected: 'a string of JSON', found: `text that is ${fault.message}`});
	}
	if (node === undefined || entry === undefined) return;
	if (details.form === 'Details' && text === undefined) {
		const place = change.changeType?.place ?? change.place;
		walk.faults.push({
			kind: 'type',
			path: 'Details',
			changeType: walk.changeType,
			place: {...place, ...keyOf(walk.file, entry.keyRange, node)},
			expected: 'a string of JSON (plain JSON belongs under DetailsDocument)',
			found: kindOf(node),
		});
	}
	if (shape !== undefined) walkShape(walk, node, shape, keyOf(walk.file, entry.keyRange, node));
}

function keyOf(file: string, range: readonly [number, number], node: SourceNode): Place {
	return {...placeOf(file, node), range};
}

/** One listing for each product that the changes name. */
function listingsOf(read: Reader, changes: readonly ReadChange[]): readonly Listing[] {
	const listings = new Map<string, Listing>();
	for (const [index, each] of changes.entries()) {
		if (each.of !== 'product') continue;
		const {change, type, details} = each;
		const identity = identityOf(each, index);
		const place = change.changeType?.place ?? change.place;
		const before = listings.get(identity) ?? {...emptyListing('change-set', read.file, place), ...given({productId: change.identifier})};
		const listing: Listing = {
			...before,
			// The information change is where most missing things belong.
			place: type === 'UpdateInformation' ? place : before.place,
			...(type === 'CreateProduct' ? {creates: true, ...given({productId: change.changeName})} : {}),
		};
		listings.set(identity, details.node === undefined ? listing : withChange(read, listing, type, details.node));
	}
	return [...listings.values()];
}

/** One offer for each offer that the changes name. */
function offersOf(read: Reader, changes: readonly ReadChange[]): readonly Offer[] {
	const offers = new Map<string, Offer>();
	for (const [index, each] of changes.entries()) {
		if (each.of !== 'offer') continue;
		const {change, type, details} = each;
		const identity = identityOf(each, index);
		const before: Offer = offers.get(identity) ?? {
			form: 'change-set',
			file: read.file,
			place: change.changeType?.place ?? change.place,
			...given({offerId: change.identifier}),
			terms: [],
			legalDocuments: [],
			creates: false,
		};
		const offer: Offer = type === 'CreateOffer' ? {...before, creates: true, ...given({offerId: change.changeName})} : before;
		offers.set(identity, details.node === undefined ? offer : withOfferChange(read, offer, type, details.node));
	}
	return [...offers.values()];
}

function fromEntity(file: string, tree: SourceNode): Part {
	const read = readerOf(file);
	const walk: Walk = {file, form: 'entity', changeType: 'DescribeEntity', fields: [], faults: []};
	const nothing: Part = {changeSets: [], listings: [], offers: [], fields: walk.fields, faults: walk.faults};
	if (tree.kind !== 'map') return nothing;
	const type = entityTypeOf(tree);
	const {node, entry, fault, text} = readDetails(file, tree);
	if (fault !== undefined && text !== undefined) {
		const place = {...text.place, range: fault.range};
		walk.faults.push({kind: 'type', path: 'Details', changeType: walk.changeType, place, expected: 'a string of JSON', found: `text that is ${fault.message}`});
	}
	// `--query DetailsDocument` leaves the product or offer alone, without the answer around it.
	const bare = type === '' && entry === undefined;
	const details = bare ? tree : node;
	if (details === undefined) {
		if (fault === undefined) walk.faults.push({kind: 'missing', path: 'DetailsDocument', changeType: walk.changeType, place: read.key(tree, 'EntityType')});
		return nothing;
	}
	const isOffer = bare ? get(tree, 'Terms') !== undefined && get(tree, 'Description')?.kind !== 'map' : type.startsWith('Offer');
	if (!isOffer && !/^(?:AmiProduct\b|$)/.test(type)) return nothing;
	walkShape(walk, details, isOffer ? offerEntity : productEntity, entry === undefined ? read.start(tree) : keyOf(file, entry.keyRange, details));
	if (isOffer) return {...nothing, offers: [offerOf(read, tree, details)]};
	return {...nothing, listings: [productOf(read, tree, details)]};
}
