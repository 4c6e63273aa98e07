import {defineValidator, type Text} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {isFree, isPaid} from '../../src/hits/pricing.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

/** How images of others' software are titled. */
const onSystem =
	/\b(?:on|with|for) (?:Ubuntu|Debian|Amazon Linux|CentOS|Rocky(?: Linux)?|Alma ?Linux|Red Hat(?: Enterprise Linux)?|RHEL|SUSE|SLES|openSUSE|Oracle Linux|Fedora|Alpine(?: Linux)?|Windows Server)(?: \d[\d.]*)?\b/i;
/** The software itself is anyone's. */
const freeItself = /\b(?:is|are) (?:itself )?(?:a )?(?:free|(?:free (?:and )?)?open[- ]source)(?: software)?\b(?! (?:of|to|for|from|and)\b)/i;
/** The price is for what was added. */
const pricedApart =
	/\b(?:you|customers?|buyers?) (?:only )?pay (?:only )?for (?:our|the|is our|is the) (?:help ?desk|support|maintenance|packaging|image|hardening|service)|\b(?:price|fees?|charges?) (?:on this page )?(?:(?:is|are) (?:only )?for|covers?|pays? for) (?:only )?(?:our |the )?(?:help ?desk|support|maintenance|packaging|image|hardening)\b/i;

export const repackagingNamed = defineValidator({
	id: 'listing/repackaging-named',
	policy: 'delivery.listing-requirements',
	severity: 'note',
	about: "A paid product that reads like others' open source software, sold as an image, says that it is repackaged.",
	why: 'A title ("… on Ubuntu 24.04"), words on free software and a price for support each mean little; two of them are a sign. Whether it is so, a person must know.',
	source: pages.submit,
	reads: ['listings'],
	mayRead: ['offers', 'submission'],
	messages: {
		likely: {
			message:
				'This reads like open source software of others, sold as an image ("{words}"), but the short description does not begin with the phrase that AWS asks of such.',
			help: 'If it is, begin it: "This is a repackaged open source software product wherein additional charges apply for …", and name what is charged for. A paid image must add more than support. If it is your own software, do nothing.',
		},
	},
	examples: [
		{
			name: 'titled as such products are, and a price that is not for the software',
			files: {
				'listing.json': changeSet('UpdateInformation', {
					ProductTitle: 'Heron Wiki on Ubuntu 24.04',
					LongDescription: 'Heron Wiki itself is free software. What you pay for is our help desk.',
				}),
			},
			expect: [{message: 'likely', at: 'on Ubuntu 24.04'}],
		},
		{
			name: 'software of its own on a system of its choice',
			files: {
				'listing.json': changeSet('UpdateInformation', {
					ProductTitle: 'Heron Gateway on Ubuntu 24.04',
					LongDescription: 'The gateway is free of agents. The price covers the software and support.',
				}),
			},
			expect: [],
		},
		{
			name: 'repackaged by its own words, which another rule judges',
			files: {
				'listing.json': changeSet('UpdateInformation', {
					ProductTitle: 'Heron Wiki on Ubuntu 24.04',
					ShortDescription: 'This is a repackaged open source software product wherein additional charges apply for support.',
					LongDescription: 'Heron Wiki is open source.',
				}),
			},
			expect: [],
		},
	],
	*check({listings, ...sale}) {
		if (isFree(sale)) return;
		for (const {title, shortDescription, longDescription} of listings) {
			const texts = [shortDescription, longDescription];
			if (texts.some((text) => /\brepackaged\b|\bcharges associated with\b/i.test(text?.value ?? ''))) continue;
			const signs = [found([title], onSystem), found(texts, freeItself), found(texts, pricedApart)].flatMap((sign) => sign ?? []);
			const [first] = signs;
			if (first === undefined || signs.length < 2) continue;
			yield {message: 'likely', place: first.place, subject: 'ShortDescription', data: {words: first.words}, ...(isPaid(sale) ? {severity: 'warning'} : {})};
		}
	},
});

function found(texts: readonly (Text | undefined)[], sign: RegExp) {
	for (const text of texts) {
		const match = sign.exec(text?.value ?? '');
		if (text !== undefined && match !== null) return {words: match[0], place: spanOf(text, match.index, match.index + match[0].length)};
	}
	return undefined;
}
