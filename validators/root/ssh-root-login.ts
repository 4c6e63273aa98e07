import {defineValidator} from '../../src/contract.ts';
import type {SshBootChange, SshClass} from '../../src/evidence/ssh.ts';
import {boots, debian} from '../../src/examples.ts';
import {isWhole, lowered, sshBootPoints, sshPoints} from '../../src/hits/ssh.ts';
import {pages} from '../../src/limits.ts';

export const sshRootLogin = defineValidator({
	id: 'root/ssh-root-login',
	policy: 'access.linux-root-login-off',
	severity: 'error',
	about: 'Root can not log in over SSH with a password.',
	why: 'PermitRootLogin no, prohibit-password and forced-commands-only keep passwords of root out. With yes, it hangs on PasswordAuthentication and on PAM.',
	source: pages.policy,
	reads: ['sshServers'],
	messages: {
		password: {
			message: 'Root can log in over SSH with a password{where}: PermitRootLogin is yes by {by}, and {way}.',
			help: 'Set PermitRootLogin no (or prohibit-password) where sshd reads it first, and turn PasswordAuthentication and KbdInteractiveAuthentication off.',
		},
		keys: {
			message: 'PermitRootLogin is yes by {by}{where}; only because passwords are off for all can root not log in with one.',
			help: 'Set PermitRootLogin no: administrators work through a user account with sudo.',
		},
		atBoot: {
			message: '{job} sets PermitRootLogin {value} in {path}, on each instance.',
			help: 'Take the step out: administrators work through a user account with sudo.',
		},
	},
	examples: [
		{
			name: 'root with a password',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PermitRootLogin yes\nPasswordAuthentication yes\n'}),
			expect: [{message: 'password', at: 'yes', subject: 'PermitRootLogin'}],
		},
		{
			name: 'root with a password from some addresses',
			files: {},
			root: debian({
				'etc/ssh/sshd_config': 'PermitRootLogin no\nPasswordAuthentication no\nMatch Address 10.0.0.0/8\nPermitRootLogin yes\nPasswordAuthentication yes\n',
			}),
			expect: [{message: 'password', at: 'yes', subject: 'Match Address 10.0.0.0/8'}],
		},
		{
			name: 'root with a password from some addresses, which a Match block leaves open',
			files: {},
			root: debian({
				'etc/ssh/sshd_config': 'PermitRootLogin yes\nPasswordAuthentication yes\nMatch Address *,!10.0.0.0/8\nPermitRootLogin no\n',
			}),
			expect: [{message: 'password', at: 'yes', subject: 'PermitRootLogin'}],
		},
		{
			name: 'yes, while passwords are off',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PermitRootLogin yes\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n'}),
			expect: [{message: 'keys', at: 'yes', subject: 'PermitRootLogin'}],
		},
		{
			name: 'a script that lets root in at boot',
			files: {},
			root: boots('sed -i -e "s/^PermitRootLogin .*/PermitRootLogin yes/" -e "s/^PasswordAuthentication no/PasswordAuthentication yes/" /etc/ssh/sshd_config'),
			expect: [{message: 'atBoot', at: 'yes', subject: '/etc/ssh/sshd_config'}],
		},
		{name: 'off', files: {}, root: debian(), expect: []},
		{
			name: 'root with a key alone',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PermitRootLogin without-password\nPasswordAuthentication yes\n'}),
			expect: [],
		},
		{
			name: 'root is on no list of those who may log in',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PermitRootLogin yes\nPasswordAuthentication yes\nAllowUsers admin\n'}),
			expect: [],
		},
	],
	*check({sshServers}) {
		for (const {server, sshClass, who, setting, place, isMatched} of sshPoints(sshServers, 'PermitRootLogin', kindOf, 'keys')) {
			const where = sshClass.match !== undefined ? ` where ${who} applies` : who === sshClass.who ? '' : ' where no Match line says otherwise';
			const hit = {place, subject: isMatched ? sshClass.who : 'PermitRootLogin', ...lowered(server)};
			const way = wayOf(sshClass);
			if (way === undefined) yield {...hit, message: 'keys', ...lowered(server, 'warning'), data: {by: setting.by, where}};
			else yield {...hit, message: 'password', data: {by: setting.by, where, way}};
		}
		for (const {server, change, kind, data} of sshBootPoints(sshServers, 'PermitRootLogin')) {
			const takesPasswords = server.classes.some((one) => one.root && wayOf(one) !== undefined) || server.bootChanges.some(isPassword);
			const isSure = kind === 'sure' && takesPasswords;
			yield {message: 'atBoot', place: change.place, subject: data.path, data, ...lowered(server, isSure ? undefined : 'warning')};
		}
	},
	shows({sshServers}) {
		if (
			sshServers.length === 0 ||
			!sshServers.every((server) => isWhole(server, 'PermitRootLogin') && server.classes.every((one) => kindOf(one) === undefined))
		)
			return undefined;
		const values = new Set(
			sshServers
				.flatMap(({classes}) => classes.filter(({root}) => root).map(({settings}) => settings.PermitRootLogin))
				.map(({value, by}) => `${value} by ${by}`),
		);
		return `sshd's effective PermitRootLogin is ${[...values].join(', ')}`;
	},
});

/** Whether passwords are turned on at boot as well. */
function isPassword({directive, value, isFirst}: SshBootChange): boolean {
	return directive === 'PasswordAuthentication' && value === 'yes' && isFirst;
}

/** Whether root gets in with a password, or would if passwords were on. */
function kindOf(sshClass: SshClass): string | undefined {
	if (!sshClass.root || sshClass.shutOut || sshClass.settings.PermitRootLogin.value !== 'yes') return undefined;
	return wayOf(sshClass) === undefined ? 'keys' : 'password';
}

/** The way that takes a password. */
function wayOf({password, keyboard, settings}: SshClass): string | undefined {
	if (password === 'alone' || password === 'together') return `PasswordAuthentication is yes by ${settings.PasswordAuthentication.by}`;
	return keyboard === 'alone' || keyboard === 'together'
		? `PAM asks for one by keyboard-interactive authentication, on by ${settings.KbdInteractiveAuthentication.by}`
		: undefined;
}
