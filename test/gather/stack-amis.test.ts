import test from 'ava';
import type {StackAmis} from '../../src/evidence/template.ts';
import {templatesOf} from '../helpers/templates.ts';

async function amisOf(files: Readonly<Record<string, string>>): Promise<StackAmis> {
	const found = (await templatesOf(files)).find(({stackAmis}) => stackAmis !== undefined)?.stackAmis;
	if (found === undefined) throw new Error('no template is the outermost');
	return found;
}

/** Each pair as `certainty Resource from which Other`, the token that it points at behind it. */
function wordsOf({pairs}: StackAmis, files: Readonly<Record<string, string>>): readonly string[] {
	return pairs.map(
		({certainty, resource, beside, place}) =>
			`${certainty} ${resource.logicalId} beside ${beside.resource.logicalId}: ${files[place.file]?.slice(...(place.range ?? [0, 0]))}`,
	);
}

const launches = test.macro({
	async exec(t, given: string | Readonly<Record<string, string>>, most: number, expected: readonly string[] = []) {
		const files = typeof given === 'string' ? {'main.yaml': given} : given;
		const found = await amisOf(files);
		t.is(found.most, most);
		t.true(found.counted);
		const words = wordsOf(found, files);
		for (const pair of expected) t.true(words.includes(pair), `${pair} is not among\n${words.join('\n')}`);
		if (expected.length === 0) t.deepEqual(words, []);
	},
	title: (given = '') => given,
});

const host = (name: string, image: string, rest = '') => `  ${name}:\n    Type: AWS::EC2::Instance\n${rest}    Properties:\n      ImageId: ${image}\n`;
const launchTemplate = (name: string, image: string) =>
	`  ${name}:\n    Type: AWS::EC2::LaunchTemplate\n    Properties:\n      LaunchTemplateData: {ImageId: ${image}}\n`;
const group = (name: string, launched: string) =>
	`  ${name}:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties:\n      LaunchTemplate: {LaunchTemplateId: !Ref ${launched}, Version: '1'}\n`;
const ami = "  LarkspurAmi: {Type: 'AWS::EC2::Image::Id'}\n";
const regions =
	'Mappings:\n  Amis:\n    us-east-1: {Larkspur: ami-0a1b2c3d4e5f67890, Copy: ami-0a1b2c3d4e5f67890, Nat: ami-0f9e8d7c6b5a43210}\n    eu-west-1: {Larkspur: ami-11111111111111111, Copy: ami-11111111111111111, Nat: ami-22222222222222222}\n';
const inMap = (key: string) => `!FindInMap [Amis, !Ref 'AWS::Region', ${key}]`;
const linux = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';

