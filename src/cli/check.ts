/** `shelfready check`: the main job. */

import {readFile, realpath, stat} from 'node:fs/promises';
import {type Edition, gravity, type Severity} from '../contract.ts';
import type {Licensing} from '../evidence.ts';
import type {Baseline, Outcome} from '../outcome.ts';
import {decode} from '../read/encoding.ts';
import {whyUnreadable} from '../read/folder.ts';
import {codeOf, reasonOf} from '../reason.ts';
import {type Format, formatOutcome, type ReportContext} from '../report/formats.ts';
import {checkPaths} from '../submission.ts';
import type {CheckedPaths, SubmissionOptions} from '../submitted.ts';
import {toolOf} from '../version.ts';
import {writeWhole} from '../whole-file.ts';
import {type Output, whyNotWritten} from './outputs.ts';
import {progressOn} from './progress.ts';
import {repositoryOf} from './repository.ts';
import {hasColor, refuse, tell, widthOf} from './terminal.ts';
import {withValidators} from './validators.ts';

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
	readonly config?: string | false;
	readonly validators?: readonly string[];
	readonly waivers: boolean;
	readonly baseline?: string;
	readonly writeBaseline?: string;
	readonly changed?: string;
	readonly fix?: boolean;
	readonly fixDryRun?: boolean;
	readonly evidence?: readonly string[];
	readonly root?: readonly string[];
	readonly cfnLint: boolean;
	readonly quiet?: boolean;
	readonly color: boolean;
};

/** Checks, prints, and answers the exit status. */
export async function runCheck(paths: readonly string[], flags: CheckFlags): Promise<number> {
	const {edition, licensing, date, only, skip, config, evidence, root, cfnLint, waivers, changed} = flags;
	if (changed !== undefined && flags.baseline !== undefined) return refuse('--changed makes its own baseline; leave --baseline out');
	const lost = await whyNotWritten(outputsOf(flags), {
		submission: [...paths, ...(evidence ?? [])],
		roots: root ?? [],
		others: [config === false ? undefined : config, flags.baseline, ...(flags.validators ?? [])],
	});
	if (lost.length > 0) return refuse(...lost);
	const withOwn = await withValidators(flags.validators);
	if ('errors' in withOwn) return refuse(...withOwn.errors);
	const read = flags.baseline === undefined ? undefined : await readBaseline(flags.baseline);
	if (read !== undefined && 'errors' in read) return refuse(...read.errors);
	const progress = progressOn(process.stderr, () => performance.now());
	const options: SubmissionOptions = {
		...(edition === undefined ? {} : {edition}),
		...(licensing === undefined ? {} : {licensing}),
		...(date === undefined ? {} : {today: date}),
		...(only === undefined ? {} : {only}),
		...(skip === undefined ? {} : {skip}),
		...(config === undefined ? {} : {config}),
		...(evidence === undefined ? {} : {evidence}),
		...(root === undefined ? {} : {roots: root}),
		...(read === undefined ? {} : {baseline: read.baseline}),
		...(flags.validators === undefined ? {} : withOwn),
		waivers,
		cfnLint,
		onProgress: progress.report,
		onReading: progress.reading,
	};
	if (flags.fix === true || flags.fixDryRun === true) {
		if (changed !== undefined) return refuse('--fix looks at the whole submission; leave --changed out');
		if (flags.writeBaseline !== undefined) return refuse('--fix changes what a baseline would hold; write it in a run of its own');
		if (flags.fixDryRun === true && (flags.output !== undefined || flags.report !== undefined || flags.format !== 'text'))
			return refuse('--fix-dry-run prints a patch and no report; leave --output, --report and --format out');
		const {runFix} = await import('./fix.ts');
		return runFix(paths, options, flags.fixDryRun === true ? (outcome) => statusOf(outcome, flags.failOn) : undefined, async (checked) =>
			print(checked, flags),
		).finally(progress.end);
	}
	const checking = changed === undefined ? checkPaths(paths, options) : import('../changed.ts').then(({checkChanged}) => checkChanged(paths, changed, options));
	const submitted = await checking.finally(progress.end);
	if ('errors' in submitted) return refuse(...submitted.errors);
	const {outcome} = submitted;
	if (flags.writeBaseline !== undefined) {
		const {formatBaseline} = await import('../baseline.ts');
		const all = [...outcome.findings, ...outcome.known];
		try {
			await writeWhole(flags.writeBaseline, formatBaseline(all));
		} catch (error) {
			return refuse(reasonOf(error));
		}
		tell(
			`shelfready: wrote ${all.length} ${all.length === 1 ? 'finding' : 'findings'} to ${flags.writeBaseline}; --baseline ${flags.writeBaseline} tells only of new ones`,
		);
	}
	const status = await print(submitted, flags);
	// What was just written down is known from now on.
	return flags.writeBaseline === undefined || status === 2 ? status : statusOf({...outcome, findings: []}, flags.failOn);
}

