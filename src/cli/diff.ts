/** `shelfready diff`: two releases compared. */

import {diffPaths} from '../comparison.ts';
import {gravity, type Severity} from '../contract.ts';
import type {Comparison} from '../diff/change.ts';
import {reasonOf} from '../reason.ts';
import {inertJson, inertText} from '../report/inert.ts';
import {writeWhole} from '../whole-file.ts';
import {whyNotWritten} from './outputs.ts';
import {progressOn} from './progress.ts';
import {hasColor, refuse, tell, widthOf} from './terminal.ts';

/** The flags of `diff`, as commander hands them on. */
export type DiffFlags = {
	readonly format: 'text' | 'json' | 'markdown';
	readonly output?: string;
	readonly failOn: Severity | 'never';
	readonly quiet?: boolean;
	readonly color: boolean;
};

/** Compares, prints, and answers the exit status. */
export async function runDiff(old: string, next: string, flags: DiffFlags): Promise<number> {
	const lost = await whyNotWritten(flags.output === undefined ? [] : [{flag: '--output', file: flags.output}], {submission: [old, next]});
	if (lost.length > 0) return refuse(...lost);
	const progress = progressOn(process.stderr, () => performance.now());
	const diffed = await diffPaths(old, next, {onProgress: progress.report}).finally(progress.end);
	if ('errors' in diffed) return refuse(...diffed.errors);
	const {comparison} = diffed;
	const text = await format(comparison, flags);
	if (flags.output === undefined) process.stdout.write(text);
	else {
		try {
			await writeWhole(flags.output, text);
		} catch (error) {
			return refuse(reasonOf(error));
		}
	}
	const {length} = comparison.problems;
	if (length > 0) tell(`shelfready: not everything could be compared: ${length} ${length === 1 ? 'problem' : 'problems'}, named in the report`);
	return statusOf(comparison, flags.failOn);
}

async function format(comparison: Comparison, {format: kind, output, color, quiet}: DiffFlags): Promise<string> {
	if (kind === 'json') {
		const [{formatDiffJson}, {toolOf}] = await Promise.all([import('../report/diff-json.ts'), import('../version.ts')]);
		return inertJson(formatDiffJson(comparison, toolOf()));
	}
	if (kind === 'markdown') return inertText((await import('../report/diff-markdown.ts')).formatDiffMarkdown(comparison));
	const {env, stdout} = process;
	const stream = output === undefined ? stdout : {};
	const {formatDiffText} = await import('../report/diff-text.ts');
	return inertText(formatDiffText(comparison, {width: widthOf(stream, env), color: hasColor(stream, color, env), quiet: quiet === true}));
}

const rank: Readonly<Record<Severity | 'never', number>> = {...gravity, never: 3};

/** 2 when the comparison could not be done in full, 1 for growth or data that is lost (or whatever `--fail-on` asks for), else 0. */
function statusOf({problems, changes}: Comparison, failOn: Severity | 'never'): 0 | 1 | 2 {
	if (problems.length > 0) return 2;
	return changes.some(({severity}) => rank[severity] >= rank[failOn]) ? 1 : 0;
}
