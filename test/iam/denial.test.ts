import test from 'ava';
import {roleWith} from '../../src/examples.ts';
import {identityOf} from '../helpers/iam.ts';

const stop = "{Effect: Allow, Action: ['ec2:StopInstances', 'ec2:TerminateInstances'], Resource: '*'}";
const put = "{Effect: Allow, Action: 's3:PutObject', Resource: '*'}";

/** What an identity is granted on more than it names: actions, and `(weak)` where something narrows them a little. */
async function grantedBy(...statements: readonly string[]): Promise<readonly string[]> {
	const {wide, unscoped} = await identityOf(roleWith(...statements));
	return [
		...wide.map(({token, weaklyFenced}) => `${token.text}${weaklyFenced ? ' (weak)' : ''}`),
		...unscoped.flatMap(({actions, weaklyFenced}) => actions.map((action) => `${action}${weaklyFenced ? ' (weak)' : ''}`)),
	];
}

const stops = ['ec2:StopInstances', 'ec2:TerminateInstances'];
const cases: Readonly<Record<string, readonly [statements: readonly string[], granted: readonly string[]]>> = {
	'all but what has the tag is denied': [
		[stop, "{Effect: Deny, Action: 'ec2:*', Resource: '*', Condition: {StringNotEquals: {'aws:ResourceTag/stack': !Ref 'AWS::StackName'}}}"],
		[],
	],
	'the tag, where there is one': [
		[stop, "{Effect: Deny, Action: 'ec2:*', Resource: '*', Condition: {StringNotEqualsIfExists: {'ec2:ResourceTag/stack': a}}}"],
		[],
	],
	'any tag will do': [[stop, "{Effect: Deny, Action: 'ec2:*', Resource: '*', Condition: {StringNotLike: {'aws:ResourceTag/stack': '*'}}}"], stops],
	'one value of many is absent': [
		[stop, "{Effect: Deny, Action: 'ec2:*', Resource: '*', Condition: {'ForAnyValue:StringNotEquals': {'aws:ResourceTag/stack': a}}}"],
		stops,
	],
	'only one of the actions is denied': [
		[stop, "{Effect: Deny, Action: 'ec2:Stop*', Resource: '*', Condition: {StringNotEquals: {'aws:ResourceTag/stack': a}}}"],
		['ec2:TerminateInstances'],
	],
	'what has a tag is denied': [[stop, "{Effect: Deny, Action: 'ec2:*', Resource: '*', Condition: {StringEquals: {'aws:ResourceTag/keep': a}}}"], stops],
	'other Regions are denied': [
		[stop, "{Effect: Deny, Action: 'ec2:*', Resource: '*', Condition: {StringNotEquals: {'aws:RequestedRegion': us-east-1}}}"],
		stops.map((name) => `${name} (weak)`),
	],
	'denied where two conditions hold: what fails either is left': [
		[stop, "{Effect: Deny, Action: 'ec2:*', Resource: '*', Condition: {StringNotEquals: {'aws:ResourceTag/stack': a, 'aws:RequestedRegion': us-east-1}}}"],
		stops.map((name) => `${name} (weak)`),
	],
	'only by TLS': [[stop, "{Effect: Deny, Action: 'ec2:*', Resource: '*', Condition: {Bool: {'aws:SecureTransport': 'false'}}}"], stops],
	'the Deny is on other resources': [
		[stop, "{Effect: Deny, Action: 'ec2:*', Resource: 'arn:aws:ec2:*:*:volume/*', Condition: {StringNotEquals: {'aws:ResourceTag/stack': a}}}"],
		stops,
	],
	'all but one bucket is denied': [[put, "{Effect: Deny, Action: 's3:PutObject', NotResource: !Sub 'arn:${AWS::Partition}:s3:::larkspur/*'}"], []],
	'all but every bucket is denied': [[put, "{Effect: Deny, Action: 's3:*', NotResource: ['arn:aws:s3:::larkspur/*', 'arn:aws:s3:::*']}"], ['s3:PutObject']],
	'all but one bucket is denied, under a condition': [
		[put, "{Effect: Deny, Action: 's3:*', NotResource: 'arn:aws:s3:::larkspur/*', Condition: {StringEquals: {'aws:RequestedRegion': us-east-1}}}"],
		['s3:PutObject'],
	],
	'one bucket is denied': [[put, "{Effect: Deny, Action: 's3:*', Resource: 'arn:aws:s3:::other/*'}"], ['s3:PutObject']],
	'the same ARN is denied': [
		["{Effect: Allow, Action: 's3:PutObject', Resource: 'arn:aws:s3:::*'}", "{Effect: Deny, Action: 's3:*', Resource: 'arn:aws:s3:::*'}"],
		[],
	],
	'all of a service, but one bucket, is denied': [
		["{Effect: Allow, Action: 's3:*', Resource: '*'}", "{Effect: Deny, Action: 's3:*', NotResource: ['arn:aws:s3:::a', 'arn:aws:s3:::a/*']}"],
		[],
	],
	'everything but one bucket is denied': [
		["{Effect: Allow, Action: '*', Resource: '*'}", "{Effect: Deny, Action: '*', NotResource: ['arn:aws:s3:::a', 'arn:aws:s3:::a/*']}"],
		[],
	],
	'everything, but of one service nothing': [["{Effect: Allow, Action: '*', Resource: '*'}", "{Effect: Deny, Action: 'iam:*', Resource: '*'}"], ['*']],
	'everything but two actions is denied': [
		["{Effect: Allow, Action: '*', Resource: '*'}", "{Effect: Deny, NotAction: ['ec2:DescribeTags', 's3:PutObject'], Resource: '*'}"],
		['s3:PutObject'],
	],
	'all but a few actions, and then all of them': [["{Effect: Allow, NotAction: 'iam:*', Resource: '*'}", "{Effect: Deny, Action: '*', Resource: '*'}"], []],
};
for (const [name, [statements, granted]] of Object.entries(cases)) test(name, async (t) => t.deepEqual(await grantedBy(...statements), granted));

