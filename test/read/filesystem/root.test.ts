import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {gzipSync} from 'node:zlib';
import test, {type ExecutionContext} from 'ava';
import {textAt} from '../../../src/filesystem.ts';
import {readArtifact} from '../../../src/read/artifact.ts';
import {listInputs, listRoots} from '../../../src/read/folder.ts';
import {archive, file, header, linux, seen, textsOf} from '../../helpers/archive.ts';

const under = (top: string) => [
	header(`${top}/`, {flag: '5'}),
	file(`${top}/etc/passwd`, 'x'),
	file(`${top}/etc/hostname`, 'larkspur'),
	header(`${top}/usr/`, {flag: '5'}),
	header(`${top}/var/`, {flag: '5'}),
	header(`${top}/etc/copy`, {flag: '1', linkName: `${top}/etc/hostname`}),
];

const roots: readonly (readonly [name: string, bytes: Buffer])[] = [
	['right in the archive', archive(...linux, file('etc/hostname', 'larkspur'), file('etc/copy', 'larkspur'))],
	['with ./ before all', archive(header('./', {flag: '5'}), ...under('.'))],
	['in rootfs/', archive(...under('rootfs'))],
	['in ./rootfs/', archive(header('./', {flag: '5'}), ...under('./rootfs'))],
	['in mnt/ami/, as of tar -cf root.tar /mnt/ami', archive(...under('mnt/ami'))],
	['in var/tmp/ami/', archive(...under('var/tmp/ami'))],
	['in a/, b/ and c/', archive(header('a/', {flag: '5'}), header('a/b/', {flag: '5'}), ...under('a/b/c'))],
	['in usr/src/ami/', archive(...under('usr/src/ami'))],
	[
		'in mnt/ami/, behind other folders',
		archive(
			header('mnt/ami/', {flag: '5'}),
			header('mnt/ami/app/', {flag: '5'}),
			header('mnt/ami/app/x/', {flag: '5'}),
			file('mnt/ami/app/x/y', ''),
			...under('mnt/ami').slice(1),
		),
	],
	['in a folder that the archive leaves out', archive(...under('image-1.2').slice(1))],
	['behind a file at the top', archive(file('.dockerenv', ''), ...linux, file('etc/hostname', 'larkspur'), file('etc/copy', 'larkspur'))],
	[
		'behind a folder at the top',
		archive(header('app/', {flag: '5'}), file('app/x', ''), ...linux, file('etc/hostname', 'larkspur'), file('etc/copy', 'larkspur')),
	],
];

for (const [name, bytes] of roots) {
	test(`a root file system ${name} is read`, async (t) => {
		const {artifact, problems} = await seen(t, bytes, {name: 'x.bin'});
		t.deepEqual(problems, []);
		if (artifact?.kind !== 'root') return t.fail(artifact?.detail);
		t.like(textsOf(artifact.system), {'etc/hostname': 'larkspur', 'etc/copy': 'larkspur'});
		t.is(textAt(artifact.system, 'etc/hostname')?.place.file, 'x.bin/etc/hostname');
		t.regex(artifact.detail, /^tar archive of \d+ entries$/);
	});
}

test('a Windows root is one, whatever its letters', async (t) => {
	for (const name of ['Windows/System32/', 'WINDOWS/system32/', 'disk/Windows/System32/']) {
		const {artifact} = await seen(t, archive(header(name, {flag: '5'}), file(name.replace(/windows.*/i, 'ProgramData/Amazon/EC2Launch/x.yml'), 'a: 1')));
		t.is(artifact?.kind, 'root', name);
	}
});

const others: readonly (readonly [name: string, bytes: Buffer, isRefused?: true])[] = [
	['a product with its own etc, bin and lib', archive(...['etc/app.conf', 'bin/app', 'lib/app.so', 'var/x'].map((name) => file(name, 'x')))],
	['a product in a folder', archive(...['app-1.2/etc/app.conf', 'app-1.2/bin/app', 'app-1.2/lib/app.so'].map((name) => file(name, 'x')))],
	['two roots in one archive', archive(...under('first'), ...under('second')), true],
	['a package of npm', archive(file('package/package.json', '{}')), true],
];

for (const [name, bytes, isRefused] of others) {
	test(`${name} is no root file system, ${isRefused ? 'even where' : 'unless'} the user says so`, async (t) => {
		t.like(await seen(t, bytes), {artifact: {kind: 'unknown', detail: 'tar archive'}, problems: []});
		t.like(await seen(t, gzipSync(bytes)), {artifact: {kind: 'unknown', detail: 'gzip archive'}, problems: []});
		const said = await seen(t, bytes, {asRoot: true});
		t.is(said.artifact?.kind, isRefused ? 'unknown' : 'root');
		t.deepEqual(
			said.problems.map(({message}) => message.slice(0, 36)),
			isRefused ? ['is not a root file system: none of e'] : [],
		);
	});
}

