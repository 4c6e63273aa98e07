import {defineValidator} from '../../src/contract.ts';
import {debian} from '../../src/examples.ts';
import {isWhole, lowered, sshPoints} from '../../src/hits/ssh.ts';
import {knownKeyCommands} from '../../src/limits/openssh.ts';
import {pages} from '../../src/limits.ts';

/** A warning, since no file shows whose authority or program it is; an error where the program asks a host of somebody else. */
export const sshNoSellerKeys = defineValidator({
	id: 'root/ssh-no-seller-keys',
	policy: 'access.no-seller-access',
	severity: 'error',
	about: 'sshd trusts no certificate authority or program of the seller to say who may log in.',
	why: 'Whoever holds the key of a trusted authority, or feeds the program that brings authorized keys, gets in to running instances of buyers.',
	source: pages.policy,
	reads: ['sshServers'],
	messages: {
		authority: {
			message: 'sshd lets in whoever has a certificate of the authority in {path}, which TrustedUserCAKeys names by {by}.',
			help: 'Ship the AMI without the authority and the directive. If buyers are to name their own, let them put it there; if it is not yours, tell the reviewer whose it is.',
		},
		missingAuthority: {
			message: 'TrustedUserCAKeys names {path} by {by}, which is not in the image: what puts it there says who gets in.',
			help: 'Make sure that only the buyer puts an authority there, and say so in the usage instructions.',
		},
		asks: {
			message:
				'sshd asks the program {program} whose keys it lets in (AuthorizedKeysCommand by {by}), and that asks {host}: whoever runs that host says who gets in.',
			help: 'Remove the program and the directive. cloud-init brings the key that the buyer chooses at launch.',
		},
		command: {
			message: 'sshd asks the program {program} whose keys it lets in: AuthorizedKeysCommand by {by}.',
			help: 'Make sure that the program brings keys of the buyer alone, and tell the reviewer where it takes them from; or remove the directive.',
		},
	},
	examples: [
		{
			name: 'an authority in the image',
			files: {},
			root: debian({
				'etc/ssh/sshd_config': 'PasswordAuthentication no\nTrustedUserCAKeys /etc/ssh/larkspur_ca.pub\n',
				'etc/ssh/larkspur_ca.pub': 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBEuF2 ca@larkspur.example\n',
			}),
			expect: [{message: 'authority', at: 'ssh-ed25519', subject: '/etc/ssh/larkspur_ca.pub'}],
		},
		{
			name: 'an authority that comes later',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication no\nTrustedUserCAKeys /etc/ssh/ca.pub\n'}),
			expect: [{message: 'missingAuthority', at: '/etc/ssh/ca.pub', subject: '/etc/ssh/ca.pub'}],
		},
		{
			name: 'a program that brings keys',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication no\nAuthorizedKeysCommand /opt/larkspur/bin/keys %u\nAuthorizedKeysCommandUser nobody\n'}),
			expect: [{message: 'command', at: '/opt/larkspur/bin/keys %u', subject: '/opt/larkspur/bin/keys'}],
		},
		{
			name: "a program that asks the seller's host",
			files: {},
			root: debian({
				'etc/ssh/sshd_config': 'PasswordAuthentication no\nAuthorizedKeysCommand /opt/larkspur/bin/keys %u\nAuthorizedKeysCommandUser nobody\n',
				'opt/larkspur/bin/keys': {text: '#!/bin/sh\nexec curl -fsS "https://keys.larkspur-queue.com/$1"\n', mode: 0o755},
			}),
			expect: [{message: 'asks', at: 'https://keys.larkspur-queue.com/$1', subject: '/opt/larkspur/bin/keys'}],
		},
		{name: 'neither', files: {}, root: debian(), expect: []},
		{
			name: 'EC2 Instance Connect of Amazon Linux',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication no\nAuthorizedKeysCommand /opt/aws/bin/eic_run_authorized_keys %u %f\n'}),
			expect: [],
		},
	],
	*check({sshServers}) {
		for (const server of sshServers) {
			for (const {directive, setting, path, keys, unread} of server.keyFiles) {
				if (directive !== 'TrustedUserCAKeys') continue;
				const place = keys[0]?.place ?? setting.place ?? server.config;
				const data = {path, by: setting.by};
				if (keys.length > 0 || unread) yield {message: 'authority', place, subject: path, data, severity: 'warning', ...lowered(server)};
				else yield {message: 'missingAuthority', place, subject: path, severity: 'note', data};
			}
		}
		for (const {server, setting, place} of sshPoints(sshServers, 'AuthorizedKeysCommand', ({settings}) => commandOf(settings.AuthorizedKeysCommand.value))) {
			const program = commandOf(setting.value) ?? '';
			const asked = server.keyHosts.find((own) => own.program === program);
			const data = {program, by: setting.by};
			if (asked === undefined) yield {message: 'command', place, subject: program, data, severity: 'warning', ...lowered(server)};
			else yield {message: 'asks', place: asked.place, subject: program, data: {...data, host: asked.host}, ...lowered(server)};
		}
	},
	shows({sshServers}) {
		const isKept = sshServers.every(
			(server) =>
				isWhole(server) &&
				server.classes.every(({settings}) => settings.TrustedUserCAKeys.value === 'none' && commandOf(settings.AuthorizedKeysCommand.value) === undefined),
		);
		return sshServers.length > 0 && isKept ? 'sshd trusts no authority, and no program brings it keys but those of AWS and the distribution' : undefined;
	},
});

/** The program of AuthorizedKeysCommand, where it is none that is known. */
function commandOf(value: string): string | undefined {
	const program = value.split(/\s/, 1)[0] ?? '';
	return value.toLowerCase() === 'none' || knownKeyCommands.names.test(program) ? undefined : program;
}
