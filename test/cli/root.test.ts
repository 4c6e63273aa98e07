import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import test from 'ava';
import {archive, file, header, linux} from '../helpers/archive.ts';
import {folderOf, shelfready} from '../helpers/command.ts';

type Report = {
	readonly artifacts: readonly {readonly file: string; readonly kind: string; readonly sha256: string}[];
	readonly problems: readonly {readonly file: string; readonly message: string}[];
};

const old = 'NAME="Debian GNU/Linux"\nVERSION_ID="10"\nID=debian\n';
const root = {'etc/passwd': 'root:x:0:0::/root:/bin/sh\n', 'etc/os-release': old, 'usr/bin/x': 'x', 'var/x': 'x'};
const tar = archive(...linux, file('etc/os-release', old));

async function check(args: readonly string[], cwd: string) {
	const {stdout, stderr, code} = await shelfready(['check', '--format', 'json', '--no-cfn-lint', '--only', 'root/supported-release', ...args], {cwd});
	const {artifacts, problems, findings} = JSON.parse(stdout) as Report & {readonly findings: readonly {readonly place: {readonly file: string}}[]};
	return {stderr, code, kinds: artifacts.map(({file: name, kind}) => [name, kind]), problems, places: findings.map(({place}) => place.file), artifacts};
}

test('--root takes folders and archives from elsewhere, several times, and names findings in them', async (t) => {
	const elsewhere = await folderOf(Object.fromEntries(Object.entries(root).map(([path, text]) => [`image/${path}`, text])));
	await writeFile(join(elsewhere, 'root.tar.gz'), gzipSync(tar));
	const folder = await folderOf({'README.md': '# Larkspur\n'});
	const {kinds, places, problems, code} = await check(['.', '--root', join(elsewhere, 'image'), '--root', join(elsewhere, 'root.tar.gz')], folder);
	t.deepEqual(kinds, [
		['README.md', 'docs'],
		['image', 'root'],
		['root.tar.gz', 'root'],
	]);
	t.deepEqual(places, ['image/etc/os-release', 'root.tar.gz/etc/os-release']);
	t.deepEqual(problems, []);
	t.is(code, 1);
});

test('with --root and no path, nothing else is read', async (t) => {
	const folder = await folderOf({
		'README.md': '# Larkspur\n',
		'template.yaml': 'Resources: {}\n',
		...Object.fromEntries(Object.entries(root).map(([path, text]) => [`image/${path}`, text])),
	});
	const {kinds, places, problems} = await check(['--root', 'image'], folder);
	t.deepEqual(kinds, [['image', 'root']]);
	t.deepEqual(places, ['image/etc/os-release']);
	t.deepEqual(problems, []);
});

test('a path given by --root is a root file system whatever it looks like, and is read once', async (t) => {
	const folder = await folderOf({
		'README.md': '# Larkspur\n',
		'part/etc/os-release': old,
		'part/guide.md': '# A guide',
		'part.tar': archive(header('x/', {flag: '5'}), file('etc/os-release', old)),
	});
	t.true((await check(['.'], folder)).kinds.every(([, kind]) => kind !== 'root'));
	const {kinds, places, problems} = await check(['.', '--root', 'part', '--root', 'part.tar'], folder);
	t.deepEqual(kinds, [
		['README.md', 'docs'],
		['part', 'root'],
		['part.tar', 'root'],
	]);
	t.deepEqual(places.toSorted(), ['part.tar/etc/os-release', 'part/etc/os-release']);
	t.deepEqual(problems, []);
});

test('a root in the submission needs no flag; its hash is there for a folder too', async (t) => {
	const folder = await folderOf({...Object.fromEntries(Object.entries(root).map(([path, text]) => [`image/${path}`, text])), 'root.tar': tar});
	const {kinds, artifacts} = await check(['.'], folder);
	t.deepEqual(kinds, [
		['image', 'root'],
		['root.tar', 'root'],
	]);
	t.is(new Set(artifacts.map(({sha256}) => sha256)).size, 2);
	t.notRegex(artifacts[0]?.sha256 ?? '', /^e3b0c442/, 'not the hash of nothing');
});

