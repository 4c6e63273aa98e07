/** Settings that put a resource within reach of the internet. */

/** One such setting. */
export type PublicSetting = {
	readonly types: readonly string[];
	/** Keys from `Properties` down; `*` for the items of a list. */
	readonly path: readonly string[];
	/** Values, in lower case, that do it. */
	readonly values: readonly string[];
	/** Whether leaving it out does it too. */
	readonly byDefault?: true;
	/** A property that takes it out of consideration. */
	readonly unless?: {readonly path: readonly string[]; readonly value: string};
	/** What it does, after the logical id. */
	readonly words: string;
	/** What it opens is no address of a resource but an instance's metadata: only what was closed before has grown. */
	readonly opens?: 'metadata';
};

const everyone = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html';

/** Read in the resources' pages of the template reference. */
export const publicSettings: {readonly settings: readonly PublicSetting[]; readonly source: string; readonly verified: string} = {
	source: everyone,
	verified: '2026-11-25',
	settings: [
		{types: ['AWS::EC2::Instance'], path: ['NetworkInterfaces', '*', 'AssociatePublicIpAddress'], values: ['true'], words: 'gets a public IP address'},
		{
			types: ['AWS::EC2::LaunchTemplate'],
			path: ['LaunchTemplateData', 'NetworkInterfaces', '*', 'AssociatePublicIpAddress'],
			values: ['true'],
			words: 'gives its instances public IP addresses',
		},
		{
			types: ['AWS::AutoScaling::LaunchConfiguration'],
			path: ['AssociatePublicIpAddress'],
			values: ['true'],
			words: 'gives its instances public IP addresses',
		},
		{types: ['AWS::EC2::Subnet'], path: ['MapPublicIpOnLaunch'], values: ['true'], words: 'gives public IP addresses to what is launched in it'},
		{
			types: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::Redshift::Cluster', 'AWS::DMS::ReplicationInstance', 'AWS::AmazonMQ::Broker'],
			path: ['PubliclyAccessible'],
			values: ['true'],
			words: 'gets an address on the internet',
		},
		{
			types: ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ElasticLoadBalancing::LoadBalancer'],
			path: ['Scheme'],
			values: ['internet-facing'],
			byDefault: true,
			unless: {path: ['Type'], value: 'gateway'},
			words: 'faces the internet',
		},
		{types: ['AWS::Lambda::Url'], path: ['AuthType'], values: ['none'], words: 'answers everyone without asking who they are'},
		{
			types: ['AWS::EKS::Cluster'],
			path: ['ResourcesVpcConfig', 'EndpointPublicAccess'],
			values: ['true'],
			byDefault: true,
			words: 'has its API on the internet',
		},
		{
			types: ['AWS::ECS::Service'],
			path: ['NetworkConfiguration', 'AwsvpcConfiguration', 'AssignPublicIp'],
			values: ['enabled'],
			words: 'gives its tasks public IP addresses',
		},
		{
			types: ['AWS::SageMaker::NotebookInstance'],
			path: ['DirectInternetAccess'],
			values: ['enabled'],
			byDefault: true,
			words: 'reaches the internet directly',
		},
		...(
			[
				['AWS::EC2::Instance', []],
				['AWS::AutoScaling::LaunchConfiguration', []],
				['AWS::EC2::LaunchTemplate', ['LaunchTemplateData']],
			] as const
		).map(
			// Where it is left out, the AMI or the account decides: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html
			([type, above]): PublicSetting => ({
				types: [type],
				path: [...above, 'MetadataOptions', 'HttpTokens'],
				values: ['optional'],
				byDefault: true,
				words: 'may answer requests for its metadata without a session token (IMDSv1)',
				opens: 'metadata',
			}),
		),
		{
			types: ['AWS::S3::Bucket'],
			path: ['AccessControl'],
			values: ['publicread', 'publicreadwrite', 'authenticatedread'],
			words: 'may be read by everyone',
		},
	],
};

/** Resources that are a public address by themselves. */
export const publicAddresses: readonly string[] = ['AWS::EC2::EIP'];

/** The four settings that keep a bucket from becoming public. New buckets have all of them on. */
export const bucketBlocks: readonly string[] = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];
