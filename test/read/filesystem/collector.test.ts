import test from 'ava';
import {newCollector} from '../../../src/read/filesystem/collector.ts';
import {archive, file, header, pax, readInPieces} from '../../helpers/archive.ts';

test('a file anywhere is held when a credential shows in it', (t) => {
	const {system} = readInPieces(
		archive(
			file('usr/share/x', '-----BEGIN RSA PRIVATE KEY-----\n'),
			file('home/u/app/node_modules/x/y.js', 'const key = "AKIAIOSFODNN7EXAMPLE"'),
			file('usr/share/z', 'nothing at all'),
			file('usr/share/program', Buffer.concat([Buffer.alloc(10), Buffer.from('AKIAIOSFODNN7EXAMPLE')])),
		),
		4096,
	);
	t.deepEqual([...system.contents.keys()].toSorted(), ['home/u/app/node_modules/x/y.js', 'usr/share/x']);
});

test('more files than are listed, longer names than are kept, more bytes than are held: said, and the rest goes on', (t) => {
	const many = newCollector();
	for (let index = 0; index < 200_010; index++) many.add({path: `etc/${index}`, type: 'file', size: 0});
	t.regex(many.leftOut ?? '', /^more files that may matter than are listed: some from etc\/199998 on/);
	t.is(many.done('x', 'tar').entries.size, 200_000);
	t.is(many.count, 200_010);

	const long = newCollector();
	for (let index = 0; index < 50_000; index++) long.add({path: `etc/${String(index).padStart(4000, '0')}`, type: 'file', size: 0});
	t.regex(long.leftOut ?? '', /^more files that may matter/);
	t.true(long.done('x', 'tar').entries.size < 17_000);

	const big = newCollector();
	const bytes = Buffer.alloc(16 << 20, 'x');
	for (let index = 0; index < 22; index++) {
		const entry = {path: `var/lib/dpkg/status.d/${index}`, type: 'file' as const, size: bytes.length};
		t.is(big.wanted(entry), bytes.length);
		big.add(entry, bytes);
	}
	const {contents, unread} = big.done('x', 'tar');
	t.is(contents.size, 20);
	t.regex(big.leftOut ?? '', /^more than 320 MB of files that may matter: some from var\/lib\/dpkg\/status\.d\/20 on/);
	t.is(unread.get('var/lib/dpkg/status.d/20'), 'there is too much to read');
});

test('a file that takes the place of another gives its room back', (t) => {
	const collector = newCollector();
	const bytes = Buffer.alloc(16 << 20, 'x');
	for (let index = 0; index < 30; index++) collector.add({path: 'var/lib/dpkg/status', type: 'file', size: bytes.length}, bytes);
	t.is(collector.leftOut, undefined);
	t.is(collector.done('x', 'tar').contents.size, 1);
});

test('paths and targets longer than any system takes are left out, and said', (t) => {
	const {system} = readInPieces(
		archive(
			file('x', `etc/${'x'.repeat(5000)}\0`, {flag: 'L'}),
			file('x', 'text'),
			pax([['linkpath', 'y'.repeat(100_000)]]),
			header('etc/link', {flag: '2'}),
			file('etc/a', 'b'),
		),
		1 << 20,
	);
	t.deepEqual([...system.entries.keys()].toSorted(), ['', 'etc', 'etc/a']);
	t.is(system.count, 3);
});

test('a long global header costs nothing for each entry', (t) => {
	const records = Array.from({length: 60_000}, (_, index) => [`k${index}`, 'v'] as const);
	const entries = Array.from({length: 20_000}, (_, index) => header(`usr/share/${index}`));
	const start = performance.now();
	t.is(readInPieces(archive(pax(records, 'g'), ...entries), 1 << 20).system.count, 20_000);
	t.true(performance.now() - start < 10_000);
});

test('folders of deep files are listed until the list is full, and not looked for after that', (t) => {
	const deep = newCollector();
	for (let index = 0; index < 2_000; index++) deep.add({path: `etc/${index}${'/b'.repeat(1900)}/x`, type: 'file', size: 0});
	t.regex(deep.leftOut ?? '', /^more files that may matter/);
	t.is(deep.count, 2_000);
});
