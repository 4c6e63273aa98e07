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
	/** From this probability on, where it is under `least`, it is told as worth a look; without it, not at all. */
	readonly look?: number;
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

/** What is told of a sentence; `settled` where nothing is asked. */
export type Answer = Told | 'settled';

/** What a sentence asks, each with the precision of what is told so surely. `words` are where in its text the words stand that carry it; all do when missing. */
export type Told = {
	readonly asks: readonly {readonly ask: Ask; readonly confidence: number; readonly inDoubt?: true}[];
	readonly words?: Range | undefined;
};

type Range = readonly [start: number, end: number];

/** What both layers say; `settled` where nothing is asked. */
export function answerOf(encoded: EncoderAnswer | undefined, weighing: Weighing, odds: readonly number[]): Answer {
	if (encoded === undefined || encoded.settled) return 'settled';
	const found = probabilities(weighing, encoded.violated, odds);
	const told = asks.flatMap((ask, index) => {
		const probability = found[index] ?? 0;
		const inDoubt = probability < weighing.least[ask];
		if (inDoubt && probability < (weighing.look ?? 1)) return [];
		return [{ask, confidence: weighing.precision.findLast(([from]) => probability >= from)?.[1] ?? 0, ...(inDoubt ? {inDoubt} : {})}];
	});
	return told.length === 0 ? 'settled' : {asks: told, words: carrying(encoded.carriers)};
}

/** From the first to the last likely token around the likeliest; nothing where none is likely. */
function carrying(carriers: Judged['carriers']): Range | undefined {
	const top = carriers.reduce((best, {odds}, index) => (odds > (carriers[best]?.odds ?? Number.NEGATIVE_INFINITY) ? index : best), 0);
	const isLikely = (index: number) => (carriers[index]?.odds ?? -9) > -0.5;
	let [first, last] = [top, top];
	while (isLikely(first - 1) || isLikely(first - 2)) first--;
	while (isLikely(last + 1) || isLikely(last + 2)) last++;
	const [from, to] = [carriers[first], carriers[last]];
	return from === undefined || to === undefined || !isLikely(top) ? undefined : [from.start, to.end];
}

/** The probability of each label. */
export function probabilities(
	{encoder, first, bias}: Pick<Weighing, 'encoder' | 'first' | 'bias'>,
	encoderOdds: readonly number[],
	firstOdds: readonly number[],
): readonly number[] {
	return asks.map((ask, index) => 1 / (1 + Math.exp(-(encoder * (encoderOdds[index] ?? 0) + first * (firstOdds[index] ?? 0) + bias[ask]))));
}
