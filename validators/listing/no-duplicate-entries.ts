import {defineValidator, type Text} from '../../src/contract.ts';
import type {Listing} from '../../src/evidence/listing.ts';
import {changeSet} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noDuplicateEntries = defineValidator({
	id: 'listing/no-duplicate-entries',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'No list names the same thing twice.',
	why: 'AWS refuses duplicate media (`DUPLICATE_MEDIA`), Regions, instance types and dimensions; repeated highlights or keywords waste their room.',
	source: pages.apiProducts,
	reads: ['listings'],
	messages: {
		refused: {message: '"{value}" stands twice in {field}.', help: 'Remove the second one: AWS refuses the request for it.'},
		wasted: {message: '"{value}" stands twice in {field}.', help: 'Remove or replace the second one.'},
	},
	examples: [
		{
			name: 'a Region twice',
			files: {'listing.json': changeSet('AddRegions', {Regions: ['us-east-1', 'eu-west-1', 'us-east-1']})},
			expect: [{message: 'refused', at: '"us-east-1"', subject: 'us-east-1'}],
		},
		{
			name: 'a highlight twice',
			files: {'listing.json': changeSet('UpdateInformation', {Highlights: ['Runs on one instance.', 'Runs on one instance.']})},
			expect: [{message: 'wasted', at: '"Runs on one instance."'}],
		},
		{name: 'no repetition', files: {'listing.json': changeSet('AddInstanceTypes', {InstanceTypes: ['m5.large', 'm5.xlarge']})}, expect: []},
	],
	*check({listings}) {
		for (const listing of listings) {
			for (const {field, list, refused} of listsOf(listing)) {
				const seen = new Set<string>();
				for (const {value, place} of list) {
					const data = {field, value};
					if (!seen.has(value)) seen.add(value);
					else if (refused) yield {message: 'refused', place, subject: value, data};
					else yield {message: 'wasted', place, subject: value, severity: 'warning', data};
				}
			}
		}
	},
});

function listsOf({
	regions,
	instanceTypes,
	highlights,
	keywords,
	categories,
	videoUrls,
	logoUrl,
	buyerAccounts,
}: Listing): readonly {field: string; list: readonly Text[]; refused: boolean}[] {
	return [
		{field: 'Regions', list: regions, refused: true},
		{field: 'InstanceTypes', list: instanceTypes, refused: true},
		{field: 'Media', list: [...(logoUrl === undefined ? [] : [logoUrl]), ...videoUrls], refused: true},
		{field: 'Categories', list: categories, refused: false},
		{field: 'Highlights', list: highlights, refused: false},
		{field: 'SearchKeywords', list: keywords, refused: false},
		{field: 'BuyerAccounts', list: buyerAccounts, refused: false},
	];
}
