import test from 'ava';
import fc from 'fast-check';
import {lineStartsOf, positionAt} from '../src/locate.ts';

test('lines end at LF, CRLF and CR', (t) => {
	t.deepEqual(lineStartsOf('a\nb\r\nc\rd'), [0, 2, 5, 7]);
});

test('positions count from 1, in UTF-16 units', (t) => {
	const starts = lineStartsOf('ab\n😀c');
	t.deepEqual(positionAt(starts, 0), {line: 1, column: 1});
	t.deepEqual(positionAt(starts, 5), {line: 2, column: 3});
});

test('a position leads back to its offset', (t) => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom('a', '\n', '\r', '😀', ' ')), fc.nat(), (pieces, at) => {
			const text = pieces.join('');
			const offset = at % (text.length + 1);
			const starts = lineStartsOf(text);
			const {line, column} = positionAt(starts, offset);
			return (starts[line - 1] ?? Number.NaN) + column - 1 === offset;
		}),
	);
	t.pass();
});
