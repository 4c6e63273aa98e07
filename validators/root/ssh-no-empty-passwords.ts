import {defineValidator} from '../../src/contract.ts';
import type {SshClass} from '../../src/evidence/ssh.ts';
import {boots, debian} from '../../src/examples.ts';
import {isWhole, lowered, sshBootPoints, sshPoints} from '../../src/hits/ssh.ts';
import {pages} from '../../src/limits.ts';

export const sshNoEmptyPasswords = defineValidator({
	id: 'root/ssh-no-empty-passwords',
	policy: 'access.no-fixed-passwords',
	severity: 'error',
	about: 'sshd lets nobody in with an empty password.',
	source: pages.policy,
	reads: ['sshServers'],
	messages: {
		open: {
			message: 'sshd lets {who} in with an empty password: PermitEmptyPasswords is yes by {by}, and passwords are on.',
			help: 'Remove PermitEmptyPasswords yes; the default is no. Turn PasswordAuthentication off as well.',
		},
		idle: {
			message: 'PermitEmptyPasswords is yes by {by}; only because passwords are off does it let nobody in.',
			help: 'Remove PermitEmptyPasswords yes; the default is no.',
		},
		atBoot: {
			message: '{job} sets PermitEmptyPasswords {value} in {path}, on each instance.',
			help: 'Take the step out; the default is no.',
		},
	},
	examples: [
		{
			name: 'empty passwords let in',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication yes\nPermitEmptyPasswords yes\n'}),
			expect: [{message: 'open', at: 'yes', subject: 'everybody'}],
		},
		{
			name: 'for one user',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication no\nMatch User guest\nPasswordAuthentication yes\nPermitEmptyPasswords yes\n'}),
			expect: [{message: 'open', at: 'yes', subject: 'Match User guest'}],
		},
		{
			name: 'permitted, while passwords are off',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitEmptyPasswords yes\n'}),
			expect: [{message: 'idle', at: 'yes', subject: 'everybody'}],
		},
		{
			name: 'permitted at boot',
			files: {},
			root: boots('printf "%s\\n" "PermitEmptyPasswords yes" > /etc/ssh/sshd_config.d/02-ours.conf'),
			expect: [{message: 'atBoot', at: 'yes', subject: '/etc/ssh/sshd_config.d/02-ours.conf'}],
		},
		{name: 'not permitted', files: {}, root: debian(), expect: []},
		{name: 'passwords are on, empty ones are not', files: {}, root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication yes\n'}), expect: []},
	],
	*check({sshServers}) {
		for (const {server, sshClass, who, setting, place} of sshPoints(sshServers, 'PermitEmptyPasswords', kindOf, 'idle')) {
			const isOpen = kindOf(sshClass) === 'open';
			const data = {who, by: setting.by};
			yield {message: isOpen ? 'open' : 'idle', place, subject: sshClass.who, data, ...(isOpen ? {} : {severity: 'warning'}), ...lowered(server)};
		}
		for (const {server, change, kind, data} of sshBootPoints(sshServers, 'PermitEmptyPasswords'))
			yield {message: 'atBoot', place: change.place, subject: data.path, data, ...lowered(server, kind === 'sure' ? undefined : 'warning')};
	},
	shows({sshServers}) {
		const isKept = sshServers.every((server) => isWhole(server, 'PermitEmptyPasswords') && server.classes.every((one) => kindOf(one) === undefined));
		return sshServers.length > 0 && isKept ? 'sshd permits no empty passwords' : undefined;
	},
});

function kindOf({settings, password, keyboard}: SshClass): 'open' | 'idle' | undefined {
	if (settings.PermitEmptyPasswords.value !== 'yes') return undefined;
	return [password, keyboard].some((way) => way === 'alone' || way === 'together') ? 'open' : 'idle';
}
