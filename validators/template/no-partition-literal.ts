import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const role = (arn: string) =>
	`Resources:\n  Role:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Statement: {Effect: Allow, Action: 's3:GetObject', Resource: ${arn}}\n`;

export const noPartitionLiteral = defineValidator({
	id: 'template/no-partition-literal',
	policy: 'architecture.region-agnostic',
	severity: 'note',
	about: 'ARNs in a template take their partition from AWS::Partition.',
	why: 'In the Regions of AWS GovCloud (US) and China, ARNs begin with another partition. In all other Regions arn:aws: is right, and so are the ARNs of policies that AWS manages here: one note a template is enough.',
	source: pages.cloudformation,
	reads: ['templates'],
	messages: {
		literal: {
			message: 'This ARN names the partition aws ({count} in the template), so that it means nothing in AWS GovCloud (US).',
			help: 'If you offer the product there, write the ARN with !Sub and the pseudo parameter AWS::Partition.',
		},
	},
	examples: [
		{
			name: 'a bucket',
			files: {'template.yaml': role('arn:aws:s3:::larkspur-data/*')},
			expect: [{message: 'literal', at: 'arn:aws:', subject: 'template.yaml'}],
		},
		{name: 'the partition at hand', files: {'template.yaml': role("!Sub 'arn:${AWS::Partition}:s3:::larkspur-data/*'")}, expect: []},
		{
			name: 'a policy that AWS manages',
			files: {
				'template.yaml':
					"Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore']\n",
			},
			expect: [],
		},
	],
	*check({templates}) {
		for (const {file, locations} of templates) {
			const literals = locations.filter(({kind, where}) => kind === 'partition' && (where === 'resource' || where === 'output'));
			const [first] = literals;
			if (first !== undefined) yield {message: 'literal', place: first.place, subject: file, data: {count: literals.length}};
		}
	},
});
