import {defineValidator} from '../../src/contract.ts';
import {hostWith} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noFixedPasswordInUserData = defineValidator({
	id: 'template/no-fixed-password-in-user-data',
	policy: 'access.no-fixed-passwords',
	severity: 'error',
	about: 'The commands of an instance set no password that is written into the template.',
	source: pages.policy,
	reads: ['templates'],
	messages: {
		fixed: {
			message: '{resource} gives {account} a password that is written into the template, the same for every buyer.',
			help: 'Give an account of the operating system none: the key pair lets in. For a service, draw it on the instance (for example with openssl rand), or use the instance id.',
		},
		likely: {
			message: "{resource}'s commands hold what seems to be a password or key, the same for every buyer.",
			help: 'If it is one, draw it on the instance (for example with openssl rand), or take it from Secrets Manager.',
		},
	},
	examples: [
		{
			name: 'chpasswd',
			files: {'template.yaml': hostWith("#!/bin/sh\necho 'larkspur:letmein1' | chpasswd")},
			expect: [{message: 'fixed', at: 'letmein1', subject: 'Host'}],
		},
		{name: 'cloud-config', files: {'template.yaml': hostWith('#cloud-config\npassword: letmein1')}, expect: [{message: 'fixed', at: 'letmein1'}]},
		{
			name: "cloud-config's list",
			files: {'template.yaml': hostWith('#cloud-config\nchpasswd:\n  expire: false\n  list:\n    - larkspur:letmein1')},
			expect: [{message: 'fixed', at: 'letmein1'}],
		},
		{name: 'Windows', files: {'template.yaml': hostWith('<script>\nnet user Administrator letmein1\n</script>')}, expect: [{message: 'fixed', at: 'letmein1'}]},
		{name: 'passwd', files: {'template.yaml': hostWith('#!/bin/sh\necho letmein1 | passwd --stdin larkspur')}, expect: [{message: 'fixed', at: 'letmein1'}]},
		{
			name: 'a setting',
			files: {'template.yaml': hostWith('#!/bin/sh\nlarkspur-setup --admin_password="letmein1"')},
			expect: [{message: 'likely', at: 'letmein1'}],
		},
		{
			name: 'a setting from a variable',
			files: {'template.yaml': hostWith('#!/bin/sh\nlarkspur-setup --admin_password="$WORD" --password-file=/run/word1')},
			expect: [],
		},
		{name: 'a drawn password', files: {'template.yaml': hostWith('#!/bin/sh\necho "larkspur:$(openssl rand -hex 12)" | chpasswd')}, expect: []},
		{name: 'a variable', files: {'template.yaml': hostWith('#!/bin/sh\necho "larkspur:$INSTANCE_ID" | chpasswd')}, expect: []},
		{name: 'a comment', files: {'template.yaml': hostWith("#!/bin/sh\n# echo 'larkspur:letmein1' | chpasswd")}, expect: []},
	],
	*check({templates}) {
		for (const {kind, place, resource, account = 'an account'} of templates.flatMap(({passwordCommands}) => passwordCommands)) {
			const subject = resource.logicalId;
			if (kind === 'fixed-password') yield {message: 'fixed', place, subject, data: {resource: subject, account}};
			if (kind === 'likely-password') yield {message: 'likely', place, subject, severity: 'warning', data: {resource: subject}};
		}
	},
});
