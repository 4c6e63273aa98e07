import test from 'ava';
import type {Artifact} from '../../src/artifact.ts';
import {json} from '../../src/examples.ts';
import {gatherListings} from '../../src/gather/listing/listing.ts';
import {parseJson} from '../../src/read/json.ts';

const source = {
	Id: 's1',
	Type: 'AmazonMachineImage',
	Image: 'ami-0a1b2c3d4e5f67890',
	Architecture: 'x86_64',
	VirtualizationType: 'hvm',
	OperatingSystem: {Name: 'AMAZONLINUX', Version: '2023', Username: 'ec2-user', ScanningPort: 22},
};
const information = {
	ProductTitle: 'Larkspur Queue Server',
	ShortDescription: 'Message queue.',
	LongDescription: 'Longer text.',
	Sku: null,
	Highlights: ['Runs on one instance.'],
	SearchKeywords: ['amqp'],
	Categories: ['Application Development'],
};
const versions = [
	{
		Id: 'v1',
		VersionTitle: '2.4.0',
		ReleaseNotes: 'Faster.',
		Sources: [
			source,
			{
				Id: 's2',
				Type: 'CloudFormationTemplate',
				Template: 'https://larkspur.example.com/root.yaml',
				ConsumedSources: ['s1'],
				ArchitectureDiagram: 'https://larkspur.example.com/d.png',
			},
		],
		DeliveryOptions: [
			{
				Id: 'o1',
				Type: 'AmazonMachineImage',
				SourceId: 's1',
				Title: '(x86_64) Amazon Machine Image',
				Visibility: 'Public',
				Instructions: {Usage: '1. Launch.', Access: {Type: 'Endpoint', Port: 8443, Protocol: 'https', RelativePath: 'console'}},
				Recommendations: {InstanceType: 'm5.large', SecurityGroups: [{Protocol: 'tcp', FromPort: 8443, ToPort: 8443, CidrIps: ['203.0.113.0/24']}]},
			},
			{Id: 'o2', Type: 'CloudFormationTemplate', SourceId: 's2', Title: 'In a new VPC', Instructions: {Usage: '1. Create the stack.'}},
		],
	},
];
const nested = {
	Description: {...information, Manufacturer: 'Larkspur', Visibility: 'Limited'},
	PromotionalResources: {
		LogoUrl: 'https://larkspur.example.com/logo.png',
		Videos: [],
		AdditionalResources: [{Type: 'Link', Text: 'Manual', Url: 'https://docs.larkspur.example.com/'}],
	},
	SupportInformation: {Description: 'Mail support@larkspur.example.com'},
	RegionAvailability: {Regions: ['us-east-1'], Restrict: [], FutureRegionSupport: null},
	Versions: versions,
};
const flat = {
	...information,
	LogoUrl: 'https://larkspur.example.com/logo.png',
	VideoUrls: [],
	AdditionalResources: [{Text: 'Manual', Url: 'https://docs.larkspur.example.com/'}],
	SupportDescription: 'Mail support@larkspur.example.com',
	Versions: versions,
};

function gatherAnswer(answer: Readonly<Record<string, unknown>>) {
	const text = json({EntityType: 'AmiProduct@1.0', EntityIdentifier: 'prod-abc123def4567@7', ...answer});
	const tree = parseJson(text).root;
	const artifacts: Artifact[] = tree === undefined ? [] : [{file: 'x.json', sha256: '', detail: '', marks: [], text, kind: 'listing', form: 'entity', tree}];
	return gatherListings(artifacts);
}

