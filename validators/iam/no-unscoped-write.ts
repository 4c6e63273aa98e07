import {defineValidator} from '../../src/contract.ts';
import {roleWith} from '../../src/examples.ts';
import {unscopedHits} from '../../src/hits.ts';
import {pages} from '../../src/limits.ts';

export const noUnscopedWrite = defineValidator({
	id: 'iam/no-unscoped-write',
	policy: 'security.least-privilege',
	severity: 'warning',
	about: 'What may be changed or deleted is named.',
	why: 'AWS asks for write access only where it is needed. Actions that take no resource, and what a tag, namespace or the like narrows, are left alone.',
	source: pages.cloudformation,
	reads: ['iam'],
	messages: {
		unscoped: {
			message: '{identity} may change everything of its kind in the buyer’s account: {actions} on {resource}.',
			help: 'Name the resources, by their ARNs in this template or by a condition on a tag that the template sets.',
		},
	},
	examples: [
		{
			name: 'any instance',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: ['ec2:DescribeInstances', 'ec2:TerminateInstances'], Resource: '*'}")},
			expect: [{message: 'unscoped', at: "'*'", subject: 'Role'}],
		},
		{
			name: 'any instance by ARN',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 'ec2:TerminateInstances', Resource: 'arn:aws:ec2:*:*:instance/*'}")},
			expect: [{message: 'unscoped', at: "'arn:aws:ec2:*:*:instance/*'"}],
		},
		{
			name: 'one volume to any instance',
			files: {
				'template.yaml': roleWith(
					"{Effect: Allow, Action: 'ec2:AttachVolume', Resource: ['arn:aws:ec2:*:*:instance/*', 'arn:aws:ec2:*:*:volume/vol-0a1b2c3d4e5f60718']}",
				),
			},
			expect: [],
		},
		{
			name: 'any instance, through a default',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 'ec2:StopInstances', Resource: !If [All, '*', 'arn:aws:ec2:*:*:instance/i-1']}")},
			expect: [{message: 'unscoped', at: "'*'"}],
		},
		{
			name: 'instances with a tag',
			files: {
				'template.yaml': roleWith(
					"{Effect: Allow, Action: 'ec2:StopInstances', Resource: '*', Condition: {StringEquals: {'aws:ResourceTag/product': larkspur}}}",
				),
			},
			expect: [],
		},
		{
			name: 'what can’t be scoped',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: ['ec2:DescribeInstances', 'autoscaling:DescribeAutoScalingGroups'], Resource: '*'}")},
			expect: [],
		},
		{
			name: 'logs and metrics',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: ['logs:PutLogEvents', 'cloudwatch:PutMetricData'], Resource: '*'}")},
			expect: [],
		},
	],
	*check({iam}) {
		for (const {weaklyFenced: _, ...hit} of unscopedHits(iam, 'write', ['all', 'type'])) yield {message: 'unscoped', ...hit};
	},
});
