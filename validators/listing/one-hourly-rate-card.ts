import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const card = {RateCard: [{DimensionKey: 'm5.large', Price: '0.12'}]};
const priced = (Type: string, RateCards: readonly unknown[]) =>
	changeSet(
		'UpdatePricingTerms',
		{PricingModel: 'Usage', Terms: [{Type, CurrencyCode: 'USD', RateCards}]},
		{Type: 'Offer@1.0', Identifier: 'offer-abc123def4567'},
	);

export const oneHourlyRateCard = defineValidator({
	id: 'listing/one-hourly-rate-card',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'Hourly prices stand in one rate card.',
	source: pages.shapes,
	reads: ['offers'],
	messages: {
		several: {
			message: '{count} rate cards in a UsageBasedPricingTerm; AWS takes exactly one.',
			help: 'Put all rows into one RateCard. Prices of a year belong in a ConfigurableUpfrontPricingTerm.',
		},
	},
	examples: [
		{
			name: 'two rate cards',
			files: {'listing.json': priced('UsageBasedPricingTerm', [card, card])},
			expect: [{message: 'several', at: '"UsageBasedPricingTerm"'}],
		},
		{name: 'two rate cards of an annual price', files: {'listing.json': priced('ConfigurableUpfrontPricingTerm', [card, card])}, expect: []},
		{name: 'one rate card', files: {'listing.json': priced('UsageBasedPricingTerm', [card])}, expect: []},
	],
	*check({offers}) {
		for (const {type, rateCards} of offers.flatMap(({terms}) => terms)) {
			if (type?.value === 'UsageBasedPricingTerm' && rateCards.length > 1)
				yield {message: 'several', place: type.place, subject: type.value, data: {count: rateCards.length}};
		}
	},
});
