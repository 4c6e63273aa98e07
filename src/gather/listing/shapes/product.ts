/**
 * The details of each change type of `AmiProduct@1.0`.
 * Origin: the API guide for AMI products and AWS's published shapes; where they differ, the guide on delivery options.
 */

import {entryOf, get} from '../../../tree.ts';
import {anything, choice, integer, list, object, type Shape, string} from '../shape.ts';

/** The fields of the listing itself; all may be left out on update. */
export const information = object(
	{
		ProductTitle: string('productTitle'),
		ShortDescription: string('shortDescription'),
		LongDescription: string('longDescription'),
		Sku: string('sku', {nullable: true}),
		LogoUrl: string('logoUrl'),
		VideoUrls: list('videoUrls', string('videoUrl')),
		Highlights: list('highlights', string('highlight')),
		AdditionalResources: list('additionalResources', object({Text: string('resourceText'), Url: string('resourceUrl')}, {required: ['Text', 'Url']})),
		SupportDescription: string('supportDescription'),
		Categories: list('categories', string('category')),
		SearchKeywords: list('searchKeywords', string('searchKeyword')),
		AssociatedProducts: anything,
	},
	{deprecated: ['AssociatedProducts'], notEmpty: true},
);

/** What the first `UpdateInformation` on a draft must bring; the title may stand in `CreateProduct`. */
export const requiredInformation = [
	'ProductTitle',
	'ShortDescription',
	'LongDescription',
	'LogoUrl',
	'Highlights',
	'AdditionalResources',
	'SupportDescription',
	'Categories',
	'SearchKeywords',
] as const;

const sharedSource = {
	AmiId: string('amiId'),
	AccessRoleArn: string('accessRoleArn'),
	UserName: string('userName'),
	OperatingSystemName: string('operatingSystemName'),
	OperatingSystemVersion: string('operatingSystemVersion'),
	ScanningPort: integer('scanningPort'),
};
const requiredSource = ['AmiId', 'AccessRoleArn', 'UserName', 'OperatingSystemName', 'OperatingSystemVersion'];

const amiSource = object({...sharedSource, AfiIds: list('afiIds', string())}, {required: requiredSource});
// The guide does not list `ScanningPort` for template options, but asks that all sources of a version be the same: it may stand there.
const templateAmiSource = object({...sharedSource, AfiIds: list('afiIds', string())}, {required: requiredSource});

const endpoint = object(
	{Port: integer('endpointPort'), Protocol: string('endpointProtocol'), RelativePath: string('endpointRelativePath')},
	{required: ['Port', 'Protocol']},
);

const securityGroups = list(
	'securityGroups',
	object(
		{
			IpProtocol: string('securityGroupProtocol'),
			FromPort: integer('securityGroupFromPort'),
			ToPort: integer('securityGroupToPort'),
			IpRanges: list('securityGroupIpRanges', string('securityGroupIpRange')),
		},
		{required: ['IpProtocol', 'FromPort', 'ToPort', 'IpRanges']},
	),
);

const standaloneProperties = {
	UsageInstructions: string('usageInstructions'),
	RecommendedInstanceType: string('recommendedInstanceType'),
	AccessEndpointUrl: endpoint,
	SecurityGroups: securityGroups,
};

const templateSources = list(
	'templateSources',
	object({ParameterName: string('parameterName'), AmiSource: templateAmiSource}, {required: ['ParameterName', 'AmiSource']}),
);

const templateProperties = {
	ShortDescription: string('optionShortDescription'),
	LongDescription: string('optionLongDescription'),
	UsageInstructions: string('usageInstructions'),
	RecommendedInstanceType: string('recommendedInstanceType'),
	ArchitectureDiagram: string('architectureDiagram'),
	Template: string('template'),
	TemplateSources: templateSources,
};

const kinds = ['AmiDeliveryOptionDetails', 'DeploymentTemplateDeliveryOptionDetails'] as const;

