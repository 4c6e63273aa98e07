import test from 'ava';
import fc from 'fast-check';
import {type Learned, linearTableOf, packed} from '../../src/language/linear-table.ts';

const own =
	'create an account on our portal before the product starts and enter its key kind:readme role:paragraph #path #url @seller>buyer @!need p:step'.split(' ');

function learnedOf(features: readonly string[], labels = 2): Learned {
	const weights = Int8Array.from({length: features.length * labels}, (_, index) => ((index * 37) % 255) - 127);
	return {
		labels: Array.from({length: labels}, (_, index) => `label-${index}`),
		bias: Array.from({length: labels}, (_, index) => index / 2 - 1),
		step: 0.01,
		features: features.join('\n'),
		weights: Buffer.from(weights).toString('base64'),
	};
}

/** The same sums from a map of strings. */
function plainScore({labels, bias, step, features, weights}: Learned, having: readonly string[]): readonly number[] {
	const rows = new Map(features.split('\n').map((feature, index) => [feature, index]));
	const table = new Int8Array(Buffer.from(weights, 'base64'));
	const met = having.flatMap((feature) => rows.get(feature) ?? []);
	return labels.map((_, label) => {
		const sum = met.reduce((total, row) => total + (table[row * labels.length + label] ?? 0), 0);
		return sum * (step / Math.sqrt(Math.max(1, met.length))) + (bias[label] ?? 0);
	});
}

test('packed weights score as a map of strings does', (t) => {
	for (const labels of [1, 2, 15]) {
		const learned = learnedOf([...own.filter((_, index) => index % 3 !== 0), ...Array.from({length: 5000}, (_, index) => `other ${index}`)], labels);
		t.deepEqual(linearTableOf(packed(learned)).score(own), plainScore(learned, own));
	}
});

test('any features, of any letters', (t) => {
	fc.assert(
		fc.property(
			fc.uniqueArray(
				fc.string({unit: 'grapheme'}).map((text) => text.replaceAll('\n', ' ')),
				{minLength: 1, maxLength: 50},
			),
			(strange) => {
				const learned = learnedOf([...new Set([...strange, ...own.slice(0, 10)])]);
				t.deepEqual(linearTableOf(packed(learned)).score(own), plainScore(learned, own));
			},
		),
	);
});

test('bytes that lie anywhere in memory', (t) => {
	const learned = learnedOf(own);
	const bytes = packed(learned);
	for (const offset of [1, 4]) {
		const moved = new Uint8Array(bytes.length + offset).subarray(offset);
		moved.set(bytes);
		for (const one of [moved, Buffer.from(moved.buffer, moved.byteOffset, moved.length)]) t.deepEqual(linearTableOf(one).score(own), plainScore(learned, own));
	}
});

test('bytes that were cut off or are something else are refused', (t) => {
	const bytes = new Uint8Array(packed(learnedOf(['a', 'b'])));
	for (const broken of [bytes.slice(0, -1), bytes.slice(0, 10), new Uint8Array(100)])
		t.throws(() => linearTableOf(broken), {message: 'a table of learned weights is broken'});
});
