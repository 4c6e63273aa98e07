import {defineValidator} from '../../src/contract.ts';
import {changeSet, changes, standalone, version} from '../../src/examples.ts';
import {fieldRules, pages} from '../../src/limits.ts';

export const listCount = defineValidator({
	id: 'listing/list-count',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'Every list of a listing has neither more nor fewer entries than AWS allows.',
	source: pages.shapes,
	reads: ['listingFields'],
	messages: {
		many: {message: 'There are {count} {name}; AWS takes at most {most}.', help: 'Remove {over} of them; this is the first one over.'},
		few: {message: 'There are {count} {name}; AWS asks for at least {least}.', help: 'Add at least {missing}.'},
	},
	examples: [
		{
			name: 'four highlights',
			files: {'change-set.json': changeSet('UpdateInformation', {Highlights: ['One.', 'Two.', 'Three.', 'Four.']})},
			expect: [{message: 'many', at: '"Four."', subject: 'Highlights'}],
		},
		{
			name: 'no category',
			files: {'change-set.json': changeSet('UpdateInformation', {Categories: []})},
			expect: [{message: 'few', at: '"Categories"', subject: 'Categories'}],
		},
		{name: 'lists that may be empty', files: {'change-set.json': changeSet('UpdateInformation', {VideoUrls: [], AdditionalResources: []})}, expect: []},
		{
			name: 'an empty set of changes, which another rule counts',
			files: {'change-set.json': changes([]), 'version.json': version([standalone()])},
			expect: [],
		},
		{name: 'three highlights', files: {'change-set.json': changeSet('UpdateInformation', {Highlights: ['One.', 'Two.', 'Three.']})}, expect: []},
	],
	*check({listingFields}) {
		for (const {name, label, list} of listingFields) {
			const {label: words, group, minCount = 0, maxCount = Number.POSITIVE_INFINITY} = fieldRules[name];
			// Changes are counted by listing/change-count, whose next step is another.
			if (list === undefined || group === 'request') continue;
			const {count, place, items} = list;
			if (count > maxCount)
				yield {message: 'many', subject: label, place: items[maxCount] ?? place, data: {name: words, count, most: maxCount, over: count - maxCount}};
			if (count < minCount) yield {message: 'few', subject: label, place, data: {name: words, count, least: minCount, missing: minCount - count}};
		}
	},
	shows({listingFields}) {
		const count = listingFields.filter(({name, list}) => list !== undefined && fieldRules[name].group !== 'request').length;
		return count === 0 ? undefined : `${count} lists have neither too many nor too few entries`;
	},
});
