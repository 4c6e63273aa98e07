import {existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {openLane} from '../../src/audit/lane.ts';
import {folderOf} from '../helpers/command.ts';

/** A thread that breaks where it is told to: always, or until a file is there. */
const entry = new URL(
	`data:text/javascript,${encodeURIComponent(`
import {existsSync, writeFileSync} from 'node:fs';
import {parentPort} from 'node:worker_threads';
parentPort.on('message', (folder) => {
	if (folder === 'exit') process.exit(3);
	if (folder === 'throw') throw new Error('planted');
	if (folder.startsWith('/') && !existsSync(folder)) { writeFileSync(folder, ''); process.exit(3); }
	if (folder !== 'hang') parentPort.postMessage({report: JSON.stringify(folder)});
});
parentPort.postMessage('ready');
`)}`,
);

test('what breaks its thread once is tried again, what breaks it twice is set aside; the lane goes on', async (t) => {
	const lane = openLane({entry, data: undefined, seconds: 60});
	t.deepEqual(await lane.check('a'), {report: '"a"'});
	t.deepEqual(await lane.check('exit'), {error: 'it broke its check 2 times: its thread ended with status 3'});
	t.deepEqual(await lane.check('throw'), {error: 'it broke its check 2 times: planted'});
	const mark = join(await folderOf({}), 'mark');
	t.deepEqual(await lane.check(mark), {report: JSON.stringify(mark)});
	t.true(existsSync(mark));
	t.deepEqual(await lane.check('b'), {report: '"b"'});
	await lane.close();
	t.is(await lane.check('c'), 'stopped');
});

test('what takes too long is ended, and the lane goes on', async (t) => {
	const lane = openLane({entry, data: undefined, seconds: 1});
	t.deepEqual(await lane.check('hang'), {error: 'it takes longer than 1 s'});
	const mark = join(await folderOf({}), 'mark');
	writeFileSync(mark, '');
	t.deepEqual(await lane.check(mark), {report: JSON.stringify(mark)});
	await lane.close();
});

test('closed, it stops what it is at', async (t) => {
	const lane = openLane({entry, data: undefined, seconds: 60});
	const answer = lane.check('hang');
	await lane.close();
	t.is(await answer, 'stopped');
});
