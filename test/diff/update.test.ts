import test from 'ava';
import {changesBetween, compareTexts} from '../helpers/diff.ts';

const told = test.macro({
	async exec(t, old: string, next: string, expected: readonly {kind: string; severity: string; was?: string; is?: string; message?: string}[]) {
		const [before, after] = [old, next].map(
			(resource) => `Mappings:\n  Images:\n    us-east-1: {id: ami-1}\nResources:\n  Topic: {Type: AWS::SNS::Topic}\n${resource}`,
		) as [string, string];
		const changes = await changesBetween(t, before, after.replace('ami-1', 'ami-2'));
		t.is(changes.length, expected.length);
		for (const [index, want] of expected.entries()) t.like(changes[index], want);
	},
	title: (given = '') => `data: ${given}`,
});
const table = (properties: string, more = '') => `  Table: {Type: AWS::DynamoDB::Table, ${more}Properties: ${properties}}\n`;

test('a property that replaces', told, table('{TableName: one}'), table('{TableName: two}'), [
	{
		kind: 'data/replaced',
		severity: 'error',
		was: 'one',
		is: 'two',
		message:
			'Table (AWS::DynamoDB::Table) is replaced when a stack is updated, since TableName changes from one to two: the old one is deleted, and with it its items.',
	},
]);
test('one that keeps the old', told, table('{TableName: one}', 'UpdateReplacePolicy: Retain, '), table('{TableName: two}', 'UpdateReplacePolicy: Retain, '), [
	{kind: 'data/replaced', severity: 'warning'},
]);
test(
	'one that may replace',
	told,
	'  Db: {Type: AWS::RDS::DBInstance, Properties: {Engine: mysql}}\n',
	'  Db: {Type: AWS::RDS::DBInstance, Properties: {Engine: postgres}}\n',
	[{kind: 'data/may-be-replaced', severity: 'warning', was: 'mysql', is: 'postgres'}],
);
test('one that does not', told, table('{BillingMode: PROVISIONED}'), table('{BillingMode: PAY_PER_REQUEST}'), []);
test(
	'what refers to what is replaced',
	told,
	`  Key: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/24}}\n  Disk: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Key, Volumes: [{VolumeId: v}]}}\n`,
	`  Key: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.1.0.0/24}}\n  Disk: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Key, Volumes: [{VolumeId: v}]}}\n`,
	[
		{
			kind: 'data/replaced',
			severity: 'error',
			is: '!Ref Key',
			message:
				'Disk (AWS::EC2::Instance) is replaced when a stack is updated, since SubnetId refers to Key, which is replaced: the old one is deleted, and with it what is on its disks.',
		},
	],
);
test(
	'an image from a mapping that changed',
	told,
	'  App: {Type: AWS::EC2::Instance, Properties: {ImageId: !FindInMap [Images, !Ref AWS::Region, id]}}\n',
	'  App: {Type: AWS::EC2::Instance, Properties: {ImageId: !FindInMap [Images, !Ref AWS::Region, id]}}\n',
	[
		{
			kind: 'data/replaced',
			severity: 'warning',
			message:
				'App (AWS::EC2::Instance) is replaced when a stack is updated, since ImageId changes from ami-1 to ami-2: the old one is deleted, and with it what is on its disks.',
		},
	],
);
test('one expression for another that comes to the same', told, table('{TableName: one}'), table('{TableName: !Sub one}'), []);
test('a value that Fn::If may leave as it was', told, table('{TableName: one}'), table('{TableName: !If [IsNew, two, one]}'), [
	{kind: 'data/may-be-replaced', severity: 'warning'},
]);
test('one that is gone', told, table('{}'), '', [
	{
		kind: 'data/removed',
		severity: 'error',
		was: 'Table',
		message: 'Table (AWS::DynamoDB::Table) is not in the new release: when a stack is updated, it is deleted, and with it its items.',
	},
]);
test('one that is gone but kept', told, table('{}', 'DeletionPolicy: Retain, '), '', [{kind: 'data/removed', severity: 'warning'}]);
test('a database that is gone', told, '  Db: {Type: AWS::RDS::DBInstance, Properties: {}}\n', '', [{kind: 'data/removed', severity: 'warning'}]);
test('another name', told, table('{TableName: one}'), table('{TableName: one}').replace('Table:', 'Items:'), [
	{
		kind: 'data/removed',
		severity: 'error',
		is: 'Items',
		message:
			'Table (AWS::DynamoDB::Table) is not in the new release: when a stack is updated, it is deleted, and with it its items. To CloudFormation Items of the new release is another resource.',
	},
]);
test('a condition that it did not have', told, table('{}'), table('{}', 'Condition: IsNew, '), [{kind: 'data/removed', severity: 'warning', is: 'IsNew'}]);
test('protection that is gone', told, table('{DeletionProtectionEnabled: true}', 'DeletionPolicy: Retain, '), table('{DeletionProtectionEnabled: false}'), [
	{kind: 'data/protection-removed', severity: 'warning', is: 'Table', was: 'Retain'},
	{kind: 'data/protection-removed', severity: 'warning', is: 'DeletionProtectionEnabled', was: 'true'},
]);