const hex = 'a1'.repeat(32);
const images: readonly (readonly [name: string, bytes: Buffer, what: RegExp])[] = [
	[
		'docker save',
		archive(file(`${hex}.json`, '{}'), header(`${hex}/`, {flag: '5'}), file(`${hex}/layer.tar`, 'x'), file('manifest.json', '[]'), file('repositories', '{}')),
		/\(docker save\)/,
	],
	[
		'docker save since 25',
		archive(file('blobs/sha256/a', 'x'), file('index.json', '{}'), file('manifest.json', '[]'), file('oci-layout', '{}')),
		/\(OCI layout\)/,
	],
	[
		'an OCI archive in a folder',
		archive(header('./', {flag: '5'}), file('./oci-layout', '{}'), file('./index.json', '{}'), header('./blobs/', {flag: '5'})),
		/\(OCI layout\)/,
	],
];

for (const [name, bytes, what] of images) {
	test(`${name} is named, and is no root file system even where the user says so`, async (t) => {
		for (const packed of [bytes, gzipSync(bytes)]) {
			const {artifact, problems} = await seen(t, packed);
			t.is(artifact?.kind, 'unknown');
			t.regex(artifact?.detail ?? '', what);
			t.regex(artifact?.kind === 'unknown' ? (artifact.nearRoot ?? '') : '', /^a container image/);
			t.deepEqual(problems, []);
			const said = await seen(t, packed, {asRoot: true});
			t.regex(said.problems[0]?.message ?? '', /^is not a root file system, but a container image \(.*\); pack the AMI's own on an instance of it: sudo tar /);
		}
	});
}

/** The first bytes of a disk. */
function disk(write: (bytes: Buffer) => void): Buffer {
	const bytes = Buffer.alloc(100_000);
	write(bytes);
	return bytes;
}

const mbr = (bytes: Buffer) => {
	bytes.writeUInt8(0x80, 446);
	bytes.writeUInt8(0x83, 450);
	bytes.writeUInt32LE(2048, 454);
	bytes.writeUInt32LE(4096, 458);
	bytes.writeUInt16BE(0x55aa, 510);
};

const disks: readonly (readonly [name: string, bytes: Buffer])[] = [
	['QCOW2', disk((bytes) => bytes.write('514649fb00000003', 'hex'))],
	['VMDK', disk((bytes) => bytes.write('KDMV\u0001'))],
	['VHD', disk((bytes) => bytes.write('conectix'))],
	['VHDX', disk((bytes) => bytes.write('vhdxfile'))],
	['XFS', disk((bytes) => bytes.write('XFSB'))],
	['an ext', disk((bytes) => bytes.write('53ef0100', 1080, 'hex') && bytes.write('01', 1100, 'hex'))],
	['an MBR', disk(mbr)],
	['a GPT', disk((bytes) => mbr(bytes) ?? bytes.write('EFI PART', 512))],
];

for (const [name, bytes] of disks) {
	test(`a disk image is named, with what to do: ${name}`, async (t) => {
		const {artifact, problems} = await seen(t, bytes, {name: 'image.raw'});
		t.like(artifact, {kind: 'unknown'});
		t.deepEqual(problems, []);
		t.true(artifact?.detail.includes(name), artifact?.detail);
		t.regex(artifact?.detail ?? '', /disk image.*, which is not read; make a tar archive of it: virt-tar-out/);
		t.regex((await seen(t, bytes, {asRoot: true})).problems[0]?.message ?? '', /^is not a root file system, but a .*disk image/);
	});
}

test('archives packed with xz and bzip2 are told to be packed otherwise', async (t) => {
	const xz = Buffer.from('fd377a585a000004e6d6b446', 'hex');
	const {artifact, problems} = await seen(t, xz, {name: 'root.tar.xz'});
	t.like(artifact, {kind: 'unknown', detail: 'xz archive, which is not read; unpack it, or pack it with gzip or zstd', nearRoot: 'an xz archive'});
	t.deepEqual(problems, []);
	t.regex((await seen(t, xz, {asRoot: true, name: 'x'})).problems[0]?.message ?? '', /but an xz archive; unpack it/);
	t.is((await seen(t, xz, {name: 'log.xz'})).artifact?.detail, 'xz archive');
});

test('boot sectors of other things, and texts that begin like disks, are no disk images', async (t) => {
	for (const bytes of [
		disk((sector) => sector.writeUInt16BE(0x55aa, 510)),
		disk((sector) => mbr(sector) ?? sector.writeUInt8(0x41, 462)),
		Buffer.from('KDMV is a magic number, as XFSB is one.\n'.repeat(20)),
		Buffer.from('XFSB\n'),
	])
		t.notRegex((await seen(t, bytes, {name: 'x.txt'})).artifact?.detail ?? '', /disk/);
});

test('what the user says is a root file system, and can be none', async (t) => {
	const says = async (bytes: Uint8Array) => {
		const {artifact, problems} = await seen(t, bytes, {asRoot: true});
		t.is(artifact?.kind, 'unknown');
		return problems.map(({message}) => message).join();
	};
	t.regex(
		await says(Buffer.from('%PDF-1.7\n')),
		/^is not a root file system, which is a folder or a tar archive, also packed with gzip or zstd \(this is: PDF document\); pack/,
	);
	t.regex(await says(Buffer.from('hello')), /\(this is neither\)/);
	t.regex(await says(Buffer.alloc(0)), /\(this is neither\)/);
	t.regex(await says(Buffer.alloc(10_240)), /^is not a root file system: nothing is in it; pack/, 'an archive of nothing');
	t.regex(await says(gzipSync(Buffer.alloc(10_240))), /nothing is in it/);
	t.regex(await says(gzipSync('a log')), /cut off|no header|should be the header/);
	t.regex(await says(gzipSync(archive(file('etc/x', 'x'))).subarray(0, 30)), /unexpected end of file/);
});

test('a root that is cut off, or holds what was left out, is judged by what was read, and said not to be whole', async (t) => {
	const cut = await seen(t, archive(...linux, file('etc/x', 'x'.repeat(5000))).subarray(0, 5000));
	t.is(cut.artifact?.kind, 'root');
	t.regex(cut.problems[0]?.message ?? '', /^not read in full: it is cut off after 5000 bytes; 4 entries were read before$/);
	const strays = await seen(t, archive(...linux, file('../x', 'x'), file('../y', 'x')));
	t.deepEqual(
		strays.problems.map(({message}) => message),
		['not read in full: 2 of its names lead out of it and were left out, the first is "../x"'],
	);
});

async function tree(t: ExecutionContext, files: Readonly<Record<string, string | Buffer>>): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'shelfready-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	for (const [path, content] of Object.entries(files)) {
		await mkdir(dirname(join(folder, path)), {recursive: true});
		await writeFile(join(folder, path), content);
	}
	return folder;
}

