/**
 * The contract between the engine and its validators: what a validator is, what it yields, and where a hit points.
 * Outside validators import this module too (`shelfready/contract`).
 */

import type {Evidence, EvidenceKey} from './evidence.ts';
import type {PolicyId} from './policies/ids.ts';

export type * from './evidence.ts';
export type {PolicyId} from './policies/ids.ts';
export type {Entry, MapNode, NodeBase, ScalarNode, SequenceNode, SourceNode} from './tree.ts';

/** How bad a finding is: `error` would be refused, `warning` a reviewer would question, `note` is advice. */
export type Severity = 'error' | 'warning' | 'note';

/** How grave each severity is beside the others. */
export const gravity: Readonly<Record<Severity, number>> = {note: 0, warning: 1, error: 2};

/** A state of AWS's AMI product policies. `ami-2020` is the text of April 2020, `ami-2025` the one rewritten on 1 May 2025. */
export type Edition = 'ami-2020' | 'ami-2025';

/** The edition to judge by where none is asked for. */
export const usualEdition: Edition = 'ami-2020';

/** A spot in an artifact. `range` counts UTF-16 units of the artifact's text (its extracted text for PDF and DOCX); the end is exclusive. */
export type Place = {
	readonly file: string;
	readonly range?: readonly [start: number, end: number];
	/** JSON pointer (RFC 6901); short CloudFormation tags count as their long form. */
	readonly pointer?: string;
	/** The CloudFormation resource or parameter that the spot lies in. */
	readonly logicalId?: string;
	/** Page of a PDF, from 1. */
	readonly page?: number;
};

/** A value with the place it was written at. */
export type Located<Value> = {readonly value: Value; readonly place: Place};

/**
 * A stretch of a text and where it stands in the source: decoded offset, source start, source end.
 * It ends where the next run starts (or the text ends). When decoded and source lengths agree the stretch maps
 * one to one; otherwise (an escape, an HTML entity) it is one unit.
 */
export type Run = readonly [start: number, source: number, sourceEnd: number];

/** A located text. `runs` map offsets in `value` to the source; without them only the whole is located. */
export type Text = Located<string> & {readonly runs?: readonly Run[]};

/** One replacement in a file, in UTF-16 offsets of the file's text. */
export type Edit = {readonly file: string; readonly range: readonly [start: number, end: number]; readonly text: string};

/**
 * A change in terms of the file's structure, which is written in the file's own notation and layout when the finding is settled: an edit; a scalar's
 * new value, in the quotes of the old one; a new entry before the key at offset `before` of the map at `into`; an entry or item to take out of the
 * map or list that starts at `from`.
 */
export type Mend =
	| Edit
	| {readonly file: string; readonly range: readonly [start: number, end: number]; readonly value: string}
	| {readonly file: string; readonly insert: {readonly key: string; readonly value: string}; readonly into: number; readonly before: number}
	| {readonly file: string; readonly remove: readonly [start: number, end: number]; readonly from: number};

/** A mend that a tool may apply. Rules give it by structure, findings carry it as plain edits. */
export type Fix<Change extends Mend = Edit> = {
	readonly description: string;
	/** Whether it changes nothing of what the product does or asks: `check --fix` applies these alone. Editors offer all. */
	readonly safe?: true;
	readonly edits: readonly Change[];
};

/** The words of one message: what is wrong, and what to do next. `{name}` marks a slot that the hit's `data` fills. */
export type Words = {readonly message: string; readonly help: string};

