/** Text from a user's file made safe and measurable for a terminal: nothing in it may move the cursor, change colours or reorder the line. */

/** One character as people see it (a grapheme), ready to print, with the columns that it takes. */
export type Cell = {readonly text: string; readonly width: number /** Offset in the text that it came from, in UTF-16 units. */; readonly offset: number};

const tabStop = 4;
const wide =
	/^(?:\p{Emoji_Presentation}|\p{Regional_Indicator}|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{20000}-\u{3FFFD}])/u;
const zeroWidth = /^\p{M}/u;
const asciiOnly = /^[\t\x20-\x7E]*$/;
/** Controls, direction marks (they reorder a line), line separators, zero-width spaces, lone surrogates, tag characters. */
const unsafe = /[\x00-\x1F\x7F-\x9F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]|\p{Surrogate}/gu;

/** Made when first needed: most submissions are plain ASCII, and the segmenter takes its time to load. */
let segmenter: Intl.Segmenter | undefined;

/** Replaces what a terminal would obey or hide by something that is seen: escape becomes `␛`, a direction mark `<U+202E>`. */
export function visible(text: string): string {
	return asciiOnly.test(text) && !text.includes('\t') ? text : text.replace(unsafe, name);
}

/** The same on one line: line breaks, tabs and runs of spaces become a space. */
export function flat(text: string): string {
	return visible(text.replace(/\s+/g, ' ').trim());
}

function name(character: string): string {
	const code = character.codePointAt(0) ?? 0;
	if (code < 0x20) return String.fromCharCode(0x2400 + code);
	if (code === 0x7f) return '␡';
	return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** The text's characters in order; tabs become spaces up to the next tab stop. */
export function cellsOf(text: string): readonly Cell[] {
	const cells: Cell[] = [];
	let column = 0;
	for (const {segment, index} of charactersOf(text)) {
		const width = segment === '\t' ? tabStop - (column % tabStop) : widthOf(segment);
		cells.push({text: segment === '\t' ? ' '.repeat(width) : visible(segment), width, offset: index});
		column += width;
	}
	return cells;
}

function* charactersOf(text: string): Iterable<{readonly segment: string; readonly index: number}> {
	if (asciiOnly.test(text)) {
		for (let index = 0; index < text.length; index++) yield {segment: text.charAt(index), index};
		return;
	}
	segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'});
	// The segmenter takes microseconds for each character, so it gets only what is not ASCII, with the one before it: a mark may belong to that.
	let at = 0;
	for (const match of text.matchAll(/[\t\x20-\x7E](?=[\t\x20-\x7E])/g)) {
		for (const {segment, index} of at < match.index ? segmenter.segment(text.slice(at, match.index)) : []) yield {segment, index: at + index};
		yield {segment: match[0], index: match.index};
		at = match.index + 1;
	}
	for (const {segment, index} of segmenter.segment(text.slice(at))) yield {segment, index: at + index};
}

/** Columns that one character takes once it is made visible. */
function widthOf(character: string): number {
	const shown = visible(character);
	if (shown !== character) return [...shown].length;
	if (zeroWidth.test(character)) return 0;
	return wide.test(character) || character.includes('\uFE0F') ? 2 : 1;
}

/** Columns that a text takes once it is made visible. */
export function displayWidth(text: string): number {
	return asciiOnly.test(text) && !text.includes('\t') ? text.length : cellsOf(text).reduce((sum, {width}) => sum + width, 0);
}
