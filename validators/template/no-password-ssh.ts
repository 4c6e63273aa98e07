import {defineValidator} from '../../src/contract.ts';
import type {Bootstrap} from '../../src/evidence/template.ts';
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
		keyboard: {
			message: '{resource} turns keyboard-interactive authentication on in {path}: sshd asks for a password wherever PAM does.',
			help: 'Take the line out: buyers log in with their key pair.',
		},
		unknown: {
			message: '{resource} changes {path}, and from the template it is not sure that passwords stay off: {what}.',
			help: 'Have it write PasswordAuthentication no, or configure sshd in the AMI.',
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
			name: 'by a variable',
			files: {'template.yaml': hostWith('#!/bin/sh\nANSWER=yes\necho "PasswordAuthentication $ANSWER" > /etc/ssh/sshd_config.d/01-ours.conf')},
			expect: [{message: 'on', at: 'yes', subject: 'Host'}],
		},
		{
			name: 'keyboard-interactive authentication',
			files: {'template.yaml': hostWith('#!/bin/sh\necho "KbdInteractiveAuthentication yes" >> /etc/ssh/sshd_config')},
			expect: [{message: 'keyboard', at: 'yes', subject: 'Host'}],
		},
		{
			name: 'a configuration from elsewhere',
			files: {'template.yaml': hostWith('#!/bin/sh\naws s3 cp s3://larkspur-settings/sshd_config /etc/ssh/sshd_config')},
			expect: [{message: 'unknown', at: 'aws s3 cp s3://larkspur-settings/sshd_config /etc/ssh/sshd_config'}],
		},
		{
			name: 'passwords turned off',
			files: {'template.yaml': hostWith('#!/bin/sh\nsed -i "s/PasswordAuthentication yes/PasswordAuthentication no/" /etc/ssh/sshd_config')},
			expect: [],
		},
		{
			name: 'another port',
			files: {'template.yaml': hostWith('#!/bin/sh\necho "Port $1" >> /etc/ssh/sshd_config')},
			expect: [],
		},
		{name: 'a comment', files: {'template.yaml': hostWith('#!/bin/sh\n# never PasswordAuthentication yes')}, expect: []},
	],
	*check({templates}) {
		for (const {bootstrap, passwordCommands} of templates) {
			for (const {kind, place, resource} of passwordCommands)
				if (kind === 'password-login') yield {message: 'on', place, subject: resource.logicalId, data: {resource: resource.logicalId}};
			for (const change of bootstrap.sshChanges) {
				const {directive, value, path, job, place} = change;
				const hit = {place, subject: job.by, severity: 'warning'} as const;
				const what = doubtOf(change, bootstrap);
				if (directive === 'KbdInteractiveAuthentication' && value === 'yes') yield {...hit, message: 'keyboard', data: {resource: job.by, path}};
				if (what !== undefined) yield {...hit, message: 'unknown', data: {resource: job.by, path, what}};
			}
		}
	},
});

/** Why a change may turn passwords on; nothing where the same instance sets PasswordAuthentication no, or the change does not bear on it. */
function doubtOf({directive, value, how, path, job}: Bootstrap['sshChanges'][number], {sshChanges}: Bootstrap): string | undefined {
	const isOff = sshChanges.some((other) => other.job.by === job.by && other.directive === 'PasswordAuthentication' && other.value === 'no' && other.sure);
	if (isOff || (directive !== undefined && directive !== 'PasswordAuthentication')) return undefined;
	if (value === 'unknown') return directive === undefined ? 'what it writes is not known' : 'the value of PasswordAuthentication is not known';
	// A drop-in has lines of its own; the main file without one leaves the default, which is yes.
	const isGone = value === 'removed' && (how === 'edit' || !path.includes('sshd_config.d/'));
	return isGone ? 'it leaves no line of PasswordAuthentication there, and the default is yes' : undefined;
}
