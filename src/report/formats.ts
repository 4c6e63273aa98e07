/** The formats of a check's report, by name. Each module is loaded when its format is asked for. */

import type {Outcome} from '../outcome.ts';
import type {ReportContext, Reporter} from './context.ts';
import {inertJson, inertMarkup, inertText} from './inert.ts';

export type {ReportContext} from './context.ts';

const reporters = {
	text: async (): Promise<Reporter> => {
		const {formatText} = await import('./text.ts');
		return (outcome, {terminal, validators}) => formatText(outcome, {...terminal, rules: validators.length});
	},
	json: async (): Promise<Reporter> => {
		const {formatJson} = await import('./json.ts');
		return (outcome, {tool}) => formatJson(outcome, tool);
	},
	sarif: async (): Promise<Reporter> => (await import('./sarif.ts')).formatSarif,
	junit: async (): Promise<Reporter> => (await import('./junit.ts')).formatJunit,
	github: async (): Promise<Reporter> => (await import('./github.ts')).formatGithub,
	markdown: async (): Promise<Reporter> => (await import('./comment.ts')).formatComment,
	letter: async (): Promise<Reporter> => (await import('./letter.ts')).formatLetter,
	html: async (): Promise<Reporter> => (await import('./html.ts')).formatHtml,
} as const satisfies Readonly<Record<string, () => Promise<Reporter>>>;

/** A format's name: one of `formats`, as `check --format` takes it. */
export type Format = keyof typeof reporters;

/** The names, for `--format`. */
export const formats = Object.keys(reporters) as readonly Format[];

/** The outcome in a format. */
export async function formatOutcome(format: Format, outcome: Outcome, context: ReportContext): Promise<string> {
	const reporter = await reporters[format]();
	return inert[format](reporter(outcome, context));
}

/** What keeps a report from being obeyed where it is printed. */
const inert: Readonly<Record<Format, (report: string) => string>> = {
	text: inertText,
	json: inertJson,
	sarif: inertJson,
	junit: inertMarkup,
	// Its commands are what it is for; it keeps what it quotes from being any.
	github: (report) => report,
	markdown: inertText,
	letter: inertText,
	html: inertMarkup,
};
