/** What a fix would change, as lines before and after. */

import type {Edit, Fix} from '../../contract.ts';
import {positionAt} from '../../locate.ts';
import {type Lines, lineOf} from '../text/frame.ts';
import {plural} from '../words.ts';
import {numbered, spaced} from './frame.ts';
import {html, type Markup} from './markup.ts';
import type {View} from './view.ts';
import {clip, head, tail} from './words.ts';

/** Edits of one fix, and lines of one edit, that are shown. */
const most = {edits: 4, lines: 10};

/** A fix; the text of a place that has none (a file that was not read) leaves only its description. */
export function fixed({description, edits}: Fix, linesOf: View['linesOf']): Markup {
	const shown = edits.slice(0, most.edits).flatMap((edit) => {
		const lines = linesOf(edit.file);
		return lines === undefined
			? []
			: [html`<div class="fix">${side('Before', 'del', before(edit, lines), edit, lines)}${side('After', 'ins', edit.text, edit, lines)}</div>`];
	});
	const left = edits.length - shown.length;
	const more = left > 0 ? html`<p class="cut">${plural(left, 'more edit')} of this fix ${left === 1 ? 'is' : 'are'} not shown.</p>` : undefined;
	return html`<div class="fixes"><p><b>Fix:</b> ${clip(description, 400)}</p>${shown}${more}</div>`;
}

function before({range: [start, end]}: Edit, {text}: Lines): string {
	return text.slice(start, end);
}

function side(title: string, tag: 'del' | 'ins', changed: string, {range: [start, end]}: Edit, lines: Lines): Markup {
	const first = positionAt(lines.starts, start).line;
	const own = lineOf(lines, first);
	const lastLine = lineOf(lines, positionAt(lines.starts, end).line);
	const parts = changed.split(/\r\n|[\r\n]/);
	const shown = parts.slice(0, most.lines).map((part, index) => {
		const prefix = index === 0 ? spaced(tail(own.text.slice(0, start - own.start), 80)) : '';
		const suffix = index === parts.length - 1 ? spaced(head(lastLine.text.slice(end - lastLine.start), 80)) : '';
		const change = part === '' ? undefined : tag === 'del' ? html`<del>${spaced(head(part, 300))}</del>` : html`<ins>${spaced(head(part, 300))}</ins>`;
		return numbered(first + index, html`${prefix}${change}${suffix}`, true);
	});
	const more = parts.length > most.lines ? html`<span class="more">… ${parts.length - most.lines} more lines</span>` : undefined;
	return html`<div><p class="side">${title}</p><pre class="frame ${tag}"><code>${shown}${more}</code></pre></div>`;
}
