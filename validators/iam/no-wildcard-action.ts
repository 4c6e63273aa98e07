import {defineValidator} from '../../src/contract.ts';
import {roleWith} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noWildcardAction = defineValidator({
	id: 'iam/no-wildcard-action',
	policy: 'security.least-privilege',
	severity: 'error',
	about: 'No role is allowed every action, or every action of a service, on everything.',
	why: 'AWS asks for the few actions that the product calls, and names `s3:*` as what to avoid where it gets, puts and deletes objects.',
	source: pages.cloudformation,
	reads: ['iam'],
	messages: {
		everything: {
			message: '{identity} may do everything to everything in the buyer’s account: {token} on {resource}.',
			help: 'Name the actions that the product calls, and the resources that it calls them on.',
		},
		service: {
			message: '{identity} may do everything that {service} offers, to everything of it in the buyer’s account: {token} on {resource}.',
			help: 'Name the actions of {service} that the product calls, and the resources that it calls them on.',
		},
		named: {
			message: '{identity} may do everything that {service} offers to what the statement names: {token}.',
			help: 'Name the actions of {service} that the product calls, for S3 most often s3:GetObject, s3:PutObject and s3:DeleteObject.',
		},
	},
	examples: [
		{
			name: 'everything',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: '*', Resource: '*'}")},
			expect: [{message: 'everything', at: "'*'", subject: 'Role'}],
		},
		{
			name: 'all of a service',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: ['ec2:DescribeTags', 's3:*'], Resource: 'arn:aws:s3:::*'}")},
			expect: [{message: 'service', at: "'s3:*'"}],
		},
		{
			name: 'all of a service, by a name of any length',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 'dynamodb:?*', Resource: '*'}")},
			expect: [{message: 'service', at: "'dynamodb:?*'"}],
		},
		{
			name: 'all of a service, in one Region',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 'ec2:*', Resource: '*', Condition: {StringEquals: {'aws:RequestedRegion': us-east-1}}}")},
			expect: [{message: 'service', at: "'ec2:*'"}],
		},
		{
			name: 'all of a service on one bucket',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::larkspur-*/*'}")},
			expect: [{message: 'named', at: "'s3:*'"}],
		},
		{
			name: 'what the Systems Manager agent needs',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: ['ssmmessages:*', 'ec2messages:*'], Resource: '*'}")},
			expect: [],
		},
		{name: 'reading of what can’t be scoped', files: {'template.yaml': roleWith("{Effect: Allow, Action: 'ec2:Describe*', Resource: '*'}")}, expect: []},
		{
			name: 'taken away again',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 's3:*', Resource: '*'}", "{Effect: Deny, Action: 's3:*', Resource: '*'}")},
			expect: [],
		},
		{
			name: 'narrowed by a tag',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 'ec2:*', Resource: '*', Condition: {StringEquals: {'aws:ResourceTag/product': larkspur}}}")},
			expect: [],
		},
	],
	*check({iam}) {
		for (const {logicalId, wide} of iam.identities)
			for (const {policy, width, token, resource, weaklyFenced} of wide) {
				if (policy.kind === 'aws-managed' || width === 'complement') continue;
				const service = token.text.split(':')[0] ?? '';
				yield {
					message: width === 'everything' ? 'everything' : 'service',
					place: token.place,
					subject: logicalId,
					// A Region or a network narrows it a little.
					...(weaklyFenced ? {severity: 'warning' as const} : {}),
					data: {identity: logicalId, token: token.text, resource: resource.text, service},
				};
			}
		for (const {logicalId, policies, wide} of iam.identities) {
			const said = new Set(wide.map(({token}) => token));
			for (const {kind, statements} of policies)
				for (const {effect, actions, resources} of kind === 'aws-managed' ? [] : statements) {
					if (effect === 'Deny' || resources.some(({text}) => text === '*')) continue;
					for (const token of actions) {
						const [, service] = /^([\w-]+):\*$/.exec(token.text) ?? [];
						if (service === undefined || said.has(token)) continue;
						yield {message: 'named', place: token.place, subject: logicalId, severity: 'note', data: {identity: logicalId, token: token.text, service}};
					}
				}
		}
	},
});
