/**
 * Each layer alone and both together, on test: words alone, frames alone, the first layer (both), the encoder, and the judge. Thresholds
 * of single layers are those with the best F1 on dev.
 *
 *   node dist/scripts/language/layers.js
 */

import {asks} from '../../src/evidence/judgement.ts';
import {featuresOf} from '../../src/language/features.ts';
import {corporaOf, type Labelled} from './corpus.ts';
import {twinned} from './corpus-faults.ts';
import {score, train} from './linear.ts';
import {corpora, scorer} from './scored.ts';

type Row = {readonly form: Labelled['form']; readonly wanted: ReadonlySet<string>; readonly odds: readonly number[]; readonly byol: boolean};

const all = await corporaOf(corpora);
const twins = twinned(all);
const test = all.test.filter((labelled) => !twins.has(labelled));

for (const which of ['words', 'frames', 'all'] as const) {
	const linear = train(
		all.train.map((labelled) => ({features: featuresOf(labelled.sentence, which), targets: new Set(labelled.labels)})),
		asks,
		{least: 3},
	);
	report(which === 'all' ? 'first layer' : `${which} alone`, (labelled) => score(linear, featuresOf(labelled.sentence, which)));
}
const both = await scorer();
report('encoder alone', ({sentence}) => both(sentence).encoder);

function report(name: string, oddsOf: (labelled: Labelled) => readonly number[]): void {
	const least = bestOn(itemsOf(all.dev, oddsOf));
	const rows = itemsOf(test, oddsOf);
	const figures = (['single', 'listing'] as const).map((form) => {
		const {right, wrong, missed} = count(
			rows.filter((row) => row.form === form),
			least,
		);
		return `${form} precision ${(right / Math.max(1, right + wrong)).toFixed(3)} recall ${(right / Math.max(1, right + missed)).toFixed(3)}`;
	});
	console.log(`${name.padEnd(14)} ${figures.join('   ')}`);
}

/** Single texts as wholes, sentences of listings one by one. */
function itemsOf(corpus: readonly Labelled[], oddsOf: (labelled: Labelled) => readonly number[]): readonly Row[] {
	const items = new Map<string, {form: Labelled['form']; wanted: Set<string>; odds: number[]; byol: boolean}>();
	for (const [index, labelled] of corpus.entries()) {
		const key = labelled.form === 'single' ? labelled.item : `${labelled.item}#${index}`;
		const one = items.get(key) ?? {form: labelled.form, wanted: new Set<string>(), odds: asks.map(() => -99), byol: labelled.licensing === 'byol'};
		items.set(key, one);
		for (const label of labelled.labels) one.wanted.add(label);
		const odds = oddsOf(labelled);
		one.odds = one.odds.map((before, label) => Math.max(before, odds[label] ?? -99));
	}
	return [...items.values()];
}

function bestOn(rows: readonly Row[]): number {
	let [best, bestAt] = [0, 0];
	for (let least = -4; least < 4; least += 0.25) {
		const {right, wrong, missed} = count(rows, least);
		const f1 = (2 * right) / Math.max(1, 2 * right + wrong + missed);
		if (f1 > best) [best, bestAt] = [f1, least];
	}
	return bestAt;
}

function count(rows: readonly Row[], least: number): {readonly right: number; readonly wrong: number; readonly missed: number} {
	let [right, wrong, missed] = [0, 0, 0];
	for (const {odds, wanted, byol} of rows) {
		for (const [label, ask] of asks.entries()) {
			const isTold = (odds[label] ?? -99) >= least && !(byol && (ask === 'registration' || ask === 'fulfilment'));
			if (isTold && wanted.has(ask)) right++;
			else if (isTold) wrong++;
			else if (wanted.has(ask)) missed++;
		}
	}
	return {right, wrong, missed};
}
