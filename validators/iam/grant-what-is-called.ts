import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const stack = (action: string, userData: string) =>
	`Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRole'}]\n      Policies:\n        - PolicyName: larkspur\n          PolicyDocument:\n            Statement: [{Effect: Allow, Action: ${action}, Resource: 'arn:aws:s3:::larkspur/*'}]\n  Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Role]}}\n  Host:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: !Ref ImageId\n      IamInstanceProfile: !Ref Profile\n      UserData:\n        Fn::Base64: |\n          #!/bin/bash\n          ${userData}\n`;

export const grantWhatIsCalled = defineValidator({
	id: 'iam/grant-what-is-called',
	policy: 'security.role-from-template',
	severity: 'warning',
	about: 'An instance’s role allows what its user data calls.',
	why: 'A missing right fails at launch, and products are then given far more than the one action. Which resources the right is on is not compared.',
	source: pages.cloudformation,
	reads: ['iam'],
	messages: {
		missing: {
			message: '{launch} calls {call}, which {role} does not allow: {action} is missing.',
			help: 'Add {action} on the resource that is called, or take the call out.',
		},
	},
	examples: [
		{
			name: 'a call that is not allowed',
			files: {'template.yaml': stack("['s3:PutObject']", 'aws secretsmanager get-secret-value --secret-id larkspur')},
			expect: [{message: 'missing', at: 'aws secretsmanager get-secret-value', subject: 'Host'}],
		},
		{name: 'allowed by a wildcard', files: {'template.yaml': stack("['s3:Put*']", 'aws s3api put-object --bucket larkspur --key a')}, expect: []},
		{name: 'no call of AWS', files: {'template.yaml': stack("['s3:PutObject']", 'systemctl start larkspur')}, expect: []},
	],
	*check({iam}) {
		for (const {launch, role, action, call} of iam.needs)
			yield {message: 'missing', place: call.place, subject: launch, data: {launch, role: role.logicalId, action, call: call.value}};
	},
});
