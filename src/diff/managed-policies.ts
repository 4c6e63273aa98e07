/** AWS managed policies of an identity, in two releases. */

import type {Identity, PolicySource} from '../evidence/iam.ts';
import type {About, Change} from './change.ts';
import type {Cell} from './rules.ts';
import {newPlace, oldPlace} from './side.ts';
import {grouped, listed as list, rightsOf} from './telling.ts';

/** AWS managed policies, each as a whole. */
export function* managedChanges(
	before: Identity | undefined,
	after: Identity | undefined,
	cells: readonly Cell[],
	{who, subject, old, new: next}: About,
): Generator<Change> {
	const named = (identity: Identity | undefined) =>
		new Map(identity?.policies.filter(({kind}) => kind === 'aws-managed').map((policy) => [policy.name, policy]));
	const [earlier, later] = [named(before), named(after)];
	for (const [name, policy] of later) {
		const mine = cells.filter(({rule}) => rule.policy === policy);
		if (earlier.has(name) && mine.length === 0) continue;
		const isKnown = policy.unread.length === 0;
		const isGrowth = mine.length > 0 || !isKnown;
		const [group] = grouped(mine);
		yield {
			kind: 'permissions/managed-policy-added',
			severity: isGrowth ? 'error' : 'note',
			growth: isGrowth,
			message: `${who} gets the AWS managed policy ${name}${managedWords(policy, mine, isKnown)}`,
			help: isGrowth
				? 'Grant what the software needs in a policy of its own: AWS adds actions to its managed policies, and buyers see only the name.'
				: 'Nothing is to be done; AWS may add actions to its managed policies.',
			subject,
			...oldPlace(earlier.get(name)?.place ?? old),
			new: policy.place,
			...(group === undefined ? {} : {rights: {...rightsOf(group), actions: [...new Set(mine.flatMap(({names}) => names))].slice(0, 1000)}}),
		};
	}
	for (const [name, policy] of earlier) {
		if (later.has(name)) continue;
		yield {
			kind: 'permissions/managed-policy-removed',
			severity: 'note',
			growth: false,
			message: `${who} no longer has the AWS managed policy ${name}.`,
			help: 'Make sure that the software no longer needs it.',
			subject,
			old: policy.place,
			...newPlace(next),
		};
	}
}

function managedWords({statements}: PolicySource, cells: readonly Cell[], isKnown: boolean): string {
	if (!isKnown) return ', which is not known here, so that it may allow anything.';
	if (cells.length === 0) return ', which allows nothing that it was not allowed before.';
	const names = [...new Set(cells.flatMap(({names: each}) => each))];
	const all = statements.some(({actions}) => actions.some(({text}) => text === '*'));
	return all ? ': it may do everything.' : `: ${names.length} ${names.length === 1 ? 'action' : 'actions'} more (${list(names)}).`;
}
