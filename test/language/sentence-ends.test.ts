import test from 'ava';
import fc from 'fast-check';
import {commandSpans, sentenceSpans} from '../../src/language/sentence-ends.ts';

const cut = (text: string) => sentenceSpans(text).map(([start, end]) => text.slice(start, end));
const commands = (text: string) => commandSpans(text).map(([start, end]) => text.slice(start, end));

test('sentences end at their marks', (t) => {
	t.deepEqual(cut('Launch it. Open port 443! Is it up?'), ['Launch it.', 'Open port 443!', 'Is it up?']);
});

test('abbreviations, versions, addresses and step numbers end none', (t) => {
	t.deepEqual(cut('Use a disk, e.g. gp3, vs. io2. Version v1.2. is old.'), ['Use a disk, e.g. gp3, vs. io2.', 'Version v1.2. is old.']);
	t.deepEqual(cut('Connect to 10.0.0.1 with nginx.service running. Done.'), ['Connect to 10.0.0.1 with nginx.service running.', 'Done.']);
	t.deepEqual(cut('1. Launch. 2. Wait.'), ['1. Launch.', '2. Wait.']);
});

test('what goes on in lower case is the same sentence', (t) => {
	t.deepEqual(cut('Call us at acme.example. we answer at night.'), ['Call us at acme.example. we answer at night.']);
});

test('commands end at line breaks that nothing carries over', (t) => {
	t.deepEqual(commands('sudo a \\\n  --b\n\n  c\r\nd'), ['sudo a \\\n  --b', 'c', 'd']);
});

test('spans are in order, apart, without white space around, and leave out nothing but white space', (t) => {
	t.notThrows(() =>
		fc.assert(
			fc.property(fc.string({unit: fc.constantFrom(...'ab. !?\n1A)"e.g'), maxLength: 120}), (text) => {
				let before = 0;
				for (const [start, end] of sentenceSpans(text)) {
					const value = text.slice(start, end);
					if (start < before || value !== value.trim() || value === '' || text.slice(before, start).trim() !== '') return false;
					before = end;
				}
				return text.slice(before).trim() === '';
			}),
			{numRuns: 3000},
		),
	);
});

test('a long paragraph takes time that grows with its length alone', (t) => {
	const long = 'A word. '.repeat(20_000);
	t.is(sentenceSpans(long).length, 20_000);
});
