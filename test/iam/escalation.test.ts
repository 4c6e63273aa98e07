import test from 'ava';
import type {Identity} from '../../src/evidence/iam.ts';
import {roleWith} from '../../src/examples.ts';
import {escalationPaths} from '../../src/limits/escalation-paths.ts';
import {identityOf} from '../helpers/iam.ts';

const allow = (action: string) => `{Effect: Allow, Action: '${action}', Resource: '*'}`;
const idsOf = ({escalations}: Identity) => escalations.map(({id}) => id);

for (const {id, required} of escalationPaths) {
	test(`${id}: named where all of ${required.join(' + ')} is allowed, with each action's token as its witness`, async (t) => {
		const role = await identityOf(roleWith(...required.map(allow)));
		const found = role.escalations.find((escalation) => escalation.id === id);
		t.deepEqual(
			found?.witness.map(({action, token}) => [action, token.text]),
			required.map((action) => [action, action]),
		);
	});

	test(`${id}: not named where one of its actions is missing`, async (t) => {
		for (const missing of required) {
			const role = await identityOf(roleWith(...required.filter((action) => action !== missing).map(allow), allow('ec2:DescribeTags')));
			t.false(idsOf(role).includes(id), missing);
		}
	});
}

test('actions that a wildcard gives count, whatever their case', async (t) => {
	const role = await identityOf(roleWith(allow('IAM:Pass*'), allow('lambda:*')));
	t.true(idsOf(role).includes('lambda-001'));
});

test('statements of branches that exclude each other do not add up', async (t) => {
	const statements = (one: string, other: string) =>
		`Conditions: {A: !Equals [!Ref 'AWS::Region', us-east-1]}\n${roleWith(`!If [A, ${allow('iam:PassRole')}, ${one}]`, `!If [A, ${other}, ${allow('ec2:RunInstances')}]`)}`;
	t.false(idsOf(await identityOf(statements(allow('s3:ListAllMyBuckets'), allow('s3:ListAllMyBuckets')))).includes('ec2-001'));
	t.true(idsOf(await identityOf(statements(allow('s3:ListAllMyBuckets'), allow('ec2:RunInstances')))).includes('ec2-001'));
});

test('what is denied, or beyond the boundary, is no step of a path', async (t) => {
	const denied = roleWith(allow('iam:PutRolePolicy'), "{Effect: Deny, Action: 'iam:Put*', Resource: '*'}");
	t.deepEqual(idsOf(await identityOf(denied)), []);
	const bounded = `${roleWith(allow('iam:PutRolePolicy'))}      PermissionsBoundary: arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore\n`;
	t.deepEqual(idsOf(await identityOf(bounded)), []);
	const conditional = roleWith(
		allow('iam:PutRolePolicy'),
		"{Effect: Deny, Action: 'iam:Put*', Resource: '*', Condition: {Bool: {'aws:MultiFactorAuthPresent': 'false'}}}",
	);
	t.true(idsOf(await identityOf(conditional)).includes('iam-005'));
});

test('named resources give no more than those', async (t) => {
	const scoped = roleWith("{Effect: Allow, Action: 'iam:PutRolePolicy', Resource: 'arn:aws:iam::*:role/larkspur/*'}");
	t.deepEqual(idsOf(await identityOf(scoped)), []);
	const all = roleWith("{Effect: Allow, Action: 'iam:PutRolePolicy', Resource: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/*'}");
	t.true(idsOf(await identityOf(all)).includes('iam-005'));
});

