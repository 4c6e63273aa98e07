import test from 'ava';
import fc from 'fast-check';
import {newTexts} from '../../src/audit/held-texts.ts';

test('a text has one number, whose text it is; more than were foreseen, too', (t) => {
	const texts = newTexts();
	const all = Array.from({length: 3000}, (_, index) => `docs/${index % 1000}/é🦉.md`);
	const numbers = all.map((text) => texts.numberOf(text));
	t.is(new Set(numbers).size, 1000);
	t.deepEqual(
		numbers.map((number) => texts.at(number)),
		all,
	);
	t.is(texts.at(texts.numberOf('')), '');
	t.is(texts.at(1_000_000), '');
});

test('property: what is too long keeps its beginning and its end, whatever it is made of', (t) => {
	const texts = newTexts(30);
	fc.assert(
		fc.property(fc.string({unit: 'binary', maxLength: 60}), (given) => {
			const held = texts.at(texts.numberOf(given));
			if (Buffer.byteLength(given) <= 30) {
				t.is(held, given);
				return;
			}
			t.true(Buffer.byteLength(held) <= 30);
			const isCut = Array.from(given, (_, index) => index).some((index) => {
				const head = given.slice(0, index);
				return held.startsWith(`${head}…`) && given.endsWith(held.slice(head.length + 1)) && held.length > head.length + 1;
			});
			t.true(isCut, JSON.stringify({given, held}));
		}),
	);
});
