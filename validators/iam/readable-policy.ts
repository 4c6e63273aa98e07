import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const role = (more: string) =>
	`Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRole'}]\n${more}`;

export const readablePolicy = defineValidator({
	id: 'iam/readable-policy',
	policy: 'security.least-privilege',
	severity: 'warning',
	about: 'What a role may do can be read off the template.',
	why: 'Macros, custom resources and policies from elsewhere are not followed: nothing is known of what they grant.',
	source: pages.cloudformation,
	reads: ['iam'],
	messages: {
		unread: {message: 'What {identity} may do is not fully known: {why}.', help: 'Write the policy into the template, so that reviewers can read it too.'},
		large: {
			message: 'The policies of {identity} are too large to be judged to their end.',
			help: 'IAM takes 10,240 characters of inline policies for a role: write fewer statements.',
		},
	},
	examples: [
		{
			name: 'a policy from a file in S3',
			files: {
				'template.yaml': role(
					"      Policies:\n        - PolicyName: larkspur\n          PolicyDocument: {Fn::Transform: {Name: 'AWS::Include', Parameters: {Location: 's3://larkspur/policy.json'}}}\n",
				),
			},
			expect: [{message: 'unread', at: "{Fn::Transform: {Name: 'AWS::Include', Parameters: {Location: 's3://larkspur/policy.json'}}}", subject: 'Role'}],
		},
		{
			name: 'an AWS managed policy that there is not',
			files: {'template.yaml': role('      ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonLarkspurAccess]\n')},
			expect: [{message: 'unread', at: 'arn:aws:iam::aws:policy/AmazonLarkspurAccess'}],
		},
		{
			name: 'a policy by parameter',
			files: {'template.yaml': `Parameters: {Extra: {Type: String}}\n${role('      ManagedPolicyArns: [!Ref Extra]\n')}`},
			expect: [{message: 'unread', at: '!Ref Extra'}],
		},
		{
			name: 'a policy template of SAM',
			files: {
				'template.yaml':
					'Transform: AWS::Serverless-2016-10-31\nResources:\n  Cleaner:\n    Type: AWS::Serverless::Function\n    Properties: {Policies: [{S3ReadPolicy: {BucketName: larkspur}}]}\n',
			},
			expect: [{message: 'unread', at: '{BucketName: larkspur}', subject: 'Cleaner'}],
		},
		{
			name: 'an action by parameter',
			files: {
				'template.yaml': `Parameters: {What: {Type: String}}\n${role("      Policies: [{PolicyName: larkspur, PolicyDocument: {Statement: {Effect: Allow, Action: !Ref What, Resource: '*'}}}]\n")}`,
			},
			expect: [{message: 'unread', at: '!Ref What'}],
		},
		{
			name: 'thousands of actions on thousands of resources',
			files: {
				'template.yaml': role(
					`      Policies: [{PolicyName: larkspur, PolicyDocument: {Statement: {Effect: Allow, Action: [${"'ec2:*', ".repeat(40)}'s3:Get*'], Resource: [${"'arn:aws:s3:::a', ".repeat(40)}'b']}}}]\n`,
				),
			},
			expect: [{message: 'large', at: 'Role', subject: 'Role'}],
		},
		{name: 'all written down', files: {'template.yaml': role('      ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore]\n')}, expect: []},
	],
	*check({iam}) {
		for (const {logicalId, policies, cut, place: whole} of iam.identities) {
			if (cut) yield {message: 'large', place: whole, subject: logicalId, severity: 'warning', data: {identity: logicalId}};
			for (const {unread} of policies)
				for (const {place, why} of unread) yield {message: 'unread', place, subject: logicalId, severity: 'note', data: {identity: logicalId, why}};
		}
	},
});
