/** Resources that make templates long. */

import type {Random} from './random.ts';
import type {Json, JsonMap} from './template.ts';

const words = ['Order', 'Audit', 'Index', 'Report', 'Session', 'Import', 'Media', 'Ledger', 'Alert', 'Backup', 'Search', 'Batch', 'Event', 'Profile', 'Queue'];
const kept = {DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain'};
const closed = {BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true};
const encrypted = {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {SSEAlgorithm: 'aws:kms'}}]};
const assumed: JsonMap = {
	Version: '2012-10-17',
	Statement: [{Effect: 'Allow', Principal: {Service: 'ec2.amazonaws.com'}, Action: 'sts:AssumeRole'}],
};

/** Resources by the ends of their names. `name` is how the group is called. */
const kinds: readonly ((name: string, random: Random) => JsonMap)[] = [
	(name, random) => ({
		[`${name}Bucket`]: {
			Type: 'AWS::S3::Bucket',
			...kept,
			Properties: {
				BucketEncryption: encrypted,
				PublicAccessBlockConfiguration: closed,
				LifecycleConfiguration: {Rules: [{Id: 'expire', Status: 'Enabled', ExpirationInDays: 30 + random.below(300)}]},
			},
		},
	}),
	(name, random) => ({
		[`${name}Dead`]: {Type: 'AWS::SQS::Queue', Properties: {MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true}},
		[`${name}Queue`]: {
			Type: 'AWS::SQS::Queue',
			Properties: {
				VisibilityTimeout: 30 + random.below(600),
				SqsManagedSseEnabled: true,
				RedrivePolicy: {deadLetterTargetArn: {'Fn::GetAtt': [`${name}Dead`, 'Arn']}, maxReceiveCount: 2 + random.below(8)},
			},
		},
	}),
	(name) => ({[`${name}Topic`]: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: name, KmsMasterKeyId: 'alias/aws/sns'}}}),
	(name, random) => ({
		[`${name}Table`]: {
			Type: 'AWS::DynamoDB::Table',
			...kept,
			Properties: {
				BillingMode: 'PAY_PER_REQUEST',
				AttributeDefinitions: [{AttributeName: 'key', AttributeType: random.chance(80) ? 'S' : 'N'}],
				KeySchema: [{AttributeName: 'key', KeyType: 'HASH'}],
				SSESpecification: {SSEEnabled: true},
				PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: random.chance(70)},
			},
		},
	}),
	(name, random) => ({[`${name}Log`]: {Type: 'AWS::Logs::LogGroup', ...kept, Properties: {RetentionInDays: random.pick<number>([7, 30, 90, 365])}}}),
	(name, random) => ({
		[`${name}Alarm`]: {
			Type: 'AWS::CloudWatch::Alarm',
			Properties: {
				AlarmDescription: `${name} is slower than it should be`,
				Namespace: `Product/${name}`,
				MetricName: random.pick(['Latency', 'Errors', 'Depth']),
				Statistic: 'Average',
				Period: 300,
				EvaluationPeriods: 1 + random.below(5),
				Threshold: 10 * (1 + random.below(50)),
				ComparisonOperator: 'GreaterThanThreshold',
			},
		},
	}),
	(name) => ({
		[`${name}Secret`]: {Type: 'AWS::SecretsManager::Secret', ...kept, Properties: {GenerateSecretString: {PasswordLength: 32, ExcludePunctuation: true}}},
	}),
	(name, random) => ({[`${name}Setting`]: {Type: 'AWS::SSM::Parameter', Properties: {Type: 'String', Value: `${name}-${random.hex(6)}`}}}),
	(name, random) => ({
		[`${name}Store`]: {Type: 'AWS::S3::Bucket', ...kept, Properties: {BucketEncryption: encrypted, PublicAccessBlockConfiguration: closed}},
		[`${name}Role`]: {
			Type: 'AWS::IAM::Role',
			Properties: {
				AssumeRolePolicyDocument: assumed,
				Policies: [
					{
						PolicyName: name,
						PolicyDocument: {
							Version: '2012-10-17',
							Statement: [
								{
									Effect: 'Allow',
									Action: [...random.some(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], 2)],
									Resource: {'Fn::Sub': `\${${name}Store.Arn}/*`},
								},
							],
						},
					},
				],
			},
		},
	}),
	(name, random) => ({
		[`${name}Dashboard`]: {
			Type: 'AWS::CloudWatch::Dashboard',
			Properties: {DashboardBody: JSON.stringify({widgets: Array.from({length: 2 + random.below(8)}, (_, y) => widget(name, y))})},
		},
	}),
];

function widget(name: string, y: number): Json {
	const metrics = [
		[`Product/${name}`, 'Latency'],
		[`Product/${name}`, 'Errors'],
	];
	return {
		type: 'metric',
		x: 0,
		y: 6 * y,
		width: 12,
		height: 6,
		properties: {metrics, period: 300, stat: 'Average', region: 'us-east-1', title: `${name} ${y}`},
	};
}

/** So many groups of resources, each under a name that no other has. */
export function bulk(count: number, random: Random): JsonMap {
	return Object.assign({}, ...Array.from({length: count}, () => random.pick(kinds)(`${random.pick(words)}${random.hex(5).toUpperCase()}`, random))) as JsonMap;
}