const asks = test.macro({
	async exec(t, old: string, next: string, expected: readonly {kind: string; severity: string; was?: string; is?: string; message?: string}[]) {
		const [before, after] = [old, next].map(
			(parameter) => `Parameters:\n  Other: {Type: String}\n${parameter}Resources:\n  Topic: {Type: AWS::SNS::Topic}\n`,
		) as [string, string];
		const changes = await changesBetween(t, before, after);
		t.is(changes.length, expected.length);
		for (const [index, want] of expected.entries()) t.like(changes[index], want);
	},
	title: (given = '') => `parameter: ${given}`,
});
const size = (more: string) => `  Size: {Type: String${more}}\n`;
test('gone', asks, size(', Default: a'), '', [
	{
		kind: 'update/parameter-removed',
		severity: 'warning',
		was: 'Size',
		message: 'Size is gone: an update that still gives it fails, and what buyers had chosen is dropped.',
	},
]);
test('renamed', asks, size(', Default: a'), size(', Default: a').replace('Size', 'Scale'), [
	{kind: 'update/parameter-renamed', severity: 'warning', was: 'Size', is: 'Scale'},
]);
test('new without a default', asks, '', size(''), [{kind: 'update/parameter-required', severity: 'warning', is: 'Size'}]);
test('new with a default', asks, '', size(', Default: a'), []);
test('another type', asks, '  Size: {Type: String}\n', '  Size: {Type: Number}\n', [
	{kind: 'update/parameter-type', severity: 'warning', was: 'String', is: 'Number'},
]);
test('another default', asks, size(', Default: a'), size(', Default: b'), [{kind: 'update/parameter-default', severity: 'note', was: 'a', is: 'b'}]);
test('values that leave the old default out', asks, size(', Default: a, AllowedValues: [a, b]'), size(', Default: b, AllowedValues: [b]'), [
	{
		kind: 'update/parameter-narrowed',
		severity: 'warning',
		was: 'a',
		is: '[b]',
		message: 'Size no longer takes "a", the old default: it is not among the allowed values. Stacks that have it can\'t be updated.',
	},
	{kind: 'update/parameter-default', severity: 'note'},
]);
test('a pattern that leaves the old default out', asks, size(', Default: ab'), size(', Default: ab, AllowedPattern: "[0-9]+"'), [
	{kind: 'update/parameter-narrowed', severity: 'warning', is: '"[0-9]+"'},
]);
test('a length that leaves the old default out', asks, size(', Default: ab'), size(', Default: abc, MinLength: 3'), [
	{kind: 'update/parameter-narrowed', severity: 'warning', is: '3'},
	{kind: 'update/parameter-default', severity: 'note'},
]);
test('fewer values', asks, size(', Default: a, AllowedValues: [a, b]'), size(', Default: a, AllowedValues: [a]'), [
	{kind: 'update/parameter-narrowed', severity: 'warning', was: 'b', message: 'Size no longer takes "b": a stack that has another can\'t be updated.'},
]);
test('no longer hidden, and its default is not told', asks, size(', Default: geheim, NoEcho: true'), size(', Default: secreto'), [
	{kind: 'update/parameter-no-echo', severity: 'warning', was: 'true', is: 'Size'},
	{kind: 'update/parameter-default', severity: 'note', message: 'Size defaults to another value now: stacks that are there keep their value.'},
]);

