import {type CheerioAPI, load} from 'cheerio';
import type {AnyValidator, RootFile} from '../../src/contract.ts';
import {openJudge} from '../../src/judge/open.ts';
import type {Outcome} from '../../src/outcome.ts';
import {formatHtml} from '../../src/report/html.ts';
import {validators as all} from '../../validators/index.ts';
import {checkFiles} from './submission.ts';

/** The HTML report of an outcome, as text and as a tree. */
export function htmlReport(outcome: Outcome, validators: readonly AnyValidator[] = []): {readonly text: string; readonly $: CheerioAPI} {
	const text = formatHtml(outcome, {tool: {name: 'shelfready', version: '0.1.0'}, validators});
	return {text, $: load(text)};
}

/** Files checked by every rule but cfn-lint's, as an HTML report. */
export async function reportOn(
	files: Readonly<Record<string, string>>,
	root?: Readonly<Record<string, RootFile>>,
): Promise<ReturnType<typeof htmlReport> & {readonly outcome: Outcome}> {
	const outcome = await checkFiles(files, all, {judge: openJudge, ...(root === undefined ? {} : {root})});
	return {...htmlReport(outcome, all), outcome};
}

/** A template whose instance can make itself an administrator, calls what it may not, and leaves actions unused; with other roles beside it. */
export const escalatingTemplate = `AWSTemplateFormatVersion: "2010-09-09"
Description: Larkspur with a role that reaches too far
Parameters:
  ImageId: {Type: 'AWS::EC2::Image::Id', Description: The AMI}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRole'}]}
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore']
      Policies:
        - PolicyName: own
          PolicyDocument:
            Statement:
              - {Effect: Allow, Action: 'iam:PassRole', Resource: '*'}
              - {Effect: Allow, Action: ['lambda:CreateFunction', 'lambda:InvokeFunction'], Resource: '*'}
              - {Effect: Allow, Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::larkspur/*'}
              - {Effect: Deny, Action: 's3:DeleteBucket', Resource: '*'}
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties: {Roles: [!Ref Role]}
  Host:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: !Ref ImageId
      IamInstanceProfile: !Ref Profile
      UserData:
        Fn::Base64: |
          #!/bin/bash
          aws s3 cp s3://larkspur/start.sh /tmp/start.sh
          aws sqs create-queue --queue-name larkspur
  Bare:
    Type: AWS::EC2::Instance
    Properties: {ImageId: !Ref ImageId}
  Administrator:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: '*', Action: 'sts:AssumeRole'}]}
      Policies: [{PolicyName: all, PolicyDocument: {Statement: [{Effect: Allow, Action: '*', Resource: '*'}]}}]
`;

/** A guide with sentences that the rules on texts have something to say about. */
export const guide = `# Larkspur

## First steps

Launch the AMI and open port 8443. Log in as admin with the password larkspur. Then look around.

Need more throughput? Buy the Enterprise add-on in our web shop.
`;