test('two hosts of one parameter', launches, `Parameters:\n${ami}Resources:\n${host('A', '!Ref LarkspurAmi')}${host('B', "!Sub '${LarkspurAmi}'")}`, 1);
test(
	'a fixed AMI beside a parameter',
	launches,
	`Parameters:\n${ami}Resources:\n${host('A', '!Ref LarkspurAmi')}${host('Bastion', 'ami-0f9e8d7c6b5a43210')}`,
	2,
	['sure Bastion beside A: ami-0f9e8d7c6b5a43210'],
);
test(
	'two parameters that the buyer fills in',
	launches,
	`Parameters:\n${ami}  DbAmi: {Type: 'AWS::EC2::Image::Id'}\nResources:\n${host('A', '!Ref LarkspurAmi')}${host('Db', '!Ref DbAmi')}`,
	2,
	['asked Db beside A: !Ref DbAmi'],
);
test(
	'two parameters with different defaults',
	launches,
	`Parameters:\n  AAmi: {Type: String, Default: ami-0a1b2c3d4e5f67890}\n  BAmi: {Type: String, Default: ami-0f9e8d7c6b5a43210}\nResources:\n${host('A', '!Ref AAmi')}${host('B', '!Ref BAmi')}`,
	2,
	['sure B beside A: !Ref BAmi'],
);
test('two keys of a mapping with different AMIs', launches, `${regions}Resources:\n${host('A', inMap('Larkspur'))}${host('Nat', inMap('Nat'))}`, 2, [
	`sure Nat beside A: ${inMap('Nat')}`,
]);
test('two keys of a mapping with one AMI', launches, `${regions}Resources:\n${host('A', inMap('Larkspur'))}${host('B', inMap('Copy'))}`, 1);
test(
	'two keys of a mapping with placeholders',
	launches,
	`Mappings:\n  Amis:\n    us-east-1: {Larkspur: ami-placeholder, Nat: ami-placeholder}\nResources:\n${host('A', inMap('Larkspur'))}${host('Nat', inMap('Nat'))}`,
	2,
	[`perhaps Nat beside A: ${inMap('Nat')}`],
);
test(
	'one AMI in two expressions, for two hosts',
	launches,
	`Parameters:\n  CustomAmi: {Type: String, Default: ''}\n${regions}Conditions:\n  Custom: !Not [!Equals [!Ref CustomAmi, '']]\n  Mapped: !Equals [!Ref CustomAmi, '']\nResources:\n${host('A', `!If [Custom, !Ref CustomAmi, ${inMap('Larkspur')}]`)}${host('B', `!If [Mapped, ${inMap('Larkspur')}, !Ref CustomAmi]`)}`,
	1,
);
test(
	'a custom AMI for one of two hosts',
	launches,
	`Parameters:\n  CustomAmi: {Type: String, Default: ''}\n${regions}Conditions:\n  Custom: !Not [!Equals [!Ref CustomAmi, '']]\nResources:\n${host('A', `!If [Custom, !Ref CustomAmi, ${inMap('Larkspur')}]`)}${host('B', inMap('Larkspur'))}`,
	2,
	['perhaps A beside B: !Ref CustomAmi'],
);
test(
	'a choice that a parameter makes, the same for two hosts',
	launches,
	`Parameters:\n  Kind: {Type: String, AllowedValues: [Larkspur, Nat]}\n${regions}Resources:\n${host('A', inMap('!Ref Kind'))}${host('B', inMap('!Ref Kind'))}`,
	1,
);
test(
	'a choice that two parameters make',
	launches,
	`Parameters:\n  Kind: {Type: String, AllowedValues: [Larkspur, Nat]}\n  Other: {Type: String, AllowedValues: [Larkspur, Nat]}\n${regions}Resources:\n${host('A', inMap('!Ref Kind'))}${host('B', inMap('!Ref Other'))}`,
	2,
	[`perhaps B beside A: ${inMap('!Ref Other')}`],
);

const kinds = '  Kind: {Type: String, AllowedValues: [one, two]}\nConditions:\n  One: !Equals [!Ref Kind, one]\n  Two: !Equals [!Ref Kind, two]\n';
const under = (condition: string) => `    Condition: ${condition}\n`;
test(
	'two hosts of which each stack has one',
	launches,
	`Parameters:\n${ami}${kinds}Resources:\n${host('A', '!Ref LarkspurAmi', under('One'))}${host('B', 'ami-0f9e8d7c6b5a43210', under('Two'))}`,
	1,
);
test(
	'two hosts that one kind of stack has',
	launches,
	`Parameters:\n${ami}${kinds}Resources:\n${host('A', '!Ref LarkspurAmi')}${host('B', 'ami-0f9e8d7c6b5a43210', under('Two'))}`,
	2,
	['sure B beside A: ami-0f9e8d7c6b5a43210'],
);
test(
	'a host that is there only if something not understood holds',
	launches,
	`Parameters:\n${ami}  Zones: {Type: CommaDelimitedList}\nConditions:\n  InA: !Equals [!Select [0, !Ref Zones], a]\nResources:\n${host('A', '!Ref LarkspurAmi')}${host('B', 'ami-0f9e8d7c6b5a43210', under('InA'))}`,
	2,
	['perhaps B beside A: ami-0f9e8d7c6b5a43210'],
);
test('a branch that names no AMI', launches, `Parameters:\n${ami}${kinds}Resources:\n${host('A', "!If [One, !Ref LarkspurAmi, !Ref 'AWS::NoValue']")}`, 1);

