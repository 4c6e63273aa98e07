/** What the command is tried with: a folder of files, and command lines that are run in it. */

import {chmod, cp, mkdir, mkdtemp, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import type {normalisers} from './command.ts';

const bucket = (properties: string) => `Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties:\n${properties}`;
const good = bucket('      BucketName: good\n');
const bad = bucket('      BucketName: UPPER\n      Colour: red\n      Tags: [{Key: a, Value: b}, {Key: a, Value: c}]\n');
const unused = `Parameters:\n  Unused:\n    Type: String\n${good}`;
const instance = (more: string) =>
	`Resources:\n  Server:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-12345678\n      AvailabilityZone: us-east-1a\n${more}`;

/** Files of the folder that both run in. */
const files: Readonly<Record<string, string | Uint8Array>> = {
	'good.yaml': good,
	'bad.yaml': bad,
	'unused.yaml': unused,
	'zone.yaml': instance(''),
	'lambda.yaml':
		'Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Runtime: nodejs12.x\n      Handler: a.b\n      Role: arn:aws:iam::123456789012:role/r\n      Code: {ZipFile: x}\n      MemorySize: 1\n',
	'good.json': JSON.stringify({Resources: {Bucket: {Type: 'AWS::S3::Bucket'}}}, null, 2),
	'bad.json': '{\n\t"Resources": {\n\t\t"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"Colour": 1}}\n\t}\n}\n',
	'broken.json': '{\n\t"Resources": {"Bucket": }\n}\n',
	'broken.yaml': 'Resources:\n  Bucket: [\n  Type: x\n',
	'tabs.yaml': 'Resources:\n\tBucket: x\n',
	'empty.yaml': '',
	'list.yaml': '- a\n- b\n',
	'text.yaml': 'only text\n',
	'latin1.yaml': Buffer.from('Description: caf\xe9\nResources: {}\n', 'latin1'),
	'twice.yaml': 'Resources:\n  A: {Type: "AWS::S3::Bucket"}\n  A: {Type: "AWS::S3::Bucket"}\n',
	'crlf.yaml': bad.replaceAll('\n', '\r\n'),
	'unknown.yaml': 'Resources:\n  A:\n    Type: AWS::No::Such\n  B:\n    Type: My::Own::Thing\n    Properties: {Size: wrong}\n',
	'silent.yaml': `Metadata:\n  cfn-lint:\n    config:\n      ignore_checks: [E3002, E3031, E0000]\n${bad}`,
	'regional.yaml': `Metadata:\n  cfn-lint:\n    config:\n      regions: [eu-west-1]\n      include_checks: [I]\n      configure_rules: {E3012: {strict: true}}\n${instance('')}`,
	'directive.yaml': `${bad}    Metadata: {cfn-lint: {config: {ignore_checks: [E3002]}}}\n`,
	'strict.yaml': instance('      EbsOptimized: "true"\n'),
	'parameters.yaml': 'Parameters:\n  Name: {Type: String}\nResources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties: {BucketName: !Ref Name}\n',
	'nested.yaml':
		'Resources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: ./folder/b.yaml, Parameters: {Extra: 1}}\n  Missing:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: ./no-such.yaml}\n',
	'sam.yaml':
		'Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: {Runtime: python3.12, Handler: a.b, InlineCode: x, Colour: red}\n',
	'conditions.yaml': `Conditions:\n  A: !Equals [!Ref "AWS::Region", us-east-1]\n  B: !Not [!Condition A]\n${bucket('      BucketName: !If [A, x, !Ref "AWS::NoValue"]\n    Condition: B\n')}`,
	'naïve ✓ 😀.yaml': bad.replace('Colour', 'Cölour'),
	'with space.yaml': bad,
	'[odd].yaml': bad,
	'-dash.yaml': bad,
	'folder/a.yaml': bad,
	'folder/b.yaml': unused,
	'folder/.hidden.yaml': bad,
	'folder/deep/er/c.yaml': bad,
	'folder/deep/d.template': bad,
	'dir.yaml/inside.yaml': bad,
	'custom.txt': 'AWS::S3::Bucket BucketName == good ERROR "not that one"\n# a comment\n\nAWS::S3::Bucket BucketName REGEX_MATCH ^[a-z]+$ WARN lower case\n',
	'custom-broken.txt': 'AWS::S3::Bucket BucketName ?? x\n',
	'rules/own.py':
		'from cfnlint.rules import CloudFormationLintRule, RuleMatch\n\n\nclass Own(CloudFormationLintRule):\n    id = "E9901"\n    shortdesc = "Own rule"\n    description = "Finds buckets"\n    source_url = "https://example.com"\n    tags = ["own"]\n\n    def match(self, cfn):\n        return [RuleMatch(["Resources", name], f"bucket {name}") for name in cfn.get_resources("AWS::S3::Bucket")]\n',
	'rules-broken/broken.py': 'def (\n',
	'rules-double/double.py': 'from cfnlint.rules import CloudFormationLintRule\n\n\nclass Double(CloudFormationLintRule):\n    id = "E3002"\n',
	'library/own_module.py':
		'from cfnlint.rules import CloudFormationLintRule, RuleMatch\n\n\nclass FromModule(CloudFormationLintRule):\n    id = "W9902"\n    shortdesc = "From a module"\n    description = "d"\n\n    def match(self, cfn):\n        return [RuleMatch(["Resources"], "seen")]\n',
	'rules-slow/slow.py':
		'from cfnlint.rules import CloudFormationLintRule\n\n\nclass Slow(CloudFormationLintRule):\n    id = "E9903"\n    shortdesc = "s"\n    description = "d"\n\n    def match(self, cfn):\n        while cfn.template.get("Description") == "endless":\n            pass\n        if cfn.template.get("Description") == "vast":\n            bytes(1 << 30)\n        return []\n',
	'endless.yaml': `Description: endless\n${good}`,
	'vast.yaml': `Description: vast\n${good}`,
	'override.json': JSON.stringify({
		ExcludeResourceTypes: ['AWS::S3::*'],
		Patches: {'AWS::EC2::Instance': [{op: 'add', path: '/required', value: ['KeyName']}]},
	}),
	'override-broken.json': '{"ExcludeResourceTypes": [}',
	'registry/thing.json': JSON.stringify({
		typeName: 'My::Own::Thing',
		description: 'd',
		properties: {Size: {type: 'integer'}},
		additionalProperties: false,
		primaryIdentifier: ['/properties/Size'],
	}),
	'deployment.json': JSON.stringify({'template-file-path': 'parameters.yaml', parameters: {Name: 'UPPER'}, tags: {}}),
	'deployment.yaml': 'template-file-path: folder/a.yaml\nparameters: {}\ntags: {}\n',
	'deployment-wrong.json': '{"something": "else"}',
	'values.json': JSON.stringify([{ParameterKey: 'Name', ParameterValue: 'UPPER'}]),
	'values-wrong.json': '[{"Key": "Name"}]',
	'settings.yaml': 'templates: [bad.yaml, unused.yaml]\nignore_checks: [E3031]\nformat: parseable\nregions: [eu-west-1]\n',
	'settings-wrong.yaml': 'no_such_setting: 1\n',
	'settings-type.yaml': 'ignore_checks: E3031\n',
	'settings-broken.yaml': 'a: [\n',
	'settings-list.yaml': 'ignore_checks: [E3002]\ninclude_checks: [I]\nconfigure_rules:\n  E3012: {strict: true}\n',
	'configured/.cfnlintrc': 'templates: ["**/*.yaml", ../unused.yaml]\nignore_templates: [skip/*.yaml]\n',
	'configured/one.yaml': bad,
	'configured/skip/two.yaml': bad,
	'configured-yml/.cfnlintrc.yml': 'ignore_checks: [E3002]\n',
	'configured-yml/one.yaml': bad,
	'configured-wrong/.cfnlintrc.yaml': 'ignore_checks: 3\n',
	'configured-wrong/one.yaml': bad,
	'many/.keep': '',
	'home/.cfnlintrc': 'ignore_checks: [E3031]\ninclude_checks: [I]\n',
};
for (let number = 0; number < 11; number++)
	(files as Record<string, string>)[`many/${String(number).padStart(2, '0')}.yaml`] = [
		bad,
		good,
		unused,
		instance(''),
		'a: [\n',
		'- x\n',
		files['silent.yaml'],
		'a: [\n',
		files['lambda.yaml'],
		files['sam.yaml'],
		'',
	][number] as string;

/** What a command is run with; by default nothing is on standard input. */
export type Invocation = {
	readonly args: readonly string[];
	readonly input?: string | Uint8Array;
	/** Whether the streams are pipes, as in a shell; else they are sockets. */
	readonly isPiped?: boolean;
	/** Below the folder of `files`. */
	readonly folder?: string;
	readonly environment?: Readonly<Record<string, string>>;
	/** Files that it writes, compared too. */
	readonly writes?: readonly string[];
	/** What does not stay the same from one run to the next, by its name in `normalisers`. */
	readonly varies?: readonly (keyof typeof normalisers)[];
};

/** Command lines that are to be answered as cfn-lint answers them. */
export const invocations: readonly Invocation[] = [
	{args: ['good.yaml']},
	{args: ['bad.yaml']},
	{args: ['unused.yaml']},
	{args: ['zone.yaml', '--include-checks', 'I']},
	{args: ['good.json']},
	{args: ['bad.json']},
	{args: ['broken.json']},
	{args: ['broken.yaml']},
	{args: ['tabs.yaml']},
	{args: ['empty.yaml']},
	{args: ['list.yaml']},
	{args: ['text.yaml']},
	{args: ['latin1.yaml'], varies: ['time']},
	{args: ['twice.yaml']},
	{args: ['crlf.yaml']},
	{args: ['unknown.yaml']},
	{args: ['silent.yaml']},
	{args: ['silent.yaml', '--mandatory-checks', 'E3002']},
	{args: ['regional.yaml']},
	{args: ['directive.yaml']},
	{args: ['directive.yaml', '-m', 'E3']},
	{args: ['nested.yaml'], varies: ['time']},
	{args: ['sam.yaml']},
	{args: ['conditions.yaml']},
	{args: ['naïve ✓ 😀.yaml']},
	{args: ['naïve ✓ 😀.yaml', '--format', 'json']},
	{args: ['with space.yaml', 'good.yaml']},
	{args: ['[odd].yaml']},
	{args: ['[[]odd].yaml']},
	{args: ['--', '-dash.yaml']},
	{args: ['-dash.yaml']},
	{args: ['no-such.yaml']},
	{args: ['no-such.yaml', 'bad.yaml', '-b']},
	{args: ['no-such/*.yaml']},
	{args: ['dir.yaml'], varies: ['time']},
	{args: ['dir.yaml', 'bad.yaml'], varies: ['time']},
	{args: ['secret.yaml'], varies: ['time']},
	{args: ['link.yaml']},
	{args: ['dangling.yaml'], varies: ['time']},
	{args: ['linked/*.yaml']},
	{args: ['loop/again/again/a.yaml', 'loop/*/a.yaml']},
	{args: ['*.yaml'], varies: ['time']},
	{args: ['folder/**/*.yaml']},
	{args: ['folder/**'], varies: ['time']},
	{args: ['folder/**/*.template', 'folder/deep/../a.yaml']},
	{args: ['./folder//a.yaml']},
	{args: ['../bad.yaml', '../folder/*.yaml'], folder: 'many'},
	{args: ['FOLDER/folder/a.yaml', 'bad.yaml']},
	{args: ['FOLDER/fold*/*.yaml', '-f', 'parseable']},
	{args: ['many/*.yaml']},
	{args: ['many/*.yaml', '--format', 'json']},
	{args: ['many/*.yaml', '--format', 'pretty']},
	{args: ['many/*.yaml', '--format', 'junit'], varies: ['junitRules']},
	{args: ['many/*.yaml', '--format', 'sarif'], varies: ['sarifRules']},
	{args: ['many/*.yaml', '-i', 'E0000']},
	{args: ['many/*.yaml', '-b']},
	{args: ['many/*.yaml', '-r', 'no-such-region'], varies: ['time']},
	{args: ['many/*.yaml', '--info'], varies: ['time']},
	{args: ['-t', 'bad.yaml', 'unused.yaml']},
	{args: ['--template', 'bad.yaml', '--template', 'unused.yaml']},
	{args: ['-t', 'bad.yaml', '--', 'unused.yaml']},
	{args: ['*.json', '--ignore-templates', 'broken.json', 'over*.json', 'dep*', 'val*']},
	{args: ['bad.yaml', '--ignore-templates', 'bad.yaml']},
	{args: ['bad.yaml', '-f', 'json']},
	{args: ['bad.yaml', '-f', 'parseable']},
	{args: ['bad.yaml', '-f', 'quiet']},
	{args: ['bad.yaml', '-f', 'pretty']},
	{args: ['bad.yaml', '-f', 'junit'], varies: ['junitRules']},
	{args: ['bad.yaml', '-f', 'sarif'], varies: ['sarifRules']},
	{args: ['good.yaml', '-f', 'json']},
	{args: ['good.yaml', '-f', 'pretty']},
	{args: ['good.yaml', '-f', 'junit'], varies: ['junitRules']},
	{args: ['good.yaml', '-f', 'sarif'], varies: ['sarifRules']},
	{args: ['bad.yaml', '--format', 'no-such-format'], varies: ['choices']},
	{args: ['bad.yaml', '-r', 'eu-west-1', 'us-east-1']},
	{args: ['zone.yaml', '--regions', 'us-gov-west-1,cn-north-1']},
	{args: ['zone.yaml', '-r', 'ALL_REGIONS']},
	{args: ['bad.yaml', '-r', 'mars-1'], varies: ['time']},
	{args: ['zone.yaml'], environment: {AWS_REGION: 'eu-central-1'}},
	{args: ['zone.yaml'], environment: {AWS_DEFAULT_REGION: 'eu-central-1'}},
	{args: ['zone.yaml'], environment: {AWS_REGION: 'nowhere'}, varies: ['time']},
	{args: ['bad.yaml', '-i', 'E3002', 'E3031']},
	{args: ['-i', 'E3002,W', '--', 'bad.yaml', 'unused.yaml']},
	{args: ['bad.yaml', '-c', 'I', '-e']},
	{args: ['lambda.yaml', '-e', '-f', 'parseable']},
	{args: ['strict.yaml', '-x', 'E3012:strict=true']},
	{args: ['strict.yaml', '-x', 'E3012:strict=true,E3002:a=b', '-x', 'W2001:c=d']},
	{args: ['strict.yaml', '-x', 'E3012']},
	{args: ['--no-such-flag', 'bad.yaml']},
	{args: ['--include']},
	{args: ['--ignore', 'E3002', '--', 'bad.yaml']},
	{args: ['--temp', 'bad.yaml']},
	{args: ['-f']},
	{args: ['--version']},
	{args: ['-v', 'bad.yaml']},
	{args: ['--help']},
	{args: ['-h'], environment: {COLUMNS: '50'}},
	{args: ['-h'], environment: {COLUMNS: '200'}},
	{args: ['--list-rules']},
	{args: ['-l', '-a', 'rules']},
	{args: ['--list-templates', 'folder/**/*.yaml', 'dir.yaml', 'bad.yaml']},
	{args: ['-L']},
	{args: ['--patch-specs'], varies: ['time']},
	{args: ['bad.yaml', '--info'], varies: ['time']},
	{args: ['good.yaml', '-I', '-b', '-c', 'I'], varies: ['time']},
	{args: ['bad.yaml', '-g'], varies: ['time']},
	{args: ['bad.yaml', '--output-file', 'out.txt'], writes: ['out.txt']},
	{args: ['many/*.yaml', '--output-file', 'many/out.json', '-f', 'json'], writes: ['many/out.json']},
	{args: ['bad.yaml', '--output-file', 'no-such/out.txt'], varies: ['traceback']},
	{args: ['bad.yaml', '--output-file', '/dev/stdout'], isPiped: true},
	{args: ['bad.yaml', '--non-zero-exit-code', 'none']},
	{args: ['unused.yaml', '--non-zero-exit-code', 'error']},
	{args: ['unused.yaml', '--non-zero-exit-code', 'warning']},
	{args: ['unused.yaml', '--non-zero-exit-code', 'always'], varies: ['choices']},
	{args: ['--config-file', 'settings.yaml']},
	{args: ['good.yaml', '--config-file', 'settings.yaml', '-f', 'quiet']},
	{args: ['bad.yaml', '--config-file', 'settings-list.yaml', '-i', 'E3031', '--merge-configs']},
	{args: ['bad.yaml', '--config-file', 'settings-list.yaml', '-i', 'E3031']},
	{args: ['bad.yaml', '--config-file', 'settings-wrong.yaml']},
	{args: ['bad.yaml', '--config-file', 'settings-type.yaml']},
	{args: ['bad.yaml', '--config-file', 'settings-broken.yaml'], varies: ['traceback']},
	{args: ['bad.yaml', '--config-file', 'no-such.yaml']},
	{args: [], folder: 'configured'},
	{args: ['../bad.yaml'], folder: 'configured'},
	{args: ['one.yaml'], folder: 'configured-yml'},
	{args: ['one.yaml'], folder: 'configured-wrong'},
	{args: ['bad.yaml', 'zone.yaml'], environment: {HOME: 'FOLDER/home'}},
	{args: ['one.yaml'], folder: 'configured-yml', environment: {HOME: 'FOLDER/home'}},
	{args: ['good.yaml', 'bad.yaml', '--custom-rules', 'custom.txt']},
	{args: ['many/*.yaml', '-z', 'custom.txt', '-f', 'parseable']},
	{args: ['good.yaml', '-z', 'custom-broken.txt']},
	{args: ['good.yaml', '-z', 'no-such.txt'], varies: ['traceback']},
	{args: ['good.yaml', '-a', 'rules']},
	{args: ['many/*.yaml', '-a', 'rules', '-f', 'json']},
	{args: ['good.yaml', '--append-rules', 'FOLDER/rules']},
	{args: ['good.yaml', '-a', 'rules-broken'], varies: ['traceback']},
	{args: ['good.yaml', '-a', 'rules-double'], varies: ['traceback']},
	{args: ['good.yaml', '-a', 'no_such_module'], varies: ['traceback']},
	{args: ['good.yaml', '-a', 'own_module'], environment: {PYTHONPATH: 'library'}},
	{args: ['good.yaml', 'zone.yaml', '-o', 'override.json']},
	{args: ['good.yaml', '-o', 'override-broken.json'], varies: ['time']},
	{args: ['good.yaml', '-o', 'no-such.json'], varies: ['time']},
	{args: ['good.yaml', '-o', 'folder'], varies: ['time']},
	{args: ['unknown.yaml', '-s', 'registry']},
	{args: ['unknown.yaml', 'good.yaml', '--registry-schemas', 'registry,folder', '-f', 'parseable']},
	{args: ['--deployment-files', 'deployment.json']},
	{args: ['--deployment-files', 'deployment.json', 'deployment.yaml', 'deployment-wrong.json']},
	{args: ['--deployment-files', 'deployment.json', '--', 'bad.yaml']},
	{args: ['--deployment-files', 'no-such.json'], varies: ['traceback']},
	{args: ['-t', 'parameters.yaml', '--parameters', 'Name=UPPER']},
	{args: ['-t', 'parameters.yaml', '--parameters', 'Name']},
	{args: ['parameters.yaml', '--parameter-files', 'values.json']},
	{args: ['parameters.yaml', '--parameter-files', 'values-wrong.json', 'values.json']},
	{args: ['parameters.yaml', 'bad.yaml', '--parameter-files', 'values.json']},
	{args: [], input: bad},
	{args: [], input: good},
	{args: [], input: ''},
	{args: [], input: 'a: [\n'},
	{args: [], input: '{"Resources": {"B": {"Type": "AWS::S3::Bucket", "Properties": {"A": 1}}}}'},
	{args: ['-f', 'json', '-r', 'eu-west-1'], input: bad},
	{args: [], input: Buffer.from('Description: caf\xe9\nResources: {}\n', 'latin1'), varies: ['time']},
	{args: ['-'], input: bad},
	{args: ['/dev/stdin'], input: bad, isPiped: true},
	{args: ['unused.yaml', '-f', 'pretty'], input: bad, isPiped: true},
	{args: ['-f', 'quiet'], input: bad, isPiped: true},
	{args: ['bad.yaml'], input: unused},
	{args: []},
];

/** Makes the folder, and answers where it is. */
export async function makeFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'cfn-lint-wasm-'));
	for (const [path, content] of Object.entries(files)) {
		await mkdir(dirname(join(folder, path)), {recursive: true});
		await writeFile(join(folder, path), content);
	}
	await writeFile(join(folder, 'secret.yaml'), bad);
	await chmod(join(folder, 'secret.yaml'), 0);
	await symlink('bad.yaml', join(folder, 'link.yaml'));
	await symlink(join(folder, 'folder'), join(folder, 'linked'));
	await symlink('no-such.yaml', join(folder, 'dangling.yaml'));
	await mkdir(join(folder, 'loop'));
	await symlink('../loop', join(folder, 'loop/again'));
	await cp(join(folder, 'bad.yaml'), join(folder, 'loop/a.yaml'));
	return folder;
}