const hiddenUser = (name: string, word: string, more = '') =>
	`Parameters:\n  ${name}: {Type: String, Default: ${word}, NoEcho: true${more}}\nResources:\n  Db:\n    Type: AWS::RDS::DBInstance\n    Properties: {Engine: postgres, MasterUsername: !Ref ${name}}\n`;
for (const [what, old, next, kinds] of [
	['a default', hiddenUser('DbUser', 'Larkspur1'), hiddenUser('DbUser', 'Larkspur2'), ['update/parameter-default']],
	['a name', hiddenUser('DbUser', 'Larkspur1'), hiddenUser('DatabaseUser', 'Larkspur1'), ['data/may-be-replaced', 'update/parameter-renamed']],
	['another parameter', hiddenUser('DbUser', 'Larkspur1'), hiddenUser('DbUser2', 'Larkspur2'), ['data/replaced', 'update/parameter-removed']],
	[
		'the values that it takes',
		hiddenUser('DbUser', 'Larkspur1', ', AllowedValues: [Larkspur1, Larkspur2]'),
		hiddenUser('DbUser', 'Larkspur1', ', AllowedValues: [Larkspur1]'),
		['update/parameter-narrowed'],
	],
	['a default that is too short', hiddenUser('DbUser', 'Larkspur1'), hiddenUser('DbUser', 'Larkspur1', ', MinLength: 20'), ['update/parameter-narrowed']],
] as const)
	test(`no value of a parameter that is hidden is told: ${what}`, async (t) => {
		const changes = await changesBetween(t, old, next);
		t.deepEqual(changes.map(({kind}) => kind).toSorted(), kinds);
		t.false(changes.some(({message, subject}) => `${message} ${subject}`.includes('Larkspur')));
	});

test('the value that a condition compares with is not told where a parameter hides it', async (t) => {
	const role = (word: string, rest: string) =>
		`Parameters:\n  ExternalId: {Type: String, Default: ${word}, NoEcho: true}\nResources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement:\n          - Effect: Allow\n            Principal: {AWS: '111122223333'}\n            Action: sts:AssumeRole\n${rest}`;
	const held = '            Condition: {StringEquals: {sts:ExternalId: !Ref ExternalId}}\n';
	const changes = await changesBetween(t, role('Larkspur1', held), role('Larkspur1', ''));
	t.true(changes.some(({message}) => message.includes('${ExternalId}')));
	t.false(changes.some(({message}) => message.includes('Larkspur')));
});

test('a pattern that takes for ever is given up', async (t) => {
	const template = (more: string) => `Parameters:\n  A: {Type: String, Default: ${'a'.repeat(40)}!${more}}\nResources:\n  Topic: {Type: AWS::SNS::Topic}\n`;
	const start = performance.now();
	const {changes, problems} = await compareTexts(template(''), template(', AllowedPattern: "(a+)+"'));
	t.deepEqual(problems, []);
	t.deepEqual(
		changes.map(({kind, severity}) => [kind, severity]),
		[['update/parameter-narrowed', 'note']],
	);
	t.true(performance.now() - start < 5000);
});

test('outputs and exports that are gone', async (t) => {
	const template = (outputs: string) => `Resources:\n  Topic: {Type: AWS::SNS::Topic}\nOutputs:\n  Kept: {Value: a}\n${outputs}`;
	const changes = await changesBetween(
		t,
		template('  Url: {Value: a}\n  Vpc: {Value: b, Export: {Name: vpc}}\n  Id: {Value: c, Export: {Name: id}}\n'),
		template('  Id: {Value: c, Export: {Name: !Sub "${AWS::StackName}-id"}}\n'),
	);
	t.deepEqual(
		changes.map(({kind, severity, subject, was, is}) => [kind, severity, subject, was, is]),
		[
			['update/export-removed', 'warning', 'Vpc', 'vpc', ''],
			['update/output-removed', 'warning', 'Url', 'Url', ''],
			['update/export-removed', 'warning', 'Id', 'id', '!Sub "${AWS::StackName}-id"'],
		],
	);
});
