import test from 'ava';
import {changesBetween, ec2, roleWith} from '../helpers/diff.ts';

const read = '{Effect: Allow, Action: s3:GetObject, Resource: "arn:aws:s3:::data/*"}';

const gains = test.macro({
	async exec(t, old: string, next: string, expected: {kind?: string; was?: string; is: string; message: string}) {
		const changes = await changesBetween(t, roleWith(old), roleWith(next));
		const grown = changes.filter(({severity}) => severity === 'error');
		t.is(grown.length, 1);
		t.like(grown[0], {kind: 'permissions/gained', subject: 'AppRole', ...expected});
	},
	title: (given = '') => `growth: ${given}`,
});

test('an action', gains, `[${read}]`, '[{Effect: Allow, Action: [s3:GetObject, s3:PutObject], Resource: "arn:aws:s3:::data/*"}]', {
	is: 's3:PutObject',
	message: 'Role AppRole gains s3:PutObject on arn:aws:s3:::data/*.',
});
test(
	'a wildcard in place of an action',
	gains,
	'[{Effect: Allow, Action: sqs:GetQueueUrl, Resource: "*"}]',
	'[{Effect: Allow, Action: "sqs:GetQueue*", Resource: "*"}]',
	{
		is: '"sqs:GetQueue*"',
		message: 'Role AppRole gains sqs:GetQueueAttributes on *.',
	},
);
test('a resource', gains, `[${read}]`, '[{Effect: Allow, Action: s3:GetObject, Resource: ["arn:aws:s3:::data/*", "arn:aws:s3:::logs/*"]}]', {
	is: '"arn:aws:s3:::logs/*"',
	was: '"arn:aws:s3:::data/*"',
	message: 'Role AppRole may use s3:GetObject on arn:aws:s3:::logs/*; before on arn:aws:s3:::data/*.',
});
test(
	'a condition that is gone',
	gains,
	'[{Effect: Allow, Action: ec2:StopInstances, Resource: "*", Condition: {StringEquals: {aws:ResourceTag/app: mine}}}]',
	'[{Effect: Allow, Action: ec2:StopInstances, Resource: "*"}]',
	{
		was: 'aws:ResourceTag/app',
		is: 'ec2:StopInstances',
		message: 'Role AppRole may use ec2:StopInstances on * without the condition StringEquals aws:ResourceTag/app: mine, which stood there before.',
	},
);
test(
	'a condition with more values',
	gains,
	'[{Effect: Allow, Action: ec2:StopInstances, Resource: "*", Condition: {IpAddress: {aws:SourceIp: 10.0.0.0/8}}}]',
	'[{Effect: Allow, Action: ec2:StopInstances, Resource: "*", Condition: {IpAddress: {aws:SourceIp: [10.0.0.0/8, 0.0.0.0/0]}}}]',
	{
		is: '0.0.0.0/0',
		message:
			'Role AppRole may use ec2:StopInstances on * with more values of a condition: IpAddress aws:SourceIp: 10.0.0.0/8 and 0.0.0.0/0; before IpAddress aws:SourceIp: 10.0.0.0/8.',
	},
);
test(
	'a Deny that is gone',
	gains,
	'[{Effect: Allow, Action: "s3:*", Resource: "*"}, {Effect: Deny, Action: s3:DeleteBucket, Resource: "*"}]',
	'[{Effect: Allow, Action: "s3:*", Resource: "*"}]',
	{
		kind: 'permissions/deny-removed',
		was: 's3:DeleteBucket',
		is: 'AppRole',
		message: 'Role AppRole is no longer denied s3:DeleteBucket on *.',
	},
);

