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
		outsider: {
			message: '{role} can be assumed by {who}, which is not the buyer’s.',
			help: 'Take it out. Where the buyer must let it in, ask for it by a parameter without a default.',
		},
		outsiderByDefault: {
			message: '{role} can be assumed by {who}, unless the buyer changes the parameter {parameter}.',
			help: 'Take the default away, so that buyers say themselves whom they let in.',
		},
		off: {
			message: '{role} can be assumed by {who}, once the buyer turns that on.',
			help: 'It is off by default, as it must be. Say in the usage instructions what it is for, what it lets in, and how to turn it off again.',
		},
	},
	examples: [
		{
			name: 'an account that is let in only when the buyer asks for it',
			files: {
				'template.yaml': role(
					"{Effect: Allow, Principal: {AWS: 'arn:aws:iam::111122223333:root'}, Action: 'sts:AssumeRole'}",
					"Parameters:\n  Support: {Type: String, Default: 'no', AllowedValues: ['no', 'yes']}\nConditions:\n  Supported: !Equals [!Ref Support, 'yes']\n",
				).replace('IAM::Role\n', 'IAM::Role\n    Condition: Supported\n'),
			},
			expect: [{message: 'off', at: "'arn:aws:iam::111122223333:root'", subject: 'Role'}],
		},
		{
			name: 'an account that is let in unless the buyer asks for the contrary',
			files: {
				'template.yaml': role(
					"{Effect: Allow, Principal: {AWS: 'arn:aws:iam::111122223333:root'}, Action: 'sts:AssumeRole'}",
					"Parameters:\n  Support: {Type: String, Default: 'yes', AllowedValues: ['no', 'yes']}\nConditions:\n  Supported: !Equals [!Ref Support, 'yes']\n",
				).replace('IAM::Role\n', 'IAM::Role\n    Condition: Supported\n'),
			},
			expect: [{message: 'account', at: "'arn:aws:iam::111122223333:root'"}],
		},
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
			name: 'an account by a condition',
			files: {
				'template.yaml': role(
					"{Effect: Allow, Principal: {AWS: '*'}, Action: 'sts:AssumeRole', Condition: {ArnEquals: {'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/care'}}}",
				),
			},
			expect: [{message: 'account', at: "'arn:aws:iam::111122223333:role/care'"}],
		},
		{
			name: 'an identity provider that the template makes',
			files: {
				'template.yaml': `${role("{Effect: Allow, Principal: {Federated: !Ref Idp}, Action: 'sts:AssumeRoleWithWebIdentity', Condition: {StringEquals: {'id.larkspur-queue.com:aud': queue}}}")}  Idp: {Type: 'AWS::IAM::OIDCProvider', Properties: {Url: 'https://id.larkspur-queue.com', ClientIdList: [queue]}}\n`,
			},
			expect: [{message: 'outsider', at: '!Ref Idp'}],
		},
		{
			name: 'an identity provider of the buyer’s, and one of a cluster',
			files: {
				'template.yaml': `${role("{Effect: Allow, Principal: {Federated: [!Ref Idp, !Ref Cluster]}, Action: 'sts:AssumeRoleWithWebIdentity'}", 'Parameters:\n  Url: {Type: String}\n')}  Idp: {Type: 'AWS::IAM::OIDCProvider', Properties: {Url: !Ref Url}}\n  Cluster: {Type: 'AWS::IAM::OIDCProvider', Properties: {Url: 'https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE'}}\n`,
			},
			expect: [],
		},
		{
			name: 'a repository',
			files: {
				'template.yaml': role(
					"{Effect: Allow, Principal: {Federated: !Sub 'arn:aws:iam::${AWS::AccountId}:oidc-provider/token.actions.githubusercontent.com'}, Action: 'sts:AssumeRoleWithWebIdentity', Condition: {StringLike: {'token.actions.githubusercontent.com:sub': 'repo:larkspur/*'}}}",
				),
			},
			expect: [{message: 'outsider', at: "'repo:larkspur/*'"}],
		},
		{
			name: 'an organization by default',
			files: {
				'template.yaml': role(
					"{Effect: Allow, Principal: '*', Action: 'sts:AssumeRole', Condition: {StringEquals: {'aws:PrincipalOrgID': !Ref Organization}}}",
					'Parameters:\n  Organization: {Type: String, Default: o-a1b2c3d4e5}\n',
				),
			},
			expect: [{message: 'outsiderByDefault', at: '!Ref Organization'}],
		},
		{
			name: 'the buyer’s repository',
			files: {
				'template.yaml': role(
					"{Effect: Allow, Principal: {Federated: !Sub 'arn:aws:iam::${AWS::AccountId}:oidc-provider/token.actions.githubusercontent.com'}, Action: 'sts:AssumeRoleWithWebIdentity', Condition: {StringLike: {'token.actions.githubusercontent.com:sub': !Sub 'repo:${Repository}:*'}}}",
					'Parameters:\n  Repository: {Type: String}\n',
				),
			},
			expect: [],
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
			for (const {token, whom, offByDefault} of trust?.admissions ?? []) {
				const parameter = token.parameter ?? '';
				const who =
					whom.is === 'account'
						? `account ${whom.account}`
						: whom.is === 'organization'
							? `organization ${whom.organization}`
							: whom.is === 'tenant'
								? `${whom.tenant} of ${whom.issuer}`
								: whom.is === 'provider'
									? `whoever gets a token of ${whom.host}`
									: undefined;
				if (who === undefined) continue;
				const base = {place: token.place, subject: logicalId};
				if (offByDefault === true) yield {...base, message: 'off', severity: 'warning', data: {role: logicalId, who}};
				else if (whom.is === 'account')
					yield {...base, message: parameter === '' ? 'account' : 'default', data: {role: logicalId, account: whom.account, parameter}};
				else yield {...base, message: parameter === '' ? 'outsider' : 'outsiderByDefault', data: {role: logicalId, who, parameter}};
			}
	},
});
