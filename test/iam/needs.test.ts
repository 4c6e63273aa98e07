import test from 'ava';
import {check} from '../../src/check.ts';
import {roleWith} from '../../src/examples.ts';
import {validators} from '../../validators/index.ts';
import {today} from '../helpers/submission.ts';

const template = `${roleWith("{Effect: Allow, Action: ['s3:PutObject', 's3:DeleteObject', 's3:GetObject'], Resource: 'arn:aws:s3:::larkspur/*'}")}  Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Role]}}
  Host:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-1
      IamInstanceProfile: !Ref Profile
      UserData: {'Fn::Base64': "#!/bin/bash\\naws s3api get-object --bucket larkspur --key a a\\naws sqs send-message --queue-url q --message-body b\\n"}
`;

async function said(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
	const inputs = Object.entries({'template.yaml': template, ...files}).map(([file, text]) => ({file, bytes: new TextEncoder().encode(text)}));
	const {findings} = await check({inputs, validators: validators.filter(({id}) => /unused-grant|what-is-called/.test(id)), today});
	return findings.map(({severity, excerpt, message}) => `${severity} ${excerpt}: ${message}`);
}

const missing = 'warning aws sqs send-message: Host calls aws sqs send-message, which Role does not allow: sqs:SendMessage is missing.';

test('what user data calls is held against the role', async (t) => {
	t.deepEqual(await said({}), [
		"note 's3:PutObject': Nothing in the submission’s scripts and texts calls s3:PutObject and s3:DeleteObject, which Role allows.",
		missing,
	]);
});

test('scripts and documents that come along count as callers, and need nothing of the instance’s role', async (t) => {
	const files = {
		'bin/backup.py': "import boto3\ns3 = boto3.client('s3')\ns3.put_object(Bucket='larkspur', Key='a')\nboto3.client('sns').publish(TopicArn='a')\n",
		'README.md': '# Larkspur\n\nThe product calls s3:DeleteObject to tidy up.\n',
	};
	t.deepEqual(await said(files), [missing]);
});
