/** Inline markup of reStructuredText. Origin: https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#inline-markup */

import {addMarked, type InlineRule} from './inline.ts';
import type {Pieces} from './pieces.ts';

const rules: readonly InlineRule[] = [
	{pattern: /\\(\S)/dy, raw: true},
	{pattern: /\\\s/dy},
	{pattern: /``((?:[^`]|`(?!`)){1,2000})``/dy, raw: true},
	{pattern: /(?::[\w.+:-]{1,60}:)?`([^`<]{1,500}?)\s*<[^<>`]{1,500}>`_{0,2}/dy},
	{pattern: /:[\w.+:-]{1,60}:`[~!]?([^`]{1,500})`/dy, raw: true},
	{pattern: /_?`([^`]{1,500})`(?::[\w.+-]{1,60}:|_{0,2})/dy},
	{pattern: /\*\*(?=\S)((?:[^*]|\*(?!\*)){1,1000})(?<=\S)\*\*/dy},
	{pattern: /\*(?=[^\s*])([^*]{1,1000})(?<=\S)\*/dy},
	{pattern: /\|(?=\S)([^|\n]{1,100})(?<=\S)\|_{0,2}/dy},
	{pattern: /\[(?:\d{1,3}|#[\w-]{0,50}|\*)\]_(?!\w)/dy},
	// The mark after a word that is a reference: `Docs_`.
	{pattern: /(?<=\w)_{1,2}(?=[\s.,;:!?)]|$)/dy},
];

export function addRestructuredInline(pieces: Pieces, source: string, start: number, end: number): void {
	addMarked(pieces, source, start, end, /[\\`*|[_:]/g, rules);
}
