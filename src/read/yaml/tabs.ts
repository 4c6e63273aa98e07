/** Tabs as indentation: YAML forbids them, and CloudFormation refuses the file. */

import {type SourceNode, walk} from '../../tree.ts';
import type {Mark} from '../parsed.ts';

/** One mark for each stretch of lines indented by tabs; a tab inside a block or quoted text is content and none. */
export function tabMarks(text: string, root: SourceNode | undefined): readonly Mark[] {
	if (!text.includes('\t')) return [];
	const indented = tabIndents(text);
	if (indented.length === 0) return [];
	const texts = root === undefined ? [] : multilineTexts(text, root);
	const marks: Mark[] = [];
	let at = 0;
	let previousLine = -2;
	for (const {line, range} of indented) {
		while (at < texts.length && (texts[at]?.[1] ?? 0) <= range[0]) at++;
		const inside = (texts[at]?.[0] ?? Number.POSITIVE_INFINITY) < range[0];
		if (inside) continue;
		if (line !== previousLine + 1) marks.push({kind: 'tab', range, subject: 'tab'});
		previousLine = line;
	}
	return marks;
}

type Indent = {readonly line: number; readonly range: readonly [start: number, end: number]};

/** The tabs of each line that has some before its first character; blank lines and comments do not count. */
function tabIndents(text: string): readonly Indent[] {
	const found: Indent[] = [];
	for (let lineStart = 0, line = 0; lineStart < text.length; line++) {
		let at = lineStart;
		let tab = -1;
		while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) {
			if (tab < 0 && text.charCodeAt(at) === 9) tab = at;
			at++;
		}
		const first = text.charAt(at);
		if (tab >= 0 && first !== '' && first !== '\n' && first !== '\r' && first !== '#') found.push({line, range: [tab, at]});
		const next = text.indexOf('\n', at);
		lineStart = next < 0 ? text.length : next + 1;
	}
	return found;
}

/** The ranges of texts over several lines, in order. */
function multilineTexts(text: string, root: SourceNode): readonly (readonly [start: number, end: number])[] {
	const ranges: (readonly [start: number, end: number])[] = [];
	for (const node of walk(root)) {
		const [start, end] = node.range;
		if (node.kind !== 'scalar' || end - start < 2) continue;
		const lineBreak = text.indexOf('\n', start);
		if (lineBreak >= 0 && lineBreak < end) ranges.push(node.range);
	}
	return ranges.toSorted((a, b) => a[0] - b[0]);
}
