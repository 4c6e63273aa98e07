import {defineValidator} from '../../src/contract.ts';
import {roleWith} from '../../src/examples.ts';
import {someOf} from '../../src/language/lists.ts';

export const noDeadCondition = defineValidator({
	id: 'iam/no-dead-condition',
	policy: 'security.least-privilege',
	severity: 'warning',
	about: 'A condition is on keys that the actions honour.',
	why: 'A key that an action’s requests do not hold fences nothing: with a negated operator, `IfExists` or `ForAllValues` the action is allowed all the same; with others it is never allowed, and products are then given more to make them work.',
	source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
	reads: ['iam'],
	messages: {
		open: {
			message: '{key} does not narrow {actions}: AWS has no such key for it, and {operator} then lets every request through.',
			help: 'Name the resources, or use a key that AWS lists for the action. Where the service’s own documentation has the key for it, leave it as it is.',
		},
		closed: {
			message: '{key} is no key of {actions}: the condition never holds, and the action is never allowed.',
			help: 'Put these actions in a statement of their own, or use a key that AWS lists for them. Where the service’s own documentation has the key for them, leave it as it is.',
		},
	},
	examples: [
		{
			name: 'passed over',
			files: {
				'template.yaml': roleWith(
					"{Effect: Allow, Action: 'ec2:DescribeInstances', Resource: '*', Condition: {StringEqualsIfExists: {'ec2:ResourceTag/product': larkspur}}}",
				),
			},
			expect: [{message: 'open', at: "'ec2:ResourceTag/product'", subject: 'Role'}],
		},
		{
			name: 'never allowed',
			files: {
				'template.yaml': roleWith(
					"{Effect: Allow, Action: 'ec2:DescribeVolumes', Resource: '*', Condition: {StringEquals: {'aws:ResourceTag/product': larkspur}}}",
				),
			},
			expect: [{message: 'closed', at: "'aws:ResourceTag/product'"}],
		},
		{
			name: 'honoured',
			files: {
				'template.yaml': roleWith(
					"{Effect: Allow, Action: 'ec2:StopInstances', Resource: '*', Condition: {StringEquals: {'aws:ResourceTag/product': larkspur}}}",
				),
			},
			expect: [],
		},
		{
			name: 'a key of every request',
			files: {
				'template.yaml': roleWith(
					"{Effect: Allow, Action: 'ec2:DescribeVolumes', Resource: '*', Condition: {StringEquals: {'aws:RequestedRegion': us-east-1}}}",
				),
			},
			expect: [],
		},
		{
			name: 'a key whose end is the seller’s',
			files: {
				'template.yaml': roleWith(
					"{Effect: Allow, Action: 'kms:Decrypt', Resource: '*', Condition: {StringEquals: {'kms:EncryptionContext:stack': larkspur}}}",
				),
			},
			expect: [],
		},
		{
			name: 'a key of the instance’s session',
			files: {
				'template.yaml': roleWith(
					"{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::larkspur/*', Condition: {ArnLike: {'ec2:SourceInstanceARN': 'arn:aws:ec2:*:*:instance/*'}}}",
				),
			},
			expect: [],
		},
		{
			name: 'a tag key of another service',
			files: {
				'template.yaml': roleWith(
					"{Effect: Allow, Action: 's3:GetObject', Resource: '*', Condition: {StringEquals: {'secretsmanager:ResourceTag/stack': larkspur}}}",
				),
			},
			expect: [{message: 'closed', at: "'secretsmanager:ResourceTag/stack'"}],
		},
	],
	*check({iam}) {
		for (const {logicalId, deadConditions} of iam.identities)
			for (const {condition, actions, effect, all} of deadConditions) {
				yield {
					message: effect,
					place: condition.place,
					subject: logicalId,
					// Where it does its work for other actions of the statement, it is most likely meant for those.
					...(all ? {} : {severity: 'note' as const}),
					data: {key: condition.key, actions: someOf(actions), operator: condition.operator},
				};
			}
	},
});
