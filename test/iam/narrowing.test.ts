import test from 'ava';
import {check} from '../../src/check.ts';
import {roleWith} from '../../src/examples.ts';
import type {Finding} from '../../src/outcome.ts';
import {validators} from '../../validators/index.ts';
import {today} from '../helpers/submission.ts';

const rules = validators.filter(({id}) => id.startsWith('iam/') || id === 'template/no-duplicate-key');

async function findingsIn(text: string, file = 'template.yaml'): Promise<readonly Finding[]> {
	const {findings, problems} = await check({inputs: [{file, bytes: new TextEncoder().encode(text)}], validators: rules, today});
	if (problems.length > 0) throw new Error(JSON.stringify(problems));
	return findings;
}

/** The text after the fixes of all findings. */
function mended(text: string, findings: readonly Finding[]): string {
	const edits = new Map(findings.flatMap(({fix}) => fix?.edits ?? []).map((edit) => [edit.range[0], edit]));
	return [...edits.values()]
		.toSorted((one, other) => other.range[0] - one.range[0])
		.reduce((so, {range, text: by}) => so.slice(0, range[0]) + by + so.slice(range[1]), text);
}

const bucket = '  Bucket: {Type: AWS::S3::Bucket}\n';
const cases: Readonly<Record<string, readonly [text: string, expected: string]>> = {
	'a bucket and its objects': [
		`${roleWith("{Effect: Allow, Action: ['s3:PutObject', 's3:PutLifecycleConfiguration'], Resource: '*'}")}${bucket}`,
		"[!Sub '${Bucket.Arn}/*', !GetAtt Bucket.Arn]",
	],
	'two queues': [
		`${roleWith("{Effect: Allow, Action: 'sqs:SendMessage', Resource: '*'}")}  In: {Type: AWS::SQS::Queue}\n  Out: {Type: AWS::SQS::Queue}\n`,
		'[!GetAtt In.Arn, !GetAtt Out.Arn]',
	],
	'one item of a list': [`${roleWith("{Effect: Allow, Action: 'sns:Publish', Resource: ['*']}")}  Topic: {Type: AWS::SNS::Topic}\n`, "[!Sub '${Topic}']"],
	'a secret': [
		`${roleWith("{Effect: Allow, Action: 'secretsmanager:GetSecretValue', Resource: '*'}")}  Password: {Type: AWS::SecretsManager::Secret}\n`,
		"!Sub '${Password}'",
	],
};
for (const [name, [text, expected]] of Object.entries(cases))
	test(`${name}: named in place of the star, and nothing is found after that`, async (t) => {
		const findings = await findingsIn(text);
		t.true(findings.length > 0);
		const after = mended(text, findings);
		t.true(after.includes(`Resource: ${expected}`), after);
		t.deepEqual(
			(await findingsIn(after)).map(({message}) => message),
			[],
		);
	});

test('in JSON too', async (t) => {
	const role = {
		Type: 'AWS::IAM::Role',
		Properties: {
			AssumeRolePolicyDocument: {Statement: []},
			Policies: [{PolicyName: 'p', PolicyDocument: {Statement: {Effect: 'Allow', Action: 's3:PutObject', Resource: '*'}}}],
		},
	};
	const text = JSON.stringify({Resources: {Role: role, Bucket: {Type: 'AWS::S3::Bucket'}}}, null, 2);
	const after = mended(text, await findingsIn(text, 'template.json'));
	t.true(after.includes('"Resource": {"Fn::Sub": "${Bucket.Arn}/*"}'), after);
	t.deepEqual(await findingsIn(after, 'template.json'), []);
});

test('no fix where the template makes no such resource, where the resource needs the role, or where another action has none', async (t) => {
	const without = [
		roleWith("{Effect: Allow, Action: 's3:PutObject', Resource: '*'}"),
		`${roleWith("{Effect: Allow, Action: ['s3:PutObject', 'ec2:DescribeInstances'], Resource: '*'}")}${bucket}`,
		`${roleWith("{Effect: Allow, Action: 'sqs:SendMessage', Resource: '*'}")}  Queue: {Type: AWS::SQS::Queue, DependsOn: Role}\n`,
		`Parameters: {P: {Type: String, Default: '*'}}\n${roleWith("{Effect: Allow, Action: 's3:PutObject', Resource: !Ref P}")}${bucket}`,
	];
	for (const text of without) {
		const findings = await findingsIn(text);
		t.is(findings.length, 1, text);
		t.is(findings[0]?.fix, undefined, text);
	}
});
