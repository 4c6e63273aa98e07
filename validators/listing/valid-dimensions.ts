import {defineValidator} from '../../src/contract.ts';
import type {Dimension} from '../../src/evidence/listing.ts';
import {changeSet} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const dimension = (fields: Readonly<Record<string, unknown>>) => ({
	Key: 'queues',
	Name: 'Queues',
	Description: 'Queues in use',
	Unit: 'Units',
	Types: ['ExternallyMetered'],
	...fields,
});

export const validDimensions = defineValidator({
	id: 'listing/valid-dimensions',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'Pricing dimensions of an AMI product are unique and of one kind.',
	source: pages.apiProducts,
	reads: ['listings'],
	messages: {
		repeated: {message: 'Two dimensions have the {part} "{value}".', help: 'Give each dimension a key and a name of its own.'},
		saasOnly: {
			message: 'The types {types} go together only in SaaS products.',
			help: 'For an AMI use ["Metered"] (hourly), ["ExternallyMetered"] (usage that the product reports) or ["Entitled"] (contract).',
		},
		meteredUpdate: {message: 'A Metered dimension cannot be updated.', help: 'Leave it as it is: AWS updates only other types.'},
	},
	examples: [
		{
			name: 'a key twice',
			files: {'listing.json': changeSet('AddDimensions', [dimension({}), dimension({Name: 'More queues'})])},
			expect: [{message: 'repeated', at: '"queues"'}],
		},
		{
			name: 'types of a SaaS contract',
			files: {'listing.json': changeSet('AddDimensions', [dimension({Types: ['ExternallyMetered', 'Entitled']})])},
			expect: [{message: 'saasOnly', at: '"ExternallyMetered"'}],
		},
		{
			name: 'updating an hourly dimension',
			files: {'listing.json': changeSet('UpdateDimensions', [{Key: 'm5.large', Types: ['Metered'], Name: 'Large'}])},
			expect: [{message: 'meteredUpdate', at: '"Metered"'}],
		},
		{name: 'sound dimensions', files: {'listing.json': changeSet('AddDimensions', [dimension({}), dimension({Key: 'topics', Name: 'Topics'})])}, expect: []},
	],
	*check({listings}) {
		for (const {dimensions} of listings) {
			for (const state of ['add', 'listed'] as const) {
				const own = dimensions.filter((candidate) => candidate.state === state);
				for (const part of ['key', 'name'] as const) {
					for (const text of repeats(own, part)) yield {message: 'repeated', place: text.place, subject: text.value, data: {part, value: text.value}};
				}
			}
			for (const {types, state} of dimensions) {
				const [first] = types;
				if (first === undefined) continue;
				const names = types.map(({value}) => value);
				if (names.includes('ExternallyMetered') && names.includes('Entitled'))
					yield {message: 'saasOnly', place: first.place, subject: 'Types', data: {types: names.join(' and ')}};
				if (state === 'update' && names.includes('Metered')) yield {message: 'meteredUpdate', place: first.place, subject: 'Types'};
			}
		}
	},
});

function* repeats(dimensions: readonly Dimension[], part: 'key' | 'name') {
	const seen = new Set<string>();
	for (const dimension of dimensions) {
		const text = dimension[part];
		if (text === undefined) continue;
		if (seen.has(text.value)) yield text;
		seen.add(text.value);
	}
}
