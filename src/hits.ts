/** Hits that several rules yield alike. */

import type {Fix, Place, Severity} from './contract.ts';
import type {ActionClass, Iam} from './evidence/iam.ts';
import type {Ask, Judged} from './evidence/judgement.ts';
import {clip} from './language/clip.ts';
import {someOf} from './language/lists.ts';
import {lowered} from './language/measured.ts';

/** A hit on actions that a statement allows on more than it names; the rule adds its message and severity. */
export type UnscopedHit = {
	readonly place: Place;
	readonly subject: string;
	readonly fix?: Fix;
	readonly data: {readonly identity: string; readonly actions: string; readonly resource: string};
	/** Whether a condition on the Region, the network or the caller narrows it a little. */
	readonly weaklyFenced: boolean;
};

/** A hit for each resource token by which actions of a class are allowed on everything of their kind. AWS's own policies have a rule of their own. */
export function* unscopedHits({identities}: Iam, wanted: ActionClass, among: readonly ('all' | 'type')[]): Generator<UnscopedHit> {
	for (const {logicalId, unscoped} of identities)
		for (const {policy, class: kind, actions, resource, fix, reach, weaklyFenced} of unscoped) {
			if (policy.kind === 'aws-managed' || kind !== wanted || !among.includes(reach)) continue;
			yield {
				place: resource.place,
				subject: logicalId,
				...(fix === undefined ? {} : {fix}),
				data: {identity: logicalId, actions: someOf(actions), resource: resource.text},
				weaklyFenced,
			};
		}
}

/** A hit on a sentence that asks something of the buyer; the rule's message quotes the words that carry it. */
export type AskedHit = {
	readonly message: 'asks';
	readonly place: Place;
	readonly subject: string;
	readonly data: {readonly words: string};
	readonly confidence: number;
	readonly severity?: Severity;
};

/** A hit for each sentence that was judged to ask one thing. */
export function* askedHits({judgements}: Judged, wanted: Ask): Generator<AskedHit> {
	for (const judgement of judgements) {
		const {ask, sentence, words, confidence} = judgement;
		if (ask !== wanted) continue;
		yield {
			message: 'asks',
			place: sentence.text.place,
			subject: clip(words.value),
			data: {words: clip(words.value, 160)},
			confidence,
			...lowered(judgement),
		};
	}
}
