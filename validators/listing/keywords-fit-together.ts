import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {keywordTotal} from '../../src/limits/advice.ts';

export const keywordsFitTogether = defineValidator({
	id: 'listing/keywords-fit-together',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'All search keywords together stay within 250 characters.',
	source: keywordTotal.source,
	reads: ['listings'],
	messages: {
		tooLong: {
			message: 'The search keywords come to {total} characters together; AWS takes {limit}.',
			help: 'Leave out {excess} characters: from this keyword on they are over. Title, categories and seller name are indexed anyway.',
		},
	},
	examples: [
		{
			name: 'keywords over the total',
			files: {
				'listing.json': changeSet('UpdateInformation', {
					SearchKeywords: [...Array.from({length: 6}, (_, index) => `a keyword of forty characters, number 1${index}`), 'one keyword more'],
				}),
			},
			expect: [{message: 'tooLong', at: '"one keyword more"'}],
		},
		{name: 'keywords within the total', files: {'listing.json': changeSet('UpdateInformation', {SearchKeywords: ['message queue', 'amqp']})}, expect: []},
	],
	*check({listings}) {
		for (const {keywords} of listings) {
			const {limit} = keywordTotal;
			const upTo = (index: number) => keywords.slice(0, index + 1).reduce((sum, {value}) => sum + [...value].length, 0);
			const total = upTo(keywords.length - 1);
			const first = keywords.find((_, index) => upTo(index) > limit);
			if (first !== undefined) yield {message: 'tooLong', place: first.place, subject: 'SearchKeywords', data: {total, limit, excess: total - limit}};
		}
	},
});
