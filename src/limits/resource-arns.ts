/** What `Ref` and `Fn::GetAtt` of a resource come to, where AWS documents the form of its ARN. */

const own = '${AWS::Region}:${AWS::AccountId}';

/**
 * By type, then by attribute (`Ref` for the reference itself). `@` stands for the logical id, `/path/` for the `Path` of an entity of IAM. What
 * has letters of AWS's choice at its end, as a secret's ARN has, is called by one of its names.
 */
export const resourceArns: {
	readonly source: string;
	readonly verified: string;
	readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
} = {
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html',
	verified: '2026-11-28',
	types: {
		'AWS::S3::Bucket': {Arn: 'arn:aws:s3:::${@}'},
		'AWS::SQS::Queue': {Arn: `arn:aws:sqs:${own}:\${@.QueueName}`},
		'AWS::SNS::Topic': {Ref: `arn:aws:sns:${own}:\${@.TopicName}`, TopicArn: `arn:aws:sns:${own}:\${@.TopicName}`},
		'AWS::DynamoDB::Table': {Arn: `arn:aws:dynamodb:${own}:table/\${@}`},
		'AWS::DynamoDB::GlobalTable': {Arn: `arn:aws:dynamodb:${own}:table/\${@}`},
		'AWS::Lambda::Function': {Arn: `arn:aws:lambda:${own}:function:\${@}`},
		'AWS::Serverless::Function': {Arn: `arn:aws:lambda:${own}:function:\${@}`},
		'AWS::KMS::Key': {Arn: `arn:aws:kms:${own}:key/\${@}`, KeyId: '${@}'},
		'AWS::SecretsManager::Secret': {Id: '${@}'},
		'AWS::StepFunctions::StateMachine': {Ref: `arn:aws:states:${own}:stateMachine:\${@.Name}`, Arn: `arn:aws:states:${own}:stateMachine:\${@.Name}`},
		'AWS::Logs::LogGroup': {Arn: `arn:aws:logs:${own}:log-group:\${@}:*`},
		'AWS::Kinesis::Stream': {Arn: `arn:aws:kinesis:${own}:stream/\${@}`},
		'AWS::KinesisFirehose::DeliveryStream': {Arn: `arn:aws:firehose:${own}:deliverystream/\${@}`},
		'AWS::Events::EventBus': {Arn: `arn:aws:events:${own}:event-bus/\${@}`},
		'AWS::ECR::Repository': {Arn: `arn:aws:ecr:${own}:repository/\${@}`},
		'AWS::ECS::Cluster': {Arn: `arn:aws:ecs:${own}:cluster/\${@}`},
		'AWS::EFS::FileSystem': {Arn: `arn:aws:elasticfilesystem:${own}:file-system/\${@}`},
		'AWS::CodeBuild::Project': {Arn: `arn:aws:codebuild:${own}:project/\${@}`},
		'AWS::RDS::DBInstance': {DBInstanceArn: `arn:aws:rds:${own}:db:\${@}`},
		'AWS::RDS::DBCluster': {DBClusterArn: `arn:aws:rds:${own}:cluster:\${@}`},
		'AWS::Cognito::UserPool': {Arn: `arn:aws:cognito-idp:${own}:userpool/\${@}`},
		'AWS::OpenSearchService::Domain': {Arn: `arn:aws:es:${own}:domain/\${@}`},
		'AWS::IAM::Role': {Arn: 'arn:aws:iam::${AWS::AccountId}:role/path/${@}'},
		'AWS::IAM::User': {Arn: 'arn:aws:iam::${AWS::AccountId}:user/path/${@}'},
		'AWS::IAM::Group': {Arn: 'arn:aws:iam::${AWS::AccountId}:group/path/${@}'},
		'AWS::IAM::InstanceProfile': {Arn: 'arn:aws:iam::${AWS::AccountId}:instance-profile/path/${@}'},
		'AWS::IAM::ManagedPolicy': {PolicyArn: '${@}'},
	},
};
