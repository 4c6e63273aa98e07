import {defineValidator} from '../../src/contract.ts';
import {changes} from '../../src/examples.ts';
import {isPaidModel} from '../../src/hits/pricing.ts';
import {pages} from '../../src/limits.ts';

const offer = (model: string, refunds?: string) =>
	changes([
		{changeType: 'CreateOffer', changeName: 'Make', entity: {Type: 'Offer@1.0'}, details: {ProductId: 'prod-abc123def4567'}},
		{changeType: 'UpdatePricingTerms', entity: {Type: 'Offer@1.0', Identifier: '$Make.Entity.Identifier'}, details: {PricingModel: model, Terms: []}},
		...(refunds === undefined
			? []
			: [
					{
						changeType: 'UpdateSupportTerms',
						entity: {Type: 'Offer@1.0', Identifier: '$Make.Entity.Identifier'},
						details: {Terms: [{Type: 'SupportTerm', RefundPolicy: refunds}]},
					},
				]),
	]);

export const requireRefundPolicy = defineValidator({
	id: 'listing/require-refund-policy',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'A paid product has a refund policy, with its terms and a contact for refunds.',
	source: pages.refunds,
	reads: ['offers'],
	messages: {
		missing: {
			message: 'The product is sold ({model}), but its offer has no refund policy.',
			help: 'Add UpdateSupportTerms with a SupportTerm that says when you refund and whom to write to.',
		},
		noContact: {message: 'The refund policy names no contact.', help: 'Add the address, page or AWS form through which buyers ask for a refund.'},
	},
	examples: [
		{name: 'no refund policy', files: {'listing.json': offer('Usage')}, expect: [{message: 'missing', at: '"Usage"'}]},
		{
			name: 'a policy without a contact',
			files: {'listing.json': offer('Usage', 'Full refund within 14 days.')},
			expect: [{message: 'noContact', at: '"Full refund within 14 days."'}],
		},
		{name: 'a complete policy', files: {'listing.json': offer('Contract', 'Full refund within 14 days: billing@larkspur.example.com.')}, expect: []},
		{name: 'a free product', files: {'listing.json': offer('Free')}, expect: []},
	],
	*check({offers}) {
		for (const {pricingModel, refundPolicy, creates, form} of offers) {
			const paid = pricingModel !== undefined && isPaidModel(pricingModel.value);
			if (paid && refundPolicy === undefined && (creates || form === 'entity'))
				yield {message: 'missing', place: pricingModel.place, subject: 'RefundPolicy', data: {model: pricingModel.value}};
			// A contact may be worded in many ways, so its absence is only a question.
			if (
				refundPolicy !== undefined &&
				!/@|https?:|www\.|\b(?:contact|write|mail|e-mail|call|phone|support|reach|request|ticket|form|no refunds?|not? refund|nothing to refund|free of charge)\b/i.test(
					refundPolicy.value,
				)
			) {
				yield {message: 'noContact', place: refundPolicy.place, subject: 'RefundPolicy', severity: 'warning'};
			}
		}
	},
});
