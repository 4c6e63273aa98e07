import {chmod, mkdir, mkdtemp, realpath, rm, symlink, truncate, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {readArtifact} from '../../src/read/artifact.ts';
import {listInputs} from '../../src/read/folder.ts';

async function folder(t: ExecutionContext, files: Readonly<Record<string, string>>): Promise<string> {
	const path = await mkdtemp(join(tmpdir(), 'shelfready-'));
	t.teardown(() => rm(path, {recursive: true, force: true}));
	for (const [file, text] of Object.entries(files)) {
		await mkdir(join(path, file, '..'), {recursive: true});
		await writeFile(join(path, file), text);
	}
	return path;
}

test('files come sorted, with paths from the root; what is no part of a submission is passed over', async (t) => {
	const path = await folder(t, {
		'b.md': 'b',
		'a/c.txt': 'c',
		'a/B.txt': 'B',
		'.git/config': 'x',
		'node_modules/m.md': 'm',
		'.DS_Store': 'x',
		'shelfready.yaml': 'x',
		'a/shelfready.yaml': 'y',
	});
	const {inputs, problems, configFile} = await listInputs([path]);
	t.deepEqual(
		inputs.map(({file}) => file),
		['a/B.txt', 'a/c.txt', 'a/shelfready.yaml', 'b.md'],
	);
	t.deepEqual(problems, []);
	t.is(configFile, join(path, 'shelfready.yaml'));
	t.is(new TextDecoder().decode(inputs[1]?.bytes), 'c');
});

test('files and folders together are named from the folder that they share', async (t) => {
	const path = await folder(t, {'x/a.md': 'a', 'y/b.md': 'b', 'y/c.md': 'c'});
	t.deepEqual(
		(await listInputs([join(path, 'x/a.md'), join(path, 'y')])).inputs.map(({file}) => file),
		['x/a.md', 'y/b.md', 'y/c.md'],
	);
	t.deepEqual(
		(await listInputs([join(path, 'x/a.md')])).inputs.map(({file}) => file),
		['a.md'],
	);
	t.deepEqual((await listInputs([join(path, 'y'), join(path, 'y/b.md')])).inputs.length, 2);
});

test('it is told where each file lies, links on the way followed', async (t) => {
	const path = await folder(t, {'x/a.md': 'a', 'x/b/c.md': 'c'});
	await symlink(join(path, 'x'), join(path, 'link'));
	const {base, paths} = await listInputs([join(path, 'link')]);
	const real = await realpath(join(path, 'x'));
	t.is(base, real);
	t.deepEqual(
		[...paths],
		[
			['a.md', join(real, 'a.md')],
			['b/c.md', join(real, 'b', 'c.md')],
		],
	);
	t.deepEqual([...(await listInputs([join(path, 'gone')])).paths], [['gone', join(await realpath(path), 'gone')]]);
});

test('a path that does not exist is a problem', async (t) => {
	const path = await folder(t, {'a.md': 'a'});
	const {inputs, problems} = await listInputs([join(path, 'a.md'), join(path, 'gone.md')]);
	t.is(inputs.length, 1);
	t.deepEqual(problems, [{file: 'gone.md', message: 'does not exist'}]);
});

test('links: out of the submission, in a circle and to nothing are problems; inside they add nothing', async (t) => {
	const outside = await folder(t, {'secret.txt': 'secret'});
	const path = await folder(t, {'a.md': 'a', 'sub/b.md': 'b'});
	await symlink(join(outside, 'secret.txt'), join(path, 'out.txt'));
	await symlink(outside, join(path, 'outdir'));
	await symlink('loop2', join(path, 'loop1'));
	await symlink('loop1', join(path, 'loop2'));
	await symlink('nowhere', join(path, 'dangling'));
	await symlink('..', join(path, 'sub/up'));
	await symlink('../a.md', join(path, 'sub/same.md'));
	const {inputs, problems} = await listInputs([path]);
	t.deepEqual(
		inputs.map(({file}) => file),
		['a.md', 'sub/b.md'],
	);
	t.deepEqual(
		problems.map(({file, message}) => `${file} ${message}`),
		[
			'dangling is a link to what does not exist',
			'loop1 is a link that leads in a circle; it was not followed',
			'loop2 is a link that leads in a circle; it was not followed',
			'out.txt is a link that leads out of the submission; it was not followed: put the file itself there',
			'outdir is a link that leads out of the submission; it was not followed: put the file itself there',
		],
	);
});

test('settings may be a link to a file of the submission; what else has their name is told', async (t) => {
	const outside = await folder(t, {'settings.yaml': 'edition: ami-2025\n'});
	const path = await folder(t, {'a.md': 'a', 'ci/settings.yaml': 'edition: ami-2025\n'});
	const link = join(path, 'shelfready.yaml');
	const linkedTo = async (target: string) => {
		await rm(link, {recursive: true, force: true});
		await symlink(target, link);
		const {configFile, problems} = await listInputs([path]);
		return [configFile, problems.map(({file, message}) => `${file} ${message}`)];
	};
	t.deepEqual(await linkedTo('ci/settings.yaml'), [link, []]);
	t.deepEqual(await linkedTo('ci'), [undefined, ['shelfready.yaml is a link to what is no file; settings are a file of this name']]);
	t.deepEqual(await linkedTo('gone'), [undefined, ['shelfready.yaml is a link to what does not exist']]);
	const out = 'shelfready.yaml is a link that leads out of the submission; it was not followed: put the file itself there';
	t.deepEqual(await linkedTo(join(outside, 'settings.yaml')), [undefined, [out]]);
	await rm(link);
	await mkdir(link);
	await writeFile(join(link, 'b.md'), 'b');
	const {configFile, problems, inputs} = await listInputs([path]);
	t.is(configFile, undefined);
	t.deepEqual(problems, [{file: 'shelfready.yaml', message: 'is a folder; settings are a file of this name: give the folder another'}]);
	t.true(inputs.some(({file}) => file === 'shelfready.yaml/b.md'));
});

(process.platform === 'linux' ? test : test.skip)('a file or folder whose name is not UTF-8 is told, with its bytes', async (t) => {
	const path = await folder(t, {'a.md': 'a', 'sub/b.md': 'b'});
	await writeFile(Buffer.concat([Buffer.from(join(path, 'sub/')), Buffer.from([0xe9, 0xff]), Buffer.from('.md')]), '# It lies there');
	await mkdir(Buffer.concat([Buffer.from(join(path, '/')), Buffer.from([0xe9])]));
	const {inputs, problems} = await listInputs([path]);
	t.deepEqual(
		inputs.map(({file}) => file),
		['a.md', 'sub/b.md'],
	);
	const message = 'was not read, since its name is not UTF-8: give it another';
	t.deepEqual(problems, [
		{file: '\\xe9', message},
		{file: 'sub/\\xe9\\xff.md', message},
	]);
});

test('few folders of a root are one where its accounts say so, and no folder of a product is', async (t) => {
	const path = await folder(t, {
		'two/etc/passwd': 'x',
		'two/etc/os-release': 'x',
		'two/usr/bin/x': 'x',
		'bsd/etc/passwd': 'x',
		'bsd/etc/master.passwd': 'x',
		'bsd/usr/bin/x': 'x',
		'overlay/etc/passwd': 'x',
		'overlay/usr/bin/x': 'x',
	});
	const {inputs} = await listInputs([path]);
	t.deepEqual(
		inputs.map(({file}) => file),
		['bsd', 'overlay/etc/passwd', 'overlay/usr/bin/x', 'two'],
	);
});

test('a submission in whose folder a root file system was unpacked is read whole', async (t) => {
	const root = {'etc/passwd': 'x', 'usr/bin/x': 'x', 'var/y': 'y', 'tmp/z.md': 'z', 'data/z.md': 'z'};
	const files = async (more: Readonly<Record<string, string>>) => (await listInputs([await folder(t, {...root, ...more})])).inputs.map(({file}) => file);
	const mixed = await files({'template.yaml': 'x', 'docs/guide.md': 'x'});
	t.deepEqual(mixed.slice(0, 2), ['data/z.md', 'docs/guide.md']);
	t.true(mixed.includes('template.yaml') && mixed.length === 4);
	t.is((await files({'swap.img': 'x'})).length, 1);
	t.is((await files({'opt/app/template.yaml': 'x'})).length, 1);
});

test('a root file system is one input and is not walked', async (t) => {
	const path = await folder(t, {
		'README.md': 'a',
		'rootfs/etc/passwd': 'x',
		'rootfs/usr/bin/x': 'x',
		'rootfs/var/y': 'y',
		'win/Windows/System32/z.dll': 'z',
		'app/etc/app.conf': 'x',
	});
	const {inputs} = await listInputs([path]);
	t.deepEqual(
		inputs.map(({file, system}) => [file, system !== undefined]),
		[
			['README.md', false],
			['app/etc/app.conf', false],
			['rootfs', true],
			['win', true],
		],
	);
	const input = inputs[2];
	if (input === undefined) return t.fail();
	const {artifact, problems} = await readArtifact(input);
	t.like(artifact, {file: 'rootfs', kind: 'root'});
	t.deepEqual(problems, []);
});

test('a file too big to hold is hashed and only its beginning kept', async (t) => {
	const path = await folder(t, {'disk.tar': '', 'big.txt': 'word '});
	await truncate(join(path, 'disk.tar'), 70 * 1024 * 1024);
	await writeFile(join(path, 'big.txt'), 'word '.repeat(1_500_000));
	const {inputs} = await listInputs([path]);
	const [text, disk] = inputs;
	if (text === undefined || disk === undefined) return t.fail();
	t.is(disk.bytes.length, 64 * 1024);
	t.is(disk.whole?.size, 70 * 1024 * 1024);
	t.regex(disk.whole?.sha256 ?? '', /^[\da-f]{64}$/);
	t.regex((await readArtifact(text)).problems[0]?.message ?? '', /text of 7.2 MB is not read: the limit is 5 MB/);
	t.like((await readArtifact(disk)).artifact, {kind: 'unknown', detail: 'binary, 70 MB', sha256: disk.whole?.sha256});
});

test('an unreadable file is a problem, and the others are read', async (t) => {
	const path = await folder(t, {'a.md': 'a', 'b.md': 'b'});
	await chmod(join(path, 'a.md'), 0);
	const {inputs, problems} = await listInputs([path]);
	if (process.getuid?.() === 0) {
		t.log('root may read everything: only that nothing breaks is seen here');
		t.is(inputs.length, 2);
	} else {
		t.deepEqual(
			inputs.map(({file}) => file),
			['b.md'],
		);
		t.regex(problems[0]?.message ?? '', /permissions forbid it/);
	}
});
