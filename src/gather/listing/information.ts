/** What each change to a product adds to its listing. */

import type {Text} from '../../contract.ts';
import type {Dimension, Listing} from '../../evidence/listing.ts';
import {entryOf, get, itemsOf, type SourceNode} from '../../tree.ts';
import {requestedVersion} from './option.ts';
import {given, type Reader} from './reader.ts';

/** The listing after one more change; a later change of the same field replaces what an earlier one set. */
export function withChange(read: Reader, listing: Listing, changeType: string, details: SourceNode): Listing {
	const add = (texts: readonly Text[], name: string) => [...texts, ...read.texts(details, name)];
	switch (changeType) {
		case 'CreateProduct':
			return {...listing, ...given({title: read.text(details, 'ProductTitle')})};
		case 'UpdateInformation':
			return {...listing, ...informationIn(read, details)};
		case 'AddDeliveryOptions':
			return {...listing, versions: [...listing.versions, requestedVersion(read, details, 'add')]};
		case 'UpdateDeliveryOptions':
			return {...listing, versions: [...listing.versions, requestedVersion(read, details, 'update')]};
		case 'AddRegions':
			return {...listing, regions: add(listing.regions, 'Regions')};
		case 'RestrictRegions':
			return {...listing, restrictedRegions: add(listing.restrictedRegions, 'Regions')};
		case 'AddInstanceTypes':
			return {...listing, instanceTypes: add(listing.instanceTypes, 'InstanceTypes')};
		case 'RestrictInstanceTypes':
			return {...listing, restrictedInstanceTypes: add(listing.restrictedInstanceTypes, 'InstanceTypes')};
		case 'AddDimensions':
			return {...listing, dimensions: [...listing.dimensions, ...dimensionsIn(read, details, 'add')]};
		case 'UpdateDimensions':
			return {...listing, dimensions: [...listing.dimensions, ...dimensionsIn(read, details, 'update')]};
		case 'RestrictDimensions':
			return {...listing, dimensions: [...listing.dimensions, ...dimensionsIn(read, details, 'restrict')]};
		case 'UpdateTargeting':
			return {...listing, buyerAccounts: read.texts(details, 'PositiveTargeting', 'BuyerAccounts')};
		case 'UpdateVisibility':
			return {...listing, ...given({visibility: read.text(details, 'TargetVisibility')})};
		default:
			return listing;
	}
}

function informationIn(read: Reader, details: SourceNode): Partial<Listing> {
	const texts = (name: string) => (entryOf(details, name) === undefined ? undefined : read.texts(details, name));
	return given({
		title: read.text(details, 'ProductTitle'),
		shortDescription: read.text(details, 'ShortDescription'),
		longDescription: read.text(details, 'LongDescription'),
		sku: read.text(details, 'Sku'),
		logoUrl: read.text(details, 'LogoUrl'),
		supportDescription: read.text(details, 'SupportDescription'),
		// Not a documented field, but sellers write it, and it is their name all the same.
		seller: read.text(details, 'Manufacturer'),
		videoUrls: texts('VideoUrls'),
		highlights: texts('Highlights'),
		categories: texts('Categories'),
		keywords: texts('SearchKeywords'),
		resources: entryOf(details, 'AdditionalResources') === undefined ? undefined : resourcesIn(read, details),
	});
}

/** The `AdditionalResources` of an object. */
export function resourcesIn(read: Reader, parent: SourceNode): Listing['resources'] {
	return itemsOf(get(parent, 'AdditionalResources')).map((item) => ({
		place: read.start(item),
		...given({text: read.text(item, 'Text'), url: read.text(item, 'Url')}),
	}));
}

/** A list of dimensions; requests and answers write them alike. */
export function dimensionsIn(read: Reader, node: SourceNode | undefined, state: Dimension['state']): readonly Dimension[] {
	return itemsOf(node).map((item) => ({
		place: read.start(item),
		...given({key: read.text(item, 'Key'), name: read.text(item, 'Name'), description: read.text(item, 'Description'), unit: read.text(item, 'Unit')}),
		types: read.texts(item, 'Types'),
		state,
	}));
}