const role = (resource: string, action = 'iam:PutRolePolicy', more = '') => `${roleWith(`{Effect: Allow, Action: '${action}', Resource: ${resource}}`)}${more}`;
const self: readonly (readonly [name: string, text: string, ids: readonly string[]])[] = [
	['its ARN', role('!GetAtt Role.Arn'), ['iam-005']],
	['its name', role("!Sub 'arn:aws:iam::${AWS::AccountId}:role/${Role}'"), ['iam-005']],
	['the name that CloudFormation gives it', role("!Sub 'arn:aws:iam::${AWS::AccountId}:role/${AWS::StackName}-Role-*'"), ['iam-005']],
	['another role of the stack', role("!Sub 'arn:aws:iam::${AWS::AccountId}:role/${AWS::StackName}-Other-*'"), []],
	[
		'roles of a stack, but it has another name',
		role("!Sub 'arn:aws:iam::${AWS::AccountId}:role/${AWS::StackName}-*'", undefined, '      RoleName: larkspur-node\n'),
		[],
	],
	['its given name', role("'arn:aws:iam::*:role/larkspur-*'", undefined, '      RoleName: larkspur-node\n'), ['iam-005']],
	['its given name under a path', role("'arn:aws:iam::*:role/larkspur/*'", undefined, '      RoleName: node\n      Path: /larkspur/\n'), ['iam-005']],
	['a path that it is not in', role("'arn:aws:iam::*:role/other/*'", undefined, '      Path: /larkspur/\n'), []],
	['its own trust', role('!GetAtt Role.Arn', 'iam:UpdateAssumeRolePolicy'), ['iam-012']],
	['within a boundary', role('!GetAtt Role.Arn', undefined, '      PermissionsBoundary: arn:aws:iam::aws:policy/AdministratorAccess\n'), []],
	['another role', role('!GetAtt Other.Arn'), []],
];
for (const [name, text, ids] of self)
	test(`rights on itself: ${name}`, async (t) => {
		const identity = await identityOf(text);
		t.deepEqual(idsOf(identity), ids);
		t.true(identity.escalations.every(({own}) => own === true));
	});

test('a policy version of its own is a gain, its own keys are none', async (t) => {
	const own = `${role('!Ref Own', 'iam:CreatePolicyVersion')}      ManagedPolicyArns: [!Ref Own]\n  Own: {Type: 'AWS::IAM::ManagedPolicy', Properties: {PolicyDocument: {Statement: []}}}\n`;
	t.deepEqual(idsOf(await identityOf(own)), ['iam-001']);
	const user =
		"Resources:\n  User:\n    Type: AWS::IAM::User\n    Properties:\n      Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: 'iam:CreateAccessKey', Resource: !GetAtt User.Arn}]}}]\n";
	t.deepEqual(idsOf(await identityOf(user)), []);
});

test('what is new has a name that fits, and is then called by it', async (t) => {
	const on = (action: string, resource: string) => `{Effect: Allow, Action: '${action}', Resource: '${resource}'}`;
	const pass = allow('iam:PassRole');
	const lambda = (name: string) => `arn:aws:lambda:*:*:function:${name}`;
	const paths = async (...statements: readonly string[]) => idsOf(await identityOf(roleWith(...statements)));
	t.deepEqual(await paths(pass, on('lambda:CreateFunction', lambda('a-*')), on('lambda:InvokeFunction', lambda('a-*'))), ['lambda-001']);
	t.deepEqual(await paths(pass, on('lambda:CreateFunction', lambda('a-*')), allow('lambda:InvokeFunction')), ['lambda-001']);
	t.deepEqual(await paths(pass, on('lambda:CreateFunction', lambda('a-*')), on('lambda:InvokeFunction', lambda('a-b*'))), ['lambda-001']);
	t.deepEqual(await paths(pass, on('lambda:CreateFunction', lambda('a-*')), on('lambda:InvokeFunction', lambda('b-*'))), []);
	t.deepEqual(await paths(pass, on('lambda:CreateFunction', lambda('a')), on('lambda:InvokeFunction', lambda('a'))), []);
	t.deepEqual(
		await paths(on('iam:PassRole', 'arn:aws:iam::*:role/a-*'), on('lambda:CreateFunction', lambda('a-*')), on('lambda:InvokeFunction', lambda('a-*'))),
		[],
	);
	t.deepEqual(await paths(on('lambda:UpdateFunctionCode', lambda('a-*'))), []);
	const ecs = 'arn:aws:ecs:*:*:task-definition/a-*:*';
	t.deepEqual(await paths(pass, on('ecs:RegisterTaskDefinition', ecs), on('ecs:RunTask', ecs)), ['ecs-004']);
});
