/** The bars of the language corpora and of real documentation: what `npm run corpora` holds them and the judge to. */

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Ask, asks} from '../../src/evidence/judgement.ts';
import {sharesOf} from '../../src/language/measured.ts';
import {measured} from '../../src/language/measured-figures.ts';
import {corporaOf} from './corpus.ts';
import {corpusFaults, frozenFaults, twinned} from './corpus-faults.ts';
import {alarmsIn} from './false-alarms.ts';
import {countsOf, inWords, judgedItems, sum} from './measure.ts';
import {corpora, root} from './scored.ts';

/** The least precision and recall, over all and of each rule, and the most false alarms in 1,000 sentences of real documentation. */
type LanguageBars = {
	readonly all: {readonly precision: number; readonly recall: number};
	readonly each: {readonly precision: number; readonly recall: number};
	readonly below: Readonly<Partial<Record<Ask, {readonly precision: number; readonly recall: number}>>>;
	readonly alarms: number;
};

/** Sentences of real documentation that are judged each time; false-alarms.js judges all that there is, some 45,000. */
const mostAlarmed = 6000;

// Our own file.
const bars = JSON.parse(readFileSync(join(corpora, 'baseline.json'), 'utf8')) as LanguageBars;

/** Faults of the labelled sentences in words; figures go to standard output. */
export async function sentenceFaults(): Promise<readonly string[]> {
	const all = await corporaOf(corpora);
	const faults = [...frozenFaults(corpora), ...corpusFaults(all)];
	const twins = twinned(all);
	const items = await judgedItems(all.test.filter((labelled) => !twins.has(labelled)));
	console.log(`\nlanguage, test: ${items.length} texts and sentences`);
	for (const ask of asks) {
		const counts = countsOf(items, ask);
		const bar = bars.below[ask] ?? bars.each;
		const shares = sharesOf(counts);
		console.log(`  ${ask.padEnd(15)} ${inWords(counts)}`);
		if (shares.precision < bar.precision || shares.recall < bar.recall) faults.push(`language: ${ask}: ${inWords(counts)} is below its bar`);
		const written = measured[ask];
		if (counts.right !== written.right || counts.wrong !== written.wrong || counts.missed !== written.missed)
			faults.push(`language: ${ask}: src/language/measured-figures.ts is not what is measured: ${JSON.stringify(counts)}`);
	}
	const whole = sum(asks.map((ask) => countsOf(items, ask)));
	console.log(`  ${'all'.padEnd(15)} ${inWords(whole)}`);
	const shares = sharesOf(whole);
	if (shares.precision < bars.all.precision || shares.recall < bars.all.recall) faults.push(`language: ${inWords(whole)} over all is below the bar`);
	return faults;
}

/** Faults of what is said about real documentation, in words; figures go to standard output. */
export async function documentationFaults(): Promise<readonly string[]> {
	const faults: string[] = [];
	const {sentences, counting} = await alarmsIn(join(root, 'node_modules'), mostAlarmed);
	const rate = (counting / sentences) * 1000;
	console.log(`\nreal documentation: ${counting} errors or warnings in ${sentences} sentences, ${rate.toFixed(2)} per 1,000`);
	if (sentences < mostAlarmed / 2) faults.push(`language: only ${sentences} sentences of real documentation were found`);
	if (!(rate <= bars.alarms)) faults.push(`language: ${rate.toFixed(2)} findings per 1,000 sentences of real documentation; the bar is ${bars.alarms}`);
	return faults;
}
