/** Ways to hand out a password or to ask for AWS keys, under any name, and to seem to. */

import test from 'ava';
import {noAccessKeyResource} from '../../../validators/template/no-access-key-resource.ts';
import {noAwsKeyParameter} from '../../../validators/template/no-aws-key-parameter.ts';
import {noFixedPasswordInUserData} from '../../../validators/template/no-fixed-password-in-user-data.ts';
import {noLiteralPassword} from '../../../validators/template/no-literal-password.ts';
import {noPasswordDefault} from '../../../validators/template/no-password-default.ts';
import {requireNoEcho} from '../../../validators/template/require-no-echo.ts';
import {said} from '../../helpers/said.ts';

const rules = [noPasswordDefault, noLiteralPassword, noFixedPasswordInUserData, requireNoEcho, noAwsKeyParameter, noAccessKeyResource];

/** A template whose parameter stands on line 2; the first line of `resources` is line 4. */
const template = (resources: string, parameter = '{Type: String, Default: larkspur1}', more = '') =>
	`Parameters:\n  Word: ${parameter}\nResources:\n${resources}${more}`;
const resource = (type: string, properties: string) => `  Thing:\n    Type: ${type}\n    Properties: ${properties}\n`;
const script = (...lines: readonly string[]) =>
	`  Thing:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:\n        Fn::Base64: !Sub |\n${lines.map((line) => `          ${line}\n`).join('')}`;

const says = test.macro({
	async exec(t, files: string | Readonly<Record<string, string>>, ...wanted: readonly string[]) {
		t.deepEqual(await said(typeof files === 'string' ? {'template.yaml': files} : files, rules), wanted);
	},
	title: (name = '') => name,
});

const has = 'has a default, so that every stack may have the same password.';
const seems = 'seems to be a secret and has a default, the same for every buyer.';
const shows = 'asks for a secret, and the console shows it to whoever sees the stack.';
const password = [
	`error require-no-echo [Word] template.yaml:2 Word · Word ${shows}`,
	`error no-password-default [Word] template.yaml:2 larkspur1 · Word ${has}`,
];
const secret = [
	`warning require-no-echo [Word] template.yaml:2 Word · Word ${shows}`,
	`warning no-password-default [Word] template.yaml:2 larkspur1 · Word ${seems}`,
];
const asked = 'error no-aws-key-parameter [Word] template.yaml:2 Word · Word asks the buyer for AWS keys.';
const written = (place: string, property: string, severity = 'error', subject = 'Thing') =>
	`${severity} no-literal-password [${subject}] template.yaml:${place} · ${subject}'s ${property} is written into the template, the same for every buyer.`;

// Flow into properties.
for (const [name, type, properties] of [
	['a database', 'AWS::RDS::DBInstance', '{MasterUserPassword: !Ref Word}'],
	['a database by Fn::Sub', 'AWS::RDS::DBInstance', '{MasterUserPassword: !Sub "${Word}"}'],
	['a database by parts', 'AWS::RDS::DBInstance', '{MasterUserPassword: !Join ["", [x, !Ref Word]]}'],
	['a database in a branch', 'AWS::RDS::DBInstance', '{MasterUserPassword: !If [Own, !Ref Word, "{{resolve:secretsmanager:larkspur}}"]}'],
	['a broker', 'AWS::AmazonMQ::Broker', '{Users: [{Username: admin, Password: !Ref Word}]}'],
	['a log-in profile', 'AWS::IAM::User', '{LoginProfile: {Password: !Ref Word}}'],
	["a function's environment", 'AWS::Lambda::Function', '{Environment: {Variables: {DB_PASSWORD: !Ref Word}}}'],
	["a container's environment", 'AWS::ECS::TaskDefinition', '{ContainerDefinitions: [{Environment: [{Name: DB_PASSWORD, Value: !Ref Word}]}]}'],
	['a Beanstalk option', 'AWS::ElasticBeanstalk::Environment', '{OptionSettings: [{Namespace: x, OptionName: DBPassword, Value: !Ref Word}]}'],
	['an SSM parameter', 'AWS::SSM::Parameter', '{Type: String, Name: /larkspur/db/password, Value: !Ref Word}'],
	['a custom resource', 'Custom::Setup', '{AdminPassword: !Ref Word}'],
	['a secret of several parts', 'AWS::SecretsManager::Secret', '{SecretString: !Sub \'{"username":"admin","password":"${Word}"}\'}'],
	['a connection string', 'AWS::Lambda::Function', '{Environment: {Variables: {URL: !Sub "postgres://larkspur:${Word}@db:5432/x"}}}'],
] as const) {
	const user =
		type === 'AWS::IAM::User'
			? [
					'warning no-access-key-resource [Thing] template.yaml:5 AWS::IAM::User · Thing creates an IAM user with permissions, who is of use only with keys or a password.',
				]
			: [];
	test(`a parameter is a password by ${name}`, says, template(resource(type, properties)), ...password, ...user);
}
test('a parameter is a secret by Secrets Manager', says, template(resource('AWS::SecretsManager::Secret', '{SecretString: !Ref Word}')), ...secret);
test(
	'a number is a password by a database',
	says,
	template(resource('AWS::RDS::DBInstance', '{MasterUserPassword: !Ref Word}'), '{Type: Number, Default: 12345678}'),
	...password.map((line) => line.replace('larkspur1', '12345678')),
);
test(
	'the one allowed value of a password',
	says,
	template(resource('AWS::RDS::DBInstance', '{MasterUserPassword: !Ref Word}'), '{Type: String, NoEcho: true, AllowedValues: [larkspur1]}'),
	...password.slice(1),
);

