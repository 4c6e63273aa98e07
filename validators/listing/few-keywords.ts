import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {advisedKeywords} from '../../src/limits/advice.ts';

export const fewKeywords = defineValidator({
	id: 'listing/few-keywords',
	policy: 'delivery.listing-requirements',
	severity: 'note',
	about: 'A product has up to three search keywords.',
	why: 'The API takes fifteen; the older guide on metadata asks for up to three.',
	source: advisedKeywords.source,
	reads: ['listings'],
	messages: {
		many: {
			message: '{count} search keywords; the guide on metadata advises up to {limit}.',
			help: 'Keep the three that buyers type. The API takes up to fifteen, so this alone is not refused.',
		},
	},
	examples: [
		{
			name: 'four keywords',
			files: {'listing.json': changeSet('UpdateInformation', {SearchKeywords: ['amqp', 'broker', 'jobs', 'events']})},
			expect: [{message: 'many', at: '"events"'}],
		},
		{name: 'three keywords', files: {'listing.json': changeSet('UpdateInformation', {SearchKeywords: ['amqp', 'broker', 'jobs']})}, expect: []},
	],
	*check({listings}) {
		for (const {keywords} of listings) {
			const over = keywords[advisedKeywords.limit];
			if (over !== undefined)
				yield {message: 'many', place: over.place, subject: 'SearchKeywords', data: {count: keywords.length, limit: advisedKeywords.limit}};
		}
	},
});
