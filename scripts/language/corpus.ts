/**
 * The labelled corpora of `corpora/language/`: single sentences (`s…/*.tsv`) and whole listings (`l…/*.md`), each hand in a folder of
 * its own, as sentences in context with their labels.
 */

import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Sentence, TextKind} from '../../src/evidence/sentence.ts';
import {sentencesOfText} from '../../src/gather/sentences.ts';

export const splits = ['train', 'dev', 'test'] as const;
export type Split = (typeof splits)[number];
export type Licensing = 'paid' | 'byol' | 'free';

/** One sentence as a hand wrote and labelled it. */
export type Labelled = {
	/** `<hand>/<file>:<line>` for single sentences, `<hand>/<file>` for those of a listing. Sentences of one item share it. */
	readonly item: string;
	readonly hand: string;
	readonly form: 'single' | 'listing';
	readonly licensing: Licensing;
	readonly sentence: Sentence;
	readonly labels: readonly string[];
	/** What it only looks like. */
	readonly like: readonly string[];
	/** The words that carry the violation, in UTF-16 units of the sentence. */
	readonly spans: readonly (readonly [number, number])[];
};

const contexts: Readonly<Record<string, TextKind>> = {
	long: 'long-description',
	usage: 'usage-instructions',
	readme: 'readme',
	notes: 'release-notes',
	support: 'support',
	highlights: 'highlights',
};

/** A text without its marks, and the marks with their offsets in it. */
type Marked = {readonly text: string; readonly marks: readonly Mark[]};
type Mark = {readonly labels: readonly string[]; readonly start: number; readonly end: number; readonly spans: readonly (readonly [number, number])[]};

/** Reads all of one split. */
export async function corpusOf(folder: string, split: Split): Promise<readonly Labelled[]> {
	const all: Labelled[] = [];
	for (const hand of readdirSync(join(folder, split)).toSorted()) {
		for (const name of readdirSync(join(folder, split, hand)).toSorted()) {
			const text = readFileSync(join(folder, split, hand, name), 'utf8');
			all.push(...(name.endsWith('.tsv') ? await singles(text, hand, name) : name.endsWith('.md') ? await listing(text, hand, name) : []));
		}
	}
	return all;
}

/** Reads all of every split. */
export async function corporaOf(folder: string): Promise<Readonly<Record<Split, readonly Labelled[]>>> {
	return {train: await corpusOf(folder, 'train'), dev: await corpusOf(folder, 'dev'), test: await corpusOf(folder, 'test')};
}

async function singles(text: string, hand: string, name: string): Promise<readonly Labelled[]> {
	const all: Labelled[] = [];
	for (const [index, line] of text.split('\n').entries()) {
		const [labels = '', context = '', licensing = '', marked = ''] = line.split('\t');
		if (marked === '') continue;
		const names = labels === '-' ? [] : labels.split('+').map((label) => label.trim());
		const {text: plain, spans} = withoutSpans(marked, 0);
		all.push(
			...(await label(plain, [{labels: names, start: 0, end: plain.length, spans}], contexts[context] ?? 'readme', {
				item: `${hand}/${name}:${index + 1}`,
				hand,
				form: 'single',
				licensing: licensing as Licensing,
			})),
		);
	}
	return all;
}

async function listing(text: string, hand: string, name: string): Promise<readonly Labelled[]> {
	const licensing = (/^licensing: (paid|byol|free)$/m.exec(text)?.[1] ?? 'paid') as Licensing;
	const all: Labelled[] = [];
	for (const part of text.split(/^# @/m).slice(1)) {
		const [section = ''] = part.split('\n', 1);
		const {text: plain, marks} = withoutMarks(part.slice(section.length + 1));
		all.push(...(await label(plain, marks, section.trim() as TextKind, {item: `${hand}/${name}`, hand, form: 'listing', licensing})));
	}
	return all;
}

async function label(
	plain: string,
	marks: readonly Mark[],
	kind: TextKind,
	base: Pick<Labelled, 'item' | 'hand' | 'form' | 'licensing'>,
): Promise<readonly Labelled[]> {
	const sentences = await sentencesOfText({value: plain, place: {file: 'text', range: [0, plain.length]}}, kind, new Map());
	return sentences.map((sentence) => {
		const [start, end] = sentence.text.place.range ?? [0, 0];
		const within = ([from, to]: readonly [number, number]) => from < end && to > start;
		const met = marks.filter((mark) => within([mark.start, mark.end]));
		const carried = met.filter(({spans}) => spans.some(within));
		return {
			...base,
			sentence,
			labels: [...new Set(carried.flatMap(({labels}) => labels))],
			like: [...new Set(met.flatMap(({labels}) => labels.filter((one) => one.startsWith('~')).map((one) => one.slice(1))))],
			spans: carried.flatMap(({spans}) => spans.filter(within)).map(([from, to]): [number, number] => [Math.max(0, from - start), Math.min(end, to) - start]),
		};
	});
}

/** Takes the marks out of a text of the corpora. */
export function withoutMarks(marked: string): Marked {
	let text = '';
	const marks: Mark[] = [];
	let at = 0;
	for (const {0: whole, 1: names = '', 2: body = '', index} of marked.matchAll(/\{\{([~a-z+-]+): (.*?)\}\}/g)) {
		text += marked.slice(at, index);
		const {text: plain, spans} = withoutSpans(body, text.length);
		marks.push({labels: names.split('+'), start: text.length, end: text.length + plain.length, spans});
		text += plain;
		at = index + whole.length;
	}
	return {text: text + marked.slice(at), marks};
}

function withoutSpans(marked: string, base: number): {readonly text: string; readonly spans: readonly (readonly [number, number])[]} {
	let text = '';
	const spans: [number, number][] = [];
	for (const [index, part] of marked.split(/\[\[|\]\]/).entries()) {
		if (index % 2 === 1) spans.push([base + text.length, base + text.length + part.length]);
		text += part;
	}
	return {text, spans};
}
