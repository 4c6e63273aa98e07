import test from 'ava';
import fc from 'fast-check';
import type {Value} from '../../src/evidence/template.ts';
import {gatherTemplates, syntaxMarksOf} from '../../src/gather/templates.ts';
import {spanOf} from '../../src/tree.ts';
import {templateArtifact, templateOf, templatesOf} from '../helpers/templates.ts';

/** A value in a few characters. */
function brief(value: Value): string {
	switch (value.from) {
		case 'literal':
		case 'dynamic-reference':
			return `${value.from} ${value.text}`;
		case 'parameter':
			return `parameter ${value.parameter}`;
		case 'mapping':
			return `mapping ${value.mapping}`;
		case 'pseudo-parameter':
			return `pseudo-parameter ${value.name}`;
		case 'attribute':
			return `attribute ${value.logicalId}.${value.attribute}`;
		case 'unknown':
			return `unknown: ${value.why}`;
		case 'no-value':
			return 'no-value';
	}
}

test('a parameter: texts as CloudFormation takes them', async (t) => {
	const {template, at} = await templateOf(`Parameters:
  Port:
    Type: Number
    Default: 08443
    AllowedValues: [22, "443"]
    NoEcho: "true"
    MinLength: "3"
    MaxLength: 8
  Bad: null
Resources: {}
`);
	const [port] = template.parameters;
	t.is(template.parameters.length, 1);
	t.is(at(port?.place), 'Port');
	t.is(port?.place.logicalId, 'Port');
	t.is(port?.type?.value, 'Number');
	t.is(port?.default?.value, '08443');
	t.is(at(port?.default?.place), '08443');
	t.deepEqual(
		port?.allowedValues.map(({value}) => value),
		['22', '443'],
	);
	t.is(port?.noEcho?.value, true);
	t.is(port?.minLength?.value, 3);
	t.is(port?.maxLength?.value, 8);
	t.is(port?.description, undefined);
});

test('resources: what is no object is left out, and the template counts as broken', async (t) => {
	const {template, at} = await templateOf(
		'Resources:\n  A: {Type: AWS::S3::Bucket, Condition: C, Properties: {X: 1}}\n  B:\n  D: [1]\n  E: {Properties: text}\n',
	);
	t.deepEqual(
		template.resources.map(({logicalId, type}) => [logicalId, type]),
		[
			['A', 'AWS::S3::Bucket'],
			['E', ''],
		],
	);
	const [bucket, untyped] = template.resources;
	t.is(at(bucket?.typePlace), 'AWS::S3::Bucket');
	t.is(bucket?.condition?.value, 'C');
	t.is(at(untyped?.typePlace), 'E');
	t.is(untyped?.properties, undefined);
	t.true(template.broken);
});

test('resources in loops and beside transforms', async (t) => {
	const {template} = await templateOf(`Resources:
  Fn::Transform: {Name: AWS::Include}
  Fn::ForEach::Buckets:
    - Name
    - [a, b]
    - "Bucket\${Name}":
        Type: AWS::S3::Bucket
`);
	t.deepEqual(
		template.resources.map(({logicalId}) => logicalId),
		['Bucket${Name}'],
	);
	t.false(template.broken);
});

test('of two resources of one name the last counts', async (t) => {
	const {template} = await templateOf('Resources: {A: {Type: AWS::S3::Bucket}, A: {Type: AWS::SNS::Topic}}');
	t.deepEqual(
		template.resources.map(({type}) => type),
		['AWS::SNS::Topic'],
	);
});

for (const [given, text] of [
	['no Resources', 'AWSTemplateFormatVersion: 2010-09-09'],
	['Resources that are a list', 'AWSTemplateFormatVersion: 2010-09-09\nResources: [1]'],
	['Resources that are text', 'AWSTemplateFormatVersion: 2010-09-09\nResources: x\nParameters: y\nTransform: [1]'],
] as const) {
	test(`a template with ${given} is broken`, async (t) => {
		const {template} = await templateOf(text);
		t.deepEqual(template.resources, []);
		t.true(template.broken);
	});
}

