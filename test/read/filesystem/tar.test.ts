import {gunzipSync} from 'node:zlib';
import test from 'ava';
import {entryAt, resolve, textAt} from '../../../src/filesystem.ts';
import {archive, file, header, linux, pax, readInPieces, textsOf, withSum} from '../../helpers/archive.ts';
import {sparseArchives} from './sparse-archives.ts';

const sizes = [1, 7, 511, 512, 513, 4096, 1 << 20];

/** Small pieces of something big take long. */
function sizesFor(bytes: Buffer): readonly number[] {
	return sizes.filter((size) => bytes.length / size < 50_000);
}

/** Reads in pieces of all sizes, which must not matter. */
function read(...blocks: readonly Buffer[]) {
	const bytes = archive(...blocks);
	const [first, ...others] = sizesFor(bytes).map((size) => readInPieces(bytes, size));
	for (const other of others) if (JSON.stringify(plain(other)) !== JSON.stringify(plain(first))) throw new Error('pieces of other sizes give something else');
	if (first === undefined) throw new Error('no sizes');
	return first;
}

function plain(found: ReturnType<typeof readInPieces> | undefined) {
	return [
		[...(found?.system.entries ?? [])],
		[...(found?.system.contents ?? [])].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')]),
		[...(found?.system.unread ?? [])],
		found?.fault,
	];
}

test('ustar: entries with their types, rights, owners, sizes and targets', (t) => {
	const {system, fault} = read(
		header('./', {flag: '5', mode: 0o755}),
		header('./etc/', {flag: '5', mode: 0o755}),
		file('./etc/passwd', 'root:x:0:0::/root:/bin/sh\n', {mode: 0o644}),
		file('etc/shadow', 'root:*:1:::::\n', {mode: 0o100640, gid: 42}),
		header('etc/mtab', {flag: '2', mode: 0o777, linkName: '../proc/self/mounts'}),
		header('dev/null', {flag: '3', mode: 0o666}),
		header('dev/sda', {flag: '4'}),
		header('run/initctl', {flag: '6'}),
		file('etc/cron.d/old', 'x', {flag: '\0'}),
		file('etc/cron.d/contiguous', 'y', {flag: '7'}),
		header('etc/folder-of-v7/', {flag: '\0'}),
	);
	t.is(fault, undefined);
	t.is(system.count, 10);
	t.deepEqual(system.entries.get('etc/shadow'), {path: 'etc/shadow', type: 'file', size: 14, mode: 0o640, uid: 0, gid: 42});
	t.deepEqual(system.entries.get('etc/mtab'), {path: 'etc/mtab', type: 'link', size: 0, mode: 0o777, uid: 0, gid: 0, target: '../proc/self/mounts'});
	t.like(system.entries.get(''), {type: 'folder', mode: 0o755});
	t.is(system.entries.get('dev/null')?.type, 'device');
	t.is(system.entries.get('dev/sda')?.type, 'device');
	t.is(system.entries.get('run/initctl')?.type, 'other');
	t.is(system.entries.get('etc/folder-of-v7')?.type, 'folder');
	t.like(textsOf(system), {'etc/cron.d/old': 'x', 'etc/cron.d/contiguous': 'y'});
	t.false(system.contents.has('dev/null'));
});

