/** Actions that stand out among AWS's 22,000: what they give away when they are not scoped. */

/** Raises the rights of whoever holds it, or of another identity. Besides these, all of IAM's own "Permissions management" actions do. */
export const privilegeActions: ReadonlySet<string> = new Set(
	[
		'iam:AddClientIDToOpenIDConnectProvider',
		'iam:AddRoleToInstanceProfile',
		'iam:AddUserToGroup',
		'iam:AttachGroupPolicy',
		'iam:AttachRolePolicy',
		'iam:AttachUserPolicy',
		'iam:CreateAccessKey',
		'iam:CreateLoginProfile',
		'iam:CreateOpenIDConnectProvider',
		'iam:CreatePolicyVersion',
		'iam:CreateRole',
		'iam:CreateSAMLProvider',
		'iam:CreateServiceSpecificCredential',
		'iam:CreateUser',
		'iam:DeleteRolePermissionsBoundary',
		'iam:DeleteUserPermissionsBoundary',
		'iam:PutGroupPolicy',
		'iam:PutRolePermissionsBoundary',
		'iam:PutRolePolicy',
		'iam:PutUserPermissionsBoundary',
		'iam:PutUserPolicy',
		'iam:ResetServiceSpecificCredential',
		'iam:SetDefaultPolicyVersion',
		'iam:UpdateAccessKey',
		'iam:UpdateAssumeRolePolicy',
		'iam:UpdateLoginProfile',
		'organizations:AttachPolicy',
		'sso:AttachManagedPolicyToPermissionSet',
		'sso:CreateAccountAssignment',
		'sso:PutInlinePolicyToPermissionSet',
	].map((name) => name.toLowerCase()),
);

/** Answers with passwords, keys or session credentials. */
export const secretReads: ReadonlySet<string> = new Set(
	[
		'secretsmanager:GetSecretValue',
		'secretsmanager:BatchGetSecretValue',
		'ec2:GetPasswordData',
		'redshift:GetClusterCredentials',
		'redshift:GetClusterCredentialsWithIAM',
		'redshift-serverless:GetCredentials',
		'rds-db:connect',
		'lightsail:GetInstanceAccessDetails',
		'lightsail:GetRelationalDatabaseMasterUserPassword',
		'sts:GetFederationToken',
		'cognito-identity:GetCredentialsForIdentity',
		'codeartifact:GetAuthorizationToken',
	].map((name) => name.toLowerCase()),
);

/** Answers with what customers keep in a service, rather than with what there is. */
export const dataReads: ReadonlySet<string> = new Set(
	[
		's3:GetObject',
		's3:GetObjectVersion',
		's3:GetObjectTorrent',
		's3express:CreateSession',
		'dynamodb:BatchGetItem',
		'dynamodb:GetItem',
		'dynamodb:GetRecords',
		'dynamodb:PartiQLSelect',
		'dynamodb:Query',
		'dynamodb:Scan',
		'ssm:GetParameter',
		'ssm:GetParameters',
		'ssm:GetParametersByPath',
		'ssm:GetParameterHistory',
		'kms:Decrypt',
		'sqs:ReceiveMessage',
		'kinesis:GetRecords',
		'kinesisvideo:GetMedia',
		'athena:GetQueryResults',
		'redshift-data:GetStatementResult',
		'rds-data:ExecuteStatement',
		'rds:DownloadCompleteDBLogFile',
		'codecommit:GitPull',
		'codecommit:GetFile',
		'ebs:GetSnapshotBlock',
		'elasticfilesystem:ClientMount',
		'es:ESHttpGet',
		'lambda:GetFunction',
		'logs:GetLogEvents',
		'logs:FilterLogEvents',
		'logs:GetQueryResults',
		'workmail:GetRawMessageContent',
	].map((name) => name.toLowerCase()),
);

/** What the agents of CloudWatch, Systems Manager and X-Ray do, which AWS's own policies for them allow on everything; all writes to `logs` besides. */
export const agentActions: ReadonlySet<string> = new Set(
	[
		'cloudwatch:PutMetricData',
		'ssm:PutComplianceItems',
		'ssm:PutConfigurePackageResult',
		'ssm:PutInventory',
		'ssm:UpdateAssociationStatus',
		'ssm:UpdateInstanceAssociationStatus',
		'ssm:UpdateInstanceInformation',
		'xray:PutTelemetryRecords',
		'xray:PutTraceSegments',
	].map((name) => name.toLowerCase()),
);

