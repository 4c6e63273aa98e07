import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {replaced} from '../../src/hits/fixes.ts';
import {characters, fieldRules, pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

/** Names of the characters that word processors put in. */
const named: Readonly<Record<string, string>> = {
	'\u2014': 'em dash',
	'\u2013': 'en dash',
	'\u2018': 'curly quote',
	'\u2019': 'curly apostrophe',
	'\u201C': 'curly quote',
	'\u201D': 'curly quote',
	'\u2022': 'bullet',
	'\u2026': 'ellipsis',
	'\u2192': 'arrow',
};
/** The usual way to write them in ASCII; a straight double quote would have to be escaped. */
const inAscii: Readonly<Record<string, string>> = {
	'\u2014': '-',
	'\u2013': '-',
	'\u2018': "'",
	'\u2019': "'",
	'\u201C': "'",
	'\u201D': "'",
	'\u2022': '*',
	'\u2026': '...',
};
const mostNamed = 8;

export const noUnsupportedCharacters = defineValidator({
	id: 'listing/no-unsupported-characters',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'Texts keep to ASCII, copyright, trademark and currency signs.',
	why: 'AWS publishes the character set of the refund policy; sellers see the same set asked for in other texts, and requests fail with "unsupported characters".',
	source: pages.shapes,
	reads: ['listingFields'],
	messages: {
		refused: {message: 'Characters in the {name} that AWS refuses: {found}.', help: 'Write them in ASCII: a hyphen, straight quotes, an asterisk.'},
		doubtful: {
			message: 'Characters in the {name} that AWS is reported to refuse as unsupported: {found}.',
			help: 'Write them in ASCII: a hyphen, straight quotes, an asterisk. The copyright, trademark and currency signs are taken.',
		},
	},
	examples: [
		{
			name: 'an em dash and curly quotes in a description, an emoji in a highlight',
			files: {
				'change-set.json': changeSet('UpdateInformation', {ShortDescription: 'A queue \u2014 for \u201Csmall\u201D teams.', Highlights: ['Fast \u{1F680}']}),
			},
			expect: [
				{message: 'doubtful', at: '\u2014', subject: 'ShortDescription'},
				{message: 'doubtful', at: '\u{1F680}', subject: 'Highlights[0]'},
			],
		},
		{
			name: 'a bullet in the refund policy',
			files: {
				'change-set.json': changeSet(
					'UpdateSupportTerms',
					{Terms: [{Type: 'SupportTerm', RefundPolicy: '\u2022 Full refund within 14 days.'}]},
					{Type: 'Offer@1.0', Identifier: 'offer-abc123def4567'},
				),
			},
			expect: [{message: 'refused', at: '\u2022', subject: 'Terms[0].RefundPolicy'}],
		},
		{
			name: 'signs that AWS takes',
			files: {'change-set.json': changeSet('UpdateInformation', {ShortDescription: 'Larkspur\u2122 \u00A9 \u00A3 \u00A5'})},
			expect: [],
		},
		{
			name: 'a URL, which has a form of its own',
			files: {'change-set.json': changeSet('UpdateInformation', {LogoUrl: 'https://l\u00E4rk.example.com/'})},
			expect: [],
		},
	],
	*check({listingFields}) {
		for (const {name, label, text, form} of listingFields) {
			const {label: words, prose} = fieldRules[name];
			// A page's typography may be AWS's own.
			if (text === undefined || prose !== true || form === 'page') continue;
			const matches = [...text.value.matchAll(characters.unsupported.regex)];
			const [first] = matches;
			if (first === undefined) continue;
			const plain = matches.map(({0: character, index}) => ({start: index, end: index + character.length, by: inAscii[character] ?? ''}));
			const distinct = [...new Set(matches.map(([character]) => character))];
			const more = distinct.length > mostNamed ? ` and ${distinct.length - mostNamed} more` : '';
			const hit = {
				...(matches.every(([character]) => inAscii[character] !== undefined) ? replaced('Write them in ASCII', text, plain) : {}),
				subject: label,
				place: spanOf(text, first.index, first.index + first[0].length),
				data: {name: words, found: distinct.slice(0, mostNamed).map(describe).join(', ') + more},
			};
			if (name === 'refundPolicy') yield {message: 'refused', ...hit};
			else yield {message: 'doubtful', severity: 'warning', ...hit};
		}
	},
});

function describe(character: string): string {
	const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
	return `${named[character] ?? `"${character}"`} (${code})`;
}
