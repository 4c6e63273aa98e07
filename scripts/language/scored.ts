/** The labelled sentences of a split with the log-odds of both layers: what calibration and measuring work on. */

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {openEncoder} from 'listing-encoder';
import type {Sentence} from '../../src/evidence/sentence.ts';
import {firstLayerOf} from '../../src/judge/first-layer.ts';
import {inputOf} from '../../src/judge/judge.ts';
import {type Learned, packed} from '../../src/language/linear-table.ts';
import type {Labelled} from './corpus.ts';

export const root = join(import.meta.dirname, '..', '..', '..');
export const corpora = join(root, 'corpora', 'language');

/** Log-odds of the first layer, of the encoder's first answer, and of the encoder. */
export type Odds = {readonly first: readonly number[]; readonly early: number; readonly encoder: readonly number[]};
export type Scored = Labelled & Odds;

/** Scores sentences by both layers; about 40 a second. */
export async function scored(corpus: readonly Labelled[]): Promise<readonly Scored[]> {
	const score = await scorer();
	return corpus.map((labelled) => ({...labelled, ...score(labelled.sentence)}));
}

/** Scores a sentence by both layers. */
export async function scorer(): Promise<(sentence: Sentence) => Odds> {
	const first = firstLayerOf(packed(JSON.parse(readFileSync(join(corpora, 'learned', 'first-layer.json'), 'utf8')) as Learned));
	const encoder = await openEncoder();
	return (sentence) => {
		const answer = encoder.judge(inputOf(sentence));
		return {first: first.score(sentence), early: answer.early, encoder: answer.settled ? [] : answer.violated};
	};
}
