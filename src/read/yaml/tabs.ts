/** Tabs between tokens: YAML forbids them as indentation, and PyYAML's kin (CloudFormation's tools) refuse them anywhere outside texts. */

import {type SourceNode, walk} from '../../tree.ts';
import type {Mark} from '../parsed.ts';
import {lineEndAt} from './blank.ts';

type Range = readonly [start: number, end: number];

/** One mark for each stretch of lines with such tabs; a tab inside a text or a comment is content and none. */
export function tabMarks(text: string, root: SourceNode | undefined): readonly Mark[] {
	let tab = text.indexOf('\t');
	if (tab < 0) return [];
	const texts = root === undefined ? [] : tokensOf(root);
	const marks: Mark[] = [];
	let next = 0;
	let textEnd = 0;
	let lastLineEnd = Number.NEGATIVE_INFINITY;
	// No comment begins before it in this line.
	let clean = 0;
	let lineStart = 0;
	let lineEnd = lineEndAt(text, 0);
	while (tab >= 0) {
		for (; (texts[next]?.[0] ?? text.length) <= tab; next++) textEnd = Math.max(textEnd, texts[next]?.[1] ?? 0);
		if (textEnd > tab) {
			tab = text.indexOf('\t', textEnd);
			continue;
		}
		while (lineEnd < tab) {
			lineStart = lineEnd + 1;
			lineEnd = lineEndAt(text, lineStart);
		}
		let end = tab;
		while (text.charCodeAt(end) === 9 || text.charCodeAt(end) === 32) end++;
		if (/(?:^|\s)#/.test(text.slice(Math.max(lineStart, textEnd, clean), tab))) end = lineEnd;
		else {
			if (lineStart > lastLineEnd + 2) marks.push({kind: 'tab', range: [tab, end], subject: 'tab'});
			lastLineEnd = lineEnd;
			clean = tab;
		}
		tab = text.indexOf('\t', end);
	}
	return marks;
}

/** The same text with each tab of an indentation as one blank: what its author most likely meant, and every offset stays. */
export function withoutTabs(text: string): string {
	return text.replace(/^[ \t]+/gm, (indentation) => indentation.replaceAll('\t', ' '));
}

/** The ranges of all keys and scalars, in order. */
function tokensOf(root: SourceNode): readonly Range[] {
	const ranges: Range[] = [];
	for (const node of walk(root)) {
		if (node.kind === 'scalar') ranges.push(node.range);
		else if (node.kind === 'map') for (const {keyRange} of node.entries) ranges.push(keyRange);
	}
	return ranges.toSorted((a, b) => a[0] - b[0]);
}
