import {defineValidator} from '../../src/contract.ts';
import type {SshClass} from '../../src/evidence/ssh.ts';
import {debian} from '../../src/examples.ts';
import {isWhole, lowered, sshPoints} from '../../src/hits/ssh.ts';
import {pages} from '../../src/limits.ts';

export const sshKeyPairs = defineValidator({
	id: 'root/ssh-key-pairs',
	policy: 'security.key-pair-authentication',
	severity: 'error',
	about: 'Everybody who logs in over SSH uses a key pair, and no password lets in.',
	source: pages.policy,
	reads: ['sshServers'],
	messages: {
		password: {
			message: 'A password alone lets {who} in over SSH: {directive} is yes by {by}.',
			help: 'Set PasswordAuthentication no and KbdInteractiveAuthentication no, so that a key pair is the only way in.',
		},
		permitted: {
			message:
				'Whoever asks gets in over SSH without a key pair or a password ({who}): {by} has keyboard-interactive authentication on, and PAM permits all in /etc/pam.d/sshd.',
			help: 'Take the line auth sufficient pam_permit.so out of /etc/pam.d/sshd, and set KbdInteractiveAuthentication no.',
		},
		beside: {
			message: 'AuthenticationMethods asks {who} for a password beside the key, by {by}.',
			help: 'Set AuthenticationMethods publickey, or remove the line and turn PasswordAuthentication and KbdInteractiveAuthentication off.',
		},
		keysOff: {
			message: 'A key pair does not let {who} in: PubkeyAuthentication is no by {by}.',
			help: 'Set PubkeyAuthentication yes: the key pair that a buyer chooses at launch is the way in that AWS asks for.',
		},
		keysBarred: {
			message: 'A key pair does not let {who} in: AuthenticationMethods does not name publickey, by {by}.',
			help: 'Set AuthenticationMethods publickey, or remove the line.',
		},
	},
	examples: [
		{
			name: 'passwords beside keys',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication yes\n'}),
			expect: [{message: 'password', at: 'yes', subject: 'everybody'}],
		},
		{
			name: 'passwords through PAM',
			files: {},
			root: debian({
				'etc/ssh/sshd_config': 'PasswordAuthentication no\nKbdInteractiveAuthentication yes\nUsePAM yes\n',
				'etc/pam.d/sshd': 'auth required pam_unix.so\n',
				'etc/shadow': {text: 'root:*:20000:0:99999:7:::\nadmin:$1$saltsalt$xfhY4jzSCSUTZtyGGT8QH.:20000:0:99999:7:::\n', mode: 0o640},
			}),
			expect: [{message: 'password', at: 'yes', subject: 'everybody'}],
		},
		{
			name: 'keyboard-interactive authentication by default, while no account has a password, of which another rule warns',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication no\nUsePAM yes\n', 'etc/pam.d/sshd': 'auth required pam_unix.so\n'}),
			expect: [],
		},
		{
			name: 'a PAM that lets everybody in',
			files: {},
			root: debian({
				'etc/ssh/sshd_config': 'PasswordAuthentication no\nKbdInteractiveAuthentication yes\nUsePAM yes\n',
				'etc/pam.d/sshd': 'auth sufficient pam_permit.so\nauth required pam_unix.so\n',
			}),
			expect: [{message: 'permitted', at: 'yes', subject: 'everybody'}],
		},
		{
			name: 'a password as second step',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication yes\nAuthenticationMethods publickey,password\n'}),
			expect: [{message: 'beside', at: 'publickey,password', subject: 'everybody'}],
		},
		{
			name: 'keys are off for one user',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication no\nMatch User qa\nPubkeyAuthentication no\n'}),
			expect: [{message: 'keysOff', at: 'no', subject: 'Match User qa'}],
		},
		{
			name: 'keys are kept out',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication no\nAuthenticationMethods hostbased\n'}),
			expect: [{message: 'keysBarred', at: 'hostbased', subject: 'everybody'}],
		},
		{name: 'keys alone', files: {}, root: debian(), expect: []},
		{
			name: 'PasswordAuthentication is on, and AuthenticationMethods keeps it out',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication yes\nAuthenticationMethods publickey\n'}),
			expect: [],
		},
	],
	*check({sshServers}) {
		for (const directive of ['PasswordAuthentication', 'KbdInteractiveAuthentication'] as const) {
			const wayOf = ({password, keyboard}: SshClass) => (directive === 'PasswordAuthentication' ? password : keyboard);
			// Where both let in, one finding is enough.
			const isTold = (sshClass: SshClass) => wayOf(sshClass) === 'alone' && (directive === 'PasswordAuthentication' || sshClass.password !== 'alone');
			for (const {server, sshClass, who, setting, place} of sshPoints(sshServers, directive, (one) => (isTold(one) ? 'alone' : undefined))) {
				const isSure = directive === 'PasswordAuthentication' || server.pam === 'asks';
				const data = {who, directive, by: setting.by};
				const isKeyboard = directive === 'KbdInteractiveAuthentication';
				// While no account has a password, the rule on keyboard-interactive authentication warns of the way.
				if (isKeyboard && server.isWithoutPasswords && server.pam !== 'lets in') continue;
				if (isKeyboard && server.pam === 'lets in') {
					yield {message: 'permitted', place, subject: sshClass.who, data, ...lowered(server)};
					continue;
				}
				yield {message: 'password', place, subject: sshClass.who, data, ...(isSure ? {} : {severity: 'warning'}), ...lowered(server)};
			}
		}
		const isBeside = ({password, keyboard}: SshClass) => password !== 'alone' && keyboard !== 'alone' && [password, keyboard].includes('together');
		for (const {server, sshClass, who, setting, place} of sshPoints(sshServers, 'AuthenticationMethods', (one) => (isBeside(one) ? 'beside' : undefined)))
			if (server.pam !== 'lets in')
				yield {message: 'beside', place, subject: sshClass.who, severity: 'warning', data: {who, by: setting.by}, ...lowered(server)};
		for (const {server, sshClass, who, setting, place} of sshPoints(sshServers, 'PubkeyAuthentication', ({key}) => (key === 'off' ? key : undefined)))
			yield {message: 'keysOff', place, subject: sshClass.who, data: {who, by: setting.by}, ...lowered(server)};
		for (const {server, sshClass, who, setting, place} of sshPoints(sshServers, 'AuthenticationMethods', ({key}) => (key === 'barred' ? key : undefined)))
			yield {message: 'keysBarred', place, subject: sshClass.who, data: {who, by: setting.by}, ...lowered(server)};
	},
	shows({sshServers}) {
		const isKept = ({password, keyboard, key}: SshClass) => key === 'on' && [password, keyboard].every((way) => way === 'off' || way === 'barred');
		if (
			sshServers.length === 0 ||
			!sshServers.every(
				(server) => isWhole(server, 'PasswordAuthentication', 'KbdInteractiveAuthentication', 'AuthenticationMethods') && server.classes.every(isKept),
			)
		)
			return undefined;
		return 'sshd lets nobody in without a key pair';
	},
});