test(
	"AWS's AMI by a dynamic reference, beside one by a parameter of the same path",
	launches,
	`Parameters:\n  Linux: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: ${linux}}\nResources:\n${host('A', '!Ref Linux')}${host('B', `'{{resolve:ssm:${linux}}}'`)}`,
	1,
);
test(
	"AWS's AMI beside the product's on AWS Marketplace",
	launches,
	`Parameters:\n  Linux: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: ${linux}}\nResources:\n${launchTemplate('Template', "'resolve:ssm:/aws/service/marketplace/prod-abc123def4567/latest'")}${group('Group', 'Template')}${host('Bastion', '!Ref Linux')}`,
	2,
	['sure Bastion beside Template: !Ref Linux'],
);
test(
	'two versions of one product on AWS Marketplace',
	launches,
	`Resources:\n${host('A', "'{{resolve:ssm:/aws/service/marketplace/prod-abc123def4567/latest}}'")}${host('B', "'{{resolve:ssm:/aws/service/marketplace/prod-abc123def4567/1.2}}'")}`,
	2,
	["perhaps B beside A: '{{resolve:ssm:/aws/service/marketplace/prod-abc123def4567/1.2}}'"],
);
test(
	'a path that a parameter gives',
	launches,
	`Parameters:\n  Alias: {Type: String, Default: /aws/service/marketplace/prod-abc123def4567/latest}\nResources:\n${launchTemplate('Template', "!Sub 'resolve:ssm:${Alias}'")}${group('Group', 'Template')}${host('Nat', `'{{resolve:ssm:${linux}}}'`)}`,
	2,
	[`sure Nat beside Template: '{{resolve:ssm:${linux}}}'`],
);
test(
	'a parameter of Systems Manager that the template creates',
	launches,
	`Parameters:\n${ami}Resources:\n  Kept:\n    Type: AWS::SSM::Parameter\n    Properties: {Type: String, Value: !Ref LarkspurAmi}\n${host('A', '!Ref LarkspurAmi')}${host('B', '!GetAtt Kept.Value')}`,
	1,
);

test(
	'a launch template whose AMI each instance replaces',
	launches,
	`Parameters:\n${ami}Resources:\n${launchTemplate('Template', 'ami-0f9e8d7c6b5a43210')}${host('A', '!Ref LarkspurAmi')}      LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: '1'}\n`,
	1,
);
test(
	'a launch template that an instance launches from',
	launches,
	`Parameters:\n${ami}Resources:\n${launchTemplate('Template', 'ami-0f9e8d7c6b5a43210')}${host('A', '!Ref LarkspurAmi')}  B:\n    Type: AWS::EC2::Instance\n    Properties:\n      LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: '1'}\n`,
	2,
	['sure Template beside A: ami-0f9e8d7c6b5a43210'],
);
test(
	'a launch template that nothing launches from here',
	launches,
	`Parameters:\n${ami}Resources:\n${launchTemplate('Template', 'ami-0f9e8d7c6b5a43210')}${host('A', '!Ref LarkspurAmi')}`,
	2,
	['perhaps Template beside A: ami-0f9e8d7c6b5a43210'],
);
test(
	'a launch template whose group is there in other stacks than the host',
	launches,
	`Parameters:\n${ami}${kinds}Resources:\n${launchTemplate('Template', 'ami-0f9e8d7c6b5a43210')}${group('Group', 'Template').replace('    Properties', `${under('Two')}    Properties`)}${host('A', '!Ref LarkspurAmi', under('One'))}`,
	1,
);
test(
	'a launch template from elsewhere',
	launches,
	`Parameters:\n${ami}  TemplateId: {Type: String}\nResources:\n${host('A', '!Ref LarkspurAmi')}${group('Group', 'TemplateId')}`,
	2,
	['perhaps Group beside A: !Ref TemplateId'],
);
test(
	'a launch configuration that a group names in the same words',
	launches,
	`Parameters:\n${ami}Resources:
  Configuration: {Type: AWS::AutoScaling::LaunchConfiguration, Properties: {LaunchConfigurationName: !Sub '\${AWS::StackName}-c', ImageId: !Ref LarkspurAmi}}
  Group: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {LaunchConfigurationName: !Sub '\${AWS::StackName}-c'}}
`,
	1,
);
test(
	'a launch configuration from elsewhere',
	launches,
	`Parameters:\n${ami}  Configuration: {Type: String}\nResources:\n${host('A', '!Ref LarkspurAmi')}  Group: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {LaunchConfigurationName: !Ref Configuration}}\n`,
	2,
	['perhaps Group beside A: !Ref Configuration'],
);
test(
	'a launch configuration, a spot fleet and a fleet',
	launches,
	`Parameters:\n${ami}Resources:
  Configuration: {Type: AWS::AutoScaling::LaunchConfiguration, Properties: {ImageId: !Ref LarkspurAmi}}
  Group: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {LaunchConfigurationName: !Ref Configuration}}
  Spot: {Type: AWS::EC2::SpotFleet, Properties: {SpotFleetRequestConfigData: {LaunchSpecifications: [{ImageId: ami-0f9e8d7c6b5a43210}]}}}
  Fleet: {Type: AWS::EC2::EC2Fleet, Properties: {LaunchTemplateConfigs: [{Overrides: [{ImageId: ami-00000000000000001}]}]}}
`,
	3,
	['sure Spot beside Configuration: ami-0f9e8d7c6b5a43210', 'sure Fleet beside Configuration: ami-00000000000000001'],
);

