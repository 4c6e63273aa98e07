import {defineValidator} from '../../src/contract.ts';
import {changes, json} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const release = {changeType: 'ReleaseProduct', details: {}};
const offer = {changeType: 'ReleaseOffer', entity: {Type: 'Offer@1.0', Identifier: 'offer-abc123def4567'}, details: {}};

export const releaseWithOffer = defineValidator({
	id: 'listing/release-with-offer',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'A product is released in the same set as its public offer.',
	source: pages.apiProducts,
	reads: ['changeSets'],
	messages: {
		alone: {
			message: 'ReleaseProduct stands in a set without ReleaseOffer; AWS releases a product only with its public offer.',
			help: 'Add ReleaseOffer of the public offer to this set.',
		},
	},
	examples: [
		{
			name: 'a product alone',
			files: {'change-set.json': changes([release])},
			expect: [{message: 'alone', at: '"ReleaseProduct"', subject: 'ReleaseProduct'}],
		},
		{
			name: 'another kind of product',
			files: {
				'change-set.json': json([{ChangeType: 'ReleaseProduct', Entity: {Type: 'SaaSProduct@1.0', Identifier: 'prod-abc123def4567'}, DetailsDocument: {}}]),
			},
			expect: [],
		},
		{name: 'an offer alone', files: {'change-set.json': changes([offer])}, expect: []},
		{name: 'both', files: {'change-set.json': changes([release, offer])}, expect: []},
	],
	*check({changeSets}) {
		for (const {changes: list} of changeSets) {
			if (list.some(({changeType}) => changeType?.value === 'ReleaseOffer')) continue;
			for (const {changeType, entityType} of list) {
				// Other kinds of products are not ours to judge.
				if (changeType?.value !== 'ReleaseProduct' || entityType?.value.startsWith('AmiProduct') === false) continue;
				yield {message: 'alone', subject: 'ReleaseProduct', place: changeType.place};
			}
		}
	},
});
