import {execFileSync, spawnSync} from 'node:child_process';
import {chmodSync, lstatSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import test, {type ExecutionContext} from 'ava';
import {textAt, unknownAt} from '../../../src/filesystem.ts';
import {readRootFolder, type Walked} from '../../../src/read/filesystem/folder.ts';
import {textsOf} from '../../helpers/archive.ts';
import {projectRoot} from '../../helpers/project.ts';

const isRoot = process.getuid?.() === 0;
const onUnix = process.platform === 'win32' ? test.skip : test;

function tree(t: ExecutionContext, files: Readonly<Record<string, string>>): string {
	const folder = mkdtempSync(join(tmpdir(), 'shelfready-'));
	t.teardown(() => rmSync(folder, {recursive: true, force: true}));
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), {recursive: true});
		writeFileSync(join(folder, path), text);
	}
	return folder;
}

onUnix('types, rights, owners, sizes and targets', async (t) => {
	const folder = tree(t, {'etc/shadow': 'root:*:', 'usr/bin/x': 'x', 'usr/share/a/b/c/d': 'd'});
	chmodSync(join(folder, 'etc/shadow'), 0o4640);
	symlinkSync('../usr/bin/x', join(folder, 'etc/link'));
	const {system, leftOut, size} = await readRootFolder(folder, 'image');
	t.is(leftOut, undefined);
	t.is(system.form, 'folder');
	const {uid, gid} = lstatSync(join(folder, 'etc/shadow'));
	t.deepEqual(system.entries.get('etc/shadow'), {path: 'etc/shadow', type: 'file', size: 7, mode: 0o4640, uid, gid});
	t.like(system.entries.get('etc/link'), {type: 'link', target: '../usr/bin/x', size: 0});
	t.is(system.entries.get('')?.type, 'folder');
	t.is(system.count, 11);
	t.is(size, 9);
	t.false(system.entries.has('usr/share/a/b/c/d'));
});

onUnix('links are not followed, be they out, up, or in circles', async (t) => {
	const outside = tree(t, {'etc/secret': 'secret'});
	const folder = tree(t, {'etc/passwd': 'x'});
	symlinkSync(outside, join(folder, 'etc/out'));
	symlinkSync(join(outside, 'etc/secret'), join(folder, 'etc/file'));
	symlinkSync('..', join(folder, 'etc/up'));
	symlinkSync('circle', join(folder, 'etc/circle'));
	symlinkSync('/etc/passwd', join(folder, 'etc/absolute'));
	const {system} = await readRootFolder(folder, 'image');
	t.deepEqual(textsOf(system), {'etc/passwd': 'x'});
	t.is(textAt(system, 'etc/absolute')?.value, 'x');
	t.is(textAt(system, 'etc/file'), undefined);
	t.is(textAt(system, 'etc/up/etc/passwd')?.value, 'x');
});

onUnix('pipes and sockets are named and never opened', async (t) => {
	const folder = tree(t, {'etc/passwd': 'x'});
	execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', join(folder, 'etc/pipe')]);
	// A socket's path is short, so it is made elsewhere and moved.
	const short = mkdtempSync('/tmp/s-');
	t.teardown(() => rmSync(short, {recursive: true, force: true}));
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(join(short, 's'), resolve));
	renameSync(join(short, 's'), join(folder, 'etc/socket'));
	const {system, leftOut} = await readRootFolder(folder, 'image');
	server.close();
	t.is(leftOut, undefined);
	t.is(system.entries.get('etc/pipe')?.type, 'other');
	t.is(system.entries.get('etc/socket')?.type, 'other');
});

onUnix('names that are no UTF-8 are read, and stay apart', async (t) => {
	const folder = tree(t, {'etc/café': 'utf8'});
	const bytes = (name: string) => Buffer.concat([Buffer.from(`${folder}/etc/`), Buffer.from(name, 'latin1')]);
	try {
		mkdirSync(bytes('d\xe9'));
	} catch {
		t.pass('this file system takes no such names');
		return;
	}
	writeFileSync(bytes('caf\xe9'), 'latin1');
	writeFileSync(bytes('caf\xe8'), 'other');
	writeFileSync(bytes('d\xe9/f\xff'), 'inside');
	symlinkSync(Buffer.from('caf\xe9', 'latin1'), bytes('link'));
	const {system} = await readRootFolder(folder, 'image');
	t.deepEqual(textsOf(system), {'etc/café': 'utf8', 'etc/caf\\xe9': 'latin1', 'etc/caf\\xe8': 'other', 'etc/d\\xe9/f\\xff': 'inside'});
	t.is(textAt(system, 'etc/link')?.value, 'latin1');
});

