import {rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {folderOf} from '../helpers/command.ts';
import {differencesOf} from '../helpers/differences.ts';

const line = (submission: string, error = 'no') => `${JSON.stringify({submission, status: 'failed', error})}\n`;

test('what differs between two folders of results is found, the order is none', async (t) => {
	const begun = (run: number) => `{"run": "227b2fa6-e7ed-4d48-b8b2-8216c607991${run}", "today": "2026-11-26"}`;
	const ours = await folderOf({'results.ndjson': line('a') + line('b'), 'summary.json': '{}', 'audit.json': begun(1)});
	const theirs = await folderOf({'results.ndjson': line('b') + line('a'), 'summary.json': '{}', 'audit.json': begun(2)});
	t.deepEqual(differencesOf(ours, theirs, 2), []);
	writeFileSync(join(ours, 'results.ndjson'), line('a', 'other') + line('a', 'other') + line('c').trimEnd());
	writeFileSync(join(ours, '.summary.json.tmp'), '');
	writeFileSync(join(ours, 'summary.json'), '{"a": 1}');
	t.deepEqual(differencesOf(ours, theirs, 2), [
		'a has two results',
		'1 submissions have results, of 2',
		'b has another result',
		'a has another result',
		'.summary.json.tmp was left behind',
		'summary.json differs',
	]);
	rmSync(join(ours, 'summary.json'));
	t.true(differencesOf(ours, theirs, 2).includes('summary.json is missing'));
});
