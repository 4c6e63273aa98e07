/** What cfn-lint, in WebAssembly, says of the submission's templates. The one module that knows `cfn-lint-wasm`. */

import type {Linter, LinterOptions, Match, Position} from 'cfn-lint-wasm';
import type {Artifact, Problem} from '../artifact.ts';
import type {Place} from '../contract.ts';
import type {LintedTemplate} from '../evidence/linted.ts';
import type {Absent} from '../evidence.ts';
import {type Memory, noMemory} from '../memory.ts';
import {reasonOf} from '../reason.ts';

/** Makes a linter. Its first worker starts at once, beside what goes on meanwhile. */
export async function startLinter(options: LinterOptions = {}): Promise<Linter> {
	const {createLinter} = await import('cfn-lint-wasm');
	return createLinter(options);
}

/** What is set for cfn-lint, under its rule in `shelfready.yaml`. */
export type LintSettings = {
	readonly regions?: readonly string[];
	readonly ignoreChecks?: readonly string[];
	readonly includeChecks?: readonly string[];
	/** Checks that a template's own Metadata can't turn off. */
	readonly mandatoryChecks?: readonly string[];
};

/** What came of linting. A template that cfn-lint did not judge is a problem: nothing is known of it. */
export type Linted = {readonly templates: readonly LintedTemplate[] | Absent; readonly problems: readonly Problem[]};

type TemplateArtifact = Extract<Artifact, {kind: 'template'}> & {readonly text: string};

/** Lints each template among the artifacts. A linter that can't be had, or breaks, ends in problems. */
export async function gatherLinted(
	artifacts: readonly Artifact[],
	linter: Promise<Linter>,
	settings: LintSettings,
	recall: Memory = noMemory,
): Promise<Linted> {
	const templates = artifacts.filter((artifact): artifact is TemplateArtifact => artifact.kind === 'template' && artifact.text !== undefined);
	const judged = await Promise.all(
		templates.map(async (template) => {
			const {file, text} = template;
			try {
				const files = text.includes('AWS::CloudFormation::Stack') ? textsBeside(file, templates) : {};
				const matches = await recall(template, [JSON.stringify(settings), ...Object.entries(files).flat()], async () =>
					(await linter).lint({text, filename: file}, {...settings, files}),
				);
				const offsets = offsetsIn(text);
				const all = matches.map((match) => located(match, file, offsets));
				const crashes = all.flatMap((match) => crashOf(match) ?? []);
				return {template: {file, matches: all.filter((match) => crashOf(match) === undefined)}, problems: crashes};
			} catch (error) {
				return {problems: [{file, message: `cfn-lint did not judge it: ${reasonOf(error)}`}]};
			}
		}),
	);
	return {
		templates: judged.flatMap(({template}) => template ?? []),
		problems: judged.flatMap(({problems}) => problems),
	};
}

/**
 * What cfn-lint says where one of its rules breaks on a template: words of Python, beside those of rules that judged it. What that rule looks for
 * is not known. The first are the words of its runner (E0002), the others those of its validator, under the rule that was at work.
 */
const crashes = [/^Unknown exception while processing rule (?<rule>[EWI]\d{4}): (?<error>.*)$/s, /^Exception (?<error>".*") raised while validating '\w+'$/s];

function crashOf({rule, message, place}: LintedTemplate['matches'][number]): Problem | undefined {
	const words = crashes.map((pattern) => pattern.exec(message)?.groups).find((groups) => groups !== undefined);
	if (words === undefined && rule !== 'E0002') return undefined;
	const {rule: broken = rule, error = message} = words ?? {};
	return {
		file: place.file,
		message: `cfn-lint's own rule ${broken} broke on it (${error}): what that rule looks for was not checked; mend what else is said here, or leave the rule out by ignoreChecks of template/cfn-lint`,
		place,
	};
}

/** Where a text that can't be parsed is wrong: cfn-lint says some of these at the beginning of the file, with the place in words. */
function saidPlace({rule, message, start}: Match): Position | undefined {
	if (rule !== 'E0000' || start.line !== 1 || start.column !== 1) return undefined;
	const [, line, column] = /\bline (\d{1,7}),? column (\d{1,7})\b/.exec(message) ?? [];
	return line === undefined || column === undefined ? undefined : {line: Number(line), column: Number(column)};
}

/** The other templates, by the path that a nested stack of this one would give; those above its folder can't be named. */
function textsBeside(file: string, templates: readonly TemplateArtifact[]): Readonly<Record<string, string>> {
	return Object.fromEntries(templates.flatMap((other) => (other.file === file || other.file.startsWith('../') ? [] : [[other.file, other.text]])));
}

function located(match: Match, file: string, offsetOf: (position: Position) => number): LintedTemplate['matches'][number] {
	const {rule, severity, message, documentation, source, end, path} = match;
	const said = saidPlace(match);
	const from = offsetOf(said ?? match.start);
	const place: Place = {
		file,
		range: [from, said === undefined ? Math.max(from, offsetOf(end)) : offsetOf({...said, column: said.column + 1})],
		...(path.length === 0 ? {} : {pointer: path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}),
		...(['Resources', 'Parameters'].includes(String(path[0])) && path[1] !== undefined ? {logicalId: String(path[1])} : {}),
	};
	return {rule, severity, message, documentation, source, place};
}

/**
 * cfn-lint's positions to offsets. It counts columns in code points, and lines as YAML 1.1 does: its reader ends them at
 * CR LF, LF, CR, NEL, LS and PS.
 */
function offsetsIn(text: string): (position: Position) => number {
	const starts = [0];
	for (const {index, 0: end} of text.matchAll(/\r\n|[\n\r\u0085\u2028\u2029]/g)) starts.push(index + end.length);
	return ({line, column}) => {
		const start = starts[line - 1] ?? text.length;
		const stop = starts[line] ?? text.length;
		let offset = start;
		for (let left = column - 1; left > 0 && offset < stop; left--) offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
		return Math.min(offset, stop);
	};
}
