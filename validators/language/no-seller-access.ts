import {defineValidator} from '../../src/contract.ts';
import {askedHits} from '../../src/hits.ts';
import {figuresOf, severityOf} from '../../src/language/measured.ts';
import {pages} from '../../src/limits.ts';

export const noSellerAccess = defineValidator({
	id: 'language/no-seller-access',
	policy: 'access.no-seller-access',
	severity: severityOf('seller-access'),
	about: 'The seller has no way into running instances.',
	why: `A buyer’s instance is the buyer’s alone. Support access may exist, switched off until the buyer turns it on. ${figuresOf('seller-access')}`,
	source: pages.policy,
	reads: ['judged'],
	messages: {
		asks: {
			message: 'Gives the seller a way into the instance or account: "{words}".',
			help: 'Remove it, or switch it off until the customer turns it on, and say so. For example: Remote support is off; turn it on under Support for as long as a case is open.',
		},
	},
	examples: [
		{
			name: 'asked in plain words',
			files: {'README.md': '# Larkspur\n\nOur engineers keep a maintenance account on every instance so that they can log in at any time.'},
			expect: [{message: 'asks', at: 'Our engineers keep a maintenance account on every instance so that they can log in at any time.'}],
		},
		{name: 'fine', files: {'README.md': '# Larkspur\n\nRemote support is off until you turn it on for a case.'}, expect: []},
		{name: 'fine, with the same words', files: {'README.md': '# Larkspur\n\nWe have no access to your instance.'}, expect: []},
	],
	check: ({judged}) => askedHits(judged, 'seller-access'),
});
