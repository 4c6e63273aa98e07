import {defineValidator} from '../../src/contract.ts';
import {changeSet, json, standalone, version} from '../../src/examples.ts';
import {clip} from '../../src/language/clip.ts';
import {fieldRules, pages} from '../../src/limits.ts';

export const validFormat = defineValidator({
	id: 'listing/valid-format',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'Ids, ARNs, URLs, ranges and prices are written in the form that AWS publishes.',
	source: pages.shapes,
	reads: ['listingFields'],
	messages: {
		malformed: {message: 'The {name} "{value}" is not in the form that AWS publishes.', help: 'It must be {asks}.'},
		unusual: {message: 'The {name} "{value}" is not in the form that we expect; AWS publishes none.', help: 'It should be {asks}; check it by hand.'},
	},
	examples: [
		{
			name: 'an AMI id of 16 characters, a role without its account',
			files: {
				'version.json': version([standalone({}, {AmiId: 'ami-0a1b2c3d4e5f6789', AccessRoleArn: 'arn:aws:iam::role/LarkspurIngestion'})]),
			},
			expect: [
				{message: 'malformed', at: '"ami-0a1b2c3d4e5f6789"'},
				{message: 'malformed', at: '"arn:aws:iam::role/LarkspurIngestion"'},
			],
		},
		{
			name: 'a resource URL without a scheme, and a price with a currency sign',
			files: {
				'information.json': changeSet('UpdateInformation', {AdditionalResources: [{Text: 'Manual', Url: 'docs.larkspur.example.com'}]}),
				'offer.json': changeSet(
					'UpdatePricingTerms',
					{
						PricingModel: 'Usage',
						Terms: [{Type: 'UsageBasedPricingTerm', CurrencyCode: 'USD', RateCards: [{RateCard: [{DimensionKey: 'm5.large', Price: '$0.12'}]}]}],
					},
					{Type: 'Offer@1.0', Identifier: 'offer-abc123def4567'},
				),
			},
			expect: [
				{message: 'malformed', at: '"docs.larkspur.example.com"', subject: 'AdditionalResources[0].Url'},
				{message: 'malformed', at: '"$0.12"', subject: 'Terms[0].RateCards[0].RateCard[0].Price'},
			],
		},
		{
			name: 'a change name with a digit',
			files: {
				'change-set.json': json([{ChangeType: 'CreateProduct', ChangeName: 'Make1', Entity: {Type: 'AmiProduct@1.0'}, DetailsDocument: {}}]),
			},
			expect: [{message: 'unusual', at: '"Make1"', subject: '[0].ChangeName'}],
		},
		{
			name: 'a reference instead of an id, and an instance type that the stricter published pattern refuses',
			files: {
				'offer.json': changeSet('CreateOffer', {ProductId: '$MakeProduct.Entity.Identifier'}, {Type: 'Offer@1.0'}),
				'version.json': version([standalone({RecommendedInstanceType: 'c7i-flex.large'})]),
			},
			expect: [],
		},
		{
			name: 'an empty path in an answer',
			files: {
				'entity.json': json({EntityType: 'AmiProduct@1.0', DetailsDocument: {Versions: [{DeliveryOptions: [{Instructions: {Access: {RelativePath: ''}}}]}]}}),
			},
			expect: [],
		},
		{name: 'a sound version', files: {'version.json': version([standalone()])}, expect: []},
	],
	*check({listingFields}) {
		for (const {name, label, text, form} of listingFields) {
			const {label: words, patterns = [], reference} = fieldRules[name];
			// References have a rule of their own; answers write an unset value as an empty text.
			if (text === undefined || (reference === true && text.value.startsWith('$')) || (form === 'entity' && text.value === '')) continue;
			const failed = patterns.find(({regex}) => !regex.test(text.value));
			if (failed === undefined) continue;
			const hit = {subject: label, place: text.place, data: {name: words, value: clip(text.value), asks: failed.asks}};
			if (failed.inferred === true) yield {message: 'unusual', severity: 'warning', ...hit};
			else yield {message: 'malformed', ...hit};
		}
	},
	shows({listingFields}) {
		const count = listingFields.filter(({name, text}) => text !== undefined && fieldRules[name].patterns !== undefined).length;
		return count === 0 ? undefined : `${count} ids, URLs and other values are in the form that AWS publishes`;
	},
});
