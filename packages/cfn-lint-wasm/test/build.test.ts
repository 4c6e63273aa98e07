import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {readManifest} from '../src/manifest.ts';
import {packSnapshot, restoreSnapshot} from '../src/snapshot.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const manifest = readManifest(readFileSync(join(root, 'runtime/manifest.json'), 'utf8'));

test('the runtime is what its manifest says, and fits a package', (t) => {
	let size = 0;
	for (const [file, hash] of Object.entries(manifest.hashes)) {
		const bytes = readFileSync(join(root, 'runtime', file));
		size += bytes.length;
		t.is(createHash('sha256').update(bytes).digest('hex'), hash, file);
	}
	t.deepEqual(readdirSync(join(root, 'runtime')).sort(), [...Object.keys(manifest.hashes), 'manifest.json'].sort());
	t.log(`${(size / 1e6).toFixed(1)} MB`);
	t.true(size < 80e6);
});

test('the version is the one that is pinned', (t) => {
	const [, pinned = ''] = /^cfn-lint==(\S+)/m.exec(readFileSync(join(root, 'requirements.txt'), 'utf8')) ?? [];
	t.is(manifest.cfnLint, pinned);
});

test('every wheel is pinned by hash', (t) => {
	const lines = readFileSync(join(root, 'requirements.txt'), 'utf8')
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'));
	t.true(lines.length > 10);
	for (const line of lines) t.regex(line, /^[a-z0-9-]+==\S+ --hash=sha256:[0-9a-f]{64}$/);
});

test('what is carried has its licences along', (t) => {
	const page = readFileSync(join(root, 'THIRD-PARTY.md'), 'utf8');
	for (const name of ['cfn_lint', 'networkx', 'jsonpatch', 'PyYAML', 'libyaml', 'fflate', 'Pyodide']) t.true(new RegExp(`^## ${name}`, 'mi').test(page), name);
});

test('a snapshot gives back the memory that it was made of', (t) => {
	const memory = new Uint8Array(8 * 4096);
	memory.fill(7, 4096, 4100);
	memory[3 * 4096 + 5] = 1;
	memory.fill(9, 4 * 4096, 5 * 4096);
	const json = new TextEncoder().encode('{"hiwireKeys":[]}');
	const start = 64 + 16 * Math.ceil(json.length / 16);
	const file = new Uint8Array(start + memory.length);
	new Uint32Array(file.buffer).set([1, start, json.length]);
	file.set(json, 48);
	file.set(memory, start);
	const {index, pages} = packSnapshot(file);
	t.deepEqual(index, {
		size: memory.length,
		runs: [
			[1, 1],
			[3, 2],
		],
		config: {hiwireKeys: []},
	});
	// A fresh memory holds the module's own data where the snapshot may have zeros, and may be larger.
	const fresh = new Uint8Array(9 * 4096).fill(3);
	restoreSnapshot(fresh, index, pages);
	t.deepEqual(fresh.subarray(0, memory.length), memory);
});
