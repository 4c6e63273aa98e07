import {pages} from '../limits.ts';
import {notConfirmed, policies2020, policies2023, policies2025} from './editions.ts';
import type {Policy} from './policy.ts';

/** What the product gives its buyers, and by which way. */
export const usagePolicies: readonly Policy[] = [
	{
		id: 'usage.no-limits',
		group: 'Product usage',
		editions: {
			'ami-2020': {asks: 'Neither the product nor a part of it is limited by time, number of users or otherwise.', source: policies2020},
			'ami-2025': {asks: 'Neither the product nor a part of it is limited by time, number of users or otherwise.', change: notConfirmed, source: policies2025},
		},
		evidence: ['listing', 'docs'],
		settledBy: [],
		wanting: "needs a person's use of the product; listing and documents can only show a breach",
	},
	{
		id: 'usage.no-trial-or-prerelease',
		group: 'Product usage',
		editions: {
			'ami-2020': {asks: 'The product is no beta or pre-release, and is not there for trial or evaluation alone.', source: policies2020},
			'ami-2025': {asks: 'The product is no beta or pre-release, and is not there for trial or evaluation alone.', change: notConfirmed, source: policies2025},
		},
		evidence: ['listing', 'docs'],
		settledBy: [],
		wanting: "needs a person's judgement of what the product is; listing and documents can only show a breach",
	},
	{
		id: 'usage.paid-equivalent',
		group: 'Product usage',
		editions: {
			'ami-2020': {
				asks: 'A Developer, Community or BYOL edition of commercial software is welcome when an equivalent paid version is on AWS Marketplace too.',
				source: policies2020,
			},
			'ami-2025': {
				asks: 'A Developer, Community or BYOL edition of commercial software is welcome when an equivalent paid version is on AWS Marketplace too.',
				change: notConfirmed,
				source: policies2025,
			},
		},
		evidence: ['listing', 'docs'],
		settledBy: ['listing/paid-equivalent'],
		wanting:
			"needs an offer with a paid pricing model, or your word (licensing: paid) that the product is itself the paid one; one submission can't show what else you have listed",
	},
	{
		id: 'usage.launch-compatible',
		group: 'Product usage',
		editions: {
			'ami-2020': {asks: "The product can be launched from AWS Marketplace's website or through its CloudFormation delivery.", source: policies2020},
			'ami-2025': {
				asks: "The product can be launched from AWS Marketplace's website or through its CloudFormation delivery, by the buyer alone and without further payment.",
				change: `Since August 2021 the launch must be self-service and free of additional costs. ${notConfirmed}`,
				source: policies2025,
			},
		},
		evidence: ['listing', 'template'],
		settledBy: [],
		wanting: 'needs a launch in an AWS account; listing and template can only show a breach',
	},
	{
		id: 'usage.no-required-user-data',
		group: 'Product usage',
		editions: {
			'ami-2020': {asks: 'Launched from the website, the product works without customer data or user data given at launch.', source: policies2020},
			'ami-2025': {
				asks: 'Launched from the website, the product works without customer data or user data given at launch.',
				change: notConfirmed,
				source: policies2025,
			},
		},
		evidence: ['listing', 'docs', 'template'],
		settledBy: [],
		wanting: 'needs a launch of the AMI alone, without user data; listing, templates and documents can only show a breach',
	},
	{
		id: 'usage.self-contained',
		group: 'Product usage',
		editions: {
			'ami-2020': {asks: 'The AMI holds everything that a buyer needs to use the software, client applications included.', source: policies2020},
			'ami-2025': {
				asks: 'What the product fetches at deployment, and each outside service that it keeps needing, is disclosed in the description or usage instructions, stays available and safe on your responsibility, and costs nothing extra.',
				change:
					'In August 2021 external dependencies became allowed when disclosed, and the sentence on the AMI holding everything went. The disclosure is confirmed by the listing checklist of today; the rest is the wording of January 2023.',
				source: pages.checklist,
			},
		},
		evidence: ['listing', 'docs', 'template'],
		settledBy: [],
		wanting: 'needs a launch without internet access, or a list of what the product fetches; listing, templates and documents can only show a breach',
	},
	{
		id: 'usage.fulfilment-on-marketplace',
		group: 'Product usage',
		editions: {
			'ami-2020': {asks: 'Buyers never have to leave AWS Marketplace to get what they bought, BYOL products excepted.', source: policies2020},
			'ami-2025': {
				asks: 'Buyers never have to leave AWS Marketplace to get what they bought, BYOL products excepted.',
				change: notConfirmed,
				source: policies2025,
			},
		},
		evidence: ['listing', 'docs', 'template'],
		settledBy: [],
		wanting: "needs a person's walk from subscription to first use; listing, templates and documents can only show a breach",
	},
	{
		id: 'usage.no-outside-launch',
		group: 'Product usage',
		editions: {
			'ami-2020': {asks: 'The product needs no subscription API and no launch from outside AWS Marketplace.', source: policies2020},
			'ami-2025': {
				change:
					'The sentence is gone from the text of January 2023, and the digest of May 2025 does not have it. Fulfilment that leaves AWS Marketplace is judged by usage.fulfilment-on-marketplace.',
				source: policies2023,
			},
		},
		evidence: ['listing', 'docs'],
		settledBy: [],
		wanting: "needs a person's walk through the launch; listing and documents can only show a breach",
	},
	{
		id: 'usage.no-redirects',
		group: 'Product usage',
		editions: {
			'ami-2020': {
				asks: 'Neither the software nor the listing has wording that sends users to other cloud platforms, or to products and upsells that are not on AWS Marketplace.',
				source: policies2020,
			},
			'ami-2025': {
				asks: 'Neither the software nor the listing has wording that sends users to other cloud platforms, or to products and upsells that are not on AWS Marketplace.',
				change: notConfirmed,
				source: policies2025,
			},
		},
		evidence: ['listing', 'docs', 'template', 'root'],
		settledBy: [],
		wanting: "needs a person's reading of the product's screens and texts; listing, templates and documents can only show a breach",
	},
];
