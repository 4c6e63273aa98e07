import {defineValidator} from '../../src/contract.ts';
import {changeSet, json} from '../../src/examples.ts';
import {fieldRules, pages} from '../../src/limits.ts';

export const noEmptyText = defineValidator({
	id: 'listing/no-empty-text',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'No text is empty.',
	source: pages.shapes,
	reads: ['listingFields'],
	messages: {
		empty: {message: 'There is no text in the {name}.', help: 'Write it, or leave the property out where AWS does not require it.'},
	},
	examples: [
		{
			name: 'an empty title, a highlight of spaces',
			files: {'change-set.json': changeSet('UpdateInformation', {ProductTitle: '', Highlights: ['  ']})},
			expect: [
				{message: 'empty', at: '""', subject: 'ProductTitle'},
				{message: 'empty', at: '"  "', subject: 'Highlights[0]'},
			],
		},
		{
			name: 'an optional text that an answer shows as empty',
			files: {'entity.json': json({EntityType: 'AmiProduct@1.0', DetailsDocument: {Description: {Sku: ''}, Versions: [{UpgradeInstructions: ''}]}})},
			expect: [],
		},
		{name: 'an empty URL, which has a form of its own', files: {'change-set.json': changeSet('UpdateInformation', {LogoUrl: ''})}, expect: []},
		{name: 'texts', files: {'change-set.json': changeSet('UpdateInformation', {ProductTitle: 'Larkspur'})}, expect: []},
	],
	*check({listingFields}) {
		for (const {name, label, text, form} of listingFields) {
			const {label: words, prose, minLength} = fieldRules[name];
			if (text === undefined || prose !== true || text.value.trim() !== '') continue;
			// Answers write an unset value as an empty text; where one is required, a person looks.
			if (form === 'entity' && minLength === undefined) continue;
			yield {message: 'empty', severity: form === 'entity' ? 'warning' : 'error', subject: label, place: text.place, data: {name: words}};
		}
	},
});
