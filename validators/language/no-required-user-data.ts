import {defineValidator} from '../../src/contract.ts';
import {askedHits} from '../../src/hits.ts';
import {figuresOf, severityOf} from '../../src/language/measured.ts';
import {pages} from '../../src/limits.ts';

export const noRequiredUserData = defineValidator({
	id: 'language/no-required-user-data',
	policy: 'usage.no-required-user-data',
	severity: severityOf('user-data'),
	about: 'Launched from the website, the product needs no user data and no data about the customer.',
	why: `Buyers who launch with one click have given nothing; the product has to come up all the same. ${figuresOf('user-data')}`,
	source: pages.policy,
	reads: ['judged'],
	messages: {
		asks: {
			message: 'Needs data given when the instance is created: "{words}".',
			help: 'Let the product start without it and ask on first use, or take the value as a parameter of the CloudFormation template. For example: User data may stay empty: the setup page asks for the site name on first use.',
		},
	},
	examples: [
		{
			name: 'asked in plain words',
			files: {'README.md': '# Larkspur\n\nPaste your tenant name into the User data field of the launch wizard, or the service will not start.'},
			expect: [{message: 'asks', at: 'Paste your tenant name into the User data field of the launch wizard, or the service will not start.'}],
		},
		{name: 'fine', files: {'README.md': '# Larkspur\n\nThe User data field may stay empty.'}, expect: []},
	],
	check: ({judged}) => askedHits(judged, 'user-data'),
});
