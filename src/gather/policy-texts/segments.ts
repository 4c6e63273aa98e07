/** Texts cut into what is judged by itself: sentences, list items, cells, commands. */

import type {Text} from '../../contract.ts';
import type {Block} from '../../evidence/document.ts';
import {sliceOf} from './stretches.ts';

/** A sentence, list item, cell or line of code, and the words that introduce it. */
export type Segment = {readonly text: Text; readonly isCode: boolean; readonly lead: string};

/** Words of a lead that count: its end is what stands before the thing. */
const longestLead = 300;

/** Where sentences end in prose: behind their mark, and before a blank line or a list item. */
const sentenceEnd =
	/(?<!\b(?:e\.g|i\.e|etc|vs|incl|resp|cf|no))[.!?]["'”’)\]]{0,3}\s+(?=["'“(`[*_]{0,3}[\p{Lu}\d])|\n[ \t\r]*\n|\n(?=[ \t]*(?:[-*•–]|\d{1,2}[.)])\s)/gu;
/** Where a command ends: at a line's end that no backslash, caret or backtick carries over. */
const commandEnd = /(?<![\\^`])\r?\n/g;

/** The segments of a document. Lists, tables and code are introduced by the paragraph or heading before them, cells by their header too. */
export function segmentsOf(blocks: readonly Block[]): readonly Segment[] {
	const segments: Segment[] = [];
	let lead = '';
	let header = '';
	for (const [index, block] of blocks.entries()) {
		const {role, value} = block;
		if (role !== 'table-cell' && role !== 'table-header') header = '';
		if (role === 'table-header') header = `${header} ${value}`.slice(-longestLead);
		const isCode = role === 'code';
		const isPart = isCode || role === 'list-item' || role === 'table-cell';
		segments.push(
			...partsOf(block, isCode ? commandEnd : sentenceEnd, isCode, isPart ? `${lead} ${role === 'table-cell' ? header : ''}` : headingBefore(blocks, index)),
		);
		if (!isPart && role !== 'table-header') lead = value.slice(-longestLead);
	}
	return segments;
}

/** A paragraph says for itself what it is about, but for one that is hardly more than the thing named. */
function headingBefore(blocks: readonly Block[], index: number): string {
	const before = blocks[index - 1];
	const value = blocks[index]?.value ?? '';
	return before?.role === 'heading' && value.split(/\s+/).length <= 4 ? before.value.slice(-longestLead) : '';
}

/** The segments of usage instructions, which are one text: a list is introduced by the last sentence that ends in a colon, or by the short line above. */
export function segmentsOfText(text: Text): readonly Segment[] {
	const segments: Segment[] = [];
	let lead = '';
	for (const part of partsOf(text, sentenceEnd, false, '')) {
		const {value} = part.text;
		const isItem = /^\s*(?:[-*•–]|\d{1,2}[.)])\s/.test(value);
		const isCode = /^\s*(?:\$ |# )?(?:sudo )?aws\s/.test(value);
		segments.push({...part, isCode, lead: isItem ? lead : ''});
		if (!isItem) lead = /:\s*$|^[^.;]{1,70}$/.test(value) ? value.slice(-longestLead) : '';
	}
	return segments;
}

/** A script is code from end to end. */
export function segmentsOfCode(text: Text): readonly Segment[] {
	return partsOf(text, commandEnd, true, '');
}

function partsOf(text: Text, ends: RegExp, isCode: boolean, lead: string): readonly Segment[] {
	const segments: Segment[] = [];
	let start = 0;
	const add = (end: number) => {
		if (text.value.slice(start, end).trim() !== '') segments.push({text: sliceOf(text, start, end), isCode, lead: lead.trim()});
		start = end;
	};
	for (const {0: found, index} of text.value.matchAll(ends)) add(index + found.length);
	add(text.value.length);
	return segments;
}
