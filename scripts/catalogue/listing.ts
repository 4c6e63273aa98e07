/** A release's listing as sellers have it: a change set, the answer of DescribeEntity, a saved page. */

import {changes, json} from '../../src/examples.ts';
import {escapeMarkup} from './document.ts';
import type {Release} from './population.ts';

/** What a listing says. `options` are the templates that are delivered; `parameter` takes the AMI. */
export type Facts = {
	readonly release: Release;
	readonly text: (section: string) => string;
	readonly usage: string;
	readonly amiId: string;
	readonly system: {readonly name: string; readonly version: string; readonly user: string};
	readonly types: readonly string[];
	readonly ports: readonly number[];
	readonly range: string;
	readonly options: readonly {readonly file: string; readonly parameter: string}[];
};

/** The listing's file, by its name, in the form that the vendor keeps to. */
export function listingOf(facts: Facts): readonly [path: string, text: string] {
	const {listing} = facts.release.vendor;
	if (listing === 'page') return ['page.html', pageOf(facts)];
	return listing === 'entity' ? ['product.json', entityOf(facts)] : ['change-set.json', changeSetOf(facts)];
}

function mediaOf({vendor, version}: Release): string {
	return `https://${vendor.brand.toLowerCase()}-media.s3.amazonaws.com/${version}`;
}

function highlightsOf({text}: Facts): readonly string[] {
	return text('highlights')
		.split('\n')
		.map((line) => line.replace(/^[-*]\s*/, ''))
		.slice(0, 3);
}

function changeSetOf(facts: Facts): string {
	const {release, text, usage, amiId, system, types, ports, range, options} = facts;
	const {vendor, productId, title, version, theme} = release;
	const source = {
		AmiId: amiId,
		AccessRoleArn: `arn:aws:iam::${vendor.account}:role/${vendor.brand}Ingestion`,
		UserName: system.user,
		OperatingSystemName: system.name,
		OperatingSystemVersion: system.version,
	};
	const alone = {
		AmiSource: {...source, ScanningPort: 22},
		UsageInstructions: usage,
		RecommendedInstanceType: types[0],
		SecurityGroups: ports.map((port) => ({IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [range]})),
	};
	const deployed = options.map(({file, parameter}, index) => ({
		DeliveryOptionTitle: `${title} in your VPC${index === 0 ? '' : ` (${index + 1})`}`,
		Details: {
			DeploymentTemplateDeliveryOptionDetails: {
				ShortDescription: `${title} with what it needs in your VPC.`,
				LongDescription: text('short-description'),
				UsageInstructions: usage,
				RecommendedInstanceType: types[0],
				ArchitectureDiagram: `${mediaOf(release)}/diagram-${index + 1}.png`,
				Template: `${mediaOf(release)}/${file}`,
				TemplateSources: [{ParameterName: parameter, AmiSource: source}],
			},
		},
	}));
	const ofProduct = (changeType: string, details: unknown) => ({changeType, details, entity: {Identifier: productId}});
	return changes(
		[
			ofProduct('UpdateInformation', {
				ProductTitle: title,
				ShortDescription: text('short-description'),
				LongDescription: text('long-description'),
				Sku: `${vendor.brand.slice(0, 4).toUpperCase()}-${productId.slice(-4)}`,
				LogoUrl: `${mediaOf(release)}/logo.png`,
				Highlights: highlightsOf(facts),
				SupportDescription: vendor.support,
				Categories: ['Application Development'],
				SearchKeywords: title.toLowerCase().split(' ').slice(1),
			}),
			ofProduct('AddInstanceTypes', {InstanceTypes: types}),
			ofProduct('AddDeliveryOptions', {
				Version: {VersionTitle: version, ReleaseNotes: text('release-notes')},
				DeliveryOptions: [{Details: {AmiDeliveryOptionDetails: alone}}, ...deployed],
			}),
			...(theme.licensing === 'paid'
				? [
						{
							changeType: 'UpdateSupportTerms',
							details: {Terms: [{Type: 'SupportTerm', RefundPolicy: vendor.refund}]},
							entity: {Type: 'Offer@1.0', Identifier: `offer-${productId.slice(5)}`},
						},
					]
				: []),
		],
		{Intent: 'VALIDATE'},
	);
}

