/** What cfn-lint says of a template, in its own words. */

import type {Place} from '../contract.ts';

/** A finding of cfn-lint, placed in the user's file. */
export type LintMatch = {
	/** cfn-lint's id, for example `E3012`. */
	readonly rule: string;
	readonly severity: 'error' | 'warning' | 'informational';
	readonly message: string;
	/** The rule in a sentence. */
	readonly documentation: string;
	/** URL of what the rule goes by. */
	readonly source: string;
	readonly place: Place;
};

/** A template that cfn-lint judged. */
export type LintedTemplate = {readonly file: string; readonly matches: readonly LintMatch[]};
