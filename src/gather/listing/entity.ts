/** `DescribeEntity` answers: a product with its versions, or an offer. */

import type {AmiSource, DeliveryOption, Listing, Offer, Version} from '../../evidence/listing.ts';
import {get, itemsOf, type MapNode, type SourceNode, stringOf} from '../../tree.ts';
import {emptyListing} from './blank.ts';
import {dimensionsIn, resourcesIn} from './information.ts';
import {endpoint, securityGroup} from './option.ts';
import {given, type Reader} from './reader.ts';
import {documentsIn, pricingTermsIn, refundIn} from './terms.ts';

/** A product from an answer: the nested form, or the flat one that an example in the guide shows. */
export function productOf(read: Reader, answer: MapNode, details: SourceNode): Listing {
	const description = get(details, 'Description')?.kind === 'map' ? get(details, 'Description') : details;
	const promotion = get(details, 'PromotionalResources') ?? details;
	const availability = get(details, 'RegionAvailability');
	const videos = itemsOf(get(promotion, 'Videos')).flatMap((video) => read.text(video, 'Url') ?? []);
	return {
		...emptyListing('entity', read.file, description === details ? read.start(details) : read.key(details, 'Description')),
		...given({
			productId: read.text(answer, 'EntityIdentifier'),
			title: read.text(description, 'ProductTitle'),
			shortDescription: read.text(description, 'ShortDescription'),
			longDescription: read.text(description, 'LongDescription'),
			sku: read.text(description, 'Sku'),
			logoUrl: read.text(promotion, 'LogoUrl'),
			supportDescription: read.text(details, 'SupportInformation', 'Description') ?? read.text(details, 'SupportDescription'),
			seller: read.text(description, 'Manufacturer'),
			visibility: read.text(description, 'Visibility'),
		}),
		videoUrls: videos.length > 0 ? videos : read.texts(promotion, 'VideoUrls'),
		highlights: read.texts(description, 'Highlights'),
		resources: resourcesIn(read, promotion),
		categories: read.texts(description, 'Categories'),
		keywords: read.texts(description, 'SearchKeywords'),
		regions: read.texts(availability, 'Regions'),
		restrictedRegions: read.texts(availability, 'Restrict'),
		instanceTypes: read.texts(details, 'Compatibility', 'AvailableInstanceTypes'),
		restrictedInstanceTypes: read.texts(details, 'Compatibility', 'RestrictedInstanceTypes'),
		dimensions: dimensionsIn(read, get(details, 'Dimensions'), 'listed'),
		buyerAccounts: read.texts(details, 'Targeting', 'PositiveTargeting', 'BuyerAccounts'),
		versions: itemsOf(get(details, 'Versions')).map((version) => listedVersion(read, version)),
	};
}

/** An offer from an answer. */
export function offerOf(read: Reader, answer: MapNode, details: SourceNode): Offer {
	const terms = get(details, 'Terms');
	return {
		form: 'entity',
		file: read.file,
		place: terms === undefined ? read.start(details) : read.key(details, 'Terms'),
		...given({
			offerId: read.text(answer, 'EntityIdentifier'),
			productId: read.text(details, 'ProductId'),
			name: read.text(details, 'Name'),
			description: read.text(details, 'Description'),
			pricingModel: read.text(details, 'PricingModel'),
			refundPolicy: refundIn(read, terms),
		}),
		terms: pricingTermsIn(read, terms),
		legalDocuments: documentsIn(read, terms),
		creates: false,
	};
}

function listedVersion(read: Reader, node: SourceNode): Version {
	const sources = new Map(itemsOf(get(node, 'Sources')).map((source) => [stringOf(get(source, 'Id')) ?? '', source]));
	return {
		place: read.key(node, 'VersionTitle'),
		state: 'listed',
		...given({
			id: read.text(node, 'Id'),
			title: read.text(node, 'VersionTitle'),
			releaseNotes: read.text(node, 'ReleaseNotes'),
			upgradeInstructions: read.text(node, 'UpgradeInstructions'),
		}),
		options: itemsOf(get(node, 'DeliveryOptions')).map((option) => listedOption(read, option, sources)),
	};
}

function listedOption(read: Reader, node: SourceNode, sources: ReadonlyMap<string, SourceNode>): DeliveryOption {
	const source = sources.get(stringOf(get(node, 'SourceId')) ?? '');
	const kind = stringOf(get(node, 'Type')) === 'CloudFormationTemplate' || get(source, 'Template') !== undefined ? 'template' : 'standalone';
	const consumed = itemsOf(get(source, 'ConsumedSources')).flatMap((id) => sources.get(stringOf(id) ?? '') ?? []);
	const templateSources = kind === 'standalone' ? [] : consumed.map((each) => ({place: read.start(each), ami: listedAmi(read, each)}));
	const ami = kind === 'standalone' ? source && listedAmi(read, source) : templateSources.length === 1 ? templateSources[0]?.ami : undefined;
	const instructions = get(node, 'Instructions');
	return {
		kind,
		place: read.key(node, 'Type'),
		...given({
			id: read.text(node, 'Id'),
			title: read.text(node, 'Title'),
			shortDescription: read.text(node, 'ShortDescription'),
			longDescription: read.text(node, 'LongDescription'),
			usageInstructions: read.text(instructions, 'Usage'),
			recommendedInstanceType: read.text(node, 'Recommendations', 'InstanceType'),
			architectureDiagram: read.text(source, 'ArchitectureDiagram'),
			templateUrl: read.text(source, 'Template'),
			ami,
			endpoint: instructions === undefined ? undefined : endpoint(read, instructions, 'Access'),
			visibility: read.text(node, 'Visibility'),
		}),
		templateSources,
		securityGroups: itemsOf(get(node, 'Recommendations', 'SecurityGroups')).map((group) => securityGroup(read, group, 'Protocol', 'CidrIps')),
	};
}

function listedAmi(read: Reader, source: SourceNode): AmiSource {
	return {
		place: read.key(source, 'Image'),
		...given({
			amiId: read.text(source, 'Image'),
			userName: read.text(source, 'OperatingSystem', 'Username'),
			scanningPort: read.integer(source, 'OperatingSystem', 'ScanningPort'),
			operatingSystemName: read.text(source, 'OperatingSystem', 'Name'),
			operatingSystemVersion: read.text(source, 'OperatingSystem', 'Version'),
			architecture: read.text(source, 'Architecture'),
			virtualizationType: read.text(source, 'VirtualizationType'),
		}),
	};
}
