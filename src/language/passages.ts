/** Usage instructions cut into sentences, each with what it is about: its heading or label, and the sentence before. */

import {stemsOf, tagsOf} from './words.ts';

/** A sentence as judges see it. */
export type Sentence = {
	readonly text: string;
	readonly stems: readonly string[];
	readonly tags: ReadonlySet<string>;
	/** The sentence before it in the same paragraph, or the item before it in the same list. */
	readonly previous?: Sentence;
	/** The heading above it, or the label that its paragraph opens with (`Backups: …`). */
	readonly topic?: Sentence;
};

/** Longer paragraphs are cut: `Intl.Segmenter` of Node 20 takes quadratic time. */
const longestParagraph = 2000;
const marker = /^\s*(?:[-*•–+]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s|step\s+\d+|#{1,6}\s)/i;
const segmenter = new Intl.Segmenter('en', {granularity: 'sentence'});

/** Cuts a text into sentences, in order. Linear in its length. */
export function sentencesOf(text: string): readonly Sentence[] {
	const sentences: Sentence[] = [];
	let heading: Sentence | undefined;
	let previous: Sentence | undefined;
	for (const paragraph of paragraphsOf(text)) {
		if (paragraph.isHeading) {
			heading = sentence(paragraph.text, undefined, undefined);
			sentences.push(heading);
			previous = undefined;
			continue;
		}
		if (!paragraph.isItem) previous = undefined;
		let topic = heading;
		for (const part of splitSentences(paragraph.text)) {
			const label = labelOf(part);
			if (label !== undefined) topic = sentence(label, undefined, undefined);
			previous = sentence(part, previous, topic);
			sentences.push(previous);
		}
	}
	return sentences;
}

function sentence(text: string, previous: Sentence | undefined, topic: Sentence | undefined): Sentence {
	// The chain of sentences before is cut after one, so that a text is not kept alive by its last sentence.
	const before = previous === undefined ? undefined : {text: previous.text, stems: previous.stems, tags: previous.tags};
	return {text, stems: stemsOf(text), tags: tagsOf(text), ...(before === undefined ? {} : {previous: before}), ...(topic === undefined ? {} : {topic})};
}

type Paragraph = {readonly text: string; readonly isHeading: boolean; readonly isItem: boolean};

/** Lines put together where a paragraph was wrapped; list items and headings stand alone. */
function paragraphsOf(text: string): readonly Paragraph[] {
	const paragraphs: Paragraph[] = [];
	let open: string[] = [];
	const close = () => {
		const joined = open.join(' ').trim();
		open = [];
		if (joined === '') return;
		const isItem = marker.test(joined) && !joined.startsWith('#');
		for (const piece of pieces(joined)) paragraphs.push({text: piece, isHeading: isHeading(joined), isItem});
	};
	for (const line of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
		const begins = line.trim() === '' || marker.test(line) || isHeading(open.join(' ').slice(0, 200)) || (open.length > 0 && isHeading(line) && /[.:;!?]\s*$/.test(open.at(-1) ?? ''));
		// A wrapped line goes on in lower case; what looks like a heading then is not one.
		if (begins && !(open.length === 1 && /^\s*[a-z]/.test(line) && !marker.test(line) && (open[0] ?? '').length > 40)) close();
		open.push(line);
	}
	close();
	return paragraphs;
}

/** A short line that closes no sentence. */
function isHeading(line: string): boolean {
	const text = line.trim();
	if (text === '' || text.length > 70) return false;
	if (/^#{1,6}\s|^\*\*[^*]+\*\*:?$|^=+ .+|:$/.test(text)) return true;
	return !/[.;,!?]$/.test(text) && text.split(/\s+/).length <= 8 && !/^[-*•+]\s/.test(text);
}

/** A text in pieces of bounded length, cut at spaces where there are any. */
function pieces(text: string): readonly string[] {
	if (text.length <= longestParagraph) return [text];
	const cut: string[] = [];
	for (let start = 0; start < text.length; ) {
		const space = text.lastIndexOf(' ', start + longestParagraph);
		const end = start + longestParagraph >= text.length ? text.length : space > start ? space : start + longestParagraph;
		cut.push(text.slice(start, end));
		start = end;
	}
	return cut;
}

/** Ends that close no sentence: abbreviations, and the number of a step. */
const goesOn = /(?:\b(?:e\.g|i\.e|etc|vs|approx|incl|min|max|no|st|dr|inc|ltd|resp|cf)\.|(?:^|\s)\(?\d{1,2}[.)]|(?:^|\s)\(?[A-Za-z][.)])\s*$/i;

function splitSentences(paragraph: string): readonly string[] {
	const sentences: string[] = [];
	let held = '';
	for (const {segment} of segmenter.segment(paragraph)) {
		held += segment;
		if (goesOn.test(held.slice(-12))) continue;
		sentences.push(held.trim());
		held = '';
	}
	if (held.trim() !== '') sentences.push(held.trim());
	return sentences.filter((text) => text !== '');
}

/** `Backups:` or `HEALTH CHECK –` at the start of a sentence, or a sentence of a few words (`Backups.`) as the label of what follows. */
function labelOf(text: string): string | undefined {
	const plain = text.replace(marker, '').trim();
	const label = /^([^.:;!?]{3,60})(?::\s|\s[-–—]+\s|:$)/.exec(plain)?.[1];
	if (label !== undefined && label.split(/\s+/).length <= 7) return label;
	return plain.length <= 45 && /^[^,;:]+[.?]$/.test(plain) && plain.split(/\s+/).length <= 4 ? plain : undefined;
}
