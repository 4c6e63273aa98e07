import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

/** The editions that the policy names, as texts write them. */
const edition =
	/\b(?:(?:community|developer|dev|byol|bring[- ]your[- ]own[- ]licen[cs]e) (?:edition|version)|(?:edition|version) for (?:developers|the community))\b/i;
/** Words by which a sentence speaks of another product, of a library, or of no such edition. */
const another =
	/\b(?:not|no|never|unlike|than|from|instead|other|library|libraries|database|upstream|mysql|sonarqube|gitlab|java|jdk|postgres(?:ql)?|import|migrat\w*)\b/i;
/** The paid one is named, with where it is. */
const paid =
	/\b(?:paid|standard|professional|enterprise|hourly|commercial|full)\b.{0,80}\baws marketplace\b|\baws marketplace\b.{0,80}\b(?:paid|standard|professional|enterprise|hourly|commercial|full)\b/i;

export const paidEditionNamed = defineValidator({
	id: 'language/paid-edition-named',
	policy: 'usage.paid-equivalent',
	severity: 'note',
	about: 'Texts that call the product a Developer, Community or BYOL edition name the paid edition on AWS Marketplace.',
	why: 'AWS takes such an edition only beside an equivalent paid one. Whether that is listed cannot be seen from one submission; a text that names it spares the question.',
	source: pages.policy,
	reads: ['judged'],
	messages: {
		unnamed: {
			message: 'Speaks of the product as a "{edition}", and no text names the paid edition on AWS Marketplace.',
			help: 'Name the equivalent paid edition and its listing on AWS Marketplace, for example: The hourly edition is on AWS Marketplace too.',
		},
	},
	examples: [
		{
			name: 'a community edition alone',
			files: {'README.md': '# Larkspur\n\nThis is the Community Edition of Larkspur.'},
			expect: [{message: 'unnamed', at: 'Community Edition'}],
		},
		{
			name: 'the paid one is named',
			files: {'README.md': '# Larkspur\n\nThis is the Community Edition. The hourly edition is on AWS Marketplace too.'},
			expect: [],
		},
		{name: "another's edition", files: {'README.md': '# Larkspur\n\nLarkspur imports projects from the Community Edition of other tools.'}, expect: []},
	],
	*check({judged: {sentences}}) {
		const named = sentences.find(({text, apart}) => apart === undefined && edition.test(text.value) && !another.test(text.value));
		const match = edition.exec(named?.text.value ?? '');
		if (named === undefined || match === null || sentences.some(({text}) => paid.test(text.value))) return;
		yield {message: 'unnamed', place: spanOf(named.text, match.index, match.index + match[0].length), subject: match[0], data: {edition: match[0]}};
	},
});
