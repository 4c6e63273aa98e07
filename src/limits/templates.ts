/** What AWS sets for delivery templates. */

import {pages, type Sourced} from '../limits.ts';

const read = '2026-11-24';

/** Types of the parameter that AWS Marketplace fills with the product's AMI. */
export const amiParameterTypes: Sourced & {readonly names: readonly string[]} = {
	names: ['AWS::EC2::Image::Id', 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', 'String'],
	source: pages.cloudformation,
	read,
};

/** Parameters that lead to nested templates; AWS sets them to its own bucket on publishing. */
export const nestedStackParameters = {
	names: ['MPS3BucketName', 'MPS3BucketRegion', 'MPS3KeyPrefix'],
	source: pages.cloudformation,
	read,
} as const satisfies Sourced & {readonly names: readonly string[]};

/** Template sizes in bytes: passed inline for validation, and read from S3. CloudFormation's own quotas. */
export const templateSizes = {
	inline: 51_200,
	fromS3: 1_000_000,
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html',
	read,
} as const;

/** User data of an instance in bytes, before base64. EC2's own quota. */
export const userDataSize = {bytes: 16_384, source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html', read} as const;

/** The type that a parameter should have when its value goes into a property of that name (the last key of its path). */
export const specificTypes: Sourced & {readonly byProperty: Readonly<Record<string, string>>} = {
	byProperty: {
		AvailabilityZone: 'AWS::EC2::AvailabilityZone::Name',
		AvailabilityZones: 'AWS::EC2::AvailabilityZone::Name',
		HostedZoneId: 'AWS::Route53::HostedZone::Id',
		InstanceId: 'AWS::EC2::Instance::Id',
		KeyName: 'AWS::EC2::KeyPair::KeyName',
		SecurityGroupId: 'AWS::EC2::SecurityGroup::Id',
		SecurityGroupIds: 'AWS::EC2::SecurityGroup::Id',
		SourceSecurityGroupId: 'AWS::EC2::SecurityGroup::Id',
		SubnetId: 'AWS::EC2::Subnet::Id',
		SubnetIds: 'AWS::EC2::Subnet::Id',
		Subnets: 'AWS::EC2::Subnet::Id',
		VPCSecurityGroups: 'AWS::EC2::SecurityGroup::Id',
		VPCZoneIdentifier: 'AWS::EC2::Subnet::Id',
		VolumeId: 'AWS::EC2::Volume::Id',
		VpcId: 'AWS::EC2::VPC::Id',
	},
	source: pages.cloudformation,
	read,
};

/** Resources that AWS asks usage instructions to explain when a template creates them. The types are our reading of "role", "key" and "element". */
export const explainedResources = {
	roles: ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'],
	keys: ['AWS::EC2::KeyPair', 'AWS::KMS::Key', 'AWS::SecretsManager::Secret', 'AWS::IAM::AccessKey'],
	/** What has a network address of its own. */
	elements: [
		'AWS::EC2::Instance',
		'AWS::EC2::SpotFleet',
		'AWS::EC2::EC2Fleet',
		'AWS::AutoScaling::AutoScalingGroup',
		'AWS::ElasticLoadBalancing::LoadBalancer',
		'AWS::ElasticLoadBalancingV2::LoadBalancer',
		'AWS::RDS::DBInstance',
		'AWS::RDS::DBCluster',
		'AWS::DocDB::DBCluster',
		'AWS::Neptune::DBCluster',
		'AWS::Redshift::Cluster',
		'AWS::ElastiCache::CacheCluster',
		'AWS::ElastiCache::ReplicationGroup',
		'AWS::OpenSearchService::Domain',
		'AWS::EFS::FileSystem',
		'AWS::FSx::FileSystem',
		'AWS::ECS::Service',
		'AWS::EKS::Cluster',
		'AWS::MSK::Cluster',
		'AWS::AmazonMQ::Broker',
	],
	/** Each of these launches more than one. */
	manyElements: ['AWS::AutoScaling::AutoScalingGroup', 'AWS::EC2::SpotFleet', 'AWS::EC2::EC2Fleet'],
	source: pages.usage,
	read,
} as const satisfies Sourced & Readonly<Record<string, string | readonly string[]>>;
