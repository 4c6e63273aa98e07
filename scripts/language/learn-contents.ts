/**
 * Learns which contents usage instructions have from `corpora/usage-instructions/train`, and writes `learned/weights.json` (of words) and
 * `learned/weighing.json` (how much the learned judge and the frames count) beside it. The same inputs give the same files.
 *
 *     node dist/scripts/language/learn-contents.js
 */

import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {contents, framedIn, oddsOf, type Signs, signsIn, type Weights} from '../../src/language/contents.ts';
import {passagesOf} from '../../src/language/passages.ts';
import {type Instructions, instructionsOf, usageFolder} from './instructions.ts';
import {type Example, learnedOf, score, train} from './linear.ts';

/** Found by leaving out one hand of train after the other: strong decay, for there are few texts and many words. */
const how = {epochs: 12, decay: 2e-2, least: 3};
/** How much more a sentence counts that only seems to tell something. */
const seemingWeight = 5;
/** Of the weighing. */
const [rate, decay] = [0.3, 0.002];

type Read = Instructions & {readonly framed: ReturnType<typeof framedIn>};

const texts = instructionsOf('train').map((one): Read => ({...one, framed: framedIn(passagesOf(one.text))}));
const hands = [...new Set(texts.map(({author}) => author))].toSorted();

/** What is found in each text by a judge that learned from the other hands: what it will find in texts of hands that nobody knows. */
const found = hands.flatMap((hand) => {
	const model = train(texts.filter(({author}) => author !== hand).flatMap(examplesOf), contents, how);
	return texts.filter(({author}) => author === hand).map(({framed, present}) => ({present, signs: signsIn(framed, (features) => score(model, features))}));
});
const weighing = Object.fromEntries(
	contents.map((content) => [content, weightsOf(found.map(({present, signs}) => ({signs: signs.get(content), isThere: present.includes(content)})))]),
);

const model = train(texts.flatMap(examplesOf), contents, how);
const out = join(usageFolder, 'learned');
mkdirSync(out, {recursive: true});
writeFileSync(join(out, 'weights.json'), `${JSON.stringify(learnedOf(model))}\n`);
writeFileSync(join(out, 'weighing.json'), `${JSON.stringify(weighing, undefined, '\t')}\n`);
console.log(`${texts.length} texts of ${hands.length} hands; ${model.weights.size} features`);

/** Every sentence of a text, with the contents that its writer says it tells. */
function examplesOf({framed, quotes, seeming}: Read): readonly Example[] {
	return framed.map(({sentence, features}) => {
		const text = plain(sentence.text);
		const tells = (content: string) => (quotes[content] ?? []).some((quote) => overlap(plain(quote), text));
		const targets = contents.filter((content) => !seeming.includes(content) && tells(content));
		return {features, targets: new Set<string>(targets), weight: seeming.some(tells) ? seemingWeight : 1};
	});
}

function plain(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

/** Whether a quote and a sentence are the same words; a word or two alone (`Backups:`) tell nothing. */
function overlap(quote: string, sentence: string): boolean {
	if (quote === sentence) return true;
	return sentence.split(' ').length > 2 && (quote.includes(sentence) || sentence.includes(quote));
}

/** Logistic regression, by gradient descent with a little decay: four numbers from hundreds of texts. */
function weightsOf(seen: readonly {readonly signs: Signs | undefined; readonly isThere: boolean}[]): Weights {
	const rows = seen.flatMap(({signs, isThere}) => (signs === undefined ? [] : [{signs, wanted: isThere ? 1 : 0}]));
	let weights: Weights = {none: 0, learned: 0.5, frame: 1, section: 1};
	for (let step = 0; step < 4000; step++) {
		const slopes = {none: 0, learned: 0, frame: 0, section: 0};
		for (const {signs, wanted} of rows) {
			const slope = (1 / (1 + Math.exp(-oddsOf(signs, weights))) - wanted) / rows.length;
			slopes.none += slope;
			slopes.learned += slope * signs.learned;
			if (signs.frame) slopes.frame += slope;
			if (signs.section) slopes.section += slope;
		}
		weights = {
			none: weights.none - rate * slopes.none,
			learned: weights.learned - rate * (slopes.learned + decay * weights.learned),
			frame: weights.frame - rate * (slopes.frame + decay * weights.frame),
			section: weights.section - rate * (slopes.section + decay * weights.section),
		};
	}
	const round = (value: number) => Number(value.toFixed(3));
	return {none: round(weights.none), learned: round(weights.learned), frame: round(weights.frame), section: round(weights.section)};
}
