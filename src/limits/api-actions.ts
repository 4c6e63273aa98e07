/** Which actions commands and API operations need, where that is not the operation's own name. */

import type {Sourced} from '../limits.ts';

const read = '2026-11-24';

/** Operations of the API, as `service:Operation`, with the actions that they need. Each other operation needs the action of its own name. */
export const operationActions: Sourced & {readonly byOperation: ReadonlyMap<string, readonly string[]>} = {
	byOperation: new Map(
		Object.entries({
			's3:CompleteMultipartUpload': ['s3:PutObject'],
			's3:CopyObject': ['s3:GetObject', 's3:PutObject'],
			's3:CreateMultipartUpload': ['s3:PutObject'],
			's3:DeleteBucketCors': ['s3:PutBucketCORS'],
			's3:DeleteBucketEncryption': ['s3:PutEncryptionConfiguration'],
			's3:DeleteBucketLifecycle': ['s3:PutLifecycleConfiguration'],
			's3:DeleteBucketReplication': ['s3:PutReplicationConfiguration'],
			's3:DeleteBucketTagging': ['s3:PutBucketTagging'],
			's3:DeleteObjects': ['s3:DeleteObject'],
			's3:DeletePublicAccessBlock': ['s3:PutBucketPublicAccessBlock'],
			's3:GetBucketAccelerateConfiguration': ['s3:GetAccelerateConfiguration'],
			's3:GetBucketCors': ['s3:GetBucketCORS'],
			's3:GetBucketEncryption': ['s3:GetEncryptionConfiguration'],
			's3:GetBucketLifecycle': ['s3:GetLifecycleConfiguration'],
			's3:GetBucketLifecycleConfiguration': ['s3:GetLifecycleConfiguration'],
			's3:GetBucketNotificationConfiguration': ['s3:GetBucketNotification'],
			's3:GetBucketReplication': ['s3:GetReplicationConfiguration'],
			's3:GetObjectLockConfiguration': ['s3:GetBucketObjectLockConfiguration'],
			's3:GetPublicAccessBlock': ['s3:GetBucketPublicAccessBlock'],
			's3:HeadBucket': ['s3:ListBucket'],
			's3:HeadObject': ['s3:GetObject'],
			's3:ListBuckets': ['s3:ListAllMyBuckets'],
			's3:ListDirectoryBuckets': ['s3express:ListAllMyDirectoryBuckets'],
			's3:ListMultipartUploads': ['s3:ListBucketMultipartUploads'],
			's3:ListObjectVersions': ['s3:ListBucketVersions'],
			's3:ListObjects': ['s3:ListBucket'],
			's3:ListObjectsV2': ['s3:ListBucket'],
			's3:ListParts': ['s3:ListMultipartUploadParts'],
			's3:PutBucketAccelerateConfiguration': ['s3:PutAccelerateConfiguration'],
			's3:PutBucketCors': ['s3:PutBucketCORS'],
			's3:PutBucketEncryption': ['s3:PutEncryptionConfiguration'],
			's3:PutBucketLifecycle': ['s3:PutLifecycleConfiguration'],
			's3:PutBucketLifecycleConfiguration': ['s3:PutLifecycleConfiguration'],
			's3:PutBucketNotificationConfiguration': ['s3:PutBucketNotification'],
			's3:PutBucketReplication': ['s3:PutReplicationConfiguration'],
			's3:PutObjectLockConfiguration': ['s3:PutBucketObjectLockConfiguration'],
			's3:PutPublicAccessBlock': ['s3:PutBucketPublicAccessBlock'],
			's3:SelectObjectContent': ['s3:GetObject'],
			's3:UploadPart': ['s3:PutObject'],
			's3:UploadPartCopy': ['s3:GetObject', 's3:PutObject'],
			'bedrock:Converse': ['bedrock:InvokeModel'],
			'bedrock:ConverseStream': ['bedrock:InvokeModelWithResponseStream'],
			'dynamodb:BatchExecuteStatement': ['dynamodb:PartiQLSelect'],
			'dynamodb:ExecuteStatement': ['dynamodb:PartiQLSelect'],
			'dynamodb:TransactGetItems': ['dynamodb:GetItem'],
			'dynamodb:TransactWriteItems': ['dynamodb:PutItem'],
			'kms:ReEncrypt': ['kms:ReEncryptFrom', 'kms:ReEncryptTo'],
			'lambda:Invoke': ['lambda:InvokeFunction'],
			'lambda:InvokeWithResponseStream': ['lambda:InvokeFunction'],
			'sns:PublishBatch': ['sns:Publish'],
			'sqs:ChangeMessageVisibilityBatch': ['sqs:ChangeMessageVisibility'],
			'sqs:DeleteMessageBatch': ['sqs:DeleteMessage'],
			'sqs:SendMessageBatch': ['sqs:SendMessage'],
		}),
	),
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html',
	read,
};

