import {defineValidator, type Text} from '../../src/contract.ts';
import type {Listing} from '../../src/evidence/listing.ts';
import {changeSet, changes} from '../../src/examples.ts';
import {isPaid} from '../../src/hits/pricing.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

/** Edition names that the policy names, as sellers write them in titles. */
const edition = /(?<![\p{L}\p{N}])(?:byol|bring[- ]your[- ]own[- ]licen[cs]e|community(?: edition)?|developer(?: edition)?|dev edition)(?![\p{L}\p{N}])/iu;

export const paidEquivalent = defineValidator({
	id: 'listing/paid-equivalent',
	policy: 'usage.paid-equivalent',
	severity: 'warning',
	about: 'A Developer, Community or BYOL edition has an equivalent paid edition on AWS Marketplace.',
	why: 'Whether that edition is listed cannot be seen from one submission, so a person must look.',
	source: pages.policy,
	reads: ['listings'],
	mayRead: ['offers', 'submission'],
	messages: {
		edition: {
			message: 'The title calls this a "{edition}" edition; AWS takes one only beside an equivalent paid edition on AWS Marketplace.',
			help: 'Check that the paid edition is listed, and name it to the reviewer.',
		},
		byol: {
			message: 'The offer is BYOL; AWS takes one only beside an equivalent paid edition on AWS Marketplace.',
			help: 'Check that the paid edition is listed, and name it to the reviewer.',
		},
	},
	examples: [
		{
			name: 'a community edition',
			files: {'listing.json': changeSet('UpdateInformation', {ProductTitle: 'Larkspur Community Edition'})},
			expect: [{message: 'edition', at: 'Community Edition'}],
		},
		{
			name: 'a BYOL offer',
			files: {
				'listing.json': changes([
					{changeType: 'UpdateInformation', details: {ProductTitle: 'Larkspur Queue Server'}},
					{
						changeType: 'UpdatePricingTerms',
						entity: {Type: 'Offer@1.0', Identifier: 'offer-abc123def4567'},
						details: {PricingModel: 'Byol', Terms: [{Type: 'ByolPricingTerm'}]},
					},
				]),
			},
			expect: [{message: 'byol', at: '"Byol"'}],
		},
		{name: 'a product for communities', files: {'listing.json': changeSet('UpdateInformation', {ProductTitle: 'Larkspur for Communities'})}, expect: []},
	],
	*check({listings, offers = []}) {
		let named = false;
		for (const {title} of listings) {
			const match = edition.exec(title?.value ?? '');
			if (title === undefined || match === null) continue;
			named = true;
			yield {message: 'edition', place: spanOf(title, match.index, match.index + match[0].length), subject: 'ProductTitle', data: {edition: match[0]}};
		}
		if (named) return;
		for (const {pricingModel} of offers) if (pricingModel?.value === 'Byol') yield {message: 'byol', place: pricingModel.place, subject: 'PricingModel'};
	},
	shows({listings, offers = [], submission}) {
		const models = offers.flatMap(({pricingModel}) => (pricingModel === undefined ? [] : [pricingModel.value]));
		const licensing = submission?.licensing;
		// Without a pricing model nothing says that the product is not BYOL.
		if (!isPaid({offers, submission})) return undefined;
		return `sold on AWS Marketplace (${models[0] ?? licensing}), and not titled as a Developer, Community or BYOL edition${titled(listings)}`;
	},
});

function titled(listings: readonly Listing[]): string {
	const titles = listings.flatMap(({title}: {readonly title?: Text}) => (title === undefined ? [] : [title.value]));
	return titles.length === 0 ? '' : `: ${titles.join(', ')}`;
}