// Flow into commands.
for (const line of [
	'echo "admin:${Word}" | chpasswd',
	"echo 'admin:${Word}' | sudo /usr/sbin/chpasswd",
	'chpasswd <<< "admin:${Word}"',
	'echo ${Word} | passwd --stdin admin',
	'export DB_PASSWORD="${Word}"',
	'larkspur-setup --admin-password ${Word}',
	'larkspur-setup --password=${Word}',
	'larkspur-setup -AdminPassword "${Word}"',
	'{"username": "admin", "password": "${Word}"}',
	'<password>${Word}</password>',
	'mysql -u root -p${Word} -e "x"',
	"ALTER USER root IDENTIFIED BY '${Word}';",
	'net user Administrator ${Word}',
	'docker login --username x --password-stdin < x; echo "${Word}" | docker login -u x --password-stdin',
	'curl -u admin:${Word} https://localhost',
	'echo ${Word} > /root/db.password',
	'username admin password ${Word}',
]) {
	test(`a parameter is a password in ${line}`, says, template(script(line)), ...password);
}
test('a parameter is a password by a variable', says, template(script('IT="${Word}"', 'larkspur-setup --password "$IT"')), ...password);
test(
	'a parameter is a password by a variable of Fn::Sub',
	says,
	template(
		'  Thing:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:\n        Fn::Base64: !Sub ["echo root:${W} | chpasswd", {W: !Ref Word}]\n',
	),
	...password,
);
test(
	'a parameter is a password by Fn::Join',
	says,
	template(
		'  Thing:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData: {Fn::Base64: {Fn::Join: ["", ["#!/bin/sh\\n", "echo root:", {Ref: Word}, " | chpasswd\\n"]]}}\n',
	),
	...password,
);
test(
	'a parameter is a password by a file of cfn-init',
	says,
	template(
		'  Thing:\n    Type: AWS::EC2::Instance\n    Metadata: {AWS::CloudFormation::Init: {config: {files: {/etc/larkspur.json: {content: {admin: {password: !Ref Word}}}}}}}\n',
	),
	...password,
);
test(
	'a parameter is a password by a command of cfn-init',
	says,
	template(
		'  Thing:\n    Type: AWS::EC2::Instance\n    Metadata: {AWS::CloudFormation::Init: {config: {commands: {a: {command: !Sub "larkspur --password ${Word}"}}}}}\n',
	),
	...password,
);
test(
	'a parameter is a password by a document that instances run',
	says,
	template(resource('AWS::SSM::Document', '{DocumentType: Command, Content: {mainSteps: [{inputs: {runCommand: [!Sub "larkspur --password ${Word}"]}}]}}')),
	...password,
);

// Descriptions.
for (const description of ['Password of the administrator', 'Enter the database password', 'The initial admin passphrase (8 characters)']) {
	test(
		`a parameter is a secret as "${description}"`,
		says,
		template(resource('AWS::SNS::Topic', '{}'), `{Type: String, Default: larkspur1, Description: ${description}}`),
		...secret,
	);
}
for (const name of ['PassWord', 'Adminpwd', 'DBPASSWORD', 'rootPassPhrase', 'password2', 'APIToken']) {
	test(`a parameter named ${name}`, async (t) => {
		const lines = await said({'template.yaml': template(resource('AWS::SNS::Topic', '{}')).replace('Word:', `${name}:`)}, rules);
		t.is(lines.length, 2);
		t.true(lines.every((line) => line.includes(`[${name}]`)));
	});
}

