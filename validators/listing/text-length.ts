import {defineValidator} from '../../src/contract.ts';
import {changeSet, json} from '../../src/examples.ts';
import {fieldRules, pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

export const textLength = defineValidator({
	id: 'listing/text-length',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'Every text of a listing keeps to the length that AWS documents.',
	why: 'AWS answers a text that is too long with HTTP 400 and takes none of the request.',
	source: pages.apiProducts,
	reads: ['listingFields'],
	messages: {
		long: {message: '{count} characters in the {name}: AWS takes at most {most}.', help: 'Shorten it by {over}. The part beyond the limit is marked.'},
		short: {message: '{count} characters in the {name}: AWS asks for at least {least}.', help: 'Write at least {least}.'},
	},
	examples: [
		{
			name: 'a product title of 75 characters',
			files: {'change-set.json': changeSet('UpdateInformation', {ProductTitle: `${'L'.repeat(72)}xyz`})},
			expect: [{message: 'long', at: 'xyz', subject: 'ProductTitle'}],
		},
		{
			name: 'details of one character',
			files: {
				'change-set.json': json({
					Catalog: 'AWSMarketplace',
					ChangeSet: [{ChangeType: 'ReleaseProduct', Entity: {Type: 'AmiProduct@1.0', Identifier: 'prod-abc123def4567'}, Details: '7'}],
				}),
			},
			expect: [{message: 'short', at: '"7"', subject: 'Details'}],
		},
		{
			name: 'a title of exactly 72 characters, each of two UTF-16 units',
			files: {'change-set.json': changeSet('UpdateInformation', {ProductTitle: '\u{1F600}'.repeat(72)})},
			expect: [],
		},
		{
			name: 'a long reference to the product that the set creates, and an empty title, which another rule names',
			files: {'change-set.json': changeSet('CreateOffer', {ProductId: `$${'M'.repeat(50)}.Entity.Identifier`, Name: ''}, {Type: 'Offer@1.0'})},
			expect: [],
		},
		{
			name: 'texts within their limits',
			files: {'change-set.json': changeSet('UpdateInformation', {ProductTitle: 'Larkspur Queue Server', Sku: null})},
			expect: [],
		},
	],
	*check({listingFields}) {
		for (const {name, label, text} of listingFields) {
			if (text === undefined) continue;
			const {label: words, minLength = 0, maxLength = Number.POSITIVE_INFINITY, prose, patterns, reference} = fieldRules[name];
			// A reference is resolved before AWS measures it.
			if (reference === true && text.value.startsWith('$')) continue;
			const {count, cut} = measure(text.value, maxLength);
			if (count > maxLength) {
				const data = {name: words, count, most: maxLength, over: count - maxLength};
				yield {message: 'long', subject: label, place: spanOf(text, cut, text.value.length), data};
			}
			// Empty prose has its own rule, and a pattern says more of a short value than its length does.
			if (count < minLength && prose !== true && patterns === undefined)
				yield {message: 'short', subject: label, place: text.place, data: {name: words, count, least: minLength}};
		}
	},
	shows({listingFields}) {
		const count = listingFields.filter(({text}) => text !== undefined).length;
		return count === 0 ? undefined : `${count} texts keep to the documented lengths`;
	},
});

/** Code points of a text, and the UTF-16 offset at which it passes the limit. */
function measure(value: string, most: number): {readonly count: number; readonly cut: number} {
	let count = 0;
	let cut = 0;
	for (const character of value) {
		if (count < most) cut += character.length;
		count++;
	}
	return {count, cut};
}
