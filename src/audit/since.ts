/** What changed since an earlier run: its shapes in `changes.ndjson` and in the summary. */

import type {Edition, Severity} from '../contract.ts';
import type {Verdict} from '../outcome.ts';

/** The product that a submission is of, as its listing says. */
export type Product = {
	/** `prod-…`; missing for one that is not created yet. */
	readonly id?: string | undefined;
	readonly title?: string | undefined;
	/** Title of the version that is submitted. */
	readonly version?: string | undefined;
};

/** Findings that are new, that are mended, and that are there as they were. */
type ChangeCounts = {readonly new: number; readonly mended: number; readonly persisting: number};

/**
 * What a change comes from. `submission`: its files are others. Where they are the same: `edition`, the finding is there under one of the two
 * editions alone; `tool`, another version of shelfready; `day`, what was judged as of another day; `settings`, what is left.
 */
export type Cause = 'submission' | 'edition' | 'tool' | 'day' | 'settings';

/** A finding in a few words. */
export type ChangedFinding = {
	readonly rule: string;
	readonly severity: Severity;
	/** Of a new one: it was there before, but milder. */
	readonly was?: Severity;
	readonly file: string;
	readonly message: string;
	readonly cause: Cause;
};

/** A line of `changes.ndjson`: a submission that is not as it was. Lists hold at most 20, the gravest first; `counts` tell of all. */
export type Change = {
	readonly submission: string;
	readonly product?: Product;
	/** The submission of the earlier run that it was compared with, where that has another name: it is of the same product, and no longer there. */
	readonly before?: {readonly submission: string; readonly product?: Product};
	/**
	 * `unchanged`: nothing new, nothing mended and the same verdicts, but under another name. `added` and `removed`: only one of the runs has it. `failed`
	 * and `recovered`: only one of the runs could check it.
	 */
	readonly state: 'unchanged' | 'changed' | 'added' | 'removed' | 'failed' | 'recovered';
	readonly counts: ChangeCounts;
	readonly new: readonly ChangedFinding[];
	readonly mended: readonly ChangedFinding[];
	readonly verdicts: readonly {readonly policy: string; readonly from: Verdict; readonly to: Verdict}[];
};

/** `since` of the summary. */
export type SinceSummary = {
	/** The earlier run. */
	readonly today: string;
	readonly edition?: Edition;
	readonly version: string;
	/** Of submissions that both runs could check. */
	readonly findings: ChangeCounts;
	readonly submissions: {
		/** In both runs, with nothing new, nothing mended and the same verdicts, be it under another name. */
		readonly unchanged: number;
		readonly changed: number;
		readonly added: number;
		readonly removed: number;
		readonly failed: number;
		readonly recovered: number;
		/** Of all those in both runs, changed or not: paired by product, since no submission of the earlier run has their name. */
		readonly renamed: number;
	};
	/** What new and mended findings come from. The same submissions count as in `findings`. */
	readonly causes: Readonly<Record<Cause, {readonly new: number; readonly mended: number}>>;
	/** Rules with new or mended findings; those with most first, at most 100. */
	readonly rules: readonly ({readonly rule: string} & Omit<ChangeCounts, 'persisting'>)[];
	/** Policies whose verdicts changed, by id: in how many submissions they became violated, and in how many they no longer are. */
	readonly policies: readonly {readonly policy: string; readonly worse: number; readonly better: number}[];
	/** Products with changes; those with most new findings first, at most 100. A submission without a listing counts by its name, as `title`. */
	readonly products: readonly (Omit<Product, 'version'> & {readonly versions: readonly string[]} & ChangeCounts)[];
};
