import {defineValidator} from '../../src/contract.ts';
import {askedHits} from '../../src/hits.ts';
import {figuresOf, severityOf} from '../../src/language/measured.ts';
import {pages} from '../../src/limits.ts';

export const noUndisclosedCollection = defineValidator({
	id: 'language/no-undisclosed-collection',
	policy: 'customer.no-undisclosed-collection',
	severity: severityOf('collection'),
	about: 'Customer data goes to the seller or third parties with express consent alone.',
	why: `Mere use is no consent, and a default is none either. ${figuresOf('collection')}`,
	source: pages.policy,
	reads: ['judged'],
	messages: {
		asks: {
			message: 'Has data of the customer sent or collected without express consent: "{words}".',
			help: 'Switch it off by default and ask; say what is collected, where it is kept and what for. For example: Usage statistics are off; you can switch them on under Privacy.',
		},
	},
	examples: [
		{
			name: 'asked in plain words',
			files: {'README.md': '# Larkspur\n\nThe appliance sends usage statistics and host names to our servers every night; this cannot be switched off.'},
			expect: [{message: 'asks', at: 'The appliance sends usage statistics and host names to our servers every night; this cannot be switched off.'}],
		},
		{name: 'fine', files: {'README.md': '# Larkspur\n\nUsage statistics are off by default and sent only if you opt in.'}, expect: []},
		{name: 'fine, with the same words', files: {'README.md': '# Larkspur\n\nAll logs stay in your AWS account.'}, expect: []},
	],
	check: ({judged}) => askedHits(judged, 'collection'),
});