onUnix('names that move cursors and names of the language are only names', async (t) => {
	const folder = tree(t, {'etc/a\u001B[2Jb': 'x', 'etc/__proto__': 'y', 'etc/constructor/toString': 'z', 'etc/new\nline': 'w'});
	t.deepEqual(new Set(Object.values(Object.fromEntries((await readRootFolder(folder, 'image')).system.contents)).map(String)).size, 4);
});

/** Folders inside each other, deeper than any path reaches, and a file in the last. */
function nest(folder: string, name: string, depth: number): void {
	const code = `
		const {mkdirSync, writeFileSync} = require('node:fs');
		const [folder, name, depth] = process.argv.slice(1);
		process.chdir(folder);
		for (let count = 0; count < Number(depth); count++) {
			mkdirSync(name);
			process.chdir(name);
		}
		writeFileSync('file', 'deep');
	`;
	execFileSync(process.execPath, ['-e', code, folder, name, String(depth)]);
}

onUnix('very deep folders are read as far as paths reach, and no further', async (t) => {
	const folder = tree(t, {'etc/top': 'x'});
	nest(join(folder, 'etc'), 'n'.repeat(100), 60);
	const {system, leftOut} = await readRootFolder(folder, 'image');
	t.true(system.count > 35);
	t.regex(leftOut ?? '', /could not be read, the first is etc\/n+.*its path is too long|a path of more than 4096 characters/);
	spawnSync('rm', ['-rf', folder]);
});

onUnix('2,000 folders inside each other', async (t) => {
	const folder = tree(t, {'etc/top': 'x'});
	nest(join(folder, 'etc'), 'd', 1900);
	const {system, leftOut} = await readRootFolder(folder, 'image');
	t.is(leftOut, undefined);
	t.is(textAt(system, `etc/${'d/'.repeat(1900)}file`)?.value, 'deep');
	spawnSync('rm', ['-rf', folder]);
});

onUnix('a file of which the size is a lie for its blocks takes no memory', async (t) => {
	const folder = tree(t, {'etc/huge': '', 'var/log/lastlog': '', 'etc/small': 'x'});
	truncateSync(join(folder, 'etc/huge'), 2 ** 40);
	truncateSync(join(folder, 'var/log/lastlog'), 300_000);
	// Of this thread alone, unlike the memory of the process.
	const before = process.memoryUsage().arrayBuffers;
	const {system} = await readRootFolder(folder, 'image');
	t.true(process.memoryUsage().arrayBuffers - before < 100 << 20);
	t.is(system.unread.get('etc/huge'), 'it is too big');
	t.is(system.contents.get('var/log/lastlog')?.length, 300_000);
});

test('a folder that is not there, and a file in its place, throw', async (t) => {
	const folder = tree(t, {'a/b': 'x'});
	await t.throwsAsync(readRootFolder(join(folder, 'gone'), 'image'), {code: 'ENOENT'});
	await t.throwsAsync(readRootFolder(join(folder, 'a/b'), 'image'), {code: 'ENOTDIR'});
});

/** Ways to run a program as someone who may not read everything: as we are, as nobody, or as a root without its privileges (containers may know no other user). */
const ways: readonly {readonly before: readonly string[]; readonly ids?: {readonly uid: number; readonly gid: number}}[] = isRoot
	? [{before: [], ids: {uid: 65_534, gid: 65_534}}, {before: ['setpriv', '--inh-caps=-all', '--ambient-caps=-all', '--bounding-set=-all']}]
	: [{before: []}];
const run = ([command = '', ...args]: readonly string[], ids = {}) => spawnSync(command, args, {...ids, encoding: 'utf8', cwd: '/'});
const unprivileged = ways.find(({before, ids}) => run([...before, process.execPath, '--version'], ids).status === 0);

/** What such a one reads of a folder. */
function readUnprivileged(
	folder: string,
	{before, ids}: (typeof ways)[number],
): Walked & {readonly entries: readonly string[]; readonly reasons: Readonly<Record<string, string | undefined>>} {
	const code = `
		const {readRootFolder} = await import(${JSON.stringify(pathToFileURL(join(projectRoot, 'dist/src/read/filesystem/folder.js')).href)});
		const {unknownAt} = await import(${JSON.stringify(pathToFileURL(join(projectRoot, 'dist/src/filesystem.js')).href)});
		const walked = await readRootFolder(process.argv[1], 'image');
		const ask = ['etc/shadow', 'etc/passwd', 'etc/sudoers.d/x', 'root/.ssh/authorized_keys', 'etc/listed/x', 'etc/gone', 'etc/link', 'etc/dangling'];
		console.log(JSON.stringify({...walked, entries: [...walked.system.entries.keys()],
			reasons: Object.fromEntries(ask.map((path) => [path, unknownAt(walked.system, path)]))}));
	`;
	const {stdout, stderr} = run([...before, process.execPath, '--input-type=module', '-e', code, folder], ids);
	if (stdout === '') throw new Error(stderr);
	return JSON.parse(stdout) as ReturnType<typeof readUnprivileged>;
}

