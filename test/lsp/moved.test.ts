import test from 'ava';
import fc from 'fast-check';
import {movesBetween} from '../../src/lsp/moved.ts';

const moves = test.macro((t, before: string, after: string, range: readonly [number, number], expected: readonly [number, number]) => {
	t.deepEqual(movesBetween(before, after)(range), expected);
});

test('nothing was edited', moves, 'one two', 'one two', [4, 7], [4, 7]);
test('before it', moves, 'one two', 'ones two', [4, 7], [5, 8]);
test('behind it', moves, 'one two', 'one twos', [0, 3], [0, 3]);
test('at its start', moves, 'one two', 'one, two', [4, 7], [5, 8]);
test('at its end', moves, 'one two', 'one! two', [0, 3], [0, 3]);
test('inside of it', moves, 'one two', 'one twins o', [4, 7], [4, 11]);
test('it was taken out', moves, 'one two', 'one ', [4, 7], [4, 4]);
test('all was taken out', moves, 'one two', '', [4, 7], [0, 0]);

test('a range outside of what was edited keeps its text, and none leaves the text', (t) => {
	const text = fc.string({unit: fc.constantFrom('a', 'b', '\n'), maxLength: 12});
	// In other letters: of an `a` that is taken out beside another it can't be said which one went.
	const edited = fc.string({unit: fc.constantFrom('x', 'y'), maxLength: 12});
	fc.assert(
		fc.property(text, edited, edited, text, fc.nat(40), fc.nat(40), (head, old, fresh, tail, one, other) => {
			const [before, after] = [head + old + tail, head + fresh + tail];
			const range = [Math.min(one, other, before.length), Math.min(Math.max(one, other), before.length)] as const;
			const [start, end] = movesBetween(before, after)(range);
			t.true(0 <= start && start <= end && end <= after.length);
			if (range[0] < range[1] && (range[1] <= head.length || range[0] >= head.length + old.length))
				t.true(end - start >= range[1] - range[0] && after.slice(start, end).length > 0);
		}),
	);
});
