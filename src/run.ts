/** Runs validators over gathered evidence. A rule whose evidence is absent is named; one that breaks is reported, and the others go on. */

import type {AnyValidator, Hit} from './contract.ts';
import {type EvidenceKey, type Gathered, isAbsent} from './evidence.ts';
import {type Memory, noMemory} from './memory.ts';
import {reasonOf} from './reason.ts';

/** What one validator came to. */
export type RuleRun =
	| {
			readonly validator: AnyValidator;
			readonly state: 'ran';
			readonly hits: readonly Hit[];
			/** The sentence that shows the norm kept. */
			readonly shown?: string;
			/** There were more hits than any real submission gives; the rest was not asked for. */
			readonly cut?: true;
	  }
	| {readonly validator: AnyValidator; readonly state: 'not-assessed'; readonly reason: string}
	| {readonly validator: AnyValidator; readonly state: 'broke'; readonly error: string};

/** Option values for rules, by rule id, laid over each rule's defaults. */
export type RuleOptions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** No real submission has this many: a rule that yields more is broken or under attack, and is asked for no more. */
export const mostHitsPerRule = 10_000;

/** Runs each validator on the evidence that it asked for. */
export function run(
	validators: readonly AnyValidator[],
	gathered: Partial<Gathered>,
	options: RuleOptions = {},
	recall: Memory = noMemory,
): readonly RuleRun[] {
	return validators.map((validator) => {
		const own = options[validator.id];
		const pieces = [...validator.reads, ...(validator.mayRead ?? [])].map((key) => gathered[key]);
		return recall(`rule ${validator.id}`, [validator, own, ...pieces], () => runOne(validator, gathered, own ?? {}));
	});
}

function runOne(validator: AnyValidator, gathered: Partial<Gathered>, options: Readonly<Record<string, unknown>>): RuleRun {
	const seen: Partial<Record<EvidenceKey, unknown>> = {};
	for (const key of validator.reads) {
		const piece = gathered[key];
		if (piece === undefined) return {validator, state: 'not-assessed', reason: `${key} was not gathered`};
		if (isAbsent(piece)) return {validator, state: 'not-assessed', reason: piece.absent};
		seen[key] = piece;
	}
	for (const key of validator.mayRead ?? []) {
		const piece = gathered[key];
		if (piece !== undefined && !isAbsent(piece)) seen[key] = piece;
	}
	const settings: Record<string, unknown> = {};
	for (const [name, spec] of Object.entries(validator.options ?? {})) settings[name] = options[name] ?? spec.default;
	try {
		const hits: Hit[] = [];
		// The registry forgets each rule's own types; `seen` holds exactly the keys that the rule declared, which its type checked.
		for (const hit of validator.check(seen as never, settings as never)) {
			if (hits.length === mostHitsPerRule) return {validator, state: 'ran', hits, cut: true};
			hits.push(hit);
		}
		const shown = hits.length === 0 ? validator.shows?.(seen as never) : undefined;
		return {validator, state: 'ran', hits, ...(shown === undefined ? {} : {shown})};
	} catch (error) {
		return {validator, state: 'broke', error: reasonOf(error)};
	}
}