/** Commands of `aws` that are no operation of an API, with the actions that they need. `aws s3` is read by its arguments. */
export const commandActions: Sourced & {readonly byCommand: ReadonlyMap<string, readonly string[]>} = {
	byCommand: new Map(
		Object.entries({
			'cloudformation deploy': [
				'cloudformation:CreateChangeSet',
				'cloudformation:DescribeChangeSet',
				'cloudformation:DescribeStacks',
				'cloudformation:ExecuteChangeSet',
			],
			'cloudformation package': ['s3:PutObject'],
			'cloudtrail validate-logs': ['cloudtrail:DescribeTrails', 'cloudtrail:ListPublicKeys', 's3:GetObject', 's3:ListBucket'],
			'codedeploy push': ['codedeploy:RegisterApplicationRevision', 's3:PutObject'],
			'ecr get-login': ['ecr:GetAuthorizationToken'],
			'ecr get-login-password': ['ecr:GetAuthorizationToken'],
			'ecr-public get-login-password': ['ecr-public:GetAuthorizationToken', 'sts:GetServiceBearerToken'],
			'eks get-token': ['sts:GetCallerIdentity'],
			'eks update-kubeconfig': ['eks:DescribeCluster'],
			'elasticmapreduce create-cluster': ['elasticmapreduce:RunJobFlow'],
			'logs start-live-tail': ['logs:StartLiveTail'],
			'logs tail': ['logs:FilterLogEvents'],
			'rds generate-db-auth-token': ['rds-db:connect'],
		}),
	),
	source: 'https://docs.aws.amazon.com/cli/latest/reference/',
	read,
};

/** Commands of one word that are operations; in prose, other words behind `aws <service>` are only words. */
export const singleWordOperations: ReadonlySet<string> = new Set(
	'converse decrypt deploy disable enable encrypt evaluate invoke package predict publish push query rerank retrieve scan search select sign subscribe tail unsubscribe verify'.split(
		' ',
	),
);

/** API Gateway's actions are HTTP methods. */
export const apiGatewayMethods: Readonly<Record<string, string>> = {
	Create: 'POST',
	Delete: 'DELETE',
	Flush: 'DELETE',
	Generate: 'POST',
	Get: 'GET',
	Import: 'POST',
	Put: 'PUT',
	Tag: 'PUT',
	Test: 'POST',
	Untag: 'DELETE',
	Update: 'PATCH',
};

/** Services by the names that SDKs have for them, in lower case and without hyphens, where those are neither IAM's nor the command line's. */
export const sdkServices: Sourced & {readonly iamNames: ReadonlyMap<string, string>} = {
	iamNames: new Map(
		Object.entries({
			applicationdiscoveryservice: 'discovery',
			certificatemanager: 'acm',
			cloudwatchevents: 'events',
			cloudwatchlogs: 'logs',
			cognitoidentityprovider: 'cognito-idp',
			cognitoidentityserviceprovider: 'cognito-idp',
			costexplorer: 'ce',
			databasemigrationservice: 'dms',
			ddb: 'dynamodb',
			dynamodbdocument: 'dynamodb',
			elasticloadbalancingv2: 'elasticloadbalancing',
			eventbridge: 'events',
			identitymanagement: 'iam',
			keymanagementservice: 'kms',
			marketplaceentitlementservice: 'aws-marketplace',
			marketplacemetering: 'aws-marketplace',
			securitytoken: 'sts',
			securitytokenservice: 'sts',
			sfn: 'states',
			simpleemail: 'ses',
			simplesystemsmanagement: 'ssm',
			systemsmanager: 'ssm',
		}),
	),
	source: 'https://docs.aws.amazon.com/sdkref/latest/guide/supported-services.html',
	read,
};
