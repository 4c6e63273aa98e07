import {createHash, generateKeyPairSync} from 'node:crypto';
import {crc32} from 'node:zlib';
import test from 'ava';
import type {RootFile} from '../../../src/contract.ts';
import type {CredentialSearch} from '../../../src/evidence/credential.ts';
import {debian, windows} from '../../../src/examples.ts';
import {type FileSystem, textAt} from '../../../src/filesystem.ts';
import {credentialSearchOf} from '../../../src/gather/root/credentials.ts';
import {newCollector} from '../../../src/read/filesystem/collector.ts';
import {systemOf} from '../../helpers/filesystem.ts';

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Letters and digits that look drawn, the same each time. */
const drawn = (length: number, seed = 7) => Array.from({length}, (_, index) => letters[(index * 37 + seed * 11 + ((index * index) % 29)) % 62]).join('');
const id = 'AKIAQ3EGRZ7XW5BLTN4V';
const secret = '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';
const password = 'q7Lm2Zt9';

const ec = generateKeyPairSync('ec', {namedCurve: 'prime256v1'}).privateKey;
const sec1 = ec.export({type: 'sec1', format: 'pem'}).toString();
const pkcs8 = ec.export({type: 'pkcs8', format: 'pem'}).toString();

type Files = Readonly<Record<string, RootFile | undefined>>;

/** Each credential in short: kind, path, what may be printed, and the secret itself. */
function found(files: Files): readonly string[] {
	const system = systemOf(debian(files));
	return told(system, credentialSearchOf(system));
}

function told(system: FileSystem, {credentials}: CredentialSearch): readonly string[] {
	return credentials.map(({kind, path, shown, place, doubt, made, isDefault}) => {
		const text = textAt(system, path)?.value ?? '';
		const mark = made === undefined ? (doubt === undefined ? (isDefault ? '*' : '') : '?') : '!';
		return `${kind}${mark} ${path}: ${text.slice(...(shown.range ?? [0, 0]))} > ${text.slice(...(place.range ?? [0, 0]))}`;
	});
}

/** The kinds that a file's content gives. */
const kindsOf = (path: string, text: string) => found({[path]: text}).map((one) => one.slice(0, one.indexOf(' ')));
/** What it is called. */
const whatIn = (path: string, text: string) => credentialSearchOf(systemOf(debian({[path]: text}))).credentials.map(({what}) => what);

test('a sound image holds nothing, and was searched whole', (t) => {
	const {credentials, histories, awsKeyRequests, searched, whole} = credentialSearchOf(systemOf(debian()));
	t.deepEqual([credentials, histories, awsKeyRequests, whole], [[], [], [], true]);
	t.true(searched > 0);
});

