import {defineValidator} from '../../src/contract.ts';
import {askedHits} from '../../src/hits.ts';
import {figuresOf, severityOf} from '../../src/language/measured.ts';
import {pages} from '../../src/limits.ts';

export const noPasswordLogin = defineValidator({
	id: 'language/no-password-login',
	policy: 'security.key-pair-authentication',
	severity: severityOf('password-login'),
	about: 'Nobody logs in to the operating system with a password.',
	why: `AWS wants key pairs for every log-in to the instance, even where passwords are random or chosen by the buyer. ${figuresOf('password-login')}`,
	source: pages.policy,
	reads: ['judged'],
	messages: {
		asks: {
			message: 'Has someone log in to the operating system with a password: "{words}".',
			help: 'Tell buyers to connect with their key pair (ssh -i key.pem ec2-user@host) or with Session Manager. For example: Connect with your key pair: ssh -i key.pem ec2-user@host.',
		},
	},
	examples: [
		{
			name: 'asked in plain words',
			files: {'README.md': '# Larkspur\n\nConnect by SSH as support and type the password that you chose at launch.'},
			expect: [{message: 'asks', at: 'Connect by SSH as support and type the password that you chose at launch.'}],
		},
		{name: 'fine', files: {'README.md': '# Larkspur\n\nConnect with your key pair: ssh -i key.pem ec2-user@host.'}, expect: []},
		{name: 'fine, with the same words', files: {'README.md': '# Larkspur\n\nSign in to the web console with your user name and password.'}, expect: []},
	],
	check: ({judged}) => askedHits(judged, 'password-login'),
});
