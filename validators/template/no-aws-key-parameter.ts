import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const parameter = (name: string, description: string) =>
	`Parameters:\n  ${name}: {Type: String, NoEcho: true, Description: ${description}}\nResources:\n  Topic: {Type: AWS::SNS::Topic}\n`;

export const noAwsKeyParameter = defineValidator({
	id: 'template/no-aws-key-parameter',
	policy: 'security.no-aws-keys-from-users',
	severity: 'error',
	about: 'No parameter asks for the access keys of an AWS account.',
	why: "Access to the buyer's account goes through an IAM role that the template creates and gives to the instance.",
	source: pages.cloudformation,
	reads: ['templates'],
	messages: {
		asked: {
			message: '{parameter} asks the buyer for AWS keys.',
			help: 'Take the parameter out; create an AWS::IAM::Role for ec2.amazonaws.com with an AWS::IAM::InstanceProfile and give it to the instance.',
		},
	},
	examples: [
		{
			name: 'a secret access key',
			files: {'template.yaml': parameter('AwsSecretAccessKey', 'Key of your account')},
			expect: [{message: 'asked', at: 'AwsSecretAccessKey', subject: 'AwsSecretAccessKey'}],
		},
		{name: 'told by its description', files: {'template.yaml': parameter('AccessKey', 'Your AWS access key')}, expect: [{message: 'asked', at: 'AccessKey'}]},
		{
			name: 'under another name',
			files: {'template.yaml': parameter('ArchiveUserId', 'AWS access key ID of the user that writes the archive')},
			expect: [{message: 'asked', at: 'ArchiveUserId'}],
		},
		{name: 'the name of a key', files: {'template.yaml': parameter('DeviceKey', 'Name of the access key that devices share')}, expect: []},
		{name: "another maker's storage", files: {'template.yaml': parameter('StorageAccessKey', 'Key of the Larkspur archive')}, expect: []},
		{name: 'a key pair', files: {'template.yaml': parameter('KeyName', 'Name of an EC2 key pair')}, expect: []},
	],
	*check({templates}) {
		for (const {name, place, sensitive} of templates.flatMap(({parameters}) => parameters)) {
			if (sensitive === 'aws-key') yield {message: 'asked', place, subject: name, data: {parameter: name}};
		}
	},
});
