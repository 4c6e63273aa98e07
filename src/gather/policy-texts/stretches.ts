/** Stretches of located texts as texts of their own, and texts put otherwise: every character stays mapped to its file. */

import type {Run, Text} from '../../contract.ts';
import {runAt, spanOf} from '../../tree.ts';

/** Other words for a stretch of a text; empty words leave it out. */
export type Replacement = {readonly start: number; readonly end: number; readonly text: string};

/** The characters `start` to `end` (exclusive) of a text. */
export function sliceOf(text: Text, start: number, end: number): Text {
	const runs = runsWithin(text, start, end, 0);
	return {value: text.value.slice(start, end), place: spanOf(text, start, end), ...(runs === undefined ? {} : {runs})};
}

/** A text with replacements, which are in order and do not overlap. */
export function rewritten(text: Text, replacements: readonly Replacement[]): Text {
	if (replacements.length === 0) return text;
	const parts: string[] = [];
	const runs: Run[] = [];
	let length = 0;
	let at = 0;
	const keep = (end: number) => {
		if (end <= at) return;
		for (const run of runsWithin(text, at, end, length) ?? []) runs.push(run);
		parts.push(text.value.slice(at, end));
		length += end - at;
	};
	for (const {start, end, text: words} of replacements) {
		keep(start);
		const range = spanOf(text, start, end).range;
		if (words !== '' && range !== undefined) runs.push([length, ...range]);
		parts.push(words);
		length += words.length;
		at = Math.max(at, end);
	}
	keep(text.value.length);
	return {value: parts.join(''), place: text.place, ...(text.runs === undefined ? {} : {runs})};
}

/** The value of a string inside a text of JSON or YAML, whose own runs count in that text. */
export function decoded(text: Text, value: string, inner: readonly Run[]): Text {
	const runs = inner.flatMap(([start, from, to], index): readonly Run[] => {
		const length = (inner[index + 1]?.[0] ?? value.length) - start;
		if (length === to - from) return runsWithin(text, from, to, start) ?? [];
		const {range} = spanOf(text, from, to);
		return range === undefined ? [] : [[start, ...range]];
	});
	const [first] = inner;
	const last = inner.at(-1);
	const place = first === undefined || last === undefined ? text.place : spanOf(text, first[1], last[2]);
	return {value, place, ...(text.runs === undefined ? {} : {runs})};
}

/** Several texts of one file, one after the other, a line break between any two. */
export function joined(texts: readonly Text[], place: Text['place']): Text {
	const runs: Run[] = [];
	const parts: string[] = [];
	let length = 0;
	for (const [index, text] of texts.entries()) {
		if (index > 0) {
			const end = texts[index - 1]?.place.range?.[1] ?? 0;
			runs.push([length, end, Math.max(end + 2, text.place.range?.[0] ?? 0)]);
			parts.push('\n');
			length++;
		}
		for (const run of runsWithin(text, 0, text.value.length, length) ?? []) runs.push(run);
		parts.push(text.value);
		length += text.value.length;
	}
	return {value: parts.join(''), place, runs};
}

/** The runs of a stretch, for a text in which it begins at `base`. */
function runsWithin({runs, value}: Text, start: number, end: number, base: number): readonly Run[] | undefined {
	if (runs === undefined) return undefined;
	const within: Run[] = [];
	for (let index = runAt(runs, start); index < runs.length; index++) {
		const [from, source, sourceEnd] = runs[index] ?? [0, 0, 0];
		if (from >= end) break;
		const to = runs[index + 1]?.[0] ?? value.length;
		const [first, last] = [Math.max(from, start), Math.min(to, end)];
		if (last <= first) continue;
		const isLiteral = to - from === sourceEnd - source;
		within.push([base + first - start, isLiteral ? source + first - from : source, isLiteral ? source + last - from : sourceEnd]);
	}
	return within;
}
