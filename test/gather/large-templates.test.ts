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

test('a list in more rules than are looked at: a rule for everyone still counts', async (t) => {
	const rule = {IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: {Ref: 'Offices'}};
	const rules = [...new Array<unknown>(1000).fill(rule), {...rule, CidrIp: {Ref: 'Everyone'}}, {...rule, CidrIp: '0.0.0.0/0'}];
	const {ingressRules, openDefaults} = await gatherTemplate(
		templateOf(
			{Group: {Type: 'AWS::EC2::SecurityGroup', Properties: {SecurityGroupIngress: rules}}},
			{Parameters: {Offices: {Type: 'CommaDelimitedList', Default: ','.repeat(15_000)}, Everyone: {Type: 'String', Default: '0.0.0.0/0'}}},
		),
		't.json',
	);
	t.is(ingressRules.flatMap(({sources}) => sources).length, 50_002);
	t.deepEqual(
		ingressRules.slice(-2).map(({sources}) => sources.map(({reach}) => reach)),
		[['everyone'], ['everyone']],
	);
	t.deepEqual(
		openDefaults.map(({parameter}) => parameter),
		['Everyone'],
	);
});

test('hundreds of ranges that together are the internet, in several groups', async (t) => {
	// The odd ones after the even ones: no two that follow each other touch.
	const numbers = [0, 1].flatMap((odd) => Array.from({length: 128}, (_, index) => 2 * index + odd));
	const group = {
		Type: 'AWS::EC2::SecurityGroup',
		Properties: {SecurityGroupIngress: numbers.map((number) => ({IpProtocol: '-1', CidrIp: `${number}.0.0.0/8`}))},
	};
	const groups = Object.fromEntries(Array.from({length: 12}, (_, index) => [`Group${index}`, group]));
	const {ingressRules} = await gatherTemplate(templateOf(groups), 't.json');
	t.is(ingressRules.length, 12 * 256);
	// Ranges that are no one's on the internet count among those that make it whole.
	t.true(ingressRules.every(({sources: [source]}) => source?.reach === 'everyone' && source.together.length === 255));
});

test('a long list that is held against a look-up of many cells is not understood, so that anything may hold', async (t) => {
	const many = <Of>(length: number, of: (index: number) => Of) => Array.from({length}, (_, index) => of(index));
	const contains = {'Fn::Contains': [many(12_000, (index) => `a${index}`), {'Fn::FindInMap': ['M', {Ref: 'P1'}, 'v']}]};
	const {stackAmis} = await gatherTemplate(
		templateOf(
			{Host: {Type: 'AWS::EC2::Instance', Properties: {ImageId: {'Fn::If': ['C', 'ami-12345678', 'ami-87654321']}}}},
			{
				Conditions: {C: {'Fn::Equals': [{Ref: 'P2'}, 'x']}},
				Mappings: {M: Object.fromEntries(many(500, (index) => [`k${index}`, {v: {Ref: `P${index}`}}]))},
				Parameters: Object.fromEntries(many(500, (index) => [`P${index}`, {Type: 'String'}])),
				Rules: {R: {Assertions: [{Assert: contains}]}},
			},
		),
		't.json',
	);
	t.is(stackAmis?.amis.length, 2);
});

test('a list in the branches of a condition, and one that is split, in hundreds of rules', async (t) => {
	const list = {Ref: 'Offices'};
	const split = {'Fn::Split': [',', {'Fn::Join': [',', list]}]};
	const rules = [{'Fn::If': ['C', list, list]}, {'Fn::Select': [0, split]}].flatMap((CidrIp) => new Array<unknown>(600).fill({IpProtocol: 'tcp', CidrIp}));
	const {ingressRules} = await gatherTemplate(
		templateOf(
			{Group: {Type: 'AWS::EC2::SecurityGroup', Properties: {SecurityGroupIngress: rules}}},
			{
				Conditions: {C: {'Fn::Equals': [{Ref: 'AWS::Region'}, 'us-east-1']}},
				Parameters: {Offices: {Type: 'CommaDelimitedList', Default: `0.0.0.0/0${','.repeat(15_000)}`}},
			},
		),
		't.json',
	);
	t.is(ingressRules.length, 1200);
	t.true(ingressRules.every(({sources}) => sources.some(({reach}) => reach === 'everyone')));
});
