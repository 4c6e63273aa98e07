/** The totals of a run beside those of the runs before it: what changes over time is drawn from. */

import type {Edition} from '../contract.ts';

/** What one run came to. */
export type RunTotals = {
	/** The day as of which it judged, `YYYY-MM-DD`. */
	readonly today: string;
	/** Missing where each submission was judged by the edition that its settings name. */
	readonly edition?: Edition;
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
