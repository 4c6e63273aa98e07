/**
 * The first layer: a linear judge over the words and frames of a sentence. It is fast, and settles what is far from any violation; what
 * it can't settle goes to the encoder. Its weights were learned from `corpora/language/train` (`scripts/language/learn.ts`).
 */

import type {Sentence} from '../evidence/sentence.ts';
import {featuresOf} from '../language/features.ts';

/** What was learned: one weight a label for each feature, as 8-bit multiples of `step`. */
export type Learned = {
	readonly labels: readonly string[];
	readonly bias: readonly number[];
	readonly step: number;
	/** One a line. */
	readonly features: string;
	/** Base64, feature after feature. */
	readonly weights: string;
};

export type FirstLayer = {
	/** The log-odds of each label. */
	score(sentence: Sentence): readonly number[];
};

/** Makes what was learned ready to score. */
export function firstLayerOf({labels, bias, step, features, weights}: Learned): FirstLayer {
	const size = labels.length;
	const table = Int8Array.from(Buffer.from(weights, 'base64'));
	const rows = new Map(features.split('\n').map((feature, index) => [feature, index * size]));
	return {
		score(sentence) {
			const sums = new Float64Array(size);
			let met = 0;
			for (const feature of featuresOf(sentence)) {
				const row = rows.get(feature);
				if (row === undefined) continue;
				met++;
				for (let label = 0; label < size; label++) sums[label] = (sums[label] ?? 0) + (table[row + label] ?? 0);
			}
			const factor = step / Math.sqrt(Math.max(1, met));
			return [...sums].map((sum, label) => sum * factor + (bias[label] ?? 0));
		},
	};
}