if (process.platform === 'win32' || unprivileged === undefined) {
	test.skip('what permissions forbid is named: left out, since no one here has fewer rights than this user', () => {});
} else {
	test('what permissions forbid is named, and what it holds is not known', (t) => {
		const folder = tree(t, {
			'etc/passwd': 'x',
			'etc/shadow': 'secret',
			'etc/sudoers.d/x': 'secret',
			'root/.ssh/authorized_keys': 'secret',
			'etc/listed/x': 'secret',
			'usr/share/tool': 'secret',
		});
		symlinkSync('sudoers.d/x', join(folder, 'etc/link'));
		symlinkSync('/opt/nothing', join(folder, 'etc/dangling'));
		chmodSync(folder, 0o755);
		for (const path of ['etc/shadow', 'etc/sudoers.d', 'root', 'usr/share/tool']) chmodSync(join(folder, path), 0);
		chmodSync(join(folder, 'etc/listed'), 0o444);
		t.teardown(() => {
			for (const path of ['etc/sudoers.d', 'root', 'etc/listed']) chmodSync(join(folder, path), 0o755);
		});
		const {leftOut, reasons, entries} = readUnprivileged(folder, unprivileged);
		t.regex(leftOut ?? '', /^5 of its files and folders could not be read, the first is etc\/listed\/x: its permissions forbid it; run shelfready as root/);
		t.is(reasons['etc/shadow'], 'its permissions forbid it');
		t.is(reasons['etc/passwd'], undefined);
		t.is(reasons['etc/sudoers.d/x'], 'etc/sudoers.d could not be read: its permissions forbid it');
		t.is(reasons['root/.ssh/authorized_keys'], 'root could not be read: its permissions forbid it');
		t.is(reasons['etc/listed/x'], 'its permissions forbid it');
		t.is(reasons['etc/gone'], undefined);
		t.is(reasons['etc/link'], 'etc/sudoers.d could not be read: its permissions forbid it');
		t.is(reasons['etc/dangling'], 'the link etc/dangling leads to what is not there or not kept');
		t.true(entries.includes('etc/sudoers.d') && entries.includes('root'));
	});
}

onUnix('the hash stands for the content: any change changes it, a copy has the same', async (t) => {
	const files = {'etc/a': 'one', 'etc/b/c': 'two', 'usr/share/unheld': 'three', 'usr/share/big': 'x'.repeat(2 << 20)};
	const hashOf = async (change: (folder: string) => void) => {
		const folder = tree(t, files);
		symlinkSync('a', join(folder, 'etc/link'));
		change(folder);
		return (await readRootFolder(folder, 'x')).sha256;
	};
	const same = await hashOf(() => {});
	t.regex(same, /^[\da-f]{64}$/);
	t.is(await hashOf((folder) => writeFileSync(join(folder, 'etc/a'), 'one')), same);
	const changed = await Promise.all([
		hashOf((folder) => writeFileSync(join(folder, 'etc/a'), 'One')),
		hashOf((folder) => writeFileSync(join(folder, 'usr/share/unheld'), 'Three')),
		hashOf((folder) => writeFileSync(join(folder, 'usr/share/big'), 'x'.repeat(3 << 20))),
		hashOf((folder) => chmodSync(join(folder, 'etc/a'), 0o600)),
		hashOf((folder) => renameSync(join(folder, 'etc/a'), join(folder, 'etc/d'))),
		hashOf((folder) => rmSync(join(folder, 'etc/link'))),
		hashOf((folder) => rmSync(join(folder, 'etc/link')) ?? symlinkSync('b', join(folder, 'etc/link'))),
		hashOf((folder) => mkdirSync(join(folder, 'etc/empty'))),
	]);
	t.is(new Set([same, ...changed]).size, changed.length + 1);
});

onUnix('others get their turn while a big folder is read', async (t) => {
	const folder = tree(t, Object.fromEntries(Array.from({length: 3000}, (_, index) => [`etc/conf.d/${index}`, `setting ${index}`])));
	let turns = 0;
	const timer = setInterval(() => turns++, 1);
	const seen: number[] = [];
	const {system} = await readRootFolder(folder, 'image', (done) => seen.push(done));
	clearInterval(timer);
	t.is(system.count, 3002);
	t.true(turns > 0 && seen.length > 0);
	t.deepEqual(
		seen,
		seen.toSorted((a, b) => a - b),
	);
	t.is(unknownAt(system, 'etc/conf.d/17'), undefined);
});
