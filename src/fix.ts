/** Applies safe fixes to a submission in memory, judging each again, until none is left: what `check --fix` writes and `--fix-dry-run` shows. */

import type {Input} from './artifact.ts';
import type {Fix} from './contract.ts';
import {type KeptLinter, keptLinter} from './gather/kept-linter.ts';
import {compareWithBaseline, entryOf} from './known.ts';
import {disjoint, edited} from './mend.ts';
import type {Finding, Outcome} from './outcome.ts';
import {isInside, whyNotGiven} from './paths.ts';
import type {Listed} from './read/folder.ts';
import {checkListed, listSubmission} from './submission.ts';
import type {CheckedPaths, SubmissionOptions} from './submitted.ts';

/** A file that fixes change. */
export type FixedFile = {readonly file: string; readonly path: string; readonly before: string; readonly after: string};

/** The submission after its fixes, the files that they change, and the findings whose fix did not stand when it was judged again. */
export type Fixed = CheckedPaths & {
	readonly files: readonly FixedFile[];
	readonly applied: readonly Finding[];
	readonly refused: readonly Finding[];
};

/** Checks that fixing may take; each reads the whole submission. What is not tried by then is left as it was. */
const mostChecks = 100;

/** Where fixing has come to. */
type Stage = {readonly listed: Listed; readonly checked: CheckedPaths; readonly applied: readonly Finding[]};

/**
 * Fixes what can be fixed safely. A fix stands only if its finding is gone after it, and no new finding or problem has come: those that do not stand
 * together are tried in halves. Nothing is written.
 */
export async function fixPaths(paths: readonly string[], options: SubmissionOptions = {}): Promise<Fixed | {readonly errors: readonly string[]}> {
	const refused = whyNotGiven(paths);
	if (refused !== undefined) return {errors: [refused]};
	const linter = keptLinter();
	try {
		return await fixBy(paths, {...options, linter: linter.start});
	} finally {
		await linter.close();
	}
}

async function fixBy(
	paths: readonly string[],
	options: SubmissionOptions & {readonly linter: KeptLinter['start']},
): Promise<Fixed | {readonly errors: readonly string[]}> {
	const first = await listSubmission(paths, options);
	const checked = await checkListed(paths, first, options);
	if ('errors' in checked) return checked;
	let checks = 0;
	let stage: Stage = {listed: first, checked, applied: []};
	const refused = new Map<string, Finding>();

	const settle = async (findings: readonly Finding[]): Promise<void> => {
		if (findings.length === 0 || checks >= mostChecks) return;
		checks++;
		const listed = withFixes(stage.listed, stage.checked.outcome, findings);
		const again = listed === undefined ? undefined : await checkListed(paths, listed, options);
		if (listed !== undefined && again !== undefined && !('errors' in again) && stands(stage.checked.outcome, again.outcome, findings.length)) {
			stage = {listed, checked: again, applied: [...stage.applied, ...findings]};
			return;
		}
		const [only] = findings;
		if (findings.length === 1 && only !== undefined) {
			refused.set(only.fingerprint, only);
			return;
		}
		const middle = findings.length >> 1;
		await settle(findings.slice(0, middle));
		// What was fixed meanwhile has moved what comes after it.
		await settle(sameIn(stage.checked.outcome, findings.slice(middle)));
	};

	for (;;) {
		const before = checks;
		const fixable = stage.checked.outcome.findings.filter(
			(finding) => finding.fix?.safe === true && !refused.has(finding.fingerprint) && isWritable(stage, finding.fix),
		);
		const chosen = new Set(disjoint(fixable.flatMap(({fix}) => fix ?? [])));
		await settle(fixable.filter(({fix}) => fix !== undefined && chosen.has(fix)));
		if (checks === before || checks >= mostChecks) break;
	}
	const {listed, applied} = stage;
	const then = new Map(first.inputs.map((input) => [input.file, input]));
	const files = listed.inputs.flatMap((input): FixedFile[] => {
		const before = then.get(input.file);
		const path = first.paths.get(input.file);
		return before === undefined || before === input || path === undefined ? [] : [{file: input.file, path, before: textOf(before), after: textOf(input)}];
	});
	return {...stage.checked, files, applied, refused: [...refused.values()]};
}

/** The findings as they are called by now. */
function sameIn(outcome: Outcome, findings: readonly Finding[]): readonly Finding[] {
	const now = new Map(outcome.findings.map((finding) => [finding.fingerprint, finding]));
	return findings.flatMap(({fingerprint}) => now.get(fingerprint) ?? []);
}

/** Whether the file's bytes are its text in UTF-8, so that what is written back differs by the edits alone. */
function isWritable({listed, checked: {outcome, base}}: Stage, {edits}: Fix): boolean {
	return edits.every(({file}) => {
		const input = listed.inputs.find((candidate) => candidate.file === file);
		const text = outcome.artifacts.find((artifact) => artifact.file === file)?.text;
		const path = listed.paths.get(file);
		// Evidence from elsewhere is not the submission's own.
		return input !== undefined && path !== undefined && isInside(base, path) && input.whole === undefined && text !== undefined && textOf(input) === text;
	});
}

/** A byte order mark is a part of the text, as the reader has it. */
function textOf({bytes}: Input): string {
	return new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes);
}

function withFixes(listed: Listed, {artifacts}: Outcome, findings: readonly Finding[]): Listed | undefined {
	const edits = findings.flatMap(({fix}) => fix?.edits ?? []);
	const encoder = new TextEncoder();
	const texts = new Map(artifacts.map(({file, text}) => [file, text]));
	const inputs = listed.inputs.map((input) => {
		const own = edits.filter(({file}) => file === input.file);
		const text = texts.get(input.file);
		return own.length === 0 || text === undefined ? input : {...input, bytes: encoder.encode(edited(text, own))};
	});
	return edits.length === 0 ? undefined : {...listed, inputs};
}

/** Fewer findings by at least as many as were fixed, none new, and no new problem. */
function stands(before: Outcome, after: Outcome, fixed: number): boolean {
	const {fresh} = compareWithBaseline(
		after.findings,
		before.findings.map(entryOf),
		after.artifacts.map(({file}) => file),
	);
	return fresh.length === 0 && after.findings.length + fixed <= before.findings.length && after.problems.length <= before.problems.length;
}
