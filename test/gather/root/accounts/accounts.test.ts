import test from 'ava';
import type {RootFile} from '../../../../src/contract.ts';
import type {Account, Accounts} from '../../../../src/evidence/accounts.ts';
import type {FileSystem} from '../../../../src/filesystem.ts';
import {accountsOf} from '../../../../src/gather/root/accounts.ts';
import {systemOf} from '../../../helpers/filesystem.ts';

function accountsIn(files: Readonly<Record<string, RootFile>>): Accounts {
	const found = accountsOf(systemOf({'root/.profile': '', ...files}));
	if (found === undefined) throw new Error('no accounts');
	return found;
}

function accountIn(files: Readonly<Record<string, RootFile>>, name = 'root'): Account {
	const account = accountsIn(files).accounts.find((one) => one.name.value === name);
	if (account === undefined) throw new Error(`no ${name}`);
	return account;
}

const withShadow = (field: string, rest = '20000:0:99999:7:::') => ({
	'etc/passwd': 'root:x:0:0:root:/root:/bin/bash\n',
	'etc/shadow': `root:${field}:${rest}\n`,
});
const sha512 = '$6$saltstring$zlrVSyXPcsAwCMOjplYx22MfEor.jlDA8XIfkDtHw2PJMJS5F6qezKdMxAZvO0Bt/vjPctv/a3Oj0cuj27NiP1';

for (const field of ['!', '*', '!!', '!*', '*LK*', '*LOCK*', '*LOCKED*', '!locked', 'x', 'NP', '!$6$salt$hash', '*LOCKED*$6$salt$hash', 'plain-text-password'])
	test(`the field ${field} is locked`, (t) => {
		t.is(accountIn(withShadow(field)).password.state, 'locked');
	});

const schemes: Readonly<Record<string, string>> = {
	[sha512]: 'SHA-512',
	'$1$saltsalt$2d6wyQI7cMZI6bchx51/A1': 'MD5',
	'$2b$05$abcdefghijklmnopqrstuuqAQAXnGqKmZz/.Ct.C7GVxt9JWDiIum': 'bcrypt',
	'$5$saltstring$HB8Kuwbd2ktwuoo3uwHIrdBVaA3LqjtTOg.AKDVj3t0': 'SHA-256',
	'$y$j9T$F5Jx5fExrKuPp53xLKQ..1$bQBX7iD1jJiRt28aFh2XjJLT876GPIBsd/wyyBni4A0': 'yescrypt',
	$3$$8846f7eaee8fb117ad06bdd830b7586c: 'NT',
	'abnbVD9LpyZz.': 'DES',
	'$argon2id$v=19$m=64$c2FsdA$aGFzaA': 'unknown',
};

for (const [field, scheme] of Object.entries(schemes))
	test(`a hash of the scheme ${scheme} lets somebody in, and is placed`, (t) => {
		const {password} = accountIn(withShadow(field));
		t.is(password.state, 'set');
		if (password.state !== 'set') return;
		t.is(password.hash.scheme, scheme);
		t.deepEqual(password.hash.text, {value: field, place: {file: 'image/etc/shadow', range: [5, 5 + field.length]}});
	});

test('cheap hashes are tried with known passwords, slow ones are not', (t) => {
	const stateOf = (field: string) => {
		const {password} = accountIn(withShadow(field));
		return password.state === 'set' ? [password.hash.found, password.hash.isTried] : password.state;
	};
	t.deepEqual(stateOf(sha512), ['default', true]);
	t.deepEqual(stateOf('$6$saltstring$kyGrqt6gmjAdtFLPrflEFifSYLCWWq1pyx95SvqinLDy2UHmj0sTF0MSLMwxPFZc3tu5kQckI8fks0zOPda3n1'), ['empty', true]);
	t.deepEqual(stateOf('$1$saltsalt$xfhY4jzSCSUTZtyGGT8QH.'), [undefined, true]);
	t.deepEqual(stateOf('$y$j9T$F5Jx5fExrKuPp53xLKQ..1$bQBX7iD1jJiRt28aFh2XjJLT876GPIBsd/wyyBni4A0'), [undefined, false]);
	t.deepEqual(stateOf(sha512.replace('$6$', '$6$rounds=999999999$')), [undefined, false]);
});

test("an account's own name is tried as its password", (t) => {
	const {password} = accountIn(
		{'etc/passwd': 'root:x:0:0::/root:/bin/sh\nlarkspur:x:1000:1000::/:/bin/sh\n', 'etc/shadow': 'larkspur:$1$larkspur$N9Q0tlQWEH8ujCcH0nrPg0:1::::::\n'},
		'larkspur',
	);
	t.is(password.state === 'set' ? password.hash.found : undefined, 'default');
});

