import {createHash} from 'node:crypto';
import {gzipSync} from 'node:zlib';
import test from 'ava';
import {newUnzstd} from '../../../src/read/filesystem/zstd.ts';
import {archive, file, header, linux, load, seen, textsOf, zstdFrame} from '../../helpers/archive.ts';
import {zstdArchives} from './zstd-archives.ts';

const small = archive(...linux, file('etc/hostname', 'larkspur\n'));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Bytes in blocks of a size. */
function blocksOf(bytes: Buffer, size = 100_000): readonly Buffer[] {
	return Array.from({length: Math.ceil(bytes.length / size)}, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

const packed: readonly (readonly [name: string, bytes: Buffer])[] = [
	['gzip', gzipSync(small)],
	['gzip of several members', Buffer.concat([gzipSync(small.subarray(0, 700)), gzipSync(small.subarray(700, 701)), gzipSync(small.subarray(701))])],
	['gzip with zeros after its end', Buffer.concat([gzipSync(small), Buffer.alloc(100_000)])],
	['zstd', zstdFrame(blocksOf(small))],
	['zstd of several frames', Buffer.concat([zstdFrame(blocksOf(small.subarray(0, 700))), zstdFrame(blocksOf(small.subarray(700), 100))])],
	['zstd with frames that are skipped', Buffer.concat([skipped(0), skipped(70_000), zstdFrame(blocksOf(small, 600)), skipped(5)])],
	['zstd with empty blocks and an empty frame', Buffer.concat([zstdFrame([Buffer.alloc(0)]), zstdFrame([Buffer.alloc(0), small, Buffer.alloc(0)])])],
];

function skipped(length: number): Buffer {
	const head = Buffer.from([0x53, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]);
	head.writeUInt32LE(length, 4);
	return Buffer.concat([head, Buffer.alloc(length, 0x28)]);
}

for (const [name, bytes] of packed) {
	test(`${name}: read, whatever it is called`, async (t) => {
		for (const called of ['root.tar.gz', 'evidence', 'x.md']) {
			const {artifact, problems} = await seen(t, bytes, {name: called});
			t.deepEqual(problems, []);
			t.is(artifact?.kind, 'root');
			t.is(artifact?.sha256, sha256(bytes));
			if (artifact?.kind === 'root') t.is(textsOf(artifact.system)['etc/hostname'], 'larkspur\n');
		}
	});
}

for (const [name, base64] of Object.entries(zstdArchives)) {
	test(`zstd's own compressed blocks: ${name}, in pieces of any size`, async (t) => {
		const bytes = Buffer.from(base64, 'base64');
		const {artifact, problems} = await seen(t, bytes);
		t.deepEqual(problems, []);
		if (artifact?.kind !== 'root') return t.fail();
		const settings = artifact.system.contents.get('etc/app.conf') ?? Buffer.alloc(0);
		t.is(sha256(settings), '0031ecfcec77db506cda933e6db819d7ef147be6f8d77d1a6f493ae2fc2a728c');
		const whole = unzstd(bytes, bytes.length);
		for (const size of [1, 2, 17, 18, 100]) t.true(unzstd(bytes, size).equals(whole), `pieces of ${size}`);
	});
}

function unzstd(bytes: Buffer, size: number): Buffer {
	const out: Buffer[] = [];
	const unpacker = newUnzstd((piece) => out.push(Buffer.from(piece)));
	for (let at = 0; at < bytes.length; at += size) {
		const piece = Buffer.from(bytes.subarray(at, at + size));
		unpacker.push(piece);
		piece.fill(0);
	}
	unpacker.end();
	return Buffer.concat(out);
}

/** Nothing that packs: several pieces of a file are read before the last one. */
const noise = createHash('shake256', {outputLength: 4_000_000}).update('noise').digest();
const gzipped = gzipSync(archive(...linux, file('usr/share/noise', noise), file('etc/b', 'last')));
const zstandard = zstdFrame(blocksOf(archive(...linux, file('etc/b', Buffer.alloc(200_000, 7)))));

for (const [name, bytes, message] of [
	['gzip cut off', gzipped.subarray(0, gzipped.length / 2), /^not read in full: unexpected end of file; \d entries were read before$/],
	['gzip with a wrong checksum', withWrongByte(gzipped, gzipped.length - 6), /^not read in full: incorrect data check; \d entries/],
	['gzip with wrong bytes', withWrongByte(gzipped, 3_000_000), /^not read in full: incorrect data check/],
	['gzip with garbage after its end', Buffer.concat([gzipped, Buffer.alloc(1000, 0x55)]), /^not read in full: incorrect header check/],
	['zstd cut off', zstandard.subarray(0, zstandard.length - 40), /^not read in full: it is cut off; \d entries/],
	['zstd with a block of no kind', withWrongByte(zstandard, 6 + 3 + 100_000, 0x06), /^not read in full: it is not valid Zstandard: a block of no known kind/],
	['zstd with garbage after its end', Buffer.concat([zstandard, Buffer.from('some garbage')]), /^not read in full: it is not valid Zstandard: no frame/],
] as const) {
	test(`${name}: what came before is read, and the fault said`, async (t) => {
		const {artifact, problems} = await seen(t, bytes);
		t.is(artifact?.kind, 'root');
		t.is(artifact?.sha256, sha256(bytes), 'the hash is that of the whole file');
		t.regex(problems[0]?.message ?? '', message);
		t.is(problems.length, 1);
	});
}

function withWrongByte(bytes: Buffer, at: number, byte = (bytes[at] ?? 0) ^ 0x55): Buffer {
	const wrong = Buffer.from(bytes);
	wrong[Math.floor(at)] = byte;
	return wrong;
}

test('archives that break before anything came out are problems; packed files that are no archives are only unknown', async (t) => {
	const says = async (bytes: Buffer) => {
		const {artifact, problems} = await seen(t, bytes, {name: 'x.gz'});
		t.is(artifact?.kind, 'unknown');
		return problems[0]?.message;
	};
	t.regex((await says(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff]))) ?? '', /^a gzip archive that can't be read: invalid/);
	t.regex((await says(zstdFrame([Buffer.from('x')], {window: 0xff}))) ?? '', /window/i);
	t.is(await says(gzipSync('a log\n'.repeat(1000))), undefined);
	t.is(await says(gzipSync('short')), undefined);
	t.is(await says(zstdFrame([Buffer.from('{"a": 1}'.repeat(100))])), undefined);
	t.is(await says(gzipSync(Buffer.alloc(5000))), undefined);
});

/** Megabytes that the process took more at its peak than before. */
async function grown(work: () => Promise<unknown>): Promise<number> {
	const before = process.memoryUsage().rss;
	let peak = before;
	const timer = setInterval(() => {
		peak = Math.max(peak, process.memoryUsage().rss);
	}, 5);
	await work();
	clearInterval(timer);
	return (Math.max(peak, process.memoryUsage().rss) - before) / 1024 ** 2;
}

/** What packs to a thousandth: the header of a file of 4 GB, and zeros. */
function bomb(): Buffer {
	const zeros = Buffer.alloc(32 << 20);
	const parts = [gzipSync(header('usr/zeros', {size: 4 * 1024 ** 3}))];
	const part = gzipSync(zeros);
	for (let count = 0; count < 128; count++) parts.push(part);
	return Buffer.concat(parts);
}

test.serial('a gzip bomb is read no further than sense, in little memory', async (t) => {
	const bytes = bomb();
	const more = await grown(async () => {
		const {fault, system} = await load(t, bytes, {name: 'bomb.tar.gz'});
		t.regex(fault ?? '', /^it unpacks to more than 400 times its size, as no real file system does; 1 entries/);
		t.is(system?.contents.size, 0);
	});
	t.true(more < 150, `${more} MB`);
});

test.serial('a Zstandard bomb likewise: blocks of four bytes that each stand for 128 kB', async (t) => {
	const head = header('usr/zeros', {size: 4 * 1024 ** 3});
	const bytes = zstdFrame([head, ...new Array<{byte: number; times: number}>(100_000).fill({byte: 0, times: 128 << 10})]);
	const more = await grown(async () => {
		const {fault} = await load(t, bytes, {name: 'bomb.tar.zst'});
		t.regex(fault ?? '', /^it unpacks to more than 400 times its size/);
	});
	t.true(more < 150, `${more} MB`);
});

test('Zstandard made to waste time is refused: tiny blocks, tiny frames, windows that no one needs', (t) => {
	const one = (frames: Buffer) => () => unzstd(frames, frames.length);
	const largest = 0x68;
	t.throws(one(zstdFrame(new Array<Buffer>(50_000).fill(Buffer.of(1)), {window: largest})), {message: /blocks are too small/});
	t.throws(one(Buffer.concat(new Array<Buffer>(50_000).fill(zstdFrame([Buffer.of(1)], {window: largest})))), {message: /blocks are too small/});
	t.throws(one(zstdFrame([Buffer.of(1)], {window: 0x69})), {message: /window of 9 MB, of which at most 8 MB are taken: pack it without --long/});
	t.throws(one(zstdFrame([Buffer.of(1)], {window: 0xff})), {message: /window of/});
	t.throws(one(Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xe0]), Buffer.alloc(8, 0xff), Buffer.alloc(20)])), {message: /window of/});
	t.throws(one(Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x01, 0x50, 0x07]), Buffer.alloc(20)])), {message: /dictionary/});
	t.throws(one(zstdFrame([Buffer.of(1)], {flags: 8})), {message: /zstd|Zstandard/});
	t.throws(one(zstdFrame([]).subarray(0, 6)), {message: 'it is cut off'});
});