test('names: ustar prefix, GNU long names, pax paths; the longer one wins', (t) => {
	const long = `etc/${'deep/'.repeat(40)}x.conf`;
	const {system, fault} = read(
		file('x.conf', 'a', {prefix: 'etc/prefix'}),
		// GNU has times where ustar has the prefix.
		file('etc/gnu', 'b', {magic: 'ustar  \0', prefix: '14727145432\0 14727145432'}),
		file('././@LongLink', `${long}\0`, {flag: 'L'}),
		file('cut off', 'c'),
		file('././@LongLink', `../${'up/'.repeat(50)}x\0`, {flag: 'K'}),
		header('etc/link', {flag: '2', linkName: 'cut off'}),
		pax([
			['path', 'etc/grüße/näh'],
			['linkpath', 'ü'],
		]),
		header('other', {flag: '2', linkName: 'v'}),
		file('etc/after', 'd'),
	);
	t.is(fault, undefined);
	t.deepEqual(textsOf(system), {'etc/prefix/x.conf': 'a', 'etc/gnu': 'b', [long]: 'c', 'etc/after': 'd'});
	t.is(system.entries.get('etc/link')?.target, `../${'up/'.repeat(50)}x`);
	t.is(system.entries.get('etc/grüße/näh')?.target, 'ü');
});

test('pax: ids and sizes that no header holds, globals, and what the own header says last', (t) => {
	const {system, fault} = read(
		pax(
			[
				['uid', '5000000'],
				['gid', '70000'],
			],
			'g',
		),
		file('etc/a', 'abc'),
		pax([
			['uid', '4294967294'],
			['size', '3'],
			['mtime', '1700000000.5'],
			['comment', 'x'],
		]),
		Buffer.concat([header('etc/b', {size: 0}), Buffer.from('abc'), Buffer.alloc(509)]),
		pax([
			['uid', '-1'],
			['gid', 'x'],
		]),
		file('etc/c', 'abc', {uid: 7, gid: 8}),
	);
	t.is(fault, undefined);
	t.like(system.entries.get('etc/a'), {uid: 5_000_000, gid: 70_000});
	t.like(system.entries.get('etc/b'), {uid: 4_294_967_294, gid: 70_000, size: 3});
	t.like(system.entries.get('etc/c'), {uid: 7, gid: 8});
	t.is(textsOf(system)['etc/b'], 'abc');
});

test('ids and sizes in binary', (t) => {
	const binary = (value: number, length: number) => {
		const bytes = Buffer.alloc(length);
		bytes[0] = 0x80;
		bytes.writeUInt32BE(value, length - 4);
		return bytes;
	};
	const {system} = read(
		Buffer.concat([
			header('etc/a', {
				size: binary(3, 12),
				patch: (block) => {
					binary(3_000_000_000, 8).copy(block, 108);
					Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe]).copy(block, 116);
				},
			}),
			Buffer.from('abc'),
			Buffer.alloc(509),
		]),
	);
	t.deepEqual(system.entries.get('etc/a'), {path: 'etc/a', type: 'file', size: 3, mode: 0o644, uid: 3_000_000_000});
	t.is(textsOf(system)['etc/a'], 'abc');
});

for (const [form, packed] of Object.entries(sparseArchives)) {
	test(`sparse files: ${form}`, (t) => {
		const bytes = gunzipSync(Buffer.from(packed, 'base64'));
		for (const size of sizesFor(bytes)) {
			const {system, fault} = readInPieces(bytes, size);
			t.is(fault, undefined);
			const whole = Buffer.alloc(600_000);
			for (let index = 0; index < 7; index++) whole.write(`entry ${index}\n`, index * 70_000);
			t.is(system.entries.get('var/log/lastlog')?.size, 600_000);
			t.true(whole.equals(system.contents.get('var/log/lastlog') ?? Buffer.alloc(0)));
			t.true(Buffer.alloc(5000).equals(system.contents.get('var/log/hole') ?? Buffer.alloc(0)));
			t.is(textAt(system, 'etc/passwd')?.value, 'root:x:0:0::/root:/bin/sh\n');
			t.is(system.count, 6);
		}
	});
}

