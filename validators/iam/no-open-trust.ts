import {defineValidator} from '../../src/contract.ts';

const role = (trust: string) =>
	`Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement: [${trust}]\n`;

export const noOpenTrust = defineValidator({
	id: 'iam/no-open-trust',
	policy: 'security.least-privilege',
	severity: 'error',
	about: 'A role says who may assume it.',
	why: 'A role that trusts `*` can be assumed from any AWS account.',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous',
	reads: ['iam'],
	messages: {
		open: {message: '{role} can be assumed from any AWS account.', help: 'Name the service that assumes it, for an instance ec2.amazonaws.com.'},
		conditional: {
			message: '{role} can be assumed from any AWS account that meets {keys}.',
			help: 'Name the service, or the roles of the buyer’s account, that assume it.',
		},
		issuer: {
			message: '{role} can be assumed by whoever gets a token of {issuer}, which serves everyone: no condition says whose tokens are meant.',
			help: 'Add a condition on the token’s subject, such as {issuer}:sub, with the repository or organization from a parameter without a default.',
		},
	},
	examples: [
		{
			name: 'everyone',
			files: {'template.yaml': role("{Effect: Allow, Principal: {AWS: '*'}, Action: 'sts:AssumeRole'}")},
			expect: [{message: 'open', at: "'*'", subject: 'Role'}],
		},
		{
			name: 'everyone with an external id',
			files: {'template.yaml': role("{Effect: Allow, Principal: '*', Action: 'sts:AssumeRole', Condition: {StringEquals: {'sts:ExternalId': larkspur}}}")},
			expect: [{message: 'conditional', at: "'*'"}],
		},
		{
			name: 'everyone but one account',
			files: {'template.yaml': role("{Effect: Allow, NotPrincipal: {AWS: '111122223333'}, Action: 'sts:AssumeRole'}")},
			expect: [{message: 'open', at: "'111122223333'"}],
		},
		{
			name: 'a role of that name in any account',
			files: {
				'template.yaml': role(
					"{Effect: Allow, Principal: {AWS: '*'}, Action: 'sts:AssumeRole', Condition: {ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::*:role/larkspur'}}}",
				),
			},
			expect: [{message: 'conditional', at: "'*'"}],
		},
		{
			name: 'any repository',
			files: {
				'template.yaml': role(
					"{Effect: Allow, Principal: {Federated: !Sub 'arn:aws:iam::${AWS::AccountId}:oidc-provider/token.actions.githubusercontent.com'}, Action: 'sts:AssumeRoleWithWebIdentity', Condition: {StringLike: {'token.actions.githubusercontent.com:sub': 'repo:*'}}}",
				),
			},
			expect: [{message: 'issuer', at: "!Sub 'arn:aws:iam::${AWS::AccountId}:oidc-provider/token.actions.githubusercontent.com'"}],
		},
		{
			name: 'a pool of users',
			files: {
				'template.yaml': role(
					"{Effect: Allow, Principal: {Federated: cognito-identity.amazonaws.com}, Action: 'sts:AssumeRoleWithWebIdentity', Condition: {StringEquals: {'cognito-identity.amazonaws.com:aud': !Ref Pool}}}",
				),
			},
			expect: [],
		},
		{name: 'instances', files: {'template.yaml': role("{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRole'}")}, expect: []},
		{
			name: 'the stack’s own account',
			files: {'template.yaml': role("{Effect: Allow, Principal: {AWS: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'}, Action: 'sts:AssumeRole'}")},
			expect: [],
		},
		{name: 'a Deny', files: {'template.yaml': role("{Effect: Deny, Principal: '*', Action: 'sts:AssumeRole'}")}, expect: []},
	],
	*check({iam}) {
		for (const {logicalId, trust} of iam.identities)
			for (const {token, whom, keys} of trust?.admissions ?? []) {
				if (whom.is === 'issuer') yield {message: 'issuer', place: token.place, subject: logicalId, data: {role: logicalId, issuer: whom.issuer}};
				if (whom.is !== 'everyone') continue;
				yield {
					message: keys.length === 0 ? 'open' : 'conditional',
					place: token.place,
					subject: logicalId,
					data: {role: logicalId, keys: keys.join(', ')},
				};
			}
	},
});
