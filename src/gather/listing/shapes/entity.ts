/** The details of a `DescribeEntity` answer: the nested form that AWS's shapes and tests show, and the flat one of an example in the guide. */

import type {FieldName} from '../../../limits.ts';
import {entryOf, type MapNode} from '../../../tree.ts';
import {anything, choice, integer, list, object, type Shape, string} from '../shape.ts';
import {information, requiredInformation} from './product.ts';

// AWS wrote these files: a property that is not documented says nothing about the seller's work, so every object is open.
const known = (properties: Readonly<Record<string, Shape>>, required: readonly string[] = []) => object(properties, {open: true, required});

const strings = (field: FieldName, item: FieldName) => list(field, string(item));

const description = known(
	{
		ProductTitle: string('productTitle'),
		ShortDescription: string('shortDescription'),
		LongDescription: string('longDescription'),
		Sku: string('sku', {nullable: true}),
		Highlights: strings('highlights', 'highlight'),
		SearchKeywords: strings('searchKeywords', 'searchKeyword'),
		Categories: strings('categories', 'category'),
		ReplacementProductId: string('replacementProductId'),
	},
	['ProductTitle', 'ShortDescription', 'LongDescription', 'Highlights', 'SearchKeywords', 'Categories'],
);

const promotion = known(
	{
		LogoUrl: string('logoUrl'),
		Videos: list('videoUrls', known({Url: string('videoUrl')})),
		AdditionalResources: list('additionalResources', known({Text: string('resourceText'), Url: string('resourceUrl')})),
	},
	['LogoUrl'],
);

const source = known({
	Image: string('amiId'),
	OperatingSystem: known({
		Name: string('operatingSystemName'),
		Version: string('operatingSystemVersion'),
		Username: string('userName'),
		ScanningPort: integer('scanningPort'),
	}),
	Template: string('template'),
	ArchitectureDiagram: string('architectureDiagram'),
});

const option = known({
	Title: string('deliveryOptionTitle'),
	ShortDescription: string('optionShortDescription'),
	LongDescription: string('optionLongDescription'),
	Instructions: known({
		Usage: string('usageInstructions'),
		Access: known({Protocol: string('endpointProtocol'), Port: integer('endpointPort'), RelativePath: string('endpointRelativePath')}),
	}),
	Recommendations: known({
		InstanceType: string('recommendedInstanceType'),
		SecurityGroups: list(
			'securityGroups',
			known({
				Protocol: string('securityGroupProtocol'),
				FromPort: integer('securityGroupFromPort'),
				ToPort: integer('securityGroupToPort'),
				CidrIps: strings('securityGroupIpRanges', 'securityGroupIpRange'),
			}),
		),
	}),
});

const rest = {
	RegionAvailability: known({Regions: strings('regions', 'region'), Restrict: list(undefined, string('region')), FutureRegionSupport: string('futureRegion')}),
	Dimensions: list(
		'dimensions',
		known({
			Name: string('dimensionName'),
			Description: string('dimensionDescription'),
			Key: string('dimensionKey'),
			Unit: string('dimensionUnit'),
			Types: strings('dimensionTypes', 'dimensionType'),
		}),
	),
	Targeting: known({PositiveTargeting: known({BuyerAccounts: strings('buyerAccounts', 'buyerAccount')})}),
	Compatibility: known({AvailableInstanceTypes: list(undefined, string('instanceType')), RestrictedInstanceTypes: list(undefined, string('instanceType'))}),
	Versions: list(
		undefined,
		known({
			VersionTitle: string('versionTitle'),
			ReleaseNotes: string('releaseNotes'),
			UpgradeInstructions: string('upgradeInstructions'),
			Sources: list(undefined, source),
			DeliveryOptions: list(undefined, option),
		}),
	),
};

const nested = known(
	{Description: description, PromotionalResources: promotion, SupportInformation: known({Description: string('supportDescription')}, ['Description']), ...rest},
	['PromotionalResources', 'SupportInformation'],
);

// Answers may leave out an empty list of resources.
const flat = known(
	{...information.properties, AssociatedProducts: anything, ...rest},
	requiredInformation.filter((name) => name !== 'AdditionalResources'),
);

/** An AMI product in an answer. */
export const productEntity: Shape = choice((node: MapNode) => (entryOf(node, 'Description')?.value.kind === 'map' ? nested : flat));
