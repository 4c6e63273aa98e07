import test from 'ava';
import {entriesIn, entriesUnder, entryAt, type FileSystem, fileOf, resolve, textAt, unknownAt} from '../src/filesystem.ts';
import {systemOf} from './helpers/filesystem.ts';

const system = systemOf({
	'etc/passwd': 'root:x:0:0::/root:/bin/sh\n',
	'etc/ssh/sshd_config': 'Port 22\n',
	'etc/ssh/sshd_config.d/10-x.conf': 'Port 23\n',
	'etc/ssh-old/x': 'y',
	'etc/ssh.txt': 'z',
	'etc/settings': {link: 'ssh'},
	'etc/os-release': {link: '../usr/lib/os-release'},
	'usr/lib/os-release': 'NAME=Linux\n',
	'etc/up': {link: '../../../etc'},
	'etc/a': {link: 'b'},
	'etc/b': {link: '/etc/a'},
	'etc/dangling': {link: 'nothing'},
	'etc/empty': '',
	'root/.profile': 'umask 022',
});

test('links are followed on the way and at the end, and stay inside', (t) => {
	t.is(resolve(system, '/etc/settings/./sshd_config'), 'etc/ssh/sshd_config');
	t.is(resolve(system, 'etc/up/up/passwd'), 'etc/passwd');
	t.is(resolve(system, 'etc/os-release'), 'usr/lib/os-release');
	t.is(resolve(system, '../../etc/passwd'), 'etc/passwd');
	t.is(resolve(system, ''), '');
	for (const path of ['etc/a', 'etc/dangling', 'etc/passwd/x', 'etc/none']) t.is(resolve(system, path), undefined, path);
	t.is(entryAt(system, 'etc/settings')?.path, 'etc/ssh');
	t.deepEqual(textAt(system, 'etc/os-release'), {value: 'NAME=Linux\n', place: {file: 'image/usr/lib/os-release', range: [0, 11]}});
	t.is(textAt(system, 'etc/empty'), undefined, 'nothing is held of nothing');
	t.is(fileOf(system, 'etc/passwd'), 'image/etc/passwd');
});

test('what lies in and under folders, sorted; names that begin alike lie elsewhere', (t) => {
	const paths = (entries: readonly {readonly path: string}[]) => entries.map(({path}) => path);
	t.deepEqual(paths(entriesIn(system, 'etc/ssh')), ['etc/ssh/sshd_config', 'etc/ssh/sshd_config.d']);
	t.deepEqual(paths(entriesIn(system, 'etc/settings')), ['etc/ssh/sshd_config', 'etc/ssh/sshd_config.d']);
	t.deepEqual(paths(entriesUnder(system, '/etc/ssh/')), ['etc/ssh/sshd_config', 'etc/ssh/sshd_config.d', 'etc/ssh/sshd_config.d/10-x.conf']);
	t.deepEqual(paths(entriesIn(system, '')), ['etc', 'root', 'usr']);
	t.is(entriesUnder(system, '').length, system.entries.size - 1);
	for (const path of ['etc/passwd', 'none', 'etc/a']) {
		t.deepEqual(entriesIn(system, path), []);
		t.deepEqual(entriesUnder(system, path), []);
	}
});

test('what is known, and why not', (t) => {
	const some: FileSystem = {
		...system,
		unread: new Map([
			['etc/shadow', 'it is too big'],
			['root', 'its permissions forbid it'],
		]),
		contents: new Map([...system.contents].filter(([path]) => path !== 'etc/ssh.txt')),
	};
	t.is(unknownAt(some, 'etc/passwd'), undefined);
	t.is(unknownAt(some, 'etc/none'), undefined);
	t.is(unknownAt(some, 'etc/empty'), undefined);
	t.is(unknownAt(some, 'etc/ssh'), undefined);
	t.is(unknownAt(some, '/etc/shadow'), 'it is too big');
	t.is(unknownAt(some, 'etc/up/shadow'), 'it is too big');
	t.is(unknownAt(some, 'root/.ssh/authorized_keys'), 'root could not be read: its permissions forbid it');
	t.is(unknownAt(some, 'rootless'), undefined);
	t.is(unknownAt(some, 'etc/ssh.txt'), 'its content is not kept');
	t.is(unknownAt(some, 'etc/dangling'), 'the link etc/dangling leads to what is not there or not kept');
	t.is(unknownAt(some, 'etc/a'), 'the link etc/a leads to what is not there or not kept');
	t.is(unknownAt({...some, unread: new Map([['', 'its permissions forbid it']])}, 'etc/none'), 'its permissions forbid it');
});

test('many look-ups in many entries take no time', (t) => {
	const files = Object.fromEntries(Array.from({length: 50_000}, (_, index) => [`home/u${index}/.ssh/authorized_keys`, 'k']));
	const many = systemOf({...files, 'etc/deep': {link: 'x/'.repeat(2000)}, 'etc/x': {link: `${'../etc/'.repeat(500)}x`}});
	const start = performance.now();
	for (let index = 0; index < 50_000; index++) {
		t.is(entriesIn(many, `home/u${index}`).length, 1);
		t.is(entriesUnder(many, `home/u${index}`).length, 2);
	}
	t.is(resolve(many, 'etc/deep'), undefined);
	t.is(resolve(many, 'etc/x'), undefined);
	t.true(performance.now() - start < 20_000);
});

test('what lies deep is found as fast as the rest, and a link on the way still counts', (t) => {
	const deep = Array.from({length: 1000}, () => 'b').join('/');
	const files = Object.fromEntries(Array.from({length: 300}, (_, index) => [`${deep}/${index}`, 'x']));
	const system = systemOf({...files, 'b/link': {link: 'b'}, 'b/up': {link: '../b'}});
	for (let round = 0; round < 20; round++) for (const path of Object.keys(files)) t.is(resolve(system, path), path);
	t.is(resolve(system, `b/link/${deep.slice(4)}/1`), `${deep}/1`);
	t.is(resolve(system, `${deep}/../${deep.slice(-1)}/none`), undefined);
	t.is(resolve(system, `b/up/${deep.slice(2)}/2`), `${deep}/2`);
});
