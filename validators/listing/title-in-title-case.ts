import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {fieldRules, pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

/** Words that title case leaves small. */
const smallWords = new Set([
	'a',
	'an',
	'and',
	'as',
	'at',
	'but',
	'by',
	'for',
	'from',
	'in',
	'into',
	'nor',
	'of',
	'on',
	'or',
	'over',
	'per',
	'the',
	'to',
	'via',
	'vs',
	'with',
	'without',
]);

export const titleInTitleCase = defineValidator({
	id: 'listing/title-in-title-case',
	policy: 'delivery.listing-requirements',
	severity: 'note',
	about: 'The product title is in title case.',
	why: 'A brand may be written small (nginx, pgAdmin), so this is advice: only ordinary words can be judged, and not by their spelling alone.',
	source: pages.metadata,
	reads: ['listings'],
	messages: {
		small: {
			message: '"{word}" in the product title begins with a small letter; AWS asks for title case.',
			help: 'Write {better}, unless it is a brand that is always written small.',
		},
	},
	examples: [
		{
			name: 'a sentence-case title',
			files: {'listing.json': changeSet('UpdateInformation', {ProductTitle: 'Larkspur queue Server'})},
			expect: [{message: 'small', at: 'queue'}],
		},
		{
			name: 'small words stay small',
			files: {'listing.json': changeSet('UpdateInformation', {ProductTitle: 'Larkspur Queue Server on Amazon Linux for the Edge'})},
			expect: [],
		},
		{name: 'capitals inside a word make it a brand', files: {'listing.json': changeSet('UpdateInformation', {ProductTitle: 'pgLark Console'})}, expect: []},
	],
	*check({listings}) {
		for (const {title} of listings) {
			// What is over AWS's limit has to go first.
			for (const match of title?.value.slice(0, fieldRules.productTitle.maxLength).matchAll(/(?<![\p{L}\p{N}._/'’-])[a-z]+(?![\p{L}\p{N}._/-])/gu) ?? []) {
				const [word] = match;
				if (title === undefined || smallWords.has(word)) continue;
				const place = spanOf(title, match.index, match.index + word.length);
				yield {message: 'small', place, subject: 'ProductTitle', data: {word, better: `${word.charAt(0).toUpperCase()}${word.slice(1)}`}};
			}
		}
	},
});
