import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {advisedShortDescription} from '../../src/limits/advice.ts';
import {spanOf} from '../../src/tree.ts';

const long = `Larkspur keeps messages. ${'It serves many teams at once. '.repeat(12)}`.trim();

export const shortDescriptionReadsAtAGlance = defineValidator({
	id: 'listing/short-description-reads-at-a-glance',
	policy: 'delivery.listing-requirements',
	severity: 'note',
	about: 'The short description is two or three sentences, within 350 characters.',
	source: advisedShortDescription.source,
	reads: ['listings'],
	messages: {
		long: {
			message: 'The short description has {count} characters; the guide advises {limit}.',
			help: 'Move what stands from here on to the long description. The API takes 1,000, so this alone is not refused.',
		},
	},
	examples: [
		{
			name: 'a long short description',
			files: {'listing.json': changeSet('UpdateInformation', {ShortDescription: long})},
			expect: [{message: 'long', at: long.slice(350)}],
		},
		{
			name: 'a short one',
			files: {'listing.json': changeSet('UpdateInformation', {ShortDescription: 'Message queue with web console for small teams.'})},
			expect: [],
		},
	],
	*check({listings}) {
		for (const {shortDescription} of listings) {
			const {limit} = advisedShortDescription;
			if (shortDescription === undefined || shortDescription.value.length <= limit) continue;
			const place = spanOf(shortDescription, limit, shortDescription.value.length);
			yield {message: 'long', place, subject: 'ShortDescription', data: {count: shortDescription.value.length, limit}};
		}
	},
});
