/** Policies that AWS manages, as texts say them in words. */

import type {Sourced} from '../limits.ts';

const read = '2026-11-24';
const source = 'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html';

/** The policy that gives "full access to" a service, by the words that a text may call the service with. */
export const fullAccessPolicies: Sourced & {readonly byService: Readonly<Record<string, string>>} = {
	byService: {
		s3: 'AmazonS3FullAccess',
		ec2: 'AmazonEC2FullAccess',
		rds: 'AmazonRDSFullAccess',
		sqs: 'AmazonSQSFullAccess',
		sns: 'AmazonSNSFullAccess',
		ssm: 'AmazonSSMFullAccess',
		iam: 'IAMFullAccess',
		vpc: 'AmazonVPCFullAccess',
		dynamodb: 'AmazonDynamoDBFullAccess',
		cloudwatch: 'CloudWatchFullAccess',
		lambda: 'AWSLambda_FullAccess',
		'route 53': 'AmazonRoute53FullAccess',
		'secrets manager': 'SecretsManagerReadWrite',
		'simple storage service': 'AmazonS3FullAccess',
	},
	source,
	read,
};
