/** Two results of what is one submission, or two of one product, to what changed between them. */

import {gravity} from '../contract.ts';
import {compareWithBaseline} from '../known.ts';
import {type ComparedLine, hasMarks, type Marked, markedFindings} from './compared-line.ts';
import {verdictChanges} from './editions.ts';
import type {Cause, Change, ChangedFinding} from './since.ts';

/** What changed, and all that is new or mended, for totals. */
export type ComparedPair = {readonly change: Change; readonly causes: readonly {readonly rule: string; readonly cause: Cause; readonly is: 'new' | 'mended'}[]};

const longestList = 20;
/** Units. */
const longestMessage = 400;
/** Hex digits of a finding's content. */
const contentLength = 16;

/** Compares. Findings are paired by content, whatever line they moved to; one that has become graver is new, and tells what it was. */
export function comparePair(before: ComparedLine, now: ComparedLine): ComparedPair {
	const named = {
		submission: now.submission,
		...(now.product === undefined ? {} : {product: now.product}),
		...(before.submission === now.submission
			? {}
			: {before: {submission: before.submission, ...(before.product === undefined ? {} : {product: before.product})}}),
	};
	if (before.report === undefined || now.report === undefined) {
		const state = before.report === undefined ? (now.report === undefined ? 'unchanged' : 'recovered') : 'failed';
		return {change: {...named, state, counts: {new: 0, mended: 0, persisting: 0}, new: [], mended: [], verdicts: []}, causes: []};
	}
	const byMarks = hasMarks(before) && hasMarks(now);
	const files = now.report.artifacts.map(({file}) => file);
	const {fresh, known, gone} = compareWithBaseline(markedFindings(now, byMarks), markedFindings(before, byMarks), files);
	const causeOf = causes(before, now);
	const milder = takenFrom(gone);
	const added = fresh.map((finding) => {
		const was = milder.take(finding)?.severity;
		return {...inShort(finding, causeOf(finding, 'new')), ...(was === undefined ? {} : {was})};
	});
	const mended = milder.left().map((finding) => inShort(finding, causeOf(finding, 'mended')));
	const verdicts = verdictChanges(before.report.policies, now.report.policies);
	return {
		change: {
			...named,
			state: added.length + mended.length + verdicts.length === 0 ? 'unchanged' : 'changed',
			counts: {new: added.length, mended: mended.length, persisting: known.length},
			new: gravest(added),
			mended: gravest(mended),
			verdicts,
		},
		causes: [...added.map(({rule, cause}) => ({rule, cause, is: 'new' as const})), ...mended.map(({rule, cause}) => ({rule, cause, is: 'mended' as const}))],
	};
}

/** Hands out findings by content and file, each once. */
function takenFrom(findings: readonly Marked[]): {take(like: Marked): Marked | undefined; left(): readonly Marked[]} {
	const keyOf = ({content, file}: Marked) => `${content} ${file}`;
	const held = new Map<string, Marked[]>();
	for (const finding of findings) {
		const list = held.get(keyOf(finding));
		if (list === undefined) held.set(keyOf(finding), [finding]);
		else list.push(finding);
	}
	const taken = new Set<Marked>();
	return {
		take(like) {
			const found = held.get(keyOf(like))?.pop();
			if (found !== undefined) taken.add(found);
			return found;
		},
		left: () => findings.filter((finding) => !taken.has(finding)),
	};
}

/** A submission that only one of the runs has. All findings of one that was added are new. */
export function lonely(line: ComparedLine, state: 'added' | 'removed'): Change {
	const findings = state === 'added' ? markedFindings(line, false).map((finding) => inShort(finding, 'submission')) : [];
	return {
		submission: line.submission,
		...(line.product === undefined ? {} : {product: line.product}),
		state,
		counts: {new: findings.length, mended: 0, persisting: 0},
		new: gravest(findings),
		mended: [],
		verdicts: [],
	};
}

/** Tells what a change comes from. The edition is known to be the cause where the finding is there, or graver, under one of the two alone. */
function causes(before: ComparedLine, now: ComparedLine): (finding: Marked, is: 'new' | 'mended') => Cause {
	const {report: old, editions} = {report: before.report, editions: now.editions};
	const ofEditions =
		editions !== undefined && old !== undefined && editions.to === old.edition && editions.from === now.report?.edition ? editions.marks : undefined;
	const marks = {new: contentsIn(ofEditions?.from ?? ''), mended: contentsIn(ofEditions?.to ?? '')};
	const rest = restOf(before, now);
	return ({content}, is) => (marks[is].has(content) ? 'edition' : rest);
}

function contentsIn(marks: string): ReadonlySet<string> {
	return new Set(marks.match(new RegExp(`.{${contentLength}}`, 'g')) ?? []);
}

function restOf({report: before}: ComparedLine, {report: now}: ComparedLine): Cause {
	const files = (report: typeof now) => JSON.stringify(report?.artifacts.map(({file, sha256}) => [file, sha256]));
	if (files(before) !== files(now)) return 'submission';
	if (before?.tool.version !== now?.tool.version) return 'tool';
	if (before?.edition !== now?.edition) return 'edition';
	return before?.today === now?.today ? 'settings' : 'day';
}

function inShort({rule, severity, file, message}: Marked, cause: Cause): ChangedFinding {
	return {rule, severity, file, message: message.slice(0, longestMessage), cause};
}

function gravest(findings: readonly ChangedFinding[]): readonly ChangedFinding[] {
	return findings.toSorted((a, b) => gravity[b.severity] - gravity[a.severity]).slice(0, longestList);
}
