import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {audit} from '../../src/audit/audit.ts';
import {archive, file} from '../helpers/archive.ts';
import {asking, audited, resultsIn, textOf, today} from '../helpers/audited.ts';
import {folderOf} from '../helpers/command.ts';

/** Writes an archive of these blocks. */
async function catalogueOf(...blocks: readonly Buffer[]): Promise<string> {
	return join(await folderOf({'catalogue.tar': archive(...blocks)}), 'catalogue.tar');
}

test.serial('a name that leads out of the archive has a failed line of its own, the run is whole, and goes on with the same names', async (t) => {
	const path = await catalogueOf(
		file('a/README.md', asking),
		file('b/README.md', 'Open the page.\n'),
		file(`b/../../"${'x'.repeat(60)}.md`, 'x'),
		file('b/more.md', 'x'),
		file('../../x', 'x'),
		file('c/README.md', 'x'),
	);
	const {results, fault, summary, out} = await audited(path);
	t.is(fault, undefined);
	t.false('incomplete' in summary);
	const failed = {'entry 3/': `b/../../"${'x'.repeat(60)}.md`, 'entry 5/': '../../x'};
	t.deepEqual(Object.keys(results).toSorted(), ['a', 'b', 'c', ...Object.keys(failed)]);
	for (const [key, name] of Object.entries(failed))
		t.like(results[key], {status: 'failed', error: `the name ${JSON.stringify(name)} leads out of its folder, so that it was not read`});
	t.is(results['b']?.status, 'checked');
	const lines = textOf(out).trimEnd().split('\n');
	for (const kept of [0, 4]) {
		writeFileSync(
			join(out, 'results.ndjson'),
			lines
				.slice(0, kept)
				.map((line) => `${line}\n`)
				.join(''),
		);
		t.like(await audit({catalogue: path, out, today, workers: 1}), {before: kept, now: 5 - kept});
		t.deepEqual(resultsIn(out), results);
	}
});
