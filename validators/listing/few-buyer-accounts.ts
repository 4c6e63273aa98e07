import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {advisedBuyerAccounts} from '../../src/limits/advice.ts';

const accounts = (count: number) =>
	changeSet('UpdateTargeting', {PositiveTargeting: {BuyerAccounts: Array.from({length: count}, (_, index) => String(100_000_000_000 + index))}});

export const fewBuyerAccounts = defineValidator({
	id: 'listing/few-buyer-accounts',
	policy: 'delivery.listing-requirements',
	severity: 'note',
	about: 'A limited product is shown to up to 100 buyer accounts.',
	why: "AWS's guide says 5,000, its published shapes 100; whichever holds, a list within 100 is taken.",
	source: advisedBuyerAccounts.source,
	reads: ['listings'],
	messages: {
		many: {
			message: '{count} buyer accounts; the published shapes take {limit}, the guide 5,000.',
			help: 'If the request is refused for the number, keep the {limit} that you need now.',
		},
	},
	examples: [
		{name: '101 accounts', files: {'listing.json': accounts(101)}, expect: [{message: 'many', at: '"100000000100"'}]},
		{name: '100 accounts', files: {'listing.json': accounts(100)}, expect: []},
	],
	*check({listings}) {
		for (const {buyerAccounts} of listings) {
			const over = buyerAccounts[advisedBuyerAccounts.limit];
			if (over !== undefined)
				yield {message: 'many', place: over.place, subject: 'BuyerAccounts', data: {count: buyerAccounts.length, limit: advisedBuyerAccounts.limit}};
		}
	},
});
