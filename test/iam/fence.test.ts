import test from 'ava';
import type {Condition} from '../../src/evidence/iam.ts';
import {actionOf, actionsOfService, allServices} from '../../src/iam/data.ts';
import {fenceOf} from '../../src/iam/fence.ts';

const place = {file: 'template.yaml'};
const condition = (key: string, operator = 'StringEquals', value = 'larkspur'): Condition => ({
	operator,
	key,
	place,
	values: [{text: value, place, clauses: []}],
});
const stateOf = (key: string, action: string) => fenceOf([condition(key)], actionOf(action)).state;

const fencing: readonly (readonly [key: string, action: string])[] = [
	['kms:EncryptionContext:stack', 'kms:Decrypt'],
	['kms:EncryptionContext:aws:s3:arn', 'kms:Decrypt'],
	['s3:ExistingObjectTag/stack', 's3:GetObject'],
	['secretsmanager:ResourceTag/stack', 'secretsmanager:GetSecretValue'],
	['ssm:resourceTag/stack', 'ssm:GetParameter'],
	['aws:ResourceTag/stack', 'ec2:StopInstances'],
	['rds:db-tag/stack', 'rds:DeleteDBInstance'],
	['ec2:Attribute/DisableApiTermination', 'ec2:ModifyInstanceAttribute'],
];
for (const [key, action] of fencing) test(`${key} fences ${action}`, (t) => t.is(stateOf(key, action), 'fenced'));

test("a global key that is held against the caller's own instance fences", (t) => {
	const stateWith = (key: string, operator: string) => fenceOf([condition(key, operator, '${ec2:SourceInstanceARN}')], actionOf('ec2:StopInstances')).state;
	t.is(stateWith('aws:ARN', 'StringEquals'), 'fenced');
	t.is(stateWith('aws:ARN', 'ArnLike'), 'fenced');
	t.is(stateWith('aws:ARN', 'StringNotEquals'), 'weak');
	// It holds for every instance.
	t.is(stateWith('ec2:SourceInstanceARN', 'StringEquals'), 'weak');
});

const weak: readonly (readonly [key: string, action: string])[] = [
	['ec2:SourceInstanceARN', 's3:GetObject'],
	['ec2:RoleDelivery', 'secretsmanager:GetSecretValue'],
	['lambda:SourceFunctionArn', 'dynamodb:PutItem'],
	['glue:CredentialIssuingService', 's3:GetObject'],
	['cognito-identity.amazonaws.com:sub', 'dynamodb:GetItem'],
	['s3:RequestObjectTag/stack', 's3:PutObject'],
];
for (const [key, action] of weak) test(`${key} says of ${action} by whom or how, not on what`, (t) => t.is(stateOf(key, action), 'weak'));

const dead: readonly (readonly [key: string, action: string])[] = [
	['kms:EncryptionContext', 'kms:Decrypt'],
	['kms:EncryptionContextKey', 'kms:Decrypt'],
	['s3:ExistingObjectTag', 's3:GetObject'],
	['secretsmanager:ResourceTag/stack', 's3:GetObject'],
	['ec2:ResourceTag/stack', 'ec2:DescribeInstances'],
	['lambda:SourceFunction', 's3:GetObject'],
];
for (const [key, action] of dead) test(`${key} is no key of ${action}`, (t) => t.is(stateOf(key, action), 'closed'));

test('every key of the reference, filled in, is honoured by the actions that list it', (t) => {
	const missed = new Set<string>();
	for (const action of allServices().flatMap((service) => actionsOfService(service)))
		for (const key of action.keys) {
			const filled = key.replace(/\$\{[^}]{0,100}\}|<[^>]{0,100}>|\btag-key$/g, 'Larkspur');
			if (fenceOf([condition(filled)], action).state === 'closed') missed.add(key);
		}
	t.deepEqual([...missed], []);
});
