import test from 'ava';
import {check} from '../../src/check.ts';
import {roleWith, standalone, version, withTemplate} from '../../src/examples.ts';
import type {Finding} from '../../src/outcome.ts';
import {validators} from '../../validators/index.ts';
import {today} from '../helpers/submission.ts';

async function findingsIn(files: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
	const inputs = Object.entries(files).map(([file, text]) => ({file, bytes: new TextEncoder().encode(text)}));
	const rules = validators.filter(({id}) => /^(?:iam|guides)\//.test(id));
	return (await check({inputs, validators: rules, today})).findings;
}

const host = `  Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Role]}}
  Bucket: {Type: AWS::S3::Bucket}
  Host: {Type: AWS::EC2::Instance, Properties: {ImageId: ami-1, IamInstanceProfile: !Ref Profile}}
`;
const template =
	roleWith("{Effect: Allow, Action: 's3:PutObject', Resource: !Sub '${Bucket.Arn}/*', Condition: {StringEquals: {'s3:x-amz-acl': private}}}") + host;
const listing = (UsageInstructions: string) => version([standalone({UsageInstructions}), withTemplate()]);

test('where guidance is missing, a paragraph made from the template’s role is offered', async (t) => {
	const [finding, ...others] = (await findingsIn({'listing.json': listing('Launch the AMI. Then sign in.'), 'root.yaml': template})).filter(
		({rule}) => rule === 'guides/require-single-ami-iam-guidance',
	);
	t.deepEqual(others, []);
	const [, json = ''] = /with this policy: (\{.*\})\. At launch/.exec(finding?.help ?? '') ?? [];
	t.deepEqual(JSON.parse(json), {
		Version: '2012-10-17',
		Statement: [{Effect: 'Allow', Action: 's3:PutObject', Resource: '<ARN of Bucket>/*', Condition: {StringEquals: {'s3:x-amz-acl': 'private'}}}],
	});
});

const texts: Readonly<Record<string, readonly [text: string, expected: readonly string[]]>> = {
	'a policy for everything': [
		'Create a role with this policy:\n\n```json\n{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}\n```\n',
		['error iam/no-wildcard-action *'],
	],
	'a managed policy': [
		'Attach the AmazonEC2FullAccess policy to the role.\n',
		['error iam/no-broad-managed-policy AmazonEC2FullAccess', 'warning iam/no-escalation-path AmazonEC2FullAccess'],
	],
	'a managed policy that is warned against': ['Do not attach the AmazonEC2FullAccess policy to the role.\n', []],
	'a narrow policy': [
		'Create a role with this policy:\n\n```json\n{"Statement": [{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::<bucket>/*"}]}\n```\n',
		[],
	],
	'any role passed': [
		'Create a role with this policy:\n\n```json\n{"Statement": [{"Effect": "Allow", "Action": ["iam:PassRole"], "Resource": "*"}]}\n```\n',
		['error iam/no-unscoped-pass-role *'],
	],
};
for (const [name, [text, expected]] of Object.entries(texts))
	test(`a document asks for ${name}`, async (t) => {
		const findings = (await findingsIn({'README.md': `# Larkspur\n\n${text}`})).filter(({rule}) => rule.startsWith('iam/'));
		t.deepEqual(
			findings.map(({severity, rule, excerpt}) => `${severity} ${rule} ${excerpt}`),
			expected,
		);
	});

test('instructions that ask for too much are a breach of the guidance, at the token', async (t) => {
	const text = 'Create an IAM role for EC2 with this policy: {"Statement": [{"Effect": "Allow", "Action": ["ec2:*"], "Resource": "*"}]}. Choose it at launch.';
	const findings = (await findingsIn({'listing.json': listing(text), 'root.yaml': template})).filter(
		({rule}) => rule === 'guides/require-single-ami-iam-guidance',
	);
	t.deepEqual(
		findings.map(({severity, message, excerpt}) => [severity, excerpt, message.includes('ec2:*')]),
		[['error', 'ec2:*', true]],
	);
});
