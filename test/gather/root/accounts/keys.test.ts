import test from 'ava';
import type {RootFile} from '../../../../src/contract.ts';
import {authorizedKey} from '../../../../src/gather/root/accounts/keys.ts';
import {accountsOf} from '../../../../src/gather/root/accounts.ts';
import {newCollector} from '../../../../src/read/filesystem/collector.ts';
import {systemOf} from '../../../helpers/filesystem.ts';

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ3bVyZ1p0c9Q1fW5m1k8v0r2s4t6u8w0y2A4C6E8G0I';
const base = {
	'root/.profile': '',
	'etc/passwd':
		'root:*:0:0::/root:/bin/sh\noperator:*:11:0::/root:/sbin/nologin\nadmin:*:1000:1000::/home/admin:/bin/sh\npostgres:*:26:26::/var/lib/pgsql:/bin/bash\n',
};

function recordOf(files: Readonly<Record<string, RootFile>>) {
	const record = accountsOf(systemOf({...base, ...files}));
	if (record === undefined) throw new Error('no accounts');
	return record;
}

/** The files with the account or kind of holder, and the number of keys. */
const found = (files: Readonly<Record<string, RootFile>>) =>
	recordOf(files).keyFiles.map(({file, holder, account, keys}) => [file.replace('image/', ''), account ?? holder, keys.length]);

const read = (line: string) => authorizedKey({value: line, place: {file: 'f', range: [10, 10 + line.length]}});

test('a key with and without a comment', (t) => {
	t.like(read(`${key} builder@host`), {type: 'ssh-ed25519', comment: 'builder@host', isAuthority: false, isPlaceholder: false});
	t.like(read(key), {comment: ''});
	t.like(read(`  ${key}  two words \t`), {comment: 'two words', text: {value: `${key}  two words`, place: {file: 'f', range: [12, 12 + key.length + 11]}}});
});

for (const type of [
	'ssh-rsa',
	'ssh-dss',
	'ecdsa-sha2-nistp521',
	'sk-ssh-ed25519@openssh.com',
	'sk-ecdsa-sha2-nistp256@openssh.com',
	'ssh-rsa-cert-v01@openssh.com',
	'sk-ssh-ed25519-cert-v01@openssh.com',
])
	test(`a key of the type ${type}`, (t) => {
		t.is(read(`${type} AAAAB3NzaC1yc2EAAAADAQABAAABAQC7`)?.type, type);
	});

test('options before the key, with quotes, blanks and escapes in them', (t) => {
	for (const options of [
		'no-pty',
		'from="10.0.0.0/8,!10.1.1.1"',
		'command="echo \\"a b\\" # c",no-pty',
		'restrict,environment="A=b c"',
		'expiry-time="20200101"',
	])
		t.is(read(`${options} ${key} x`)?.comment, 'x', options);
	t.true(read(`cert-authority,principals="a" ${key}`)?.isAuthority);
	const cloudInit = `no-port-forwarding,no-agent-forwarding,no-X11-forwarding,command="echo 'Please login as the user \\"ec2-user\\" rather than the user \\"root\\".';echo;sleep 10;exit 142" ${key} build`;
	t.true(read(cloudInit)?.isPlaceholder);
	t.is(read(cloudInit)?.comment, 'build');
});

for (const line of [
	'',
	`# ${key}`,
	`\t#${key}`,
	'ssh-rsa',
	'ssh-rsa REPLACE_ME',
	'no-pty',
	'command="never closed ssh-rsa AAAAB3',
	'ssh-foo AAAAB3Nza',
	`command="x"${key}`.replace('ssh-ed25519', 'x'),
	'-----BEGIN OPENSSH PRIVATE KEY-----',
])
	test(`no key: "${line.slice(0, 40)}"`, (t) => {
		t.is(read(line), undefined);
	});

test('keys of accounts, wherever their home lies', (t) => {
	t.deepEqual(
		found({'root/.ssh/authorized_keys': key, 'home/admin/.ssh/authorized_keys2': `# a\n${key} a\r\n\n${key} b`, 'var/lib/pgsql/.ssh/authorized_keys': key}),
		[
			['home/admin/.ssh/authorized_keys2', 'admin', 2],
			['root/.ssh/authorized_keys', 'root', 1],
			['var/lib/pgsql/.ssh/authorized_keys', 'postgres', 1],
		],
	);
});

test('empty files are none', (t) => {
	t.deepEqual(found({'root/.ssh/authorized_keys': '', 'home/admin/.ssh/authorized_keys': '\n\n# nothing\n'}), []);
});

test('keys of nobody, of the skeleton, of dropbear, of FreeBSD and Windows', (t) => {
	t.deepEqual(
		found({
			'home/gone/.ssh/authorized_keys': key,
			'etc/skel/.ssh/authorized_keys': key,
			'etc/dropbear/authorized_keys': key,
			'usr/home/ec2-user/.ssh/authorized_keys': key,
			'ProgramData/ssh/administrators_authorized_keys': key,
			'opt/app/test/authorized_keys': key,
		}),
		[
			['ProgramData/ssh/administrators_authorized_keys', 'nobody', 1],
			['etc/dropbear/authorized_keys', 'root', 1],
			['etc/skel/.ssh/authorized_keys', 'skeleton', 1],
			['home/gone/.ssh/authorized_keys', 'nobody', 1],
			['usr/home/ec2-user/.ssh/authorized_keys', 'nobody', 1],
		],
	);
});

