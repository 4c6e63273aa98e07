import {defineValidator} from '../../src/contract.ts';
import {roleWith} from '../../src/examples.ts';
import {unscopedHits} from '../../src/hits.ts';
import {pages} from '../../src/limits.ts';

export const noUnscopedPermissions = defineValidator({
	id: 'iam/no-unscoped-permissions',
	policy: 'security.least-privilege',
	severity: 'warning',
	about: 'Resources whose own policies may be changed are named.',
	why: 'A bucket, queue, key or function can be opened to other accounts by its policy.',
	source: pages.cloudformation,
	reads: ['iam'],
	messages: {
		unscoped: {
			message: '{identity} may change who has access to everything of its kind in the buyer’s account: {actions} on {resource}.',
			help: 'Name the resources, or let the template set their policies.',
		},
	},
	examples: [
		{
			name: 'any function',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 'lambda:AddPermission', Resource: '*'}")},
			expect: [{message: 'unscoped', at: "'*'", subject: 'Role'}],
		},
		{
			name: 'any key by ARN',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 'kms:PutKeyPolicy', Resource: 'arn:aws:kms:*:*:key/*'}")},
			expect: [{message: 'unscoped', at: "'arn:aws:kms:*:*:key/*'"}],
		},
		{
			name: 'one function',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 'lambda:AddPermission', Resource: 'arn:aws:lambda:*:*:function:larkspur'}")},
			expect: [],
		},
	],
	*check({iam}) {
		for (const {weaklyFenced: _, ...hit} of unscopedHits(iam, 'permissions', ['all', 'type'])) yield {message: 'unscoped', ...hit};
	},
});
