import test from 'ava';
import {auditProgressOn, progressOn} from '../../src/cli/progress.ts';

/** A stream that remembers, and a clock that a test sets. */
function setUp(isTTY: boolean) {
	const state = {text: '', time: 0};
	const stream = {
		isTTY,
		columns: 40,
		write(text: string) {
			state.text += text;
		},
	};
	return {state, stream, progress: progressOn(stream, () => state.time)};
}

test('a quick run says nothing', (t) => {
	const {state, progress} = setUp(true);
	state.time = 399;
	progress.report('a.yaml', 0, 2);
	progress.end();
	t.is(state.text, '');
});

test('a slow run has one line, rewritten, within the width, and erased at the end', (t) => {
	const {state, progress} = setUp(true);
	state.time = 400;
	progress.report('a.yaml', 0, 2);
	progress.report(`${'long'.repeat(20)}\u001B[2J`, 1, 2);
	t.false(state.text.includes('\n'));
	const lines = state.text.split('\r\u001B[2K').slice(1);
	t.is(lines[0], 'reading 1 of 2: a.yaml');
	t.is(lines[1]?.length, 39);
	t.false(lines[1]?.includes('\u001B'));
	progress.end();
	t.true(state.text.endsWith('\r\u001B[2K'));
});

test('one big file is told of by how far it has come, not at every piece', (t) => {
	const {state, progress} = setUp(true);
	progress.reading('root.tar', 1, 200);
	state.time = 450;
	progress.reading('root.tar', 50, 200);
	state.time = 500;
	progress.reading('root.tar', 60, 200);
	state.time = 600;
	progress.reading('root.tar', 199, 200);
	state.time = 700;
	progress.reading('image', 1234, undefined);
	progress.end();
	t.deepEqual(
		state.text.split('\r\u001B[2K').filter((line) => line !== ''),
		['reading 25 % of root.tar', 'reading 99 % of root.tar', 'reading entry 1234 of image'],
	);
});

test('what is no terminal gets no progress', (t) => {
	const {state, progress} = setUp(false);
	state.time = 10_000;
	progress.report('a.yaml', 0, 1);
	progress.end();
	t.is(state.text, '');
});

test('an audit tells of count, rate and time left, on a terminal alone', (t) => {
	for (const isTTY of [true, false]) {
		const {state, stream} = setUp(isTTY);
		stream.columns = 80;
		const progress = auditProgressOn(stream, () => state.time);
		progress.report(0, 10, 1000);
		state.time = 20_000;
		progress.report(50, 10, 1000);
		state.time = 20_050;
		progress.report(51, 10, 1000);
		progress.end();
		const lines = ['10 of 1000 submissions', '60 of 1000 submissions, 2.5 a second, 7 min left', ''];
		t.is(state.text, isTTY ? lines.map((line) => `\r\u001B[2K${line}`).join('') : '');
	}
});
