import {defineValidator} from '../../src/contract.ts';
import type {SshServer} from '../../src/evidence/ssh.ts';
import {boots, debian} from '../../src/examples.ts';
import {isWhole, lowered, sshBootPoints, sshPoints} from '../../src/hits/ssh.ts';
import {sshdManual} from '../../src/limits/openssh.ts';

const help = 'Set KbdInteractiveAuthentication no (before OpenSSH 8.7: ChallengeResponseAuthentication no) beside PasswordAuthentication no.';

/** A warning: AWS names PasswordAuthentication alone, but what it bars is a password. */
export const sshKeyboardInteractiveOff = defineValidator({
	id: 'root/ssh-keyboard-interactive-off',
	policy: 'security.ssh-password-authentication-off',
	severity: 'warning',
	about: 'sshd takes no passwords by keyboard-interactive authentication through PAM.',
	why: 'PasswordAuthentication no leaves a second way open: PAM asks for the same password in keyboard-interactive authentication, which is on by default.',
	source: sshdManual,
	reads: ['sshServers'],
	messages: {
		on: {
			message: 'sshd asks for passwords by keyboard-interactive authentication: it is on by {by}, UsePAM is on, and PAM {asks} for a password{so}.',
			help,
		},
		matched: {message: '{who} turns keyboard-interactive authentication on by {by}; UsePAM is on, and PAM {asks} for a password.', help},
		atBoot: {message: '{job} turns keyboard-interactive authentication on in {path}, on each instance; PAM {asks} for a password.', help},
	},
	examples: [
		{
			name: 'passwords are off, and PAM still asks for them',
			files: {},
			root: debian({
				'etc/ssh/sshd_config': 'PasswordAuthentication no\nUsePAM yes\n',
				'etc/pam.d/sshd': '@include common-auth\n',
				'etc/pam.d/common-auth': 'auth [success=1 default=ignore] pam_unix.so\n',
			}),
			expect: [{message: 'on', at: '', subject: 'KbdInteractiveAuthentication'}],
		},
		{
			name: 'a Match block',
			files: {},
			root: debian({
				'etc/ssh/sshd_config':
					'PasswordAuthentication no\nKbdInteractiveAuthentication no\nUsePAM yes\nMatch Group staff\nChallengeResponseAuthentication yes\n',
			}),
			expect: [{message: 'matched', at: 'yes', subject: 'Match Group staff'}],
		},
		{
			name: 'a script that turns it on at boot',
			files: {},
			root: boots("sed -i 's/^KbdInteractiveAuthentication no/KbdInteractiveAuthentication yes/' /etc/ssh/sshd_config"),
			expect: [{message: 'atBoot', at: 'yes', subject: '/etc/ssh/sshd_config'}],
		},
		{name: 'off', files: {}, root: debian(), expect: []},
		{name: 'on without PAM', files: {}, root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication no\nUsePAM no\n'}), expect: []},
		{
			name: 'on with a PAM that asks for a code alone',
			files: {},
			root: debian({
				'etc/ssh/sshd_config': 'PasswordAuthentication no\nUsePAM yes\n',
				'etc/pam.d/sshd': 'auth required pam_google_authenticator.so\n',
			}),
			expect: [],
		},
	],
	*check({sshServers}) {
		const points = sshPoints(sshServers, 'KbdInteractiveAuthentication', ({keyboard}) => (keyboard === 'alone' || keyboard === 'together' ? 'on' : undefined));
		for (const {server, sshClass, who, setting, place, isMatched} of points) {
			// Where PAM lets everybody in, there is an error for that.
			if (server.pam === 'lets in') continue;
			const asks = askedBy(server);
			yield {
				message: isMatched ? 'matched' : 'on',
				place,
				subject: isMatched ? sshClass.who : 'KbdInteractiveAuthentication',
				data: {by: setting.by, who, asks, so: server.isWithoutPasswords ? '; no account has one yet, so it lets nobody in until somebody sets one' : ''},
				...lowered(server),
			};
		}
		for (const {server, change, kind, data} of sshBootPoints(sshServers, 'KbdInteractiveAuthentication')) {
			if (kind === 'unknown' || server.pam === 'does not ask' || server.pam === 'lets in') continue;
			yield {message: 'atBoot', place: change.place, subject: data.path, data: {...data, asks: askedBy(server)}, ...lowered(server)};
		}
	},
	shows({sshServers}) {
		const isOff = sshServers.every(
			(server) =>
				isWhole(server, 'KbdInteractiveAuthentication', 'AuthenticationMethods') &&
				server.classes.every(({keyboard}) => keyboard === 'off' || keyboard === 'barred'),
		);
		return sshServers.length > 0 && isOff ? 'sshd takes no passwords by keyboard-interactive authentication' : undefined;
	},
});

function askedBy({pam}: SshServer): string {
	return pam === 'asks' ? 'asks' : 'may ask (its files were not all there)';
}
