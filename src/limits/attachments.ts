/** Where resources name what they run with: a role, an instance profile that holds one, security groups, or a launch template that names them. */

/** Paths from `Properties` down; `*` for the items of a list. */
type Paths = readonly (readonly string[])[];

const source = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html';

/** By resource type, as the resources' pages of the template reference have it. */
export const attachments: {
	readonly source: string;
	readonly verified: string;
	readonly roles: Readonly<Record<string, Paths>>;
	readonly profiles: Readonly<Record<string, Paths>>;
	readonly groups: Readonly<Record<string, Paths>>;
	/** Launch templates, launch configurations and network interfaces: what they have holds where the launch has none of its own. */
	readonly launches: Readonly<Record<string, Paths>>;
} = {
	source,
	verified: '2026-11-28',
	roles: {
		'AWS::IAM::InstanceProfile': [['Roles', '*']],
		'AWS::Lambda::Function': [['Role']],
		'AWS::Serverless::Function': [['Role']],
		'AWS::Serverless::StateMachine': [['Role']],
		'AWS::StepFunctions::StateMachine': [['RoleArn']],
		'AWS::ECS::TaskDefinition': [['TaskRoleArn'], ['ExecutionRoleArn']],
		'AWS::Batch::JobDefinition': [
			['ContainerProperties', 'JobRoleArn'],
			['ContainerProperties', 'ExecutionRoleArn'],
		],
		'AWS::AppRunner::Service': [['InstanceConfiguration', 'InstanceRoleArn']],
		'AWS::CodeBuild::Project': [['ServiceRole']],
		'AWS::CodePipeline::Pipeline': [['RoleArn']],
		'AWS::Glue::Job': [['Role']],
		'AWS::SageMaker::NotebookInstance': [['RoleArn']],
		'AWS::SageMaker::Model': [['ExecutionRoleArn']],
		'AWS::EKS::Nodegroup': [['NodeRole']],
		'AWS::EKS::Cluster': [['RoleArn']],
		'AWS::SSM::MaintenanceWindowTask': [['ServiceRoleArn']],
	},
	profiles: {
		'AWS::EC2::Instance': [['IamInstanceProfile']],
		'AWS::AutoScaling::LaunchConfiguration': [['IamInstanceProfile']],
		'AWS::EC2::LaunchTemplate': [
			['LaunchTemplateData', 'IamInstanceProfile', 'Arn'],
			['LaunchTemplateData', 'IamInstanceProfile', 'Name'],
		],
		'AWS::EMR::Cluster': [['JobFlowRole']],
		'AWS::Batch::ComputeEnvironment': [['ComputeResources', 'InstanceRole']],
		'AWS::ImageBuilder::InfrastructureConfiguration': [['InstanceProfileName']],
	},
	groups: {
		'AWS::EC2::Instance': [
			['SecurityGroupIds', '*'],
			['SecurityGroups', '*'],
			['NetworkInterfaces', '*', 'GroupSet', '*'],
		],
		'AWS::EC2::LaunchTemplate': [
			['LaunchTemplateData', 'SecurityGroupIds', '*'],
			['LaunchTemplateData', 'SecurityGroups', '*'],
			['LaunchTemplateData', 'NetworkInterfaces', '*', 'Groups', '*'],
		],
		'AWS::AutoScaling::LaunchConfiguration': [['SecurityGroups', '*']],
		'AWS::EC2::NetworkInterface': [['GroupSet', '*']],
		'AWS::ElasticLoadBalancing::LoadBalancer': [['SecurityGroups', '*']],
		'AWS::ElasticLoadBalancingV2::LoadBalancer': [['SecurityGroups', '*']],
		'AWS::RDS::DBInstance': [['VPCSecurityGroups', '*']],
		'AWS::RDS::DBCluster': [['VpcSecurityGroupIds', '*']],
		'AWS::Redshift::Cluster': [['VpcSecurityGroupIds', '*']],
		'AWS::ElastiCache::CacheCluster': [['VpcSecurityGroupIds', '*']],
		'AWS::ElastiCache::ReplicationGroup': [['SecurityGroupIds', '*']],
		'AWS::EFS::MountTarget': [['SecurityGroups', '*']],
		'AWS::OpenSearchService::Domain': [['VPCOptions', 'SecurityGroupIds', '*']],
		'AWS::ECS::Service': [['NetworkConfiguration', 'AwsvpcConfiguration', 'SecurityGroups', '*']],
		'AWS::EKS::Cluster': [['ResourcesVpcConfig', 'SecurityGroupIds', '*']],
		'AWS::AmazonMQ::Broker': [['SecurityGroups', '*']],
	},
	launches: {
		'AWS::EC2::Instance': [
			['LaunchTemplate', 'LaunchTemplateId'],
			['NetworkInterfaces', '*', 'NetworkInterfaceId'],
		],
		'AWS::EC2::LaunchTemplate': [['LaunchTemplateData', 'NetworkInterfaces', '*', 'NetworkInterfaceId']],
		'AWS::AutoScaling::AutoScalingGroup': [
			['LaunchConfigurationName'],
			['LaunchTemplate', 'LaunchTemplateId'],
			['MixedInstancesPolicy', 'LaunchTemplate', 'LaunchTemplateSpecification', 'LaunchTemplateId'],
		],
		'AWS::EKS::Nodegroup': [['LaunchTemplate', 'Id']],
	},
};
