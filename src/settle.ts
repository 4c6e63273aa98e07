/** From raw hits to findings: word → grade → dedupe → sort → waive → compare with the baseline. Each step is a plain function. */

import {type AnyValidator, type Edition, gravity, type Hit, type Place, reportsAs, type Severity} from './contract.ts';
import {fingerprinted, type Worded} from './fingerprint.ts';
import {compareWithBaseline} from './known.ts';
import {lineStartsOf, positionAt} from './locate.ts';
import {writer} from './mend.ts';
import type {BaselineEntry, Finding, Outcome, WaivedFinding, Waiver, WaiverState} from './outcome.ts';
import type {RuleRun} from './run.ts';

/** What settling needs beside the hits. */
export type SettleOptions = {
	readonly edition: Edition;
	readonly today: string;
	/** Severities from `shelfready.yaml`, by rule id. */
	readonly severities?: Readonly<Record<string, Severity | 'off'>>;
	readonly waivers?: readonly Waiver[];
	/** What a baseline has: findings that are not told again. */
	readonly baseline?: readonly BaselineEntry[];
	/** The submission's files, so that a baseline's entries can follow one that was renamed. */
	readonly files?: readonly string[];
	/** The text that places in a file count in. */
	readonly textOf: (file: string) => string | undefined;
};

/** Findings in report order, those waived, what became of each waiver, and what a baseline had. */
export type Settled = Pick<Outcome, 'findings' | 'waived' | 'waivers' | 'known' | 'gone'>;

/** An excerpt, and a value in a message, is for people: beyond this many characters it is cut. */
const excerptLength = 400;

export function settle(runs: readonly RuleRun[], options: SettleOptions): Settled {
	const locate = locator(options.textOf);
	const write = writer(options.textOf);
	const worded: Worded[] = [];
	for (const ruleRun of runs) {
		if (ruleRun.state !== 'ran') continue;
		for (const hit of ruleRun.hits) {
			const graded = grade(ruleRun.validator, hit, options);
			if (graded !== undefined)
				worded.push({
					finding: {...word(ruleRun.validator, hit), ...graded, ...locate(hit.place), ...fixOf(hit, write)},
					message: hit.message,
					data: hit.foreign === undefined ? Object.values(hit.data ?? {}) : [hit.foreign.message],
				});
		}
	}
	const findings = fingerprinted(sort(dedupe(worded)), options.textOf);
	const {kept, waived, states} = waive(findings, options.waivers ?? [], options.today);
	const {fresh, known, gone} = compareWithBaseline(kept, options.baseline ?? [], options.files ?? []);
	return {findings: fresh, waived, waivers: states, known, gone: gone.filter(({rule}) => hasRun(rule, runs))};
}

/** Whether a rule was run, or the one that passes it on. One that was not says nothing of what it found before. */
function hasRun(rule: string, runs: readonly RuleRun[]): boolean {
	return runs.some(({state, validator}) => state === 'ran' && reportsAs(validator, rule));
}

/** Fills a message's slots, with values cut to what people read. A slot without data keeps its name, which the type of `Hit` rules out. */
export function fill(text: string, data: Readonly<Record<string, string | number>> = {}): string {
	return text.replace(/\{(\w+)\}/g, (slot, name: string) => (Object.hasOwn(data, name) ? cut(String(data[name])) : slot));
}

/** Cut where it is too long for people, never inside a surrogate pair. */
function cut(text: string): string {
	if (text.length <= excerptLength) return text;
	const end = text.codePointAt(excerptLength - 1) === text.charCodeAt(excerptLength - 1) ? excerptLength : excerptLength - 1;
	return `${text.slice(0, end)}…`;
}

function word(validator: AnyValidator, hit: Hit): Omit<Finding, 'severity' | 'excerpt' | 'fingerprint' | 'content' | 'context'> {
	const words = validator.messages[hit.message] ?? {message: hit.message, help: ''};
	return {
		...(hit.foreign === undefined
			? {rule: validator.id, message: fill(words.message, hit.data), help: fill(words.help, hit.data), source: validator.source}
			: {...hit.foreign, rule: ruleOf(validator, hit), message: cut(hit.foreign.message), passedOnBy: validator.id}),
		policy: validator.policy,
		subject: hit.subject,
		place: hit.place,
		...(hit.confidence === undefined ? {} : {confidence: hit.confidence}),
	};
}

function fixOf({fix}: Hit, write: ReturnType<typeof writer>): Pick<Finding, 'fix'> {
	const plain = fix === undefined ? undefined : write(fix);
	return plain === undefined ? {} : {fix: plain};
}

/** The id that a hit is reported under: the validator's, or another tool's behind that tool's name. */
function ruleOf({id, passesOn}: AnyValidator, {foreign}: Hit): string {
	return foreign === undefined ? id : `${passesOn ?? id}/${foreign.rule}`;
}

/** A rule's severity in an edition, lowered by the hit's own. */
export function severityIn(validator: AnyValidator, hit: Hit, edition: Edition): Severity | 'off' {
	const own = typeof validator.severity === 'string' ? validator.severity : validator.severity[edition];
	if (own === 'off' || hit.severity === undefined) return own;
	return gravity[hit.severity] < gravity[own] ? hit.severity : own;
}

