/** Resources that hold data which is gone when they are deleted or replaced. */

/** A type of resource with data. */
export type StatefulType = {
	/** What is lost with it. */
	readonly holds: string;
	/** What CloudFormation does with it where no `DeletionPolicy` says so. */
	readonly byDefault?: 'Snapshot';
	/** Whether CloudFormation can't delete one that is not empty. */
	readonly staysWhenFull?: true;
};

/**
 * Which types take `Snapshot`, and that RDS clusters and instances without a cluster are snapshotted by default, is said in the page of
 * the `DeletionPolicy` attribute. An instance counts for itself: whether its disks hold data shows in its block device mappings.
 */
export const statefulTypes: {readonly types: Readonly<Record<string, StatefulType>>; readonly source: string; readonly verified: string} = {
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html',
	verified: '2026-11-25',
	types: {
		'AWS::RDS::DBInstance': {holds: 'its databases', byDefault: 'Snapshot'},
		'AWS::RDS::DBCluster': {holds: 'its databases', byDefault: 'Snapshot'},
		'AWS::RDS::GlobalCluster': {holds: 'its databases'},
		'AWS::DocDB::DBCluster': {holds: 'its databases'},
		'AWS::Neptune::DBCluster': {holds: 'its data'},
		'AWS::Redshift::Cluster': {holds: 'its databases'},
		'AWS::DynamoDB::Table': {holds: 'its items'},
		'AWS::DynamoDB::GlobalTable': {holds: 'its items'},
		'AWS::EC2::Instance': {holds: 'what is on its disks'},
		'AWS::EC2::Volume': {holds: 'what is on it'},
		'AWS::EFS::FileSystem': {holds: 'its files'},
		'AWS::FSx::FileSystem': {holds: 'its files'},
		'AWS::FSx::Volume': {holds: 'its files'},
		'AWS::S3::Bucket': {holds: 'its objects', staysWhenFull: true},
		'AWS::ElastiCache::CacheCluster': {holds: 'what it caches'},
		'AWS::ElastiCache::ReplicationGroup': {holds: 'what it caches'},
		'AWS::MemoryDB::Cluster': {holds: 'its data'},
		'AWS::OpenSearchService::Domain': {holds: 'its indexes'},
		'AWS::Elasticsearch::Domain': {holds: 'its indexes'},
		'AWS::Kinesis::Stream': {holds: 'its records'},
		'AWS::MSK::Cluster': {holds: 'its topics'},
		'AWS::SQS::Queue': {holds: 'the messages that wait in it'},
		'AWS::Cognito::UserPool': {holds: 'its users'},
		'AWS::KMS::Key': {holds: 'all that it encrypts'},
		'AWS::SecretsManager::Secret': {holds: 'its value'},
		'AWS::Logs::LogGroup': {holds: 'its logs'},
		'AWS::Backup::BackupVault': {holds: 'its backups'},
		'AWS::ECR::Repository': {holds: 'its images'},
		'AWS::Timestream::Table': {holds: 'its records'},
	},
};

/** Resources of a stack that CloudFormation takes. */
export const mostResources: {readonly value: number; readonly source: string; readonly verified: string} = {
	value: 500,
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html',
	verified: '2026-11-25',
};
