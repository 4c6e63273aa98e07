import test from 'ava';
import type {RootFile} from '../../../../src/contract.ts';
import {accountsOf} from '../../../../src/gather/root/accounts.ts';
import {systemOf} from '../../../helpers/filesystem.ts';

const people = {
	'root/.profile': '',
	'etc/passwd': 'root:x:0:0::/root:/bin/sh\nalice:x:1000:1000::/home/alice:/bin/sh\nbob:x:1001:10::/home/bob:/bin/sh\n',
	'etc/shadow': 'root:*:1::::::\nalice:!:1::::::\nbob:!:1::::::\n',
	'etc/group': 'root:x:0:\nwheel:x:10:\nsudo:x:27:alice\nalice:x:1000:\n',
};

function recordOf(files: Readonly<Record<string, RootFile>>) {
	const record = accountsOf(systemOf({...people, ...files}));
	if (record === undefined) throw new Error('no accounts');
	return record;
}

/** Each user but root: `all`, `all+password`, `some`, `some+password` or nothing. */
function rights(files: Readonly<Record<string, RootFile>>): Readonly<Record<string, string>> {
	const found = recordOf(files).accounts.flatMap(({name, uid, sudo}) =>
		uid === 0 || sudo === undefined ? [] : [[name.value, `${sudo.isFull ? 'all' : 'some'}${sudo.isPasswordless ? '' : '+password'}`]],
	);
	return Object.fromEntries(found);
}

