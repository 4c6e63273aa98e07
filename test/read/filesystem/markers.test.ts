import test from 'ava';
import fc from 'fast-check';
import {tokenFormats} from '../../../src/limits/tokens.ts';
import {heldBytes, isListed} from '../../../src/read/filesystem/kept.ts';
import {hasMark} from '../../../src/read/filesystem/markers.ts';

const marks = [
	...['PRIVATE KEY', 'OpenVPN Static key', 'PuTTY-User-Key-File-', 'AKIA', '_authToken', 'client-key-data'],
	...tokenFormats.map(({mark}) => mark).filter((mark) => mark.length >= 4),
];

test('a mark is found wherever it stands', (t) => {
	for (const mark of marks) {
		for (const text of [mark, `x${mark}`, `${mark}x`, `${'-'.repeat(5)}${mark}${' '.repeat(7)}`, `${mark.slice(0, -1)}${mark}`, `${mark.slice(0, 4)}${mark}`])
			t.true(hasMark(Buffer.from(text)), text);
		t.false(hasMark(Buffer.from(mark.slice(0, -1))), mark);
		t.false(hasMark(Buffer.from(mark.slice(1))) && !marks.some((other) => mark.slice(1).includes(other)), mark);
	}
});

test('the search over all marks finds what one search for each does', (t) => {
	const pieces = fc.constantFrom(
		...marks,
		...marks.map((mark) => mark.slice(0, 3)),
		...marks.map((mark) => mark.slice(2)),
		'a',
		' ',
		'\n',
		'ghp',
		'=',
		'KEY',
		'é',
	);
	fc.assert(
		fc.property(fc.array(pieces, {maxLength: 12}), (list) => {
			const text = list.join('');
			return hasMark(Buffer.from(text)) === marks.some((mark) => text.includes(mark));
		}),
		{numRuns: 2000},
	);
	t.pass();
});

test('binary files have a mark where they begin like keys', (t) => {
	t.false(hasMark(Buffer.from('\0AKIA')));
	t.true(hasMark(Buffer.from('308204bd020100', 'hex')));
	t.true(hasMark(Buffer.from('feedfeed00000002', 'hex')));
	t.false(hasMark(Buffer.from('7f454c4602010100', 'hex')));
	t.false(hasMark(Buffer.alloc(0)));
	t.false(hasMark(Buffer.from('0 2 * * * root run\n')), 'a text may begin with the digit that DER begins with');
});

test('held wherever they lie: files that hold log-ins, histories and answers', (t) => {
	for (const path of [
		'usr/share/larkspur/.env',
		'var/lib/postgresql/.psql_history',
		'usr/share/larkspur/.aws/credentials',
		'var/lib/docker/overlay2/a/diff/root/.docker/config.json',
		'usr/lib/larkspur/.git/config',
		'var/lib/larkspur/a.conf',
		'tmp/script_1.sh',
		'larkspur/conf/app.ini',
		'opt/web.config',
	])
		t.true(heldBytes(path) > 0, path);
	for (const path of [
		'usr/bin/history',
		'usr/share/larkspur/config.json',
		'opt/larkspur/node_modules/a/.npmrc',
		'home/admin/.pyenv/versions/3/lib/python3/site.py',
		'var/lib/mysql/ibdata1',
		'proc/1/environ',
		'usr/lib/x.py',
	])
		t.is(heldBytes(path), 0, path);
	t.false(isListed('opt/larkspur/node_modules/a/index.js', 'file'));
});
