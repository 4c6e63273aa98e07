import test from 'ava';
import {barFaults, corpusFaults, type Labelled, measure} from '../../scripts/measure.ts';

const text = (id: string, present: readonly string[], seeming: readonly string[] = [], words = `${id} has words of its own`): Labelled => ({
	id,
	text: words,
	present,
	seeming,
});

test('counts what was found, passed and alarmed', (t) => {
	const texts = [text('a', ['costs']), text('b', ['costs']), text('c', [], ['costs']), text('d', [], ['costs'])];
	const [figures] = measure(texts, ['costs'], (words) => new Set(words.startsWith('b') || words.startsWith('d') ? [] : (['costs'] as const)));
	t.deepEqual(figures, {content: 'costs', precision: 0.5, recall: 0.5, hits: 1, passes: 1, alarms: 1, seeming: 2, caught: 1});
});

test('a figure below its bar is named, one at it is not', (t) => {
	const figures = measure([text('a', ['costs']), text('b', ['costs'])], ['costs'], (words) => new Set(words.startsWith('a') ? (['costs'] as const) : []));
	t.deepEqual(barFaults('dev', figures, {costs: {precision: 1, recall: 0.5}}), []);
	t.deepEqual(barFaults('dev', figures, {costs: {precision: 1, recall: 0.6}}), ['dev: costs: recall 0.500 is below 0.6']);
	t.deepEqual(barFaults('dev', figures, {}), []);
});

test('a broken corpus is found out', (t) => {
	const long = 'one two three four five six seven eight nine ten eleven twelve';
	t.deepEqual(
		corpusFaults(
			[
				['dev', [text('a', ['costs'])]],
				['test', [text('b', [])]],
			],
			['costs'],
		),
		[],
	);
	t.deepEqual(
		corpusFaults(
			[
				['dev', [text('a', ['costs'], ['costs'], long), text('a', ['rope'])]],
				['test', [text('b', [], [], `${long}.`)]],
			],
			['costs'],
		),
		['dev: a: costs is both present and seeming', 'dev: a: id twice', 'dev: a: no such content: rope', 'b is nearly a: 5 of 5 shingles'],
	);
});
