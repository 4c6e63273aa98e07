import test from 'ava';
import {standalone, version} from '../../../src/examples.ts';
import {attachmentsIn} from '../../../src/gather/policy-texts/attachments.ts';
import {policyTextsOf} from '../../helpers/policy-texts.ts';
import {at} from '../../helpers/template.ts';

const attaches = test.macro({
	async exec(t, text: string, wanted: readonly (readonly [policy: string, written: string])[], stance = 'asked') {
		const source = `# Guide\n\n${text}\n`;
		const {attachments} = await policyTextsOf({'guide.md': source});
		t.deepEqual(
			attachments.map(({policy, written}) => [policy, at(source, written.place)]),
			wanted,
		);
		for (const found of attachments) t.deepEqual([found.stance, found.written.value], [stance, at(source, found.written.place)]);
	},
	title: (given = '', text) => `attachments: ${given === '' ? text : given}`,
});

const same = (...names: readonly string[]) => names.map((name): readonly [string, string] => [name, name]);
test(attaches, 'Attach the AmazonS3FullAccess policy to the role.', same('AmazonS3FullAccess'));
test(
	attaches,
	'Attach **AmazonSSMManagedInstanceCore** and `CloudWatchAgentServerPolicy`.',
	same('AmazonSSMManagedInstanceCore', 'CloudWatchAgentServerPolicy'),
);
test(
	attaches,
	'Give it AWSLambda_FullAccess, AmazonEC2RoleforSSM or SecretsManagerReadWrite.',
	same('AWSLambda_FullAccess', 'AmazonEC2RoleforSSM', 'SecretsManagerReadWrite'),
);
test(attaches, 'Do not attach AdministratorAccess or PowerUserAccess.', []);
test(attaches, 'Instead of AdministratorAccess, attach AmazonS3ReadOnlyAccess.', same('AmazonS3ReadOnlyAccess'));
test(attaches, 'Attach `arn:aws:iam::aws:policy/AdministratorAccess`.', [['AdministratorAccess', 'arn:aws:iam::aws:policy/AdministratorAccess']]);
test(attaches, 'Attach arn:aws-us-gov:iam::aws:policy/service-role/AmazonEC2RoleforSSM.', [
	['AmazonEC2RoleforSSM', 'arn:aws-us-gov:iam::aws:policy/service-role/AmazonEC2RoleforSSM'],
]);
test(attaches, 'Grant the role administrator access.', [['AdministratorAccess', 'administrator access']]);
test(attaches, 'The IAM role needs full access to Amazon S3 and full EC2 access.', [
	['AmazonS3FullAccess', 'full access to Amazon S3'],
	['AmazonEC2FullAccess', 'full EC2 access'],
]);
test(attaches, 'Give the user administrator access to the web console.', []);
test(attaches, 'Run it on AmazonLinux in an AWSRegion with the LarkspurBackupPolicy, AWSMarketplace and MyFullAccess.', []);
test(
	'in a list below what asks for it',
	attaches,
	'The role needs these policies:\n\n- AmazonS3ReadOnlyAccess\n- IAMReadOnlyAccess (for users)',
	same('AmazonS3ReadOnlyAccess', 'IAMReadOnlyAccess'),
);
test('in a list of what not to attach', attaches, 'Never attach these:\n\n- AdministratorAccess\n- IAMFullAccess', []);
test('in a table', attaches, '| Required policy | Why |\n|---|---|\n| AmazonS3ReadOnlyAccess | reads |', same('AmazonS3ReadOnlyAccess'));
test('only spoken of', attaches, 'SecurityAudit reads settings.', same('SecurityAudit'), 'named');
test(
	'in commands',
	attaches,
	'```sh\naws iam attach-role-policy --role-name r \\\n  --policy-arn arn:aws:iam::aws:policy/AmazonS3FullAccess\naws iam detach-role-policy --role-name r --policy-arn arn:aws:iam::aws:policy/AdministratorAccess\n```',
	[['AmazonS3FullAccess', 'arn:aws:iam::aws:policy/AmazonS3FullAccess']],
);
test('in a template', attaches, '```yaml\nManagedPolicyArns:\n  - arn:aws:iam::aws:policy/PowerUserAccess\n```', [
	['PowerUserAccess', 'arn:aws:iam::aws:policy/PowerUserAccess'],
]);

