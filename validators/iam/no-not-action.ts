import {defineValidator} from '../../src/contract.ts';
import {roleWith} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noNotAction = defineValidator({
	id: 'iam/no-not-action',
	policy: 'security.least-privilege',
	severity: 'error',
	about: 'No role is allowed all actions but a few on everything.',
	why: '`Allow` with `NotAction` grants every other action of every service, those that AWS adds later too.',
	source: pages.cloudformation,
	reads: ['iam'],
	messages: {
		complement: {
			message: '{identity} may do everything but {left} to everything in the buyer’s account.',
			help: 'Name the actions that the product calls under Action, and the resources that it calls them on.',
		},
	},
	examples: [
		{
			name: 'all but IAM',
			files: {'template.yaml': roleWith("{Effect: Allow, NotAction: 'iam:*', Resource: '*'}")},
			expect: [{message: 'complement', at: "'iam:*'", subject: 'Role'}],
		},
		{name: 'a Deny', files: {'template.yaml': roleWith("{Effect: Deny, NotAction: 's3:GetObject', Resource: '*'}")}, expect: []},
		{
			name: 'on one bucket',
			files: {'template.yaml': roleWith("{Effect: Allow, NotAction: 's3:DeleteBucket', Resource: 'arn:aws:s3:::larkspur-*'}")},
			expect: [],
		},
	],
	*check({iam}) {
		for (const {logicalId, wide} of iam.identities)
			for (const {policy, width, token, statement} of wide) {
				if (policy.kind === 'aws-managed' || width !== 'complement') continue;
				const left = statement.notActions.map(({text}) => text).join(', ');
				yield {message: 'complement', place: token.place, subject: logicalId, data: {identity: logicalId, left}};
			}
	},
});
