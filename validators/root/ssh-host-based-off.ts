import {defineValidator} from '../../src/contract.ts';
import type {SshClass} from '../../src/evidence/ssh.ts';
import {debian} from '../../src/examples.ts';
import {lowered, sshPoints} from '../../src/hits/ssh.ts';
import {sshdManual} from '../../src/limits/openssh.ts';

/** A warning: it lets in only from hosts whose keys sshd knows, and who those are is not looked at. */
export const sshHostBasedOff = defineValidator({
	id: 'root/ssh-host-based-off',
	policy: 'access.no-authorized-credentials',
	severity: 'warning',
	about: 'sshd trusts no other host to say who logs in.',
	why: 'With HostbasedAuthentication whoever holds the key of a host that shosts.equiv or ~/.shosts names gets in without a key pair of the buyer.',
	source: sshdManual,
	reads: ['sshServers'],
	messages: {
		on: {
			message: 'sshd lets {who} in on the word of another host: HostbasedAuthentication is yes by {by}.',
			help: 'Remove HostbasedAuthentication yes, the default is no, and delete /etc/ssh/shosts.equiv, /etc/hosts.equiv and .shosts files.',
		},
	},
	examples: [
		{
			name: 'on for everybody',
			files: {},
			root: debian({'etc/ssh/sshd_config.d/10-cluster.conf': 'HostbasedAuthentication yes\nIgnoreRhosts no\n'}),
			expect: [{message: 'on', at: 'yes', subject: 'everybody'}],
		},
		{
			name: 'on for some addresses',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication no\nMatch Address 10.0.0.0/8\nHostbasedAuthentication yes\n'}),
			expect: [{message: 'on', at: 'yes', subject: 'Match Address 10.0.0.0/8'}],
		},
		{name: 'off by default', files: {}, root: debian(), expect: []},
		{
			name: 'on, and kept out by AuthenticationMethods',
			files: {},
			root: debian({'etc/ssh/sshd_config': 'PasswordAuthentication no\nHostbasedAuthentication yes\nAuthenticationMethods publickey\n'}),
			expect: [],
		},
	],
	*check({sshServers}) {
		for (const {server, sshClass, who, setting, place} of sshPoints(sshServers, 'HostbasedAuthentication', kindOf))
			yield {message: 'on', place, subject: sshClass.who, data: {who, by: setting.by}, ...lowered(server)};
	},
});

function kindOf({settings: {HostbasedAuthentication: own, AuthenticationMethods: methods}}: SshClass): string | undefined {
	return own.value === 'yes' && /\b(?:any|hostbased)\b/.test(methods.value) ? 'on' : undefined;
}
