import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {lastOf} from '../../src/language/clip.ts';
import {pages} from '../../src/limits.ts';

export const noDeprecatedFields = defineValidator({
	id: 'listing/no-deprecated-fields',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'A request uses no property that AWS has deprecated.',
	source: pages.shapes,
	reads: ['shapeFaults'],
	messages: {
		deprecated: {message: '{field} is deprecated and no longer supported.', help: 'Remove it.'},
	},
	examples: [
		{
			name: 'associated products',
			files: {'change-set.json': changeSet('UpdateInformation', {ProductTitle: 'Larkspur', AssociatedProducts: ['prod-zyx987wvu6543']})},
			expect: [{message: 'deprecated', at: '"AssociatedProducts"', subject: 'AssociatedProducts'}],
		},
		{name: 'a property that never was', files: {'change-set.json': changeSet('UpdateInformation', {ProductTitle: 'Larkspur', Friends: []})}, expect: []},
	],
	*check({shapeFaults}) {
		for (const {kind, path, place} of shapeFaults) {
			if (kind === 'deprecated') yield {message: 'deprecated', subject: path, place, data: {field: lastOf(path)}};
		}
	},
});