const lines: readonly (readonly [name: string, sudoers: string, wanted: Readonly<Record<string, string>>])[] = [
	['a user', 'alice ALL=(ALL:ALL) ALL', {alice: 'all+password'}],
	['no password', 'alice ALL=(ALL) NOPASSWD:ALL', {alice: 'all'}],
	['blanks everywhere', '  alice\tALL = ( ALL )  NOPASSWD : ALL'.replace('NOPASSWD :', 'NOPASSWD:'), {alice: 'all'}],
	['several tags', 'alice ALL=(root) SETENV: NOPASSWD: NOEXEC: ALL', {alice: 'all'}],
	['no user to run as', 'alice ALL=NOPASSWD: ALL', {alice: 'all'}],
	['another user to run as', 'alice ALL=(postgres) NOPASSWD: ALL', {alice: 'some'}],
	['a group alone to run as', 'alice ALL=(:adm) NOPASSWD: ALL', {alice: 'some'}],
	[
		'an alias of users to run as',
		'Runas_Alias DB = postgres, mysql\nRunas_Alias OP = root\nalice ALL=(DB) NOPASSWD:ALL\nbob ALL=(OP) NOPASSWD:ALL',
		{alice: 'some', bob: 'all'},
	],
	['all but root to run as', 'alice ALL=(ALL, !root) NOPASSWD: ALL', {alice: 'some'}],
	['one command', 'alice ALL=(ALL) NOPASSWD: /usr/bin/systemctl restart larkspur', {alice: 'some'}],
	['commands with tags that hold on', 'alice ALL=(ALL) NOPASSWD: /bin/a, ALL', {alice: 'all'}],
	['a tag taken back', 'alice ALL=(ALL) NOPASSWD: /bin/a, PASSWD: ALL', {alice: 'all+password'}],
	['all but some', 'alice ALL=(ALL) NOPASSWD: ALL, !/bin/su', {alice: 'all'}],
	['the last rule counts', 'alice ALL=(ALL) NOPASSWD:ALL\nalice ALL=(ALL) ALL', {alice: 'all+password'}],
	['the last rule takes all back', 'alice ALL=(ALL) NOPASSWD:ALL\nalice ALL=(ALL) !ALL', {}],
	['a group', '%sudo ALL=(ALL:ALL) ALL', {alice: 'all+password'}],
	['the own group of an account', '%wheel ALL=(ALL) NOPASSWD: ALL', {bob: 'all'}],
	['a group by its id', '%#10 ALL=(ALL) NOPASSWD: ALL', {bob: 'all'}],
	['a user by the id', '#1000 ALL=(ALL) NOPASSWD: ALL', {alice: 'all'}],
	['several users', 'carol, alice ,bob ALL=(ALL) NOPASSWD: ALL', {alice: 'all', bob: 'all'}],
	['users by id in a list', 'carol, #1000 ALL=(ALL) NOPASSWD: ALL', {alice: 'all'}],
	['everybody but one', 'ALL, !bob ALL=(ALL) NOPASSWD: ALL', {alice: 'all'}],
	['an alias', 'User_Alias OPS = alice, carol : DEV = bob\nOPS ALL=(ALL) NOPASSWD: ALL', {alice: 'all'}],
	['an alias of aliases', 'User_Alias A = B, !bob\nUser_Alias B = alice, bob\nA ALL=(ALL) NOPASSWD: ALL', {alice: 'all'}],
	['aliases that name each other', 'User_Alias A = B\nUser_Alias B = A, alice\nA ALL=(ALL) NOPASSWD: ALL', {alice: 'all'}],
	['an alias of commands', 'Cmnd_Alias EVERY = /bin/a, ALL\nalice ALL=(ALL) NOPASSWD: EVERY', {alice: 'all'}],
	['an alias of hosts', 'Host_Alias WEB = www1\nalice WEB=(ALL) NOPASSWD: ALL', {alice: 'some'}],
	['a line that goes on', 'alice ALL=(ALL) \\\n   NOPASSWD: \\\n ALL', {alice: 'all'}],
	['a comment behind a rule', 'alice ALL=(ALL) NOPASSWD: ALL # the operator', {alice: 'all'}],
	['a number in a comment', 'alice ALL=(ALL) NOPASSWD: ALL #2', {alice: 'all'}],
	['a comment that seems to go on', '# see also \\\nalice ALL=(ALL) NOPASSWD: ALL', {alice: 'all'}],
	['a rule in a comment', '# alice ALL=(ALL) NOPASSWD: ALL', {}],
	['no authentication for anybody', 'Defaults env_reset, !authenticate\nalice ALL=(ALL) ALL', {alice: 'all'}],
	['no authentication for one', 'Defaults:alice !authenticate\nalice,bob ALL=(ALL) ALL', {alice: 'all', bob: 'all+password'}],
	['no authentication for a group', 'Defaults:%wheel !authenticate\nalice,bob ALL=(ALL) ALL', {alice: 'all+password', bob: 'all'}],
	["root's password, as SUSE asks for it", 'Defaults targetpw\nALL ALL=(ALL) ALL\nalice ALL=(ALL) NOPASSWD:ALL', {alice: 'all'}],
	['an escaped name', '%domain\\ admins ALL=(ALL) ALL\n"al ice" ALL=ALL\nalice ALL=ALL', {alice: 'all+password'}],
	['options before tags', 'alice ALL=(ALL) CWD=/tmp NOPASSWD: ALL', {alice: 'all'}],
	['no rule at all', 'alice\n= ALL\nalice ALL\n,,, = ,\n\\', {}],
];

for (const [name, sudoers, wanted] of lines)
	test(`sudoers: ${name}`, (t) => {
		t.deepEqual(rights({'etc/sudoers': `${sudoers}\n`}), wanted);
	});

test('a rule is placed where it stands', (t) => {
	const text = '# sudo\n\n  alice ALL=(ALL) \\\n\tNOPASSWD: ALL   # operator\n';
	const rule = recordOf({'etc/sudoers': text}).accounts[1]?.sudo?.rule;
	t.is(text.slice(...(rule?.place.range ?? [0, 0])), 'alice ALL=(ALL) \\\n\tNOPASSWD: ALL');
	t.is(rule?.place.file, 'image/etc/sudoers');
});

