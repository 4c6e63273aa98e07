/**
 * Waivers that stand in the submission's own files, beside what they waive: in a template's `Metadata`, in comments of YAML, Markdown and HTML.
 *
 * In comments: `shelfready-waive RULE… [until YYYY-MM-DD]: reason`. On a line of its own it holds for the line (in documents: the block) that
 * follows, beside something else for its own line; `shelfready-waive-file` holds for the file.
 */

import * as z from 'zod';
import type {Artifact, Problem} from '../artifact.ts';
import type {AnyValidator} from '../contract.ts';
import type {Document} from '../evidence/document.ts';
import type {Waiver} from '../outcome.ts';
import {entriesOf, get, itemsOf, type SourceNode, walk} from '../tree.ts';
import {isDay} from './day.ts';
import {keys} from './schema.ts';
import {ruleIdOf} from './selection.ts';
import {dataOf} from './values.ts';

type Range = readonly [start: number, end: number];

/** A file as a whole, what has no place in it included. */
const whole: Range = [0, Number.POSITIVE_INFINITY];

/** Waivers as they are written, with what each holds for; a fault where one is not understood. */
type Written = {readonly file: string; readonly range: Range; readonly within: Range} & (
	| {readonly rules: readonly string[]; readonly subject?: string | undefined; readonly reason: string; readonly until?: string | undefined}
	| {readonly fault: string}
);

/** More waivers than any file has that people keep. */
const mostInFile = 1_000;

/** Names of no rule for which the nearest rule is looked for: each is compared with all of them. */
const mostSuggested = 20;

/** Reads the waivers of all files. One that is not understood waives nothing, and is a problem with its place. */
export async function inlineWaivers(
	artifacts: readonly Artifact[],
	validators: readonly AnyValidator[],
): Promise<{readonly waivers: readonly Waiver[]; readonly problems: readonly Problem[]}> {
	const waivers: Waiver[] = [];
	const problems: Problem[] = [];
	const ids = validators.map(({id}) => id);
	let unknown = 0;
	for (const written of artifacts.flatMap((artifact) => firstOf(writtenIn(artifact), mostInFile))) {
		const {file, range, within} = written;
		const place = {file, range};
		const refuse = (why: string) => problems.push({file, place, message: `this waiver is not understood and waives nothing: ${why}`});
		if ('fault' in written) {
			refuse(written.fault);
			continue;
		}
		for (const name of written.rules) {
			const rule = ruleIdOf(name, validators);
			if (rule === undefined) {
				const {unknownRule} = await import('./suggestion.ts');
				refuse(unknownRule(name, unknown++ < mostSuggested ? ids : []));
				continue;
			}
			const {subject, reason, until} = written;
			waivers.push({rule, reason, place, within, ...(subject === undefined ? {} : {subject}), ...(until === undefined ? {} : {until})});
		}
	}
	return {waivers, problems};
}

/** The first of a sequence; what comes after them is not looked for. */
function firstOf<Item>(items: Iterable<Item>, most: number): readonly Item[] {
	const first: Item[] = [];
	for (const item of items) if (first.push(item) === most) break;
	return first;
}

function* writtenIn(artifact: Artifact): Iterable<Written> {
	const {file, text} = artifact;
	// Most files have none, and need not be looked through.
	if (text === undefined || !text.includes('shelfready')) return;
	if (artifact.kind === 'template') {
		yield* inMetadata(file, artifact.tree, whole);
		for (const entry of entriesOf(get(artifact.tree, 'Resources'))) yield* inMetadata(file, entry.value, [entry.keyRange[0], entry.value.range[1]]);
		if (artifact.format === 'yaml') yield* inComments(file, text, yamlComments(text, artifact.tree), lineBelow(text));
	}
	if (artifact.kind === 'docs' && ['markdown', 'html'].includes(artifact.document.format))
		yield* inComments(file, text, markupComments(text, artifact.document), blockBelow(text, artifact.document));
}

const waiverSchema = z.strictObject(keys.waiver);

function* inMetadata(file: string, node: SourceNode, within: Range): Iterable<Written> {
	for (const item of itemsOf(get(node, 'Metadata', 'shelfready', 'waivers'))) {
		const read = waiverSchema.safeParse(dataOf(item));
		const at = {file, range: item.range, within};
		const [issue] = read.error?.issues ?? [];
		if (read.success) yield {...at, ...read.data, rules: [read.data.rule]};
		else
			yield {
				...at,
				fault: `${issue?.path.join('.') || 'it'} ${issue?.message ?? ''}; a waiver has rule and reason, and may have subject and until (YYYY-MM-DD)`,
			};
	}
}

/** A comment's whole range and its words. */
type Comment = {readonly range: Range; readonly words: string};

