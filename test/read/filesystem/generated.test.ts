import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {gzipSync} from 'node:zlib';
import test from 'ava';
import fc from 'fast-check';
import {pack} from 'tar-stream';
import {type FileSystem, resolve, textAt, unknownAt} from '../../../src/filesystem.ts';
import {readArtifact} from '../../../src/read/artifact.ts';
import {readRootFolder} from '../../../src/read/filesystem/folder.ts';
import {newUnzstd} from '../../../src/read/filesystem/zstd.ts';
import {archive, file, header, linux, load, pax, readInPieces, seen, textsOf} from '../../helpers/archive.ts';
import {zstdArchives} from './zstd-archives.ts';

type Node =
	| {readonly type: 'file'; readonly content: string; readonly mode: number; readonly uid: number}
	| {readonly type: 'symlink'; readonly target: string};

const name = fc.stringMatching(/^[a-zA-Zäé€😀 ._-]{1,60}$/u).filter((text) => text !== '.' && text !== '..');
const path = fc
	.tuple(fc.constantFrom('etc', 'etc/ssh', 'home/u', 'root', 'var/log'), fc.array(name, {minLength: 1, maxLength: 3}))
	.map(([top, names]) => [top, ...names].join('/'));
const node: fc.Arbitrary<Node> = fc.oneof(
	fc.record({
		type: fc.constant('file' as const),
		content: fc.string({maxLength: 3000, unit: 'grapheme'}),
		mode: fc.integer({min: 1, max: 0o7777}),
		uid: fc.nat(2 ** 31 - 1),
	}),
	fc.record({type: fc.constant('symlink' as const), target: path}),
);
/** A tree: no file is also a folder. */
const treeOf = fc.dictionary(path, node, {maxKeys: 12, noNullPrototype: true}).map((entries) => {
	const paths = Object.keys(entries);
	return new Map(Object.entries(entries).filter(([own]) => !paths.some((other) => other !== own && other.startsWith(`${own}/`))));
});

async function packed(tree: ReadonlyMap<string, Node>): Promise<Buffer> {
	const packing = pack();
	for (const [entry, what] of tree) {
		// Ids of more than six digits don't fit into the header that it writes.
		if (what.type === 'file')
			packing.entry({name: entry, mode: what.mode, uid: what.uid, gid: 7, ...(what.uid > 0o777777 ? {pax: {uid: String(what.uid)}} : {})}, what.content);
		else packing.entry({name: entry, type: 'symlink', linkname: what.target});
	}
	packing.finalize();
	const pieces: Buffer[] = [];
	for await (const piece of packing) pieces.push(piece as Buffer);
	return Buffer.concat(pieces);
}

/** Everything that a file system says. */
function told({entries, contents, unread, count}: FileSystem): string {
	return JSON.stringify([
		[...entries].toSorted(),
		[...contents].map(([at, bytes]) => [at, Buffer.from(bytes).toString('base64')]).toSorted(),
		[...unread].toSorted(),
		count,
	]);
}

test('an archive written from any tree is read as that tree, in pieces of any size', async (t) => {
	await fc.assert(
		fc.asyncProperty(treeOf, fc.integer({min: 100, max: 5000}), async (tree, size) => {
			const bytes = await packed(tree);
			const {system, fault} = readInPieces(bytes, size);
			if (fault !== undefined) return false;
			for (const [entry, what] of tree) {
				const found = system.entries.get(entry);
				if (what.type === 'symlink') {
					if (found?.type !== 'link' || found.target !== what.target) return false;
				} else {
					const bytesOf = Buffer.from(what.content);
					if (found?.type !== 'file' || found.mode !== what.mode || found.uid !== what.uid || found.gid !== 7 || found.size !== bytesOf.length) return false;
					if (bytesOf.length > 0 && !bytesOf.equals(system.contents.get(entry) ?? Buffer.alloc(0))) return false;
				}
			}
			return system.count === tree.size && told(system) === told(readInPieces(bytes, bytes.length).system);
		}),
		{numRuns: 150},
	);
	t.pass();
});

