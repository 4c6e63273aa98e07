import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

/** The terms that AWS's shapes and samples show with each pricing model; the first is the one without which the model has no price. */
const termsOf: Readonly<Record<string, readonly string[]>> = {
	Byol: ['ByolPricingTerm'],
	Usage: ['UsageBasedPricingTerm', 'ConfigurableUpfrontPricingTerm', 'RecurringPaymentTerm', 'FixedUpfrontPricingTerm', 'FreeTrialPricingTerm'],
	Contract: ['ConfigurableUpfrontPricingTerm', 'UsageBasedPricingTerm', 'RecurringPaymentTerm', 'FixedUpfrontPricingTerm', 'FreeTrialPricingTerm'],
};

const pricing = (PricingModel: string, types: readonly string[]) =>
	changeSet('UpdatePricingTerms', {PricingModel, Terms: types.map((Type) => ({Type}))}, {Type: 'Offer@1.0', Identifier: 'offer-abc123def4567'});

export const termsFitPricingModel = defineValidator({
	id: 'listing/terms-fit-pricing-model',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: "The pricing terms are those of the offer's pricing model.",
	source: pages.shapes,
	reads: ['offers'],
	messages: {
		foreign: {message: 'A {term} does not go with the pricing model {model}.', help: 'Use {wanted} here, or another PricingModel.'},
	},
	examples: [
		{
			name: 'an hourly term in a BYOL offer',
			files: {'listing.json': pricing('Byol', ['UsageBasedPricingTerm'])},
			expect: [{message: 'foreign', at: '"UsageBasedPricingTerm"'}],
		},
		{name: 'hourly with annual', files: {'listing.json': pricing('Usage', ['UsageBasedPricingTerm', 'ConfigurableUpfrontPricingTerm'])}, expect: []},
		{name: 'a model that we know nothing of', files: {'listing.json': pricing('Auction', ['UsageBasedPricingTerm'])}, expect: []},
	],
	*check({offers}) {
		for (const {pricingModel, terms} of offers) {
			const wanted = Object.hasOwn(termsOf, pricingModel?.value ?? '') ? termsOf[pricingModel?.value ?? ''] : undefined;
			for (const {type} of terms) {
				// Answers list legal, support and validity terms beside the pricing ones.
				if (wanted === undefined || type === undefined || pricingModel === undefined || !/Pricing|Payment/.test(type.value) || wanted.includes(type.value))
					continue;
				yield {
					message: 'foreign',
					place: type.place,
					subject: type.value,
					data: {term: type.value, model: pricingModel.value, wanted: wanted[0] ?? 'no pricing term'},
				};
			}
		}
	},
});