test('sparse maps that lie lead to nothing worse than wrong bytes', (t) => {
	const map = (text: string) => file('x', text, {flag: '0'});
	const sparse = (name: string, realsize: string) =>
		pax([
			['GNU.sparse.major', '1'],
			['GNU.sparse.minor', '0'],
			['GNU.sparse.name', name],
			['GNU.sparse.realsize', realsize],
		]);
	const {system, fault} = read(
		...[sparse('etc/a', '10'), map('1\n9999999999999\n5\n')],
		...[sparse('etc/b', '10'), map('99999999999999999999999999\n')],
		...[sparse('etc/c', '10'), map('2\n0\n1000000000\n')],
		...[sparse('etc/d', '10'), map('-1\n-5\nx\n')],
		...[sparse('etc/e', '9e9'), map('1\n0\n1\n')],
		...[
			pax([
				['GNU.sparse.size', '20'],
				['GNU.sparse.map', `${'0,1,'.repeat(150_000)}0,1`],
			]),
			file('etc/f', 'abc'),
		],
		...[
			pax([
				['GNU.sparse.size', '20'],
				['GNU.sparse.map', 'x,,1,-1,NaN'],
			]),
			file('etc/g', 'abc'),
		],
		file('etc/last', 'here'),
	);
	t.is(fault, undefined);
	for (const name of ['a', 'b', 'c', 'd']) t.is(system.contents.get(`etc/${name}`)?.length, 10, name);
	t.is(system.contents.get('etc/f')?.length, 20);
	t.is(textsOf(system)['etc/last'], 'here');
});

test('a sparse file that holds more than its size is not read', (t) => {
	const {system, fault} = read(
		pax([
			['GNU.sparse.major', '1'],
			['GNU.sparse.realsize', '10'],
			['GNU.sparse.name', 'etc/a'],
		]),
		file('x', Buffer.alloc(3 << 20)),
		file('etc/last', 'here'),
	);
	t.is(fault, undefined);
	t.is(system.unread.get('etc/a'), 'the archive holds more of it than its size');
	t.is(textsOf(system)['etc/last'], 'here');
});

test('hard links are the same file, also of links, and of what is not held', (t) => {
	const {system} = read(
		file('etc/first', 'text', {mode: 0o600, uid: 5}),
		header('etc/second', {flag: '1', linkName: './etc/first', mode: 0o600, uid: 5}),
		header('root/third', {flag: '1', linkName: 'etc/second', mode: 0o600}),
		header('etc/symbolic', {flag: '2', linkName: 'first'}),
		header('etc/same-link', {flag: '1', linkName: 'etc/symbolic'}),
		file('usr/share/unheld.bin', Buffer.alloc(10)),
		header('etc/unknown', {flag: '1', linkName: 'usr/share/unheld.bin'}),
		header('usr/share/unlisted', {flag: '1', linkName: 'usr/share/unheld.bin'}),
		header('usr/share/other-name', {flag: '1', linkName: 'etc/first'}),
		file('etc/empty', ''),
		header('etc/same-empty', {flag: '1', linkName: 'etc/empty'}),
	);
	t.like(system.entries.get('etc/second'), {type: 'file', size: 4, mode: 0o600, uid: 5});
	t.is(textAt(system, 'root/third')?.value, 'text');
	t.is(textAt(system, 'usr/share/other-name')?.value, 'text');
	t.like(system.entries.get('etc/same-link'), {type: 'link', target: 'first'});
	t.regex(system.unread.get('etc/unknown') ?? '', /another name of usr\/share\/unheld\.bin/);
	t.false(system.unread.has('etc/same-empty'));
	t.false(system.entries.has('usr/share/unlisted'));
});

test('hard links in a circle, to themselves and out of the root give nothing and take no time', (t) => {
	const {system} = read(
		header('etc/a', {flag: '1', linkName: 'etc/b'}),
		header('etc/b', {flag: '1', linkName: 'etc/a'}),
		header('etc/self', {flag: '1', linkName: 'etc/self'}),
		header('etc/out', {flag: '1', linkName: '../../etc/passwd'}),
	);
	for (const name of ['a', 'b', 'self', 'out']) t.true(system.unread.has(`etc/${name}`), name);
	t.is(system.contents.size, 0);
});