test(
	'two attributes of one custom resource',
	launches,
	`Resources:\n  Finder: {Type: Custom::Finder, Properties: {ServiceToken: x}}\n${host('A', '!GetAtt Finder.Larkspur')}${host('B', '!GetAtt Finder.Nat')}`,
	2,
	['perhaps B beside A: !GetAtt Finder.Nat'],
);
test(
	'two custom resources that are asked for the same',
	launches,
	`Resources:\n  FinderA: {Type: Custom::Finder, Properties: {ServiceToken: x}}\n  FinderB: {Type: Custom::Finder, Properties: {ServiceToken: x}}\n${host('A', '!GetAtt FinderA.Id')}${host('B', '!GetAtt FinderB.Id')}`,
	1,
);

test(
	'a loop over hosts with an AMI each',
	launches,
	`${regions}Resources:\n  Fn::ForEach::Hosts:\n    - Name\n    - [Larkspur, Nat]\n    - 'Host\${Name}':\n        Type: AWS::EC2::Instance\n        Properties: {ImageId: !FindInMap [Amis, !Ref 'AWS::Region', !Ref Name]}\n`,
	2,
	[`sure Host\${Name} beside Host\${Name}: ${inMap('!Ref Name')}`],
);
test(
	'a loop over hosts of one AMI',
	launches,
	`Parameters:\n${ami}Resources:\n  Fn::ForEach::Hosts:\n    - Name\n    - [A, B]\n    - 'Host\${Name}':\n        Type: AWS::EC2::Instance\n        Properties: {ImageId: !Ref LarkspurAmi}\n`,
	1,
);

const nested = (name: string, file: string, parameters: string, rest = '') =>
	`  ${name}:\n    Type: AWS::CloudFormation::Stack\n${rest}    Properties:\n      TemplateURL: https://larkspur.s3.amazonaws.com/${file}\n      Parameters: {${parameters}}\n`;
