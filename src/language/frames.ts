/** Frames: what must come together in a sentence (and near it) to make it guidance on something, and what must not. */

import {append} from '../append.ts';
import type {Section, Sentence} from './passages.ts';
import {stemOf} from './words.ts';

/** Phrases by the stem of their first word, and tags. */
type Entries = {readonly phrases: ReadonlyMap<string, readonly (readonly string[])[]>; readonly tags: readonly string[]};

/** Words and tags to look for; stemmed when they are first asked for, since many a submission holds no usage instructions. */
export type Lexicon = () => Entries;

/** One way to say something. */
type Frame = {
	/** Each is found in the sentence itself. */
	readonly own: readonly Lexicon[];
	/** Each is found in the sentence, in the one before it, or in its heading or label. */
	readonly near?: readonly Lexicon[];
	/** None is found in the sentence, nor in its heading or label. */
	readonly not?: readonly Lexicon[];
	/** The first of `own` is not negated (`no backups`, `is not backed up`). */
	readonly affirmed?: true;
	/** The sentence does not begin with one of these. */
	readonly notOpening?: Lexicon;
};

/** A heading or label that announces a content, and what must stand below it to keep the promise. */
type SectionFrame = {
	/** Found in the heading or label. */
	readonly topic: Lexicon;
	/** Not found there: other senses of the same word. */
	readonly notTopic?: Lexicon;
	/** Each is found somewhere below. */
	readonly body: readonly Lexicon[];
	/** Sentences below with one of these count for nothing. */
	readonly notBody?: Lexicon;
};

/** All the ways to cover a content. */
export type Judge = {readonly sentences: readonly Frame[]; readonly sections: readonly SectionFrame[]};

/** A lexicon of words and phrases in any of their forms; `#path` and the like are tags. Several lists add up. */
export function words(...lists: readonly (string | Lexicon)[]): Lexicon {
	let entries: Entries | undefined;
	return () => {
		entries ??= entriesOf(lists);
		return entries;
	};
}

function entriesOf(lists: readonly (string | Lexicon)[]): Entries {
	const phrases = new Map<string, (readonly string[])[]>();
	const tags: string[] = [];
	const add = (stems: readonly string[]) => {
		const [first = ''] = stems;
		phrases.set(first, [...(phrases.get(first) ?? []), stems]);
	};
	for (const list of lists) {
		if (typeof list !== 'string') {
			const more = list();
			append(tags, more.tags);
			for (const group of more.phrases.values()) group.forEach(add);
			continue;
		}
		for (const phrase of list.split(',').map((part) => part.trim())) {
			if (phrase.startsWith('#')) tags.push(phrase);
			else if (phrase !== '') add(phrase.split(/[\s-]+/).map(stemOf));
		}
	}
	return {phrases, tags};
}

/** What was looked up before: frames share their lexicons, and a sentence is near several others. */
const found = new WeakMap<Sentence, Map<Lexicon, boolean>>();

/** Whether a sentence has something of a lexicon. */
export function has(sentence: Sentence, lexicon: Lexicon): boolean {
	const known = found.get(sentence) ?? new Map<Lexicon, boolean>();
	found.set(sentence, known);
	const answer = known.get(lexicon) ?? (lexicon().tags.some((tag) => sentence.tags.has(tag)) || hasPhrase(sentence.stems, lexicon));
	known.set(lexicon, answer);
	return answer;
}

function hasPhrase(stems: readonly string[], lexicon: Lexicon): boolean {
	for (let index = 0; index < stems.length; index++) if (lengthAt(stems, index, lexicon) > 0) return true;
	return false;
}

/** How many stems of a lexicon's phrase stand at an index; 0 for none. */
function lengthAt(stems: readonly string[], index: number, lexicon: Lexicon): number {
	const candidates = lexicon().phrases.get(stems[index] ?? '');
	if (candidates === undefined) return 0;
	for (const phrase of candidates) {
		if (phrase.every((stem, step) => stems[index + step] === stem)) return phrase.length;
	}
	return 0;
}

/** Whether a sentence fills one of the judge's frames. */
export function isFilledBy(judge: Judge, sentence: Sentence): boolean {
	return judge.sentences.some((frame) => fillsFrame(sentence, frame));
}

/** Whether a section keeps what its heading or label promises. */
export function isFilledBySection(judge: Judge, section: Section): boolean {
	return judge.sections.some((frame) => fillsSection(section, frame));
}

function fillsSection({topic, body}: Section, {topic: announced, notTopic, body: wanted, notBody}: SectionFrame): boolean {
	if (!has(topic, announced) || (notTopic !== undefined && has(topic, notTopic))) return false;
	const counting = notBody === undefined ? body : body.filter((sentence) => !has(sentence, notBody));
	return wanted.every((lexicon) => counting.some((sentence) => has(sentence, lexicon)));
}

function fillsFrame(sentence: Sentence, {own, near = [], not = [], affirmed, notOpening}: Frame): boolean {
	const {previous, topic} = sentence;
	const around = [sentence, ...(previous === undefined ? [] : [previous]), ...(topic === undefined ? [] : [topic])];
	if (!own.every((lexicon) => has(sentence, lexicon))) return false;
	if (!near.every((lexicon) => around.some((one) => has(one, lexicon)))) return false;
	if (not.some((lexicon) => has(sentence, lexicon) || (topic !== undefined && has(topic, lexicon)))) return false;
	if (notOpening !== undefined && opensWith(sentence, notOpening)) return false;
	return affirmed === undefined || own[0] === undefined || isAffirmed(sentence, own[0]);
}

/** A step's number does not count as its first word. */
function opensWith({stems}: Sentence, lexicon: Lexicon): boolean {
	const first = stems.findIndex((stem) => /\p{L}{2}/u.test(stem));
	return first >= 0 && lengthAt(stems, first, lexicon) > 0;
}

const negations = new Set(['not', 'no', 'never', 'without', 'cannot', 'nor', 'neither', 'none', 'nobodi', 'lack'].map(stemOf));
const clauseEnds = new Set([',', ';', ':', '.', 'but', 'so', 'and']);

/** At least one of the lexicon's matches is neither under a negation before it nor denied right after. */
function isAffirmed({stems, tags}: Sentence, lexicon: Lexicon): boolean {
	if (lexicon().tags.some((tag) => tags.has(tag))) return true;
	return stems.some((_, index) => {
		const length = lengthAt(stems, index, lexicon);
		if (length === 0) return false;
		for (let at = index - 1; at >= 0 && at >= index - 5 && !clauseEnds.has(stems[at] ?? ''); at--) if (negations.has(stems[at] ?? '')) return false;
		for (let at = index + length; at < index + length + 3 && !clauseEnds.has(stems[at] ?? '.'); at++) if (negations.has(stems[at] ?? '')) return false;
		return true;
	});
}
