/** The formats of a check's report, by name. Each module is loaded when its format is asked for. */

import type {AnyValidator} from '../contract.ts';
import type {Outcome} from '../outcome.ts';
import type {Tool} from './json.ts';

/** What a report needs beside the outcome. */
export type ReportContext = {
	readonly tool: Tool;
	/** The rules that the run was made with. */
	readonly validators: readonly AnyValidator[];
	/** Of the terminal, for the text report: columns, whether it shows colours, and whether only errors and totals are wanted. */
	readonly terminal: {readonly width: number; readonly color: boolean; readonly quiet: boolean};
};

/** An outcome as text, with a newline at its end. */
export type Reporter = (outcome: Outcome, context: ReportContext) => string;

const reporters = {
	text: async (): Promise<Reporter> => {
		const {formatText} = await import('./text.ts');
		return (outcome, {terminal, validators}) => formatText(outcome, {...terminal, rules: validators.length});
	},
	json: async (): Promise<Reporter> => {
		const {formatJson} = await import('./json.ts');
		return (outcome, {tool}) => formatJson(outcome, tool);
	},
} as const satisfies Readonly<Record<string, () => Promise<Reporter>>>;

/** A format's name: one of `formats`, as `check --format` takes it. */
export type Format = keyof typeof reporters;

/** The names, for `--format`. */
export const formats = Object.keys(reporters) as readonly Format[];

/** The outcome in a format. */
export async function formatOutcome(format: Format, outcome: Outcome, context: ReportContext): Promise<string> {
	const reporter = await reporters[format]();
	return reporter(outcome, context);
}
