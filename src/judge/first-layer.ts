/**
 * The first layer: a linear judge over the words and frames of a sentence. It is fast, and settles what is far from any violation; what
 * it can't settle goes to the encoder. Its weights were learned from `corpora/language/train` (`scripts/language/learn.ts`).
 */

import type {Sentence} from '../evidence/sentence.ts';
import {featuresOf} from '../language/features.ts';
import {linearTableOf} from '../language/linear-table.ts';

export type FirstLayer = {
	/** The log-odds of each label. */
	score(sentence: Sentence): readonly number[];
};

/**
 * Makes what was packed ready to score.
 * @throws where the bytes are not what `packed` writes: the installation is broken
 */
export function firstLayerOf(bytes: Uint8Array): FirstLayer {
	const table = linearTableOf(bytes);
	return {score: (sentence) => table.score(featuresOf(sentence))};
}
