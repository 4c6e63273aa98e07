/** What keeps the parser of Markdown from texts that take it time with the square of their length, or more stack than there is. Nothing of them is left out: they are read as text. */

import type {MarkdownExtension, MarkdownParser} from '@lezer/markdown';
import {maxNesting} from '../bounds.ts';
import {type BlockList, tooDeep} from './block-list.ts';

/** Inline marks of a paragraph, cell or heading. Real ones have some hundred; three thousand that stand inside each other still fit the stack. */
const maxMarks = 3000;

/** Characters that are looked at from all marks of a block: from an angle to the block's end, from others to the next blank. */
const maxLooking = 50_000_000;

/** UTF-16 units of a link's definition over several lines: its title is looked for again at each. */
const maxDefinition = 5000;

/** What the parser looks on from, or back: brackets, stars, tags, addresses, what is no part of an address at its end. Underscores in words open and close nothing. */
const mark = /[*~[\]<&@]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|\bwww\.|https?:|(?<=[?!.,:);]{4})[?!.,:);]/g;

/** No host is as long; the end of one is looked for from each of its characters. */
const endlessHost = /(?:\bwww\.|https?:\/\/)[\w.-]{1000}/;

/** A paragraph that begins with a link's definition. */
const definition = /\[(?:[^\\\]]|\\.){1,999}\]:/sy;

/** What makes a parser read blocks as text, whose inline marks are too many to be told apart, and end definitions of links that don't end. */
export function bounded(parser: MarkdownParser, source: string, list: BlockList): MarkdownParser {
	const inner = parser.configure(shortDefinitions(source, list));
	const parseInline = inner.parseInline.bind(inner);
	inner.parseInline = (text, offset) => {
		if (text.length <= maxMarks || !isLaden(text)) return parseInline(text, offset);
		list.fault(`a block of text with more than ${maxMarks} marks of Markdown, or marks too far apart; they were read as text`, [offset, offset + text.length]);
		return [];
	};
	return inner;
}

function isLaden(text: string): boolean {
	if (endlessHost.test(text)) return true;
	let [marks, looking] = [0, 0];
	for (const {0: word} of text.matchAll(/\S+/g)) {
		for (const {0: found} of word.matchAll(mark)) {
			looking += found === '<' ? text.length : word.length;
			if (++marks > maxMarks || looking > maxLooking) return true;
		}
	}
	return false;
}

function shortDefinitions(source: string, list: BlockList): MarkdownExtension {
	return {
		parseBlock: [
			{
				name: 'LongDefinition',
				before: 'LinkReference',
				leaf(_, {start}) {
					definition.lastIndex = start;
					if (!definition.test(source)) return null;
					return {
						nextLine(context, _line, leaf) {
							if (leaf.content.length <= maxDefinition) return false;
							const end = start + leaf.content.length;
							list.fault(`a definition of a link longer than ${maxDefinition} characters; it was read as text`, [start, end]);
							context.addLeafElement(leaf, context.elt('Paragraph', start, end, context.parser.parseInline(leaf.content, start)));
							return true;
						},
						finish: () => false,
					};
				},
			},
		],
	};
}

/** Marks of lists and quotations at the beginning of a line, inside of each other. */
const container = /[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))/y;

/** The source with marks of containers beyond the limit as something else, at the same offsets: the parser's time is quadratic in how many stand on a line. */
export function withinNesting(source: string, list: BlockList): string {
	const kept: string[] = [];
	let from = 0;
	for (let start = 0; start < source.length; ) {
		container.lastIndex = start;
		let end = start;
		let [levels, allowed] = [0, start];
		for (; container.test(source); end = container.lastIndex) if (++levels === maxNesting) allowed = container.lastIndex;
		if (levels > maxNesting) {
			list.fault(tooDeep, [allowed, end]);
			kept.push(source.slice(from, allowed), '\u00a0'.repeat(end - allowed));
			from = end;
		}
		const next = /[\r\n]/g;
		next.lastIndex = end;
		start = next.test(source) ? next.lastIndex : source.length;
	}
	return from === 0 ? source : kept.join('') + source.slice(from);
}

/** Blank lines that stay as they are. */
const mostBlank = 100;
const blankLine = /[ \t>]*\r?\n/y;

/** The source with many blank lines, or quotations of nothing, as one: the parser goes through all lists that are open at each. */
export function withoutBlankStretches(source: string): string {
	const kept: string[] = [];
	let from = 0;
	for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at)) {
		const start = ++at;
		let lines = 0;
		// Not one pattern for all lines: a long repeat takes the stack.
		for (blankLine.lastIndex = at; blankLine.test(source); at = blankLine.lastIndex) lines++;
		if (lines < mostBlank) continue;
		kept.push(source.slice(from, start), ' '.repeat(at - start - 1), '\n');
		from = at;
	}
	return from === 0 ? source : kept.join('') + source.slice(from);
}
