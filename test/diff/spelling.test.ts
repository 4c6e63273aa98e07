import test from 'ava';
import {changesBetween, roleWith} from '../helpers/diff.ts';

const resources = `  Data: {Type: AWS::S3::Bucket}
  Jobs: {Type: AWS::SQS::Queue}
  Words: {Type: AWS::SNS::Topic}
  Table: {Type: AWS::DynamoDB::Table}
  Key: {Type: AWS::KMS::Key}
  Work: {Type: AWS::Lambda::Function}
  Other: {Type: AWS::IAM::Role, Properties: {Path: /app/, AssumeRolePolicyDocument: {Statement: []}}}
  Plain: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: []}}}
  Made: {Type: 'Custom::Thing'}
`;

const statement = (action: string, resource: string, condition?: string) =>
	`[{Effect: Allow, Action: ${action}, Resource: ${resource}${condition === undefined ? '' : `, Condition: {${condition}}`}}]`;
const grownBetween = async (...[t, old, next]: Parameters<typeof changesBetween>) =>
	(await changesBetween(t, old, next)).filter(({severity}) => severity === 'error').map(({message}) => message);

/** Both ways: neither is wider than the other. */
const same = test.macro({
	async exec(t, old: string, next: string) {
		const [one, other] = [roleWith(old, {more: resources}), roleWith(next, {more: resources})];
		t.deepEqual(await changesBetween(t, one, other), []);
		t.deepEqual(await changesBetween(t, other, one), []);
	},
	title: (given = '') => `the same: ${given}`,
});
const grows = test.macro({
	async exec(t, old: string, next: string, ...messages: readonly string[]) {
		t.deepEqual(await grownBetween(t, roleWith(old, {more: resources}), roleWith(next, {more: resources})), messages);
	},
	title: (given = '') => `growth: ${given}`,
});

const arns: readonly (readonly [name: string, action: string, attribute: string, arn: string])[] = [
	['a bucket', 's3:ListBucket', '!GetAtt Data.Arn', '!Sub "arn:${AWS::Partition}:s3:::${Data}"'],
	['objects of a bucket', 's3:GetObject', '!Sub "${Data.Arn}/*"', '!Join ["", ["arn:aws:s3:::", !Ref Data, "/*"]]'],
	['a queue', 'sqs:SendMessage', '!GetAtt Jobs.Arn', '!Sub "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${Jobs.QueueName}"'],
	['a topic', 'sns:Publish', '!Ref Words', '!Sub "arn:aws:sns:${AWS::Region}:${AWS::AccountId}:${Words.TopicName}"'],
	['a table', 'dynamodb:GetItem', '!GetAtt Table.Arn', '!Sub "arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Table}"'],
	['a key', 'kms:Decrypt', '!GetAtt Key.Arn', '!Sub "arn:aws:kms:${AWS::Region}:${AWS::AccountId}:key/${Key.KeyId}"'],
	['a function', 'lambda:InvokeFunction', '!GetAtt Work.Arn', '!Sub "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${Work}"'],
	['a role', 'iam:PassRole', '!GetAtt Plain.Arn', '!Sub "arn:aws:iam::${AWS::AccountId}:role/${Plain}"'],
	['a role with a path', 'iam:PassRole', '!GetAtt Other.Arn', '!Sub "arn:aws:iam::${AWS::AccountId}:role/app/${Other}"'],
];
for (const [name, action, attribute, arn] of arns) test(`the ARN of ${name}`, same, statement(action, attribute), statement(action, arn));

test(
	'the ARN of another bucket',
	grows,
	statement('s3:GetObject', '!Sub "${Data.Arn}/*"'),
	statement('s3:GetObject', '!Sub "arn:aws:s3:::${Bucket}/*"'),
	'Role AppRole may use s3:GetObject on arn:aws:s3:::${Bucket}/*; before on ${Data.Arn}/*.',
);
test(
	'the ARN of all keys',
	grows,
	statement('kms:Decrypt', '!GetAtt Key.Arn'),
	statement('kms:Decrypt', '!Sub "arn:aws:kms:${AWS::Region}:${AWS::AccountId}:key/*"'),
	'Role AppRole may use kms:Decrypt on arn:aws:kms:${AWS::Region}:${AWS::AccountId}:key/*; before on ${Key.Arn}.',
);
test(
	'a role under a path that it is not made under',
	grows,
	statement('iam:PassRole', '!GetAtt Plain.Arn'),
	statement('iam:PassRole', '!Sub "arn:aws:iam::${AWS::AccountId}:role/app/${Plain}"'),
	'Role AppRole may use iam:PassRole on arn:aws:iam::${AWS::AccountId}:role/app/${Plain}; before on ${Plain.Arn}.',
);

