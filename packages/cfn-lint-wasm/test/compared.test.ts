import {cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {changedSince, partsOf} from '../scripts/compared.ts';
import {root} from './helpers/published.ts';

/** A copy of what decides the comparisons, two folders deep as in the project. */
function copied(): string {
	const project = realpathSync(mkdtempSync(join(tmpdir(), 'cfn-lint-wasm-')));
	for (const name of ['package.json', 'packages/cfn-lint-wasm/package.json', 'packages/cfn-lint-wasm/requirements.txt'])
		cpSync(join(root, '..', '..', name), join(project, name));
	for (const name of ['libyaml', 'python', 'scripts', 'src', 'test'])
		cpSync(join(root, name), join(project, 'packages/cfn-lint-wasm', name), {recursive: true});
	return project;
}

test('a byte of what decides the comparisons with native cfn-lint is a change, and its part is named', async (t) => {
	const project = copied();
	const folder = join(project, 'packages/cfn-lint-wasm');
	try {
		const parts = await partsOf(folder);
		const {'real templates': _, ...here} = await partsOf(root);
		t.deepEqual(parts, here, 'the same bytes elsewhere have the same hashes');
		t.deepEqual(changedSince(parts, await partsOf(folder)), []);
		for (const [file, part] of [
			['python/regex/_core.py', 'python'],
			['src/pool.ts', 'src'],
			['test/templates/new.yaml', 'test'],
			['libyaml/scanner.c', 'libyaml'],
			['requirements.txt', 'pinned'],
		] as const) {
			const before = await partsOf(folder);
			writeFileSync(join(folder, file), '# another\n');
			t.deepEqual(changedSince(before, await partsOf(folder)), [part], file);
		}
		// What compares nothing.
		const before = await partsOf(folder);
		writeFileSync(join(folder, 'test/bench/bench.ts'), '');
		writeFileSync(join(folder, 'test/native/compared.json'), '');
		t.deepEqual(await partsOf(folder), before);
		t.deepEqual(changedSince(before, {...before, 'real templates': 'x'}), ['real templates']);
	} finally {
		rmSync(project, {recursive: true, force: true});
	}
});
