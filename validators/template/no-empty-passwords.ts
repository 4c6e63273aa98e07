import {defineValidator} from '../../src/contract.ts';
import {hostWith} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noEmptyPasswords = defineValidator({
	id: 'template/no-empty-passwords',
	policy: 'access.no-fixed-passwords',
	severity: 'error',
	about: 'No command of an instance lets sshd take empty passwords.',
	source: pages.policy,
	reads: ['templates'],
	messages: {
		on: {
			message: '{resource} sets PermitEmptyPasswords yes in {path}: whoever knows the name of an account without a password is in.',
			help: 'Take the step out; the default is no.',
		},
	},
	examples: [
		{
			name: 'empty passwords let in',
			files: {'template.yaml': hostWith('#!/bin/sh\necho "PermitEmptyPasswords yes" >> /etc/ssh/sshd_config')},
			expect: [{message: 'on', at: 'yes', subject: 'Host'}],
		},
		{
			name: 'on one branch of the script',
			files: {'template.yaml': hostWith('#!/bin/sh\nif [ -e /opt/x ]; then\n  echo "PermitEmptyPasswords yes" >> /etc/ssh/sshd_config\nfi')},
			expect: [{message: 'on', at: 'yes', subject: 'Host'}],
		},
		{
			name: 'empty passwords kept out',
			files: {'template.yaml': hostWith("#!/bin/sh\nsed -i 's/^PermitEmptyPasswords yes/PermitEmptyPasswords no/' /etc/ssh/sshd_config")},
			expect: [],
		},
	],
	*check({templates}) {
		for (const {directive, value, path, job, place, sure} of templates.flatMap(({bootstrap}) => bootstrap.sshChanges)) {
			if (directive !== 'PermitEmptyPasswords' || value !== 'yes') continue;
			yield {message: 'on', place, subject: job.by, data: {resource: job.by, path}, ...(sure ? {} : {severity: 'warning'})};
		}
	},
});
