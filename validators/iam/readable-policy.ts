import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const role = (more: string) =>
	`Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRole'}]\n${more}`;

export const readablePolicy = defineValidator({
	id: 'iam/readable-policy',
	policy: 'security.least-privilege',
	severity: 'note',
	about: 'What a role may do can be read off the template.',
	why: 'Macros, custom resources and policies from elsewhere are not followed: nothing is known of what they grant.',
	source: pages.cloudformation,
	reads: ['iam'],
	messages: {
		unread: {message: 'What {identity} may do is not fully known: {why}.', help: 'Write the policy into the template, so that reviewers can read it too.'},
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
		{name: 'all written down', files: {'template.yaml': role('      ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore]\n')}, expect: []},
	],
	*check({iam}) {
		for (const {logicalId, policies} of iam.identities)
			for (const {unread} of policies)
				for (const {place, why} of unread) yield {message: 'unread', place, subject: logicalId, data: {identity: logicalId, why}};
	},
});
