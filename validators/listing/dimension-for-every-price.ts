import {defineValidator} from '../../src/contract.ts';
import {changes} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const set = (key: string) =>
	changes([
		{changeType: 'AddDimensions', details: [{Key: 'm5.large', Name: 'm5.large', Description: 'm5.large', Unit: 'Hrs', Types: ['Metered']}]},
		{
			changeType: 'UpdatePricingTerms',
			entity: {Type: 'Offer@1.0', Identifier: 'offer-abc123def4567'},
			details: {
				PricingModel: 'Usage',
				Terms: [{Type: 'UsageBasedPricingTerm', CurrencyCode: 'USD', RateCards: [{RateCard: [{DimensionKey: key, Price: '0.12'}]}]}],
			},
		},
	]);

export const dimensionForEveryPrice = defineValidator({
	id: 'listing/dimension-for-every-price',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'Every price row names a dimension of the product.',
	source: pages.apiProducts,
	reads: ['listings', 'offers'],
	messages: {
		unknown: {
			message: 'The rate card prices "{key}", which is not among the {count} dimensions here.',
			help: "Spell it as the dimension's Key, or add the dimension. If an earlier request added it, there is nothing to do.",
		},
	},
	examples: [
		{name: 'a row for no dimension', files: {'listing.json': set('m5.larg')}, expect: [{message: 'unknown', at: '"m5.larg"'}]},
		{name: 'a row for a dimension', files: {'listing.json': set('m5.large')}, expect: []},
	],
	*check({listings, offers}) {
		const keys = new Set(listings.flatMap(({dimensions}) => dimensions.flatMap(({key}) => (key === undefined ? [] : [key.value]))));
		if (keys.size === 0) return;
		for (const {dimensionKey} of offers.flatMap(({terms}) => terms.flatMap(({rateCards}) => rateCards.flat()))) {
			if (dimensionKey !== undefined && !keys.has(dimensionKey.value))
				yield {message: 'unknown', place: dimensionKey.place, subject: dimensionKey.value, data: {key: dimensionKey.value, count: keys.size}};
		}
	},
});
