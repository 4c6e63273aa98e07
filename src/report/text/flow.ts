/** Styled words laid out in lines of a given width. */

import {styleText} from 'node:util';
import {displayWidth, visible} from './visible.ts';

/** The looks that the report uses. */
export type Style = 'error' | 'warning' | 'note' | 'good' | 'strong' | 'faint';

/** Paints a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** A stretch of text in one style. */
export type Piece = {readonly text: string; readonly style?: Style | undefined};

const formats = {error: 'red', warning: 'yellow', note: 'cyan', good: 'green', strong: 'bold', faint: 'dim'} as const;

/** The painter of a report: with or without colour, decided by the caller and not by the environment. */
export function painter(color: boolean): Paint {
	return color ? (style, text) => styleText(formats[style], text, {validateStream: false}) : (_style, text) => text;
}

/**
 * Lays pieces out as lines no wider than `width`, the first indented by `first` and the others by `rest` columns.
 * A word that is wider than a line (a URL) stays whole, so that it can be copied.
 */
export function flow(pieces: readonly Piece[], {width, first, rest, paint}: {width: number; first: number; rest: number; paint: Paint}): readonly string[] {
	const lines: {indent: number; words: Piece[]}[] = [{indent: first, words: []}];
	let used = first;
	for (const {text, style} of pieces) {
		for (const word of visible(text.replace(/\s+/g, ' ')).split(' ')) {
			if (word === '') continue;
			const line = lines.at(-1);
			// Characters of a word that fills lines by itself need no counting, which takes long: a file may hold a word of megabytes.
			const wordWidth = word.length > width * 8 ? word.length : displayWidth(word);
			const gap = line === undefined || line.words.length === 0 ? 0 : 1;
			if (line === undefined || (gap === 1 && used + gap + wordWidth > width)) {
				lines.push({indent: rest, words: [{text: word, style}]});
				used = rest + wordWidth;
			} else {
				line.words.push({text: word, style});
				used += gap + wordWidth;
			}
		}
	}
	return lines.map(({indent, words}) => ' '.repeat(indent) + joined(words, paint));
}

/** Joins words by spaces, painting neighbours of the same style in one go. */
function joined(words: readonly Piece[], paint: Paint): string {
	const stretches: {text: string; style: Style | undefined}[] = [];
	for (const {text, style} of words) {
		const last = stretches.at(-1);
		if (last !== undefined && last.style === style) last.text += ` ${text}`;
		else stretches.push({text, style});
	}
	return stretches.map(({text, style}) => (style === undefined ? text : paint(style, text))).join(' ');
}
