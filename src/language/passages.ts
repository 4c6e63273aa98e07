/** Usage instructions cut into sentences, each with what it is about: its heading or label, and the sentence before. */

import {stretches} from './sentence-ends.ts';
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

const marker = /^\s*(?:[-*•–+]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s|step\s+\d+[.:)]?\s|#{1,6}\s)/i;
const segmenter = new Intl.Segmenter('en', {granularity: 'sentence'});

/** A stretch of text under one heading, or behind one label. */
export type Section = {readonly topic: Sentence; readonly body: readonly Sentence[]};

/** A text, cut up. A sentence may stand in two sections: that of its heading and that of its paragraph's label. */
export type Passages = {readonly sentences: readonly Sentence[]; readonly sections: readonly Section[]};

type Open = {readonly topic: Sentence; readonly body: Sentence[]};

/** Texts that were cut up before: several rules ask for the same, and an editor's next keystroke does again. Bounded, since texts come from anywhere. */
const known = new Map<string, Passages>();
const mostKnown = 50;

/** Cuts a text into sentences and sections, in order. Linear in its length. */
export function passagesOf(text: string): Passages {
	const passages = known.get(text) ?? cut(text);
	if (known.size >= mostKnown) known.clear();
	known.set(text, passages);
	return passages;
}

function cut(text: string): Passages {
	const sentences: Sentence[] = [];
	const sections: Open[] = [];
	/** The sections that a sentence goes to: of its heading (and the one above, when nothing stood between), its paragraph's label, its own label. */
	let headed: readonly Open[] = [];
	let labelled: Open | undefined;
	let previous: Sentence | undefined;
	let paragraphs = 0;
	/** The title of a text says what the product is: no more than the paragraph below it is under it. */
	let isTitle = false;
	const open = (topic: string): Open => {
		const section = {topic: sentence(topic), body: []};
		sections.push(section);
		return section;
	};
	for (const {text: paragraph, isHeading, isItem, afterBlank} of paragraphsOf(text)) {
		paragraphs++;
		if (isHeading) {
			const above = headed.filter(({body}) => body.length === 0);
			headed = [...(isTitle ? [] : above.slice(-1)), open(paragraph)];
			isTitle = paragraphs === 1;
			sentences.push(sentence(paragraph));
			[labelled, previous] = [undefined, undefined];
			continue;
		}
		if (!isItem) previous = undefined;
		if (isTitle && afterBlank && headed.some(({body}) => body.length > 0)) headed = [];
		let inline: Open | undefined;
		for (const [index, part] of splitSentences(paragraph).entries()) {
			const label = labelOf(part, index);
			if (label !== undefined && index > 0) inline = open(label);
			else if (label !== undefined && !isItem) {
				// A labelled paragraph that stands apart is no longer under the heading before it.
				if (afterBlank && headed.some(({body}) => body.length > 0)) headed = [];
				labelled = open(label);
			} else if (label !== undefined) inline = open(label);
			else if (index === 0 && afterBlank && !isItem) labelled = undefined;
			previous = sentence(part, previous, inline?.topic ?? labelled?.topic ?? headed.at(-1)?.topic);
			sentences.push(previous);
			// A sentence that is all label keeps no promise of its own.
			for (const section of [...headed, labelled, inline]) if (section !== undefined && section.topic.text !== part) section.body.push(previous);
		}
	}
	return {sentences, sections};
}

function sentence(text: string, previous?: Sentence, topic?: Sentence): Sentence {
	return {text, stems: stemsOf(text), tags: tagsOf(text), ...(previous === undefined ? {} : {previous}), ...(topic === undefined ? {} : {topic})};
}

type Paragraph = {readonly text: string; readonly isHeading: boolean; readonly isItem: boolean; readonly afterBlank: boolean};

/** Units of lines put together that are looked at to tell a heading. */
const longestOpening = 200;

/** Lines put together where a paragraph was wrapped; list items and headings stand alone. */
function paragraphsOf(text: string): readonly Paragraph[] {
	const paragraphs: Paragraph[] = [];
	let open: string[] = [];
	/** How the open lines begin, put together: all that a heading may be. */
	let opening = '';
	let afterBlank = true;
	const close = () => {
		const joined = open.join(' ').trim();
		[open, opening] = [[], ''];
		if (joined === '') return;
		const isItem = marker.test(joined) && !joined.startsWith('#');
		for (const [index, [start, end]] of [...stretches(joined)].entries())
			paragraphs.push({text: joined.slice(start, end), isHeading: isHeading(joined), isItem, afterBlank: afterBlank && index === 0});
		afterBlank = false;
	};
	for (const line of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
		const begins =
			line.trim() === '' || marker.test(line) || isHeading(opening) || (open.length > 0 && isHeading(line) && /[.:;!?]\s*$/.test(open.at(-1) ?? ''));
		// A wrapped line goes on in lower case; what looks like a heading then is not one.
		if (begins && !(open.length === 1 && /^\s*[a-z]/.test(line) && !marker.test(line) && (open[0] ?? '').length > 40)) close();
		if (line.trim() === '') afterBlank = true;
		if (opening.length < longestOpening) opening = (open.length === 0 ? line : `${opening} ${line}`).slice(0, longestOpening);
		open.push(line);
	}
	close();
	return paragraphs;
}

/** A short line that closes no sentence. */
function isHeading(line: string): boolean {
	const text = line.trim();
	if (text === '' || text.length > 70) return false;

	if (/^(?:[$|+`]|>.*[^?]$)|->|=|\(\d\)\s*`/.test(text) && !/^=+ .+ =+$/.test(text)) return false;
	if (/^#{1,6}\s|^\*\*[^*]+\*\*:?$|^(?:=+|--+) .+/.test(text)) return true;
	// A figure beyond the section's number is a port, a price, a size: this line says something already.
	if (
		/\d/.test(
			text.replace(marker, '').replace(/^(?:(?:section|part|sheet|chapter|step|phase|article|appendix|page|task)\s+)?[[(]?\d+(?:\.\d+)*[\]).:,]?\s/i, ''),
		)
	)
		return false;
	if (text.endsWith(':')) return text.split(/\s+/).length <= 6;
	// A question or a numbered title closes with its mark, and still heads what follows.
	if (/\?["”’]?$/.test(text)) return text.split(/\s+/).length <= 12;
	return !/[.;,!?]$/.test(text) && text.split(/\s+/).length <= 10 && !/^[-*•+]\s/.test(text);
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

/** `Backups:` or `HEALTH CHECK -` before what is said, or a few words at a paragraph's start (`Backups.`, `Is it up?`). */
function labelOf(text: string, index: number): string | undefined {
	const plain = text.replace(marker, '').trim();
	const label = /^([^.:;!?`=]{3,60})(?:\*\*)?(?::\s|\s[-–—]+\s|:$)/.exec(plain)?.[1];
	if (label !== undefined && label.split(/\s+/).length <= 7) return label;
	const short = plain.length <= 50 && !/[;:`\d]/.test(plain) && plain.split(/\s+/).length <= 6;
	return short && (plain.endsWith('?') || (index === 0 && plain.endsWith('.'))) ? plain : undefined;
}