// Where the library says nothing: see docs/decisions/0010-diff.md.
test('everything, inside Fn::If around the list', gains, `[${read}]`, `!If [IsOpen, [{Effect: Allow, Action: '*', Resource: '*'}], [${read}]]`, {
	is: "'*'",
	message: 'Role AppRole gains every action (*) on * when IsOpen.',
});
test('a statement inside Fn::If', gains, `[${read}]`, `[${read}, !If [IsOpen, {Effect: Allow, Action: iam:PassRole, Resource: '*'}, !Ref AWS::NoValue]]`, {
	is: 'iam:PassRole',
	message: 'Role AppRole gains iam:PassRole on * when IsOpen.',
});
test('NotAction', gains, `[${read}]`, `[${read}, {Effect: Allow, NotAction: 'iam:*', Resource: '*'}]`, {
	is: "'iam:*'",
	message: 'Role AppRole gains every action but iam:* on *.',
});
test(
	'less left out by NotAction',
	gains,
	"[{Effect: Allow, NotAction: ['iam:*', sqs:PurgeQueue], Resource: '*'}]",
	"[{Effect: Allow, NotAction: 'iam:*', Resource: '*'}]",
	{
		is: "'iam:*'",
		message: 'Role AppRole gains every action but iam:*: sqs:PurgeQueue more on *.',
	},
);
test('a condition of the template that is gone', gains, `[!If [IsOpen, ${read}, !Ref AWS::NoValue]]`, `[${read}]`, {
	is: 's3:GetObject',
	message: 'Role AppRole may use s3:GetObject on arn:aws:s3:::data/* always; before only under other conditions of the template.',
});
test(
	'a condition that holds in one branch alone',
	gains,
	"[{Effect: Allow, Action: s3:GetObject, Resource: '*', Condition: {Bool: {aws:SecureTransport: 'true'}}}]",
	"[{Effect: Allow, Action: s3:GetObject, Resource: '*', Condition: !If [IsOpen, !Ref AWS::NoValue, {Bool: {aws:SecureTransport: 'true'}}]}]",
	{
		is: 's3:GetObject',
		message: 'Role AppRole may use s3:GetObject on * without the condition Bool aws:SecureTransport: true, which stood there before.',
	},
);

test('growth by the default that decides a condition', async (t) => {
	const old = roleWith(`[${read}, !If [IsOpen, {Effect: Allow, Action: iam:PassRole, Resource: '*'}, !Ref AWS::NoValue]]`);
	const changes = await changesBetween(t, old, old.replace('Default: closed', 'Default: open'));
	t.like(changes[0], {
		kind: 'permissions/gained',
		severity: 'error',
		message:
			'Role AppRole may use iam:PassRole on * when IsOpen, which the defaults of parameters choose now; before only under other conditions of the template.',
	});
});

const everything = '{Effect: Allow, Action: "s3:*", Resource: "*"}';
const deny = '{Effect: Deny, Action: s3:DeleteBucket, Resource: "*"}';
test(
	'a Deny that a condition narrows',
	gains,
	`[${everything}, ${deny}]`,
	`[${everything}, ${deny.replace('}', ', Condition: {Bool: {aws:MultiFactorAuthPresent: "false"}}}')}]`,
	{
		kind: 'permissions/deny-removed',
		is: 'AppRole',
		message: 'Role AppRole is no longer denied s3:DeleteBucket on *, but where Bool aws:MultiFactorAuthPresent: false.',
	},
);
test(
	'less left out by NotResource',
	gains,
	'[{Effect: Allow, Action: s3:GetObject, NotResource: [a, b]}]',
	'[{Effect: Allow, Action: s3:GetObject, NotResource: [a]}]',
	{
		is: 'a',
		message: 'Role AppRole may use s3:GetObject on everything but a; before on everything but a and b.',
	},
);
test('an action that nobody knows', gains, `[${read}]`, `[${read}, {Effect: Allow, Action: newservice:DoIt, Resource: a}]`, {
	is: 'newservice:DoIt',
	message: 'Role AppRole gains newservice:DoIt on a.',
});

test('the condition of the role itself, and one that is defined otherwise', async (t) => {
	const role = roleWith(`[${read}]`);
	const conditional = role.replace('Type: AWS::IAM::Role', 'Type: AWS::IAM::Role\n    Condition: IsOpen');
	t.deepEqual(
		(await changesBetween(t, conditional, role)).map(({severity, message}) => [severity, message]),
		[
			['error', 'Role AppRole can be assumed by ec2.amazonaws.com always; before only under other conditions of the template.'],
			['error', 'Role AppRole may use s3:GetObject on arn:aws:s3:::data/* always; before only under other conditions of the template.'],
		],
	);
	const [first] = await changesBetween(t, conditional, conditional.replace('[!Ref Mode, open]', '[!Ref Mode, closed]'));
	t.like(first, {severity: 'error', kind: 'permissions/trust-widened'});
});

test('a Deny of what nothing allows is a note', async (t) => {
	const [change, ...more] = await changesBetween(t, roleWith(`[${read}, {Effect: Deny, Action: 'ec2:*', Resource: '*'}]`), roleWith(`[${read}]`));
	t.deepEqual(more, []);
	t.like(change, {kind: 'permissions/deny-removed', severity: 'note'});
});