test('private keys: by kind, with their first line to print and all of it as place', (t) => {
	const openSsh = (cipher: string) => {
		const head = Buffer.concat([Buffer.from('openssh-key-v1\0'), Buffer.from([0, 0, 0, cipher.length]), Buffer.from(cipher), Buffer.alloc(60, 7)]);
		return `-----BEGIN OPENSSH PRIVATE KEY-----\n${head.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`;
	};
	const encrypted = ec.export({type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x'}).toString();
	t.deepEqual(
		[sec1, pkcs8, encrypted, openSsh('none'), openSsh('aes256-ctr')].flatMap((text) => whatIn('etc/larkspur/key', text)),
		['an EC private key', 'a private key', 'a private key, encrypted', 'an OpenSSH private key', 'an OpenSSH private key, encrypted'],
	);
	t.deepEqual(found({'opt/larkspur/tls.pem': `x\n${sec1}y\n`}), [`private-key opt/larkspur/tls.pem: -----BEGIN EC PRIVATE KEY----- > ${sec1.trimEnd()}`]);
	const putty = `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: x\nPublic-Lines: 1\n${drawn(60)}\nPrivate-Lines: 1\n${drawn(60)}\n`;
	t.deepEqual(whatIn('root/larkspur.ppk', putty), ['a PuTTY private key']);
	const staticKey = `-----BEGIN OpenVPN Static key V1-----\n${'0f1e2d3c4b5a69788796a5b4c3d2e1f0\n'.repeat(16)}-----END OpenVPN Static key V1-----\n`;
	t.deepEqual(whatIn('etc/openvpn/ta.key', staticKey), ['a static key of OpenVPN']);
});

test('private keys: in JSON and in programs, and not where only their lines are named', (t) => {
	const account = JSON.stringify({type: 'service_account', private_key: pkcs8, client_email: 'a@b'});
	t.deepEqual(whatIn('opt/larkspur/account.json', account), ['the key of a Google service account']);
	t.deepEqual(kindsOf('opt/larkspur/sign.py', `KEY = """${sec1}"""\n`), ['private-key']);
	t.deepEqual(kindsOf('opt/larkspur/pem.py', "BEGIN = '-----BEGIN RSA PRIVATE KEY-----'\nEND = '-----END RSA PRIVATE KEY-----'\n"), []);
	t.deepEqual(kindsOf('opt/larkspur/README', '-----BEGIN PRIVATE KEY-----\nMIIE...\n-----END PRIVATE KEY-----\n'), []);
	t.deepEqual(kindsOf('opt/larkspur/ca.pem', '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUZ1kq\n-----END CERTIFICATE-----\n'), []);
	t.deepEqual(kindsOf('opt/larkspur/id.pub', `ssh-ed25519 ${drawn(68)} larkspur\n`), []);
});

test('private keys: in binary form, and not in certificates and trust stores', (t) => {
	const search = (path: string, content: Buffer) => {
		const collector = newCollector();
		const entry = {path, type: 'file' as const, size: content.length};
		collector.add(entry, collector.wanted(entry) > 0 ? content : undefined);
		return credentialSearchOf(collector.done('image', 'folder')).credentials.map(({what}) => what);
	};
	const der = 'a private key in binary form (DER)';
	t.deepEqual(search('usr/bin/larkspur.key', ec.export({type: 'pkcs8', format: 'der'})), [der]);
	t.deepEqual(search('srv/a.der', generateKeyPairSync('rsa', {modulusLength: 1024}).privateKey.export({type: 'pkcs1', format: 'der'})), [der]);
	t.deepEqual(search('srv/b.der', ec.export({type: 'sec1', format: 'der'})), ['an EC private key in binary form (DER)']);
	t.deepEqual(search('srv/c.der', generateKeyPairSync('ec', {namedCurve: 'prime256v1'}).publicKey.export({type: 'spki', format: 'der'})), []);
	const store = (entry: number) => Buffer.concat([Buffer.from('feedfeed0000000200000001', 'hex'), Buffer.from([0, 0, 0, entry]), Buffer.alloc(40)]);
	t.deepEqual(search('srv/a.jks', store(1)), ['a Java key store with a private key']);
	t.deepEqual(search('srv/b.jks', store(2)), []);
	const bag = Buffer.concat([Buffer.from('3080020103', 'hex'), Buffer.alloc(40), Buffer.from('060b2a864886f70d010c0a0102', 'hex'), Buffer.alloc(9)]);
	t.deepEqual(search('srv/a.p12', bag), ['a PKCS #12 key store with a private key']);
	t.deepEqual(search('srv/short', Buffer.from('3082', 'hex')), []);
});

test('AWS keys: pairs, either half, keys that expire; examples and what only looks alike are none', (t) => {
	t.deepEqual(found({'root/.aws/credentials': `[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`}), [
		`aws-key root/.aws/credentials: ${id} > ${secret}`,
	]);
	t.deepEqual(found({'opt/larkspur/.env': `AWS_SECRET_ACCESS_KEY="${secret}"\n`}), [`aws-key opt/larkspur/.env: AWS_SECRET_ACCESS_KEY > ${secret}`]);
	t.deepEqual(kindsOf('opt/larkspur/.env', `AWS_ACCESS_KEY_ID=${id}\n`), ['aws-key?']);
	t.deepEqual(kindsOf('root/cache.json', `{"AccessKeyId":"${id.replace('AKIA', 'ASIA')}","SecretAccessKey":"${secret}"}`), ['aws-key?']);
	t.deepEqual(kindsOf('usr/bin/backup', `#!/bin/sh\nexport AWS_ACCESS_KEY_ID=${id} AWS_SECRET_ACCESS_KEY=${secret}\n`), ['aws-key']);
	t.deepEqual(whatIn('opt/larkspur/a.conf', `${id}:${secret}\n`), ['the AWS access key AKIA…TN4V with its secret']);
	for (const text of [
		'aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
		'aws_access_key_id = AKIAAAAAAAAAAAAAAAAA\n',
		`x = ${id}A\n`,
		`aws_secret_access_key = ${'0123456789abcdef'.repeat(3).slice(0, 40)}\n`,
	])
		t.deepEqual(kindsOf('root/.aws/credentials', text), [], text);
});

test('AWS keys: in packages with their secret alone, in manuals not at all', (t) => {
	const pair = `key = "${id}"\nsecret = "${secret}"\n`;
	t.deepEqual(kindsOf('usr/lib/python3/dist-packages/larkspur/settings.py', pair), ['aws-key?']);
	t.deepEqual(kindsOf('usr/lib/python3/dist-packages/larkspur/settings.py', `key = "${id}"\n`), []);
	t.deepEqual(kindsOf('usr/share/doc/larkspur/README', pair), []);
	t.deepEqual(kindsOf('var/lib/docker/overlay2/abc/diff/root/.aws/credentials', pair), ['aws-key'], "a container's own root counts");
});

test('tokens: by form and checksum', (t) => {
	const whole = (prefix: string) => {
		const body = drawn(30);
		let [sum, digits] = [crc32(Buffer.from(body)), ''];
		for (; sum > 0; sum = Math.floor(sum / 62)) digits = `${letters[sum % 62]}${digits}`;
		return `${prefix}${body}${digits.padStart(6, '0')}`;
	};
	t.deepEqual(found({'opt/larkspur/a.txt': whole('ghp_')}), [`token opt/larkspur/a.txt: ${whole('ghp_').slice(0, 8)} > ${whole('ghp_')}`]);
	t.deepEqual(kindsOf('usr/share/larkspur/a.txt', whole('gho_')), ['token?'], 'a checksum that fits is no chance');
	t.deepEqual(kindsOf('home/admin/.npmrc', `//registry.npmjs.org/:_authToken=${whole('npm_')}\n`), ['token']);
	// The one that npm's own announcement is explained with.
	t.deepEqual(kindsOf('opt/larkspur/a.txt', `npm_${'qkJaB6MffYVzZXWqmcoF49yrUxP3wf0LsakP'}`), ['token']);
	t.deepEqual(kindsOf('opt/larkspur/a.txt', `ghp_${drawn(36)}`), []);
	t.deepEqual(kindsOf('opt/larkspur/a.txt', `sk_live_${'x'.repeat(24)}`), []);
	t.deepEqual(kindsOf('opt/larkspur/a.txt', `sk_live_${drawn(24)} hvs.${drawn(90)} xoxb-170351942086-640281735911-${drawn(24)}`), ['token', 'token', 'token']);
	t.deepEqual(kindsOf('usr/share/larkspur/a.txt', `sk_live_${drawn(24)}`), [], 'packages have made up ones');
	const azurite = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
	t.deepEqual(kindsOf('opt/larkspur/a.txt', `AccountName=devstoreaccount1;AccountKey=${azurite};`), []);
});

const login = test.macro({
	exec(t, path: string, text: string, shown: string, value: string) {
		t.deepEqual(found({[path]: text}), [`login ${path}: ${shown} > ${value}`]);
	},
	title: (_, path) => `a log-in in ${path}`,
});
test(login, 'root/.netrc', `machine a.example.com\n  login build\n  password ${password}\n`, 'password', password);
test(login, 'home/admin/.pgpass', `# host:port\ndb:5432:*:larkspur:${password}\n`, 'db:5432:*:larkspur', password);
test(login, 'root/.my.cnf', `[client]\nuser = root\npassword = "${password}"\n`, 'password', password);
test(login, 'root/.git-credentials', `https://build:${password}@git.example.com\n`, 'https://build', password);
test(login, 'opt/larkspur/.git/config', `[remote "origin"]\n\turl = https://build:${password}@git.example.com/larkspur.git\n`, 'https://build', password);
test(login, 'root/.docker/config.json', `{"auths":{"r.example.com":{"auth":"${btoa(`build:${password}`)}"}}}`, 'auth', btoa(`build:${password}`));
test(login, 'home/admin/.npmrc', `//npm.example.com/:_password=${btoa(password)}\n`, '_password', btoa(password));
test(login, 'root/.kube/config', `kind: Config\nusers:\n- user:\n    client-key-data: ${btoa(sec1)}\n`, 'client-key-data', btoa(sec1));
test(login, 'etc/nginx/.htpasswd', 'admin:$apr1$k2Lm9ZtQ$4nWc8sYgZ1pJ6eUd3fAo50\n', 'admin', '$apr1$k2Lm9ZtQ$4nWc8sYgZ1pJ6eUd3fAo50');
test(login, 'etc/postfix/sasl_passwd', `[smtp.example.com]:587 larkspur:${password}\n`, '[smtp.example.com]:587 larkspur', password);
test(login, 'etc/ipsec.secrets', `1.2.3.4 : PSK "${password}"\n`, 'PSK', password);
test(login, 'etc/wireguard/wg0.conf', `[Interface]\nPrivateKey = ${drawn(43)}=\n`, 'PrivateKey', `${drawn(43)}=`);

test('log-ins: variables, public halves and empty files are none', (t) => {
	t.deepEqual(kindsOf('root/.npmrc', '//registry.npmjs.org/:_authToken=${NPM_TOKEN}\nregistry=https://registry.npmjs.org/\n'), []);
	t.deepEqual(kindsOf('root/.docker/config.json', '{"auths":{"r.example.com":{}},"credsStore":"ecr-login"}'), []);
	t.deepEqual(kindsOf('root/.git-credentials', ''), []);
	t.deepEqual(kindsOf('opt/larkspur/.git/config', '[remote "origin"]\n\turl = git@git.example.com:larkspur.git\n'), []);
	t.deepEqual(kindsOf('etc/ppp/chap-secrets', '# client server secret\n* larkspur "" *\n'), []);
});

const sets = test.macro({
	exec(t, path: string, text: string, ...names: readonly string[]) {
		t.deepEqual(
			found({[path]: text}),
			names.map((name) => `password ${path}: ${name} > ${password}`),
		);
	},
	title: (given) => given ?? '',
});
test(
	'settings: environment files',
	sets,
	'opt/larkspur/.env',
	`DB_PASSWORD=${password}\nexport ADMIN_PASSWORD="${password}"\n`,
	'DB_PASSWORD',
	'ADMIN_PASSWORD',
);
test('settings: INI', sets, 'etc/larkspur/larkspur.ini', `[db]\npassword = ${password}\n`, 'password');
test('settings: properties', sets, 'opt/a.properties', `spring.datasource.password=${password}\n`, 'spring.datasource.password');
test('settings: YAML', sets, 'srv/larkspur.yml', `db:\n  password: '${password}' # of the database\n`, 'password');
test('settings: JSON in one line', sets, 'srv/larkspur.json', `{"db":{"user":"a","password":"${password}"},"b":[1]}`, 'password');
test('settings: XML', sets, 'opt/server.xml', `<a><password>${password}</password><user name="b" password="${password}"/></a>`, 'password', 'password');
test('settings: a pair of name and value', sets, 'opt/k8s.yaml', `env:\n  - name: DB_PASSWORD\n    value: ${password}\n`, 'DB_PASSWORD');
test(
	'settings: PHP',
	sets,
	'var/www/html/wp-config.php',
	`<?php\ndefine( 'DB_PASSWORD', '${password}' );\n$cfg['password'] = '${password}';\n`,
	'DB_PASSWORD',
	'password',
);
test('settings: Python', sets, 'opt/larkspur/settings.py', `DATABASES = {'PASSWORD': '${password}'}\nX = os.environ['PASSWORD']\n`, 'PASSWORD');
test('settings: directives', sets, 'etc/redis/redis.conf', `# requirepass a1b2c3d4\nrequirepass ${password}\n`, 'requirepass');
test('settings: a connection string', sets, 'opt/web.config', `<add connectionString="Server=a;Password=${password};Port=1"/>`, 'Password');
test('settings: mounts', sets, 'etc/fstab', `//nas/a /mnt cifs username=a,password=${password},uid=0 0 0\n`, 'password');
test('settings: units', sets, 'etc/systemd/system/a.service', `[Service]\nEnvironment="DB_PASSWORD=${password}" X=1\n`, 'DB_PASSWORD');
test('settings: addresses', sets, 'etc/environment', `http_proxy=http://build:${password}@proxy:3128\n`, 'http://build');
test(
	'settings: none of what waits, is elsewhere, is a word or a comment',
	sets,
	'opt/larkspur/.env',
	[
		'A_PASSWORD=',
		'B_PASSWORD=${B}',
		'C_PASSWORD=$C',
		'D_PASSWORD=<password>',
		'E_PASSWORD={{ password }}',
		'F_PASSWORD=$(openssl rand -hex 8)',
		'G_PASSWORD=your_password_here',
		'H_PASSWORD=REPLACE_ME',
		'I_PASSWORD=__PASSWORD__',
		'J_PASSWORD=xxxxxxxx',
		'K_PASSWORD=********',
		'L_PASSWORD=null',
		'M_PASSWORD_FILE=/run/secrets/a1b2',
		'N_PASSWORD=/run/secrets/a1b2',
		'O_PASSWORD=file:/run/secrets/a1b2',
		'P_PASSWORD=arn:aws:secretsmanager:us-east-1:111122223333:secret:a1b2',
		'Q_PASSWORD_MIN_LENGTH=12',
		'R_PASSWORD=ENC(a1b2c3d4)',
		'USE_PASSWORD=yes123',
		'S_TOKEN=short1',
		'T_SECRET=a-word-of-many-parts',
		'# U_PASSWORD=a1b2c3d4',
		'; V_PASSWORD=a1b2c3d4',
		'password: see the manual',
		'',
	].join('\n'),
);

test('settings: secrets that were drawn, and words in doubt', (t) => {
	t.deepEqual(kindsOf('opt/larkspur/.env', `JWT_SECRET=${drawn(40)}\nAPI_KEY=${drawn(32)}\n`), ['password', 'password']);
	t.deepEqual(kindsOf('opt/larkspur/.env', 'JWT_SECRET=larkspur\nBUILD_TOKEN=0b7e7c5c-7f7f-4a30-9d5b-0a4c1b2d3e4f\n'), []);
	t.deepEqual(kindsOf('opt/larkspur/.env', 'ADMIN_PASSWORD=changeme\nDB_PASSWORD=larkspur\n'), ['password*', 'password?']);
	t.deepEqual(kindsOf('opt/larkspur/users.yml', 'password: $2y$10$k2Lm9ZtQ4nWc8sYgZ1pJ6eUd3fAo50\n'), ['password']);
});

test('settings: files in which the words mean something else, samples and programs have none', (t) => {
	t.deepEqual(kindsOf('etc/nsswitch.conf', 'passwd:         files systemd\n'), []);
	t.deepEqual(kindsOf('etc/pam.d/common-password', 'password [success=1 default=ignore] pam_unix.so obscure use_authtok yescrypt1\n'), []);
	t.deepEqual(kindsOf('opt/larkspur/.env.example', `DB_PASSWORD=${password}\n`), []);
	t.deepEqual(kindsOf('opt/larkspur/tests/config.yml', `password: ${password}\n`), []);
	t.deepEqual(kindsOf('opt/larkspur/latest/config.yml', `password: ${password}\n`), ['password'], 'latest is no folder of tests');
	t.deepEqual(kindsOf('opt/larkspur/node_modules/a/config.json', `{"password":"${password}"}`), []);
	t.deepEqual(kindsOf('opt/larkspur/login.js', `const password = '${password}';\n`), []);
	t.deepEqual(kindsOf('opt/larkspur/login.html', '<input type="password" name="password1">'), []);
});

test('settings: the environment of a command, SNMP users, and what the build logged', (t) => {
	t.deepEqual(found({'opt/larkspur/backup.sh': `#!/bin/sh\nPGPASSWORD=${password} psql -c 'select 1'\n`}), [
		`password opt/larkspur/backup.sh: PGPASSWORD > ${password}`,
	]);
	t.deepEqual(kindsOf('opt/larkspur/run.sh', '#!/bin/sh\n# Password = secret1 of the first user\n'), []);
	t.deepEqual(kindsOf('etc/snmp/snmpd.conf', `createUser monitor SHA "${password}" AES\nrouser monitor\n`), ['password']);
	t.deepEqual(kindsOf('var/log/cloud-init-output.log', `+ export DB_PASSWORD=${password}\nAdmin password: ${password}\n`), ['password?', 'password?']);
	t.deepEqual(kindsOf('var/log/cloud-init-output.log', 'Setting up passwd (1:4.13+dfsg1-1) ...\nci-info: no authorized SSH keys\n'), []);
	t.deepEqual(kindsOf('var/log/larkspur/app.log', `password=${password}\n`), []);
});

test('settings: sites that are not enabled, and files of packages that nobody changed, have none', (t) => {
	const file = `auth_password = ${password}\n`;
	const enabled = {'etc/larkspur/sites-enabled/a': {link: '../sites-available/a'}};
	t.deepEqual(found({'etc/larkspur/sites-available/a': file}), []);
	t.is(found({'etc/larkspur/sites-available/a': file, ...enabled}).length, 1);
	const hash = createHash('md5').update(file).digest('hex');
	const status = `Package: larkspur\nMaintainer: A <a@packages.debian.org>\nConffiles:\n /etc/larkspur/a.conf ${hash}\n`;
	t.deepEqual(found({'etc/larkspur/a.conf': file, 'var/lib/dpkg/status': status}), []);
	t.is(found({'etc/larkspur/a.conf': `${file}\n`, 'var/lib/dpkg/status': status}).length, 1);
});

test('settings: a script that draws and names the file puts it in doubt', (t) => {
	const script = '#!/bin/sh\nsed -i "s/^DB_PASSWORD=.*/DB_PASSWORD=$(openssl rand -hex 16)/" /opt/larkspur/.env\n';
	const [one] = credentialSearchOf(systemOf(debian({'opt/larkspur/.env': `DB_PASSWORD=${password}\n`, 'usr/local/bin/first-start': script}))).credentials;
	t.is(one?.doubt, 'usr/local/bin/first-start names this file and draws values, so that it may set another at first start');
	const other = script.replace('/opt/larkspur/.env', '/opt/other/.env');
	t.deepEqual(found({'opt/larkspur/.env': `DB_PASSWORD=${password}\n`, 'usr/local/bin/first-start': other}), [
		`password opt/larkspur/.env: DB_PASSWORD > ${password}`,
	]);
});

test('commands: passwords of clients and accounts in scripts', (t) => {
	const lines = [
		`mysql -u root -p${password} larkspur`,
		`psql --password=${password}`,
		`echo 'admin:${password}' | chpasswd`,
		`curl -s -u admin:${password} https://a.example.com`,
		`sshpass -p ${password} ssh a`,
		'mysql -u root -p"$DB_PASSWORD"',
		'echo "admin:$(openssl rand -hex 8)" | chpasswd',
		`# mysql -p${password}`,
	];
	t.deepEqual(
		found({'usr/local/bin/setup': `#!/bin/bash\n${lines.join('\n')}\n`}).map((one) => one.replace('password usr/local/bin/setup: ', '')),
		['mysql -u root -p', ' --password=', "echo 'admin:", 'curl -s -u admin:', 'sshpass -p '].map((shown) => `${shown} > ${password}`),
	);
});

test('commands: a password is not shown where another one in its line is', (t) => {
	const [first, second] = ['q7Lm2Zt9', 'Wb4xRk8v'];
	const shown = (line: string) =>
		found({'usr/local/bin/setup': `#!/bin/bash\n${line}\n`}).map((one) => one.replace('password usr/local/bin/setup: ', '').replace(/ > .*/, ''));
	t.deepEqual(shown(`echo a:${first} | chpasswd; echo b:${second} | chpasswd`), ['echo a:', 'echo b:']);
	t.deepEqual(shown(`mysql --password=${first} -p${second}`), [' --password=', ' -p']);
	t.deepEqual(shown(`useradd -p ${first} a; echo a:${second} | chpasswd`), ['echo a:']);
});

test('settings: what is looked up when they are read, and words that name themselves, are none', (t) => {
	t.deepEqual(found({'opt/settings.py': `A = {'PASSWORD': os.environ['DB_PASSWORD'], 'HOST': '127.0.0.1', 'B': os.getenv("MAIL_PASSWORD"), "C": "x"}\n`}), []);
	t.deepEqual(found({'opt/database.rb': `A = {password: ENV['DB_PASSWORD'], host: '127.0.0.1', b: ENV.fetch("X_PASSWORD"), c: "10.0.0.1"}\n`}), []);
	t.deepEqual(found({'opt/database.php': `<?php return ['password' => env('DB_PASSWORD'), 'host' => '127.0.0.1'];\n`}), []);
	t.is(found({'opt/database.php': `<?php define('DB_PASSWORD', '${password}');\n`}).length, 1);
	t.deepEqual(
		found({'opt/larkspur/a.sh': '#!/bin/sh\ncat <<EOF\nbeamctl login --user NAME --password PASSWORD\nExample: beamctl login --password letmein1\nEOF\n'}),
		[],
	);
	t.is(found({'opt/larkspur/a.sh': '#!/bin/sh\nbeamctl login --password letmein1\n'}).length, 1);
});

test('histories: their lines are counted, their secrets named, their first letters shown', (t) => {
	const history = `#1700000000\nls\n\nmysql -p${password}\n`;
	const {histories, credentials} = credentialSearchOf(
		systemOf(
			debian({
				'root/.bash_history': history,
				'home/admin/.viminfo': {text: '# made by Vim\n*encoding=utf-8\n:wq\n', uid: 1000},
				'home/admin/.python_history': '',
				'root/.zsh_history': {link: '/dev/null'},
				'var/lib/postgresql/.psql_history': {text: `ALTER USER a PASSWORD '${password}';\n`, uid: 105},
			}),
		),
	);
	t.deepEqual(
		histories.map(({path, of, lines, place, owner}) => [path, of, lines, place.range, owner]),
		[
			['home/admin/.viminfo', 'the editor vim', 1, [30, 30], 'admin'],
			['root/.bash_history', 'the shell', 2, [12, 14], 'root'],
			['var/lib/postgresql/.psql_history', 'the PostgreSQL client', 1, [0, 0], 'user 105'],
		],
	);
	t.deepEqual(
		credentials.map(({kind, path, owner}) => [kind, path, owner]),
		[
			['history', 'root/.bash_history', 'root'],
			['history', 'var/lib/postgresql/.psql_history', 'user 105'],
		],
	);
});

test('answers: Kickstart, preseed, AutoYaST, cloud-init', (t) => {
	const hash = '$6$k2Lm9ZtQ$4nWc8sYgZ1pJ6eUd3fAo50';
	t.deepEqual(found({'root/anaconda-ks.cfg': `rootpw --iscrypted ${hash}\nuser --name=a --password=${hash} --iscrypted\n`}), [
		`answer root/anaconda-ks.cfg: rootpw > ${hash}`,
		`answer root/anaconda-ks.cfg: user > ${hash}`,
	]);
	for (const line of ['rootpw --lock', 'rootpw --iscrypted !!', 'rootpw --iscrypted locked', '#rootpw a1b2c3d4'])
		t.deepEqual(kindsOf('root/anaconda-ks.cfg', `${line}\n`), [], line);
	t.deepEqual(found({'root/preseed.cfg': `d-i passwd/root-password password ${password}\n`}), [`answer root/preseed.cfg: passwd/root-password > ${password}`]);
	t.deepEqual(kindsOf('root/autoinst.xml', `<user><user_password>${hash}</user_password></user>`), ['answer']);
	const userData = `#cloud-config\nchpasswd:\n  list: |\n    admin:${password}\n    other:RANDOM\n`;
	t.deepEqual(found({'var/lib/cloud/instances/i-1/user-data.txt': userData}), [`answer var/lib/cloud/instances/i-1/user-data.txt:     admin: > ${password}`]);
});

test('secrets that packages draw are told apart; host keys are left to the rule that is theirs', (t) => {
	t.deepEqual(
		found({
			'etc/ssl/private/ssl-cert-snakeoil.key': pkcs8,
			'etc/ssh/ssh_host_ecdsa_key': sec1,
			'etc/mysql/debian.cnf': `[client]\npassword = ${drawn(16)}\n`,
			'var/lib/rabbitmq/.erlang.cookie': 'QWERTZUIOPASDFGHJKLY',
		}).map((one) => one.split(':')[0]),
		['login! etc/mysql/debian.cnf', 'private-key! etc/ssl/private/ssl-cert-snakeoil.key', 'login! var/lib/rabbitmq/.erlang.cookie'],
	);
});

test('keys of AWS: settings that wait and scripts that ask', (t) => {
	const requests = (path: string, text: string) => credentialSearchOf(systemOf(debian({[path]: text}))).awsKeyRequests.map(({kind, name}) => [kind, name]);
	t.deepEqual(requests('opt/larkspur/.env', 'AWS_ACCESS_KEY_ID=\nAWS_SECRET_ACCESS_KEY=${SECRET}\nAWS_REGION=\n# AWS_ACCESS_KEY=\n'), [
		['setting', 'AWS_ACCESS_KEY_ID'],
		['setting', 'AWS_SECRET_ACCESS_KEY'],
	]);
	const script = '#!/bin/bash\nread -p "AWS secret access key: " key\naws configure\n# aws configure\necho "run aws configure"\naws configure get region\n';
	t.deepEqual(requests('opt/larkspur/setup.sh', script), [
		['prompt', 'read -p "AWS secret access key: "'],
		['prompt', 'aws configure'],
	]);
	t.deepEqual(requests('root/.bash_history', 'aws configure\n'), []);
	t.deepEqual(requests('opt/larkspur/.env.example', 'AWS_ACCESS_KEY_ID=\n'), []);
});

test('nothing printed is a secret in full', (t) => {
	const system = systemOf(
		debian({
			'root/.bash_history': `${password}\nmysql -p${password}\nexport A_TOKEN=${drawn(40)}\n`,
			'root/.vault-token': `hvs.${drawn(40)}`,
			'root/.netrc': `machine a login b password ${password}\n`,
			'opt/larkspur/a.env': `DB_PASSWORD=${password}\nAWS_SECRET_ACCESS_KEY=${secret}\nS=sk_live_${drawn(24)}\n`,
			'opt/larkspur/key.pem': sec1,
		}),
	);
	const {credentials, histories} = credentialSearchOf(system);
	t.true(credentials.length >= 7);
	const secrets = [password, secret, drawn(40), `hvs.${drawn(40)}`, `sk_live_${drawn(24)}`, sec1.split('\n')[1] ?? ''];
	for (const {path, what, shown} of credentials) {
		const printed = `${what} ${(textAt(system, path)?.value ?? '').slice(...(shown.range ?? [0, 0]))}`;
		for (const one of secrets) t.false(printed.includes(one), printed);
	}
	for (const {path, place} of histories) t.false((textAt(system, path)?.value ?? '').slice(...(place.range ?? [0, 0])).includes(password));
});

test('what could not be read, or is in UTF-16 of another order, keeps the search from being whole; UTF-16 of Windows is read', (t) => {
	const collector = newCollector();
	collector.add({path: 'etc/a', type: 'file', size: 2 << 20});
	t.false(credentialSearchOf(collector.done('image', 'folder')).whole);
	const wide = newCollector();
	const content = Buffer.from('\ufeffpassword=a1b2c3d4\n', 'utf16le');
	wide.add({path: 'etc/a.ini', type: 'file', size: content.length}, content);
	const {credentials, whole} = credentialSearchOf(wide.done('image', 'folder'));
	t.true(whole);
	t.deepEqual(
		credentials.map(({place}) => place.range),
		[[10, 18]],
	);
	const big = newCollector();
	big.add({path: 'etc/a.ini', type: 'file', size: content.length}, Buffer.from(content).swap16());
	t.false(credentialSearchOf(big.done('image', 'folder')).whole);
});

/** Kinds and what may be printed, of files in a Windows. */
const foundOnWindows = (files: Files) => {
	const system = systemOf(windows(files));
	return told(system, credentialSearchOf(system)).map((one) => one.slice(one.lastIndexOf('/') + 1));
};

test('log-ins that programs of Windows keep', (t) => {
	const roaming = 'Users/build/AppData/Roaming';
	t.deepEqual(
		foundOnWindows({
			[`${roaming}/FileZilla/sitemanager.xml`]: `<Server><Pass encoding="base64">cTdMbTJadDk=</Pass></Server><Server><Pass>${password}</Pass></Server><Server><Pass></Pass></Server>\n`,
			[`${roaming}/FileZilla/recentservers.xml`]: '<Server><Pass encoding="crypt" pubkey="x">cTdMbTJadDk=</Pass></Server>\n',
			[`${roaming}/NuGet/NuGet.Config`]: `<add key="Username" value="b" /><add key="ClearTextPassword" value="${password}" /><add key="ClearTextPassword" value="%FEED%" />\n`,
			[`${roaming}/WinSCP.ini`]: '[Sessions\\a]\nHostName=files\nPassword=A35C425A2D3F2833286C\n',
			[`${roaming}/mRemoteNG/confCons.xml`]: '<Node Name="a" Password="6qM2YHj9uMo3lv3x7PmjXVGY" /><Node Name="b" Password="" />\n',
			'Users/build/Documents/jump.rdp': `username:s:b\npassword 51:b:${'01000000D08C9DDF'.repeat(4)}\n`,
			'Windows/System32/inetsrv/config/applicationHost.config': `<processModel userName="a" password="${password}" /><processModel userName="b" password="[enc:AesProvider:jAAAAG1h0sYlUyVb:enc]" />\n`,
			'Program Files/Larkspur/conf/larkspur.ini': `[admin]\npassword=${password}\n`,
			'ProgramData/Larkspur/larkspur.exe.config': `<add connectionString="Server=.;User Id=a;Password=${password};" />\n`,
			'Program Files/Windows Defender/larkspur.ini': `password=${password}\n`,
		}),
		[
			`larkspur.ini: password > ${password}`,
			`larkspur.exe.config: Password > ${password}`,
			'sitemanager.xml: Pass > cTdMbTJadDk=',
			`sitemanager.xml: Pass > ${password}`,
			`NuGet.Config: ClearTextPassword > ${password}`,
			'WinSCP.ini: Password > A35C425A2D3F2833286C',
			'confCons.xml: Password > 6qM2YHj9uMo3lv3x7PmjXVGY',
			`jump.rdp: password 51:b > ${'01000000D08C9DDF'.repeat(4)}`,
			`applicationHost.config: password > ${password}`,
		],
	);
});

test('the pass of an answer file is a phase, and its passwords are told elsewhere', (t) => {
	const answers = (inside: string) => `<unattend xmlns="urn:schemas-microsoft-com:unattend"><settings pass="oobeSystem">${inside}</settings></unattend>\n`;
	t.deepEqual(foundOnWindows({'build/a.xml': answers(`<AutoLogon><Password>${password}</Password></AutoLogon>`)}), []);
	t.deepEqual(found({'opt/a.xml': answers(''), 'opt/b.xml': '<settings wasPassProcessed="true" pass="specialize"/>'}), []);
	t.deepEqual(found({'opt/a.xml': '<login user="a" pass="oobeSystem"/>'}), ['password? opt/a.xml: pass > oobeSystem']);
});

test('histories and transcripts of PowerShell, whatever its host', (t) => {
	const readLine = 'Users/build/AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine';
	const {histories, credentials} = credentialSearchOf(
		systemOf(
			windows({
				[`${readLine}/Visual Studio Code Host_history.txt`]: 'git pull\ndotnet publish\n',
				'Users/build/Documents/20261110/PowerShell_transcript.A.b.20261110091500.txt': `**********\nWindows PowerShell transcript start\n**********\nPS C:\\> net user larkspur ${password} /add\nThe command completed successfully.\n`,
				'Users/build/Documents/20261111/PowerShell_transcript.A.c.20261111091500.txt': '**********\nWindows PowerShell transcript start\n**********\n',
			}),
		),
	);
	t.deepEqual(
		histories.map(({of, lines}) => [of, lines]),
		[
			['PowerShell', 2],
			['PowerShell', 1],
		],
	);
	t.deepEqual(
		credentials.map(({kind}) => kind),
		['history'],
	);
});

test('hostile texts take no time out of proportion, and thousands of secrets are cut', (t) => {
	const long = (piece: string) => piece.repeat(Math.floor(200_000 / piece.length));
	const texts = [
		'a',
		'-----BEGIN RSA PRIVATE KEY-----\n',
		`${id} `,
		'password=',
		'password="',
		'<password>',
		'name="password" ',
		'http://a:',
		'mysql a ',
		'<!-- --> password=q7Lm2Zt9\n',
		' \n',
		'sk-T3BlbkFJ-',
		'read -p "AWS ',
		'a:1:a:',
		'\0',
	].map(long);
	const started = process.cpuUsage();
	for (const [index, text] of texts.entries()) {
		for (const path of ['opt/a.sh', 'root/.bash_history', 'root/.pgpass', 'root/anaconda-ks.cfg']) {
			const {credentials} = credentialSearchOf(systemOf({[path]: text}));
			t.true(credentials.length <= 200, `${index} ${path}`);
		}
	}
	t.true(process.cpuUsage(started).user < 40e6);
	const many = Object.fromEntries(Array.from({length: 600}, (_, index) => [`opt/a/${index}.env`, `A_PASSWORD=${password}\n`.repeat(20)]));
	const {credentials, whole} = credentialSearchOf(systemOf(many));
	t.true(credentials.length >= 5_000 && credentials.length < 5_100);
	t.false(whole);
});
