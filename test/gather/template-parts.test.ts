import test from 'ava';
import {at, gatherTemplate} from '../helpers/template.ts';

test('properties are flat, with what each may come to and what it mentions', async (t) => {
	const text =
		"Parameters:\n  Key: {Type: String}\nResources:\n  Plan:\n    Type: AWS::EC2::LaunchTemplate\n    Properties:\n      LaunchTemplateData:\n        KeyName: !If [Own, !Ref Key, !Ref 'AWS::NoValue']\n        Tags: [{Value: !Sub 'a-${Key}'}, {Value: b}]\n";
	const {properties} = await gatherTemplate(text);
	t.deepEqual(
		properties.map(({path, place, values, mentions}) => [path, at(text, place), values.map(({from}) => from).join(), mentions.join()]),
		[
			['LaunchTemplateData.KeyName', '!Ref Key', 'parameter', 'Key'],
			['LaunchTemplateData.KeyName', "!Ref 'AWS::NoValue'", 'no-value', 'AWS::NoValue'],
			['LaunchTemplateData.Tags.Value', "!Sub 'a-${Key}'", 'unknown', 'Key'],
			['LaunchTemplateData.Tags.Value', 'b', 'literal', ''],
		],
	);
});

test('launches say what they take from a launch template', async (t) => {
	const {launches} = await gatherTemplate(
		'Resources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties: {KeyName: k, LaunchTemplate: {LaunchTemplateId: !Ref Plan, Version: 1}}\n  Plan:\n    Type: AWS::EC2::LaunchTemplate\n    Properties: {LaunchTemplateData: {MetadataOptions: {HttpTokens: required}}}\n  Topic: {Type: AWS::SNS::Topic}\n',
	);
	t.deepEqual(
		launches.map(({resource, keyName, httpTokens, inherits, launchTemplate}) => [
			resource.logicalId,
			keyName?.length,
			httpTokens?.map(({from}) => from),
			inherits,
			launchTemplate,
		]),
		[
			['Host', 1, undefined, true, 'Plan'],
			['Plan', undefined, ['literal'], false, undefined],
		],
	);
});

test('lookups by Region name the Regions of their mapping', async (t) => {
	const text =
		"Mappings:\n  Sizes: {us-east-1: {Host: a}, eu-west-1: {Host: b}, other: {Host: c}}\n  Names: {prod: {Host: a}}\nResources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties:\n      InstanceType: !FindInMap [Sizes, !Ref 'AWS::Region', Host]\n      KeyName: !If [Own, !FindInMap [Sizes, !Ref AWS::Region, Host], x]\n      UserData: !FindInMap [Names, !Ref 'AWS::Region', Host]\n      Other: !FindInMap [Sizes, us-east-1, Host]\n";
	const {regionLookups} = await gatherTemplate(text);
	t.deepEqual(
		regionLookups.map(({mapping, regions, conditional, owner, place}) => [mapping, regions.join(), conditional, owner, at(text, place)]),
		[
			['Sizes', 'us-east-1,eu-west-1', false, 'Host', 'Sizes'],
			['Sizes', 'us-east-1,eu-west-1', true, 'Host', 'Sizes'],
		],
	);
});

test('a security group knows its users, and its rules their sensitive ports', async (t) => {
	const {ingressRules} = await gatherTemplate(
		'Resources:\n  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties: {GroupDescription: x}\n  Rule:\n    Type: AWS::EC2::SecurityGroupIngress\n    Properties: {GroupId: !GetAtt Group.GroupId, IpProtocol: tcp, FromPort: 3000, ToPort: 6000, CidrIp: 0.0.0.0/0}\n  Balancer:\n    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n    Properties: {SecurityGroups: [!Ref Group]}\n',
	);
	t.deepEqual(
		ingressRules.map(({usedBy, sensitivePorts}) => [usedBy, sensitivePorts.map(({port}) => port)]),
		[[['AWS::ElasticLoadBalancingV2::LoadBalancer'], [3389]]],
	);
});

test('many security groups and users are gathered in time', async (t) => {
	const groups = Array.from(
		{length: 2_000},
		(_, index) =>
			`  G${index}:\n    Type: AWS::EC2::SecurityGroup\n    Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Ref P${index}}]}\n`,
	);
	const parameters = groups.map((_, index) => `  P${index}: {Type: String, Default: 0.0.0.0/0}\n`);
	const started = performance.now();
	const template = await gatherTemplate(`Parameters:\n${parameters.join('')}Resources:\n${groups.join('')}`);
	t.is(template.openDefaults.length, 2_000);
	t.true(performance.now() - started < 10_000);
});
