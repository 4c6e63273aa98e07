import {defineValidator} from '../../src/contract.ts';
import {hostWith} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noPasswordSsh = defineValidator({
	id: 'template/no-password-ssh',
	policy: 'security.ssh-password-authentication-off',
	severity: 'error',
	about: 'No command of an instance turns log-in by password on.',
	source: pages.policy,
	reads: ['templates'],
	messages: {
		on: {
			message: '{resource} turns log-in by password on.',
			help: 'Take the line out: sshd must keep PasswordAuthentication no, and buyers log in with their key pair.',
		},
	},
	examples: [
		{
			name: 'sshd told to take passwords',
			files: {'template.yaml': hostWith('#!/bin/sh\nsed -i "s/PasswordAuthentication no/PasswordAuthentication yes/" /etc/ssh/sshd_config')},
			expect: [{message: 'on', at: 'PasswordAuthentication yes', subject: 'Host'}],
		},
		{name: 'cloud-config', files: {'template.yaml': hostWith('#cloud-config\nssh_pwauth: true')}, expect: [{message: 'on', at: 'ssh_pwauth: true'}]},
		{
			name: 'passwords turned off',
			files: {'template.yaml': hostWith('#!/bin/sh\nsed -i "s/PasswordAuthentication yes/PasswordAuthentication no/" /etc/ssh/sshd_config')},
			expect: [],
		},
		{name: 'a comment', files: {'template.yaml': hostWith('#!/bin/sh\n# never PasswordAuthentication yes')}, expect: []},
	],
	*check({templates}) {
		for (const {kind, place, resource} of templates.flatMap(({passwordCommands}) => passwordCommands)) {
			if (kind === 'password-login') yield {message: 'on', place, subject: resource.logicalId, data: {resource: resource.logicalId}};
		}
	},
});