const stop = (condition: string, action = 'ec2:StopInstances') => statement(action, '"*"', condition);
test('StringLike of a text without a wildcard', same, stop('StringEquals: {aws:ResourceTag/app: mine}'), stop('StringLike: {aws:ResourceTag/app: mine}'));
test(
	'StringLike of what AWS names',
	same,
	stop('StringEquals: {aws:ResourceTag/app: !Ref AWS::StackName}'),
	stop('StringLike: {aws:ResourceTag/app: !Ref AWS::StackName}'),
);
test('StringNotLike without a wildcard', same, stop('StringNotEquals: {aws:ResourceTag/app: mine}'), stop('StringNotLike: {aws:ResourceTag/app: mine}'));
test('ArnLike, with a wildcard too', same, stop("ArnEquals: {aws:SourceArn: 'arn:aws:sns:*:*:a'}"), stop("ArnLike: {aws:SourceArn: 'arn:aws:sns:*:*:a'}"));
test('the key of EC2 for tags', same, stop('StringEquals: {aws:ResourceTag/app: mine}'), stop('StringEquals: {ec2:ResourceTag/app: mine}'));
test(
	'a wildcard that StringLike brings',
	grows,
	stop('StringEquals: {aws:ResourceTag/app: mine}'),
	stop('StringLike: {aws:ResourceTag/app: "mine*"}'),
	'Role AppRole may use ec2:StopInstances on * under another condition: StringLike aws:ResourceTag/app: mine*; before StringEquals aws:ResourceTag/app: mine.',
);
test(
	'StringLike of what a buyer writes',
	grows,
	stop('StringEquals: {aws:ResourceTag/app: !Ref Bucket}'),
	stop('StringLike: {aws:ResourceTag/app: !Ref Bucket}'),
	'Role AppRole may use ec2:StopInstances on * under another condition: StringLike aws:ResourceTag/app: ${Bucket}; before StringEquals aws:ResourceTag/app: ${Bucket}.',
);
test(
	'StringLike of what the seller’s code answers',
	grows,
	stop('StringEquals: {aws:ResourceTag/app: !GetAtt Made.Name}'),
	stop('StringLike: {aws:ResourceTag/app: !GetAtt Made.Name}'),
	'Role AppRole may use ec2:StopInstances on * under another condition: StringLike aws:ResourceTag/app: ${Made.Name}; before StringEquals aws:ResourceTag/app: ${Made.Name}.',
);
test(
	'another value of the same condition',
	grows,
	stop('StringEquals: {aws:ResourceTag/app: mine}'),
	stop('StringEquals: {aws:ResourceTag/app: yours}'),
	'Role AppRole may use ec2:StopInstances on * under another condition: StringEquals aws:ResourceTag/app: yours; before StringEquals aws:ResourceTag/app: mine.',
);
test(
	'a condition on something else',
	grows,
	stop('StringEquals: {aws:ResourceTag/app: mine}'),
	stop('StringEquals: {aws:RequestedRegion: us-east-1}'),
	'Role AppRole may use ec2:StopInstances on * under another condition: StringEquals aws:RequestedRegion: us-east-1; before StringEquals aws:ResourceTag/app: mine.',
);
test(
	'one condition of two',
	grows,
	stop('StringEquals: {aws:ResourceTag/app: mine, aws:RequestedRegion: us-east-1}'),
	stop('StringEquals: {aws:RequestedRegion: us-east-1}'),
	'Role AppRole may use ec2:StopInstances on * without the condition StringEquals aws:ResourceTag/app: mine, which stood there before.',
);
test(
	'the key of EC2 for tags, which Systems Manager does not know',
	grows,
	stop('StringEquals: {ec2:ResourceTag/app: mine}', 'ssm:SendCommand'),
	stop('StringEquals: {aws:ResourceTag/app: mine}', 'ssm:SendCommand'),
	'Role AppRole may use ssm:SendCommand on * under another condition: StringEquals aws:ResourceTag/app: mine; before StringEquals ec2:ResourceTag/app: mine.',
);
