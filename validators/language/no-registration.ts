import {defineValidator} from '../../src/contract.ts';
import {askedHits} from '../../src/hits.ts';
import {figuresOf, severityOf} from '../../src/language/measured.ts';
import {pages} from '../../src/limits.ts';

export const noRegistration = defineValidator({
	id: 'language/no-registration',
	policy: 'customer.no-registration',
	severity: severityOf('registration', 'disclosed'),
	about: 'Buyers need not register with the seller or identify themselves to use the product (BYOL excepted).',
	why: `Who subscribes on AWS Marketplace is a customer already. Accounts inside the product, of the customer’s own users, are fine. ${figuresOf('registration')}`,
	source: pages.policy,
	reads: ['judged'],
	messages: {
		asks: {
			message: 'Has buyers register or identify themselves: "{words}".',
			help: 'Make the product work without it; registration may be offered, never asked for. For example: No registration is needed; subscribers use the product at once.',
		},
	},
	examples: [
		{
			name: 'asked in plain words',
			files: {'README.md': '# Larkspur\n\nCreate an account on our website and enter your company name to activate the product.'},
			expect: [{message: 'asks', at: 'Create an account on our website and enter your company name to activate the product.'}],
		},
		{name: 'fine', files: {'README.md': '# Larkspur\n\nNo registration is needed.'}, expect: []},
		{name: 'fine, with the same words', files: {'README.md': '# Larkspur\n\nRegister your sensors under Devices.'}, expect: []},
	],
	check: ({judged}) => askedHits(judged, 'registration'),
});
