import {defineValidator} from '../../src/contract.ts';
import {changes} from '../../src/examples.ts';
import {fieldRules, pages} from '../../src/limits.ts';

const regions = (count: number) =>
	Array.from({length: count}, (_, index) => ({changeType: 'AddRegions', entity: {Identifier: `prod-${index}`}, details: {Regions: ['us-east-1']}}));

export const changeCount = defineValidator({
	id: 'listing/change-count',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'A change set holds 1 to 20 changes.',
	source: pages.startChangeSet,
	reads: ['listingFields'],
	messages: {
		many: {
			message: 'The set holds {count} changes; AWS takes at most {most}.',
			help: 'Split it into sets of at most {most}, and start each when the one before has succeeded.',
		},
		none: {message: 'The set holds no change.', help: 'Add at least one change, or leave the request out.'},
	},
	examples: [
		{
			name: 'twenty-one changes',
			files: {'change-set.json': changes(regions(21))},
			expect: [{message: 'many', at: '"ChangeSet"', subject: 'ChangeSet'}],
		},
		{
			name: 'an empty set',
			files: {'change-set.json': changes([])},
			expect: [{message: 'none', at: '"ChangeSet"', subject: 'ChangeSet'}],
		},
		{name: 'twenty changes', files: {'change-set.json': changes(regions(20))}, expect: []},
	],
	*check({listingFields}) {
		const {maxCount: most = Number.POSITIVE_INFINITY} = fieldRules.changeSet;
		for (const {name, list} of listingFields) {
			if (name !== 'changeSet' || list === undefined) continue;
			const {count, place} = list;
			if (count > most) yield {message: 'many', subject: 'ChangeSet', place, data: {count, most}};
			if (count === 0) yield {message: 'none', subject: 'ChangeSet', place};
		}
	},
});
