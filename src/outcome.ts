/** What a run ends with: the data that every report format prints. */

import type {Artifact, Problem} from './artifact.ts';
import type {AnyValidator, Edition, Fix, Place, Severity} from './contract.ts';
import type {Gathered} from './evidence.ts';
import type {Position} from './locate.ts';
import type {PolicyId} from './policies/ids.ts';

/** A finding, graded and worded. */
export type Finding = {
	/** The validator's id; of another tool's finding, that tool's id behind its name (`cfn-lint/E3012`). */
	readonly rule: string;
	/** The validator that passed another tool's finding on. */
	readonly passedOnBy?: string;
	readonly policy: PolicyId;
	readonly severity: Severity;
	/** 0 to 1; only where the judgement is a measured guess. */
	readonly confidence?: number;
	/** What is wrong. */
	readonly message: string;
	/** What to do next. */
	readonly help: string;
	/** URL of the AWS page that states the norm. */
	readonly source: string;
	/** What it is about, in the user's words: waivers name it. */
	readonly subject: string;
	readonly place: Place;
	/** Missing only for a place without a range (a file that has no text). */
	readonly start?: Position;
	readonly end?: Position;
	/** The exact source text at the place. */
	readonly excerpt: string;
	/** How the other edition would judge this, where it differs. */
	readonly otherEdition?: {readonly edition: Edition; readonly severity: Severity | 'off'};
	readonly fix?: Fix;
	/** Knows the finding again when its line has moved: sixteen hex digits, a colon, and which of those that are alike it is. */
	readonly fingerprint: string;
	/** Stands for rule, message, logical id, subject and the text at the place, whatever the file is called. */
	readonly content: string;
	/** Stands for the text around it, by which twins are told from each other. */
	readonly context: string;
};

/** An accepted exception: of `shelfready.yaml`, or of the file itself. */
export type Waiver = {
	readonly rule: string;
	/** A finding's subject, logical id, pointer or file; missing for every finding of the rule. */
	readonly subject?: string;
	readonly reason: string;
	/** Last day on which it holds, `YYYY-MM-DD`. */
	readonly until?: string;
	/** Where it is written. */
	readonly place: Place;
	/** For one that stands in the file itself: the part of that file that it holds for, in UTF-16 offsets. */
	readonly within?: readonly [start: number, end: number];
};

/** A waiver after the run. `unused` and `expired` ones are shown, so that none outlives its reason unseen. */
export type WaiverState = {readonly waiver: Waiver; readonly state: 'used' | 'unused' | 'expired'; readonly findings: number};

/** A finding that a waiver covers. */
export type WaivedFinding = Finding & {readonly waiver: {readonly reason: string; readonly until?: string}};

/** A finding that was there before, as a baseline keeps it. */
export type BaselineEntry = Pick<Finding, 'rule' | 'severity' | 'subject' | 'content' | 'context'> & {readonly file: string; readonly excerpt: string};

/** Findings that were there before, and what tells so: the name of a file, or of a git revision. */
export type Baseline = {readonly name: string; readonly entries: readonly BaselineEntry[]};

/** What a policy comes to: a fault, something for a person to judge, shown by evidence, or open for want of evidence. */
export type Verdict = 'violated' | 'review' | 'satisfied' | 'not-assessed';

/** A policy's line on the scoreboard. */
export type PolicyVerdict = {
	readonly id: PolicyId;
	readonly verdict: Verdict;
	/** What the evidence shows, or which evidence is missing. */
	readonly reason: string;
	/** Which evidence would settle it: the end of `reason`, alone, so that reports can group by it. */
	readonly wanting?: string;
	/** Indexes into `findings`. */
	readonly findings: readonly number[];
};

/** A rule that could not look, and why. */
export type NotAssessed = {readonly rule: string; readonly reason: string};

/** The end of a run. */
export type Outcome = {
	readonly edition: Edition;
	/** The day as of which dates were judged, `YYYY-MM-DD`. */
	readonly today: string;
	/** The rules that were asked to look. */
	readonly rules: readonly AnyValidator[];
	readonly artifacts: readonly Artifact[];
	readonly findings: readonly Finding[];
	readonly waived: readonly WaivedFinding[];
	readonly waivers: readonly WaiverState[];
	/** What `known` and `gone` are told by: the name of a baseline's file, or of a git revision. */
	readonly baseline?: string;
	/** Those that were there before. They decide on verdicts as ever, but are not reported again. */
	readonly known: readonly Finding[];
	/** Those that were there before and that nothing matches any more, of rules that ran. */
	readonly gone: readonly BaselineEntry[];
	/** The scoreboard: a line for each policy. */
	readonly policies: readonly PolicyVerdict[];
	/** Rules that could not look, for want of evidence. */
	readonly notAssessed: readonly NotAssessed[];
	/** What kept the job from being done in full. */
	readonly problems: readonly Problem[];
	/** The evidence that all this rests on. */
	readonly gathered: Gathered;
	/** Where the check was asked for it: the last day on which the outcome is known to be the same; empty where it is on every day. */
	readonly holds?: {readonly until?: string};
};
