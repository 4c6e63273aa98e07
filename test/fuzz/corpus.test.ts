/** Every kept input is read again by its target, and those that once broke it with every question asked: what was found stays found. */

import test from 'ava';
import {compiledFolder, inputsIn, isFound, keptFolderOf, loadTarget, moduleOf, targetNames} from './engine/corpus.ts';

for (const name of targetNames())
	test.serial(`${name}: all kept inputs are read soundly`, async (t) => {
		t.timeout(300_000);
		const {run, end} = await loadTarget(moduleOf(compiledFolder, name));
		t.teardown(async () => end?.());
		const kept = inputsIn(keptFolderOf(name));
		t.true(kept.length > 0, 'npm run fuzz -- --merge keeps some');
		for (const {file, bytes} of kept) await t.notThrowsAsync(async () => run(Uint8Array.from(bytes), isFound(file)), file);
	});
