import test from 'ava';
import type {RootFile} from '../../../../src/contract.ts';
import {accountsOf} from '../../../../src/gather/root/accounts.ts';
import {systemOf} from '../../../helpers/filesystem.ts';

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ3bVyZ1p0c9Q1fW5m1k8v0r2s4t6u8w0y2A4C6E8G0I';
const base = {
	'root/.profile': '',
	'etc/passwd': 'root:*:0:0::/root:/bin/sh\n',
	'etc/group': 'wheel:x:10:\n',
	'etc/sudoers': 'root ALL=(ALL) ALL\n%wheel ALL=(ALL) ALL\n',
};
const main =
	'users:\n   - default\nsystem_info:\n   default_user:\n     name: ec2-user\n     lock_passwd: true\n     groups: [wheel, adm]\n     sudo: ["ALL=(ALL) NOPASSWD:ALL"]\n';

function recordOf(cfg: string, drops: Readonly<Record<string, RootFile>> = {}) {
	const record = accountsOf(systemOf({...base, 'etc/cloud/cloud.cfg': cfg, ...drops}));
	if (record === undefined) throw new Error('no accounts');
	return record;
}

const drop = (text: string, name = '99-seller') => ({[`etc/cloud/cloud.cfg.d/${name}.cfg`]: text});
const users = (...of: Parameters<typeof recordOf>) =>
	recordOf(...of).cloud.users.map(({name, isDefault, hasKeys, hasPassword, sudo}) =>
		[
			name.value,
			isDefault ? 'default' : '',
			hasKeys ? 'keys' : '',
			hasPassword ? 'password' : '',
			sudo === undefined ? '' : `${sudo.isFull ? 'all' : 'some'}${sudo.isPasswordless ? '' : '+password'}`,
		]
			.filter((word) => word !== '')
			.join(' '),
	);

test('the default user is made where the list of users names it', (t) => {
	t.deepEqual(users(main), ['ec2-user default all']);
	t.deepEqual(users(main.replace('- default', '- {name: default}')), ['ec2-user default all']);
	t.deepEqual(users(main.replace('- default', '- other')), ['other']);
	t.deepEqual(users(main.replace('users:\n   - default\n', '')), []);
	t.deepEqual(users(main.replace('users:\n   - default\n', 'user: {name: maker}\n')), ['maker default all']);
	t.deepEqual(users(`${main}cloud_init_modules: [migrator, ssh]\n`), []);
	t.deepEqual(users(`${main}cloud_init_modules: [migrator]\ncloud_final_modules: [[users-groups, always]]\n`), ['ec2-user default all']);
});

test('later files are laid over: maps merge, lists and values are replaced', (t) => {
	t.deepEqual(users(main, drop('system_info: {default_user: {name: larkspur}}\n')), ['larkspur default all']);
	t.deepEqual(users(main, drop('system_info: {default_user: {sudo: false}}\n')), ['ec2-user default all+password']);
	t.deepEqual(users(main, {...drop('system_info: {default_user: {name: b}}', '2'), ...drop('system_info: {default_user: {name: a}}', '1')}), ['b default all']);
	t.deepEqual(users(main, drop('users: [{name: only, sudo: "ALL=(ALL) NOPASSWD:ALL"}]')), ['only all']);
	t.deepEqual(users(main, {'etc/cloud/cloud.cfg.d/99.cfg.bak': 'users: []\n'}), ['ec2-user default all']);
});

test('sudo may be one rule or a list, and groups a text', (t) => {
	t.deepEqual(users(main.replace('["ALL=(ALL) NOPASSWD:ALL"]', 'ALL=(ALL) NOPASSWD:ALL')), ['ec2-user default all']);
	t.deepEqual(users(main.replace('["ALL=(ALL) NOPASSWD:ALL"]', '["ALL=(ALL) NOPASSWD:/bin/a"]').replace('[wheel, adm]', 'adm')), ['ec2-user default some']);
	t.deepEqual(users(main.replace('     sudo: ["ALL=(ALL) NOPASSWD:ALL"]\n', '').replace('[wheel, adm]', 'adm, wheel')), ['ec2-user default all+password']);
	t.deepEqual(users(main.replace('sudo: ["ALL=(ALL) NOPASSWD:ALL"]', 'doas: ["permit nopass ec2-user"]')), ['ec2-user default all']);
});