/** Services that are the Systems Manager agent's channels: their actions name no resources of the account's. */
export const agentServices: ReadonlySet<string> = new Set(['ssmmessages', 'ec2messages']);

/** Condition keys that say where from, when or by whom, and not on what; of AWS's global keys, all but {@link narrowingGlobalKeys}. */
export const weakServiceKeys: ReadonlySet<string> = new Set([
	'ec2:region',
	'iam:passedtoservice',
	'kms:calleraccount',
	's3:resourceaccount',
	's3:tlsversion',
	's3:authtype',
	's3:signatureversion',
	's3:signatureage',
	's3:x-amz-content-sha256',
	's3:dataaccesspointaccount',
	// What a new object is tagged with says nothing of the one that it takes the place of.
	's3:requestobjecttag/',
]);

/**
 * Keys that a role's session has in requests to every service, though a service's name stands before them: which instance, function, build,
 * job or user holds the session. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml (November 2026)
 */
export const sessionKeys: ReadonlySet<string> = new Set([
	'ec2:roledelivery',
	'ec2:sourceinstancearn',
	'ssm:sourceinstancearn',
	'lambda:sourcefunctionarn',
	'glue:roleassumedby',
	'glue:credentialissuingservice',
	'codebuild:buildarn',
	'codebuild:projectarn',
	'identitystore:userid',
	'saml:namequalifier',
	'saml:sub',
	'saml:sub_type',
]);

/** Global condition keys that narrow what an action works on. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (November 2026) */
export const narrowingGlobalKeys: readonly RegExp[] = [/^aws:resourcetag\//, /^aws:requesttag\//, /^aws:calledvia/, /^aws:viaawsservice$/, /^aws:sourcearn$/];

/** Global condition keys that only some actions honour: those that name them. */
export const listedGlobalKeys = /^aws:(?:resourcetag|requesttag)\/|^aws:tagkeys$/;

/**
 * AWS managed policies that AWS tells its customers to give to instances and functions, though they name no resources.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/create-iam-roles-for-cloudwatch-agent.html,
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html (November 2026)
 */
export const recommendedManagedPolicies: ReadonlySet<string> = new Set([
	'AmazonSSMManagedInstanceCore',
	'AmazonSSMDirectoryServiceAccess',
	'AmazonSSMPatchAssociation',
	'AmazonSSMManagedEC2InstanceDefaultPolicy',
	'CloudWatchAgentServerPolicy',
	'CloudWatchAgentAdminPolicy',
	'AWSXRayDaemonWriteAccess',
	'AWSXrayWriteOnlyAccess',
	'service-role/AWSLambdaBasicExecutionRole',
	'service-role/AWSLambdaVPCAccessExecutionRole',
	'service-role/AWSLambdaDynamoDBExecutionRole',
	'service-role/AWSLambdaKinesisExecutionRole',
	'service-role/AWSLambdaSQSQueueExecutionRole',
	'service-role/AWSLambdaENIManagementAccess',
	'service-role/AmazonEC2ContainerServiceforEC2Role',
	'service-role/AmazonECSTaskExecutionRolePolicy',
	'service-role/AmazonRDSEnhancedMonitoringRole',
	'service-role/AutoScalingNotificationAccessRole',
	'AmazonEKSClusterPolicy',
	'AmazonEKSServicePolicy',
	'AmazonEKSVPCResourceController',
	'AmazonEKSWorkerNodePolicy',
	'AmazonEKS_CNI_Policy',
	'AmazonEC2ContainerRegistryReadOnly',
	'AmazonEC2ContainerRegistryPullOnly',
]);

/** Known ways to gain rights. Ids and actions are those of pathfinding.cloud (DataDog, Apache-2.0), read November 2026. */
export type EscalationPath = {readonly id: string; readonly category: string; readonly required: readonly string[]};
