import {defineValidator} from '../../src/contract.ts';
import {debian} from '../../src/examples.ts';
import {askedHits} from '../../src/hits.ts';
import {figuresOf, severityOf} from '../../src/language/measured.ts';
import {pages} from '../../src/limits.ts';

export const noRedirects = defineValidator({
	id: 'language/no-redirects',
	policy: 'usage.no-redirects',
	severity: severityOf('redirects'),
	about: 'No text leads buyers to another cloud or marketplace, or to products and services sold off AWS Marketplace.',
	why: `Fulfilment and everything else that is sold with the product belong on AWS Marketplace. Integrating with another cloud, free support and documentation elsewhere are fine. ${figuresOf('redirects')}`,
	source: pages.policy,
	reads: ['judged'],
	messages: {
		asks: {
			message: 'Leads buyers off AWS Marketplace: "{words}".',
			help: 'Leave it out, or offer the same on AWS Marketplace (a product of its own, a contract, a private offer) and say so. For example: Larger editions are on AWS Marketplace too; we also make private offers there.',
		},
	},
	examples: [
		{
			name: 'asked in plain words',
			files: {'README.md': '# Larkspur\n\nNeed more throughput? Buy the Enterprise add-on in our web shop.'},
			expect: [{message: 'asks', at: 'Buy the Enterprise add-on in our web shop.'}],
		},
		{
			name: 'asked in passing',
			files: {'README.md': '# Larkspur\n\nIf you prefer Azure, the same image is sold in the Azure Marketplace.'},
			expect: [{message: 'asks', at: 'If you prefer Azure, the same image is sold in the Azure Marketplace.'}],
		},
		{
			name: 'asked at login, in the image',
			files: {},
			root: debian({'etc/motd': 'Welcome to Larkspur.\n\nNeed more throughput? Buy the Enterprise edition in our shop.\n'}),
			expect: [{message: 'asks', at: 'Buy the Enterprise edition in our shop.'}],
		},
		{name: 'fine', files: {'README.md': '# Larkspur\n\nLarkspur reads logs from Azure Blob Storage and keeps them in S3.'}, expect: []},
		{name: 'fine, with the same words', files: {'README.md': '# Larkspur\n\nYour shop can show upsells to your own customers.'}, expect: []},
	],
	check: ({judged}) => askedHits(judged, 'redirects'),
});