test('a home behind a link is read once', (t) => {
	t.deepEqual(
		found({
			'etc/passwd': 'root:*:0:0::/root:/bin/sh\nec2-user:*:1001:0::/home/ec2-user:/bin/sh\n',
			home: {link: 'usr/home'},
			'usr/home/ec2-user/.ssh/authorized_keys': key,
		}),
		[['usr/home/ec2-user/.ssh/authorized_keys', 'ec2-user', 1]],
	);
});

test('files that sshd is told to look into', (t) => {
	const sshd = (text: string) => ({'etc/ssh/sshd_config.d/10.conf': text});
	t.deepEqual(
		found({...sshd('AuthorizedKeysFile /etc/ssh/keys/%u .ssh/keys\n'), 'etc/ssh/keys/admin': key, 'root/.ssh/keys': key, 'root/.ssh/authorized_keys': key}),
		[
			['etc/ssh/keys/admin', 'admin', 1],
			['root/.ssh/authorized_keys', 'root', 1],
			['root/.ssh/keys', 'root', 1],
		],
	);
	t.deepEqual(found({...sshd('authorizedkeysfile="/etc/%%/%U"\n'), 'etc/%/1000': key}), [['etc/%/1000', 'admin', 1]]);
	t.deepEqual(found({...sshd('Match User admin\n\tAuthorizedKeysFile %h/../admin/all\n'), 'home/admin/all': key}), [['home/admin/all', 'admin', 1]]);
	t.deepEqual(found({...sshd('AuthorizedKeysFile /etc/ssh/all\n'), 'etc/ssh/all': key}), [['etc/ssh/all', 'everyone', 1]]);
	t.deepEqual(found({...sshd('#AuthorizedKeysFile /etc/ssh/all\nAuthorizedKeysFile none\n'), 'etc/ssh/all': key}), []);
	t.deepEqual(found({...sshd('TrustedUserCAKeys /etc/ssh/ca.pub\n'), 'etc/ssh/ca.pub': key}), [['etc/ssh/ca.pub', 'everyone', 1]]);
});

test('what is not known of the keys is said', (t) => {
	const unknown = (files: Readonly<Record<string, RootFile>>) => recordOf(files).unknown.keys;
	t.is(unknown({}), undefined);
	t.is(unknown({'etc/ssh/sshd_config': 'AuthorizedKeysCommand /opt/aws/bin/eic_run_authorized_keys %u %f\n'}), undefined);
	t.is(unknown({'etc/ssh/sshd_config': 'AuthorizedKeysCommand none\nTrustedUserCAKeys none\n'}), undefined);
	t.is(
		unknown({'etc/ssh/sshd_config': 'AuthorizedKeysCommand /usr/bin/sss_ssh_authorizedkeys\n'}),
		'etc/ssh/sshd_config has sshd ask /usr/bin/sss_ssh_authorizedkeys for keys',
	);
	t.is(unknown({'etc/ssh/sshd_config': 'TrustedUserCAKeys /run/ca.pub\n'}), 'run/ca.pub is not there');
	t.is(unknown({'home/admin/.ssh/authorized_keys': {link: '/run/keys'}}), 'home/admin/.ssh/authorized_keys leads to what is not there');
	t.is(accountsOf(systemOf({'etc/passwd': 'root:*:0:0::/root:/bin/sh\n'}))?.unknown.keys, 'there is no folder root in it');
});

test('a folder that could not be looked into is told of', (t) => {
	const collector = newCollector();
	const passwd = Buffer.from('root:*:0:0::/root:/bin/sh\n');
	collector.add({path: 'etc/passwd', type: 'file', size: passwd.length}, passwd);
	collector.add({path: 'root', type: 'folder', size: 0});
	collector.add({path: 'root', type: 'folder', size: 0}, {unread: 'its permissions forbid it'});
	t.is(accountsOf(collector.done('image', 'folder'))?.unknown.keys, 'root was not read: its permissions forbid it');
});

const hostile: Readonly<Record<string, Readonly<Record<string, RootFile>>>> = {
	'many keys': {'root/.ssh/authorized_keys': 'ssh-rsa AAAAB3 x\n'.repeat(60_000)},
	'options without end': {
		'root/.ssh/authorized_keys': 'command="'.repeat(100_000),
		'home/admin/.ssh/authorized_keys': `${'command="Please '.repeat(60_000)}" ssh-rsa AAAAB3`,
	},
	'many files of many accounts': {
		'etc/passwd': Array.from({length: 20_000}, (_, index) => `u${index}:*:${index}:0::/home/u${index}:/bin/sh`).join('\n'),
		'etc/ssh/sshd_config': Array.from({length: 30_000}, (_, index) => `AuthorizedKeysFile /k/${index}/%u`).join('\n'),
	},
	'links in a circle': {'root/.ssh/authorized_keys': {link: 'authorized_keys2'}, 'root/.ssh/authorized_keys2': {link: 'authorized_keys'}},
	NULs: {'root/.ssh/authorized_keys': `\0\0\n${key}\0\n\0${key}`},
};
for (const [name, files] of Object.entries(hostile))
	test(`hostile: ${name}`, (t) => {
		const started = process.cpuUsage();
		recordOf(files);
		t.true(process.cpuUsage(started).user < 15e6);
	});
