import {defineValidator} from '../../src/contract.ts';
import {roleWith} from '../../src/examples.ts';
import {unscopedHits} from '../../src/hits.ts';
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
		for (const {weaklyFenced, ...hit} of unscopedHits(iam, 'assume-role', ['all', 'type']))
			yield {message: 'unscoped', ...hit, ...(weaklyFenced ? {severity: 'warning' as const} : {})};
	},
});
