import {defineValidator} from '../../src/contract.ts';
import {hostWith} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noRootLogin = defineValidator({
	id: 'template/no-root-login',
	policy: 'access.linux-root-login-off',
	severity: 'error',
	about: 'No command of an instance lets root log in over SSH with a password.',
	why: 'With PermitRootLogin yes it hangs on the AMI alone whether root gets in with a password: a warning, but where the same commands turn passwords on too.',
	source: pages.policy,
	reads: ['templates'],
	messages: {
		on: {
			message: '{resource} sets PermitRootLogin yes in {path}: root gets in with a password wherever the AMI takes passwords.',
			help: 'Take the step out, or set prohibit-password: administrators work through a user account with sudo.',
		},
		password: {
			message: '{resource} sets PermitRootLogin yes in {path} and turns passwords on: root can log in from afar with a password.',
			help: 'Take both steps out: administrators log in to a user account by key pair, and work with sudo.',
		},
	},
	examples: [
		{
			name: 'root let in',
			files: {'template.yaml': hostWith("#!/bin/sh\nsed -i 's/^#PermitRootLogin.*/PermitRootLogin yes/' /etc/ssh/sshd_config")},
			expect: [{message: 'on', at: 'yes', subject: 'Host'}],
		},
		{
			name: 'root let in, and passwords turned on',
			files: {'template.yaml': hostWith('#cloud-config\nssh_pwauth: true\nruncmd:\n  - echo "PermitRootLogin yes" >> /etc/ssh/sshd_config')},
			expect: [{message: 'password', at: 'yes', subject: 'Host'}],
		},
		{
			name: 'root with keys alone',
			files: {'template.yaml': hostWith('#!/bin/sh\necho "PermitRootLogin prohibit-password" > /etc/ssh/sshd_config.d/10-root.conf')},
			expect: [],
		},
		{
			name: 'root shut out',
			files: {'template.yaml': hostWith("#!/bin/sh\nsed -i 's/^PermitRootLogin yes/PermitRootLogin no/' /etc/ssh/sshd_config")},
			expect: [],
		},
	],
	*check({templates}) {
		for (const {bootstrap, passwordCommands} of templates) {
			const takesPasswords = new Set(passwordCommands.flatMap(({kind, resource}) => (kind === 'password-login' ? [resource.logicalId] : [])));
			for (const {directive, value, path, job, place, sure} of bootstrap.sshChanges) {
				if (directive !== 'PermitRootLogin' || value !== 'yes') continue;
				const isOpen = takesPasswords.has(job.by);
				const hit = {place, subject: job.by, data: {resource: job.by, path}};
				yield {...hit, message: isOpen ? 'password' : 'on', ...(isOpen && sure ? {} : {severity: 'warning'})};
			}
		}
	},
});
