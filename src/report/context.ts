/** What the formats of a check's report are made from. */

import type {AnyValidator} from '../contract.ts';
import type {Outcome} from '../outcome.ts';
import type {Tool} from './json.ts';
import type {Repository} from './where.ts';

/** What a report needs beside the outcome. */
export type ReportContext = {
	readonly tool: Tool;
	/** The rules that the run was made with. */
	readonly validators: readonly AnyValidator[];
	/** Of the terminal, for the text report: columns, whether it shows colours, and whether only errors and totals are wanted. */
	readonly terminal: {readonly width: number; readonly color: boolean; readonly quiet: boolean};
	/** What its files are called in the repository that it lies in; missing where that is not asked: then they are called as in the submission. */
	readonly repository?: Repository;
};

/** An outcome as text, with a newline at its end. */
export type Reporter = (outcome: Outcome, context: ReportContext) => string;
