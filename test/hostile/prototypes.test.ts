import {spawnSync} from 'node:child_process';
import {mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {readConfig} from '../../src/config.ts';
import {changeSet, debian, image, trivy, trivyVulnerability, version} from '../../src/examples.ts';
import type {Outcome} from '../../src/outcome.ts';
import {validators} from '../../validators/index.ts';
import {command, folderOf, shelfready} from '../helpers/command.ts';
import {checkFiles} from '../helpers/submission.ts';

/** Names that an object has before anything is put into it, each with one of the same length that none has. */
const pairs: readonly (readonly [name: string, instead: string])[] = [
	['__proto__', '__protp__'],
	['constructor', 'constructos'],
	['prototype', 'prototypf'],
	['toString', 'toStrinh'],
	['valueOf', 'valueOg'],
	['hasOwnProperty', 'hasOwnPropertz'],
	['__defineGetter__', '__defineGettes__'],
];
const names = pairs.map(([name]) => name);

/** The text with the name in its places; no object is made on the way, which would lose some of them. */
const named = (name: string, text: string) => text.replaceAll('NAME', name);

/** A template that has the name wherever a template names something. */
const template = JSON.stringify(
	{
		AWSTemplateFormatVersion: '2010-09-09',
		Description: 'Searches logs.',
		Parameters: {
			NAME: {Type: 'String', Default: 'Cormorant123', Description: 'Password of the console', NAME: 1},
			Range: {Type: 'String', Default: '0.0.0.0/0'},
		},
		Mappings: {NAME: {NAME: {NAME: 'ami-0a1b2c3d4e5f67890'}}},
		Conditions: {NAME: {'Fn::Equals': [{Ref: 'NAME'}, 'NAME']}},
		Metadata: {NAME: {NAME: 1}},
		Resources: {
			NAME: {
				Type: 'AWS::EC2::Instance',
				Condition: 'NAME',
				DependsOn: 'NAME',
				Properties: {
					ImageId: {'Fn::FindInMap': ['NAME', 'NAME', 'NAME']},
					NAME: {Ref: 'NAME'},
					UserData: {'Fn::Sub': 'echo ${NAME} ${NAME.NAME}'},
					Tags: [{Key: 'NAME', Value: {'Fn::GetAtt': ['NAME', 'NAME']}}],
				},
			},
			Nested: {
				Type: 'AWS::CloudFormation::Stack',
				Properties: {TemplateURL: {'Fn::Sub': 'https://${NAME}.s3.amazonaws.com/NAME.yaml'}, Parameters: {NAME: {Ref: 'NAME'}}},
			},
			Other: {Type: 'NAME', Properties: {A: {'Fn::NAME': 1}}},
			Role: {
				Type: 'AWS::IAM::Role',
				Properties: {
					AssumeRolePolicyDocument: {
						Version: '2012-10-17',
						Statement: [{Effect: 'Allow', Principal: {NAME: 'NAME', AWS: '*'}, Action: 'sts:AssumeRole', Condition: {NAME: {NAME: 'NAME'}}}],
					},
					Policies: [
						{
							PolicyName: 'NAME',
							PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: 'Allow', Action: ['NAME:NAME', 's3:*'], Resource: '*', NAME: 'NAME'}]},
						},
					],
				},
			},
			Group: {Type: 'AWS::EC2::SecurityGroup', Properties: {SecurityGroupIngress: [{IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: {Ref: 'Range'}}]}},
		},
		Outputs: {NAME: {Value: {Ref: 'NAME'}, Export: {Name: 'NAME'}}},
	},
	undefined,
	1,
);

const yaml = `AWSTemplateFormatVersion: "2010-09-09"
NAME: &NAME {NAME: 1}
Parameters:
  NAME: {Type: String, Default: Cormorant123, Description: Password, <<: *NAME}
Resources:
  NAME:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: !Ref NAME
      NAME: !NAME x
`;

const files = {
	'template.json': template,
	'template.yaml': yaml,
	'request.json': changeSet('AddDeliveryOptions', {...(JSON.parse(version([{NAME: 1}])) as object), NAME: {NAME: 'NAME'}}),
	'images.json': image({NAME: {NAME: 1}, Tags: [{Key: 'NAME', Value: 'NAME'}]}),
	'trivy.json': trivy([trivyVulnerability({VulnerabilityID: 'NAME', PkgName: 'NAME', Severity: 'NAME', NAME: 1})], {NAME: {NAME: 1}}),
	'guide.md': '# NAME\n\nSend us your password, NAME. {{NAME}} [NAME]\n\n[NAME]: https://example.com/NAME\n',
	'guide.rst': 'NAME\n====\n\n.. NAME:: NAME\n\n:NAME: NAME\n\n|NAME|\n',
	'guide.adoc': '= NAME\n:NAME: NAME\n\n{NAME} NAME:NAME[NAME]\n',
	'guide.html': '<html><NAME NAME="NAME">NAME</NAME><p NAME=1>&NAME; Send us your password.</p></html>',
	NAME: '#!/bin/sh\naws NAME NAME\n',
};

