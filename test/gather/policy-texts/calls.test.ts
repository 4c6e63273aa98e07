import test from 'ava';
import {policyTextsOf} from '../../helpers/policy-texts.ts';
import {at} from '../../helpers/template.ts';

/** `s3:GetObject@aws s3 cp`, with a question mark where it is not sure. */
async function callsOf(source: string, file = 'guide.md'): Promise<readonly string[]> {
	const {calls} = await policyTextsOf({[file]: source});
	return calls.map(({service, action, sure, call}) => `${service}:${action}${sure ? '' : '?'}@${at(source, call.place).replaceAll(/\s+/g, ' ')}`);
}

const runs = test.macro({
	async exec(t, command: string, wanted: readonly string[]) {
		t.deepEqual(
			(await callsOf(`# Guide\n\n\`\`\`sh\n${command}\n\`\`\`\n`)).map((call) => call.split('@')[0]),
			wanted,
		);
	},
	title: (_, command) => `command: ${command}`,
});

test(runs, 'aws ec2 describe-instances', ['ec2:DescribeInstances']);
test(runs, '$ sudo aws --profile p --no-cli-pager --region=eu-west-1 ec2 run-instances --image-id x', ['ec2:RunInstances']);
test(runs, 'aws rds describe-db-instances', ['rds:DescribeDBInstances']);
test(runs, 'aws elbv2 describe-target-health', ['elasticloadbalancing:DescribeTargetHealth']);
test(runs, 'aws stepfunctions start-execution', ['states:StartExecution']);
test(runs, 'aws resourcegroupstaggingapi get-resources', ['tag:GetResources']);
test(runs, 'aws configservice describe-config-rules', ['config:DescribeConfigRules']);
test(runs, 'aws deploy create-deployment', ['codedeploy:CreateDeployment']);
test(runs, 'aws ssm get-parameter --name x', ['ssm:GetParameter']);
test(runs, 'aws logs tail /x --follow', ['logs:FilterLogEvents']);
test(runs, 'aws s3api list-objects-v2 --bucket b', ['s3:ListBucket']);
test(runs, 'aws s3api head-object --bucket b', ['s3:GetObject']);
test(runs, 'aws s3api get-bucket-versioning --bucket b', ['s3:GetBucketVersioning']);
test(runs, 'aws lambda invoke --function-name f out', ['lambda:InvokeFunction']);
test(runs, 'aws ecr get-login-password | docker login', ['ecr:GetAuthorizationToken']);
test(runs, 'aws apigateway get-rest-apis', ['apigateway:GET']);
test(runs, 'aws kms decrypt --ciphertext-blob x', ['kms:Decrypt']);
test(runs, 'aws s3 ls', ['s3:ListAllMyBuckets']);
test(runs, 'aws s3 ls s3://b', ['s3:ListBucket']);
test(runs, 'aws s3 cp x s3://b/x', ['s3:PutObject']);
test(runs, 'aws s3 cp "s3://b/x" .', ['s3:GetObject']);
test(runs, 'aws s3 cp s3://a/x s3://b/x', ['s3:GetObject', 's3:PutObject']);
test(runs, 'aws s3 cp $A $B', ['s3:GetObject?', 's3:PutObject?']);
test(runs, 'aws s3 cp --recursive s3://b/x .', ['s3:ListBucket', 's3:GetObject']);
test(runs, 'aws s3 sync /data s3://<bucket>/data --delete', ['s3:ListBucket', 's3:PutObject', 's3:DeleteObject']);
test(runs, 'aws s3 mv s3://b/x y', ['s3:GetObject', 's3:DeleteObject']);
test(runs, 'aws s3 rm s3://b/x', ['s3:DeleteObject']);
test(runs, 'aws s3 mb s3://b', ['s3:CreateBucket']);
test(runs, 'aws cloudformation deploy --template-file t', [
	'cloudformation:CreateChangeSet',
	'cloudformation:DescribeChangeSet',
	'cloudformation:DescribeStacks',
	'cloudformation:ExecuteChangeSet',
]);
test(runs, 'ID=$(aws sts get-caller-identity --query Account); aws ec2 \\\n  stop-instances --instance-ids x', ['sts:GetCallerIdentity', 'ec2:StopInstances']);
for (const none of [
	'aws ec2 wait instance-running',
	'aws configure set region x',
	'aws help',
	'aws s3 help',
	'pip install aws ec2-tools',
	'/opt/aws x',
	'aws nothing list-things',
])
	test(runs, none, []);

test('commands in prose, with their places; what is told not to run, and what is no command', async (t) => {
	t.deepEqual(
		await callsOf(
			'# Guide\n\nRun `aws ec2 describe-volumes`, then aws s3 cp x s3://b. Never run `aws s3 rm s3://b`. An aws ec2 instance has aws s3 buckets.\n',
		),
		['ec2:DescribeVolumes@aws ec2 describe-volumes', 's3:PutObject@aws s3 cp'],
	);
	t.deepEqual(await callsOf('# Guide\n\n```sh\naws --region x \\\n  ec2 describe-volumes --filters y\n```\n'), [
		'ec2:DescribeVolumes@aws --region x \\ ec2 describe-volumes',
	]);
});