test('a folder is read by names, without those that sudo passes over', (t) => {
	const nopasswd = (name: string) => `${name} ALL=(ALL) NOPASSWD: ALL\n`;
	const folder = {'etc/sudoers.d/alice': nopasswd('alice'), 'etc/sudoers.d/bob.rpmsave': nopasswd('bob'), 'etc/sudoers.d/bob~': nopasswd('bob')};
	t.deepEqual(rights({'etc/sudoers': '#includedir /etc/sudoers.d\n', ...folder}), {alice: 'all'});
	t.deepEqual(rights({'etc/sudoers': '@includedir /etc/sudoers.d', ...folder}), {alice: 'all'});
	t.deepEqual(rights({'etc/sudoers': '@includedir sudoers.d\n', ...folder}), {alice: 'all'});
	t.deepEqual(rights({'etc/sudoers': '# includedir /etc/sudoers.d\n', ...folder}), {});
	t.deepEqual(rights({'etc/sudoers': '@includedir /etc/sudoers.d\nalice ALL=(ALL) ALL\n', ...folder}), {alice: 'all+password'});
	t.deepEqual(rights({'etc/sudoers': '@includedir /etc/sudoers.d\n', ...folder, 'etc/sudoers.d/zz': 'alice ALL=(ALL) ALL\n'}), {alice: 'all+password'});
});

test('files that include each other end, and are not known in full', (t) => {
	const record = recordOf({
		'etc/sudoers': '@includedir /etc/sudoers.d\n',
		'etc/sudoers.d/a': '@includedir /etc/sudoers.d\n',
		'etc/sudoers.d/b': '@include /etc/sudoers\n',
	});
	t.is(record.unknown.sudo, 'the files of sudo include each other');
});

test('the main file of SUSE and of FreeBSD', (t) => {
	t.deepEqual(rights({'usr/etc/sudoers': 'alice ALL=(ALL) NOPASSWD: ALL\n'}), {alice: 'all'});
	t.deepEqual(rights({'usr/local/etc/sudoers': '#includedir /usr/local/etc/sudoers.d\n', 'usr/local/etc/sudoers.d/x': 'alice ALL=(ALL) NOPASSWD: ALL\n'}), {
		alice: 'all',
	});
	t.deepEqual(rights({'etc/sudoers': 'bob ALL=(ALL) ALL\n', 'usr/etc/sudoers': 'alice ALL=(ALL) NOPASSWD: ALL\n'}), {bob: 'all+password'});
	t.deepEqual(recordOf({}).sudo, {});
});

const doas: readonly (readonly [conf: string, wanted: Readonly<Record<string, string>>])[] = [
	['permit nopass alice', {alice: 'all'}],
	['permit persist :wheel', {bob: 'all+password'}],
	['permit nopass keepenv setenv { PATH HOME=/root } alice as root', {alice: 'all'}],
	['permit nopass alice cmd reboot', {alice: 'some'}],
	['permit nopass alice as postgres', {alice: 'some'}],
	['permit nopass alice\ndeny alice', {}],
	['# permit nopass alice\npermit', {}],
];
for (const [conf, wanted] of doas)
	test(`doas: ${conf}`, (t) => {
		t.deepEqual(rights({'etc/doas.conf': `${conf}\n`}), wanted);
		t.deepEqual(rights({'etc/doas.d/a.conf': `${conf}\n`, 'etc/sudoers': 'root ALL=(ALL) ALL\n'}), wanted);
	});

const hostile: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'rules for everybody': {'etc/sudoers': 'ALL ALL=(ALL) NOPASSWD:ALL\n'.repeat(20_000)},
	'commands without end': {'etc/sudoers': `ALL ALL=${'ALL, '.repeat(150_000)}`},
	'aliases that double': {
		'etc/sudoers': `User_Alias A0 = x\n${Array.from({length: 60}, (_, index) => `User_Alias A${index + 1} = A${index},A${index}`).join('\n')}\nA60 ALL=ALL\n`,
	},
	'lines that go on': {'etc/sudoers': `${'a\\\n'.repeat(300_000)}x ALL=ALL`},
	'blanks, quotes and brackets': {
		'etc/sudoers': `a${' '.repeat(300_000)}=ALL\n${'"'.repeat(300_000)} ALL=ALL\nx ALL=${'('.repeat(300_000)}\n${'\0'.repeat(1000)}`,
		'etc/doas.conf': `permit ${'{'.repeat(500_000)}`,
	},
};
for (const [name, files] of Object.entries(hostile))
	test(`hostile: ${name}`, (t) => {
		const passwd = Array.from({length: 10_000}, (_, index) => `u${index}:*:${index}:0::/:/bin/sh`).join('\n');
		const started = process.cpuUsage();
		recordOf({...files, 'etc/passwd': passwd});
		t.true(process.cpuUsage(started).user < 10e6);
	});