test('symbolic links: in circles, absolute, out of the root', (t) => {
	const {system} = read(
		header('etc/a', {flag: '2', linkName: 'b'}),
		header('etc/b', {flag: '2', linkName: '/etc/a'}),
		header('etc/out', {flag: '2', linkName: '../../../etc/real'}),
		file('etc/real', 'inside'),
		header('etc/folder', {flag: '2', linkName: '/opt/settings'}),
		file('opt/settings/x.conf', 'y'),
		header('etc/long', {flag: '2', linkName: 'x/'.repeat(40)}),
	);
	t.is(resolve(system, 'etc/a'), undefined);
	t.is(textAt(system, 'etc/out')?.value, 'inside', 'a root has nothing above it');
	t.is(textAt(system, 'etc/folder/x.conf')?.value, 'y');
	t.is(textAt(system, 'etc/folder/../settings/./x.conf')?.value, 'y');
	t.is(entryAt(system, 'etc/long'), undefined);
});

test('absolute names count from the root; names that lead out of it are left out and counted', (t) => {
	const {system, tar} = read(
		file('/etc/absolute', 'a'),
		file('//etc//double', 'b'),
		file('../etc/passwd', 'evil'),
		file('etc/../../x', 'evil'),
		file('etc/..', 'evil'),
		file('..', 'evil'),
		pax([['path', 'etc/nul\0name']]),
		file('x', 'evil'),
		file('etc/..data', 'c'),
		file('etc/...', 'd'),
	);
	t.deepEqual(textsOf(system), {'etc/absolute': 'a', 'etc/double': 'b', 'etc/..data': 'c', 'etc/...': 'd'});
	t.deepEqual({...tar.strays}, {count: 5, first: '../etc/passwd'});
});

test('the last of several entries wins', (t) => {
	const {system} = read(
		file('etc/a', 'old, and longer', {mode: 0o600}),
		file('etc/a', 'new', {mode: 0o644}),
		file('etc/b', 'old'),
		header('etc/b', {flag: '2', linkName: 'a'}),
		header('etc/c', {flag: '2', linkName: 'a'}),
		file('etc/c', 'file now'),
		file('etc/d', 'text'),
		header('etc/d', {flag: '1', linkName: 'etc/gone'}),
		file('etc/e', 'kept no more'),
		file('etc/e', Buffer.alloc(2 << 20)),
	);
	t.like(system.entries.get('etc/a'), {size: 3, mode: 0o644});
	t.deepEqual(textsOf(system), {'etc/a': 'new', 'etc/c': 'file now'});
	t.is(textAt(system, 'etc/b')?.value, 'new');
	t.true(system.unread.has('etc/d'));
	t.is(system.unread.get('etc/e'), 'it is too big');
});

test('folders that the archive leaves out are there, and do not replace what it has', (t) => {
	const {system} = read(header('etc/', {flag: '5', mode: 0o700}), file('etc/a/b/c', 'x'), file('home/u/.ssh/authorized_keys', 'k'));
	t.deepEqual([...system.entries.keys()].toSorted(), [
		'',
		'etc',
		'etc/a',
		'etc/a/b',
		'etc/a/b/c',
		'home',
		'home/u',
		'home/u/.ssh',
		'home/u/.ssh/authorized_keys',
	]);
	t.like(system.entries.get('etc'), {mode: 0o700});
	t.is(system.count, 3);
});

test('names that are no UTF-8 stay apart', (t) => {
	const {system} = read(
		file(Buffer.from('etc/caf\xe9', 'latin1'), 'a'),
		file(Buffer.from('etc/caf\xe8', 'latin1'), 'b'),
		file('etc/café', 'c'),
		file(Buffer.from('etc/\ufeffmark'), 'd'),
		header('etc/link', {flag: '2', linkName: Buffer.from('caf\xe9', 'latin1')}),
	);
	t.deepEqual(textsOf(system), {'etc/caf\\xe9': 'a', 'etc/caf\\xe8': 'b', 'etc/café': 'c', 'etc/\ufeffmark': 'd'});
	t.is(textAt(system, 'etc/link')?.value, 'a');
});

