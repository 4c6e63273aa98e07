/** `shelfready check`: the main job. */

import type {Edition, Severity} from '../contract.ts';
import type {Licensing} from '../evidence.ts';
import type {Outcome} from '../outcome.ts';
import {type Format, formatOutcome, type ReportContext} from '../report/formats.ts';
import {checkPaths} from '../submission.ts';
import {toolOf} from '../version.ts';
import {writeWhole} from './output.ts';
import {progressOn} from './progress.ts';
import {repositoryOf} from './repository.ts';
import {hasColor, refuse, tell, widthOf} from './terminal.ts';

/** A report in a further format. */
export type FurtherReport = {readonly format: Format; readonly file: string};

/** The flags of `check`, as commander hands them on. */
export type CheckFlags = {
	readonly format: Format;
	readonly output?: string;
	/** Reports beside that one, each with its file. */
	readonly report?: readonly FurtherReport[];
	readonly failOn: Severity | 'never';
	readonly edition?: Edition;
	readonly licensing?: Licensing;
	readonly date?: string;
	readonly only?: readonly string[];
	readonly skip?: readonly string[];
	readonly config?: string;
	readonly evidence?: readonly string[];
	readonly root?: readonly string[];
	readonly cfnLint: boolean;
	readonly quiet?: boolean;
	readonly color: boolean;
};

/** Checks, prints, and answers the exit status. */
export async function runCheck(paths: readonly string[], flags: CheckFlags): Promise<number> {
	const {edition, licensing, date, only, skip, config, evidence, root, output, cfnLint} = flags;
	const progress = progressOn(process.stderr, () => performance.now());
	const submitted = await checkPaths(paths, {
		...(edition === undefined ? {} : {edition}),
		...(licensing === undefined ? {} : {licensing}),
		...(date === undefined ? {} : {today: date}),
		...(only === undefined ? {} : {only}),
		...(skip === undefined ? {} : {skip}),
		...(config === undefined ? {} : {config}),
		...(evidence === undefined ? {} : {evidence}),
		...(root === undefined ? {} : {roots: root}),
		cfnLint,
		onProgress: progress.report,
		onReading: progress.reading,
	}).finally(progress.end);
	if ('errors' in submitted) return refuse(...submitted.errors);
	const {outcome} = submitted;
	const repository = await repositoryOf(submitted, process.env, process.cwd());
	const context = {validators: submitted.validators, repository};
	if (output === undefined) process.stdout.write(await format(flags.format, outcome, context, flags, process.stdout));
	const files = [...(output === undefined ? [] : [{format: flags.format, file: output}]), ...(flags.report ?? [])];
	for (const {format: name, file} of files) {
		try {
			await writeWhole(file, await format(name, outcome, context, flags));
		} catch (error) {
			return refuse(`the report can't be written: ${error instanceof Error ? error.message : String(error)}`);
		}
	}
	if (only !== undefined || skip !== undefined) {
		tell('shelfready: --only or --skip left rules out; what they look for was not checked');
	}
	const {length} = outcome.problems;
	if (length > 0) tell(`shelfready: not everything could be checked: ${length} ${length === 1 ? 'problem' : 'problems'}, named in the report`);
	return statusOf(outcome, flags.failOn);
}

async function format(
	name: Format,
	outcome: Outcome,
	context: Pick<ReportContext, 'validators' | 'repository'>,
	{quiet, color}: CheckFlags,
	stream: {readonly isTTY?: boolean; readonly columns?: number} = {},
): Promise<string> {
	const terminal = {width: widthOf(stream, process.env), color: hasColor(stream, color, process.env), quiet: quiet === true};
	return formatOutcome(name, outcome, {...context, tool: toolOf(), terminal});
}

const rank: Readonly<Record<Severity | 'never', number>> = {note: 0, warning: 1, error: 2, never: 3};

/** 2 when the job could not be done in full, 1 for findings at or above the threshold, else 0. */
export function statusOf({problems, findings}: Pick<Outcome, 'problems' | 'findings'>, failOn: Severity | 'never'): 0 | 1 | 2 {
	if (problems.length > 0) return 2;
	return findings.some(({severity}) => rank[severity] >= rank[failOn]) ? 1 : 0;
}