// Nested stacks.
const nested = (handed: string) =>
	resource('AWS::CloudFormation::Stack', `{TemplateURL: https://larkspur-media.s3.amazonaws.com/inner.yaml, Parameters: {It: ${handed}}}`);
const inner = template(resource('AWS::RDS::DBInstance', '{MasterUserPassword: !Ref It}'), '{Type: String, NoEcho: true}').replace('Word:', 'It:');
test('a parameter is a password by a nested template', says, {'template.yaml': template(nested('!Ref Word')), 'inner.yaml': inner}, ...password);
test(
	'a password that is handed down',
	says,
	{'template.yaml': template(nested('larkspur1'), '{Type: String}'), 'inner.yaml': inner},
	written('6 larkspur1', 'MasterUserPassword'),
);

// Written down.
test(
	'a literal',
	says,
	template(resource('AWS::RDS::DBInstance', '{MasterUserPassword: larkspur1}'), '{Type: String}'),
	written('6 larkspur1', 'MasterUserPassword'),
);
test(
	'a literal in JSON',
	says,
	{'template.yaml': JSON.stringify({Resources: {Thing: {Type: 'AWS::RDS::DBInstance', Properties: {MasterUserPassword: 'larkspur1'}}}})},
	written('1 "larkspur1"', 'MasterUserPassword'),
);
test(
	'a literal in a branch',
	says,
	template(resource('AWS::RDS::DBInstance', '{MasterUserPassword: !If [Own, !Ref Word, larkspur1]}'), '{Type: String, NoEcho: true}'),
	written('6 larkspur1', 'MasterUserPassword'),
);
test(
	'a literal in parts',
	says,
	template(resource('AWS::RDS::DBInstance', '{MasterUserPassword: !Join ["", [lark, spur1]]}'), '{Type: String}'),
	written('6 !Join ["", [lark, spur1]]', 'MasterUserPassword'),
);
test(
	'a mapping',
	says,
	template(
		resource('AWS::RDS::DBInstance', '{MasterUserPassword: !FindInMap [Words, !Ref "AWS::Region", word]}'),
		'{Type: String}',
		'Mappings:\n  Words:\n    us-east-1: {word: larkspur1}\n',
	),
	written('9 larkspur1', 'MasterUserPassword'),
);
test(
	'an environment variable',
	says,
	template(resource('AWS::ECS::TaskDefinition', '{ContainerDefinitions: [{Environment: [{Name: DB_PASSWORD, Value: larkspur1}]}]}'), '{Type: String}'),
	written('6 larkspur1', 'DB_PASSWORD', 'warning'),
);
test(
	"a part of a secret's text",
	says,
	template(resource('AWS::SecretsManager::Secret', '{SecretString: !Sub \'{"username":"${AWS::StackName}","password":"larkspur1"}\'}'), '{Type: String}'),
	written('6 larkspur1', 'SecretString', 'warning'),
);
test(
	'credentials of cfn-init',
	says,
	template(
		'  Thing:\n    Type: AWS::EC2::Instance\n    Metadata: {AWS::CloudFormation::Authentication: {x: {type: basic, username: larkspur, password: larkspur1}}}\n',
		'{Type: String}',
	),
	written('6 larkspur1', 'password', 'warning'),
);
const fixed = (place: string, account = 'an account') =>
	`error no-fixed-password-in-user-data [Thing] template.yaml:${place} · Thing gives ${account} a password that is written into the template, the same for every buyer.`;
