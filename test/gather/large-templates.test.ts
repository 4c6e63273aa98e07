import test from 'ava';
import {gatherTemplate} from '../helpers/template.ts';

/** A template in JSON with these resources. */
function templateOf(resources: unknown, more: Readonly<Record<string, unknown>> = {}): string {
	return JSON.stringify({AWSTemplateFormatVersion: '2010-09-09', Resources: resources, ...more});
}

test('properties, user data and texts of more parts than a call takes arguments', async (t) => {
	const many = new Array<number>(130_000).fill(1);
	const listed = await gatherTemplate(templateOf({Thing: {Type: 'AWS::X::Y', Properties: {List: many}}}), 't.json');
	t.is(listed.properties.length, 19_998);
	const host = {Type: 'AWS::EC2::Instance', Properties: {UserData: {'Fn::Join': ['', many]}}};
	const {userData} = await gatherTemplate(templateOf({Host: host}), 't.json');
	t.deepEqual(
		userData.map(({surely}) => surely),
		[false],
	);
	const named = await gatherTemplate(templateOf({Thing: {Type: 'AWS::X::Y', Properties: {Text: 'eu-west-1 '.repeat(140_000)}}}), 't.json');
	t.is(named.locations.length, 140_000);
});

const long = 'x'.repeat(1_000_000);

test('a text that is put together and comes to more than is read is not known', async (t) => {
	const text = {'Fn::Sub': ['${a}'.repeat(600), {a: long}]};
	const host = {Type: 'AWS::EC2::Instance', Properties: {ImageId: text}};
	const stack = {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: text}};
	const rule = {Type: 'AWS::EC2::SecurityGroup', Properties: {SecurityGroupIngress: [{IpProtocol: 'tcp', CidrIp: text}]}};
	const {imageUses, stackAmis, ingressRules, nestedStacks} = await gatherTemplate(
		templateOf({Host: host, Stack: stack, Group: rule}, {Conditions: {Same: {'Fn::Equals': [text, 'x']}}}),
		't.json',
	);
	t.deepEqual(
		imageUses.flatMap(({values}) => values.map((value) => (value.from === 'unknown' ? value.why : value.from))),
		['it comes to more text than is read'],
	);
	t.deepEqual(
		stackAmis?.amis.map(({from}) => from),
		['unknown'],
	);
	t.is(nestedStacks.length, 1);
	t.true(ingressRules[0]?.sources.every(({cidr}) => cidr.length < 2_000_000));
});

test('a launch template whose name is an alias repeated is told apart by where the name stands', async (t) => {
	const names = new Array<string>(600).fill('*a').join(', ');
	const {stackAmis} = await gatherTemplate(
		`Metadata: {a: &a ${long}}\nResources:\n  Plan:\n    Type: AWS::EC2::LaunchTemplate\n    Properties:\n      LaunchTemplateName: &n [${names}]\n      LaunchTemplateData: {ImageId: ami-12345678}\n  Host:\n    Type: AWS::EC2::Instance\n    Properties: {LaunchTemplate: {LaunchTemplateName: *n}}\n`,
	);
	t.deepEqual(
		stackAmis?.amis.map(({name}) => name),
		['ami-12345678'],
	);
});
