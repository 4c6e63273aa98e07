/** The code frame: the lines of the source around a place, numbered, with the place marked. Long lines and long places are cut. */

import type {Severity} from '../../contract.ts';
import {positionAt} from '../../locate.ts';
import {type Lines, lineOf} from '../text/frame.ts';
import {html, type Markup} from './markup.ts';
import {head, tail} from './words.ts';

/** Lines shown before and after the marked ones. */
const around = 2;
/** Marked lines that are shown. */
const mostMarked = 8;
/** Units of a line that are shown: before the mark, of the mark, after it, and of a line without a mark. */
const most = {before: 110, marked: 320, after: 110, plain: 220};

/** A stretch of a file to mark. */
export type Stretch = readonly [start: number, end: number];

/** The lines of a place. */
export function frame(lines: Lines, [start, end]: Stretch, severity: Severity): Markup {
	const {starts} = lines;
	const first = positionAt(starts, start).line;
	const last = Math.max(first, positionAt(starts, Math.max(start, end - 1)).line);
	const lastMarked = Math.min(last, first + mostMarked - 1);
	// Blank lines at either end tell nothing.
	const isBlank = (line: number) => lineOf(lines, line).text.trim() === '';
	let from = Math.max(1, first - around);
	while (from < first && isBlank(from)) from++;
	let to = lastMarked < last ? lastMarked : Math.min(starts.length, last + around);
	while (to > lastMarked && isBlank(to)) to--;
	const shown: Markup[] = [];
	for (let line = from; line <= to; line++) {
		const isMarked = line >= first && line <= lastMarked;
		const content = isMarked ? marked(lineOf(lines, line), start, end) : html`${plain(lineOf(lines, line).text)}`;
		shown.push(numbered(line, content, isMarked));
	}
	const more = last > lastMarked ? html`<span class="more">… to line ${last}</span>` : undefined;
	return html`<pre class="frame ${severity}"><code>${shown}${more}</code></pre>`;
}

/** One line with its number. */
export function numbered(line: number, content: Markup, isMarked: boolean): Markup {
	return html`<span class="${isMarked ? 'l on' : 'l'}"><span class="n">${line}</span>${content}\n</span>`;
}

function marked({text, start}: {readonly text: string; readonly start: number}, from: number, to: number): Markup {
	// In lines after the first, what indents them is no part of what is marked.
	const indent = from < start ? (/^\s*/.exec(text)?.[0].length ?? 0) : 0;
	const [left, right] = [Math.min(Math.max(from - start, indent), text.length), Math.min(Math.max(to - start, 0), text.length)];
	const inside = text.slice(left, Math.max(left, right));
	const mark = inside.trim() === '' && inside !== '' ? inside : spaced(head(inside, most.marked));
	return html`${spaced(tail(text.slice(0, left), most.before))}<mark>${mark}</mark>${spaced(head(text.slice(Math.max(left, right)), most.after))}`;
}

function plain(text: string): string {
	return spaced(head(text, most.plain));
}

/** Tabs as spaces: a sign for each would be all that is seen. Where white space itself is marked, it is left to be made visible. */
export function spaced(text: string): string {
	return text.replaceAll('\t', '    ');
}
