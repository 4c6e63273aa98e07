/**
 * Which of the contents that AWS asks of usage instructions a text has. Frames (what must come together in a sentence) and a linear judge
 * that learned from labelled texts (`scripts/language/learn-contents.ts`) are weighed together: frames are seldom wrong, and miss every
 * third way to say a thing.
 */

import type {Text} from '../contract.ts';
import type {UsageInstructions} from '../evidence.ts';
import {readBytes, readTable} from '../table.ts';
import {backup} from './contents/backup.ts';
import {costs} from './contents/costs.ts';
import {encryption} from './contents/encryption.ts';
import {featuresOfPassage} from './contents/features.ts';
import {healthCheck} from './contents/health-check.ts';
import {keyPurpose} from './contents/key-purpose.ts';
import {network} from './contents/network.ts';
import {quotas} from './contents/quotas.ts';
import {rolePurpose} from './contents/role-purpose.ts';
import {rotation} from './contents/rotation.ts';
import {sensitiveData} from './contents/sensitive-data.ts';
import {start} from './contents/start.ts';
import {isFilledBy, isFilledBySection, type Judge} from './frames.ts';
import {type LinearTable, linearTableOf} from './linear-table.ts';
import {type Passages, passagesOf, type Sentence} from './passages.ts';

const judges = {
	'sensitive-data': sensitiveData,
	encryption,
	rotation,
	backup,
	'health-check': healthCheck,
	quotas,
	costs,
	'role-purpose': rolePurpose,
	'key-purpose': keyPurpose,
	network,
	start,
} as const satisfies Readonly<Record<string, Judge>>;

/** A content that usage instructions must have. */
export type Content = keyof typeof judges;

/** All of them, in the order of AWS's page. */
export const contents = Object.keys(judges) as readonly Content[];

/** How much each sign counts, in log-odds: of nothing, for each of the learned judge's own, of a filled frame, and of a heading that keeps its promise. */
export type Weights = {readonly none: number; readonly learned: number; readonly frame: number; readonly section: number};

/** The signs that a text has a content. */
export type Signs = {
	/** The learned judge's log-odds of the likeliest sentence. */
	readonly learned: number;
	/** That sentence; nothing in a text without any. */
	readonly likeliest?: Sentence;
	readonly frame: boolean;
	readonly section: boolean;
};

/** A sentence, the frames it fills (`backup`) or stands under (`under backup`), and its features for the learned judge. */
type Framed = {readonly sentence: Sentence; readonly frames: ReadonlySet<string>; readonly features: readonly string[]};

/** Each sentence of a text with its frames and features. */
export function framedIn({sentences, sections}: Passages): readonly Framed[] {
	const filled = new Map<Sentence, Set<string>>(sentences.map((sentence) => [sentence, new Set()]));
	for (const content of contents) {
		for (const sentence of sentences) if (isFilledBy(judges[content], sentence)) filled.get(sentence)?.add(content);
		for (const section of sections)
			if (isFilledBySection(judges[content], section)) for (const sentence of section.body) filled.get(sentence)?.add(`under ${content}`);
	}
	return [...filled].map(([sentence, frames]) => ({sentence, frames, features: featuresOfPassage(sentence, frames)}));
}

/** The signs of each content in a text. `score` gives the learned judge's log-odds of each content, in their order. */
export function signsIn(framed: readonly Framed[], score: LinearTable['score']): ReadonlyMap<Content, Signs> {
	const scored = framed.map(({sentence, features}) => [sentence, score(features)] as const);
	return new Map(
		contents.map((content, index) => {
			let [learned, likeliest]: [number, Sentence | undefined] = [unlikely, undefined];
			for (const [sentence, scores] of scored) if ((scores[index] ?? unlikely) > learned) [learned, likeliest] = [scores[index] ?? unlikely, sentence];
			const has = (name: string) => framed.some(({frames}) => frames.has(name));
			return [content, {learned, frame: has(content), section: has(`under ${content}`), ...(likeliest === undefined ? {} : {likeliest})}];
		}),
	);
}

/**
 * AWS's own words as a label with a place behind them tell a content whatever stands between: "Sensitive data: scenes in /farm/scenes". Neither frames nor
 * the learned judge see them where what lies there is not called data.
 * Origin: `pages.usage`
 */
const labelled: Readonly<Partial<Record<Content, RegExp>>> = {
	'sensitive-data':
		/\b(?:sensitive|personal|confidential) (?:data|information)(?: (?:is|lies|are)(?: stored| kept)?(?: here| in these places)?)?\s?[:–—] (?:(?!\b(?:never|not?|nothing|none|nowhere)\b)[^.!?\n]){0,300}?(?:(?<![\w.])\/[a-z]|\b(?:bucket|database|volume|table|file share)\b)/i,
};

/** Log-odds of what is not there. */
const unlikely = -10;

/** The log-odds that a text has a content. */
export function oddsOf({learned, frame, section}: Signs, weights: Weights): number {
	return weights.none + weights.learned * learned + (frame ? weights.frame : 0) + (section ? weights.section : 0);
}

/** Log-odds from which on a content counts as told: a probability of 0.6. A silent pass is worse than a false alarm. */
const leastOdds = Math.log(0.6 / 0.4);

let shipped: {readonly table: LinearTable; readonly weights: Readonly<Record<Content, Weights>>} | undefined;

/** What comes with shelfready, read once. */
function learnedJudge() {
	shipped ??= {table: linearTableOf(readBytes('usage-contents.bin')), weights: readTable('usage-weighing.json')};
	return shipped;
}

/** The sentence (or heading) that likeliest tells each content; contents that nothing tells are not in it. */
export function passagesIn(text: string): ReadonlyMap<Content, string> {
	const {table, weights} = learnedJudge();
	const found = new Map<Content, string>();
	for (const [content, signs] of signsIn(framedIn(passagesOf(text)), table.score)) {
		const label = labelled[content]?.exec(text)?.[0];
		const told = oddsOf(signs, weights[content]) < leastOdds ? label : signs.likeliest?.text;
		if (told !== undefined) found.set(content, told);
	}
	return found;
}

const judged = new WeakMap<Text, ReadonlyMap<Content, string>>();

/** Whether a located text covers a content. Every rule asks this of the same texts, so each is judged once. */
function covers(text: Text, content: Content): boolean {
	const passages = judged.get(text) ?? passagesIn(text.value);
	judged.set(text, passages);
	return passages.has(content);
}

/** Usage instructions without a content, and the range of the few words to point at. */
export type Lacking = UsageInstructions & {readonly opening: readonly [start: number, end: number]};

/** Those usage instructions that do not cover a content. A text that several versions share is named once. */
export function lacking(content: Content, instructions: readonly UsageInstructions[]): readonly Lacking[] {
	const seen = new Set<string>();
	return instructions.flatMap((one) => {
		const key = `${one.kind} ${one.template?.file ?? ''} ${one.text.value}`;
		if (seen.has(key) || covers(one.text, content)) return [];
		seen.add(key);
		return [{...one, opening: openingOf(one.text.value)}];
	});
}

/** The first words of a text: what a finding on the whole text points at. */
export function openingOf(text: string): readonly [start: number, end: number] {
	const start = text.length - text.trimStart().length;
	const words = /^\S{1,40}(?:[^\S\r\n]\S{1,40}){0,3}/.exec(text.slice(start, start + 200))?.[0] ?? '';
	return [start, start + words.length];
}