/** The files that the flags ask for. */
function outputsOf({output, report = [], writeBaseline, baseline}: CheckFlags): readonly Output[] {
	return [
		...(output === undefined ? [] : [{flag: '--output', file: output}]),
		...report.map(({file}) => ({flag: '--report', file})),
		// What is accepted today takes the place of what was.
		...(writeBaseline === undefined ? [] : [{flag: '--write-baseline', file: writeBaseline, over: baseline}]),
	];
}

/** Prints the report, or writes it to where it was asked for, and answers the exit status. */
async function print(submitted: CheckedPaths, flags: CheckFlags): Promise<0 | 1 | 2> {
	const {output, only, skip} = flags;
	const {outcome} = submitted;
	const repository = await repositoryOf(submitted, process.env, process.cwd());
	const context = {validators: outcome.rules, repository};
	if (output === undefined) process.stdout.write(await format(flags.format, outcome, context, flags, process.stdout));
	const files = [...(output === undefined ? [] : [{format: flags.format, file: output}]), ...(flags.report ?? [])];
	for (const {format: name, file} of files) {
		const text = await format(name, outcome, context, flags);
		try {
			await writeWhole(file, text);
		} catch (error) {
			return refuse(reasonOf(error));
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

/** Bytes. No baseline that a run writes comes near. */
const largestBaseline = 100_000_000;

async function readBaseline(file: string): Promise<{readonly baseline: Baseline} | {readonly errors: readonly string[]}> {
	const {parseBaseline} = await import('../baseline.ts');
	try {
		const found = await stat(file);
		// A pipe of the shell, <(git show …), has no path; one that has may never be written to.
		const isNamedPipe = found.isFIFO() && (await realpath(file).then(Boolean, () => false));
		if (found.isDirectory() || isNamedPipe) return {errors: [`${file}: is a ${isNamedPipe ? 'pipe' : 'folder'}, and a baseline is a file: name that`]};
		if (found.size > largestBaseline) return {errors: [`${file}: is larger than ${largestBaseline} bytes`]};
		const decoded = decode(await readFile(file));
		if (!('text' in decoded)) return {errors: [`${file}: is no baseline: ${'fault' in decoded ? decoded.fault : 'it holds no text'}`]};
		const parsed = parseBaseline(decoded.text, file);
		return 'errors' in parsed ? parsed : {baseline: {name: file, entries: parsed.entries}};
	} catch (error) {
		return {errors: [`${file}: ${whyUnreadable(error)}${codeOf(error) === 'ENOENT' ? `; --write-baseline ${file} writes one` : ''}`]};
	}
}

const rank: Readonly<Record<Severity | 'never', number>> = {...gravity, never: 3};

/** 2 when the job could not be done in full, 1 for findings at or above the threshold, else 0. */
export function statusOf({problems, findings}: Pick<Outcome, 'problems' | 'findings'>, failOn: Severity | 'never'): 0 | 1 | 2 {
	if (problems.length > 0) return 2;
	return findings.some(({severity}) => rank[severity] >= rank[failOn]) ? 1 : 0;
}