const child = `Parameters:\n  Image: {Type: 'AWS::EC2::Image::Id'}\n  Helper: {Type: 'AWS::EC2::Image::Id'}\nResources:\n${host('Main', '!Ref Image')}${host('Bastion', '!Ref Helper')}`;
test(
	'a nested stack that is handed one AMI twice',
	launches,
	{'root.yaml': `Parameters:\n${ami}Resources:\n${nested('Inner', 'child.yaml', 'Image: !Ref LarkspurAmi, Helper: !Ref LarkspurAmi')}`, 'child.yaml': child},
	1,
);
test(
	'a nested stack that is handed two AMIs',
	launches,
	{
		'root.yaml': `Parameters:\n${ami}Resources:\n${nested('Inner', 'child.yaml', 'Image: !Ref LarkspurAmi, Helper: ami-0f9e8d7c6b5a43210')}`,
		'child.yaml': child,
	},
	2,
	['sure Bastion beside Main: !Ref Helper'],
);
test(
	'a nested stack with an AMI of its own beside a host of the outer one',
	launches,
	{
		'root.yaml': `Parameters:\n${ami}Resources:\n${host('A', '!Ref LarkspurAmi')}${nested('Inner', 'child.yaml', '')}`,
		'child.yaml': `Resources:\n${host('Nat', 'ami-0f9e8d7c6b5a43210')}`,
	},
	2,
	['sure Nat beside A: ami-0f9e8d7c6b5a43210'],
);
test(
	'nested stacks of which one is created, by what the outer stack hands down',
	launches,
	{
		'root.yaml': `Parameters:\n${ami}${kinds}Resources:\n${nested('First', 'child.yaml', "Image: !Ref LarkspurAmi, Mode: 'on'", under('One'))}${host('B', 'ami-0f9e8d7c6b5a43210', under('Two'))}`,
		'child.yaml':
			`Parameters:\n  Image: {Type: 'AWS::EC2::Image::Id'}\n  Mode: {Type: String, Default: 'off'}\nConditions:\n  Used: !Equals [!Ref Mode, 'on']\nResources:\n${host('Main', '!Ref Image', under('Used'))}${host('Never', 'ami-00000000000000001').replace('    Properties', '    Condition: Unused\n    Properties')}`.replace(
				'Resources:',
				'  Unused: !Not [!Condition Used]\nResources:',
			),
	},
	1,
);
test(
	'an output of a nested stack',
	launches,
	{
		'root.yaml': `${regions}Resources:\n${nested('Lookup', 'lookup.yaml', '')}${host('A', '!GetAtt Lookup.Outputs.Id')}${host('B', 'ami-0f9e8d7c6b5a43210')}`,
		'lookup.yaml': `Resources:\n  Topic: {Type: AWS::SNS::Topic}\nOutputs:\n  Id: {Value: ami-0f9e8d7c6b5a43210}\n`,
	},
	1,
);
test(
	'an output of a nested stack that is not here',
	launches,
	`Resources:\n${nested('Lookup', 'lookup.yaml', '')}${host('A', '!GetAtt Lookup.Outputs.Id')}${host('B', '!GetAtt Lookup.Outputs.Id')}`,
	1,
);

test('the templates that others nest are not looked at alone', async (t) => {
	const templates = await templatesOf({
		'root.yaml': `Parameters:\n${ami}Resources:\n${nested('Inner', 'child.yaml', 'Image: !Ref LarkspurAmi, Helper: !Ref LarkspurAmi')}`,
		'child.yaml': child,
	});
	t.deepEqual(
		templates.map(({stackAmis}) => stackAmis === undefined),
		[false, true],
	);
});

test('templates that nest each other are each looked at', async (t) => {
	const templates = await templatesOf({
		'a.yaml': `Resources:\n${nested('B', 'b.yaml', '')}${host('A', 'ami-0f9e8d7c6b5a43210')}`,
		'b.yaml': `Resources:\n${nested('A', 'a.yaml', '')}`,
	});
	t.true(templates.every(({stackAmis}) => stackAmis?.most === 1));
});

test('200 conditions and 300 hosts of two AMIs stay within the budget', async (t) => {
	const Parameters: Record<string, unknown> = {LarkspurAmi: {Type: 'AWS::EC2::Image::Id'}};
	const Conditions: Record<string, unknown> = {};
	const Resources: Record<string, unknown> = {};
	for (let index = 0; index < 200; index++) {
		Parameters[`P${index}`] = {Type: 'String'};
		const own = {'Fn::Equals': [{Ref: `P${index}`}, {Ref: `P${Math.floor(index / 2)}`}]};
		Conditions[`C${index}`] =
			index < 2 ? {'Fn::Equals': [{Ref: `P${index}`}, 'on']} : {'Fn::And': [own, {Condition: `C${index - 1}`}, {'Fn::Not': [{Condition: `C${index - 2}`}]}]};
	}
	for (let index = 0; index < 300; index++)
		Resources[`Host${index}`] = {
			Type: 'AWS::EC2::Instance',
			Condition: `C${index % 200}`,
			Properties: {ImageId: index % 2 === 0 ? {Ref: 'LarkspurAmi'} : 'ami-0f9e8d7c6b5a43210'},
		};
	const start = performance.now();
	const found = await amisOf({'main.json': JSON.stringify({Parameters, Conditions, Resources})});
	t.true(found.pairs.length > 0);
	t.true(performance.now() - start < 10_000);
});
