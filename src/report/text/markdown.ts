/** Our own Markdown (rule and policy pages) for a terminal: headings strong, code indented, links as text and address. */

import {flow, type Paint} from './flow.ts';
import {visible} from './visible.ts';

/** Formats the subset that our pages use: headings, paragraphs, lists, fences, block quotes, tables left as they are. */
export function formatMarkdown(markdown: string, width: number, paint: Paint): string {
	const out: string[] = [];
	let paragraph: string[] = [];
	let fence: string | undefined;
	const flush = () => {
		if (paragraph.length > 0) out.push(...flow([{text: inline(paragraph.join(' '))}], {width, first: 0, rest: 0, paint}));
		paragraph = [];
	};
	for (const line of markdown.split('\n')) {
		const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
		if (fence !== undefined) {
			if (mark?.startsWith(fence)) fence = undefined;
			else out.push(`    ${visible(line)}`.trimEnd());
			continue;
		}
		const heading = /^#{1,6} (.*)$/.exec(line)?.[1];
		const item = /^( *)([-*]|\d{1,3}\.) (.*)$/.exec(line);
		if (mark !== undefined || heading !== undefined || item !== null || line.trim() === '' || /^[|>]/.test(line)) flush();
		if (mark !== undefined) fence = mark;
		else if (heading !== undefined) out.push(...flow([{text: inline(heading), style: 'strong'}], {width, first: 0, rest: 0, paint}));
		else if (item !== null) {
			const indent = (item[1] ?? '').length;
			const bullet = item[2] ?? '-';
			out.push(...flow([{text: bullet}, {text: inline(item[3] ?? '')}], {width, first: indent, rest: indent + bullet.length + 1, paint}));
		} else if (/^[|>]/.test(line)) out.push(visible(inline(line)));
		else if (line.trim() === '') {
			if (out.length > 0 && out.at(-1) !== '') out.push('');
		} else paragraph.push(line.trim());
	}
	flush();
	return `${out.join('\n').trimEnd()}\n`;
}

/** Links become "text (address)"; emphasis marks go. Code keeps its backticks: they tell it from words. */
function inline(text: string): string {
	return text
		.split(/(`[^`]*`)/)
		.map((part) =>
			part.startsWith('`')
				? part
				: part
						.replace(/\[([^\][]*)\]\(([^()\s]*)\)/g, (_all, label: string, address: string) => (label === address ? address : `${label} (${address})`))
						.replace(/<(https?:[^<>\s]*)>/g, '$1')
						.replaceAll('**', ''),
		)
		.join('');
}
