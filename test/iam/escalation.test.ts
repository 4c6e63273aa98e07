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