const same = test.macro({
	async exec(t, old: string, next: string) {
		t.deepEqual(await changesBetween(t, old, next), []);
	},
	title: (given = '') => `no change: ${given}`,
});
const two = '{Effect: Allow, Action: [s3:GetObject, s3:ListBucket], Resource: [a, b]}';
test('statements in another order', same, roleWith(`[${read}, ${two}]`), roleWith(`[${two}, ${read}]`));
test(
	'a statement in two',
	same,
	roleWith(`[${two}]`),
	roleWith('[{Effect: Allow, Action: s3:ListBucket, Resource: [b, a]}, {Effect: Allow, Action: [s3:GetObject], Resource: [a, b]}]'),
);
test(
	'letters of actions, and one in place of a list',
	same,
	roleWith('[{Effect: Allow, Action: S3:getobject, Resource: a}]'),
	roleWith('{Effect: Allow, Action: [s3:GetObject], Resource: [a]}'),
);
test(
	'the partition by its name',
	same,
	roleWith(`[${read}]`),
	roleWith('[{Effect: Allow, Action: s3:GetObject, Resource: !Sub "arn:${AWS::Partition}:s3:::data/*"}]'),
);
test(
	'Sub in place of Join',
	same,
	roleWith('[{Effect: Allow, Action: s3:GetObject, Resource: !Join ["", ["arn:aws:s3:::", !Ref Bucket]]}]'),
	roleWith('[{Effect: Allow, Action: s3:GetObject, Resource: !Sub "arn:aws:s3:::${Bucket}"}]'),
);
test(
	'a condition of the template that is asked the other way',
	same,
	roleWith(`[!If [IsOpen, ${read}, !Ref AWS::NoValue]]`),
	roleWith(`[!If [IsClosed, !Ref AWS::NoValue, ${read}]]`).replace('IsOpen: !Equals [!Ref Mode, open]', 'IsClosed: !Not [!Equals [open, !Ref Mode]]'),
);
test('both branches of Fn::If', same, roleWith(`[${read}]`), roleWith(`!If [IsOpen, [${read}], [${read}]]`));
test(
	'a list of all that a wildcard names',
	same,
	roleWith('[{Effect: Allow, Action: "sqs:GetQueue*", Resource: a}]'),
	roleWith('[{Effect: Allow, Action: [sqs:GetQueueUrl, sqs:GetQueueAttributes], Resource: a}]'),
);
test(
	'a policy of its own',
	same,
	roleWith(`[${read}, ${two}]`),
	roleWith(`[${read}]`, {
		more: `  AppPolicy:\n    Type: AWS::IAM::Policy\n    Properties: {PolicyName: p, Roles: [!Ref AppRole], PolicyDocument: {Statement: [${two}]}}\n`,
	}),
);
test(
	'an account by its number',
	same,
	roleWith('[]', {trust: '{Effect: Allow, Principal: {AWS: "111122223333"}, Action: sts:AssumeRole}'}),
	roleWith('[]', {trust: '{Effect: Allow, Principal: {AWS: "arn:aws:iam::111122223333:root"}, Action: sts:AssumeRole}'}),
);
test('a role under another name', same, roleWith(`[${read}, ${two}]`), roleWith(`[${read}, ${two}]`).replaceAll('AppRole', 'ApplicationRole'));

test('what is less is a note', async (t) => {
	const changes = await changesBetween(t, roleWith(`[${read}, ${two}]`), roleWith(`[${read}]`));
	t.deepEqual(
		changes.map(({kind, severity, was, message}) => [kind, severity, was, message]),
		[
			['permissions/lost', 'note', 's3:ListBucket', 'Role AppRole loses s3:ListBucket on a and b.'],
			['permissions/lost', 'note', 'a', 'Role AppRole loses s3:GetObject on a and b.'],
		],
	);
});

test('a role that is new counts as a whole', async (t) => {
	const next = roleWith(`[${read}]`);
	const changes = await changesBetween(t, next.replace(/ {2}AppRole:[\s\S]*/, '  Topic: {Type: AWS::SNS::Topic}\n'), next);
	t.deepEqual(
		changes.map(({kind, severity, message}) => [kind, severity, message]),
		[
			['permissions/gained', 'error', 'The new role AppRole gains s3:GetObject on arn:aws:s3:::data/*.'],
			['permissions/trust-widened', 'note', 'Role AppRole can be assumed by ec2.amazonaws.com.'],
		],
	);
});

