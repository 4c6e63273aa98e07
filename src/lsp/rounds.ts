/** The rounds in which a submission is checked: what is fast comes first, and what is slow after it, each with rules of its own. */

import type {Problem} from '../artifact.ts';
import {type CheckRequest, check} from '../check.ts';
import {dayOf} from '../config/day.ts';
import {validatorOf} from '../config/selection.ts';
import type {Config} from '../config.ts';
import type {AnyValidator} from '../contract.ts';
import type {startLinter} from '../gather/cfn-lint.ts';
import type {Judge} from '../judge/judge.ts';
import type {Memory} from '../memory.ts';
import type {Finding, WaiverState} from '../outcome.ts';
import type {Snapshot} from './files.ts';

/** What runs the rules: the engine alone, the judge of sentences, cfn-lint. */
export const rounds = ['engine', 'texts', 'cfn-lint'] as const;
export type Round = (typeof rounds)[number];

/** What all submissions share. */
export type Engine = {
	readonly validators: readonly AnyValidator[];
	readonly judge: () => Judge;
	/** Missing where templates are not to be linted. */
	readonly linter?: typeof startLinter;
};

/** What a round came to. */
export type Checked = {
	readonly findings: readonly Finding[];
	readonly waivers: readonly WaiverState[];
	readonly problems: readonly Problem[];
	/** The text that places in each file count in, where it is the file's own: not what was extracted from a PDF or DOCX. */
	readonly texts: ReadonlyMap<string, string>;
};

/** The round in which a rule runs. */
export function roundOf({reads}: AnyValidator): Round {
	if (reads.includes('lintedTemplates')) return 'cfn-lint';
	return reads.includes('judged') ? 'texts' : 'engine';
}

/** Runs the rules of one round. */
export async function checkRound(round: Round, snapshot: Snapshot, config: Config, {validators, judge, linter}: Engine, memory: Memory): Promise<Checked> {
	const {edition, licensing, deliveryMethods, kinds, urls, options, severities, waivers, ownRules} = config;
	const all = [...validators, ...ownRules];
	const own = all.filter((validator) => roundOf(validator) === round);
	const request: CheckRequest = {
		inputs: snapshot.inputs,
		validators: own,
		leftOut: all.filter((validator) => roundOf(validator) !== round),
		today: dayOf(new Date()),
		kinds,
		urls,
		options,
		severities,
		waivers,
		problems: snapshot.problems,
		judge,
		memory,
		...(linter === undefined ? {} : {linter}),
		...(edition === undefined ? {} : {edition}),
		...(licensing === undefined ? {} : {licensing}),
		...(deliveryMethods === undefined ? {} : {deliveryMethods}),
	};
	const {artifacts, findings, waivers: states, problems, notAssessed} = await check(request);
	const idle = new Set(notAssessed.map(({rule}) => rule));
	const texts = artifacts.flatMap((artifact): (readonly [string, string])[] => {
		const isExtracted = artifact.kind === 'docs' && ['pdf', 'docx'].includes(artifact.document.format);
		return artifact.text === undefined || isExtracted ? [] : [[artifact.file, artifact.text]];
	});
	// A rule that lacked what it reads says nothing of its waivers.
	const told = states.filter(({waiver}) => !idle.has(validatorOf(waiver.rule, own)?.id ?? ''));
	return {findings, waivers: told, problems, texts: new Map(texts)};
}
