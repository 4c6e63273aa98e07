import test from 'ava';
import {exactRange, spanOf} from '../src/tree.ts';

test('a text of which a later part stands earlier in the file: places begin before they end, and no edit goes over both', (t) => {
	const text = {value: 'abcdef', place: {file: 'a.html', range: [0, 100] as const}, runs: [[0, 50, 53] as const, [3, 10, 13] as const]};
	t.deepEqual(spanOf(text, 0, 6).range, [50, 53]);
	t.deepEqual(spanOf(text, 3, 6).range, [10, 13]);
	t.deepEqual(exactRange(text, 0, 3), [50, 53]);
	t.is(exactRange(text, 0, 6), undefined);
});
