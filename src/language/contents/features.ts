/** A sentence of usage instructions as features for the learned judge of contents: its words, those of its heading or label, and the frames it fills. */

import type {Sentence} from '../passages.ts';

/** More stems than these are no sentence, or no heading. */
const [mostStems, mostOfTopic] = [80, 40];
const isWord = (stem: string) => /[\p{L}\p{N}]/u.test(stem);

/**
 * The features of a sentence, each once; `frames` are the names of those it fills. The sentence before, words under a negation, and a
 * heading's words together with what stands below it were tried: none found more.
 */
export function featuresOfPassage({stems, tags, topic}: Sentence, frames: Iterable<string>): readonly string[] {
	const own = stems.slice(0, mostStems);
	const features = new Set<string>(tags);
	for (const frame of frames) features.add(`frame:${frame}`);
	for (const [index, stem] of own.entries()) {
		features.add(stem);
		const next = own[index + 1];
		if (next !== undefined) features.add(`${stem} ${next}`);
	}
	features.add(`first:${own.find(isWord) ?? ''}`);
	features.add(own.length < 6 ? 'short' : own.length > 25 ? 'long' : 'middling');
	for (const stem of topic?.stems.slice(0, mostOfTopic) ?? []) if (isWord(stem)) features.add(`topic:${stem}`);
	for (const tag of topic?.tags ?? []) features.add(`topic:${tag}`);
	return [...features];
}