const allows = test.macro({
	async exec(t, text: string, wanted: readonly (readonly [actions: readonly string[], resources: readonly string[]])[]) {
		const source = `# Guide\n\n${text}\n`;
		const {actions: found} = await policyTextsOf({'guide.md': source});
		t.deepEqual(
			found.map(({actions, resources}) => [actions.map(({place}) => at(source, place)), resources.map(({place}) => at(source, place))]),
			wanted,
		);
		for (const token of found.flatMap(({actions, resources}) => [...actions, ...resources])) t.is(token.value, at(source, token.place));
	},
	title: (given = '', text) => `actions: ${given === '' ? text : given}`,
});

test(allows, 'The role needs s3:GetObject and s3:PutObject on your bucket.', [[['s3:GetObject', 's3:PutObject'], []]]);
test(allows, 'It needs `ec2:*` and kms:Decrypt. It also needs s3:List*.', [
	[['ec2:*', 'kms:Decrypt'], []],
	[['s3:List*'], []],
]);
test(allows, 'Allow "s3:*" and "ec2:*" to it.', [[['s3:*', 'ec2:*'], []]]);
test(allows, 'Allow s3:GetObject on arn:aws:s3:::<bucket>/x and `arn:aws:s3:::b/*`.', [[['s3:GetObject'], ['arn:aws:s3:::<bucket>/x', 'arn:aws:s3:::b/*']]]);
test(allows, 'Never allow s3:* or *:*.', []);
test(allows, 'Allow s3:GetObject, but not s3:DeleteObject.', [[['s3:GetObject'], []]]);
test(allows, 'Allow `*:*` to it.', [[['*:*'], []]]);
test(
	allows,
	'Use aws:SourceIp, iam:PassedToService, s3:prefix, http://x:Y, note:This, Name=tag:Role, arn:aws:ec2:*:*:instance/* and s3:ObjectCreated:Put.',
	[],
);
test('in a table, a cell each', allows, '| Action | Why |\n|---|---|\n| s3:GetObject, s3:PutObject | backups |\n| logs:PutLogEvents | logs |', [
	[['s3:GetObject', 's3:PutObject'], []],
	[['logs:PutLogEvents'], []],
]);
test('in a list', allows, 'Permissions:\n\n* `ssm:GetParameter`\n* ec2:DescribeInstances', [
	[['ssm:GetParameter'], []],
	[['ec2:DescribeInstances'], []],
]);

test('actions: told to allow, or only spoken of', async (t) => {
	const {actions} = await policyTextsOf({'a.md': '# Guide\n\nThe role needs s3:GetObject. An error on s3:PutObject means that the bucket is full.\n'});
	t.deepEqual(
		actions.map(({stance}) => stance),
		['asked', 'named'],
	);
});

test('usage instructions: all of it, where the request has it', async (t) => {
	const listing = version([
		standalone({
			UsageInstructions:
				'1. Create a role.\n2. Attach AmazonS3FullAccess.\n3. It needs \u201cs3:GetObject\u201d.\n\nPermissions:\n- kms:Decrypt\n- kms:Sign\n4. aws s3 ls s3://x',
		}),
	]);
	const {attachments, actions, calls} = await policyTextsOf({'listing.json': listing});
	t.deepEqual(
		attachments.map(({origin, stance, written}) => [origin, stance, at(listing, written.place)]),
		[[{from: 'usage-instructions', option: 'standalone'}, 'asked', 'AmazonS3FullAccess']],
	);
	t.deepEqual(
		actions.map((found) => [found.stance, ...found.actions.map(({place}) => at(listing, place))]),
		[
			['asked', 's3:GetObject'],
			['asked', 'kms:Decrypt'],
			['asked', 'kms:Sign'],
		],
	);
	t.deepEqual(
		calls.map(({action, call}) => [action, at(listing, call.place)]),
		[['ListBucket', 'aws s3 ls']],
	);
});

test('names among thousands of ARNs are looked up in one go, and those inside of an ARN are told once', (t) => {
	const value = 'ReadOnlyAccess, arn:aws:iam::aws:policy/ReadOnlyAccess '.repeat(50_000);
	const found = attachmentsIn({text: {value, place: {file: 'a', range: [0, value.length]}}, isCode: true, lead: ''}, new Map(), () => true);
	t.deepEqual(
		found.slice(0, 2).map(({policy, stance}) => [policy, stance]),
		[
			['ReadOnlyAccess', 'asked'],
			['ReadOnlyAccess', 'asked'],
		],
	);
	t.is(found.length, 200);
});
