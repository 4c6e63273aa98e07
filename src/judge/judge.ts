/** Sentences to judgements: the first layer settles most of them, the encoder the rest; both together weigh what is left. */

import {createHash} from 'node:crypto';
import type {Input} from 'listing-encoder';
import type {Text} from '../contract.ts';
import type {Ask, Judgement} from '../evidence/judgement.ts';
import type {Sentence, TextKind} from '../evidence/sentence.ts';
import type {Licensing} from '../evidence.ts';
import {spanOf} from '../tree.ts';
import type {Encoder} from './aside.ts';
import type {FirstLayer} from './first-layer.ts';
import {askInTurn, type Known, type Lesson, type Open, type Others} from './turns.ts';
import {type Answer, answerOf, type Calibration, type Told} from './weighing.ts';

/** What a judge says of sentences. */
type Verdict = {
	readonly judgements: readonly Judgement[];
	/** Sentences that the first layer could not settle and the encoder was not asked about, since there were too many. */
	readonly unsettled: readonly Sentence[];
};

/** A judge, its parts loaded when they are first needed. */
export type Judge = {
	/**
	 * Judges sentences in order. `licensing` byol excuses registration and fulfilment.
	 * @throws where its files are missing or broken
	 */
	judge(sentences: readonly Sentence[], licensing?: Licensing): Promise<Verdict>;
	/** Takes over what another judge of the same parts has learnt. */
	learn(lessons: readonly Lesson[]): void;
};

/** How a judge remembers; what it says is the same. */
export type Remembering = {
	/** Sentences that are remembered, at most. Default 50,000. */
	readonly most?: number;
	/** The judges of other threads, with whom it shares the sentences out. */
	readonly others?: Others;
};

/** What BYOL buyers may be asked, since they bring a licence bought elsewhere. */
const excused: ReadonlySet<Ask> = new Set(['registration', 'fulfilment']);

/** What the encoder calls each kind of text. */
const kindWords: Readonly<Record<TextKind, string>> = {
	'long-description': 'description',
	'usage-instructions': 'instructions',
	readme: 'manual',
	'release-notes': 'release notes',
	support: 'support',
	highlights: 'highlights',
	title: 'title',
	'short-description': 'summary',
	template: 'template',
};

/** What is known of sentences seen before is kept, and changes nothing but the time; bounded, since texts come from anywhere. */
const mostKnown = 50_000;
/** Sentences of one call that the encoder judges: those of listings and templates, and those of documents, of which there may be thousands. */
const mostEncoded = {own: 2500, documents: 200};

/** A judge of these parts. */
export function newJudge(
	calibration: Calibration,
	firstLayer: () => Promise<FirstLayer>,
	encoder: () => Promise<Encoder>,
	{most = mostKnown, others}: Remembering = {},
): Judge {
	const known = new Map<string, Known>();
	const forget = () => {
		// The older half: what was seen of late comes again in the next version of the same product.
		let left = known.size > most ? known.size - most / 2 : 0;
		for (const key of known.keys())
			if (left-- > 0) known.delete(key);
			else break;
	};
	// Promises, so that calls at the same time share what they load.
	let openedFirst: Promise<FirstLayer> | undefined;
	let openedEncoder: Promise<Encoder> | undefined;
	return {
		async judge(sentences, licensing) {
			openedFirst ??= firstLayer();
			const first = await openedFirst;
			const asked = sentences
				.filter(({text, apart}) => apart !== 'licence' && /\p{L}{2}/u.test(text.value))
				.map((sentence) => {
					const key = keyOf(sentence);
					const before = known.get(key);
					const odds = before === undefined ? first.score(sentence) : undefined;
					const looked = before ?? {top: Math.max(...(odds ?? []))};
					known.set(key, looked);
					return {...looked, sentence, key, odds};
				});
			const open = asked.filter(({top}) => top >= calibration.gate);
			// Where there are too many, those that are likeliest to ask something are looked at.
			const own = open.filter(({sentence}) => !isOfDocument(sentence));
			const documents = open.filter(({sentence}) => isOfDocument(sentence));
			const looked = distinct([...likeliest(own, mostEncoded.own), ...likeliest(documents, mostEncoded.documents)]);
			const answers = new Map([...looked].map(([key, one]) => [key, one.answer]));
			const news = [...looked.values()].filter(({answer}) => answer === undefined);
			if (news.length > 0) openedEncoder ??= encoder();
			const opened = news.length > 0 ? await openedEncoder : undefined;
			const ask = async (some: readonly Open[]) => {
				const judged =
					(await opened?.judge(
						some.map(({sentence}) => inputOf(sentence)),
						some.map(({sentence, top}) => leastOf(calibration, sentence, top)),
					)) ?? [];
				for (const [index, {sentence, key, top, odds = first.score(sentence)}] of some.entries()) {
					const answer = answerOf(judged[index], isAlone(sentence) ? calibration.alone : calibration.inText, odds);
					answers.set(key, answer);
					known.set(key, {top, answer});
				}
			};
			if (others === undefined) await ask(news);
			else await askInTurn(news, {answers, known, others, ask});
			forget();
			return {
				judgements: asked.flatMap(({sentence, key}) => told(sentence, answers.get(key), licensing)),
				unsettled: own.flatMap(({sentence, key}) => (looked.has(key) ? [] : [sentence])),
			};
		},
		learn(lessons) {
			for (const [key, lesson] of lessons) known.set(key, lesson);
			forget();
		},
	};
}

