/** A sentence in context as features: its words, its frames over the lexicon of concepts, and what stands around it. */

import type {Sentence} from '../evidence/sentence.ts';
import {type Mention, mentionsIn} from './concepts.ts';
import {stemsOf, tagsOf} from './words.ts';

/** Stems before a mention that may negate it. */
const negationReach = 4;
/** More stems than this are no sentence. */
const mostStems = 80;

/** The features of a sentence; each once. `which` leaves out the words or the frames, for measuring each alone. */
export function featuresOf(sentence: Sentence, which: 'all' | 'words' | 'frames' = 'all'): readonly string[] {
	const features = new Set<string>([`kind:${sentence.kind}`, `role:${sentence.role}`, `apart:${sentence.apart ?? 'no'}`]);
	const stems = stemsOf(sentence.text.value).slice(0, mostStems);
	for (const tag of tagsOf(sentence.text.value)) features.add(tag);
	if (which !== 'frames') addWords(features, stems);
	if (which !== 'words') addFrames(features, stems);
	for (const [name, text] of [
		['h', sentence.heading],
		['l', sentence.lead],
		['p', sentence.previous],
		['n', sentence.next],
	] as const) {
		if (text === undefined) continue;
		const around = stemsOf(text.slice(-300)).slice(-40);
		if (which !== 'frames' && name !== 'n') for (const stem of around) features.add(`${name}:${stem}`);
		if (which !== 'words') for (const {concept} of mentionsIn(around)) features.add(`${name}@${concept}`);
	}
	return [...features];
}

function addWords(features: Set<string>, stems: readonly string[]): void {
	for (const [index, stem] of stems.entries()) {
		features.add(stem);
		const next = stems[index + 1];
		if (next !== undefined) features.add(`${stem} ${next}`);
		const after = stems[index + 2];
		if (next !== undefined && after !== undefined) features.add(`${stem} ${next} ${after}`);
	}
	features.add(`first:${stems[0] ?? ''}`);
}

/** Concepts, negated concepts, and which comes before which: who, does what, to whom. */
function addFrames(features: Set<string>, stems: readonly string[]): void {
	const mentions = mentionsIn(stems);
	const negations = mentions.filter(({concept}) => concept === 'not').map(({at}) => at);
	const named = mentions.map(({concept, at}): Mention => {
		const isNegated = concept !== 'not' && negations.some((one) => one < at && one >= at - negationReach);
		return {concept: isNegated ? `!${concept}` : concept, at};
	});
	for (const [index, {concept, at}] of named.entries()) {
		features.add(`@${concept}`);
		for (let other = index + 1; other < named.length && other < index + 12; other++) {
			const next = named[other];
			if (next === undefined || next.concept === concept) continue;
			features.add(`@${concept}>${next.concept}`);
			if (next.at - at <= 4 && next.at > at) features.add(`@${concept}+${next.concept}`);
		}
	}
	if (/\d/.test(stems.join(' '))) features.add('@number');
}
