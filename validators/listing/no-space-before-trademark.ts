import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {replaced} from '../../src/hits/fixes.ts';
import {characters, fieldRules, pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

export const noSpaceBeforeTrademark = defineValidator({
	id: 'listing/no-space-before-trademark',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'No white space stands directly before a trademark sign.',
	source: pages.apiProducts,
	reads: ['listingFields'],
	messages: {
		space: {message: 'White space before the sign {sign} in the {name}, which AWS refuses.', help: 'Put the sign directly behind the word.'},
	},
	examples: [
		{
			name: 'a space before the sign',
			files: {'change-set.json': changeSet('UpdateInformation', {ProductTitle: 'Larkspur \u2122 Queue Server'})},
			expect: [{message: 'space', at: ' \u2122', subject: 'ProductTitle'}],
		},
		{
			name: 'an offer, for which AWS does not document the rule',
			files: {'change-set.json': changeSet('CreateOffer', {ProductId: 'prod-abc123def4567', Name: 'Larkspur \u00AE'}, {Type: 'Offer@1.0'})},
			expect: [{message: 'space', at: ' \u00AE', subject: 'Name'}],
		},
		{name: 'a copyright sign is none', files: {'change-set.json': changeSet('UpdateInformation', {LongDescription: 'All rights \u00A9 Larkspur'})}, expect: []},
		{name: 'an id', files: {'change-set.json': changeSet('UpdateInformation', {LogoUrl: 'x \u2122'})}, expect: []},
		{name: 'the sign directly behind the word', files: {'change-set.json': changeSet('UpdateInformation', {ProductTitle: 'Larkspur\u2122 Queue'})}, expect: []},
	],
	*check({listingFields}) {
		for (const {name, label, text} of listingFields) {
			const {label: words, prose, group} = fieldRules[name];
			if (text === undefined || prose !== true) continue;
			const severity = group === 'information' || group === 'version' ? 'error' : 'warning';
			for (const {index} of text.value.matchAll(characters.looseTrademark.regex)) {
				const data = {name: words, sign: text.value.charAt(index + 1)};
				const offered = replaced('Remove the space', text, [{start: index, end: index + 1, by: ''}]);
				yield {message: 'space', severity, subject: label, place: spanOf(text, index, index + 2), data, ...offered};
			}
		}
	},
});
