/** Where sentences end: `Intl.Segmenter` a stretch at a time, mended where technical prose misleads it. */

/** A stretch of a text, in UTF-16 units; the end is exclusive. */
export type Span = readonly [start: number, end: number];

/** Longer stretches are cut at a space: the segmenter of Node 20 takes quadratic time. */
const longest = 2000;
const segmenter = new Intl.Segmenter('en', {granularity: 'sentence'});

/** Ends that close no sentence: abbreviations, initials, the number of a step. */
const goesOn =
	/(?:\b(?:e\.g|i\.e|etc|vs|approx|incl|min|max|no|nr|fig|sec|ver|st|dr|mr|mrs|ms|inc|ltd|co|corp|resp|cf|al|ca)\.|(?:^|\s)\(?\d{1,3}[.)]|(?:^|\s)\(?[A-Za-z][.)])["'”’)\]]*\s*$/i;
/** What begins no sentence: a word in lower case, closing marks. */
const isTail = /^\s*(?:[\p{Ll}]|[,;:)\]}%]|--?\w)/u;

/** The sentences of one block of prose, without the white space around them. Linear in its length. */
export function sentenceSpans(text: string): readonly Span[] {
	const spans: Span[] = [];
	let start = 0;
	const close = (end: number) => {
		const value = text.slice(start, end);
		const first = start + value.length - value.trimStart().length;
		const last = start + value.trimEnd().length;
		if (last > first) spans.push([first, last]);
		start = end;
	};
	for (const [from, to] of stretches(text)) {
		for (const {segment, index} of segmenter.segment(text.slice(from, to))) {
			const end = from + index + segment.length;
			if (end < to && (goesOn.test(text.slice(Math.max(start, end - 16), end)) || isTail.test(text.slice(end, end + 3)))) continue;
			close(end);
		}
	}
	return spans;
}

/** The commands of a block of code: lines that no backslash, caret or backtick carries over. */
export function commandSpans(code: string): readonly Span[] {
	const spans: Span[] = [];
	let start = 0;
	for (const {index, 0: end} of [...code.matchAll(/(?<![\\^`])\r?\n/g), {index: code.length, 0: ''}]) {
		const line = code.slice(start, index);
		const first = start + line.length - line.trimStart().length;
		if (line.trim() !== '') spans.push([first, start + line.trimEnd().length]);
		start = index + end.length;
	}
	return spans;
}

/** A text in stretches of bounded length, cut at spaces where there are any. */
export function* stretches(text: string): Iterable<Span> {
	for (let start = 0; start < text.length; ) {
		const space = text.lastIndexOf(' ', start + longest);
		const end = start + longest >= text.length ? text.length : space > start ? space : start + longest;
		yield [start, end];
		start = end;
	}
}