function* inComments(file: string, text: string, comments: Iterable<Comment>, below: (end: number) => Range | undefined): Iterable<Written> {
	for (const {range, words} of comments) {
		const command = /^shelfready-waive(-file)?(?=\s|:|$)/.exec(words);
		if (command === null) continue;
		const [start, end] = lineOf(text, range);
		const isAlone = `${text.slice(start, range[0])}${text.slice(range[1], end)}`.trim() === '';
		const within = command[1] !== undefined ? whole : isAlone ? below(range[1]) : ([start, end] as const);
		const colon = words.indexOf(': ');
		const names = (colon === -1 ? words : words.slice(0, colon))
			.slice(command[0].length)
			.split(/[\s,]+/)
			.filter((name) => name !== '');
		const reason = colon === -1 ? '' : words.slice(colon + 2).trim();
		const at = names.indexOf('until');
		const until = at === -1 ? undefined : names[at + 1];
		const rules = at === -1 ? names : names.slice(0, at);
		const where = {file, range, within: within ?? range};
		if (reason === '' || rules.length === 0) yield {...where, fault: 'write shelfready-waive RULE: reason'};
		else if (at !== -1 && (until === undefined || !isDay(until) || names.length > at + 2))
			yield {...where, fault: `until ${names.slice(at + 1).join(' ')} is no day of the calendar, written YYYY-MM-DD`};
		else if (within === undefined) yield {...where, fault: 'nothing follows it'};
		else yield {...where, rules, reason, until};
	}
}

function lineOf(text: string, [start, end]: Range): Range {
	const from = text.lastIndexOf('\n', start - 1) + 1;
	const to = text.indexOf('\n', end);
	return [start === 0 ? 0 : from, to === -1 ? text.length : to];
}

/** Comments; what stands in a text of the template, a script for example, is none. */
function* yamlComments(text: string, tree: SourceNode): Iterable<Comment> {
	const first = text.indexOf('# shelfready-waive');
	if (first === -1) return;
	const isText = holding([...walk(tree)].flatMap(({kind, range}) => (kind === 'scalar' ? [range] : [])));
	for (let at = first; at !== -1; at = text.indexOf('# shelfready-waive', at + 1)) {
		if ((at > 0 && !/\s/.test(text.charAt(at - 1))) || isText(at)) continue;
		const [, end] = lineOf(text, [at, at]);
		yield {range: [at, end], words: text.slice(at + 2, end).trim()};
	}
}

/** The next line that is neither empty nor a comment. */
function lineBelow(text: string): (end: number) => Range | undefined {
	return (after) => {
		for (let start = after + 1; start < text.length; ) {
			const [, end] = lineOf(text, [start, start]);
			const line = text.slice(start, end).trim();
			if (line !== '' && !line.startsWith('#')) return [start, end];
			start = end + 1;
		}
		return undefined;
	};
}

/** HTML comments, but for those that are shown, as code is. */
function* markupComments(text: string, {blocks}: Document): Iterable<Comment> {
	const code = blocks.flatMap(({role, place}) => (role === 'code' && place.range !== undefined ? [place.range] : []));
	const isShown = holding([...code, ...blocks.flatMap(({runs = []}) => runs.map(([, start, end]) => [start, end] as const))]);
	for (let at = text.indexOf('<!--'); at !== -1; ) {
		const close = text.indexOf('-->', at + 4);
		if (close === -1) return;
		const range = [at, close + 3] as const;
		if (!isShown(at))
			yield {
				range,
				words: text
					.slice(at + 4, close)
					.replace(/\s+/g, ' ')
					.trim(),
			};
		at = text.indexOf('<!--', close + 3);
	}
}

/** The block that follows; of a list or a table all of it. */
function blockBelow(text: string, {blocks}: Document): (end: number) => Range | undefined {
	const ranges = blocks.flatMap(({role, place: {range}}) => (range === undefined ? [] : [{role, range}]));
	return (after) => {
		const first = ranges.findIndex(({range}) => range[0] >= after);
		const block = ranges[first];
		if (block === undefined) return undefined;
		const group = [['list-item'], ['table-header', 'table-cell']].find((roles) => roles.includes(block.role));
		let last = block;
		for (const next of ranges.slice(first + 1)) {
			if (group === undefined || !group.includes(next.role) || isParted(text.slice(last.range[1], next.range[0]), block.role)) break;
			last = next;
		}
		return [block.range[0], last.range[1]];
	};
}

/** Whether what stands between two items, or cells, ends their list or table. */
function isParted(between: string, role: string): boolean {
	if (/<\/(?:ul|ol|dl|table)>/i.test(between) || /^ *([-*_])(?: *\1){2,} *$/m.test(between.slice(between.indexOf('\n') + 1))) return true;
	return role !== 'list-item' && /\n[ \t]*\r?\n/.test(between);
}

/** Whether an offset lies in one of the ranges. Files may have as many comments as ranges, so that each question is answered by halves. */
function holding(ranges: readonly Range[]): (at: number) => boolean {
	const apart: [start: number, end: number][] = [];
	for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
		const last = apart.at(-1);
		if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
		else apart.push([start, end]);
	}
	return (at) => {
		let [low, high] = [0, apart.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((apart[middle]?.[0] ?? 0) <= at) low = middle + 1;
			else high = middle;
		}
		return at < (apart[low - 1]?.[1] ?? 0);
	};
}
