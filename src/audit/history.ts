/** The totals of a run beside those of the runs before it: what changes over time is drawn from. */

import * as z from 'zod';
import type {Edition} from '../contract.ts';
import {edition} from './result.ts';

/** What one run came to. */
export type RunTotals = {
	/** The day as of which it judged, `YYYY-MM-DD`. */
	readonly today: string;
	/** Missing where each submission was judged by the edition that its settings name. */
	readonly edition?: Edition | undefined;
	/** Of shelfready. */
	readonly version: string;
	readonly checked: number;
	readonly failed: number;
	readonly withErrors: number;
	readonly findings: {readonly errors: number; readonly warnings: number; readonly notes: number};
	/** In how many submissions each policy is violated, by the policy's id; none is left out that is violated in any. */
	readonly violated: Readonly<Record<string, number>>;
};

/** Runs that a history tells of at most: the latest. */
export const longestHistory = 100;

const runTotals = z.object({
	today: z.string(),
	edition: edition.optional(),
	version: z.string(),
	checked: z.number(),
	failed: z.number(),
	withErrors: z.number(),
	findings: z.object({errors: z.number(), warnings: z.number(), notes: z.number()}),
	violated: z.record(z.string(), z.number()),
});

const summaryShape = z.object({
	tool: z.object({version: z.string()}),
	today: z.string(),
	edition: edition.optional(),
	submissions: z.object({checked: z.number(), failed: z.number(), withErrors: z.number()}),
	findings: z.object({errors: z.number(), warnings: z.number(), notes: z.number()}),
	policies: z.array(z.object({id: z.string(), verdicts: z.object({violated: z.number()})})),
	history: z.array(runTotals).max(longestHistory).optional().catch(undefined),
});

type Totals = Omit<z.infer<typeof summaryShape>, 'policies' | 'history'> & {
	readonly policies: readonly {readonly id: string; readonly verdicts: {readonly violated: number}}[];
};

/** The totals of a run. */
export function totalsOf({tool, today, edition, submissions, findings, policies}: Totals): RunTotals {
	const {checked, failed, withErrors} = submissions;
	const violated = Object.fromEntries(policies.flatMap(({id, verdicts}) => (verdicts.violated > 0 ? [[id, verdicts.violated]] : [])));
	return {today, ...(edition === undefined ? {} : {edition}), version: tool.version, checked, failed, withErrors, findings: {...findings}, violated};
}

const wholeRun = z.object({
	submissions: z.object({checked: z.number().optional(), failed: z.number().optional()}),
	incomplete: z.undefined().optional(),
});

/** How many results a `summary.json` counts, which is that of a run that came to its end; nothing otherwise. One that was killed has none, or an empty text of one. */
export function resultsOfWholeRun(text: string): number | undefined {
	try {
		const submissions = wholeRun.safeParse(JSON.parse(text)).data?.submissions;
		return submissions === undefined ? undefined : (submissions.checked ?? 0) + (submissions.failed ?? 0);
	} catch {
		return undefined;
	}
}

/** The runs up to the one whose `summary.json` this is; none where it is not one. */
export function historyIn(text: string): readonly RunTotals[] {
	try {
		const read = summaryShape.safeParse(JSON.parse(text)).data;
		// Those of versions that wrote no history tell of themselves.
		return read === undefined ? [] : (read.history ?? [totalsOf(read)]);
	} catch {
		return [];
	}
}
