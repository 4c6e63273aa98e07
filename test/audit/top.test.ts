import test from 'ava';
import {ruleNames, topOf} from '../../src/audit/top.ts';

test('names of rules are held up to a number; what comes after goes by one name, and what was known keeps its own', (t) => {
	const called = ruleNames();
	const names = Array.from({length: 6000}, (_, index) => `own/rule-${index}`);
	const first = names.map(called);
	t.is(new Set(first).size, 5001);
	t.deepEqual([first[4999], first[5000], first[5999]], ['own/rule-4999', 'own/…', 'own/…']);
	t.deepEqual(names.map(called), first);
});

test('the first of many are those of all sorted', (t) => {
	const numbers = Array.from({length: 1000}, (_, index) => (index * 7919) % 1009);
	const top = topOf<number>(10, (a, b) => a - b);
	for (const number of numbers) top.add(number);
	t.deepEqual(top.items(), numbers.toSorted((a, b) => a - b).slice(0, 10));
});