test('an empty field is blank, and points at the name with it', (t) => {
	const {password} = accountIn(withShadow(''));
	t.deepEqual(password, {state: 'blank', text: {value: 'root::', place: {file: 'image/etc/shadow', range: [0, 6]}}});
});

test('the password file counts before the shadow file where it does not point there', (t) => {
	t.is(accountIn({...withShadow('!'), 'etc/passwd': 'root::0:0::/root:/bin/sh\n'}).password.state, 'blank');
	t.is(accountIn({...withShadow(''), 'etc/passwd': 'root:*:0:0::/root:/bin/sh\n'}).password.state, 'locked');
	const {password} = accountIn({...withShadow('!'), 'etc/passwd': `root:${sha512}:0:0::/root:/bin/sh\n`});
	t.is(password.state === 'set' ? password.hash.text.place.file : undefined, 'image/etc/passwd');
});

test('the first line of a name counts, in both files', (t) => {
	const {accounts} = accountsIn({'etc/passwd': 'a:x:1:1::/:/bin/sh\na:x:0:0::/:/bin/sh\n', 'etc/shadow': 'a:!:1::::::\na::1::::::\n'});
	t.deepEqual(
		accounts.map(({uid, password}) => [uid, password.state]),
		[[1, 'locked']],
	);
});

test('no line in the shadow file lets nobody in; no shadow file leaves it open', (t) => {
	t.is(accountIn({'etc/passwd': 'root:x:0:0::/root:/bin/sh\n', 'etc/shadow': 'other:!:1::::::\n'}).password.state, 'locked');
	t.is(accountIn({'etc/passwd': 'root:x:0:0::/root:/bin/sh\n', 'etc/shadow': ''}).password.state, 'locked');
	const without = accountsIn({'etc/passwd': 'root:x:0:0::/root:/bin/sh\n'});
	t.is(without.accounts[0]?.password.state, 'unknown');
	t.is(without.unknown.passwords, 'there is no etc/shadow in it');
});

test('a shadow file that was not read leaves it open, and says why', (t) => {
	const whole = systemOf({'root/.profile': '', ...withShadow('!')});
	const contents = new Map(whole.contents);
	contents.delete('etc/shadow');
	const system: FileSystem = {...whole, contents, unread: new Map([['etc/shadow', 'its permissions forbid it']])};
	const found = accountsOf(system);
	t.is(found?.accounts[0]?.password.state, 'unknown');
	t.is(found?.unknown.passwords, 'etc/shadow was not read: its permissions forbid it');
});

test('lines that are no accounts are passed over', (t) => {
	const {accounts} = accountsIn({
		'etc/passwd':
			'# root::0:0::/:/bin/sh\n+::0:0:::\n-bob::0:0:::\n::0:0::/:\nname only\nbad:x:zero:0::/:/bin/sh\n\n  root:x:00:0::/root:/bin/sh\r\nlast:x:7:7::/:/bin/false',
		'etc/shadow': 'root:!:1::::::\n',
	});
	t.deepEqual(
		accounts.map(({name, uid, canLogIn}) => [name.value, uid, canLogIn]),
		[
			['root', 0, true],
			['last', 7, false],
		],
	);
});

for (const [shell, canLogIn] of [
	['', true],
	['/bin/bash', true],
	['/usr/bin/git-shell', true],
	['/usr/sbin/nologin', false],
	['/bin/false', false],
	['/bin/sync', false],
	['/dev/null', false],
] as const)
	test(`the shell "${shell}" ${canLogIn ? 'takes commands' : 'takes none'}`, (t) => {
		t.is(accountIn({'etc/passwd': `root:*:0:0::/root:${shell}\n`}).canLogIn, canLogIn);
	});

test('expiry and forced changes are dates', (t) => {
	const {expires, changeForced} = accountIn(withShadow('!', '0:0:99999:7::20001:'));
	t.deepEqual([expires, changeForced], ['2024-10-05', true]);
	t.is(accountIn(withShadow('!', '20000:0:99999:7::99999999999999:')).expires, undefined);
});

test('FreeBSD: master.passwd counts, with its own fields', (t) => {
	const {accounts, form, unknown} = accountsIn({
		'etc/passwd': 'root:*:0:0:Charlie &:/root:/bin/sh\n',
		'etc/master.passwd': `# $FreeBSD$\nroot:${sha512}:0:0::0:0:Charlie &:/root:/bin/sh\ntoor:*:0:0::0:0::/root:\nold:*LOCKED*${sha512}:1001:1001::0:86400:Old:/home/old:/bin/sh\nblank::1002:1002::1:0::/home/b:/usr/sbin/nologin\n`,
	});
	t.is(form, 'bsd');
	t.deepEqual(unknown, {});
	t.deepEqual(
		accounts.map(({name, password, canLogIn, expires, changeForced, home}) => [name.value, password.state, canLogIn, expires, changeForced, home]),
		[
			['root', 'set', true, undefined, false, '/root'],
			['toor', 'locked', true, undefined, false, '/root'],
			['old', 'locked', true, '1970-01-02', false, '/home/old'],
			['blank', 'blank', false, undefined, true, '/home/b'],
		],
	);
});

