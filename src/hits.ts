/** Hits that several rules yield alike. */

import type {Fix, Place} from './contract.ts';
import type {ActionClass, Iam} from './evidence/iam.ts';
import {someOf} from './language/lists.ts';

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
