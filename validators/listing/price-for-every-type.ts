import {defineValidator} from '../../src/contract.ts';
import {changes} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const offerEntity = {Type: 'Offer@1.0', Identifier: 'offer-abc123def4567'};
const set = (priced: readonly string[]) =>
	changes([
		{changeType: 'CreateProduct', changeName: 'Make', details: {}},
		{changeType: 'AddInstanceTypes', entity: {Identifier: '$Make.Entity.Identifier'}, details: {InstanceTypes: ['m5.large', 'm5.xlarge']}},
		{
			changeType: 'UpdatePricingTerms',
			entity: offerEntity,
			details: {
				PricingModel: 'Usage',
				Terms: [{Type: 'UsageBasedPricingTerm', CurrencyCode: 'USD', RateCards: [{RateCard: priced.map((DimensionKey) => ({DimensionKey, Price: '0.12'}))}]}],
			},
		},
	]);

export const priceForEveryType = defineValidator({
	id: 'listing/price-for-every-type',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'An hourly product has a price for every instance type that it offers.',
	source: pages.checklist,
	reads: ['listings', 'offers'],
	messages: {
		unpriced: {
			message: '{type} is offered, but the rate card has no price for it.',
			help: 'Add a row with DimensionKey {type} and its hourly price, or leave the type out.',
		},
	},
	examples: [
		{name: 'a type without a price', files: {'listing.json': set(['m5.large'])}, expect: [{message: 'unpriced', at: '"m5.xlarge"'}]},
		{name: 'all priced', files: {'listing.json': set(['m5.large', 'm5.xlarge'])}, expect: []},
		{name: 'priced by something else than the instance', files: {'listing.json': set(['queues'])}, expect: []},
	],
	*check({listings, offers}) {
		const rows = offers.flatMap(({terms}) => terms.filter(({type}) => type?.value === 'UsageBasedPricingTerm').flatMap(({rateCards}) => rateCards.flat()));
		const priced = new Set(rows.map(({dimensionKey}) => dimensionKey?.value));
		for (const {instanceTypes, creates, form} of listings) {
			// Only where the whole list is here, and where rows name instance types at all: usage may be metered in other units.
			if (!(creates || form === 'entity') || !instanceTypes.some(({value}) => priced.has(value))) continue;
			for (const type of instanceTypes)
				if (!priced.has(type.value)) yield {message: 'unpriced', place: type.place, subject: type.value, data: {type: type.value}};
		}
	},
});
