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
			for (const {effect, principals, conditions} of trust?.statements ?? []) {
				if (effect === 'Deny') continue;
				for (const {token, whom, kind} of principals) {
					if (whom.is !== 'everyone' || kind === 'Service') continue;
					const keys = conditions.map(({key}) => key);
					// A condition on the account or organization names who is meant after all.
					if (keys.some((key) => /^aws:(?:Principal(?:Account|Arn|OrgID|OrgPaths)|SourceA(?:ccount|rn)|SourceOrgID)$/i.test(key))) continue;
					yield {
						message: keys.length === 0 ? 'open' : 'conditional',
						place: token.place,
						subject: logicalId,
						data: {role: logicalId, keys: keys.join(', ')},
					};
				}
			}
	},
});