test(
	'a password in pieces',
	says,
	template(
		'  Thing:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData: {Fn::Base64: {Fn::Join: ["", ["echo ", "root", ":", "larkspur1", " | chpasswd"]]}}\n',
		'{Type: String}',
	),
	fixed('7 larkspur1', 'root'),
);
test(
	'a password of a mapping',
	says,
	template(
		'  Thing:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData: {Fn::Base64: {Fn::Sub: ["echo root:${W} | chpasswd", {W: !FindInMap [Words, a, word]}]}}\n',
		'{Type: String}',
		'Mappings:\n  Words:\n    a: {word: larkspur1}\n',
	),
	fixed('10 larkspur1', 'root'),
);
test(
	'a password of a variable of Fn::Sub',
	says,
	template(
		'  Thing:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData: {Fn::Base64: {Fn::Sub: ["echo root:${W} | chpasswd", {W: larkspur1}]}}\n',
		'{Type: String}',
	),
	fixed('7 larkspur1', 'root'),
);
test(
	'an access key',
	says,
	template(resource('AWS::SNS::Topic', '{DisplayName: AKIAQ4RZLARKSPUR7WX2}'), '{Type: String}'),
	'error no-literal-password [Thing] template.yaml:6 AKIAQ4RZLARKSPUR7WX2 · The access key AKIAQ4RZLARKSPUR7WX2 is written into the template, where every buyer can read it.',
);

// AWS keys.
for (const line of [
	'export AWS_SECRET_ACCESS_KEY=${Word}',
	'AWS_ACCESS_KEY_ID="${Word}" larkspur',
	'aws configure set aws_secret_access_key ${Word}',
	'aws_access_key_id = ${Word}',
	'{"secretAccessKey": "${Word}"}',
	'Set-AWSCredential -AccessKey ${Word} -SecretKey x',
	's3cmd --secret_key=${Word} ls',
	'echo x:${Word} > /etc/passwd-s3fs',
]) {
	test(`AWS keys are asked for in ${line}`, says, template(script(line), '{Type: String, NoEcho: true}'), asked);
}
test(
	'AWS keys are asked for by a variable',
	says,
	template(script('K=${Word}', 'aws configure set aws_access_key_id $K'), '{Type: String, NoEcho: true}'),
	asked,
);
test(
	'AWS keys are asked for by an environment variable',
	says,
	template(resource('AWS::Lambda::Function', '{Environment: {Variables: {AWS_ACCESS_KEY_ID: !Ref Word}}}'), '{Type: String}'),
	asked,
);
test(
	'AWS keys are asked for by credentials of cfn-init',
	says,
	template(
		'  Thing:\n    Type: AWS::EC2::Instance\n    Metadata: {AWS::CloudFormation::Authentication: {x: {type: S3, accessKeyId: !Ref Word, secretKey: !Ref Word}}}\n',
		'{Type: String}',
	),
	asked,
);
for (const pattern of ["'^AKIA[A-Z0-9]{16}$'", "'(AKIA|ASIA)[A-Z0-9]{16}'", "'[A-Za-z0-9/+=]{40}'", "'^[A-Za-z0-9+/]{40}$'"]) {
	test(
		`AWS keys are asked for by the pattern ${pattern}`,
		says,
		template(resource('AWS::SNS::Topic', '{}'), `{Type: String, NoEcho: true, AllowedPattern: ${pattern}}`),
		asked,
	);
}
test(
	'AWS keys are asked for by description',
	says,
	template(resource('AWS::SNS::Topic', '{}'), '{Type: String, Description: Your AWS secret access key}'),
	asked,
);
test(
	'a key that is created',
	says,
	template(resource('AWS::IAM::AccessKey', '{UserName: larkspur}'), '{Type: String}'),
	'error no-access-key-resource [Thing] template.yaml:5 AWS::IAM::AccessKey · Thing creates an access key that never expires.',
);
test(
	'a key that is created under a condition',
	says,
	template('  Thing: {Condition: Never, Type: AWS::IAM::AccessKey, Properties: {UserName: larkspur}}\n', '{Type: String}'),
	'error no-access-key-resource [Thing] template.yaml:4 AWS::IAM::AccessKey · Thing creates an access key that never expires.',
);