const program = test.macro({
	async exec(t, code: string, wanted: readonly string[]) {
		t.deepEqual(await callsOf(`# Guide\n\n\`\`\`\n${code}\n\`\`\`\n`), wanted);
	},
	title: (_: string | undefined, code: string) => `program: ${code.split('\n')[0] ?? ''}`,
});

test(program, "boto3.client('s3').get_object(Bucket='b')", ["s3:GetObject@boto3.client('s3').get_object"]);
test(program, "x = boto3.client('elbv2', region_name=r)\nx.describe_target_health()", ['elasticloadbalancing:DescribeTargetHealth@x.describe_target_health']);
test(program, "self.db = boto3.Session().client(service_name='dynamodb')\nself.db.put_item()\nself.other.put_item()", ['dynamodb:PutItem@db.put_item']);
test(
	program,
	"s3 = boto3.client('s3')\ns3.upload_file(a, b, c)\ns3.list_objects_v2()\ns3.generate_presigned_url('x')\nfor p in s3.get_paginator('list_objects_v2').paginate(): pass",
	['s3:PutObject@s3.upload_file', 's3:ListBucket@s3.list_objects_v2', 's3:ListBucket@s3.get_paginator'],
);
test(program, 's3client.putObject(request)', ['s3:PutObject@s3client.putObject']);
test(program, 'const s = new AWS.SQS({region});\nawait s.sendMessageBatch(p).promise();', ['sqs:SendMessage@s.sendMessageBatch']);
test(program, "import {PutObjectCommand, S3Client} from '@aws-sdk/client-s3';\nawait new S3Client({}).send(new PutObjectCommand({}));", [
	's3:PutObject@new PutObjectCommand',
]);
test(program, "const {StartExecutionCommand} = require('@aws-sdk/client-sfn');\nnew StartExecutionCommand(x)", [
	'states:StartExecution@new StartExecutionCommand',
]);
test(program, 'Ec2Client ec2 = Ec2Client.create();\nec2.describeInstances();', ['ec2:DescribeInstances@ec2.describeInstances']);
test(program, 'AWSSecretsManager c = AWSSecretsManagerClientBuilder.standard().build();\nc.getSecretValue(r);', [
	'secretsmanager:GetSecretValue@c.getSecretValue',
]);
test(program, 'svc := s3.New(sess)\nsvc.PutObject(&s3.PutObjectInput{})', ['s3:PutObject@svc.PutObject']);
test(program, 'client := dynamodb.NewFromConfig(cfg)\nclient.Query(ctx, in)', ['dynamodb:Query@client.Query']);
test(program, 'kms = Aws::KMS::Client.new\nkms.re_encrypt(x)', ['kms:ReEncryptFrom@kms.re_encrypt', 'kms:ReEncryptTo@kms.re_encrypt']);
test(program, '$s3 = new Aws\\S3\\S3Client([]);\n$s3->getObject([]);', ['s3:GetObject@s3->getObject']);
test(program, 'var client = new AmazonSQSClient();\nawait client.ReceiveMessageAsync(r);', ['sqs:ReceiveMessage@client.ReceiveMessageAsync']);
test(program, 'config.getValue("x"); client.putObject(y); list.forEach(z); logs.getLogEvents(); s3.on("x"); S3.toString()', []);

test('scripts of a template: the call stands where the template has it', async (t) => {
	const template =
		'Resources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:\n        Fn::Base64: !Sub |\n          #!/bin/bash\n          aws s3 cp s3://${Bucket}/x /opt/x\n          aws ec2 create-tags --resources x\n  Bucket: {Type: AWS::S3::Bucket}\n';
	const {calls} = await policyTextsOf({'template.yaml': template});
	t.deepEqual(
		calls.map(({origin, service, action, call}) => [origin, `${service}:${action}`, at(template, call.place)]),
		[
			[{from: 'script', logicalId: 'Host'}, 's3:GetObject', 'aws s3 cp'],
			[{from: 'script', logicalId: 'Host'}, 'ec2:CreateTags', 'aws ec2 create-tags'],
		],
	);
});

test('hostile texts end soon', async (t) => {
	const start = performance.now();
	for (const piece of [
		'aws ',
		'aws --x ',
		'aws s3 cp \\\n',
		'a.b(',
		'boto3.client(',
		'x = new ',
		'not attach ',
		's3:',
		'full access to ',
		'AWS',
		'. A',
		'arn:aws:iam::aws:policy/',
		'session.',
		'{A} from ',
	])
		for (const lead of ['# Guide to boto3 of AWS\n\n', '# Guide to boto3 of AWS\n\n```sh\n'])
			await policyTextsOf({'a.md': `${lead}${piece.repeat(60_000 / piece.length)}`});
	t.true(performance.now() - start < 30_000, `${performance.now() - start}`);
});