const imageValues = test.macro({
	async exec(t, expression: string, expected: readonly string[], places?: readonly string[]) {
		const {template, at} = await templateOf(`Parameters:
  Ami: {Type: AWS::EC2::Image::Id}
Resources:
  Other: {Type: AWS::CloudFormation::Stack}
  Server:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ${expression}
`);
		const [use] = template.imageUses;
		t.deepEqual(use?.values.map(brief), expected);
		if (places !== undefined)
			t.deepEqual(
				use?.values.map(({place}) => at(place)),
				places,
			);
		for (const {place} of use?.values ?? []) t.is(place.logicalId, 'Server');
	},
	title: (given = '') => `values: ${given}`,
});

test('a literal', imageValues, 'ami-0a1b2c3d4e5f67890', ['literal ami-0a1b2c3d4e5f67890'], ['ami-0a1b2c3d4e5f67890']);
test('a parameter', imageValues, '!Ref Ami', ['parameter Ami'], ['!Ref Ami']);
test(
	'both branches of Fn::If',
	imageValues,
	'!If [C, !Ref Ami, !If [D, x, !Ref "AWS::NoValue"]]',
	['parameter Ami', 'literal x', 'no-value'],
	['!Ref Ami', 'x', '!Ref "AWS::NoValue"'],
);
test('a mapping', imageValues, '!FindInMap [Amis, !Ref AWS::Region, HVM]', ['mapping Amis']);
test('a mapping with a default', imageValues, '!FindInMap [Amis, a, b, {DefaultValue: !Ref Ami}]', ['mapping Amis', 'parameter Ami']);
test('a mapping named by an expression', imageValues, '!FindInMap [!Ref Ami, a, b]', ['unknown: Fn::FindInMap names its mapping by an expression']);
test('an attribute', imageValues, '!GetAtt Other.Outputs.Ami', ['attribute Other.Outputs.Ami']);
test('an attribute as a list', imageValues, '{Fn::GetAtt: [Other, Outputs.Ami]}', ['attribute Other.Outputs.Ami']);
test('a resource', imageValues, '!Ref Other', ['attribute Other.Ref']);
test('a pseudo-parameter', imageValues, '!Ref AWS::Region', ['pseudo-parameter AWS::Region']);
test('a name that is not there', imageValues, '!Ref Nowhere', ['unknown: Ref names Nowhere, which is neither a parameter nor a resource']);
test('a dynamic reference', imageValues, '"{{resolve:ssm:/aws/service/x}}"', ['dynamic-reference {{resolve:ssm:/aws/service/x}}']);
test('a dynamic reference of a launch template', imageValues, 'resolve:ssm:/aws/service/x', ['dynamic-reference resolve:ssm:/aws/service/x']);
test('a dynamic reference with a parameter in it', imageValues, '!Sub "resolve:ssm:${Ami}"', ['dynamic-reference resolve:ssm:${Ami}']);
test('Fn::Sub without placeholders', imageValues, '!Sub "ami-1${!x}"', ['literal ami-1${x}']);
test('Fn::Sub of one parameter', imageValues, '!Sub "${Ami}"', ['parameter Ami']);
test('Fn::Sub of one attribute', imageValues, '!Sub "${Other.Outputs.Ami}"', ['attribute Other.Outputs.Ami']);
test('Fn::Sub with its own variable', imageValues, '!Sub ["${A}", {A: !Ref Ami}]', ['parameter Ami']);
test('Fn::Sub with a literal variable', imageValues, '!Sub ["ami-${A}", {A: 1}]', ['literal ami-1']);
test('Fn::Sub of several parts', imageValues, '!Sub "${Ami}-${Ami}"', ['unknown: it is put together from several parts']);
test('Fn::Join of literals', imageValues, '!Join ["-", [ami, "1"]]', ['literal ami-1']);
test('Fn::Join of one parameter', imageValues, '!Join ["", [!Ref Ami]]', ['parameter Ami']);
test('Fn::Join of a list that is not there', imageValues, '!Join ["", !Ref Ami]', ['unknown: Fn::Join has no text']);
test('Fn::Select from a list', imageValues, '!Select [1, [a, !Ref Ami]]', ['parameter Ami']);
test('Fn::Select from elsewhere', imageValues, '!Select [0, !Split [",", !Ref Ami]]', ['unknown: Fn::Select chooses from a list that is not written here']);
test('a function that is not followed', imageValues, '!ImportValue x', ['unknown: Fn::ImportValue is not followed']);
test('nothing', imageValues, '', ['unknown: nothing stands there']);
test('an object', imageValues, '{a: 1, b: 2}', ['unknown: an object stands there']);
test('a broken Fn::If', imageValues, '!If [C, x]', ['unknown: Fn::If has no two branches']);