test('keys of users, of the default user, and those that are fetched', (t) => {
	const files = (text: string) =>
		recordOf(main, drop(text)).keyFiles.map(({holder, account, keys}) => [holder, account, keys.map(({type, comment}) => `${type} ${comment}`)]);
	t.deepEqual(files(`ssh_authorized_keys:\n  - ${key} a\n  - <your key>\n`), [['cloud-init', 'ec2-user', ['ssh-ed25519 a']]]);
	t.deepEqual(files(`users:\n  - default\n  - name: support\n    ssh-authorized-keys: ${key} b\n`), [['cloud-init', 'support', ['ssh-ed25519 b']]]);
	t.deepEqual(files('users: [default, {name: support, ssh_import_id: ["gh:larkspur"]}]\n'), [['cloud-init', 'support', ['ssh-import-id gh:larkspur']]]);
	t.deepEqual(files('users: [default, {name: support, ssh_import_id: None}]\n'), []);
	const text = `users: [default, {name: a, ssh_authorized_keys: ['${key}']}]\n`;
	const place = recordOf(main, drop(text)).keyFiles[0]?.keys[0]?.text.place;
	t.is(text.slice(...(place?.range ?? [0, 0])).replaceAll("'", ''), key);
});

test('passwords, told by their key and never by what they are', (t) => {
	const passwords = (text: string) =>
		recordOf(main, drop(text)).cloud.passwords.map(({place, account, form, isLocked}) => [account, form, isLocked, text.slice(...(place.range ?? [0, 0]))]);
	t.deepEqual(passwords('users: [{name: a, plain_text_passwd: example, lock_passwd: false}, {name: b, passwd: $6$salt$hash}, {name: c, passwd: "!"}]\n'), [
		['a', 'plain', false, 'plain_text_passwd'],
		['b', 'hash', true, 'passwd'],
	]);
	t.deepEqual(passwords('password: example\n'), [['ec2-user', 'plain', false, 'password']]);
	t.deepEqual(passwords('chpasswd:\n  list: |\n    root:example\n    admin:$6$salt$hash\n    other:RANDOM\n    third:R\n'), [
		['root', 'plain', false, 'list'],
		['admin', 'hash', false, 'list'],
	]);
	t.deepEqual(
		passwords('chpasswd: {list: ["root:example"], users: [{name: a, password: 123}, {name: b, type: RANDOM}, {name: c, password: x, type: text}]}\n'),
		[
			['root', 'plain', false, 'list'],
			['a', 'plain', false, 'password'],
			['c', 'plain', false, 'password'],
		],
	);
	t.deepEqual(passwords('ssh_pwauth: false\n'), []);
});

test('where cloud-init is off, or is not there, nobody is made', (t) => {
	t.deepEqual(recordOf(main, {'etc/cloud/cloud-init.disabled': ''}).cloud, {isOn: false, users: [], passwords: []});
	t.deepEqual(accountsOf(systemOf(base))?.cloud, {isOn: false, users: [], passwords: []});
});

test('settings that cannot be read are not known', (t) => {
	t.is(recordOf(main, drop('a: [')).unknown.cloud, 'etc/cloud/cloud.cfg.d/99-seller.cfg is no sound YAML');
	t.is(recordOf(main, drop('# nothing\n\n')).unknown.cloud, undefined);
	t.deepEqual(users('just words'), []);
	t.deepEqual(users('- a\n- b\n'), []);
});

for (const [name, text] of Object.entries({
	deep: '['.repeat(100_000),
	blank: '\n'.repeat(200_000),
	anchors: `a: &a [x]\n${'b: *a\n'.repeat(20_000)}`,
	many: `users:\n${Array.from({length: 9000}, (_, index) => `  - {name: u${index}}\n`).join('')}`,
	list: `chpasswd: {list: "${'a: '.repeat(60_000)}"}`,
}))
	test(`hostile: ${name}`, (t) => {
		const started = process.cpuUsage();
		recordOf(main, Object.fromEntries(Array.from({length: 20}, (_, index) => [`etc/cloud/cloud.cfg.d/${index}.cfg`, text])));
		t.true(process.cpuUsage(started).user < 15e6);
	});
