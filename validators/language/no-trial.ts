import {defineValidator} from '../../src/contract.ts';
import {askedHits} from '../../src/hits.ts';
import {figuresOf, severityOf} from '../../src/language/measured.ts';
import {pages} from '../../src/limits.ts';

export const noTrial = defineValidator({
	id: 'language/no-trial',
	policy: 'usage.no-trial-or-prerelease',
	severity: severityOf('trial'),
	about: 'Neither the product nor a part of it is a trial, evaluation, beta or other pre-release.',
	why: `Production-ready software alone is listed. A Free Trial that AWS Marketplace runs is fine. ${figuresOf('trial')}`,
	source: pages.policy,
	reads: ['judged'],
	messages: {
		asks: {
			message: 'Presents the product or a part of it as a trial or pre-release: "{words}".',
			help: 'Ship the released, whole product; offer a Free Trial through AWS Marketplace in place of a trial version. For example: Try it with the Free Trial on AWS Marketplace.',
		},
	},
	examples: [
		{
			name: 'asked in plain words',
			files: {'README.md': '# Larkspur\n\nThis is a beta version and not meant for production.'},
			expect: [{message: 'asks', at: 'This is a beta version and not meant for production.'}],
		},
		{
			name: 'asked in passing',
			files: {'README.md': '# Larkspur\n\nThis release is a technical preview; expect rough edges.'},
			expect: [{message: 'asks', at: 'This release is a technical preview; expect rough edges.'}],
		},
		{name: 'fine', files: {'README.md': '# Larkspur\n\nStart with the Free Trial that AWS Marketplace offers.'}, expect: []},
		{name: 'fine, with the same words', files: {'README.md': '# Larkspur\n\nPseudonymised export for clinical trials is included.'}, expect: []},
	],
	check: ({judged}) => askedHits(judged, 'trial'),
});