test("archivers' notes and GNU's listings of folders are no files; unknown kinds are files, as POSIX says", (t) => {
	const {system, fault} = read(
		header('etc/label', {flag: 'V'}),
		file('etc/listing', 'Ya\0Nb\0\0', {flag: 'D'}),
		file('etc/acl', 'user::rw-', {flag: 'A'}),
		file('etc/part', 'rest', {flag: 'M'}),
		file('etc/vendor', 'text', {flag: 'Z'}),
	);
	t.is(fault, undefined);
	t.is(system.entries.get('etc/listing')?.type, 'folder');
	t.deepEqual(textsOf(system), {'etc/vendor': 'text'});
});

test('links, devices and folders that state a size have none', (t) => {
	const {system, fault} = read(
		header('etc/a', {flag: '2', size: 600, linkName: 'b'}),
		header('etc/f/', {flag: '5', size: 99_999}),
		file('etc/v7/', 'what a folder may hold'),
		file('etc/b', 'x'),
	);
	t.is(fault, undefined);
	t.is(system.entries.get('etc/v7')?.type, 'folder');
	t.is(textAt(system, 'etc/a')?.value, 'x');
	t.is(system.entries.get('etc/a')?.size, 0);
});

test('checksums of signed bytes, as some old programs made them', (t) => {
	const block = header(Buffer.from('etc/caf\xe9', 'latin1'));
	const high = block.reduce((count, byte) => count + (byte > 127 ? 1 : 0), 0);
	const sum = Number.parseInt(block.toString('latin1', 148, 154), 8) - 256 * high;
	block.write(sum.toString(8).padStart(6, '0'), 148, 'latin1');
	t.is(read(block).fault, undefined);
});

test('v7: no mark at all', (t) => {
	const {system, fault} = read(file('etc/passwd', 'x', {magic: '\0\0\0\0\0\0\0\0', flag: '\0'}));
	t.is(fault, undefined);
	t.is(textAt(system, 'etc/passwd')?.value, 'x');
});

test('what comes after the end is no part of the archive; one empty block is not the end', (t) => {
	const [first, second] = [file('etc/a', 'x'), file('etc/b', 'y')];
	t.deepEqual(textsOf(read(first, Buffer.alloc(512), second).system), {'etc/a': 'x', 'etc/b': 'y'});
	const {system, fault} = read(first, Buffer.alloc(1024), second, Buffer.from('garbage'.repeat(1000)));
	t.is(fault, undefined);
	t.deepEqual(textsOf(system), {'etc/a': 'x'});
});

