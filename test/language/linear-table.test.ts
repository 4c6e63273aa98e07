import test from 'ava';
import fc from 'fast-check';
import type {Sentence} from '../../src/evidence/sentence.ts';
import {firstLayerOf, type Learned, packed} from '../../src/judge/first-layer.ts';
import {featuresOf} from '../../src/language/features.ts';

const sentenceOf = (text: string): Sentence => ({text: {value: text, place: {file: 'x', range: [0, text.length]}}, kind: 'readme', role: 'paragraph'});
const sentence = sentenceOf('Create an account on our portal before the product starts, and enter the key.');

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
function plainScore({labels, bias, step, features, weights}: Learned, scored: Sentence): readonly number[] {
	const rows = new Map(features.split('\n').map((feature, index) => [feature, index]));
	const table = new Int8Array(Buffer.from(weights, 'base64'));
	const met = featuresOf(scored).flatMap((feature) => rows.get(feature) ?? []);
	return labels.map((_, label) => {
		const sum = met.reduce((total, row) => total + (table[row * labels.length + label] ?? 0), 0);
		return sum * (step / Math.sqrt(Math.max(1, met.length))) + (bias[label] ?? 0);
	});
}

test('packed weights score as a map of strings does', (t) => {
	const own = featuresOf(sentence);
	t.true(own.length > 20);
	for (const labels of [1, 2, 15]) {
		const learned = learnedOf([...own.filter((_, index) => index % 3 !== 0), ...Array.from({length: 5000}, (_, index) => `other ${index}`)], labels);
		t.deepEqual(firstLayerOf(packed(learned)).score(sentence), plainScore(learned, sentence));
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
				const learned = learnedOf([...new Set([...strange, ...featuresOf(sentence).slice(0, 10)])]);
				t.deepEqual(firstLayerOf(packed(learned)).score(sentence), plainScore(learned, sentence));
			},
		),
	);
});

test('bytes that lie anywhere in memory', (t) => {
	const learned = learnedOf(featuresOf(sentence));
	const bytes = packed(learned);
	for (const offset of [1, 4]) {
		const moved = new Uint8Array(bytes.length + offset).subarray(offset);
		moved.set(bytes);
		for (const one of [moved, Buffer.from(moved.buffer, moved.byteOffset, moved.length)])
			t.deepEqual(firstLayerOf(one).score(sentence), plainScore(learned, sentence));
	}
});

test('bytes that were cut off or are something else are refused', (t) => {
	const bytes = new Uint8Array(packed(learnedOf(['a', 'b'])));
	for (const broken of [bytes.slice(0, -1), bytes.slice(0, 10), new Uint8Array(100)])
		t.throws(() => firstLayerOf(broken), {message: 'the table of the first layer is broken'});
});