test('image uses of every launching type', async (t) => {
	const {template} = await templateOf(`Resources:
  Launch: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateData: !If [C, {ImageId: ami-1}, {ImageId: ami-2}]}}
  Config: {Type: AWS::AutoScaling::LaunchConfiguration, Properties: {ImageId: ami-3}}
  Spot: {Type: AWS::EC2::SpotFleet, Properties: {SpotFleetRequestConfigData: {LaunchSpecifications: [{ImageId: ami-4}, {ImageId: ami-5}]}}}
  Fleet: {Type: AWS::EC2::EC2Fleet, Properties: {LaunchTemplateConfigs: [{Overrides: [{ImageId: ami-6}, {InstanceType: m5.large}]}]}}
  Beanstalk: {Type: AWS::ElasticBeanstalk::Environment, Properties: {OptionSettings: [{OptionName: X, Value: 1}, {OptionName: ImageId, Value: ami-7}]}}
  Bucket: {Type: AWS::S3::Bucket, Properties: {ImageId: ami-8}}
`);
	t.deepEqual(
		template.imageUses.map(({resource, values}) => `${resource.logicalId} ${values.map(brief).join()}`),
		[
			'Launch literal ami-1',
			'Launch literal ami-2',
			'Config literal ami-3',
			'Spot literal ami-4',
			'Spot literal ami-5',
			'Fleet literal ami-6',
			'Beanstalk literal ami-7',
		],
	);
});

for (const [flow, imageId] of [
	['self-service', '!Ref Ami'],
	['product-load-form', '!FindInMap [Amis, !Ref AWS::Region, Id]'],
	['unclear', '!If [C, !Ref Ami, !FindInMap [Amis, a, b]]'],
	['unclear', 'ami-1'],
] as const) {
	test(`the flow of ${imageId} is ${flow}`, async (t) => {
		const {template} = await templateOf(`Parameters: {Ami: {Type: String}}\nResources: {I: {Type: AWS::EC2::Instance, Properties: {ImageId: ${imageId}}}}`);
		t.is(template.flow, flow);
	});
}

