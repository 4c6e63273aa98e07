/** How what both layers say of a sentence becomes one answer, and what of it is told. */

import type {Answer as EncoderAnswer, Judged} from 'listing-encoder';
import {type Ask, asks} from '../evidence/judgement.ts';

/** How the log-odds of both layers become one probability, and from which on a label is told. */
export type Weighing = {
	/** Factors of the encoder's and the first layer's log-odds. */
	readonly encoder: number;
	readonly first: number;
	readonly bias: Readonly<Record<Ask, number>>;
	/** The least probability that is told, by label. */
	readonly least: Readonly<Record<Ask, number>>;
	/** The share of what was told from a probability on that was right, in rising order of probability. */
	readonly precision: readonly (readonly [probability: number, precision: number])[];
};

/**
 * What was measured on `corpora/language/dev`. A sentence that comes alone was picked by someone, and asks something far more often than
 * one of a whole text; so the two are weighed apart.
 */
export type Calibration = {
	/** Below these log-odds of the first layer's likeliest label a sentence is settled: nothing is asked. */
	readonly gate: number;
	/** Below these log-odds of the encoder's first answer, too, where `leastOf` lets it. */
	readonly early: number;
	readonly alone: Weighing;
	readonly inText: Weighing;
};

/** What is told of a sentence, by whose measure; `settled` where nothing is asked. */
export type Answer = Told | 'settled';

export type Told = {readonly weighing: Weighing; readonly probabilities: readonly number[]; readonly carriers: Judged['carriers']};

/** What both layers say; `settled` where nothing is asked. */
export function answerOf(encoded: EncoderAnswer | undefined, weighing: Weighing, odds: readonly number[]): Answer {
	if (encoded === undefined || encoded.settled) return 'settled';
	return {weighing, probabilities: probabilities(weighing, encoded.violated, odds), carriers: encoded.carriers};
}

/** The asks that an answer tells of, with their probabilities. Where there are none, the sentence says nothing to anybody. */
export function toldOf(answer: Answer | undefined): readonly {readonly ask: Ask; readonly found: number}[] {
	if (answer === undefined || answer === 'settled') return [];
	const {weighing, probabilities} = answer;
	return asks.flatMap((ask, index) => {
		const found = probabilities[index] ?? 0;
		return found < weighing.least[ask] ? [] : [{ask, found}];
	});
}

/** The probability of each label. */
export function probabilities(
	{encoder, first, bias}: Pick<Weighing, 'encoder' | 'first' | 'bias'>,
	encoderOdds: readonly number[],
	firstOdds: readonly number[],
): readonly number[] {
	return asks.map((ask, index) => 1 / (1 + Math.exp(-(encoder * (encoderOdds[index] ?? 0) + first * (firstOdds[index] ?? 0) + bias[ask]))));
}
