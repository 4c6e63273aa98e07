/** The text checks alone: what one text asks of buyers that AWS does not allow. */

import {validators} from '../validators/texts.ts';
import {type Edition, type Severity, usualEdition} from './contract.ts';
import type {TextKind} from './evidence/sentence.ts';
import type {Licensing} from './evidence.ts';
import {judgedText} from './gather/judged.ts';
import {openJudge} from './judge/open.ts';
import type {PolicyId} from './policies/ids.ts';
import {run} from './run.ts';
import {fill, severityIn} from './settle.ts';

/** A text and what is known of it. */
export type ClassifyRequest = {
	readonly text: string;
	/** What kind of text it is; a README when missing. */
	readonly context?: TextKind | undefined;
	readonly licensing?: Licensing | undefined;
	readonly edition?: Edition | undefined;
};

/** What was found. Offsets count UTF-16 units of the text; the end is exclusive. */
export type Classified = {
	readonly findings: readonly {
		readonly rule: string;
		readonly policy: PolicyId;
		readonly severity: Severity;
		/** 0 to 1. */
		readonly confidence: number;
		/** The sentence. */
		readonly excerpt: string;
		readonly start: number;
		readonly end: number;
		readonly message: string;
		readonly help: string;
	}[];
	/** Why the text, or what of it, was not judged. */
	readonly notAssessed?: string;
	/** Set where the text is more than is looked at: what was found is true, and there may be more. */
	readonly incomplete?: true;
};

/** The rules that judge a sentence; those that look at a submission as a whole have nothing to say of one text. */
const wholes = new Set(['language/assessed', 'language/paid-edition-named']);
const rules = validators.filter(({id}) => !wholes.has(id));

/**
 * Judges one text with the rules that `check` uses for texts.
 * @throws {Error} when a rule breaks, which is a fault of shelfready.
 * @example
 * const {findings} = await classify({text: 'Buy more seats in our web shop.', context: 'long-description'});
 */
export async function classify({text, context = 'readme', licensing, edition = usualEdition}: ClassifyRequest): Promise<Classified> {
	const judged = await judgedText(openJudge(), {value: text, place: {file: 'text', range: [0, text.length]}}, context, licensing);
	const [foreign] = judged.foreign;
	const submission = {edition, today: '', files: []};
	// Those in doubt are for a person who reads the whole.
	const sure = {...judged, judgements: judged.judgements.filter(({inDoubt}) => inDoubt === undefined)};
	const findings = run(rules, {submission, judged: sure}).flatMap((ruleRun) => {
		if (ruleRun.state === 'broke') throw new Error(`${ruleRun.validator.id} broke: ${ruleRun.error}`);
		if (ruleRun.state !== 'ran') return [];
		const {id: rule, policy, messages} = ruleRun.validator;
		return ruleRun.hits.flatMap((hit) => {
			const severity = severityIn(ruleRun.validator, hit, edition);
			if (severity === 'off') return [];
			const {place, data, confidence = 1} = hit;
			const [start, end] = place.range ?? [0, text.length];
			const {message = '', help = ''} = messages[hit.message] ?? {};
			return [{rule, policy, severity, confidence, excerpt: text.slice(start, end), start, end, message: fill(message, data), help: fill(help, data)}];
		});
	});
	const order = findings.toSorted((a, b) => a.start - b.start || a.rule.localeCompare(b.rule));
	const reasons = [
		...(foreign === undefined ? [] : [`the text is in ${foreign.language}; the language rules read English alone`]),
		...(judged.unsettled.length === 0 ? [] : [`${judged.unsettled.length} sentences are more than one text is looked at for`]),
		...(judged.unread ?? []).map(({why}) => why),
	];
	return {
		findings: order,
		...(reasons.length === 0 ? {} : {notAssessed: reasons.join('; ')}),
		...(judged.unread === undefined ? {} : {incomplete: true}),
	};
}
