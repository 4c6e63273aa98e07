import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

export const noNeedlessCapitals = defineValidator({
	id: 'listing/no-needless-capitals',
	policy: 'delivery.listing-requirements',
	severity: 'note',
	about: 'Descriptions and highlights do without runs of capitals and repeated punctuation.',
	source: pages.metadata,
	reads: ['listings'],
	messages: {
		capitals: {message: '"{found}" is written in capitals.', help: 'Write it in ordinary letters: AWS asks for descriptions without needless capitals.'},
		punctuation: {message: '"{found}" repeats punctuation.', help: 'One mark is enough: AWS asks for descriptions without needless punctuation.'},
	},
	examples: [
		{
			name: 'shouting',
			files: {'listing.json': changeSet('UpdateInformation', {ShortDescription: 'Larkspur is SIMPLY THE EASIEST queue.'})},
			expect: [{message: 'capitals', at: 'SIMPLY THE EASIEST'}],
		},
		{
			name: 'three exclamation marks',
			files: {'listing.json': changeSet('UpdateInformation', {Highlights: ['Fast!!!']})},
			expect: [{message: 'punctuation', at: '!!!'}],
		},
		{
			name: 'names and abbreviations',
			files: {'listing.json': changeSet('UpdateInformation', {ShortDescription: 'Serves AMQP, MQTT and STOMP over TLS. And so on...'})},
			expect: [],
		},
		{
			name: 'abbreviations side by side',
			files: {'listing.json': changeSet('UpdateInformation', {ShortDescription: 'Works with AWS KMS and SUSE SLES HPC.'})},
			expect: [],
		},
	],
	*check({listings}) {
		for (const {shortDescription, longDescription, highlights} of listings) {
			for (const text of [shortDescription, longDescription, ...highlights]) {
				if (text === undefined) continue;
				// Three words in a row of which one is long: two may be a name ("AWS KMS"), and short ones are abbreviations.
				for (const match of text.value.matchAll(/(?<![\p{L}\p{N}])\p{Lu}{2,}(?: \p{Lu}{2,}){2,}(?![\p{L}\p{N}])/gu)) {
					if (!/\p{Lu}{6}/u.test(match[0])) continue;
					yield {message: 'capitals', place: spanOf(text, match.index, match.index + match[0].length), subject: match[0], data: {found: match[0]}};
				}
				for (const match of text.value.matchAll(/[!?]{2,}/g)) {
					yield {message: 'punctuation', place: spanOf(text, match.index, match.index + match[0].length), subject: match[0], data: {found: match[0]}};
				}
			}
		}
	},
});
