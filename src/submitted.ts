/** How a submission is to be checked, and what a check of it answers: types alone, to which the declarations of the public API lead. */

import type {AnyValidator, Edition} from './contract.ts';
import type {Licensing} from './evidence.ts';
import type {Baseline, Outcome} from './outcome.ts';

/** How a submission is to be checked. What is given here wins over `shelfready.yaml`. */
export type SubmissionOptions = {
	/** The state of AWS's policies to judge by; `ami-2020` when missing. */
	readonly edition?: Edition;
	/** How buyers are licensed. */
	readonly licensing?: Licensing;
	/** The day as of which dates are judged, `YYYY-MM-DD`; today when missing. */
	readonly today?: string;
	/** Rules that run alone: ids, or `family/*`. Empty for all. */
	readonly only?: readonly string[];
	/** Rules that are left out: ids, or `family/*`. */
	readonly skip?: readonly string[];
	/** Further evidence that lies elsewhere: files or folders that belong to the submission. */
	readonly evidence?: readonly string[];
	/** The AMI's root file system: folders, or tar archives, also packed with gzip or zstd. Each path is one, whatever it looks like. */
	readonly roots?: readonly string[];
	/** Path of the configuration; `shelfready.yaml` of the folder when missing, none when false. */
	readonly config?: string | false;
	/** Whether waivers hold, and what `shelfready.yaml` sets of rules: severities and options. Default true; a reviewing side says no. */
	readonly waivers?: boolean;
	/**
	 * Findings that were there before and are not told again.
	 * @example {name: 'release 1.0', entries: before.outcome.findings.map(entryOf)}
	 */
	readonly baseline?: Baseline;
	/**
	 * The rules to choose from; shelfready's own when missing. Others are held to the contract's shape first; what they yield, too.
	 * @example [...rules, mine]
	 */
	readonly validators?: readonly AnyValidator[];
	/** Whether templates are linted by cfn-lint too. Default true. */
	readonly cfnLint?: boolean;
	/** Called before each file is read. */
	readonly onProgress?: (file: string, done: number, total: number) => void;
	/** Called now and then while a root file system is read: bytes of an archive, of how many; entries of a folder. */
	readonly onReading?: (file: string, done: number, total: number | undefined) => void;
};

/** A checked submission. */
export type CheckedPaths = {
	readonly outcome: Outcome;
	/** Real path of the submission's folder. */
	readonly base: string;
	/** Where its files and the evidence from elsewhere lie on the disk, by the names that the outcome has for them. */
	readonly paths: ReadonlyMap<string, string>;
};

/** A checked submission; or why nothing was checked (wrong options, wrong configuration). */
export type Submitted = CheckedPaths | {readonly errors: readonly string[]};
