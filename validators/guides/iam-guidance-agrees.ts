import {defineValidator} from '../../src/contract.ts';
import {roleWith, standalone, version, withTemplate} from '../../src/examples.ts';
import {someOf} from '../../src/language/lists.ts';
import {pages} from '../../src/limits.ts';

const files = (actions: string) => ({
	'listing.json': version([
		standalone({
			UsageInstructions: `Create a role for EC2 with this policy: {"Statement": [{"Effect": "Allow", "Action": [${actions}], "Resource": "arn:aws:s3:::<bucket>/*"}]}. Choose it at launch.`,
		}),
		withTemplate(),
	]),
	'root.yaml': `${roleWith("{Effect: Allow, Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::larkspur/*'}")}  Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Role]}}\n  Host: {Type: AWS::EC2::Instance, Properties: {ImageId: ami-1, IamInstanceProfile: !Ref Profile}}\n`,
});

export const iamGuidanceAgrees = defineValidator({
	id: 'guides/iam-guidance-agrees',
	policy: 'security.single-ami-iam-guidance',
	severity: 'warning',
	about: 'The role that the standalone instructions ask for is the role that the template makes.',
	why: 'The same product needs the same rights, however it is launched. More in the instructions is not minimal; less breaks the product. Resources are not compared.',
	source: pages.policy,
	reads: ['iam'],
	messages: {
		more: {
			message: 'The usage instructions ask for {actions}, which the template’s {role} does without.',
			help: 'Take it out of the instructions, or add it to the template if the product needs it.',
		},
		less: {
			message: 'The usage instructions leave out {actions}, which the template gives to {role}.',
			help: 'Add it to the policy in the instructions, or take it out of the template if the product does without.',
		},
	},
	examples: [
		{
			name: 'more than the template',
			files: files('"s3:GetObject", "s3:PutObject", "s3:DeleteObject"'),
			expect: [{message: 'more', at: 's3:DeleteObject', subject: 'Role'}],
		},
		{
			name: 'less than the template',
			files: files('"s3:GetObject"'),
			expect: [
				{
					message: 'less',
					at: '{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Action\\": [\\"s3:GetObject\\"], \\"Resource\\": \\"arn:aws:s3:::<bucket>/*\\"}]}',
					subject: 'Role',
				},
			],
		},
		{name: 'the same', files: files('"s3:GetObject", "s3:PutObject"'), expect: []},
	],
	*check({iam}) {
		for (const {role, more, less, place} of iam.guidanceGaps) {
			const [first] = more;
			const subject = role.logicalId;
			if (first !== undefined) yield {message: 'more', place: first.place, subject, data: {role: subject, actions: someOf(more.map(({text}) => text))}};
			if (less.length > 0) yield {message: 'less', place, subject, severity: 'note', data: {role: subject, actions: someOf(less)}};
		}
	},
});
