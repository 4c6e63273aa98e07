/** What another edition of the policies would change: its shapes in result lines and in the summary. */

import type {Edition, Severity} from '../contract.ts';
import type {Verdict} from '../outcome.ts';

/** A finding that only one edition has, or that both have in another severity. */
export type EditionFinding = {readonly rule: string; readonly severity: Severity; readonly file: string; readonly message: string};

/** `editions` of a result line. Lists hold at most 20, the gravest first; `counts` tell of all. */
export type EditionChange = {
	/** The edition that the report is under, and the one that it was compared with. */
	readonly from: Edition;
	readonly to: Edition;
	readonly counts: {readonly added: number; readonly removed: number; readonly graver: number; readonly milder: number};
	/** Findings that only the other edition has. */
	readonly added: readonly EditionFinding[];
	/** Findings that only the report's edition has. */
	readonly removed: readonly EditionFinding[];
	/** Findings that both have, with `severity` under the report's edition and `to` under the other. */
	readonly regraded: readonly (EditionFinding & {readonly to: Severity})[];
	readonly verdicts: readonly {readonly policy: string; readonly from: Verdict; readonly to: Verdict}[];
};

/** `editions` of the summary. */
export type EditionsSummary = {
	/** The edition that was compared with. */
	readonly to: Edition;
	/** Submissions that were judged under both, and those of them where anything differs. */
	readonly submissions: {readonly compared: number; readonly changed: number};
	readonly findings: EditionChange['counts'];
	/** Policies for which the editions differ in any submission, by id; how many submissions go from one verdict to another. */
	readonly policies: readonly {
		readonly policy: string;
		readonly flips: readonly {readonly from: Verdict; readonly to: Verdict; readonly submissions: number}[];
	}[];
	/** Submissions that the other edition would change most, at most 100: those with most added and graver findings first. */
	readonly most: readonly ({readonly submission: string} & EditionChange['counts'])[];
};
