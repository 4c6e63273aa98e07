/** The composition root of a check: read → gather → run → settle → scoreboard, each called once, in this order. */

import {append} from './append.ts';
import type {Artifact, ArtifactKind, Input, Problem} from './artifact.ts';
import {inlineWaivers} from './config/inline-waivers.ts';
import {type AnyValidator, type Edition, reportsAs, type Severity, usualEdition} from './contract.ts';
import type {Unread} from './evidence/unread.ts';
import {type Gathered, isAbsent, type Licensing, type Submission} from './evidence.ts';
import {isWindows, textAt} from './filesystem.ts';
import {gatherLinted, type LintSettings, type startLinter} from './gather/cfn-lint.ts';
import {gather, nothingGathered} from './gather/gather.ts';
import {unreadOfRoot} from './gather/root/unread.ts';
import {holdsUntil} from './holds.ts';
import type {Judge} from './judge/judge.ts';
import {type Memory, noMemory} from './memory.ts';
import type {Baseline, Outcome, Waiver} from './outcome.ts';
import {policies} from './policies/policies.ts';
import {readArtifact} from './read/artifact.ts';
import {reasonOf} from './reason.ts';
import {mostHitsPerRule, type RuleOptions, run} from './run.ts';
import {scoreboard} from './scoreboard.ts';
import {hushedBy, settle} from './settle.ts';
import {unreadIn} from './unread.ts';

/** A check of one submission. Paths in `inputs` are relative to the submission, with `/`. */
export type CheckRequest = {
	readonly inputs: readonly Input[];
	readonly validators: readonly AnyValidator[];
	readonly edition?: Edition;
	/** `YYYY-MM-DD`; ages and dates are judged as of this day. */
	readonly today: string;
	readonly licensing?: Licensing;
	readonly deliveryMethods?: Submission['deliveryMethods'];
	/** What `shelfready.yaml` says a file is, by path, where recognition by content is wrong. */
	readonly kinds?: Readonly<Record<string, ArtifactKind>>;
	/** Which file a `Template` URL means, by URL, where its last path segments do not tell. */
	readonly urls?: Readonly<Record<string, string>>;
	readonly severities?: Readonly<Record<string, Severity | 'off'>>;
	readonly options?: RuleOptions;
	readonly waivers?: readonly Waiver[];
	/** Whether waivers that stand in the submission's own files hold. Default true. */
	readonly inlineWaivers?: boolean;
	/** Findings that were there before and are not told again. */
	readonly baseline?: Baseline;
	/** Ids of the validators that are not shelfready's own. */
	readonly outside?: ReadonlySet<string>;
	/** Rules that the user chose not to run. */
	readonly leftOut?: readonly AnyValidator[];
	/** Problems met before the reading, for example a path that does not exist. */
	readonly problems?: readonly Problem[];
	/** What starts cfn-lint. It is called when the first template has been read, where a rule asks for it; without it templates are not linted. */
	readonly linter?: typeof startLinter;
	/** Opens what judges sentences. It is called where a rule asks for it; without it texts are not judged. */
	readonly judge?: () => Judge;
	/** What earlier checks of the same submission came to; the outcome is the same without. An input that has not changed must be the same object. */
	readonly memory?: Memory;
	/** Days ahead for which to find out whether the outcome would be the same. */
	readonly ahead?: number;
	/** Called before each file is read. */
	readonly onProgress?: (file: string, done: number, total: number) => void;
};