test('nested stacks: URL, parameters, file and parents', async (t) => {
	const stack = (url: string) => `Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ${url}\n`;
	const child = 'Resources: {B: {Type: AWS::S3::Bucket}}';
	const main = `Parameters:
  MPS3BucketName: {Type: String}
  MPS3BucketRegion: {Type: String}
  MPS3KeyPrefix: {Type: String}
Resources:
  Network:
    ${stack('!Sub "https://${MPS3BucketName}.s3.${MPS3BucketRegion}.${AWS::URLSuffix}/${MPS3KeyPrefix}nested/network.yaml"')}
      Parameters: {Cidr: 10.0.0.0/16}
  Servers:
    ${stack('!Join ["/", ["https:/", !Ref MPS3BucketName, servers.yaml]]')}
  Fixed:
    ${stack('https://larkspur-media.s3.amazonaws.com/2.4.0/other.yaml?versionId=1')}
  Both:
    ${stack('!If [C, "https://a.example.com/x.yaml", "https://b.example.com/y.yaml"]')}
  Configured:
    ${stack('https://larkspur.example.com/latest')}
  None: {Type: AWS::CloudFormation::Stack}
`;
	const templates = await templatesOf(
		{
			'main.yaml': main,
			'templates/nested/network.yaml': child,
			'old/network.yaml': child,
			'a/servers.yaml': child,
			'b/servers.yaml': child,
			'child.yaml': child,
		},
		{'https://larkspur.example.com/latest': 'child.yaml'},
	);
	const [root] = templates;
	t.deepEqual(
		root?.nestedStacks.map(({resource, fileName, file, urlParameters}) => [resource.logicalId, fileName, file, urlParameters.join()]),
		[
			['Network', 'network.yaml', 'templates/nested/network.yaml', 'MPS3BucketName,MPS3BucketRegion,MPS3KeyPrefix'],
			// Two files of that name: which one is meant can't be told.
			['Servers', 'servers.yaml', undefined, 'MPS3BucketName'],
			['Fixed', 'other.yaml', undefined, ''],
			['Both', undefined, undefined, ''],
			['Configured', 'latest', 'child.yaml', ''],
			['None', undefined, undefined, ''],
		],
	);
	t.deepEqual(
		root?.nestedStacks[0]?.parameters.map(({name, place}) => [name, main.slice(...(place.range ?? [0, 0]))]),
		[['Cidr', 'Cidr']],
	);
	t.deepEqual(templates.find(({file}) => file === 'templates/nested/network.yaml')?.parents, [{file: 'main.yaml', logicalId: 'Network'}]);
	t.deepEqual(templates.find(({file}) => file === 'old/network.yaml')?.parents, []);
});

test('ingress rules: lists, single rules, Fn::If, ports as text and as parameters', async (t) => {
	const {template, at} = await templateOf(`Parameters:
  Port: {Type: Number, Default: 8443}
  Cidr: {Type: String}
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 22, ToPort: "23", CidrIp: 0.0.0.0/0}
        - !If [C, {IpProtocol: tcp, FromPort: !Ref Port, ToPort: !Ref Port, CidrIp: !Ref Cidr, CidrIpv6: "::/0"}, !Ref AWS::NoValue]
        - {IpProtocol: -1, SourceSecurityGroupId: sg-1}
        - text
  One: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: {IpProtocol: udp, FromPort: 53, ToPort: 53, CidrIp: 10.0.0.0/8}}}
  Rule: {Type: AWS::EC2::SecurityGroupIngress, Properties: {IpProtocol: tcp, FromPort: !FindInMap [P, a, b], CidrIp: 10.0.0.0/8}}
  Empty: {Type: AWS::EC2::SecurityGroup}
`);
	t.deepEqual(
		template.ingressRules.map((rule) => [
			rule.resource.logicalId,
			at(rule.place),
			rule.protocol,
			rule.fromPort,
			rule.toPort,
			rule.portParameters.join(),
			rule.sources.map(({cidr}) => cidr).join(),
		]),
		[
			['Group', '22', 'tcp', 22, 23, '', '0.0.0.0/0'],
			['Group', '!Ref Port', 'tcp', 8443, 8443, 'Port', '::/0'],
			['Group', '-1', '-1', undefined, undefined, '', ''],
			['One', '53', 'udp', 53, 53, '', '10.0.0.0/8'],
			['Rule', '!FindInMap [P, a, b]', 'tcp', undefined, undefined, '', '10.0.0.0/8'],
		],
	);
});

test('user data: the texts, each mapped to the file', async (t) => {
	const {template, at} = await templateOf(`Resources:
  A:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub
          - |
            #!/bin/bash
            echo \${Name}
          - {Name: larkspur}
  B:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData: {Fn::Base64: !Join ["", ["#!/bin/sh\\n", "curl ", !Ref Url, !If [C, " -k", !Ref AWS::NoValue]]]}
`);
	t.deepEqual(
		template.userData.map(({texts}) => texts.map(({value}) => value)),
		[
			['#!/bin/bash\necho ${Name}\n', 'larkspur'],
			['#!/bin/sh\n', 'curl ', ' -k'],
		],
	);
	const text = template.userData[0]?.texts[0];
	t.is(at(template.userData[0]?.place), 'UserData');
	t.is(text === undefined ? '' : at(spanOf(text, 12, 16)), 'echo');
});

