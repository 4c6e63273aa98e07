import {defineValidator} from '../../src/contract.ts';
import {askedHits} from '../../src/hits.ts';
import {figuresOf, severityOf} from '../../src/language/measured.ts';
import {pages} from '../../src/limits.ts';

export const noSshdPasswords = defineValidator({
	id: 'language/no-sshd-passwords',
	policy: 'security.ssh-password-authentication-off',
	severity: severityOf('sshd-password'),
	about: 'Password authentication of sshd stays off.',
	why: `PasswordAuthentication no is what AWS scans for. ${figuresOf('sshd-password')}`,
	source: pages.policy,
	reads: ['judged'],
	messages: {
		asks: {
			message: 'Has sshd take passwords: "{words}".',
			help: 'Leave PasswordAuthentication no, and give those who need access a key. For example: Password authentication of SSH is off; add a public key for every person instead.',
		},
	},
	examples: [
		{
			name: 'asked in plain words',
			files: {'README.md': '# Larkspur\n\nSet PasswordAuthentication to yes in sshd_config and restart sshd.'},
			expect: [{message: 'asks', at: 'Set PasswordAuthentication to yes in sshd_config and restart sshd.'}],
		},
		{name: 'fine', files: {'README.md': '# Larkspur\n\nPasswordAuthentication is set to no in sshd_config.'}, expect: []},
	],
	check: ({judged}) => askedHits(judged, 'sshd-password'),
});
