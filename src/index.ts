/** The public API: checking a submission and comparing releases from a program. Importing it reads nothing and prints nothing. */

import {validators} from '../validators/index.ts';
import {classify} from './classify.ts';
import {diffPaths} from './comparison.ts';
import type {Comparison} from './diff/change.ts';
import {policies} from './policies/policies.ts';
import {toDiffReport} from './report/diff-json.ts';
import {toJsonReport} from './report/json.ts';
import {checkPaths, type SubmissionOptions} from './submission.ts';
import {toolOf} from './version.ts';

export type {Classified, ClassifyRequest} from './classify.ts';
export type {AnyValidator, Edition, Hit, Place, Severity, Validator} from './contract.ts';
export {defineValidator} from './contract.ts';
export type {Change, ChangeKind, Comparison, Rights} from './diff/change.ts';
export type {Finding, Outcome, PolicyVerdict, Verdict, WaivedFinding, Waiver, WaiverState} from './outcome.ts';
export type {Policy} from './policies/policy.ts';
export type {SubmissionOptions} from './submission.ts';
export {classify, policies, toJsonReport};

/** Every rule that shelfready has, sorted by id. */
export const rules = validators;

/** A checked submission: the JSON report's data, and the outcome that it was made from. */
export type Checked = {readonly report: ReturnType<typeof toJsonReport>; readonly outcome: Awaited<ReturnType<typeof checkOrThrow>>};

/**
 * Checks one submission: a folder, or files.
 * What the files hold never makes it throw: what can't be read ends in `problems`.
 * @throws {Error} when the options or the configuration are wrong; its message has a line for each error.
 */
export async function checkSubmission(paths: string | readonly string[], options: SubmissionOptions = {}): Promise<Checked> {
	const outcome = await checkOrThrow(typeof paths === 'string' ? [paths] : paths, options);
	return {report: toJsonReport(outcome, toolOf()), outcome};
}

async function checkOrThrow(paths: readonly string[], options: SubmissionOptions) {
	const submitted = await checkPaths(paths, options);
	if ('errors' in submitted) throw new Error(submitted.errors.join('\n'));
	return submitted.outcome;
}

/** Compared releases: the JSON report's data, and the comparison that it was made from. */
export type Differences = {readonly report: ReturnType<typeof toDiffReport>; readonly comparison: Comparison};

/**
 * Compares two releases, each a template file or a folder that holds templates.
 * What the files hold never makes it throw: what can't be read or compared ends in `problems`.
 * @throws {Error} when a release's `shelfready.yaml` is wrong; its message has a line for each error.
 */
export async function diff(old: string, next: string): Promise<Differences> {
	const diffed = await diffPaths(old, next);
	if ('errors' in diffed) throw new Error(diffed.errors.join('\n'));
	const {comparison} = diffed;
	return {report: toDiffReport(comparison, toolOf()), comparison};
}
