import {defineValidator, type Text} from '../../src/contract.ts';
import {version, withTemplate} from '../../src/examples.ts';
import {optionTextLengths} from '../../src/limits/advice.ts';
import {spanOf} from '../../src/tree.ts';

export const optionTextLength = defineValidator({
	id: 'listing/option-text-length',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: "A template option's title and descriptions are as long as sellers have seen AWS take.",
	why: 'AWS publishes no length for these fields. A request that fails over one uses up its version title, as sellers report.',
	source: optionTextLengths.source,
	reads: ['listings'],
	messages: {
		long: {
			message: "{count} characters in the delivery option's {name}: a seller reports that AWS takes at most {most}.",
			help: 'Shorten it by {over}. The part beyond the limit is marked.',
		},
	},
	examples: [
		{
			name: 'a title of 103 characters',
			files: {'listing.json': version([withTemplate({}, {}, `${'L'.repeat(100)}xyz`)])},
			expect: [{message: 'long', at: 'xyz', subject: 'DeliveryOptionTitle'}],
		},
		{
			name: 'descriptions that are too long',
			files: {'listing.json': version([withTemplate({ShortDescription: `${'S'.repeat(1000)}abc`, LongDescription: `${'L'.repeat(5000)}def`})])},
			expect: [
				{message: 'long', at: 'abc', subject: 'ShortDescription'},
				{message: 'long', at: 'def', subject: 'LongDescription'},
			],
		},
		{name: 'a title of exactly 100 characters', files: {'listing.json': version([withTemplate({}, {}, 'L'.repeat(100))])}, expect: []},
	],
	*check({listings}) {
		for (const {title, shortDescription, longDescription} of listings.flatMap(({versions}) => versions.flatMap(({options}) => options))) {
			yield* beyond(title, 'DeliveryOptionTitle', 'title', optionTextLengths.title);
			yield* beyond(shortDescription, 'ShortDescription', 'short description', optionTextLengths.shortDescription);
			yield* beyond(longDescription, 'LongDescription', 'long description', optionTextLengths.longDescription);
		}
	},
});

function* beyond(text: Text | undefined, subject: string, name: string, most: number) {
	const points = [...(text?.value ?? '')];
	if (text === undefined || points.length <= most) return;
	const cut = points.slice(0, most).join('').length;
	yield {
		message: 'long' as const,
		subject,
		place: spanOf(text, cut, text.value.length),
		data: {name, count: points.length, most, over: points.length - most},
	};
}
