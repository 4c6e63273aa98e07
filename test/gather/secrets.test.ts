import test from 'ava';
import type {Parameter} from '../../src/evidence/template.ts';
import {gatherTemplate} from '../helpers/template.ts';

const kind = test.macro({
	async exec(t, name: string, wanted: Parameter['sensitive'], rest = '') {
		const {parameters} = await gatherTemplate(`Parameters:\n  ${name}: {Type: String${rest}}\nResources:\n  Topic: {Type: AWS::SNS::Topic}\n`);
		t.is(parameters[0]?.sensitive, wanted);
	},
	title: (given = '', name) => `${name}${given}`,
});

for (const name of [
	'Password',
	'AdminPassword',
	'DBMasterPassword2',
	'admin_passwd',
	'DbPwd',
	'RootPass',
	'AdminPW',
	'PasswordConfirm',
	'PasswordHash',
	'dbpassword',
])
	test(kind, name, 'password');
for (const name of ['JoinToken', 'LarkspurApiKey', 'SessionSecret', 'PreSharedKey', 'TLSPrivateKey', 'StorageAccessKeySecret', 'API_KEY'])
	test(kind, name, 'secret');
for (const name of ['AWSAccessKey', 'AwsSecretAccessKey', 'SecretAccessKey', 'AccessKeyId', 'IAMAccessKey']) test(kind, name, 'aws-key');
for (const name of [
	'PasswordLength',
	'PasswordPolicy',
	'PasswordExpiryDays',
	'PasswordSecretArn',
	'SecretArn',
	'SecretName',
	'TokenExpiry',
	'TokenUrl',
	'KeyName',
	'KeyPair',
	'SshPublicKey',
	'KmsKeyId',
	'UsePassword',
	'GeneratePassword',
	'PasswordAuthentication',
	'PassThrough',
	'Compass',
	'BypassMode',
	'LicenseKey',
	'InstanceType',
])
	test(kind, name, undefined);
test(' that is chosen from a list', kind, 'Password', undefined, ', AllowedValues: [drawn, typed]');
test(' described as the ARN of a secret', kind, 'DbSecret', undefined, ', Description: ARN of the secret that holds the password');
test(' described with a name after it', kind, 'DbPassword', 'password', ', Description: Password of the database; the name of the user is larkspur');
test(' described as a key of AWS', kind, 'AccessKey', 'aws-key', ', Description: Your AWS access key');
test(' of another maker', kind, 'ArchiveAccessKey', undefined, ', Description: Key of the Larkspur archive');

test(' that is hidden', kind, 'FirewallKey', 'secret', ', NoEcho: true');
test(' that is hidden, and names something', kind, 'BucketName', undefined, ', NoEcho: true');

test('a number is no password', async (t) => {
	const {parameters} = await gatherTemplate('Parameters:\n  Password: {Type: Number}\nResources:\n  Topic: {Type: AWS::SNS::Topic}\n');
	t.is(parameters[0]?.sensitive, undefined);
});

test('what a property takes for a secret is one, whatever its name', async (t) => {
	const {parameters} = await gatherTemplate(
		'Parameters:\n  Word: {Type: String}\n  Other: {Type: String}\nResources:\n  Store:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      MasterUserPassword: !If [Own, !Ref Word, "{{resolve:secretsmanager:larkspur}}"]\n      MasterUsername: !Ref Other\n',
	);
	t.deepEqual(
		parameters.map(({name, sensitive}) => [name, sensitive]),
		[
			['Word', 'password'],
			['Other', undefined],
		],
	);
});