// What seems to be a secret, and is none.
for (const [name, text] of Object.entries({
	'a reference to Secrets Manager': template(
		resource('AWS::RDS::DBInstance', '{MasterUserPassword: "{{resolve:secretsmanager:larkspur:SecretString:password}}"}'),
		'{Type: String}',
	),
	'a reference to Secrets Manager by name': template(
		resource('AWS::RDS::DBInstance', '{MasterUserPassword: !Sub "{{resolve:secretsmanager:${Word}:SecretString:password}}"}'),
	),
	'a reference by Fn::Join': template(resource('AWS::RDS::DBInstance', '{MasterUserPassword: !Join ["", ["{{resolve:secretsmanager:", !Ref Word, "}}"]]}')),
	'a secure string of SSM': template(resource('AWS::RDS::DBInstance', '{MasterUserPassword: "{{resolve:ssm-secure:/larkspur/password:1}}"}'), '{Type: String}'),
	'a drawn secret': template(
		resource(
			'AWS::SecretsManager::Secret',
			'{GenerateSecretString: {SecretStringTemplate: \'{"username": "larkspur1"}\', GenerateStringKey: password, PasswordLength: 24}}',
		),
		'{Type: String}',
	),
	"a secret's user": template(resource('AWS::SecretsManager::Secret', '{SecretString: !Sub \'{"username":"${Word}","engine":"mysql"}\'}')),
	'keys of a local stand-in': template(
		resource('AWS::Lambda::Function', '{Environment: {Variables: {AWS_ACCESS_KEY_ID: dummy, AWS_SECRET_ACCESS_KEY: dummy}}}'),
		'{Type: String}',
	),
	'a managed password': template(resource('AWS::RDS::DBInstance', '{ManageMasterUserPassword: true}'), '{Type: String}'),
	'a hidden parameter without a default': template(resource('AWS::RDS::DBInstance', '{MasterUserPassword: !Ref Word}'), '{Type: String, NoEcho: true}'),
	'a user name': template(script('echo "${Word}:$(openssl rand -hex 9)" | chpasswd', 'larkspur --user ${Word} --password "$DRAWN"')),
	'a file': template(script('larkspur --password-file ${Word}')),
	'the ARN of a secret': template(script('DB_PASSWORD_ARN=${Word}', 'aws secretsmanager get-secret-value --secret-id ${Word}')),
	'the name of a secret, by its name': template(script('DB_PASSWORD_SECRET=${Word}')).replaceAll('Word', 'SecretName'),
	'a container secret': template(resource('AWS::ECS::TaskDefinition', '{ContainerDefinitions: [{Secrets: [{Name: DB_PASSWORD, ValueFrom: !Ref Word}]}]}')),
	'a build secret': template(
		resource('AWS::CodeBuild::Project', '{Environment: {EnvironmentVariables: [{Name: DB_PASSWORD, Type: SECRETS_MANAGER, Value: larkspur1}]}}'),
		'{Type: String}',
	),
	'a switch': template(script('larkspur --use-password ${Word}'), "{Type: String, Default: 'yes', AllowedValues: ['yes', 'no']}"),
	'a policy': template(resource('AWS::Cognito::UserPool', '{Policies: {PasswordPolicy: {MinimumLength: 12, RequireNumbers: true}}}'), '{Type: String}'),
	'a secret of an app client': template(resource('AWS::Cognito::UserPoolClient', '{GenerateSecret: true}'), '{Type: String}'),
	'a request token': template(resource('AWS::ECS::Service', '{ClientToken: larkspur1}'), '{Type: String}'),
	'a key of a map': template(resource('Custom::Table', '{PasswordField: larkspur1, PartitionKey: larkspur1}'), '{Type: String}'),
	'a placeholder': template(resource('AWS::SecretsManager::Secret', "{SecretString: '<your password>'}"), '{Type: String}'),
	'an empty secret': template(resource('AWS::SecretsManager::Secret', "{SecretString: '{}'}"), '{Type: String}'),
	'a comment': template(script('# larkspur --password ${Word}')),
	"AWS's example key": template(script('# AKIAIOSFODNN7EXAMPLE'), '{Type: String}'),
	"another maker's key": template(script('minio --access-key ${Word}'), '{Type: String, NoEcho: true}'),
	'a session token of the metadata service': template(script('TOKEN=$(curl -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: ${Word}" x)')),
	'a length by description': template(resource('AWS::SNS::Topic', '{}'), '{Type: String, Default: a1, Description: Minimum password length}'),
	'a user by description': template(resource('AWS::SNS::Topic', '{}'), '{Type: String, Default: a1, Description: Name of the user whose password is drawn}'),
	'a choice by description': template(resource('AWS::SNS::Topic', '{}'), '{Type: String, Default: a1, Description: Whether a password is asked for}'),
	'a key pair by description': template(
		resource('AWS::SNS::Topic', '{}'),
		'{Type: String, Default: a1, Description: Name of the key pair that decrypts the password}',
	),
})) {
	test(`${name} is no secret`, says, text);
}
