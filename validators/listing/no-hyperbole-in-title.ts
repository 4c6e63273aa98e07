import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {fieldRules, pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

/** Claims that rank the product; words that only describe ("fast", "secure") are left alone. */
const claims =
	/(?<![\p{L}\p{N}-])(?:best|#\s?1|no\. ?1|number one|world'?s|leading|ultimate|unbeatable|unrivall?ed|award[- ]winning|cheapest|fastest|greatest|revolutionary|world[- ]class|original|certified|free)(?![\p{L}\p{N}])/giu;

export const noHyperboleInTitle = defineValidator({
	id: 'listing/no-hyperbole-in-title',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'The product title names the product, without hyperbole or claims.',
	why: 'Words such as "certified", "original" or "free" are accepted only when they can be substantiated.',
	source: pages.metadata,
	reads: ['listings'],
	messages: {
		claim: {
			message: 'The product title claims "{claim}".',
			help: 'Leave the claim out of the title: name and brand are enough. If it is part of the name and can be proven, say so to the reviewer.',
		},
	},
	examples: [
		{
			name: 'a claim',
			files: {'listing.json': changeSet('UpdateInformation', {ProductTitle: "Larkspur, the World's Fastest Queue"})},
			expect: [
				{message: 'claim', at: "World's"},
				{message: 'claim', at: 'Fastest'},
			],
		},
		{name: 'a word that only contains one', files: {'listing.json': changeSet('UpdateInformation', {ProductTitle: 'Freesia Bestiary, Ad-Free'})}, expect: []},
	],
	*check({listings}) {
		for (const {title} of listings) {
			// What is over AWS's limit has to go first.
			for (const match of title?.value.slice(0, fieldRules.productTitle.maxLength).matchAll(claims) ?? []) {
				if (title === undefined) continue;
				yield {message: 'claim', place: spanOf(title, match.index, match.index + match[0].length), subject: 'ProductTitle', data: {claim: match[0]}};
			}
		}
	},
});
