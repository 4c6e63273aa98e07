import {readFile} from 'node:fs/promises';
import test from 'ava';
import {type Input, type Manifest, openEncoder, sequenceOf} from '../src/encoder.ts';
import {tokenizerOf} from '../src/tokens.ts';
import {referenceOf} from './reference.ts';

const bundle = new URL('../../bundle/', import.meta.url);
const file = (name: string) => readFile(new URL(name, bundle));
const encoder = await openEncoder(bundle);
const manifest = JSON.parse((await file('model.json')).toString()) as Manifest;
const tokenize = tokenizerOf((await file('vocabulary.txt')).toString());
const reference = referenceOf(await file('model.bin'), manifest);

const inputs: readonly Input[] = [
	{text: 'After 30 days the dashboard locks until a renewal is bought.', kind: 'instructions'},
	{
		text: 'then reports stop',
		kind: 'manual',
		heading: 'Collectors',
		lead: 'Collectors run for four weeks:',
		previous: 'run for four weeks',
		next: 'and nothing else happens',
	},
	{text: 'a', kind: 'title'},
	{text: 'word '.repeat(110), kind: 'title'},
	{text: '日本語 and émigré ~/.ssh', kind: 'release notes'},
];

for (const [index, input] of inputs.entries()) {
	test(`the kernel says what the plain formulas say: ${input.text.slice(0, 30)} (${index})`, (t) => {
		const {ids, types, from, own} = sequenceOf(tokenize, input);
		const {early, outputs, carriers} = reference(ids, types, from, from + own.length);
		const answer = encoder.judge(input);
		if (answer.settled) return t.fail();
		t.true(Math.abs(early - answer.early) < 0.02);
		const ours = [...answer.violated, ...answer.about];
		t.is(ours.length, outputs.length);
		// Activations are rounded to 13 bits: what is left of that in log-odds.
		for (const [label, odds] of outputs.entries()) t.true(Math.abs(odds - (ours[label] ?? 99)) < 0.02, `${label}: ${odds} and ${ours[label]}`);
		for (const [token, odds] of carriers.entries()) t.true(Math.abs(odds - (answer.carriers[token]?.odds ?? 99)) < 0.05);
	});
}

test('the same sentence has the same answer, whatever was judged between', (t) => {
	const [first, second] = inputs;
	if (first === undefined || second === undefined) return t.fail();
	const before = encoder.judge(first);
	encoder.judge(second);
	t.deepEqual(encoder.judge(first), before);
});

test('nothing at all is judged, too', (t) => {
	const answer = encoder.judge({text: '', kind: ''});
	if (answer.settled) return t.fail();
	t.deepEqual(answer.carriers, []);
	t.is(answer.violated.length, manifest.labels.length);
});

test('carriers lie in the text', (t) => {
	const text = 'Log in with the password changeme.';
	const answer = encoder.judge({text, kind: 'instructions'});
	if (answer.settled) return t.fail();
	for (const {start, end} of answer.carriers) t.true(start < end && end <= text.length);
});

test('what the first answer settles goes no further, and has the same first answer', (t) => {
	const input = {text: 'Fixed a crash when two charts were saved.', kind: 'release notes'};
	const whole = encoder.judge(input);
	t.deepEqual(encoder.judge(input, whole.early + 0.1), {early: whole.early, settled: true});
	t.deepEqual(encoder.judge(input, whole.early - 0.1), whole);
});
