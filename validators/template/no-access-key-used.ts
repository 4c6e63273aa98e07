import {defineValidator} from '../../src/contract.ts';
import {hostRunning} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noAccessKeyUsed = defineValidator({
	id: 'template/no-access-key-used',
	policy: 'security.no-aws-keys-from-users',
	severity: 'warning',
	about: 'No resource works with an access key that stands in the template.',
	why: 'Products call AWS by the role of their instances; access keys are neither asked for nor used. That the key can be read in the template is a matter of another rule.',
	source: pages.policy,
	reads: ['templates'],
	messages: {
		used: {
			message: '{resource} holds the access key {key}: it calls AWS by a key in place of a role.',
			help: 'Delete the key in IAM, take it out, and give the instance an AWS::IAM::Role with an instance profile.',
		},
	},
	examples: [
		{
			name: 'a key in user data',
			files: {'template.yaml': hostRunning('export AWS_ACCESS_KEY_ID=AKIAQ4RZLARKSPUR7WX2')},
			expect: [{message: 'used', at: 'AKIAQ4RZLARKSPUR7WX2', subject: 'Host'}],
		},
		{name: "AWS's own example", files: {'template.yaml': hostRunning('# export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE')}, expect: []},
		{
			name: 'a key in a description',
			files: {'template.yaml': `${hostRunning('true')}Outputs:\n  Note: {Description: not AKIAQ4RZLARKSPUR7WX2, Value: none}\n`},
			expect: [],
		},
	],
	*check({templates}) {
		for (const {resource, property, place} of templates.flatMap(({writtenSecrets}) => writtenSecrets))
			if (resource !== undefined && /^A[KS]IA/.test(property))
				yield {message: 'used', place, subject: resource.logicalId, data: {resource: resource.logicalId, key: property}};
	},
});