const faulty: readonly (readonly [name: string, bytes: Buffer, fault: RegExp, count: number])[] = [
	['nothing', Buffer.alloc(0), /ends after 0 bytes without the mark/, 0],
	['an end without entries', archive(), /^$/, 0],
	['one empty block at the end', Buffer.concat([file('etc/a', 'x'), Buffer.alloc(512)]), /^$/, 1],
	['no end', file('etc/a', 'x'), /ends after 1024 bytes without the mark/, 1],
	['cut off in a header', archive(...linux).subarray(0, 700 + 512), /cut off after 1212 bytes/, 1],
	['cut off in a file', file('etc/a', 'x'.repeat(2000)).subarray(0, 1000), /cut off after 1000 bytes/, 1],
	['cut off in padding', file('etc/a', 'x').subarray(0, 600), /cut off after 600 bytes/, 1],
	['cut off in what is not held', file('usr/share/a', Buffer.alloc(9_000_000)).subarray(0, 9000), /cut off after 9000 bytes/, 1],
	['cut off in a long name', file('x', 'y'.repeat(600), {flag: 'L'}).subarray(0, 700), /cut off after 700 bytes/, 0],
	['a long name that belongs to nothing', archive(file('x', 'etc/y\0', {flag: 'L'})), /^$/, 0],
	['a wrong checksum', archive(file('etc/a', 'x'), withWrongSum(file('etc/b', 'y')), file('etc/c', 'z')), /at byte 1024 .* its checksum is wrong/, 1],
	['garbage between entries', archive(file('etc/a', 'x'), Buffer.alloc(512, 0x55), file('etc/c', 'z')), /at byte 1024 .* checksum/, 1],
	['a size of no digits', archive(header('etc/a', {size: Buffer.from('99zz99999999')})), /its size is no number/, 0],
	['a size below zero', archive(header('etc/a', {size: Buffer.alloc(12, 0xff)})), /its size is no number/, 0],
	['a size of 2^80', archive(header('etc/a', {size: Buffer.from([0x80, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0])})), /its size is no number/, 0],
	['a size of 2^50', archive(header('etc/a', {size: Buffer.from([0x80, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0])})), /cut off after 1536 bytes/, 1],
	['a pax size of many digits', archive(pax([['size', '9'.repeat(400)]]), file('etc/a', 'x')), /^$/, 1],
	['a long name of 1 GB', archive(header('x', {flag: 'L', size: 2 ** 30})), /at byte 0 there is a header of 1024 MB/, 0],
	['a pax header of 8 GB', archive(header('x', {flag: 'x', size: 2 ** 33 - 1})), /a header of 8192 MB/, 0],
];

function withWrongSum(bytes: Buffer): Buffer {
	bytes[0] = 0x58;
	return bytes;
}

for (const [name, bytes, fault, count] of faulty) {
	test(`${name}: ${fault.source === '^$' ? 'no fault' : 'said'}`, (t) => {
		for (const size of sizesFor(bytes)) {
			const found = readInPieces(bytes, size);
			t.regex(found.fault ?? '', fault);
			t.is(found.system.count, count);
		}
	});
}

test('the file that an archive is cut off in is known, and not what is in it', (t) => {
	const {system} = readInPieces(file('etc/a', 'x'.repeat(2000)).subarray(0, 1000), 300);
	t.is(system.unread.get('etc/a'), 'the archive is cut off in it');
	t.false(system.contents.has('etc/a'));
});

test('records of pax headers that are broken are left out', (t) => {
	for (const text of ['', '0 a=b\n', '-5 a=b\n', '99999999999 a=b\n', '6 a=b\n7 path', 'x', '5 abc\n', ' = ', '3 =\n', `${'9'.repeat(100_000)}`]) {
		const {system, fault} = read(file('PaxHeaders', text, {flag: 'x'}), file('etc/a', 'x'));
		t.is(fault, undefined, text.slice(0, 20));
		t.is(textsOf(system)['etc/a'], 'x', text.slice(0, 20));
	}
});

test('a patched header keeps its checksum only when it is made anew', (t) => {
	const block = header('etc/a');
	block[0] = 0x58;
	t.regex(read(block).fault ?? '', /checksum/);
	t.is(read(withSum(block)).fault, undefined);
});

test('files of holes alone are written out up to a bound, and named as unread beyond it', (t) => {
	const hole = (path: string) => {
		const block = header(path, {flag: 'S'});
		block.write((1 << 20).toString(8).padStart(11, '0'), 483);
		return withSum(block);
	};
	const {system, fault} = readInPieces(archive(...Array.from({length: 512}, () => hole('etc/a')), hole('etc/b'), file('etc/last', 'here')), 1 << 20);
	t.is(fault, undefined);
	t.is(system.contents.get('etc/a')?.length, 1 << 20);
	t.is(system.unread.get('etc/b'), 'the archive holds more than 512 MB of holes');
	t.is(textsOf(system)['etc/last'], 'here');
});
