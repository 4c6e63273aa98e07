import {defineValidator} from '../../src/contract.ts';
import {askedHits} from '../../src/hits.ts';
import {figuresOf, severityOf} from '../../src/language/measured.ts';
import {pages} from '../../src/limits.ts';

/** Words for passwords, in the languages that descriptions of parameters come in. */
const ofPasswords = /pass|pwd|secret|credential|\bpin\b|kennw|contrase|mot de|senha|login:|\/\w/i;

export const noFixedPasswords = defineValidator({
	id: 'language/no-fixed-passwords',
	policy: 'access.no-fixed-passwords',
	severity: severityOf('fixed-password'),
	about: 'No password is fixed, default, shared between installations, blank or guessable.',
	why: `A password that stands in the documentation is known to everybody, also in the minutes before it is changed. ${figuresOf('fixed-password')}`,
	source: pages.policy,
	reads: ['judged'],
	messages: {
		asks: {
			message: 'Gives a password that is the same everywhere: "{words}".',
			help: 'Generate a random password on first boot (or use the instance id) and tell where to read it. For example: Sign in as admin; the first password is random and stands in the EC2 system log.',
		},
	},
	examples: [
		{
			name: 'asked in plain words',
			files: {'README.md': '# Larkspur\n\nSign in as admin with the default password changeme.'},
			expect: [{message: 'asks', at: 'Sign in as admin with the default password changeme.'}],
		},
		{name: 'fine', files: {'README.md': '# Larkspur\n\nThe first password is random for each instance and stands in the system log.'}, expect: []},
		{
			name: 'a parameter that takes the name of a user',
			files: {
				'template.yaml':
					'Parameters:\n  Owner: {Type: String, Default: admin, Description: Login name of the first wiki owner}\nResources:\n  T: {Type: AWS::SNS::Topic}\n',
			},
			expect: [],
		},
		{name: 'fine, with the same words', files: {'README.md': '# Larkspur\n\nSign in as admin; the password is the instance id.'}, expect: []},
	],
	// What a parameter is for tells no password where it speaks of none, whatever the name.
	check: ({judged}) =>
		askedHits(
			{...judged, judgements: judged.judgements.filter(({sentence: {kind, text}}) => kind !== 'template' || ofPasswords.test(text.value))},
			'fixed-password',
		),
});