test('description, transforms, mappings and metadata', async (t) => {
	const {template} = await templateOf(
		'Description: Larkspur\nTransform: [AWS::Serverless-2016-10-31, {Name: AWS::Include}]\nMappings: {A: {}}\nMetadata: {B: 1}\nResources: {A: {Type: AWS::SNS::Topic}}',
	);
	t.is(template.description?.value, 'Larkspur');
	t.deepEqual(
		template.transforms.map(({value}) => value),
		['AWS::Serverless-2016-10-31', 'AWS::Include'],
	);
	t.is(template.mappings?.kind, 'map');
	t.is(template.metadata?.kind, 'map');
	t.false(template.broken);
});

test('without a template the evidence is absent, and says what would bring it', (t) => {
	t.deepEqual(gatherTemplates([], {}), {absent: 'no CloudFormation template: give those behind your delivery options, if the product has any'});
	t.deepEqual(syntaxMarksOf([]), {absent: 'no template and no other JSON or YAML file among the files'});
});

test('the marks of all files are handed on', async (t) => {
	const syntaxMarks = syntaxMarksOf([await templateArtifact('a.yaml', 'Resources: &x {A: {Type: AWS::SNS::Topic}}')]);
	t.deepEqual('absent' in syntaxMarks ? [] : syntaxMarks.map(({kind, subject, place}) => [kind, subject, place.file]), [['anchor', 'x', 'a.yaml']]);
});

test('any value anywhere in a template is borne', async (t) => {
	const odd = fc.constantFrom(
		'',
		'x',
		'1',
		'[]',
		'[1, [x]]',
		'{}',
		'{a: }',
		'!Ref x',
		'!Ref [x]',
		'!If [a, b, c]',
		'!If x',
		'!Sub [1]',
		'!Sub {a: b}',
		'!Join [x]',
		'!GetAtt {a: b}',
		'!Base64 [x]',
		'{Fn::If: {a: b}}',
		'{Ref: }',
		'!FindInMap x',
	);
	const names = [
		'Parameters',
		'Type',
		'Properties',
		'ImageId',
		'UserData',
		'TemplateURL',
		'Ingress',
		'FromPort',
		'CidrIp',
		'Stack',
		'Default',
		'Item',
		'Overrides',
	] as const;
	await fc.assert(
		fc.asyncProperty(fc.record(Object.fromEntries(names.map((name) => [name, fc.option(odd, {nil: undefined})]))), async (slots) => {
			const or = (name: (typeof names)[number], usual: string) => slots[name] ?? usual;
			const {template} = await templateOf(`AWSTemplateFormatVersion: 2010-09-09
Parameters: ${or('Parameters', `{P: {Type: ${or('Type', 'String')}, Default: ${or('Default', '1')}, AllowedValues: ${or('Item', '[]')}}}`)}
Resources:
  I: {Type: AWS::EC2::Instance, Properties: ${or('Properties', `{ImageId: ${or('ImageId', 'x')}, UserData: ${or('UserData', 'x')}}`)}}
  S: ${or('Stack', `{Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${or('TemplateURL', 'x')}, Parameters: ${or('Item', 'x')}}}`)}
  G: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: ${or('Ingress', `[{FromPort: ${or('FromPort', '1')}, CidrIp: ${or('CidrIp', 'x')}}, ${or('Item', 'x')}]`)}}}
  F: {Type: AWS::EC2::EC2Fleet, Properties: {LaunchTemplateConfigs: [{Overrides: ${or('Overrides', '[]')}}]}}
`);
			t.true(template.resources.length > 0);
		}),
		{numRuns: 500},
	);
});