/** What only the newer edition asks is a note under the older one; what only the older one asks is nothing under the newer. */
function grade(validator: AnyValidator, hit: Hit, {edition, severities}: SettleOptions): Pick<Finding, 'severity' | 'otherEdition'> | undefined {
	const configured = severities?.[ruleOf(validator, hit)] ?? severities?.[validator.id];
	if (configured === 'off') return undefined;
	const other: Edition = edition === 'ami-2020' ? 'ami-2025' : 'ami-2020';
	const here = severityIn(validator, hit, edition);
	const there = severityIn(validator, hit, other);
	if (here === 'off' && edition === 'ami-2025') return undefined;
	const severity = configured ?? (here === 'off' ? 'note' : here);
	return {severity, ...(here === there ? {} : {otherEdition: {edition: other, severity: there}})};
}

/** The policy of each hit that is an error or a warning by its rule's own word, and that settings turn off or lower to a note. */
export function hushedBy(severities: NonNullable<SettleOptions['severities']>, runs: readonly RuleRun[], edition: Edition): readonly Finding['policy'][] {
	return runs.flatMap((ruleRun) => {
		const {id, policy} = ruleRun.validator;
		if (ruleRun.state !== 'ran') return [];
		const isHushed = (hit: Hit) => ['off', 'note'].includes(severities[ruleOf(ruleRun.validator, hit)] ?? severities[id] ?? '');
		return ruleRun.hits.filter((hit) => isHushed(hit) && ['error', 'warning'].includes(severityIn(ruleRun.validator, hit, edition))).map(() => policy);
	});
}

type Spot = Pick<Finding, 'start' | 'end' | 'excerpt'>;

/** Turns places into lines, columns and excerpts, counting each file's lines once. */
function locator(textOf: SettleOptions['textOf']): (place: Place) => Spot {
	const lines = new Map<string, readonly number[]>();
	return ({file, range}) => {
		// A file without a range may be no text, and big.
		const text = range === undefined ? undefined : textOf(file);
		if (text === undefined || range === undefined) return {excerpt: ''};
		const starts = lines.get(file) ?? lineStartsOf(text);
		lines.set(file, starts);
		const excerpt = text.slice(range[0], range[1]);
		return {
			start: positionAt(starts, range[0]),
			end: positionAt(starts, range[1]),
			excerpt: cut(excerpt),
		};
	};
}

/** The same rule saying the same words of the same spot is one finding. */
function dedupe(worded: readonly Worded[]): readonly Worded[] {
	const seen = new Set<string>();
	return worded.filter(({finding}) => {
		const key = JSON.stringify([finding.rule, finding.message, finding.place.file, finding.place.range ?? finding.place.pointer ?? finding.subject]);
		return !seen.has(key) && seen.add(key);
	});
}

/** File, then place, then rule: the contract's order. */
function sort(worded: readonly Worded[]): readonly Worded[] {
	return worded.toSorted(
		({finding: a}, {finding: b}) =>
			compare(a.place.file, b.place.file) ||
			(a.place.range?.[0] ?? -1) - (b.place.range?.[0] ?? -1) ||
			(a.place.range?.[1] ?? -1) - (b.place.range?.[1] ?? -1) ||
			compare(a.rule, b.rule) ||
			compare(a.message, b.message),
	);
}

/** By code unit, so that the order is the same on every machine. */
function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function waive(findings: readonly Finding[], waivers: readonly Waiver[], today: string) {
	const counts = new Map<Waiver, number>();
	const kept: Finding[] = [];
	const waived: WaivedFinding[] = [];
	for (const finding of findings) {
		const matching = waivers.filter((waiver) => covers(waiver, finding));
		for (const waiver of matching) counts.set(waiver, (counts.get(waiver) ?? 0) + 1);
		const valid = matching.find((waiver) => !isExpired(waiver, today));
		if (valid === undefined) kept.push(finding);
		else waived.push({...finding, waiver: {reason: valid.reason, ...(valid.until === undefined ? {} : {until: valid.until})}});
	}
	const states = waivers.map((waiver): WaiverState => {
		const found = counts.get(waiver) ?? 0;
		return {waiver, findings: found, state: isExpired(waiver, today) ? 'expired' : found === 0 ? 'unused' : 'used'};
	});
	return {kept, waived, states};
}

function isExpired(waiver: Waiver, today: string): boolean {
	return waiver.until !== undefined && waiver.until < today;
}

function covers(waiver: Waiver, {rule, passedOnBy, subject, place}: Finding): boolean {
	if (waiver.rule !== rule && waiver.rule !== passedOnBy) return false;
	if (waiver.within !== undefined && !isWithin(place, waiver.place.file, waiver.within)) return false;
	return waiver.subject === undefined || [subject, place.logicalId, place.pointer, place.file].includes(waiver.subject);
}

/** A finding of a file as a whole is covered where the whole file is. */
function isWithin({file, range}: Place, waived: string, [start, end]: readonly [number, number]): boolean {
	return file === waived && (range === undefined ? end === Number.POSITIVE_INFINITY : range[0] >= start && range[0] < Math.max(end, start + 1));
}
