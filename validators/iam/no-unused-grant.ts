import {defineValidator} from '../../src/contract.ts';
import {someOf} from '../../src/language/lists.ts';
import {pages} from '../../src/limits.ts';

const stack = (action: string, userData: string) =>
	`Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRole'}]\n      Policies:\n        - PolicyName: larkspur\n          PolicyDocument:\n            Statement: [{Effect: Allow, Action: ${action}, Resource: 'arn:aws:s3:::larkspur/*'}]\n  Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Role]}}\n  Host:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: !Ref ImageId\n      IamInstanceProfile: !Ref Profile\n      UserData:\n        Fn::Base64: |\n          #!/bin/bash\n          ${userData}\n`;

export const noUnusedGrant = defineValidator({
	id: 'iam/no-unused-grant',
	policy: 'security.least-privilege',
	severity: 'note',
	about: 'What a role allows is called, or spoken of, somewhere in the submission.',
	why: 'Reviewers ask what each right is for. What the program inside the AMI calls can’t be seen here: say it in the documents. Nothing is said of a role none of whose actions is seen.',
	source: pages.usage,
	reads: ['iam'],
	messages: {
		unused: {
			message: 'Nothing in the submission’s scripts and texts calls {actions}, which {role} allows.',
			help: 'Say in the usage instructions what they are for, or take them away.',
		},
	},
	examples: [
		{
			name: 'one action of two is called',
			files: {'template.yaml': stack("['s3:PutObject', 's3:DeleteObject']", 'aws s3api put-object --bucket larkspur --key a')},
			expect: [{message: 'unused', at: "'s3:DeleteObject'", subject: 'Role'}],
		},
		{name: 'all are called', files: {'template.yaml': stack("['s3:PutObject']", 'aws s3api put-object --bucket larkspur --key a')}, expect: []},
		{name: 'none is: the program calls them', files: {'template.yaml': stack("['s3:PutObject', 's3:DeleteObject']", 'systemctl start larkspur')}, expect: []},
	],
	*check({iam}) {
		for (const {role, tokens} of iam.unused) {
			const [first] = tokens;
			const subject = role.logicalId;
			if (first !== undefined) yield {message: 'unused', place: first.place, subject, data: {role: subject, actions: someOf(tokens.map(({text}) => text))}};
		}
	},
});