/** All that a sentence is judged by, in few bytes: thousands are remembered. */
function keyOf(sentence: Sentence): string {
	return createHash('sha256')
		.update(JSON.stringify([inputOf(sentence), sentence.role, sentence.apart]))
		.digest('base64');
}

/** Documents come with the product; the other kinds are what AWS and buyers read first. */
function isOfDocument({kind, apart}: Sentence): boolean {
	return kind === 'readme' || apart === 'changelog';
}

function likeliest(open: readonly Open[], most: number): readonly Open[] {
	return open.length <= most ? open : open.toSorted((a, b) => b.top - a.top).slice(0, most);
}

/**
 * The encoder's first answer below which it need not go on: it knows little of words that stand for themselves, so that it decides where
 * a sentence is one of many, and of a document or nothing to the first layer.
 */
export function leastOf({early}: Pick<Calibration, 'early'>, sentence: Sentence, top: number): number {
	return isAlone(sentence) || (top > 0 && !isOfDocument(sentence)) ? Number.NEGATIVE_INFINITY : early;
}

/** Texts repeat themselves; each sentence is asked about once. */
function distinct(open: readonly Open[]): ReadonlyMap<string, Open> {
	return new Map(open.map((one) => [one.key, one]));
}

function told(sentence: Sentence, answer: Answer | undefined, licensing: Licensing | undefined): readonly Judgement[] {
	if (answer === undefined || answer === 'settled') return [];
	const words = partOf(sentence.text, answer.words);
	return answer.asks.flatMap((one) => (licensing === 'byol' && excused.has(one.ask) ? [] : [{...one, sentence, words}]));
}

/** The part of a text, with the whole of the words in which it begins and ends: the encoder knows pieces of words. */
function partOf(text: Text, range: Told['words']): Text {
	if (range === undefined) return text;
	const isInWord = (at: number) => /^[\p{L}\p{M}\p{N}]{2}$/u.test(text.value.slice(at - 1, at + 1));
	let [start, end] = range;
	while (start > 0 && isInWord(start)) start--;
	while (end < text.value.length && isInWord(end)) end++;
	return {value: text.value.slice(start, end), place: spanOf(text, start, end)};
}

/** What the encoder reads of a sentence. */
export function inputOf({text, kind, heading, lead, previous, next}: Sentence): Input {
	return {
		text: text.value,
		kind: kindWords[kind],
		...(heading === undefined ? {} : {heading}),
		...(lead === undefined ? {} : {lead}),
		...(previous === undefined ? {} : {previous}),
		...(next === undefined ? {} : {next}),
	};
}

/** Whether a sentence is all that there is, or one of a few: it stands under no heading or lead, and not between two others. */
export function isAlone({previous, next, heading, lead}: Sentence): boolean {
	return heading === undefined && lead === undefined && (previous === undefined || next === undefined);
}