/** Checks a submission. Never throws for what a file holds: what can't be read ends in `problems`. */
export async function check(request: CheckRequest): Promise<Outcome> {
	const {inputs, today, edition = usualEdition, kinds = {}, memory: recall = noMemory} = request;
	const artifacts: Artifact[] = [];
	const problems: Problem[] = [...(request.problems ?? [])];
	const isLinted = request.validators.some(({reads}) => reads.includes('lintedTemplates'));
	let linter: ReturnType<typeof startLinter> | undefined;
	for (const [index, input] of inputs.entries()) {
		request.onProgress?.(input.file, index, inputs.length);
		// A file may be called `constructor`.
		const kind = Object.hasOwn(kinds, input.file) ? kinds[input.file] : undefined;
		const read = await recall(input, [kind], () => readArtifact(input, kind));
		if (read.artifact !== undefined) artifacts.push(read.artifact);
		if (isLinted && read.artifact?.kind === 'template') linter ??= request.linter?.();
		append(problems, read.problems);
	}
	const submission = submissionOf(request, edition);
	// cfn-lint works in threads of its own meanwhile.
	const linting =
		linter === undefined
			? Promise.resolve({templates: {absent: 'cfn-lint was not run'}, problems: []})
			: gatherLinted(artifacts, linter, lintSettings(request), recall);
	const gathered = await gatherOrSay(artifacts, submission, request, linting, problems);
	const linted = await linting;
	// Its workers are no longer needed; the report does not wait for their end.
	void linter?.then((running) => running.close()).catch(() => {});
	append(problems, linted.problems);
	for (const [evidence, found] of Object.entries(gathered))
		if (isAbsent(found) && found.fault !== undefined)
			problems.push({
				file: `src/gather/${evidence}`,
				message: `no ${evidence} evidence: ${found.fault}; the installation is broken, or this is a fault of shelfready`,
			});
	append(problems, unreadIn(gathered, unreadOfRoots(artifacts)));
	const runs = run(request.validators, gathered, request.options, recall);
	for (const ruleRun of runs) {
		const {id} = ruleRun.validator;
		const isOutside = request.outside?.has(id) === true;
		const file = isOutside ? id : `validators/${id}`;
		if (ruleRun.state === 'ran' && ruleRun.cut)
			problems.push({file, message: `found more than ${mostHitsPerRule} faults; only the first ${mostHitsPerRule} are shown`});
		if (ruleRun.state === 'broke')
			problems.push({
				file,
				message: `the rule broke: ${ruleRun.error}; ${isOutside ? "it is not one of shelfready's own" : 'this is a fault of shelfready, please report it'}`,
			});
	}
	const inline = request.inlineWaivers === false ? noWaivers : await inlineWaivers(artifacts, [...request.validators, ...(request.leftOut ?? [])]);
	append(problems, inline.problems);
	const texts = new Map(artifacts.map((artifact) => [artifact.file, artifact.text]));
	const severities = request.severities ?? {};
	const looking = request.validators.filter(({reads}) => request.linter !== undefined || !reads.includes('lintedTemplates'));
	const settled = settle(runs, {
		edition,
		today,
		severities,
		// A waiver of a rule that was left out, as those of cfn-lint are without it, is neither used nor unused.
		waivers: [...(request.waivers ?? []), ...inline.waivers].filter(({rule}) => looking.some((validator) => reportsAs(validator, rule))),
		baseline: request.baseline?.entries ?? [],
		files: submission.files,
		textOf: (file) => texts.get(file) ?? textInside(artifacts, file),
	});
	return {
		edition,
		today,
		rules: request.validators,
		artifacts,
		...settled,
		...(request.baseline === undefined ? {} : {baseline: request.baseline.name}),
		policies: scoreboard(policies, {
			edition,
			runs,
			problems,
			roots: rootsOf(artifacts),
			...settled,
			leftOut: request.leftOut ?? [],
			hushed: hushedBy(severities, runs, edition),
		}),
		notAssessed: runs.flatMap((ruleRun) => (ruleRun.state === 'not-assessed' ? [{rule: ruleRun.validator.id, reason: ruleRun.reason}] : [])),
		problems,
		gathered,
		...(request.ahead === undefined ? {} : {holds: holdsOf(holdsUntil({runs, gathered, options: request.options, waivers: settled.waivers}, request.ahead))}),
	};
}

function holdsOf(until: string | undefined): NonNullable<Outcome['holds']> {
	return until === undefined ? {} : {until};
}

const noWaivers = {waivers: [], problems: []};

/** What is known of the submission as a whole. */
function submissionOf({inputs, today, licensing, deliveryMethods, memory: recall = noMemory}: CheckRequest, edition: Edition): Submission {
	const files = inputs.map(({file}) => file);
	return recall('submission', [edition, today, licensing, deliveryMethods, ...files], () => ({
		edition,
		today,
		files,
		...(licensing === undefined ? {} : {licensing}),
		...(deliveryMethods === undefined ? {} : {deliveryMethods}),
	}));
}

/** What of the root file systems is more than is looked at. */
function unreadOfRoots(artifacts: readonly Artifact[]): readonly Unread[] {
	return artifacts.flatMap((artifact) => (artifact.kind === 'root' ? unreadOfRoot(artifact.system) : []));
}

/** The system of each root file system. */
function rootsOf(artifacts: readonly Artifact[]): readonly ('linux' | 'windows')[] {
	return artifacts.flatMap((artifact) => (artifact.kind === 'root' ? [isWindows(artifact.system) ? ('windows' as const) : ('linux' as const)] : []));
}

/** The text of a file that lies in a root file system. */
function textInside(artifacts: readonly Artifact[], file: string): string | undefined {
	for (const artifact of artifacts)
		if (artifact.kind === 'root' && file.startsWith(`${artifact.file}/`)) return textAt(artifact.system, file.slice(artifact.file.length + 1))?.value;
	return undefined;
}

/** The options of the rules that pass cfn-lint's findings on: they decide what cfn-lint is asked. */
function lintSettings({validators, options = {}, inlineWaivers: inline}: CheckRequest): LintSettings {
	const set = validators.flatMap(({id, reads}) => (reads.includes('lintedTemplates') ? [options[id] ?? {}] : []));
	// The configuration has been held against the options' declared types, which are those of LintSettings.
	const settings = Object.assign({}, ...set) as LintSettings;
	// cfn-lint has waivers of its own, in a template's Metadata.
	return inline === false ? {...settings, mandatoryChecks: ['E', 'W']} : settings;
}

const noUrls: NonNullable<CheckRequest['urls']> = {};

/** A fault of ours in gathering must not look like a clean submission, nor end without a report. */
async function gatherOrSay(
	artifacts: readonly Artifact[],
	submission: Submission,
	{urls = noUrls, judge, validators, memory}: CheckRequest,
	linting: Promise<{readonly templates: Gathered['lintedTemplates']}>,
	problems: Problem[],
): Promise<Gathered> {
	try {
		return await gather(artifacts, submission, urls, linting, validators.some(({reads}) => reads.includes('judged')) ? judge : undefined, memory);
	} catch (error) {
		const reason = reasonOf(error);
		problems.push({file: 'src/gather', message: `no evidence could be gathered: ${reason}; this is a fault of shelfready, please report it`});
		return nothingGathered(submission, 'no evidence could be gathered; see the problems');
	}
}