type SlotsOf<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}` ? Slot | SlotsOf<Rest> : never;
type Slots<W extends Words> = SlotsOf<W['message']> | SlotsOf<W['help']>;

/** Another tool's finding. Its id stands behind the validator's `passesOn` in reports: `cfn-lint/E3012`. */
export type Foreign = {readonly rule: string; readonly message: string; readonly help: string; readonly source: string};

/** What a validator yields for one fault. */
export type Hit<Messages extends Readonly<Record<string, Words>> = Readonly<Record<string, Words>>> = {
	[Id in keyof Messages & string]: {
		readonly message: Id;
		readonly place: Place;
		/** What the hit is about, in the user's words (a field name, a logical id, an action): waivers name it. */
		readonly subject: string;
		/** Lowers the rule's severity for a case in doubt; it never raises it. */
		readonly severity?: Severity;
		/** 0 to 1; only where a judgement is a measured guess. */
		readonly confidence?: number;
		readonly fix?: Fix<Mend>;
		/** The finding of another tool that this hit passes on, in that tool's own words. */
		readonly foreign?: Foreign;
	} & ([Slots<Messages[Id]>] extends [never]
		? {readonly data?: Readonly<Record<string, string | number>>}
		: {readonly data: Readonly<Record<Slots<Messages[Id]>, string | number>>});
}[keyof Messages & string];

/** What an example expects: the message, and the exact source text that the finding points at. */
export type Expected = {readonly message: string; readonly at: string; readonly subject?: string};

/**
 * A file of an example's root file system: its text, with mode 644 of root's; or what else is told of it. `link` is where a link leads. `registry` is
 * a registry hive, written as `reg export` prints it, with paths from the hive's root.
 */
export type RootFile =
	| string
	| {
			readonly text?: string;
			readonly link?: string;
			readonly registry?: string;
			readonly mode?: number;
			readonly uid?: number;
			readonly gid?: number;
	  };

/** A small submission that runs as a test of its rule and is printed in the rule's page. `files` map path to text. */
export type Example = {
	readonly name: string;
	readonly files: Readonly<Record<string, string>>;
	/** An AMI's root file system that comes along as the folder `image`: the files, by path from the root. */
	readonly root?: Readonly<Record<string, RootFile>>;
	/** Empty for a good example. */
	readonly expect: readonly Expected[];
};

/** A setting of a rule, under `rules: {<id>: {options: …}}` in `shelfready.yaml`. Its default gives its type. */
export type OptionSpec = {readonly about: string; readonly default: number | boolean | string | readonly string[]};
type Widen<T> = T extends number ? number : T extends boolean ? boolean : T extends string ? string : readonly string[];

/** The values of a rule's settings, by the types of their defaults. */
export type OptionValues<Options extends Readonly<Record<string, OptionSpec>>> = {readonly [Key in keyof Options]: Widen<Options[Key]['default']>};

/** A severity for each edition; `off` where an edition does not ask for this. */
export type EditionSeverity = Readonly<Record<Edition, Severity | 'off'>>;

/** The evidence that a validator receives: what it needs, and what it may look at when it is there. */
export type Seen<Needs extends EvidenceKey, May extends EvidenceKey> = Readonly<Pick<Evidence, Needs>> & {readonly [Key in May]?: Evidence[Key] | undefined};

/** One norm: data that describes it and a pure, synchronous `check`. */
export type Validator<
	Needs extends EvidenceKey = EvidenceKey,
	May extends EvidenceKey = EvidenceKey,
	Messages extends Readonly<Record<string, Words>> = Readonly<Record<string, Words>>,
	Options extends Readonly<Record<string, OptionSpec>> = Readonly<Record<string, OptionSpec>>,
> = {
	/** `family/name`: the same as the file's path under `validators/`. */
	readonly id: string;
	/** Ids that this rule had before; configuration may still use them. */
	readonly aliases?: readonly string[];
	/** The tool whose findings it passes on, where it is one that does: settings and waivers may name each of that tool's rules behind it. */
	readonly passesOn?: string;
	readonly policy: PolicyId;
	readonly severity: Severity | EditionSeverity;
	/** The norm itself, in one sentence. */
	readonly about: string;
	/** Why AWS or a buyer cares, for `explain` and the rule's page. Markdown. */
	readonly why?: string;
	/** Where AWS says so. */
	readonly source: string;
	/** Evidence without which the rule is not assessed. */
	readonly reads: readonly Needs[];
	/** Evidence that sharpens the rule when it is there. */
	readonly mayRead?: readonly May[];
	readonly messages: Messages;
	readonly options?: Options;
	readonly examples: readonly Example[];
	/** Yields a hit for each fault. Must not throw, wait, or read anything but its arguments. */
	check(evidence: Seen<Needs, May>, options: OptionValues<Options>): Iterable<Hit<Messages>>;
	/** The sentence that shows the policy kept on this evidence ("ami-0… is hvm"), or nothing when it can't be shown. */
	shows?(evidence: Seen<Needs, May>): string | undefined;
};

/**
 * Keeps literal types, so that a wrong message id, a missing slot or evidence that was not asked for fails to compile.
 * It answers what it is given: in plain JavaScript the object alone will do.
 */
export function defineValidator<
	const Needs extends EvidenceKey,
	const Messages extends Readonly<Record<string, Words>>,
	const May extends EvidenceKey = never,
	const Options extends Readonly<Record<string, OptionSpec>> = Record<never, never>,
>(validator: Validator<Needs, May, Messages, Options>): Validator<Needs, May, Messages, Options> {
	return validator;
}

/** Any validator, its type parameters forgotten: what the registry holds and the engine runs. */
export type AnyValidator = Omit<Validator, 'check' | 'shows'> & {
	/** Yields a hit for each fault. */
	check(evidence: never, options: never): Iterable<Hit>;
	/** The sentence that shows the policy kept. */
	shows?(evidence: never): string | undefined;
};

/** Whether a rule's name in reports is a validator's own, or that of a rule of another tool that it passes on (`cfn-lint/E3012`). */
export function reportsAs({id, passesOn}: Pick<AnyValidator, 'id' | 'passesOn'>, rule: string): boolean {
	return rule === id || (passesOn !== undefined && rule.startsWith(`${passesOn}/`));
}
