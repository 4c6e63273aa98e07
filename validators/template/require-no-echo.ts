import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const parameter = (name: string, rest = '') => `Parameters:\n  ${name}: {Type: String${rest}}\nResources:\n  Topic: {Type: AWS::SNS::Topic}\n`;

export const requireNoEcho = defineValidator({
	id: 'template/require-no-echo',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: 'A parameter for a password or another secret is hidden by NoEcho.',
	source: pages.cloudformation,
	reads: ['templates'],
	messages: {
		shown: {message: '{parameter} asks for a secret, and the console shows it to whoever sees the stack.', help: 'Add NoEcho: true to it.'},
	},
	examples: [
		{name: 'a password', files: {'template.yaml': parameter('AdminPassword')}, expect: [{message: 'shown', at: 'AdminPassword', subject: 'AdminPassword'}]},
		{name: 'NoEcho turned off', files: {'template.yaml': parameter('AdminPassword', ', NoEcho: false')}, expect: [{message: 'shown', at: 'AdminPassword'}]},
		{name: 'a token', files: {'template.yaml': parameter('JoinToken')}, expect: [{message: 'shown', at: 'JoinToken'}]},
		{name: 'a hidden password', files: {'template.yaml': parameter('AdminPassword', ', NoEcho: true')}, expect: []},
		{name: 'the name of a key pair', files: {'template.yaml': parameter('KeyName')}, expect: []},
		{name: 'AWS keys, which must not be asked for at all', files: {'template.yaml': parameter('SecretAccessKey')}, expect: []},
		{name: 'a choice', files: {'template.yaml': parameter('Password', ', AllowedValues: [drawn, typed]')}, expect: []},
	],
	*check({templates}) {
		for (const {name, sensitive, noEcho, place} of templates.flatMap(({parameters}) => parameters)) {
			// Keys of an AWS account must not be asked for at all, hidden or not: that is another rule's word.
			if (sensitive === undefined || sensitive === 'aws-key' || noEcho?.value === true) continue;
			// A hash is not the password itself; what else is no password is taken for a secret by its name alone.
			yield {
				message: 'shown',
				place,
				subject: name,
				...(sensitive === 'secret' || /hash(?:ed)?$/i.test(name) ? {severity: 'warning' as const} : {}),
				data: {parameter: name},
			};
		}
	},
});
