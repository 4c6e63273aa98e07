import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const role = (trust: string, more = '') =>
	`${more}Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement: [${trust}]\n`;

export const noSellerTrust = defineValidator({
	id: 'iam/no-seller-trust',
	policy: 'access.no-seller-access',
	severity: 'error',
	about: 'No role in the buyer’s account trusts an account that the template names.',
	why: 'A template that names an account lets that account, most likely the seller’s, into the account of every buyer.',
	source: pages.policy,
	reads: ['iam'],
	messages: {
		account: {
			message: '{role} can be assumed from account {account}, which is not the buyer’s.',
			help: 'Take the account out. Where the buyer must let another account in, ask for it by a parameter without a default, and for an external id.',
		},
		default: {
			message: '{role} can be assumed from account {account}, unless the buyer changes the parameter {parameter}.',
			help: 'Take the default away, so that buyers name the account themselves.',
		},
	},
	examples: [
		{
			name: 'an account by number',
			files: {'template.yaml': role("{Effect: Allow, Principal: {AWS: 'arn:aws:iam::111122223333:root'}, Action: 'sts:AssumeRole'}")},
			expect: [{message: 'account', at: "'arn:aws:iam::111122223333:root'", subject: 'Role'}],
		},
		{
			name: 'an account by default',
			files: {
				'template.yaml': role(
					"{Effect: Allow, Principal: {AWS: !Sub 'arn:aws:iam::${Support}:root'}, Action: 'sts:AssumeRole'}",
					"Parameters:\n  Support: {Type: String, Default: '111122223333'}\n",
				),
			},
			expect: [{message: 'default', at: "!Sub 'arn:aws:iam::${Support}:root'"}],
		},
		{
			name: 'a role of the template',
			files: {'template.yaml': role("{Effect: Allow, Principal: {AWS: !GetAtt Other.Arn}, Action: 'sts:AssumeRole'}")},
			expect: [],
		},
		{
			name: 'the buyer’s own account',
			files: {'template.yaml': role("{Effect: Allow, Principal: {AWS: !Ref 'AWS::AccountId'}, Action: 'sts:AssumeRole'}")},
			expect: [],
		},
	],
	*check({iam}) {
		for (const {logicalId, trust} of iam.identities)
			for (const {effect, principals} of trust?.statements ?? [])
				for (const {token, whom} of effect === 'Deny' ? [] : principals) {
					if (whom.is !== 'account') continue;
					const data = {role: logicalId, account: whom.account, parameter: token.parameter ?? ''};
					yield {message: token.parameter === undefined ? 'account' : 'default', place: token.place, subject: logicalId, data};
				}
	},
});
