import test from 'ava';
import {validators} from '../../../validators/index.ts';
import {checkFiles} from '../../helpers/submission.ts';

const head = "AWSTemplateFormatVersion: '2010-09-09'\nParameters:\n";
const rest = `  DbPassword:
    Type: String
    NoEcho: true
    AllowedPattern: '[a-z]{8,64}'
    Description: What the database asks for.
Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties: {ImageId: !Ref Ami, KeyName: !Ref Key, MetadataOptions: {HttpTokens: required}}
`;

const cut: Readonly<Record<string, string>> = {
	"a ' that is not closed": `${head}  Size:\n    Type: String\n    Default: 'abc\n    Description: How big.\n${rest.replaceAll("'", '')}`,
	'a flow map that is not closed': `${head}  DbPassword: {Type: String\nResources:\n  Server:\n    Type: AWS::EC2::Instance\n`,
	'a brace of JSON that is not closed': '{"Parameters": {"Size": {"Type": "String", "Default": "a"}, "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}',
	'a template that ends too early': '{"AWSTemplateFormatVersion": "2010-09-09", "Parameters": {"DbPassword": {"Type": "String"',
};

for (const [name, text] of Object.entries(cut)) {
	test(`of a template with ${name} nothing is told to be missing, and it is a problem`, async (t) => {
		const {findings, problems} = await checkFiles({'t.yaml': text}, validators);
		t.deepEqual(
			findings.map(({rule, message}) => `${rule}: ${message}`),
			[],
		);
		t.true(problems.length > 0);
	});
}

test('tabs and a comma too many leave the tree whole: what is missing is told', async (t) => {
	for (const text of [
		'AWSTemplateFormatVersion: "2010-09-09"\nParameters:\n\tSize:\n\t\tType: String\n',
		'{"AWSTemplateFormatVersion": "2010-09-09", "Parameters": {},}',
	]) {
		const {findings} = await checkFiles({'t.yaml': text}, validators);
		t.true(
			findings.some(({rule, message}) => rule === 'template/require-resources' && message.includes('no Resources section')),
			text,
		);
	}
});

const stack = (trust: string, statements: string, userData: string) =>
	`Parameters:
  Monitor: {Type: String}
Resources:
  Host:
    Type: AWS::EC2::Instance
    Properties:
      IamInstanceProfile: !Ref Profile
      UserData:
        Fn::Base64: |
          #!/bin/bash
          ${userData}
  Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Role]}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - {Effect: Allow, Action: 'sts:AssumeRole', Principal: ${trust}}
      Policies:
        - PolicyName: larkspur
          PolicyDocument:
            Statement:
              - {Effect: Allow, Action: ${statements}, Resource: 'arn:aws:s3:::larkspur/*'}
`;

const lacking: Readonly<Record<string, string>> = {
	'iam/grant-what-is-called': stack('{Service: ec2.amazonaws.com}', "'s3:PutObject'", 'aws s3api get-object --bucket larkspur --key a'),
	'iam/no-unused-grant': stack('{Service: ec2.amazonaws.com}', "['s3:PutObject', 's3:GetObject']", 'aws s3api get-object --bucket larkspur --key a'),
	'iam/require-external-id': stack('{AWS: !Ref Monitor}', "'s3:PutObject'", 'systemctl start larkspur'),
	'iam/instance-role-from-template': stack('{Service: ssm.amazonaws.com}', "'s3:PutObject'", 'systemctl start larkspur'),
};

for (const [rule, text] of Object.entries(lacking)) {
	test(`${rule} says what a role lacks, but not where the rest of it could not be read`, async (t) => {
		const rules = validators.filter(({id}) => id === rule);
		const {findings} = await checkFiles({'t.yaml': text}, rules);
		t.true(findings.length > 0);
		for (const rest of ["  - {Effect: Allow, Action: 's3:GetObject, Resource: '*'}\n", '  Topic: {Type: AWS::SNS::Topic\n']) {
			const {findings: ofCut, problems} = await checkFiles({'t.yaml': `${text}${rest}`}, rules);
			t.deepEqual(ofCut, []);
			t.true(problems.length > 0);
		}
	});
}

test('roles of the same logical id in two templates are two', async (t) => {
	const [first, second] = ['s3:DeleteObject', 's3:ListBucket'].map((action) => lacking['iam/no-unused-grant']?.replace('s3:PutObject', action) ?? '');
	const {findings} = await checkFiles(
		{'one.yaml': first ?? '', 'two.yaml': second ?? ''},
		validators.filter(({id}) => id === 'iam/no-unused-grant'),
	);
	t.deepEqual(findings.map(({place}) => place.file).sort(), ['one.yaml', 'two.yaml']);
});
