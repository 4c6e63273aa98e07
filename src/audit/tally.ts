/** What a run adds up to. Its size hangs on the rules and policies, not on the number of submissions. */

import {type Edition, gravity, type Severity} from '../contract.ts';
import type {Verdict} from '../outcome.ts';
import type {Tool} from '../report/json.ts';
import type {EditionsSummary} from './editions.ts';
import type {FamiliesSummary} from './families.ts';
import type {RunTotals} from './history.ts';
import type {Result} from './result.ts';
import type {SinceSummary} from './since.ts';
import {ruleNames, topOf} from './top.ts';

type Counts = {errors: number; warnings: number; notes: number};

/** `summary.json`. */
export type Summary = {
	readonly schemaVersion: 1;
	readonly tool: Tool;
	/** Missing where each submission was judged by the edition that its settings name. */
	readonly edition?: Edition;
	readonly today: string;
	/** The run did not come to its end: what it had not come to is missing here. */
	readonly incomplete?: true;
	/** `withProblems`: not everything in them could be checked. */
	readonly submissions: {readonly checked: number; readonly failed: number; readonly withErrors: number; readonly withProblems: number};
	readonly findings: Readonly<Counts>;
	readonly policies: readonly {readonly id: string; readonly verdicts: Readonly<Record<Verdict, number>>}[];
	readonly rules: readonly {readonly rule: string; readonly severity: Severity; readonly findings: number; readonly submissions: number}[];
	/** Those with most errors, then warnings. */
	readonly worst: readonly ({readonly submission: string} & Readonly<Counts>)[];
	/** The first by name. */
	readonly failed: readonly {readonly submission: string; readonly error: string}[];
	/** This run, behind those that it was compared with, in their order; the latest 100. */
	readonly history?: readonly RunTotals[];
	/** With `--since`. */
	readonly since?: SinceSummary;
	/** With `--compare-edition`. */
	readonly editions?: EditionsSummary;
	readonly families?: FamiliesSummary;
};

const mostWorst = 100;
const mostFailed = 1_000;

const byName = (a: {submission: string}, b: {submission: string}) => (a.submission < b.submission ? -1 : a.submission > b.submission ? 1 : 0);
const byErrors = (a: {submission: string} & Counts, b: {submission: string} & Counts) => b.errors - a.errors || b.warnings - a.warnings || byName(a, b);

/** Adds results up, in whatever order they come. */
export function newTally(): {add(result: Result): void; summary(of: Pick<Summary, 'tool' | 'edition' | 'today'>): Summary} {
	const submissions = {checked: 0, failed: 0, withErrors: 0, withProblems: 0};
	const findings: Counts = {errors: 0, warnings: 0, notes: 0};
	const policies = new Map<string, Record<Verdict, number>>();
	const called = ruleNames();
	const rules = new Map<string, {severity: Severity; findings: number; submissions: number}>();
	const worst = topOf(mostWorst, byErrors);
	const failed = topOf<{submission: string; error: string}>(mostFailed, byName);

	function add(result: Result): void {
		const {submission} = result;
		if (result.status === 'failed') {
			submissions.failed++;
			failed.add({submission, error: result.error});
			return;
		}
		const {summary, problems, findings: found, policies: judged} = result.report;
		submissions.checked++;
		if (summary.errors > 0) submissions.withErrors++;
		if (problems.length > 0) submissions.withProblems++;
		for (const key of ['errors', 'warnings', 'notes'] as const) findings[key] += summary[key];
		worst.add({submission, ...summary});
		for (const {id, verdict} of judged) {
			const counts = policies.get(id) ?? {violated: 0, review: 0, satisfied: 0, 'not-assessed': 0};
			counts[verdict]++;
			policies.set(id, counts);
		}
		for (const {rule: name, severity} of found) {
			const rule = called(name);
			const counts = rules.get(rule) ?? {severity, findings: 0, submissions: 0};
			counts.findings++;
			// The gravest that was given.
			if (gravity[severity] > gravity[counts.severity]) counts.severity = severity;
			rules.set(rule, counts);
		}
		for (const rule of new Set(found.map((finding) => called(finding.rule)))) {
			const counts = rules.get(rule);
			if (counts !== undefined) counts.submissions++;
		}
	}

	return {
		add,
		summary: (of) => ({
			schemaVersion: 1,
			...of,
			submissions: {...submissions},
			findings: {...findings},
			policies: sorted(policies).map(([id, verdicts]) => ({id, verdicts})),
			rules: sorted(rules).map(([rule, counts]) => ({rule, ...counts})),
			worst: worst.items(),
			failed: failed.items(),
		}),
	};
}

function sorted<Value>(map: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
	return [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
