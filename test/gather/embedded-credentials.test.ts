import test from 'ava';
import {at, gatherTemplate} from '../helpers/template.ts';

const pem = ['-----BEGIN EC PRIVATE KEY-----', 'MHcCAQEEIDk2bR0aQ7vXyP1nLk8sTgWc5eZ4uJ6hM9fVtA3oYqBxoAoGCCqGSM49', '-----END EC PRIVATE KEY-----'];
const secret = 'hT5Vq9zJ0cUe4RkY8sWmXo3NpBdG1fLaQ7iZtE6y';

/** Credentials of a template, each with whose it is and what stands at its place. */
async function credentialsOf(template: object): Promise<readonly string[]> {
	const text = JSON.stringify(template, undefined, 1);
	const {credentials} = await gatherTemplate(text);
	return credentials.map(({kind, owner, place, doubt}) => `${kind}${doubt === undefined ? '' : '?'} ${owner} ${at(text, place)}`);
}

const userData = (...parts: readonly unknown[]) => ({
	Resources: {Host: {Type: 'AWS::EC2::Instance', Properties: {UserData: {'Fn::Base64': {'Fn::Join': ['', parts]}}}}},
});

test('a key whose lines are joined is one', async (t) => {
	t.deepEqual(await credentialsOf(userData('#!/bin/bash\n', 'cat > /etc/x.key <<EOF\n', ...pem.map((line) => `${line}\n`), 'EOF\n')), [
		`private-key Host ${pem[0]}`,
	]);
	t.deepEqual(await credentialsOf(userData(`${pem[0]}\n`, {Ref: 'Key'}, `\n${pem[2]}\n`)), []);
});

test('defaults, metadata and inline code are searched too', async (t) => {
	const template = {
		Metadata: {Notes: `key:\n${pem.join('\n')}`},
		Parameters: {Dsn: {Type: 'String', Default: 'postgres://larkspur:h7Lm2Zt9@db.internal/queue'}},
		Resources: {Code: {Type: 'AWS::Lambda::Function', Properties: {Code: {ZipFile: `AWS_SECRET_ACCESS_KEY = '${secret}'`}}}},
	};
	t.deepEqual(await credentialsOf(template), [`private-key Notes ${pem[0]}`, 'password Dsn postgres://larkspur', 'aws-key Code AWS_SECRET_ACCESS_KEY']);
});

test('what waits to be replaced, is given, or was made up is none', async (t) => {
	t.deepEqual(
		await credentialsOf(
			userData(
				'#!/bin/bash\nx --db postgres://larkspur:changeme@db/queue --cache redis://:<password>@cache:6379\n',
				'x --db postgres://larkspur:',
				{Ref: 'Password'},
				'@db/queue\n',
				'x ghp_a1B2c3D4e5F6g7H8i9J0a1B2c3D4e5F6g7H8 xoxb-EXAMPLE-EXAMPLE-EXAMPLEEXAMPLEEXAMPLE\n',
				'AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\nx "$URL" postgres://larkspur:$PW@db/queue\n',
			),
		),
		[],
	);
});