const other = '{Effect: Allow, Principal: {AWS: "arn:aws:iam::111122223333:root"}, Action: sts:AssumeRole, Condition: {StringEquals: {sts:ExternalId: abc}}}';
test('trust: a principal, and an external id that is gone', async (t) => {
	const old = roleWith('[]', {trust: `${ec2}, ${other}`});
	const more = await changesBetween(t, old, old.replace('ec2.amazonaws.com', '[ec2.amazonaws.com, lambda.amazonaws.com]'));
	t.deepEqual(
		more.map(({kind, severity, is, message}) => [kind, severity, is, message]),
		[['permissions/trust-widened', 'error', 'lambda.amazonaws.com', 'Role AppRole can be assumed by lambda.amazonaws.com too.']],
	);
	const bare = await changesBetween(t, old, old.replace(', Condition: {StringEquals: {sts:ExternalId: abc}}', ''));
	t.deepEqual(
		bare.map(({kind, was, message}) => [kind, was, message]),
		[
			[
				'permissions/trust-widened',
				'sts:ExternalId',
				'Role AppRole can be assumed by arn:aws:iam::111122223333:root without the condition StringEquals sts:ExternalId: abc as it was.',
			],
		],
	);
});

test('managed policies: AWS-s own, unknown ones, and those from elsewhere', async (t) => {
	const old = roleWith(`[${read}]`);
	const arns = '[arn:aws:iam::aws:policy/AdministratorAccess, arn:aws:iam::aws:policy/NoSuchPolicy, "arn:aws:iam::111122223333:policy/Ours"]';
	const next = roleWith(`[${read}]`, {properties: `      ManagedPolicyArns: ${arns}\n`});
	const changes = await changesBetween(t, old, next);
	t.deepEqual(
		changes.map(({kind, severity, is, message}) => [kind, severity, is, message]),
		[
			[
				'permissions/managed-policy-added',
				'error',
				'arn:aws:iam::aws:policy/AdministratorAccess',
				'Role AppRole gets the AWS managed policy AdministratorAccess: it may do everything.',
			],
			[
				'permissions/managed-policy-added',
				'error',
				'arn:aws:iam::aws:policy/NoSuchPolicy',
				'Role AppRole gets the AWS managed policy NoSuchPolicy, which is not known here, so that it may allow anything.',
			],
			[
				'permissions/gained',
				'error',
				'"arn:aws:iam::111122223333:policy/Ours"',
				'Role AppRole gets the policy arn:aws:iam::111122223333:policy/Ours, which lies outside of the template: what it allows is not known here.',
			],
		],
	);
	const back = await changesBetween(t, next, old);
	t.true(back.every(({severity}) => severity === 'note'));
	t.true(back.some(({kind}) => kind === 'permissions/managed-policy-removed'));
});

test('a permissions boundary that is gone, also in one branch', async (t) => {
	const bound = (value: string) => roleWith(`[${read}]`, {properties: `      PermissionsBoundary: ${value}\n`});
	const arn = 'arn:aws:iam::aws:policy/PowerUserAccess';
	const gone = await changesBetween(t, bound(arn), roleWith(`[${read}]`));
	t.like(gone[0], {kind: 'permissions/boundary-removed', severity: 'error', was: arn, is: 'AppRole'});
	const half = await changesBetween(t, bound(arn), bound(`!If [IsOpen, !Ref AWS::NoValue, ${arn}]`));
	t.like(half[0], {kind: 'permissions/boundary-removed', severity: 'error'});
	const wider = await changesBetween(t, bound(arn), bound('arn:aws:iam::aws:policy/AdministratorAccess'));
	t.true(wider.length > 0 && wider.every(({kind}) => kind === 'permissions/boundary-widened'));
	t.deepEqual(
		(await changesBetween(t, roleWith(`[${read}]`), bound(arn))).map(({kind, severity}) => [kind, severity]),
		[['permissions/boundary-added', 'note']],
	);
});

test('a policy that is no longer followed counts as growth', async (t) => {
	const changes = await changesBetween(t, roleWith(`[${read}]`), roleWith('!FindInMap [Policies, !Ref Mode, statements]'));
	t.like(changes[0], {kind: 'permissions/unread', severity: 'error', is: '!FindInMap [Policies, !Ref Mode, statements]'});
});

test('a key of a user', async (t) => {
	const user = '  Robot: {Type: AWS::IAM::User}\n';
	const changes = await changesBetween(
		t,
		roleWith('[]', {more: user}),
		roleWith('[]', {more: `${user}  RobotKey: {Type: AWS::IAM::AccessKey, Properties: {UserName: !Ref Robot}}\n`}),
	);
	t.deepEqual(
		changes.map(({kind, subject, is}) => [kind, subject, is]),
		[['permissions/access-key-added', 'RobotKey', 'AWS::IAM::AccessKey']],
	);
});
