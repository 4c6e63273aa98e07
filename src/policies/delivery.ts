import {pages} from '../limits.ts';
import {metadata2023, templates2020} from './editions.ts';
import type {Policy} from './policy.ts';

/** What AWS asks of delivery templates and of the listing itself, beside the AMI policies. */
export const deliveryPolicies: readonly Policy[] = [
	{
		id: 'delivery.single-ami',
		group: 'CloudFormation delivery',
		editions: {
			'ami-2020': {asks: "A single-AMI product's template launches instances from one AMI only, the product's own.", source: templates2020},
			'ami-2025': {
				asks: "A template launches the product's own AMI, and beside it at most AMIs that AWS itself manages, taken from Systems Manager public parameters. Community AMIs and AMIs that you or others share are refused.",
				change:
					'AMIs managed by AWS are now allowed beside the one product AMI. Products of several AMIs, once a delivery method of their own, ended in August 2024.',
				source: pages.cloudformation,
			},
		},
		evidence: ['template', 'listing'],
		settledBy: [],
		wanting:
			'needs every delivery template, nested ones included, with each ImageId traced to the AMI parameter that the listing names; this version has no rule that can show it',
	},
	{
		id: 'delivery.template-requirements',
		group: 'CloudFormation delivery',
		editions: {
			'ami-2020': {
				asks: "Delivery templates meet the guide's requirements: on the AMI id, nested stacks, parameters and their defaults, open ports, Regions and zones, and IAM.",
				source: templates2020,
			},
			'ami-2025': {
				asks: "Delivery templates meet the guide's requirements: on the AMI id, nested stacks, parameters and their defaults, open ports, Regions and zones, and IAM.",
				change:
					"Today's guide has two submission flows with rules of their own: self-service takes the AMI id as a parameter and nested stacks through the MPS3 parameters; the product load form takes a mapping and fixed addresses. This version judges both editions by today's guide.",
				source: pages.cloudformation,
			},
		},
		evidence: ['template', 'listing'],
		settledBy: [],
		wanting: 'needs a stack created from the template in every Region that the product is offered in; reading the template can only show a breach',
	},
	{
		id: 'delivery.listing-requirements',
		group: 'Listing',
		editions: {
			'ami-2020': {
				asks: 'Every field that AWS requires is in the listing, and each keeps to the documented lengths, counts, characters and formats.',
				source: metadata2023,
			},
			'ami-2025': {
				asks: 'Every field that AWS requires is in the listing, and each keeps to the documented lengths, counts, characters and formats of the Catalog API.',
				change:
					"The Catalog API's documented limits have taken the place of the portal's older ones, such as 350 characters for the short description. This version judges both editions by today's limits.",
				source: pages.apiProducts,
			},
		},
		evidence: ['listing'],
		settledBy: [
			'listing/require-fields',
			'listing/text-length',
			'listing/list-count',
			'listing/valid-format',
			'listing/valid-choice',
			'listing/no-control-characters',
		],
		wanting: 'needs a change set that creates the product with all its fields, or a DescribeEntity answer with all of them',
	},
];
