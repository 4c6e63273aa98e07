import {defineValidator, type Text} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noKeywordRepeatsListing = defineValidator({
	id: 'listing/no-keyword-repeats-listing',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'Search keywords do not repeat the title, a category or the seller name, which are indexed anyway.',
	source: pages.metadata,
	reads: ['listings'],
	messages: {
		repeats: {
			message: 'The keyword "{keyword}" is already the {field}, which AWS Marketplace indexes by itself.',
			help: 'Use the room for a word that the page does not have.',
		},
		within: {
			message: 'The keyword "{keyword}" stands in the title, which AWS Marketplace indexes by itself.',
			help: 'Use the room for a word that the title does not have.',
		},
	},
	examples: [
		{
			name: 'the title as a keyword',
			files: {'listing.json': changeSet('UpdateInformation', {ProductTitle: 'Larkspur Queue Server', SearchKeywords: ['larkspur queue server', 'amqp']})},
			expect: [{message: 'repeats', at: '"larkspur queue server"'}],
		},
		{
			name: 'a word of the title',
			files: {'listing.json': changeSet('UpdateInformation', {ProductTitle: 'Larkspur Queue Server', SearchKeywords: ['amqp', 'Queue']})},
			expect: [{message: 'within', at: '"Queue"'}],
		},
		{
			name: 'a word of the title inside a longer keyword',
			files: {'listing.json': changeSet('UpdateInformation', {ProductTitle: 'Larkspur Queue Server', SearchKeywords: ['message queue']})},
			expect: [],
		},
	],
	*check({listings}) {
		for (const {keywords, title, categories, seller} of listings) {
			const taken: readonly (readonly [string, Text | undefined])[] = [
				['title', title],
				['seller name', seller],
				...categories.map((category) => ['category', category] as const),
			];
			for (const keyword of keywords) {
				const same = taken.find(([, text]) => text !== undefined && fold(text.value) === fold(keyword.value));
				if (same !== undefined) yield {message: 'repeats', place: keyword.place, subject: keyword.value, data: {keyword: keyword.value, field: same[0]}};
				else if (/[\p{L}\p{N}]/u.test(keyword.value) && ` ${words(title?.value ?? '')} `.includes(` ${words(keyword.value)} `))
					yield {message: 'within', place: keyword.place, subject: keyword.value, data: {keyword: keyword.value}, severity: 'note'};
			}
		}
	},
});

function words(text: string): string {
	return fold(text.replace(/[^\p{L}\p{N}]+/gu, ' '));
}

function fold(text: string): string {
	return text.trim().toLowerCase().replace(/\s+/g, ' ');
}
