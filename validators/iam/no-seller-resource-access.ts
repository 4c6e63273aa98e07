import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const bucket = (principal: string, action: string) =>
	`Parameters:\n  Peer: {Type: String}\nResources:\n  Policy:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n      Bucket: !Ref Bucket\n      PolicyDocument:\n        Statement: [{Effect: Allow, Principal: {AWS: ${principal}}, Action: ${action}, Resource: '*'}]\n`;

export const noSellerResourceAccess = defineValidator({
	id: 'iam/no-seller-resource-access',
	policy: 'access.no-seller-access',
	severity: 'warning',
	about: 'No bucket, queue, key or other resource that the stack makes is open to an account that the template names.',
	why: 'The policy speaks of running instances. An account, most likely the seller’s, that reads or changes what the instances work with, or uses the key of their volumes, comes near to that: a reviewer may ask. Accounts of AWS that only write logs are left alone.',
	source: pages.policy,
	reads: ['iam'],
	messages: {
		account: {
			message: '{resource} gives {account} a way to what the product keeps at the buyer’s.',
			help: 'Take the account out, or leave it off until the buyer switches it on, and say in the usage instructions whose account it is and what for.',
		},
	},
	examples: [
		{
			name: 'an account by number',
			files: {'template.yaml': bucket("'111122223333'", "'s3:GetObject'")},
			expect: [{message: 'account', at: "'111122223333'", subject: 'Policy'}],
		},
		{
			name: 'a key',
			files: {
				'template.yaml':
					"Resources:\n  Key:\n    Type: AWS::KMS::Key\n    Properties:\n      KeyPolicy:\n        Statement: [{Effect: Allow, Principal: {AWS: 'arn:aws:iam::111122223333:root'}, Action: 'kms:*', Resource: '*'}]\n",
			},
			expect: [{message: 'account', at: "'arn:aws:iam::111122223333:root'", subject: 'Key'}],
		},
		{name: 'an account of the buyer’s choice', files: {'template.yaml': bucket('!Ref Peer', "'s3:*'")}, expect: []},
		{name: 'a load balancer’s logs', files: {'template.yaml': bucket("'arn:aws:iam::127311923021:root'", "'s3:PutObject'")}, expect: []},
	],
	*check({iam}) {
		for (const {logicalId, type, admissions} of iam.resourcePolicies) {
			// An endpoint's policy says what may go through it, not who is let in.
			if (type === 'AWS::EC2::VPCEndpoint') continue;
			for (const {statement, token, whom} of admissions) {
				const names = statement.actions.map(({text}) => text);
				if (names.length > 0 && names.every((name) => name.toLowerCase() === 's3:putobject')) continue;
				const account = whom.is === 'account' ? `account ${whom.account}` : whom.is === 'organization' ? `organization ${whom.organization}` : undefined;
				if (account !== undefined) yield {message: 'account', place: token.place, subject: logicalId, data: {resource: logicalId, account}};
			}
		}
	},
});