const addedDetails = object(
	{
		AmiDeliveryOptionDetails: object(
			{AmiSource: amiSource, ...standaloneProperties},
			{required: ['AmiSource', 'UsageInstructions', 'RecommendedInstanceType', 'SecurityGroups']},
		),
		DeploymentTemplateDeliveryOptionDetails: object(templateProperties, {required: Object.keys(templateProperties)}),
	},
	{oneOf: kinds},
);
const addedStandalone = object({Details: addedDetails}, {required: ['Details']});
const addedTemplate = object({DeliveryOptionTitle: string('deliveryOptionTitle'), Details: addedDetails}, {required: ['DeliveryOptionTitle', 'Details']});

const updatedOption = object(
	{
		Id: string('deliveryOptionId'),
		Details: object(
			{
				AmiDeliveryOptionDetails: object(standaloneProperties, {notEmpty: true}),
				DeploymentTemplateDeliveryOptionDetails: object(
					{DeliveryOptionTitle: string('deliveryOptionTitle'), ...templateProperties},
					{refused: ['Template'], notEmpty: true},
				),
			},
			{oneOf: kinds},
		),
	},
	{required: ['Id', 'Details']},
);

const regions = object({Regions: list('regions', string('region'))}, {required: ['Regions']});
const instanceTypes = object({InstanceTypes: list('instanceTypes', string('instanceType'))}, {required: ['InstanceTypes']});

const dimensionTypes = list('dimensionTypes', string('dimensionType'));
const dimensionText = {Key: string('dimensionKey'), Name: string('dimensionName'), Description: string('dimensionDescription')};

/** Details by change type. */
export const productShapes: Readonly<Record<string, Shape>> = {
	CreateProduct: object({ProductTitle: string('productTitle')}),
	UpdateInformation: information,
	AddDeliveryOptions: object(
		{
			Version: object({VersionTitle: string('versionTitle'), ReleaseNotes: string('releaseNotes')}, {required: ['VersionTitle', 'ReleaseNotes']}),
			DeliveryOptions: list(
				'deliveryOptions',
				choice((node) => (get(node, 'Details', 'DeploymentTemplateDeliveryOptionDetails') === undefined ? addedStandalone : addedTemplate)),
			),
		},
		{required: ['Version', 'DeliveryOptions']},
	),
	UpdateDeliveryOptions: object(
		{Version: object({ReleaseNotes: string('releaseNotes')}, {required: ['ReleaseNotes']}), DeliveryOptions: list(undefined, updatedOption)},
		{notEmpty: true},
	),
	RestrictDeliveryOptions: object({DeliveryOptionIds: list('deliveryOptionIds', string('deliveryOptionId'))}, {required: ['DeliveryOptionIds']}),
	AddRegions: regions,
	RestrictRegions: regions,
	UpdateFutureRegionSupport: object(
		{FutureRegionSupport: object({SupportedRegions: list('futureRegions', string('futureRegion'))}, {required: ['SupportedRegions']})},
		{required: ['FutureRegionSupport']},
	),
	AddInstanceTypes: instanceTypes,
	RestrictInstanceTypes: instanceTypes,
	AddDimensions: list(
		'dimensions',
		object({...dimensionText, Unit: string('dimensionUnit'), Types: dimensionTypes}, {required: ['Key', 'Name', 'Description', 'Unit', 'Types']}),
	),
	UpdateDimensions: list('dimensions', object({...dimensionText, Types: dimensionTypes}, {required: ['Key', 'Types']})),
	RestrictDimensions: list('dimensions', object({Key: string('dimensionKey'), Types: dimensionTypes}, {required: ['Key', 'Types']})),
	// The guide does not require `PositiveTargeting`, the published shapes do: left to AWS.
	UpdateTargeting: object({PositiveTargeting: object({BuyerAccounts: list('buyerAccounts', string('buyerAccount'))})}),
	UpdateVisibility: object(
		{TargetVisibility: string('targetVisibility'), ReplacementProductId: string('replacementProductId')},
		{required: ['TargetVisibility']},
	),
	ReleaseProduct: object({}),
};

/** `UpdateInformation` as the first one of a draft; the title stands in `CreateProduct` when `titled`. */
export function firstInformation(titled: boolean): Shape {
	return {...information, required: requiredInformation.filter((name) => !(titled && name === 'ProductTitle'))};
}

/** Whether `CreateProduct` details bring the title. */
export function hasTitle(details: Parameters<typeof entryOf>[0]): boolean {
	return entryOf(details, 'ProductTitle') !== undefined;
}
