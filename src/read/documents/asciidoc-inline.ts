/** Inline markup of AsciiDoc. Origin: https://docs.asciidoctor.org/asciidoc/latest/text/ */

import {addMarked, type InlineRule} from './inline.ts';
import type {Pieces} from './pieces.ts';

/** A mark that counts only at the edges of words (`*bold*`), and its double that counts anywhere (`**b**old`). */
function pair(mark: string, raw?: true): readonly InlineRule[] {
	const one = `\\${mark}`;
	return [
		{pattern: new RegExp(`${one}${one}((?:[^${one}]|${one}(?!${one})){1,1000})${one}${one}`, 'dy'), ...(raw && {raw})},
		{pattern: new RegExp(`(?<![\\w${one}])${one}(?=\\S)([^${one}]{1,1000})(?<=\\S)${one}(?!\\w)`, 'dy'), ...(raw && {raw})},
	];
}

/** A function that adds text without AsciiDoc's marks, putting in the document's own attributes. */
export function asciidocInline(attributes: ReadonlyMap<string, string>): (pieces: Pieces, source: string, start: number, end: number) => void {
	const rules: readonly InlineRule[] = [
		{pattern: /\\([*_`#+{<^~])/dy, raw: true},
		{pattern: /\{([\w-]{1,60})\}/dy, raw: true, replace: (match) => attributes.get((match[1] ?? '').toLowerCase())},
		{pattern: /\[\[[^\]\n]{1,200}\]\]/dy},
		{pattern: /<<[^<>,\n]{1,200},\s*([^<>]{1,300})>>/dy},
		{pattern: /<<#?([^<>,\n]{1,200})>>/dy, raw: true},
		{pattern: /(?:link|xref|mailto):[^\s[\]]{1,500}\[([^\]^,]{1,500})(?:[,^][^\]]{0,200})?\]/dy},
		{pattern: /(?:link|xref|mailto):([^\s[\]]{1,500})\[\]/dy, raw: true},
		{pattern: /https?:\/\/[^\s[\]<>]{1,500}\[([^\]^,]{1,500})(?:[,^][^\]]{0,200})?\]/dy},
		{pattern: /(https?:\/\/[^\s[\]<>]{1,500})(?:\[\])?/dy, raw: true},
		{pattern: /(?:image|icon):(?!:)[^\s[\]]{1,300}\[[^\]]{0,300}\]/dy},
		{pattern: /(?:kbd|btn|pass|stem|footnote):(?:[\w-]{0,60})\[([^\]]{1,1000})\]/dy, raw: true},
		{pattern: /menu:([^\s[\]]{1,100})\[[^\]]{0,300}\]/dy, raw: true},
		{pattern: /\[[.#%][\w.#% -]{1,100}\](?=[#*_`])/dy},
		{pattern: /\(\(\([^()]{1,200}\)\)\)/dy},
		{pattern: /\(\(([^()]{1,200})\)\)/dy},
		// A plus at the end of a line breaks it.
		{pattern: /(?<=\s)\+(?=\s*(?:[\r\n]|$))/dy},
		...pair('`'),
		...pair('+', true),
		...pair('*'),
		...pair('_'),
		...pair('#'),
		{pattern: /\^([^\s^]{1,100})\^/dy},
		{pattern: /~([^\s~]{1,100})~/dy},
	];
	return (pieces, source, start, end) =>
		addMarked(pieces, source, start, end, /[\\{[<(`*_#+^~]|\b(?:link|xref|mailto|https?|image|icon|kbd|btn|pass|stem|footnote|menu):/g, rules);
}
