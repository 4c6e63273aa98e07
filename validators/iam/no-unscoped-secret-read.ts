import {defineValidator} from '../../src/contract.ts';
import {roleWith} from '../../src/examples.ts';
import {unscopedHits} from '../../src/hits.ts';
import {pages} from '../../src/limits.ts';

export const noUnscopedSecretRead = defineValidator({
	id: 'iam/no-unscoped-secret-read',
	policy: 'security.least-privilege',
	severity: 'error',
	about: 'Secrets that may be read are named.',
	why: 'Every password and key that the buyer keeps would be open to the product.',
	source: pages.cloudformation,
	reads: ['iam'],
	messages: {
		unscoped: {
			message: '{identity} may read secrets of everything in the buyer’s account: {actions} on {resource}.',
			help: 'Name the secret, or have the template create it and refer to it.',
		},
	},
	examples: [
		{
			name: 'any secret',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 'secretsmanager:GetSecretValue', Resource: '*'}")},
			expect: [{message: 'unscoped', at: "'*'", subject: 'Role'}],
		},
		{
			name: 'any secret by ARN',
			files: {
				'template.yaml': roleWith(
					"{Effect: Allow, Action: 'secretsmanager:Get*', Resource: !Sub 'arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:*'}",
				),
			},
			expect: [{message: 'unscoped', at: "!Sub 'arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:*'"}],
		},
		{
			name: 'secrets of the product',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 'secretsmanager:GetSecretValue', Resource: 'arn:aws:secretsmanager:*:*:secret:larkspur/*'}")},
			expect: [],
		},
	],
	*check({iam}) {
		for (const {weaklyFenced, ...hit} of unscopedHits(iam, 'secret-read', ['all', 'type']))
			yield {message: 'unscoped', ...hit, ...(weaklyFenced ? {severity: 'warning' as const} : {})};
	},
});