const system = {
	'etc/passwd': 'root:x:0:0::/root:/bin/bash\nNAME:x:1000:1000::/home/NAME:/bin/bash\n',
	'etc/shadow': 'root:*:1::::::\nNAME:$6$salt$hash:1::::::\n',
	'etc/group': 'NAME:x:1000:NAME\n',
	'etc/sudoers': 'NAME ALL=(ALL) NOPASSWD: ALL\nDefaults NAME=NAME\nUser_Alias NAME = NAME\n',
	'etc/ssh/sshd_config': 'NAME NAME\nPasswordAuthentication yes\nMatch User NAME\n  NAME yes\n',
	'etc/systemd/system/NAME.service': '[NAME]\nNAME=NAME\n[Service]\nNAME=1\nExecStart=/bin/sh -c "NAME=$NAME; $NAME"\n[Install]\nWantedBy=multi-user.target\n',
	'etc/systemd/system/multi-user.target.wants/NAME.service': '[NAME]\nNAME=NAME\n[Service]\nExecStart=/usr/bin/NAME\n',
	'home/NAME/.aws/credentials': '[NAME]\nNAME = NAME\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n',
	'home/NAME/.ssh/authorized_keys': 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ1kZmFrZWtleWZha2VrZXlmYWtla2V5ZmFrZWtl NAME\n',
	'etc/NAME': 'NAME=NAME\n',
};

function filledIn(name: string): {readonly files: Readonly<Record<string, string>>; readonly root: Readonly<Record<string, string>>} {
	const fill = (texts: Readonly<Record<string, string>>) =>
		Object.fromEntries(Object.entries(texts).map(([file, text]) => [named(name, file), named(name, text)]));
	return {files: fill(files), root: {...(debian() as Readonly<Record<string, string>>), ...fill(system)}};
}

/** What is told, with one name in place of the other. */
function told({findings, problems, notAssessed, artifacts, policies}: Outcome, name: string, instead: string): unknown {
	const without = findings.map(({fingerprint: _fingerprint, content: _content, context: _context, ...finding}) => finding);
	const text = JSON.stringify({findings: without, problems, notAssessed, policies, artifacts: artifacts.map(({file, kind, detail}) => ({file, kind, detail}))});
	return JSON.parse(text.replaceAll(name, instead));
}

/** All that objects inherit. */
function inherited(): readonly (readonly PropertyKey[])[] {
	return [Object, Array, Function, String, Map].map((of) => Reflect.ownKeys(of.prototype));
}

for (const [name, instead] of pairs) {
	test(`what is named ${name} is judged as under any other name, and nothing is inherited from it`, async (t) => {
		const before = inherited();
		const [hostile, plain] = [filledIn(name), filledIn(instead)];
		const found = await checkFiles(hostile.files, validators, {root: hostile.root});
		const expected = await checkFiles(plain.files, validators, {root: plain.root});
		t.true(found.findings.length > 10);
		t.deepEqual(told(found, name, instead), told(expected, instead, instead));
		t.deepEqual(inherited(), before);
		t.is(({} as Readonly<Record<string, unknown>>)['NAME'], undefined);
	});

	test(`settings that name ${name} are refused, or say nothing, as with any other name`, async (t) => {
		for (const settings of [
			`NAME: 1\n`,
			`rules:\n  NAME: off\n`,
			`rules:\n  template/no-tab: {NAME: 1}\n`,
			`artifacts:\n  NAME: docs\n`,
			`waivers:\n  - {rule: NAME, reason: NAME}\n`,
			`NAME: {NAME: &a {NAME: 1}}\n`,
		]) {
			const read = async (of: string) => JSON.stringify(await readConfig(named(of, settings), {file: 'shelfready.yaml', files: []})).replaceAll(of, instead);
			const [given, expected] = [await read(name), await read(instead)];
			// The one name that no setting may have is refused as such.
			if (name === '__proto__' && given.includes('is no setting, rule or file')) t.true(given.startsWith('{"errors"'), settings);
			else t.is(given, expected, settings);
		}
	});
}

test('the whole command does the same where prototypes are frozen and __proto__ throws', async (t) => {
	const folder = await folderOf(
		Object.assign(
			{},
			...names.map((name, index) => Object.fromEntries(Object.entries(filledIn(name).files).map(([file, text]) => [`${index}/${file}`, text]))),
		),
	);
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	await mkdir(join(folder, '__proto__'));
	await writeFile(join(folder, '__proto__', 'constructor'), '#!/bin/sh\n');
	const args = ['check', folder, '--format', 'json', '--no-cfn-lint', '--date', '2026-11-24'];
	const usual = await shelfready(args);
	const guarded = spawnSync(process.execPath, ['--frozen-intrinsics', '--disable-proto=throw', command, ...args], {
		encoding: 'utf8',
		maxBuffer: 1 << 28,
		env: {NO_COLOR: '1'},
	});
	t.is(guarded.stdout, usual.stdout);
	t.is(guarded.status, usual.code, guarded.stderr);
});

test('lines of other names are judged one by one by classify', async (t) => {
	const lines = names.map((name) => `{"id": "${name}", "text": "Send us your password.", "${name}": {"${name}": 1}}`).join('\n');
	const ran = await shelfready(['classify'], {input: lines});
	t.is(ran.code, 0, ran.stderr);
	const answers = ran.stdout
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as {readonly id: string; readonly findings: readonly unknown[]});
	t.deepEqual(
		answers.map(({id}) => id),
		names,
	);
	t.is(new Set(answers.map(({findings}) => JSON.stringify(findings))).size, 1);
});
