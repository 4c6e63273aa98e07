import {defineValidator} from '../../src/contract.ts';
import {changeSet, changes} from '../../src/examples.ts';
import {isFree, isPaid} from '../../src/hits/pricing.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

/** The phrase that AWS asks for, without what follows it. */
const opening = 'This is a repackaged open source software product wherein additional charges apply for';

export const repackagedOpening = defineValidator({
	id: 'listing/repackaged-opening',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'A paid repackaged open source product says so in the first words of its short description.',
	why: 'Only a product that calls itself repackaged, or uses the older phrase, is judged; whether another one is repackaged, a person must know.',
	source: pages.submit,
	reads: ['listings'],
	mayRead: ['offers', 'submission'],
	messages: {
		notFirst: {
			message: 'The product is described as repackaged software, but the short description does not begin with the phrase that AWS asks for.',
			help: 'Begin it: "This is a repackaged open source software product wherein additional charges apply for …", and name what is charged for.',
		},
		noCharges: {
			message: 'The phrase on additional charges does not say what they are for.',
			help: 'Go on with what the price pays for, for example "… apply for hardening and support".',
		},
	},
	examples: [
		{
			name: 'the phrase elsewhere',
			files: {'listing.json': changeSet('UpdateInformation', {ShortDescription: 'A queue. This product has charges associated with it for support.'})},
			expect: [{message: 'notFirst', at: 'This product has charges associated with it'}],
		},
		{
			name: 'repackaged by its own words, and nothing that says whether it costs',
			files: {'listing.json': changeSet('UpdateInformation', {LongDescription: 'A repackaged open source queue. It is repackaged software.'})},
			expect: [{message: 'notFirst', at: 'repackaged open source'}],
		},
		{
			name: 'a free product, of which AWS does not ask it',
			files: {
				'listing.json': changes([
					{changeType: 'UpdateInformation', details: {LongDescription: 'A repackaged open source queue.'}},
					{
						changeType: 'UpdatePricingTerms',
						entity: {Type: 'Offer@1.0', Identifier: 'offer-abc123def4567'},
						details: {PricingModel: 'Free', Terms: [{Type: 'FreePricingTerm'}]},
					},
				]),
			},
			expect: [],
		},
		{
			name: 'the phrase alone',
			files: {'listing.json': changeSet('UpdateInformation', {ShortDescription: `${opening}.`})},
			expect: [{message: 'noCharges', at: `${opening}.`}],
		},
		{
			name: 'the phrase in front',
			files: {'listing.json': changeSet('UpdateInformation', {ShortDescription: `${opening} hardening and support. A queue.`})},
			expect: [],
		},
		{
			name: "a product of one's own",
			files: {'listing.json': changeSet('UpdateInformation', {ShortDescription: 'A queue that repackages messages.'})},
			expect: [],
		},
	],
	*check({listings, ...sale}) {
		if (isFree(sale)) return;
		for (const {shortDescription, longDescription} of listings) {
			if (shortDescription?.value.startsWith(opening)) {
				const rest = /^[\s.:…]*(?:[\w-]+)?/.exec(shortDescription.value.slice(opening.length))?.[0] ?? '';
				if (!/\w/.test(rest)) yield {message: 'noCharges', place: spanOf(shortDescription, 0, opening.length + rest.length), subject: 'ShortDescription'};
				continue;
			}
			for (const text of [shortDescription, longDescription]) {
				const match = /\brepackaged (?:open[- ]source|software|version)\b|\bThis product has (charges) associated with it\b/i.exec(text?.value ?? '');
				if (text === undefined || match === null) continue;
				// Only paid products must say it, and the older phrase is used by those alone.
				const isSure = isPaid(sale) || match[1] !== undefined;
				const place = spanOf(text, match.index, match.index + match[0].length);
				yield {message: 'notFirst', place, subject: 'ShortDescription', ...(isSure ? {} : {severity: 'warning' as const})};
				break;
			}
		}
	},
});
