/** What makes the corpora unfit: near-duplicates, splits that share authors or products, filler, a test split that was changed. */

import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {asks} from '../../src/evidence/judgement.ts';
import {type Labelled, type Split, splits} from './corpus.ts';

/** Words in a row that two sentences have in common, as a share of the shorter one's, from which on one is left out. */
const mostShared = 0.7;
/** Least number of different words in a thousand words of a hand: a template filled in by a program has far fewer. */
const leastVocabulary = 300;
/** Most of a hand's sentences that begin with the same three words. */
const mostAlike = 0.03;

/** Words in lower case, without marks. */
function wordsOf(text: string): readonly string[] {
	return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function gramsOf(text: string, size: number): ReadonlySet<string> {
	const words = wordsOf(text);
	return new Set(words.slice(0, Math.max(0, words.length - size + 1)).map((_, index) => words.slice(index, index + size).join(' ')));
}

/** A pair of sentences that are nearly the same. */
export type Twin = {readonly a: Labelled; readonly b: Labelled; readonly shared: number};

/** Near-duplicates across splits, where a sentence that was learned from would be measured on. Sentences under six words are too short to tell. */
export function twinsAcross(corpora: Readonly<Record<Split, readonly Labelled[]>>): readonly Twin[] {
	const seen = new Map<string, Labelled[]>();
	const twins: Twin[] = [];
	for (const split of splits) {
		const own: (readonly [Labelled, ReadonlySet<string>])[] = corpora[split].map((one) => [one, gramsOf(one.sentence.text.value, 3)]);
		for (const [labelled, grams] of own) {
			// Boilerplate (launch from AWS Marketplace, a licence's text) is everybody's, and says nothing of a label.
			if (grams.size < 4 || labelled.labels.length + labelled.like.length === 0 || labelled.sentence.apart === 'licence') continue;
			const met = new Map<Labelled, number>();
			for (const gram of grams) for (const other of seen.get(gram) ?? []) met.set(other, (met.get(other) ?? 0) + 1);
			for (const [other, count] of met) {
				const shared = count / Math.min(grams.size, gramsOf(other.sentence.text.value, 3).size);
				if (shared >= mostShared && count >= 4) twins.push({a: other, b: labelled, shared});
			}
		}
		for (const [labelled, grams] of own) for (const gram of grams) seen.set(gram, [...(seen.get(gram) ?? []), labelled]);
	}
	return twins;
}

/** The sentences of a later split that are nearly one of an earlier split: nothing is measured on them. */
export function twinned(corpora: Readonly<Record<Split, readonly Labelled[]>>): ReadonlySet<Labelled> {
	return new Set(twinsAcross(corpora).map(({b}) => b));
}

/** Faults in words. */
export function corpusFaults(corpora: Readonly<Record<Split, readonly Labelled[]>>): readonly string[] {
	const faults: string[] = [];
	const known = new Set<string>(asks);
	const splitOf = new Map<string, Split>();
	for (const split of splits) {
		for (const {hand, labels, like, licensing, spans, item} of corpora[split]) {
			const other = splitOf.get(hand);
			if (other !== undefined && other !== split) faults.push(`the hand ${hand} is in ${other} and in ${split}`);
			splitOf.set(hand, split);
			for (const label of [...labels, ...like]) if (!known.has(label)) faults.push(`${item}: unknown label ${label}`);
			if (labels.length > 0 && spans.length === 0) faults.push(`${item}: a violation without the words that carry it`);
			if (licensing === 'byol' && labels.some((label) => label === 'registration' || label === 'fulfilment'))
				faults.push(`${item}: BYOL excuses ${labels.join(', ')}`);
		}
		for (const [hand, own] of groups(corpora[split])) faults.push(...fillerFaults(hand, own));
	}
	return [...new Set(faults)];
}

function groups(corpus: readonly Labelled[]): ReadonlyMap<string, readonly Labelled[]> {
	const made = new Map<string, Labelled[]>();
	for (const one of corpus) made.set(one.hand, [...(made.get(one.hand) ?? []), one]);
	return made;
}

/** What a program's filler shows and a writer's sentences do not: few words, the same openings again and again. */
function fillerFaults(hand: string, own: readonly Labelled[]): readonly string[] {
	const faults: string[] = [];
	const words = own.flatMap(({sentence}) => wordsOf(sentence.text.value));
	const thousands = Math.max(1, Math.floor(words.length / 1000));
	let vocabulary = 0;
	for (let index = 0; index < thousands; index++) vocabulary += new Set(words.slice(index * 1000, (index + 1) * 1000)).size / thousands;
	if (words.length >= 1000 && vocabulary < leastVocabulary) faults.push(`${hand}: ${vocabulary.toFixed(0)} different words in a thousand`);
	const openings = new Map<string, number>();
	for (const {sentence, form} of own) {
		const opening = wordsOf(sentence.text.value).slice(0, 3);
		if (form === 'single' && opening.length === 3) openings.set(opening.join(' '), (openings.get(opening.join(' ')) ?? 0) + 1);
	}
	for (const [opening, count] of openings) if (count > Math.max(8, own.length * mostAlike)) faults.push(`${hand}: ${count} sentences begin with "${opening}"`);
	return faults;
}

/** The hash of a split's files, names and all. */
export function hashOfSplit(folder: string, split: Split): string {
	const hash = createHash('sha256');
	for (const hand of readdirSync(join(folder, split)).toSorted())
		for (const name of readdirSync(join(folder, split, hand)).toSorted())
			hash.update(`${hand}/${name}\n`).update(readFileSync(join(folder, split, hand, name)));
	return hash.digest('hex');
}

/** Whether test is the one that was frozen. */
export function frozenFaults(folder: string): readonly string[] {
	const pin = join(folder, 'test.sha256');
	if (!existsSync(pin)) return ['corpora/language/test.sha256 is missing'];
	return readFileSync(pin, 'utf8').trim() === hashOfSplit(folder, 'test') ? [] : ['corpora/language/test is not what test.sha256 names'];
}
