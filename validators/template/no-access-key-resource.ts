import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

export const noAccessKeyResource = defineValidator({
	id: 'template/no-access-key-resource',
	policy: 'security.no-aws-keys-from-users',
	severity: 'error',
	about: 'A template creates no long-lived access keys.',
	source: pages.cloudformation,
	reads: ['templates'],
	messages: {
		created: {
			message: '{resource} creates an access key that never expires.',
			help: 'Give the instance an AWS::IAM::Role by an AWS::IAM::InstanceProfile instead, and take the key and its user out.',
		},
		command: {
			message: '{resource} makes an access key, which never expires, by its commands.',
			help: 'Give the instance an AWS::IAM::Role by an AWS::IAM::InstanceProfile instead.',
		},
		user: {
			message: '{resource} creates an IAM user with permissions, who is of use only with keys or a password.',
			help: 'Give the instance an AWS::IAM::Role by an AWS::IAM::InstanceProfile instead.',
		},
	},
	examples: [
		{
			name: 'a key',
			files: {'template.yaml': 'Resources:\n  Key:\n    Type: AWS::IAM::AccessKey\n    Properties: {UserName: larkspur}\n'},
			expect: [{message: 'created', at: 'AWS::IAM::AccessKey', subject: 'Key'}],
		},
		{
			name: 'a user without a key',
			files: {
				'template.yaml': "Resources:\n  User:\n    Type: AWS::IAM::User\n    Properties: {ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess']}\n",
			},
			expect: [{message: 'user', at: 'AWS::IAM::User'}],
		},
		{
			name: 'a key that a command makes',
			files: {
				'template.yaml':
					'Resources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties: {UserData: {Fn::Base64: aws iam create-access-key --user-name larkspur}}\n',
			},
			expect: [{message: 'command', at: 'aws iam create-access-key', subject: 'Host'}],
		},
		{name: 'a role', files: {'template.yaml': 'Resources:\n  Role: {Type: AWS::IAM::Role}\n'}, expect: []},
	],
	*check({templates}) {
		for (const {resources, passwordCommands} of templates) {
			for (const {kind, place, resource} of passwordCommands) {
				if (kind === 'key-creation') yield {message: 'command', place, subject: resource.logicalId, severity: 'warning', data: {resource: resource.logicalId}};
			}
			const keys = resources.filter(({type}) => type === 'AWS::IAM::AccessKey');
			for (const {logicalId, typePlace} of keys) yield {message: 'created', place: typePlace, subject: logicalId, data: {resource: logicalId}};
			// Beside a key the user needs no word of its own.
			for (const {logicalId, typePlace, type} of keys.length > 0 ? [] : resources) {
				if (type === 'AWS::IAM::User') yield {message: 'user', place: typePlace, subject: logicalId, severity: 'warning', data: {resource: logicalId}};
			}
		}
	},
});