function entityOf(facts: Facts): string {
	const {release, text, usage, amiId, system, types, ports, range, options} = facts;
	const {vendor, productId, title, version, step} = release;
	const idOf = (index: number) => `aaaa0000-0000-4000-8000-${productId.slice(-10)}${String(index).padStart(2, '0')}`;
	const compatibility = {AvailableInstanceTypes: types, RestrictedInstanceTypes: []};
	const image = {
		Id: idOf(0),
		Type: 'AmazonMachineImage',
		Image: amiId,
		Architecture: 'x86_64',
		VirtualizationType: 'hvm',
		OperatingSystem: {Name: system.name, Version: system.version, Username: system.user, ScanningPort: 22},
		Compatibility: compatibility,
	};
	const groups = ports.map((port) => ({Protocol: 'tcp', FromPort: port, ToPort: port, CidrIps: [range]}));
	const details = {
		Description: {
			ProductTitle: title,
			ShortDescription: text('short-description'),
			LongDescription: text('long-description'),
			Highlights: highlightsOf(facts),
			SearchKeywords: title.toLowerCase().split(' ').slice(1),
			Visibility: 'Public',
			ProductState: 'Active',
			Categories: ['Application Development'],
		},
		PromotionalResources: {LogoUrl: `${mediaOf(release)}/logo.png`, Videos: [], AdditionalResources: []},
		SupportInformation: {Description: vendor.support},
		RegionAvailability: {Regions: ['us-east-1', 'eu-west-1'], Restrict: [], FutureRegionSupport: 'All'},
		Dimensions: types.map((type) => ({Key: type, Name: type, Description: type, Unit: 'Hrs', Types: ['Metered']})),
		Compatibility: compatibility,
		Versions: [
			{
				Id: idOf(90),
				VersionTitle: version,
				ReleaseNotes: text('release-notes'),
				CreationDate: `2026-10-${10 + step}T00:00:00.000Z`,
				Sources: [
					image,
					...options.map(({file}, index) => ({
						Id: idOf(index + 1),
						Type: 'CloudFormationTemplate',
						Template: `${mediaOf(release)}/${file}`,
						ConsumedSources: [idOf(0)],
					})),
				],
				DeliveryOptions: [
					{
						Id: idOf(50),
						Type: 'AmazonMachineImage',
						SourceId: idOf(0),
						Title: '64-bit (x86) Amazon Machine Image (AMI)',
						Visibility: 'Public',
						Instructions: {Usage: usage},
						Recommendations: {InstanceType: types[0], SecurityGroups: groups},
					},
					...options.map((_, index) => ({
						Id: idOf(51 + index),
						Type: 'CloudFormationTemplate',
						SourceId: idOf(index + 1),
						Title: `${title} in your VPC`,
						ShortDescription: `${title} with what it needs in your VPC.`,
						LongDescription: text('short-description'),
						Visibility: 'Public',
						Instructions: {Usage: usage},
						Recommendations: {InstanceType: types[0]},
					})),
				],
			},
		],
	};
	return json({
		EntityType: 'AmiProduct@1.0',
		EntityIdentifier: `${productId}@${step + 1}`,
		EntityArn: `arn:aws:aws-marketplace:us-east-1:${vendor.account}:AWSMarketplace/AmiProduct/${productId}`,
		LastModifiedDate: '2026-11-01T11:00:00Z',
		// Answers of before 2023 hold a text.
		...(vendor.key % 3 === 0 ? {Details: JSON.stringify(details)} : {DetailsDocument: details}),
	});
}

function pageOf(facts: Facts): string {
	const {release, text, usage, types, system, options} = facts;
	const {vendor, productId, title, version} = release;
	const lines = (value: string) => escapeMarkup(value).replaceAll('\n', '<br>\n');
	const section = (name: string, body: string) => `<section><h2>${name}</h2>${body}</section>\n`;
	const delivery = options.length > 0 ? 'CloudFormation Template' : '64-bit (x86) Amazon Machine Image (AMI)';
	return `<!DOCTYPE html>
<html lang="en">
<head>
<title>AWS Marketplace: ${escapeMarkup(title)}</title>
<link rel="canonical" href="https://aws.amazon.com/marketplace/pp/prodview-${productId.slice(5)}">
</head>
<body><main>
<h1>${escapeMarkup(title)}</h1>
<p>Sold by: <a href="/seller-profile?id=${vendor.brand.toLowerCase()}">${vendor.brand}</a></p>
<p>${lines(text('short-description'))}</p>
${section('Overview', `<p>${lines(text('long-description'))}</p>`)}${section(
	'Highlights',
	`<ul>${highlightsOf(facts)
		.map((line) => `<li>${escapeMarkup(line)}</li>`)
		.join('')}</ul>`,
)}<section><h2>Details</h2><dl><dt>Delivery method</dt><dd>${delivery}</dd><dt>Latest version</dt><dd>${version}</dd>
<dt>Operating system</dt><dd>Linux/Unix, ${system.name} ${system.version}</dd></dl></section>
${section('Pricing', `<p>$0.${10 + (vendor.key % 80)} per hour for software on ${types[0]}</p>`)}${section('Vendor refund policy', `<p>${vendor.refund}</p>`)}${section('Version release notes', `<p>${lines(text('release-notes'))}</p>`)}${section('Usage instructions', `<p>${lines(usage)}</p>`)}${section('Support', `<p>${vendor.support}</p>`)}</main></body>
</html>
`;
}