test('what --root names and is not there, or is none: a problem, status 2, the rest is checked', async (t) => {
	const folder = await folderOf({'README.md': '# Larkspur\n', 'disk.qcow2': Buffer.from('514649fb000000030000', 'hex')});
	const {code, problems, kinds} = await check(['.', '--root', 'nowhere', '--root', 'README.md', '--root', 'disk.qcow2'], folder);
	t.is(code, 2);
	t.deepEqual(
		problems.slice(0, 3).map(({file: name, message}) => `${name}: ${message.slice(0, 60)}`),
		[
			'nowhere: does not exist',
			'README.md: is not a root file system, which is a folder or a tar archiv',
			'disk.qcow2: is not a root file system, but a QCOW2 disk image; make a ta',
		],
	);
	t.deepEqual(
		kinds.map(([, kind]) => kind),
		['unknown', 'unknown'],
	);
});

test('a disk image in the submission is named where the root file system is missed', async (t) => {
	const folder = await folderOf({'README.md': '# Larkspur\n', 'disk.qcow2': Buffer.from('514649fb000000030000', 'hex')});
	const {stdout} = await shelfready(['check', '--no-cfn-lint', '--only', 'root/supported-release'], {cwd: folder, env: {COLUMNS: '400'}});
	t.regex(stdout, /disk\.qcow2 is a QCOW2 disk image and no root file system: give the AMI's as a folder or a tar archive/);
});

const usual = 'none of etc, usr, var, home, opt and the like';

test('what --root names and holds no folder of a root file system is a problem in words, and nothing else is told of it', async (t) => {
	const folder = await folderOf({
		'one/template.yaml': 'Resources: {}\n',
		'one.tar': archive(file('template.yaml', 'Resources: {}\n')),
		'lone/etc': 'a file',
		'empty.tar': archive(),
	});
	await mkdir(join(folder, 'bare/etc'), {recursive: true});
	const names = ['one', 'one.tar', 'lone', 'bare'];
	const {code, problems, kinds} = await check(
		names.flatMap((name) => ['--root', name]),
		folder,
	);
	t.is(code, 2);
	t.deepEqual(
		problems.map(({file: name, message}) => [name, message.includes(usual), message.includes('give the folder of the root itself')]),
		names.map((name) => [name, true, true]),
	);
	t.regex(problems.find(({file: name}) => name === 'one')?.message ?? '', /holds something, but "template\.yaml"; give/);
	t.deepEqual([...new Set(kinds.map(([, kind]) => kind))], ['unknown']);
	const empty = await check(['--root', 'empty.tar'], folder);
	t.deepEqual([empty.code, empty.problems.map(({file: name}) => name)], [2, ['empty.tar']]);
	const {stdout} = await shelfready(['check', '--root', 'one'], {cwd: folder});
	t.notRegex(stdout, /No findings\.?$/m);
});

test('folders that each lie alone in the one before lead to the root, in a folder and in an archive', async (t) => {
	const deep = Object.entries(root).map(([path, text]) => [`mnt/ami/${path}`, text] as const);
	const folder = await folderOf({
		...Object.fromEntries(deep.map(([path, text]) => [`wrapped/${path}`, text])),
		'part/a/b/etc/os-release': old,
		'opt/opt/app/etc/app.conf': 'x',
		'mnt.tar': archive(header('mnt/ami/', {flag: '5'}), header('mnt/ami/opt/', {flag: '5'}), ...deep.map(([path, text]) => file(path, text))),
	});
	const {code, problems, places} = await check(
		['wrapped', 'part', 'opt', 'mnt.tar'].flatMap((name) => ['--root', name]),
		folder,
	);
	t.deepEqual(problems, []);
	t.deepEqual(places, ['mnt.tar/etc/os-release', 'part/a/b/etc/os-release', 'wrapped/mnt/ami/etc/os-release']);
	t.is(code, 1);
});

test('the help names --root', async (t) => {
	const {stdout} = await shelfready(['check', '--help']);
	t.regex(stdout.replaceAll(/\s+/g, ' '), /--root <path> the AMI's root file system: a folder, or a tar archive, also \.gz or \.zst \(repeatable\)/);
});

test('programs that are more than one check follows are said, and the rest is checked', async (t) => {
	const spent = {...root, 'etc/rc.local': `#!/bin/sh\nx='${'a '.repeat(15_000)}'\n${'eval "$x"\n'.repeat(200)}`};
	const folder = await folderOf(Object.fromEntries(Object.entries(spent).map(([path, text]) => [`image/${path}`, text])));
	await chmod(join(folder, 'image/etc/rc.local'), 0o755);
	const {problems, places, code} = await check(['--root', 'image'], folder);
	t.deepEqual(problems, [{file: 'image', message: 'what starts by itself runs more, or longer, programs than one check follows; some were not looked at'}]);
	t.deepEqual(places, ['image/etc/os-release']);
	t.is(code, 2);
});
