import {defineValidator} from '../../src/contract.ts';
import {someOf} from '../../src/language/lists.ts';

const bucket = (principal: string, action: string) =>
	`Parameters:\n  Peer: {Type: String}\nResources:\n  Policy:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n      Bucket: !Ref Bucket\n      PolicyDocument:\n        Statement: [{Effect: Allow, Principal: {AWS: ${principal}}, Action: ${action}, Resource: '*'}]\n`;

export const noOutsideResourcePolicy = defineValidator({
	id: 'iam/no-outside-resource-policy',
	policy: 'security.least-privilege',
	severity: 'warning',
	about: 'What the stack creates is not opened to other accounts.',
	why: 'An account in a bucket, queue or key policy sees or changes the buyer’s data without any role of the buyer’s. Accounts of AWS that only write logs are left alone.',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html',
	reads: ['iam'],
	messages: {
		outside: {
			message: '{resource} lets {account} call {actions}.',
			help: 'Say in the usage instructions whose account that is and why, or take it out.',
		},
		chosen: {
			message: '{resource} lets the account that {account} names call {actions}.',
			help: 'Name the few actions that it needs.',
		},
	},
	examples: [
		{
			name: 'an account by number',
			files: {'template.yaml': bucket("'111122223333'", "'s3:GetObject'")},
			expect: [{message: 'outside', at: "'111122223333'", subject: 'Policy'}],
		},
		{
			name: 'an account by a condition',
			files: {
				'template.yaml': bucket("'*'", "'s3:GetObject', Condition: {StringEquals: {'aws:PrincipalAccount': '111122223333'}}"),
			},
			expect: [{message: 'outside', at: "'111122223333'"}],
		},
		{
			name: 'an account of the buyer’s choice, for everything',
			files: {'template.yaml': bucket('!Ref Peer', "'s3:*'")},
			expect: [{message: 'chosen', at: '!Ref Peer'}],
		},
		{name: 'an account of the buyer’s choice, for reading', files: {'template.yaml': bucket('!Ref Peer', "'s3:GetObject'")}, expect: []},
		{name: 'a load balancer’s logs', files: {'template.yaml': bucket("'arn:aws:iam::127311923021:root'", "'s3:PutObject'")}, expect: []},
		{name: 'the buyer’s own account', files: {'template.yaml': bucket("!Ref 'AWS::AccountId'", "'s3:*'")}, expect: []},
	],
	*check({iam}) {
		for (const {logicalId, admissions} of iam.resourcePolicies)
			for (const {statement, token, whom} of admissions) {
				const names = statement.actions.map(({text}) => text);
				if (names.length > 0 && names.every((name) => name.toLowerCase() === 's3:putobject')) continue;
				const data = {resource: logicalId, actions: names.length === 0 ? 'nearly everything' : someOf(names)};
				const base = {place: token.place, subject: logicalId};
				if (whom.is === 'account') yield {...base, message: 'outside', data: {...data, account: `account ${whom.account}`}};
				else if (whom.is === 'organization') yield {...base, message: 'outside', data: {...data, account: `organization ${whom.organization}`}};
				else if (whom.is === 'parameter' && names.some((name) => /^(?:\*|[\w-]+:\*)$/.test(name)))
					yield {...base, message: 'chosen', data: {...data, account: whom.parameter}};
			}
	},
});
