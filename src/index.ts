/**
 * The public API: what the command does, from a program. Importing it reads nothing and prints nothing; nothing here writes a file or uses the network.
 * @module shelfready
 */

import {validators} from '../validators/index.ts';
import {type DiffOptions, diffPaths} from './comparison.ts';
import type {AnyValidator} from './contract.ts';
import type {Comparison} from './diff/change.ts';
import {type FixedFile, fixPaths} from './fix.ts';
import type {Finding, Outcome} from './outcome.ts';
import {toDiffReport} from './report/diff-json.ts';
import type {DiffReport} from './report/diff-schema.ts';
import {type Format, formatOutcome, formats} from './report/formats.ts';
import {toJsonReport as jsonReport} from './report/json.ts';
import type {Report} from './report/schema.ts';
import {checkPaths} from './submission.ts';
import type {SubmissionOptions} from './submitted.ts';
import {toolOf} from './version.ts';

export type {Artifact, ArtifactBase, ArtifactKind, Problem} from './artifact.ts';
export type {Classified, ClassifyRequest} from './classify.ts';
export {classify} from './classify.ts';
export type {DiffOptions} from './comparison.ts';
export type {AnyValidator, Edit, Edition, Fix, Hit, Mend, Place, Severity, Validator, Words} from './contract.ts';
export {defineValidator} from './contract.ts';
export type {Change, ChangeKind, Comparison, DiffProblem, Pair, Release, Rights} from './diff/change.ts';
export type {Entry as FileSystemEntry, EntryType, FileSystem} from './filesystem.ts';
export type {FixedFile} from './fix.ts';
export {entryOf} from './known.ts';
export type {Position} from './locate.ts';
export type {Baseline, BaselineEntry, Finding, NotAssessed, Outcome, PolicyVerdict, Verdict, WaivedFinding, Waiver, WaiverState} from './outcome.ts';
export type {PolicyId} from './policies/ids.ts';
export {policies} from './policies/policies.ts';
export type {EvidenceKind, Policy, PolicyText} from './policies/policy.ts';
export type {DiffReport} from './report/diff-schema.ts';
export type {Format} from './report/formats.ts';
export type {Report, ReportFinding} from './report/schema.ts';
export type {SubmissionOptions} from './submitted.ts';
export {formats};

/** Every rule that shelfready has, sorted by id. */
export const rules: readonly AnyValidator[] = validators;

/** A checked submission: the JSON report's data, and the outcome that it was made from, which `format` takes. */
export type Checked = {readonly report: Report; readonly outcome: Outcome};

/**
 * Checks one submission: a folder, or files of one.
 * What the files hold never makes it throw: what can't be read, and rules that break, end in `problems`.
 * @throws {Error} when options, validators or `shelfready.yaml` are wrong; its message has a line for each error.
 * @example
 * const {report} = await check('my-submission');
 * for (const {severity, message, place} of report.findings) console.log(place.file, place.start?.line, severity, message);
 */
export async function check(paths: string | readonly string[], options: SubmissionOptions = {}): Promise<Checked> {
	const submitted = await checkPaths(listOf(paths), options);
	if ('errors' in submitted) throw new Error(submitted.errors.join('\n'));
	return checkedOf(submitted.outcome);
}

/** A submission after its fixes. */
export type Fixed = Checked & {
	/** The files that fixes change, with their whole text before and after. */
	readonly files: readonly FixedFile[];
	/** The findings that are fixed. */
	readonly applied: readonly Finding[];
	/** Findings whose fix did not stand when the submission was judged again; they are among the report's. */
	readonly refused: readonly Finding[];
};

/**
 * Applies, in memory, the fixes that change nothing of what the product does or asks, each judged again. Nothing is written: `files` has the new texts.
 * The report is of the submission as it would be then.
 * @throws {Error} as `check` does.
 * @example
 * const {files} = await fix('my-submission');
 * for (const {path, after} of files) await writeFile(path, after);
 */
export async function fix(paths: string | readonly string[], options: SubmissionOptions = {}): Promise<Fixed> {
	const fixed = await fixPaths(listOf(paths), options);
	if ('errors' in fixed) throw new Error(fixed.errors.join('\n'));
	const {outcome, files, applied, refused} = fixed;
	return {...checkedOf(outcome), files, applied, refused};
}

/** How a report for people is laid out; other formats pass these over. */
export type FormatOptions = {
	/** Columns of the text report. Default 100. */
	readonly width?: number;
	/** Whether it is coloured for a terminal. Default false. */
	readonly color?: boolean;
	/** Whether it tells of errors and totals alone. Default false. */
	readonly quiet?: boolean;
};

/**
 * The report of an outcome in one of the command's formats, with a newline at its end.
 * @throws {Error} when there is no such format.
 * @example
 * const {outcome} = await check('my-submission');
 * process.stdout.write(await format(outcome, 'text'));
 */
export async function format(outcome: Outcome, name: Format, {width = 100, color = false, quiet = false}: FormatOptions = {}): Promise<string> {
	if (!formats.includes(name)) throw new Error(`there is no format ${JSON.stringify(name)}; there are ${formats.join(', ')}`);
	return formatOutcome(name, outcome, {tool: toolOf(), validators: outcome.rules, terminal: {width, color, quiet}});
}

/** The JSON report of an outcome, as data: what `check` answers as `report`, and `format(outcome, 'json')` as text. */
export function toJsonReport(outcome: Outcome): Report {
	return jsonReport(outcome, toolOf());
}

/** Compared releases: the JSON report's data, and the comparison that it was made from. */
export type Differences = {readonly report: DiffReport; readonly comparison: Comparison};

/**
 * Compares two releases, each a template file or a folder that holds templates.
 * What the files hold never makes it throw: what can't be read or compared ends in `problems`.
 * @throws {Error} when a release's `shelfready.yaml` is wrong; its message has a line for each error.
 * @example
 * const {report} = await diff('release-1.0', 'release-1.1');
 * if (report.summary.growth > 0) throw new Error('The new release asks for more.');
 */
export async function diff(old: string, next: string, options: DiffOptions = {}): Promise<Differences> {
	const diffed = await diffPaths(old, next, options);
	if ('errors' in diffed) throw new Error(diffed.errors.join('\n'));
	const {comparison} = diffed;
	return {report: toDiffReport(comparison, toolOf()), comparison};
}

function checkedOf(outcome: Outcome): Checked {
	return {report: toJsonReport(outcome), outcome};
}

function listOf(paths: string | readonly string[]): readonly string[] {
	return typeof paths === 'string' ? [paths] : paths;
}
