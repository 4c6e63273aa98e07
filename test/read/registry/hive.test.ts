import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import test from 'ava';
import {type Hive, type HiveKey, hiveNumber, hiveText, openHive} from '../../../src/read/registry/hive.ts';
import {hiveOf} from '../../helpers/hive.ts';
import {projectRoot} from '../../helpers/project.ts';

/**
 * A SAM hive that hivex 1.3.23 wrote to: it added `Names` and its four keys. chntpw 1.00 and regipy 6.5.0 read the same accounts, states, groups and
 * security identifiers from it.
 */
const byHivex = gunzipSync(readFileSync(join(projectRoot, 'test/read/registry/sam-by-hivex.gz')));

function opened(bytes: Uint8Array): Hive {
	const hive = openHive(bytes);
	if (hive === undefined) throw new Error('no hive');
	return hive;
}

test('keys and values are found by their names, whatever their case', (t) => {
	const {root} = opened(hiveOf('[A]\n"x"="hello"\n"n"=dword:0000000a\n[A\\B c]\n"bin"=hex:01,02,03,04,05,06\n'));
	t.is(hiveText(root.key('a')?.value('X')), 'hello');
	t.is(hiveNumber(root.key('A')?.value('n')), 10);
	t.deepEqual([...(root.key('a\\b C')?.value('BIN')?.data ?? [])], [1, 2, 3, 4, 5, 6]);
	t.is(root.key('A\\missing'), undefined);
	t.is(root.key('A')?.value('missing'), undefined);
	t.is(hiveNumber(root.key('A')?.value('x')), undefined);
});

test('a hive of another writer is read', (t) => {
	const users = opened(byHivex).root.key('SAM\\Domains\\Account\\Users');
	t.deepEqual(
		users?.keys().map(({name}) => name),
		['000001F4', '000001F5', '000003E9', '000003EA', 'Names'],
	);
	t.deepEqual(
		users
			?.key('Names')
			?.keys()
			.map(({name}) => name),
		['Administrator', 'Guest', 'kiosk', 'larkspur'],
	);
	t.is(users?.key('Names\\kiosk')?.value('')?.type, 1002);
	t.is(users?.key('000001F4')?.value('F')?.data.length, 80);
});

test('changes that wait in a transaction log are told', (t) => {
	t.false(opened(hiveOf('[A]\n')).isStale);
	t.true(opened(hiveOf('[A]\n', {stale: true})).isStale);
});

test('what is no hive is none', (t) => {
	t.is(openHive(new Uint8Array(0)), undefined);
	t.is(openHive(Buffer.from('regf')), undefined);
	t.is(openHive(Buffer.alloc(8192, 'regf')), undefined);
});

/** Walks all that can be reached, and counts it. */
function walk(key: HiveKey, depth = 0): number {
	key.value('F');
	return depth > 12 ? 1 : key.keys().reduce((sum, child) => sum + walk(child, depth + 1), 1);
}

test('a key that is its own child comes to an end, and the hive is told to be broken', (t) => {
	const bytes = hiveOf('[A]\n"F"="x"\n');
	// The one child of the root becomes the root itself.
	const list = bytes.readUInt32LE(4096 + 32 + 4 + 0x1c) + 4096 + 4;
	bytes.writeUInt32LE(32, list + 4);
	const hive = opened(bytes);
	t.is(walk(hive.root), 14);
	// A list of lists of itself, of as many entries as fit.
	const wide = hiveOf('[A]\n"F"="x"\n');
	const at = wide.readUInt32LE(4096 + 32 + 4 + 0x1c);
	wide.write('ri', at + 4096 + 4);
	wide.writeUInt16LE(0xffff, at + 4096 + 6);
	wide.writeUInt32LE(at, at + 4096 + 8);
	t.true(walk(opened(wide).root) <= 14);
});

test('no change of bytes makes the reader throw or run on', (t) => {
	let seed = 7;
	const next = (below: number) => {
		seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
		return seed % below;
	};
	const started = performance.now();
	let broken = 0;
	for (let round = 0; round < 1500; round++) {
		const bytes = Buffer.from(byHivex);
		for (let change = 0; change < 4; change++) bytes[4096 + next(bytes.length - 4096)] = next(256);
		const hive = openHive(bytes.subarray(0, next(5) === 0 ? next(bytes.length) : bytes.length));
		if (hive === undefined) continue;
		walk(hive.root);
		if (hive.isBroken()) broken++;
	}
	t.true(broken > 20);
	t.true(performance.now() - started < 20_000);
});

test('a key whose name no Windows would take is not read, and the hive is told to be broken', (t) => {
	const bytes = hiveOf(`[A]\n"F"="x"\n[${'B'.repeat(600)}]\n"F"="x"\n`);
	const hive = opened(bytes);
	t.deepEqual(
		hive.root.keys().map(({name}) => name),
		['A'],
	);
	t.true(hive.isBroken());
});
