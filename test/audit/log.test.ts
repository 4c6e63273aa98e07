import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {openLog} from '../../src/audit/log.ts';
import {formatResult} from '../../src/audit/result.ts';
import {folderOf} from '../helpers/command.ts';

test('lines that come at once are each on the disk when their call resolves, in their order', async (t) => {
	const file = join(await folderOf({}), 'results.ndjson');
	const log = await openLog(file, () => {});
	const lines = Array.from({length: 300}, (_, index) => formatResult(`s${index}`, {error: 'x'.repeat(index)}));
	await Promise.all(
		lines.map(async (line) => {
			await log.append(line);
			t.true(readFileSync(file, 'utf8').includes(line));
		}),
	);
	await log.close();
	t.is(readFileSync(file, 'utf8'), lines.join(''));
	const names: string[] = [];
	const again = await openLog(file, ({submission}) => names.push(submission));
	await again.close();
	t.deepEqual(
		names,
		lines.map((_, index) => `s${index}`),
	);
});

test('when a line could not be written, neither is any after it', async (t) => {
	const file = join(await folderOf({}), 'results.ndjson');
	const log = await openLog(file, () => {});
	await log.append(formatResult('one', {error: 'x'}));
	await log.close();
	for (const name of ['two', 'three']) await t.throwsAsync(() => log.append(formatResult(name, {error: 'x'})));
	t.is(readFileSync(file, 'utf8'), formatResult('one', {error: 'x'}));
});
