import test from 'ava';
import {parse, stringify} from 'yaml';
import {check} from '../../src/check.ts';
import {validators} from '../../validators/index.ts';
import {today} from '../helpers/submission.ts';

type Statement = {readonly Effect: string; readonly Action: unknown; readonly Resource: unknown; readonly Condition?: unknown};
type Json = Record<string, unknown>;

/** Policies of every class, wide and narrow. */
const policies: Readonly<Record<string, readonly Statement[]>> = {
	everything: [{Effect: 'Allow', Action: '*', Resource: '*'}],
	services: [
		{Effect: 'Allow', Action: ['ec2:Describe*', 's3:*'], Resource: '*'},
		{Effect: 'Allow', Action: 'logs:*', Resource: '*'},
	],
	passing: [{Effect: 'Allow', Action: ['iam:PassRole', 'ec2:RunInstances'], Resource: '*'}],
	secrets: [{Effect: 'Allow', Action: ['secretsmanager:GetSecretValue', 's3:GetObject', 'ec2:StopInstances'], Resource: '*'}],
	privilege: [{Effect: 'Allow', Action: ['iam:PutRolePolicy', 'lambda:AddPermission', 'sts:AssumeRole'], Resource: '*'}],
	tagged: [
		{Effect: 'Allow', Action: ['ec2:StopInstances', 'ec2:StartInstances'], Resource: '*', Condition: {StringEquals: {'aws:ResourceTag/product': 'larkspur'}}},
	],
	denied: [
		{Effect: 'Allow', Action: ['s3:PutObject', 'sqs:SendMessage'], Resource: '*'},
		{Effect: 'Deny', Action: 's3:*', Resource: '*'},
	],
	narrow: [
		{Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::larkspur/*'},
		{Effect: 'Allow', Action: ['ec2:DescribeInstances', 'cloudwatch:PutMetricData'], Resource: '*'},
	],
};

function templateWith(statements: unknown, more: Json = {}): Json {
	return {
		...more,
		Resources: {
			Role: {
				Type: 'AWS::IAM::Role',
				Properties: {
					AssumeRolePolicyDocument: {Statement: [{Effect: 'Allow', Principal: {Service: 'ec2.amazonaws.com'}, Action: 'sts:AssumeRole'}]},
					Policies: [{PolicyName: 'p', PolicyDocument: {Version: '2012-10-17', Statement: statements}}],
				},
			},
		},
	};
}

const listOf = (value: unknown) => (Array.isArray(value) ? value : [value]) as unknown[];
const starAs = (statements: readonly Statement[], star: unknown) =>
	statements.map((statement) => (statement.Resource === '*' ? {...statement, Resource: star} : statement));
const yes = {Conditions: {Yes: {'Fn::Equals': [{Ref: 'AWS::Region'}, 'us-east-1']}}};

/** Ways to write the same. */
const twins: Readonly<Record<string, (statements: readonly Statement[]) => string>> = {
	'in another order': (statements) => stringify(templateWith(statements.toReversed().map((each) => ({...each, Action: listOf(each.Action).toReversed()})))),
	'one statement an action': (statements) => stringify(templateWith(statements.flatMap((each) => listOf(each.Action).map((Action) => ({...each, Action}))))),
	'in other letters': (statements) =>
		stringify(
			templateWith(
				statements.map((each) => ({
					...each,
					Action: listOf(each.Action).map((action) =>
						String(action)
							.toUpperCase()
							.replace(/^[A-Z0-9]+(?=:)/, (service) => service.toLowerCase()),
					),
				})),
			),
		),
	'the service in capitals': (statements) =>
		stringify(templateWith(statements.map((each) => ({...each, Action: listOf(each.Action).map((action) => String(action).toUpperCase())})))),
	'the star by a default': (statements) => stringify(templateWith(starAs(statements, {Ref: 'What'}), {Parameters: {What: {Type: 'String', Default: '*'}}})),
	'the star by an allowed value': (statements) =>
		stringify(
			templateWith(starAs(statements, {Ref: 'What'}), {
				Parameters: {What: {Type: 'String', AllowedValues: ['arn:aws:s3:::larkspur', '*'], Default: 'arn:aws:s3:::larkspur'}},
			}),
		),
	'the star by Fn::If': (statements) => stringify(templateWith(starAs(statements, {'Fn::If': ['Yes', '*', 'arn:aws:s3:::larkspur']}), yes)),
	'the star by Fn::Sub': (statements) => stringify(templateWith(starAs(statements, {'Fn::Sub': '*'}))),
	'the star by Fn::Sub with a variable': (statements) => stringify(templateWith(starAs(statements, {'Fn::Sub': ['${All}', {All: '*'}]}))),
	'the star by Fn::Join': (statements) => stringify(templateWith(starAs(statements, {'Fn::Join': ['', ['*']]}))),
	'the star by a mapping': (statements) =>
		stringify(templateWith(starAs(statements, {'Fn::FindInMap': ['M', {Ref: 'AWS::Region'}, 'What']}), {Mappings: {M: {'us-east-1': {What: '*'}}}})),
	'the star by Fn::Select': (statements) => stringify(templateWith(starAs(statements, {'Fn::Select': [1, ['a', '*']]}))),
	'the star in a list': (statements) => stringify(templateWith(starAs(statements, ['arn:aws:s3:::larkspur', '*']))),
	'a statement under a condition': (statements) =>
		stringify(
			templateWith(
				statements.map((each) => (each.Effect === 'Deny' ? each : {'Fn::If': ['Yes', each, {Ref: 'AWS::NoValue'}]})),
				yes,
			),
		),
	'the list under a condition': (statements) => stringify(templateWith({'Fn::If': ['Yes', statements, statements]}, yes)),
	'in JSON': (statements) => JSON.stringify(templateWith(statements), null, 2),
	'in a policy of its own': (statements) => {
		const {Resources} = templateWith([]) as {Resources: {Role: {Properties: Json}}};
		const {Policies: _, ...Properties} = Resources.Role.Properties;
		return stringify({
			Resources: {
				Role: {...Resources.Role, Properties},
				Policy: {Type: 'AWS::IAM::Policy', Properties: {PolicyName: 'p', Roles: [{Ref: 'Role'}], PolicyDocument: {Statement: statements}}},
			},
		});
	},
	'in a managed policy that the role names': (statements) => {
		const template = templateWith([]) as {Resources: {Role: {Properties: Json}}};
		const {Policies: _, ...rest} = template.Resources.Role.Properties;
		return stringify({
			Resources: {
				Policy: {Type: 'AWS::IAM::ManagedPolicy', Properties: {PolicyDocument: {Statement: statements}}},
				Role: {...template.Resources.Role, Properties: {...rest, ManagedPolicyArns: [{Ref: 'Policy'}]}},
			},
		});
	},
};

const iamRules = validators.filter(({id}) => id.startsWith('iam/'));

/** What is said of the role, each rule and severity once. */
async function verdictOf(text: string): Promise<readonly string[]> {
	const {findings, problems} = await check({inputs: [{file: 'template.yaml', bytes: new TextEncoder().encode(text)}], validators: iamRules, today});
	if (problems.length > 0) throw new Error(problems.map(({message}) => message).join());
	return [...new Set(findings.map(({rule, severity, subject}) => `${rule} ${severity} ${subject}`))].sort();
}

for (const [policy, statements] of Object.entries(policies))
	test(`${policy}: the verdict is the same however it is written`, async (t) => {
		const expected = await verdictOf(stringify(templateWith(statements)));
		t.is(expected.length === 0, ['tagged', 'narrow'].includes(policy), expected.join());
		for (const [way, write] of Object.entries(twins)) {
			const text = write(statements);
			t.truthy(parse(text));
			t.deepEqual(await verdictOf(text), expected, `${way}:\n${text}`);
		}
	});
