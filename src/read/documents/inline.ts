/** Inline markup taken off a stretch of text, by rules: each says what a mark looks like and what of it is text. */

import {maxBlockLength} from '../bounds.ts';
import {addText, addUnit, addVerbatim, type Pieces} from './pieces.ts';

/**
 * A mark. `pattern` is sticky and has indices (`yd`); its first group that matched is the text that stays, and without a group
 * nothing stays. `raw` text is not looked into for more marks. `replace` gives other words for the whole mark.
 */
export type InlineRule = {readonly pattern: RegExp; readonly raw?: true; readonly replace?: (match: RegExpExecArray) => string | undefined};

/** A mark inside a mark inside a mark: more than anyone writes. */
const maxDepth = 6;

/** Adds source text without its marks. `trigger` (flag `g`) finds the characters that a mark may start with. */
export function addMarked(pieces: Pieces, source: string, start: number, end: number, trigger: RegExp, rules: readonly InlineRule[], depth = 0): void {
	const text = source.slice(start, Math.min(end, start + maxBlockLength));
	if (start + text.length < end) pieces.cut = true;
	let from = 0;
	for (const {index} of text.matchAll(trigger)) {
		if (index < from) continue;
		const found = markAt(text, index, rules);
		if (found === undefined) continue;
		const {match, rule} = found;
		addText(pieces, source, start + from, start + index);
		from = index + match[0].length;
		const other = rule.replace?.(match);
		if (other !== undefined) {
			addUnit(pieces, other, start + index, start + from);
			continue;
		}
		const kept = match.indices?.slice(1).find((range) => range !== undefined);
		if (kept === undefined) continue;
		if (rule.raw === true || depth >= maxDepth) addText(pieces, source, start + kept[0], start + kept[1]);
		else addMarked(pieces, source, start + kept[0], start + kept[1], trigger, rules, depth + 1);
	}
	addText(pieces, source, start + from, start + text.length);
}

function markAt(text: string, index: number, rules: readonly InlineRule[]): {readonly match: RegExpExecArray; readonly rule: InlineRule} | undefined {
	for (const rule of rules) {
		rule.pattern.lastIndex = index;
		const match = rule.pattern.exec(text);
		if (match !== null && match[0] !== '') return {match, rule};
	}
	return undefined;
}

/** Adds lines as code: their common indentation and blank lines before the first left out, line breaks kept. */
export function addCodeLines(
	pieces: Pieces,
	source: string,
	lines: readonly {readonly start: number; readonly end: number; readonly next: number; readonly text: string}[],
): void {
	const indents = lines.flatMap(({start, end, text}) => (text === '' ? [] : [source.slice(start, end).search(/\S/)]));
	const common = indents.reduce((least, indent) => Math.min(least, indent), Number.POSITIVE_INFINITY);
	const first = lines.findIndex(({text}) => text !== '');
	for (const {start, end, next} of lines.slice(Math.max(0, first))) {
		addVerbatim(pieces, source, Math.min(start + (Number.isFinite(common) ? common : 0), end), end);
		addVerbatim(pieces, source, end, Math.min(next, source.length));
	}
}