const cases = {
	nested: {DetailsDocument: nested},
	flat: {DetailsDocument: flat},
	'nested, as a string': {Details: JSON.stringify(nested)},
};
for (const [name, answer] of Object.entries(cases)) {
	test(`an answer gives the same listing as a request would: ${name}`, (t) => {
		const {listings, faults} = gatherAnswer(answer);
		t.deepEqual(faults, []);
		const [listing] = listings;
		t.deepEqual(
			[listing?.title?.value, listing?.logoUrl?.value, listing?.supportDescription?.value, listing?.resources[0]?.url?.value, listing?.productId?.value],
			[
				'Larkspur Queue Server',
				'https://larkspur.example.com/logo.png',
				'Mail support@larkspur.example.com',
				'https://docs.larkspur.example.com/',
				'prod-abc123def4567@7',
			],
		);
		const [ami, template] = listing?.versions[0]?.options ?? [];
		t.deepEqual(
			[
				ami?.kind,
				ami?.ami?.amiId?.value,
				ami?.ami?.userName?.value,
				ami?.usageInstructions?.value,
				ami?.endpoint?.port?.value,
				ami?.securityGroups[0]?.cidrs[0]?.value,
			],
			['standalone', 'ami-0a1b2c3d4e5f67890', 'ec2-user', '1. Launch.', 8443, '203.0.113.0/24'],
		);
		t.deepEqual(
			[template?.kind, template?.templateUrl?.value, template?.architectureDiagram?.value, template?.ami?.amiId?.value, template?.templateSources.length],
			['template', 'https://larkspur.example.com/root.yaml', 'https://larkspur.example.com/d.png', 'ami-0a1b2c3d4e5f67890', 1],
		);
	});
}

test('an answer without a required field says so at the object that lacks it', (t) => {
	const {Description, ...rest} = nested;
	const {ShortDescription, ...description} = Description;
	t.is(ShortDescription, 'Message queue.');
	t.deepEqual(
		gatherAnswer({DetailsDocument: {...rest, Description: description}}).faults.map(({kind, path, changeType}) => [kind, path, changeType]),
		[['missing', 'Description.ShortDescription', 'DescribeEntity']],
	);
});

test('the document of an answer alone is read as a product', (t) => {
	const text = json(nested);
	const tree = parseJson(text).root;
	const {listings, faults} = gatherListings(
		tree === undefined ? [] : [{file: 'x.json', sha256: '', detail: '', marks: [], text, kind: 'listing', form: 'entity', tree}],
	);
	t.deepEqual([listings[0]?.title?.value, listings[0]?.versions[0]?.options.length, faults.length], ['Larkspur Queue Server', 2, 0]);
});

test('an answer without details says so; one of another product kind is left alone', (t) => {
	t.deepEqual(
		gatherAnswer({}).faults.map(({kind, path}) => [kind, path]),
		[['missing', 'DetailsDocument']],
	);
	const other = gatherAnswer({EntityType: 'SaaSProduct@1.0', DetailsDocument: {Description: 7}});
	t.deepEqual([other.faults, other.listings], [[], []]);
});

test('an offer in an answer gives terms, documents and the refund policy', (t) => {
	const {offers, listings, faults} = gatherAnswer({
		EntityType: 'Offer@1.0',
		EntityIdentifier: 'offer-abc123@1',
		DetailsDocument: {
			Name: 'Public offer',
			ProductId: 'prod-abc123def4567',
			State: 'Released',
			Terms: [
				{Type: 'UsageBasedPricingTerm', Id: 't1', CurrencyCode: 'USD', RateCards: [{RateCard: [{DimensionKey: 'm5.large', Price: '0.12'}]}]},
				{Type: 'LegalTerm', Documents: [{Type: 'StandardEula', Version: '2022-07-14'}]},
				{Type: 'SupportTerm', RefundPolicy: 'Within 14 days.'},
			],
		},
	});
	t.deepEqual([listings, faults], [[], []]);
	t.deepEqual(
		offers.map(({offerId, refundPolicy, terms, legalDocuments}) => [
			offerId?.value,
			refundPolicy?.value,
			terms.map(({type, rateCards}) => [type?.value, rateCards[0]?.[0]?.price?.value]),
			legalDocuments.map(({type}) => type?.value),
		]),
		[['offer-abc123@1', 'Within 14 days.', [['UsageBasedPricingTerm', '0.12']], ['StandardEula']]],
	);
});
