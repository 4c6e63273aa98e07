import {defineValidator} from '../../src/contract.ts';
import {roleWith} from '../../src/examples.ts';
import {unscopedHits} from '../../src/hits.ts';
import {pages} from '../../src/limits.ts';

export const noUnscopedPrivilege = defineValidator({
	id: 'iam/no-unscoped-privilege',
	policy: 'security.least-privilege',
	severity: 'error',
	about: 'No role may change the rights of all others.',
	why: 'Such an action lets the product, or whoever breaks into it, make itself an administrator of the buyer’s account.',
	source: pages.cloudformation,
	reads: ['iam'],
	messages: {
		unscoped: {
			message: '{identity} may change rights in the buyer’s account: {actions} on {resource}.',
			help: 'Let the template create roles and policies. Where the product must, name them by a path or prefix of its own, and ask for a permissions boundary.',
		},
	},
	examples: [
		{
			name: 'writing policies',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: ['iam:CreateRole', 'iam:PutRolePolicy'], Resource: '*'}")},
			expect: [{message: 'unscoped', at: "'*'", subject: 'Role'}],
		},
		{
			name: 'roles under a path',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 'iam:CreateRole', Resource: 'arn:aws:iam::*:role/larkspur/*'}")},
			expect: [],
		},
	],
	*check({iam}) {
		for (const {weaklyFenced, ...hit} of unscopedHits(iam, 'privilege', ['all', 'type']))
			yield {message: 'unscoped', ...hit, ...(weaklyFenced ? {severity: 'warning' as const} : {})};
	},
});
