import {defineValidator} from '../../src/contract.ts';
import {roleWith} from '../../src/examples.ts';
import {someOf} from '../../src/language/lists.ts';
import {pages} from '../../src/limits.ts';

export const noUnscopedAssumeRole = defineValidator({
	id: 'iam/no-unscoped-assume-role',
	policy: 'security.least-privilege',
	severity: 'error',
	about: 'Roles that may be assumed are named.',
	why: 'Any role that trusts the account can then be assumed, with all its rights.',
	source: pages.cloudformation,
	reads: ['iam'],
	messages: {
		unscoped: {
			message: '{identity} may assume any role that trusts the buyer’s account: {actions} on {resource}.',
			help: 'Name the role that the product assumes.',
		},
	},
	examples: [
		{
			name: 'any role',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 'sts:AssumeRole', Resource: '*'}")},
			expect: [{message: 'unscoped', at: "'*'", subject: 'Role'}],
		},
		{
			name: 'one role',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/larkspur-backup'}")},
			expect: [],
		},
	],
	*check({iam}) {
		for (const {logicalId, unscoped} of iam.identities)
			for (const {policy, class: kind, actions, resource, fix, weaklyFenced} of unscoped) {
				if (policy.kind === 'aws-managed' || kind !== 'assume-role') continue;
				yield {
					message: 'unscoped',
					place: resource.place,
					subject: logicalId,
					...(weaklyFenced ? {severity: 'warning' as const} : {}),
					...(fix === undefined ? {} : {fix}),
					data: {identity: logicalId, actions: someOf(actions), resource: resource.text},
				};
			}
	},
});
