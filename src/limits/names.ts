/** Names that AWS sets: categories, Regions, units, change types, currencies. */

import {read} from './field-rule.ts';
import {pages, type Sourced} from './pages.ts';

/** A list of names; `open` where AWS's own list is newer than what could be read. */
export type Names = Sourced & {readonly values: readonly string[]; readonly open?: true};

/** Buyer categories, edition of June 2023: the newest list was not found, so the list is open. */
export const categories: Names = {
	source: pages.categories,
	read,
	open: true,
	values: [
		...['Backup & Recovery', 'Data Analytics', 'High Performance Computing', 'Migration', 'Network Infrastructure', 'Operating Systems', 'Security', 'Storage'],
		...['Agile Lifecycle Management', 'Application Development', 'Application Servers', 'Application Stacks', 'Continuous Integration and Continuous Delivery'],
		...['Infrastructure as Code', 'Issues & Bug Tracking', 'Monitoring', 'Log Analysis', 'Source Control', 'Testing'],
		...['Blockchain', 'Collaboration & Productivity', 'Contact Center', 'Content Management', 'CRM', 'eCommerce', 'eLearning', 'Human Resources'],
		...['IT Business Management', 'Business Intelligence', 'Project Management'],
		...[
			'ML Solutions',
			'Data Labeling Services',
			'Computer Vision',
			'Natural Language Processing',
			'Speech Recognition',
			'Text',
			'Image',
			'Video',
			'Audio',
			'Structured',
		],
		...['Analytics', 'Applications', 'Device Connectivity', 'Device Management', 'Device Security', 'Industrial IoT', 'Smart Home & City'],
		...['Education & Research', 'Financial Services', 'Healthcare & Life Sciences', 'Media & Entertainment', 'Industrial', 'Energy'],
	],
};

/** Regions of the `aws` and `aws-us-gov` partitions that we know; AWS opens new ones, so the list is open. */
export const regions: Names = {
	source: 'https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html',
	read,
	open: true,
	values: [
		...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'us-gov-east-1', 'us-gov-west-1', 'ca-central-1', 'ca-west-1', 'mx-central-1', 'sa-east-1'],
		...['eu-central-1', 'eu-central-2', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-2', 'eu-west-3'],
		...['af-south-1', 'il-central-1', 'me-central-1', 'me-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-1', 'ap-south-2'],
		...['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5'],
		...['ap-southeast-6', 'ap-southeast-7'],
	],
};

/** Units of pricing dimensions. `Hrs` is missing from the guide's list but stands in all of AWS's own AMI samples. */
export const dimensionUnits: Names = {
	source: pages.apiProducts,
	read,
	values: ['GB', 'Gbps', 'HostHrs', 'Hosts', 'Hrs', 'MB', 'Mbps', 'Requests', 'TaskHrs', 'TB', 'TierHrs', 'UnitHrs', 'Units', 'UserHrs', 'Users'],
};

export const currencies: Names = {source: pages.shapes, read, values: ['USD', 'EUR', 'GBP', 'AUD', 'JPY', 'CAD']};

/** Terms of an offer. The first eight are those that offers of AMI products use. */
export const termTypes: Names = {
	source: pages.shapes,
	read,
	open: true,
	values: [
		...[
			'UsageBasedPricingTerm',
			'ConfigurableUpfrontPricingTerm',
			'RecurringPaymentTerm',
			'ByolPricingTerm',
			'FreeTrialPricingTerm',
			'LegalTerm',
			'SupportTerm',
		],
		...['FixedUpfrontPricingTerm', 'PaymentScheduleTerm', 'ValidityTerm', 'RenewalTerm'],
	],
};

/** The change types of each entity type. */
export const changeTypes: Sourced & {readonly byEntity: Readonly<Record<'AmiProduct@1.0' | 'Offer@1.0', readonly string[]>>} = {
	source: pages.apiProducts,
	read,
	byEntity: {
		'AmiProduct@1.0': [
			...[
				'CreateProduct',
				'UpdateInformation',
				'AddDimensions',
				'UpdateDimensions',
				'RestrictDimensions',
				'UpdateTargeting',
				'UpdateVisibility',
				'ReleaseProduct',
			],
			...['AddDeliveryOptions', 'UpdateDeliveryOptions', 'RestrictDeliveryOptions', 'UpdateFutureRegionSupport', 'AddRegions', 'RestrictRegions'],
			...['AddInstanceTypes', 'RestrictInstanceTypes'],
		],
		'Offer@1.0': [
			...['CreateOffer', 'UpdateInformation', 'UpdateLegalTerms', 'UpdateSupportTerms', 'UpdatePricingTerms', 'UpdateAvailability', 'ReleaseOffer'],
			// Documented for offers of any product, rarely seen with AMI products.
			...['CreateOfferUsingResaleAuthorization', 'UpdateTargeting', 'UpdateRenewalTerms', 'UpdateValidityTerms', 'UpdatePaymentScheduleTerms', 'UpdateMarkup'],
		],
	},
};

/** Change types that other products have and AMI products are seen to lack, and what to do instead (from sellers' reports). */
export const refusedChangeTypes: Sourced & {readonly instead: Readonly<Record<string, string>>} = {
	source: 'https://github.com/ordinaryexperts/aws-marketplace-utilities/blob/main/UPGRADE.md',
	read,
	instead: {UpdateLogo: 'set LogoUrl in UpdateInformation'},
};

/** The one catalog. */
export const catalog: Sourced & {readonly name: string} = {source: pages.startChangeSet, read, name: 'AWSMarketplace'};

/** The forms of a product id: today's two, and the UUID of older products. Published as one pattern without its brackets; read as one of three. */
export const productId = {
	source: pages.shapes,
	read,
	regex: /^(?:prod-(?:[a-zA-Z0-9]{13}|[a-zA-Z0-9]{25})|[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/,
	asks: 'prod- and 13 or 25 letters and digits, or a UUID',
} as const satisfies Sourced & {readonly regex: RegExp; readonly asks: string};

/** Characters that AWS refuses or is seen to refuse. */
export const characters = {
	/** Not allowed in strings of `UpdateInformation`. Tab and line feed pass; carriage return does not. */
	control: {source: pages.apiProducts, read, regex: /[\u0000-\u0008\u000B-\u001F]/g},
	/** Everything outside the set that AWS documents for the refund policy, and that the portal shows for other text fields. */
	unsupported: {source: pages.shapes, read, regex: /[^\u0000-\u007E\u00A2-\u00A5\u00A9\u00AE\u2122]/gu},
	/** White space directly before a trademark sign. */
	looseTrademark: {source: pages.apiProducts, read, regex: /[ \t\u00A0](?=[\u2122\u00AE])/g},
} as const satisfies Readonly<Record<string, Sourced & {readonly regex: RegExp}>>;