test('a Deny that some stacks lack takes nothing away, but for what they lack with it', async (t) => {
	const deny = "{Effect: Deny, Action: 's3:*', NotResource: 'arn:aws:s3:::larkspur/*'}";
	const head = "Parameters: {Denied: {Type: String, Default: 's3:*'}}\nConditions: {A: !Equals [!Ref 'AWS::Region', us-east-1]}\n";
	const granted = async (...statements: readonly string[]) => (await identityOf(`${head}${roleWith(...statements)}`)).unscoped.length;
	t.is(await granted(put, `!If [A, ${deny}, !Ref 'AWS::NoValue']`), 1);
	t.is(await granted(`!If [A, ${put}, !Ref 'AWS::NoValue']`, `!If [A, ${deny}, !Ref 'AWS::NoValue']`), 0);
	t.is(await granted(put, "{Effect: Deny, Action: !Ref Denied, Resource: '*'}"), 1);
	t.is(await granted(put, "{Effect: Deny, Action: 's3:*', Resource: !If [A, '*', 'arn:aws:s3:::other']}"), 1);
});

test('a Deny of a policy that is not in every stack takes nothing away', async (t) => {
	const head = "Conditions: {A: !Equals [!Ref 'AWS::Region', us-east-1]}\n";
	const granted = async (arns: string, condition = '') => {
		const policy = `  Denying: {Type: 'AWS::IAM::ManagedPolicy', ${condition}Properties: {PolicyDocument: {Statement: [{Effect: Deny, Action: 's3:*', Resource: '*'}]}}}\n`;
		return (await identityOf(`${head}${roleWith(put)}      ManagedPolicyArns: [${arns}]\n${policy}`)).unscoped.length;
	};
	t.is(await granted('!Ref Denying'), 0);
	t.is(await granted("!If [A, !Ref Denying, !Ref 'AWS::NoValue']"), 1);
	t.is(await granted('!Ref Denying', 'Condition: A, '), 1);
});

test('what Deny confines is no step of a path', async (t) => {
	const idsOf = async (...statements: readonly string[]) => (await identityOf(roleWith(...statements))).escalations.map(({id}) => id);
	const rights = "{Effect: Allow, Action: 'iam:PutRolePolicy', Resource: '*'}";
	t.deepEqual(await idsOf(rights, "{Effect: Deny, Action: 'iam:*', NotResource: 'arn:aws:iam::*:role/larkspur/*'}"), []);
	t.deepEqual(await idsOf(rights, "{Effect: Deny, Action: 'iam:*', NotResource: 'arn:aws:iam::*:role/*'}"), ['iam-005']);
});
