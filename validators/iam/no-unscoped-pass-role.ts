import {defineValidator} from '../../src/contract.ts';
import {roleWith} from '../../src/examples.ts';
import {unscopedHits} from '../../src/hits.ts';
import {pages} from '../../src/limits.ts';

export const noUnscopedPassRole = defineValidator({
	id: 'iam/no-unscoped-pass-role',
	policy: 'security.least-privilege',
	severity: 'error',
	about: 'Roles that may be passed on are named.',
	why: 'Who may pass any role to a service that runs code has that role’s rights, an administrator’s too.',
	source: pages.cloudformation,
	reads: ['iam'],
	messages: {
		unscoped: {
			message: '{identity} may pass on any role of the buyer’s account: {actions} on {resource}.',
			help: 'Name the role that the product passes on, and the service in a condition on iam:PassedToService.',
		},
	},
	examples: [
		{
			name: 'any role',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 'iam:PassRole', Resource: '*'}")},
			expect: [{message: 'unscoped', at: "'*'", subject: 'Role'}],
		},
		{
			name: 'any role by ARN',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 'iam:PassRole', Resource: 'arn:aws:iam::*:role/*'}")},
			expect: [{message: 'unscoped', at: "'arn:aws:iam::*:role/*'"}],
		},
		{
			name: 'any role, to one service',
			files: {
				'template.yaml': roleWith(
					"{Effect: Allow, Action: 'iam:PassRole', Resource: '*', Condition: {StringEquals: {'iam:PassedToService': ec2.amazonaws.com}}}",
				),
			},
			expect: [{message: 'unscoped', at: "'*'"}],
		},
		{
			name: 'one role',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 'iam:PassRole', Resource: 'arn:aws:iam::*:role/larkspur-node'}")},
			expect: [],
		},
	],
	*check({iam}) {
		for (const {weaklyFenced, ...hit} of unscopedHits(iam, 'pass-role', ['all', 'type']))
			yield {message: 'unscoped', ...hit, ...(weaklyFenced ? {severity: 'warning' as const} : {})};
	},
});
