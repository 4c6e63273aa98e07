import {defineValidator, type Text} from '../../src/contract.ts';
import type {Listing} from '../../src/evidence/listing.ts';
import {changeSet, changes, json, standalone, version} from '../../src/examples.ts';
import {lastOf} from '../../src/language/clip.ts';
import {pages} from '../../src/limits.ts';

const create = {changeType: 'CreateProduct', changeName: 'MakeProduct', details: {ProductTitle: 'Larkspur Queue Server'}};
const information = {
	ShortDescription: 'Message queue with web console for small teams.',
	LongDescription: 'Larkspur Queue Server stores messages on disk and serves them over AMQP.',
	LogoUrl: 'https://larkspur-media.s3.amazonaws.com/logo.png',
	Highlights: ['Runs on one instance.'],
	AdditionalResources: [],
	SupportDescription: 'Mail support@larkspur.example.com, answer in two days.',
	Categories: ['Application Development'],
	SearchKeywords: ['amqp'],
};
const first = {changeType: 'UpdateInformation', entity: {Identifier: '$MakeProduct.Entity.Identifier'}};

export const requireFields = defineValidator({
	id: 'listing/require-fields',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'Every field that AWS requires is there.',
	why: 'The first UpdateInformation of a new product must bring the whole listing; later ones may bring single fields.',
	source: pages.apiProducts,
	reads: ['shapeFaults'],
	mayRead: ['listings'],
	messages: {
		missing: {message: '{change} lacks {field}, which AWS requires.', help: 'Add {field}.'},
		incomplete: {message: 'The listing lacks {field}, which AWS requires of a new one.', help: 'Set it with UpdateInformation.'},
	},
	examples: [
		{
			name: 'a new product without keywords, a version without release notes, a security group without its ranges',
			files: {
				'product.json': changes([create, {...first, details: {...information, SearchKeywords: undefined}}]),
				'version.json': version([standalone({SecurityGroups: [{IpProtocol: 'tcp', FromPort: 443, ToPort: 443}]})], {ReleaseNotes: undefined}),
			},
			expect: [
				{message: 'missing', at: '"DetailsDocument"', subject: 'SearchKeywords'},
				{message: 'missing', at: '"Version"', subject: 'Version.ReleaseNotes'},
				{message: 'missing', at: '{', subject: 'DeliveryOptions[0].Details.AmiDeliveryOptionDetails.SecurityGroups[0].IpRanges'},
			],
		},
		{
			name: 'an answer without a support description',
			files: {
				'entity.json': json({
					EntityType: 'AmiProduct@1.0',
					DetailsDocument: {...information, ProductTitle: 'Larkspur Queue Server', SupportDescription: undefined},
				}),
			},
			expect: [{message: 'incomplete', at: '"DetailsDocument"', subject: 'SupportDescription'}],
		},
		{
			name: 'an answer whose gap a change set of the same product fills',
			files: {
				'entity.json': json({
					EntityType: 'AmiProduct@1.0',
					EntityIdentifier: 'prod-abc123def4567@3',
					DetailsDocument: {...information, ProductTitle: 'Larkspur Queue Server', SupportDescription: undefined},
				}),
				'change-set.json': changeSet('UpdateInformation', {SupportDescription: 'Mail support@larkspur.example.com.'}),
			},
			expect: [],
		},
		{
			name: 'a later change of one field, and a property that is only of the wrong type',
			files: {'change-set.json': changeSet('UpdateInformation', {ShortDescription: 7})},
			expect: [],
		},
		{name: 'a complete new listing', files: {'change-set.json': changes([create, {...first, details: information}])}, expect: []},
	],
	*check({shapeFaults, listings = []}) {
		for (const {kind, path, place, changeType} of shapeFaults) {
			if (kind !== 'missing') continue;
			if (changeType === 'DescribeEntity' && isSetBesides(lastOf(path), place.file, listings)) continue;
			// AWS took what an answer shows, perhaps under older rules: a person looks.
			if (changeType === 'DescribeEntity') yield {message: 'incomplete', severity: 'warning', subject: path, place, data: {field: lastOf(path)}};
			else yield {message: 'missing', subject: path, place, data: {field: lastOf(path), change: changeType}};
		}
	},
	shows({listings = []}) {
		const whole = listings.filter(({form, creates}) => form === 'entity' || creates);
		if (whole.length === 0 || !whole.every(isComplete)) return undefined;
		return `no required field is missing in the listing of ${whole.map(({title}) => title?.value ?? '').join(', ')}`;
	},
});

const written = (text: Text | undefined) => text !== undefined && text.value.trim() !== '';

/** What shows a required field, by its name in requests or in answers. */
const shown = new Map<string, (listing: Listing) => boolean>([
	['ProductTitle', ({title}) => written(title)],
	['ShortDescription', ({shortDescription}) => written(shortDescription)],
	['LongDescription', ({longDescription}) => written(longDescription)],
	['Highlights', ({highlights}) => highlights.length > 0],
	['Categories', ({categories}) => categories.length > 0],
	['SearchKeywords', ({keywords}) => keywords.length > 0],
	['LogoUrl', ({logoUrl}) => written(logoUrl)],
	['PromotionalResources', ({logoUrl}) => written(logoUrl)],
	['SupportDescription', ({supportDescription}) => written(supportDescription)],
	['SupportInformation', ({supportDescription}) => written(supportDescription)],
]);

/** Whether a change set of the submission sets what an answer of the same product lacks. */
function isSetBesides(field: string, file: string, listings: readonly Listing[]): boolean {
	const product = listings.find((listing) => listing.file === file)?.product;
	const isShown = shown.get(field) ?? (() => false);
	return product !== undefined && listings.some((listing) => listing.form === 'change-set' && listing.product === product && isShown(listing));
}

function isComplete(listing: Listing): boolean {
	return [...shown.values()].every((isShown) => isShown(listing)) && listing.versions.some(({options}) => options.length > 0);
}