test('in a submission: root folders and archives are artifacts, a product is not, container images are left alone', async (t) => {
	const folder = await tree(t, {
		'rootfs/etc/passwd': 'x',
		'rootfs/usr/lib/x': 'x',
		'rootfs/var/README.md': 'x',
		'app/etc/app.conf': 'x',
		'app/bin/app': 'x',
		'app/lib/README.md': '# App',
		'oci/oci-layout': '{}',
		'oci/index.json': '{}',
		'oci/blobs/sha256/a': archive(...linux),
		'root.tar.gz': gzipSync(archive(...linux)),
	});
	const {inputs, problems} = await listInputs([folder]);
	t.deepEqual(problems, []);
	const read = await Promise.all(inputs.map(async (input) => (await readArtifact(input)).artifact));
	t.deepEqual(
		read.map((artifact) => [artifact?.file, artifact?.kind]),
		[
			['app/bin/app', 'unknown'],
			['app/etc/app.conf', 'unknown'],
			['app/lib/README.md', 'docs'],
			['oci', 'unknown'],
			['root.tar.gz', 'root'],
			['rootfs', 'root'],
		],
	);
	t.deepEqual(
		(await listInputs([folder], {withRoots: false})).inputs.map(({file: name, system}) => [name, system]),
		['app/bin/app', 'app/etc/app.conf', 'app/lib/README.md', 'oci', 'root.tar.gz'].map((name) => [name, undefined]),
	);
});

test('listRoots: each path is a root file system, whatever it looks like; names stay apart', async (t) => {
	const folder = await tree(t, {
		'a/root/etc/x': 'x',
		'b/root/home/y.md': 'y',
		'c/root/rootfs/etc/passwd': 'p',
		'c/root/rootfs/usr/x': '',
		'c/root/rootfs/var/x': '',
		'oci/oci-layout': '{}',
		'oci/index.json': '{}',
		'text.md': '# Not one',
	});
	await symlink(join(folder, 'a/root'), join(folder, 'link'));
	const paths = ['a/root', 'b/root', 'c/root', 'link', 'oci', 'text.md', 'gone', 'a/root/'].map((path) => join(folder, path));
	const {inputs, problems} = await listRoots(paths, new Set(['link']));
	t.deepEqual(problems, [{file: 'gone', message: 'does not exist'}]);
	const read = await Promise.all(inputs.map((input) => readArtifact(input)));
	t.deepEqual(
		read.map(({artifact}) => [artifact?.file, artifact?.kind]),
		[
			['root', 'root'],
			['root/root', 'root'],
			['root/2/root/rootfs', 'root'],
			['root/link', 'root'],
			['oci', 'unknown'],
			['text.md', 'unknown'],
		],
	);
	t.deepEqual(
		read.flatMap(({problems: found}) => found.map(({file: name}) => name)),
		['oci', 'text.md'],
	);
	t.is(inputs[2]?.system?.contents.has('etc/passwd'), true);
});

test('a configured kind: root is forced for an archive, unknown leaves it alone', async (t) => {
	const folder = await tree(t, {'x.tar': archive(file('etc/app.conf', 'x'))});
	const [input] = (await listInputs([folder])).inputs;
	if (input === undefined) return t.fail();
	t.is((await readArtifact(input, 'root')).artifact?.kind, 'root');
	t.is((await readArtifact(input, 'unknown')).artifact?.kind, 'unknown');
	t.regex((await readArtifact(input, 'template')).problems[0]?.message ?? '', /does not hold a text/);
});