(process.platform === 'win32' ? test.skip : test)('a folder and an archive of the same tree hold the same', async (t) => {
	await fc.assert(
		fc.asyncProperty(treeOf, async (tree) => {
			const folder = mkdtempSync(join(tmpdir(), 'shelfready-'));
			try {
				for (const [entry, what] of tree) {
					mkdirSync(dirname(join(folder, entry)), {recursive: true});
					if (what.type === 'file') writeFileSync(join(folder, entry), what.content);
					else symlinkSync(what.target, join(folder, entry));
				}
				const walked = (await readRootFolder(folder, 'x')).system;
				const {system} = readInPieces(await packed(tree), 1 << 20);
				const bare = (found: FileSystem) => [...found.entries.values()].map(({path: at, type, size, target}) => [at, type, size, target].join('|')).toSorted();
				if (tree.size > 0 && JSON.stringify(bare(walked)) !== JSON.stringify(bare(system))) return false;
				return JSON.stringify(Object.entries(textsOf(walked)).toSorted()) === JSON.stringify(Object.entries(textsOf(system)).toSorted());
			} finally {
				rmSync(folder, {recursive: true, force: true});
			}
		}),
		{numRuns: 40},
	);
	t.pass();
});

/** An archive with some of everything. */
const varied = archive(
	...linux,
	pax([
		['path', 'etc/long/name'],
		['uid', '123456789'],
	]),
	file('x', 'text'),
	file('././@LongLink', `etc/${'deep/'.repeat(30)}x\0`, {flag: 'L'}),
	file('x', 'more text'),
	header('etc/link', {flag: '2', linkName: 'long/name'}),
	header('etc/hard', {flag: '1', linkName: 'etc/long/name'}),
	pax([
		['GNU.sparse.major', '1'],
		['GNU.sparse.minor', '0'],
		['GNU.sparse.name', 'etc/sparse'],
		['GNU.sparse.realsize', '5000'],
	]),
	file('x', `2\n0\n4\n4000\n4\n${'\0'.repeat(500)}aaaabbbb`),
	file('etc/shadow', 'root:*:'),
);

/** Some bytes changed, left out or doubled. */
const damage = fc.array(fc.record({at: fc.nat(), byte: fc.nat(255), kind: fc.constantFrom('set', 'cut', 'double')}), {minLength: 1, maxLength: 5});

function damaged(bytes: Buffer, faults: readonly {readonly at: number; readonly byte: number; readonly kind: string}[]): Buffer {
	let wrong = Buffer.from(bytes);
	for (const {at, byte, kind} of faults) {
		const place = at % Math.max(1, wrong.length);
		if (kind === 'set') wrong[place] = byte;
		else if (kind === 'cut') wrong = Buffer.concat([wrong.subarray(0, place), wrong.subarray(place + byte)]);
		else wrong = Buffer.concat([wrong.subarray(0, place), wrong.subarray(Math.max(0, place - byte))]);
	}
	return wrong;
}

test('damaged archives are read as far as they go, the same in pieces of any size, and nothing in them leads out', (t) => {
	fc.assert(
		fc.property(damage, fc.integer({min: 50, max: 3000}), (faults, size) => {
			const bytes = damaged(varied, faults);
			const [whole, pieces] = [readInPieces(bytes, bytes.length + 1), readInPieces(bytes, size)];
			if (told(whole.system) !== told(pieces.system) || whole.fault !== pieces.fault) return false;
			return [...whole.system.entries.keys()].every((entry) => {
				resolve(whole.system, entry);
				textAt(whole.system, entry);
				unknownAt(whole.system, entry);
				return !entry.startsWith('/') && !entry.split('/').includes('..');
			});
		}),
		{numRuns: 1000},
	);
	t.pass();
});

test('damaged packed archives never throw, and keep the hash of the file', async (t) => {
	const zstd = Object.values(zstdArchives).map((base64) => Buffer.from(base64, 'base64'));
	await fc.assert(
		fc.asyncProperty(fc.constantFrom(gzipSync(varied), ...zstd), damage, fc.boolean(), async (bytes, faults, asRoot) => {
			const wrong = damaged(bytes, faults);
			const input = await load(t, wrong, {asRoot});
			const {artifact} = await readArtifact(input);
			return wrong.length === 0 || artifact?.sha256 === createHash('sha256').update(wrong).digest('hex');
		}),
		{numRuns: 150},
	);
	t.pass();
});

test('any bytes: a tar archive, Zstandard, and a root file system that the user names', async (t) => {
	const start = fc.constantFrom('', '28b52ffd', '1f8b08', '502a4d18', '504b0304', '514649fb');
	await fc.assert(
		fc.asyncProperty(start, fc.uint8Array({maxLength: 3000}), async (magic, tail) => {
			const bytes = Buffer.concat([Buffer.from(magic, 'hex'), tail]);
			readInPieces(bytes, 700);
			try {
				newUnzstd(() => {}).push(bytes);
			} catch (error) {
				if (!(error instanceof Error)) return false;
			}
			const {artifact, problems} = await seen(t, bytes, {asRoot: true});
			return artifact?.kind === 'unknown' && problems.length === 1;
		}),
		{numRuns: 200},
	);
	t.pass();
});
