import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {audit} from '../../src/audit/audit.ts';
import {newSurvey} from '../../src/audit/tar-survey.ts';
import {archive, file, header, pax} from '../helpers/archive.ts';
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

/** An empty folder, whatever its name's length. */
function folder(name: string): readonly Buffer[] {
	return [pax([['path', name]]), header('x', {flag: '5'})];
}

test.serial('a name that is too long for a submission fails as an entry, whatever stands in it, with its beginning alone', async (t) => {
	const [longest, longer, huge] = ['l'.repeat(200), '"'.repeat(201), '"'.repeat(1_000_000)];
	for (const wrapper of ['', 'catalogue/']) {
		const path = await catalogueOf(
			...folder(`${wrapper}${longest}`),
			...folder(`${wrapper}${longer}`),
			pax([['path', `${wrapper}${longer}/README.md`]]),
			file('x', 'x'),
			...folder(`${wrapper}${huge}`),
			file(`${wrapper}a/README.md`, 'x'),
			...folder(`${wrapper}${huge}`),
		);
		const {results, fault, out} = await audited(path);
		t.is(fault, undefined);
		t.deepEqual(Object.keys(results).toSorted(), ['a', 'entry 2/', 'entry 4/', 'entry 6/', longest]);
		for (const key of ['entry 2/', 'entry 4/', 'entry 6/'])
			t.is(results[key]?.error, `the name ${JSON.stringify('"'.repeat(100))}… is longer than 200 characters`);
		t.true(textOf(out).length < 200_000);
		t.like(await audit({catalogue: path, out, today, workers: 1}), {before: 5, now: 0});
	}
});

test('the survey holds no long names, and nothing of the paths that short ones stand in', (t) => {
	const {sink, found} = newSurvey();
	const before = process.memoryUsage().heapUsed;
	for (let index = 0; index < 300; index++) {
		// As text of a path has it, and not as parts that were put together.
		const path = (name: string) => Buffer.from(name).toString('latin1');
		sink.add({path: path(`catalogue/${index}${'"'.repeat(1_000_000)}`), type: 'folder', size: 0});
		sink.add({path: path(`catalogue/a-submission-${index}/${'x'.repeat(1_000_000)}`), type: 'file', size: 0});
	}
	t.true(process.memoryUsage().heapUsed - before < 200_000_000, `${process.memoryUsage().heapUsed - before} bytes`);
	t.deepEqual(found(), {wrapper: 'catalogue', total: 600});
});
