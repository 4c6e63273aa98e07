/** The policies that are not assessed, by what would settle them. */

import type {Outcome} from '../outcome.ts';
import type {PolicyId} from '../policies/ids.ts';
import {settlerOf} from '../policies/settling.ts';

/** Policies that the same would settle. */
export type Wanted = {
	/** Why they are not assessed: `needs …`, or the edition does not ask for them. */
	readonly reason: string;
	/** What would settle them, where that is known in a few words: the reason without its `needs`. */
	readonly settler?: string;
	/** Those that no rule could look at, or of which there are notes. */
	readonly unseen: readonly PolicyId[];
	/** Those in which rules looked and found no fault. */
	readonly clean: readonly PolicyId[];
};

/** Groups the policies that are not assessed, in the order of the scoreboard. */
export function wantedIn({policies, artifacts}: Pick<Outcome, 'policies' | 'artifacts'>): readonly Wanted[] {
	const hasRoot = artifacts.some(({kind}) => kind === 'root');
	const groups = new Map<string, {reason: string; settler?: string; unseen: PolicyId[]; clean: PolicyId[]}>();
	for (const {id, verdict, reason: whole, wanting, findings} of policies) {
		if (verdict !== 'not-assessed') continue;
		const settler = wanting === undefined ? undefined : settlerOf(id, hasRoot);
		const reason = settler === undefined ? (wanting ?? whole) : `needs ${settler}`;
		const group = groups.get(reason) ?? {reason, ...(settler === undefined ? {} : {settler}), unseen: [], clean: []};
		(wanting === undefined || wanting === whole || findings.length > 0 ? group.unseen : group.clean).push(id);
		groups.set(reason, group);
	}
	return [...groups.values()];
}
