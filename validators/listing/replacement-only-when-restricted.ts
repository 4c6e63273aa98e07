import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';
import {get, placeOf, stringOf} from '../../src/tree.ts';

export const replacementOnlyWhenRestricted = defineValidator({
	id: 'listing/replacement-only-when-restricted',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'A replacement product is named only when the product is restricted.',
	source: pages.apiProducts,
	reads: ['changeSets'],
	messages: {
		notRestricted: {
			message: 'ReplacementProductId goes only with TargetVisibility Restricted; here it is {visibility}.',
			help: 'Remove ReplacementProductId, or restrict the product.',
		},
	},
	examples: [
		{
			name: 'a replacement for a public product',
			files: {'listing.json': changeSet('UpdateVisibility', {TargetVisibility: 'Public', ReplacementProductId: 'prod-zyx987wvu6543'})},
			expect: [{message: 'notRestricted', at: '"prod-zyx987wvu6543"'}],
		},
		{
			name: 'a replacement for a restricted one',
			files: {'listing.json': changeSet('UpdateVisibility', {TargetVisibility: 'Restricted', ReplacementProductId: 'prod-zyx987wvu6543'})},
			expect: [],
		},
	],
	*check({changeSets}) {
		for (const {file, changes} of changeSets) {
			for (const {changeType, details} of changes) {
				const replacement = get(details, 'ReplacementProductId');
				const visibility = stringOf(get(details, 'TargetVisibility')) ?? 'missing';
				if (changeType?.value !== 'UpdateVisibility' || replacement === undefined || visibility === 'Restricted') continue;
				yield {message: 'notRestricted', place: placeOf(file, replacement), subject: 'ReplacementProductId', data: {visibility}};
			}
		}
	},
});