test('accounts of the system are those below the first id of users, and nobody', (t) => {
	const passwd = 'root:*:0:0::/:/bin/sh\nnew:*:600:600::/:/bin/sh\nnobody:*:65534:65534::/:/bin/sh\nuser:*:1000:1:::/bin/sh\n';
	const systemNames = (files: Readonly<Record<string, RootFile>>) => accountsIn(files).accounts.flatMap(({name, isSystem}) => (isSystem ? [name.value] : []));
	t.deepEqual(systemNames({'etc/passwd': passwd}), ['new', 'nobody']);
	t.deepEqual(systemNames({'etc/passwd': passwd, 'etc/login.defs': '#UID_MIN 5\nUID_MIN\t\t 500\n'}), ['nobody']);
});

test('hashes lie about behind locks, in groups, in copies, in records', (t) => {
	const {strayHashes} = accountsIn({
		...withShadow(`!!${sha512}`),
		'etc/group': 'root:x:0:\n',
		'etc/gshadow': `wheel:!${sha512}::\nadm:!::\n`,
		'etc/shadow-': `gone:${sha512}:1::::::\nroot:*:1::::::\n`,
		'etc/passwd.bak': `root:${sha512}:0:0::/root:/bin/sh\n`,
		'var/backups/shadow.bak': `root:${sha512}:1::::::\n`,
		'root/anaconda-ks.cfg': `rootpw --iscrypted ${sha512}\nuser --name=a --password=${sha512} --iscrypted\n`,
		'etc/security/opasswd': `root:0:2:${sha512},$1$saltsalt$2d6wyQI7cMZI6bchx51/A1\n`,
		'etc/shadowsocks.conf': sha512,
	});
	t.deepEqual(
		strayHashes.map(({kind, name, scheme, text}) => [kind, name, scheme, text.place.file]),
		[
			['locked', 'root', 'SHA-512', 'image/etc/shadow'],
			['group', 'wheel', 'SHA-512', 'image/etc/gshadow'],
			['copy', 'root', 'SHA-512', 'image/etc/passwd.bak'],
			['record', '', 'SHA-512', 'image/etc/security/opasswd'],
			['record', '', 'MD5', 'image/etc/security/opasswd'],
			['copy', 'gone', 'SHA-512', 'image/etc/shadow-'],
			['record', '', 'SHA-512', 'image/root/anaconda-ks.cfg'],
			['record', '', 'SHA-512', 'image/root/anaconda-ks.cfg'],
			['copy', 'root', 'SHA-512', 'image/var/backups/shadow.bak'],
		],
	);
	for (const {text, scheme} of strayHashes) t.is(text.value, scheme === 'MD5' ? '$1$saltsalt$2d6wyQI7cMZI6bchx51/A1' : sha512);
});

test('a root without a password file has no accounts', (t) => {
	t.is(accountsOf(systemOf({'etc/hostname': 'a'})), undefined);
});

test('hostile files end soon', (t) => {
	const many = Array.from({length: 20_000}, (_, index) => `u${index}:x:${index}:0::/home/u${index}:/bin/sh`).join('\n');
	const started = process.cpuUsage();
	const {accounts} = accountsIn({
		'etc/passwd': many,
		'etc/shadow': Array.from({length: 12_000}, (_, index) => `u${index}:$6$saltstring$${'a'.repeat(64)}${String(index).padStart(22, '.')}:1::::::`)
			.join('\n')
			.slice(0, 1 << 20),
		'etc/group': `all:x:1:${Array.from({length: 20_000}, (_, index) => `u${index}`).join(',')}\n${'\0'.repeat(1000)}`,
		'etc/passwd-': ':'.repeat(1_000_000),
		'etc/gshadow': `a:${'!'.repeat(1_000_000)}`,
		'etc/security/opasswd': '$6$'.repeat(300_000),
		'root/anaconda-ks.cfg': `$6$${'a'.repeat(1_000_000)}`,
		'etc/login.defs': ' '.repeat(1_000_000),
	});
	t.is(accounts.length, 20_000);
	// The processor's time, since the machine may be busy.
	t.true(process.cpuUsage(started).user < 20e6);
});
