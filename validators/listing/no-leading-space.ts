import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {replaced} from '../../src/hits/fixes.ts';
import {fieldRules, pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

export const noLeadingSpace = defineValidator({
	id: 'listing/no-leading-space',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'No text begins with white space.',
	source: pages.shapes,
	reads: ['listingFields'],
	messages: {
		space: {message: 'White space at the start of the {name}, which AWS refuses.', help: 'Remove the spaces, tabs or line breaks before its first word.'},
	},
	examples: [
		{
			name: 'a title after two spaces, a description after a line break',
			files: {'change-set.json': changeSet('UpdateInformation', {ProductTitle: '  Larkspur', ShortDescription: '\nA queue.'})},
			expect: [
				{message: 'space', at: '  ', subject: 'ProductTitle'},
				{message: 'space', at: '\\n', subject: 'ShortDescription'},
			],
		},
		{name: 'a text of spaces alone, which is empty', files: {'change-set.json': changeSet('UpdateInformation', {ProductTitle: ' '})}, expect: []},
		{name: 'an id, which has a form of its own', files: {'change-set.json': changeSet('UpdateInformation', {LogoUrl: ' x'})}, expect: []},
		{name: 'spaces at the end', files: {'change-set.json': changeSet('UpdateInformation', {ProductTitle: 'Larkspur '})}, expect: []},
	],
	*check({listingFields}) {
		for (const {name, label, text, form} of listingFields) {
			const {label: words, prose} = fieldRules[name];
			// A page's white space is HTML's, not the listing's.
			if (text === undefined || prose !== true || form === 'page') continue;
			const spaces = text.value.length - text.value.trimStart().length;
			if (spaces === 0 || spaces === text.value.length) continue;
			const offered = replaced('Remove the white space', text, [{start: 0, end: spaces, by: ''}]);
			yield {message: 'space', subject: label, place: spanOf(text, 0, spaces), data: {name: words}, ...offered};
		}
	},
});
