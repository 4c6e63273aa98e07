import {defineValidator} from '../../src/contract.ts';

const role = (more: string) =>
	`Parameters:\n  Monitor: {Type: String}\n  Id: {Type: String}\nResources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement: [{Effect: Allow, Principal: {AWS: !Ref Monitor}, Action: 'sts:AssumeRole'${more}}]\n`;

export const requireExternalId = defineValidator({
	id: 'iam/require-external-id',
	policy: 'security.least-privilege',
	severity: 'warning',
	about: 'A role that another account may assume asks for an external id.',
	why: 'Without one, whoever else is served by that account can have it act in the buyer’s: the confused deputy.',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
	reads: ['iam'],
	messages: {
		missing: {
			message: '{role} can be assumed from the account that {parameter} names, without an external id.',
			help: 'Add the condition StringEquals sts:ExternalId, with a parameter for the id.',
		},
	},
	examples: [
		{name: 'none', files: {'template.yaml': role('')}, expect: [{message: 'missing', at: '!Ref Monitor', subject: 'Role'}]},
		{name: 'asked for', files: {'template.yaml': role(", Condition: {StringEquals: {'sts:ExternalId': !Ref Id}}")}, expect: []},
	],
	*check({iam}) {
		for (const {logicalId, trust, inCutTemplate} of iam.identities) {
			// The condition may be in the part that could not be read.
			if (inCutTemplate) continue;
			for (const {effect, principals, conditions} of trust?.statements ?? []) {
				if (effect === 'Deny' || conditions.length > 0) continue;
				for (const {token, whom} of principals)
					if (whom.is === 'parameter') yield {message: 'missing', place: token.place, subject: logicalId, data: {role: logicalId, parameter: whom.parameter}};
			}
		}
	},
});
