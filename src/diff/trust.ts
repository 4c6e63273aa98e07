/** Trust policies, in two releases. */

import type {Identity} from '../evidence/iam.ts';
import type {About, Change, Found} from './change.ts';
import type {Budget} from './rules.ts';
import {clausesOf, newPlace, oldPlace, type Side} from './side.ts';
import {compareStatements, statementsOf} from './statements.ts';
import {actionsOf, conditionOf, type Group, grouped, held, lostCondition, placesOf, principalOf, rightsOf, whenOfGroup} from './telling.ts';

/** Who may assume a role. */
export function* trustChanges(
	old: Side,
	next: Side,
	before: Identity | undefined,
	after: Identity | undefined,
	about: About,
	budget: Budget,
): Generator<Found> {
	const none = {statements: [], unread: []};
	const compared = compareStatements(
		{statements: statementsOf(before?.trust ?? none, clausesOf(old.resourceOf.get(before?.logicalId ?? ''))), reading: old},
		{statements: statementsOf(after?.trust ?? none, clausesOf(next.resourceOf.get(after?.logicalId ?? ''))), reading: next},
		budget,
	);
	if (!compared.all)
		yield {
			problem: `the trust policy of ${about.who} hangs on more conditions than are tried in all combinations`,
			place: about.new ?? about.old ?? {file: ''},
		};
	for (const group of grouped([...compared.allowGained, ...compared.denyLost])) yield trustWidened(group, about);
	for (const group of grouped(compared.allowLost)) {
		const [cell] = group.cells;
		const {here, there} = placesOf(group);
		yield {
			kind: 'permissions/trust-narrowed',
			severity: 'note',
			growth: false,
			message: `${about.who} can no longer be assumed by ${principalOf(cell)}${cell.cause === 'condition' ? ' without a condition' : cell.cause === 'action' && cell.rival !== undefined ? ` by ${actionsOf(group)}` : ''}.`,
			help: 'Make sure that nobody needs it.',
			subject: about.subject,
			old: here,
			...newPlace(there ?? about.new),
			rights: rightsOf(group),
		};
	}
}

function trustWidened(group: Group, {who, subject, old, new: next, isNew}: About): Change {
	const [cell] = group.cells;
	const {here, there} = placesOf(group);
	const isDeny = cell.rule.statement.effect === 'Deny';
	// That a new role can be used at all by the service it is made for is no growth of its own.
	const isItsService = isNew && cell.principal?.text.endsWith('.amazonaws.com') === true;
	const dropped = cell.cause === 'condition' && cell.rival !== undefined ? lostCondition(cell.rule, cell.rival) : undefined;
	const by = principalOf(cell) || 'others';
	const message = isDeny
		? `${who} no longer denies ${actionsOf(group)} to ${by}${held(group)}.`
		: dropped !== undefined
			? `${who} can be assumed by ${by} without the condition ${conditionOf(dropped)} as it was.`
			: cell.cause === 'clause'
				? `${who} can be assumed by ${by}${whenOfGroup(group) || ' always'}; before only under other conditions of the template.`
				: cell.cause === 'action' && !isNew && cell.rival !== undefined
					? `${who} lets ${by} use ${actionsOf(group)}${held(group)}${whenOfGroup(group)}.`
					: `${who} can be assumed by ${by}${isNew ? '' : ' too'}${held(group)}${whenOfGroup(group)}.`;
	return {
		kind: 'permissions/trust-widened',
		severity: isItsService ? 'note' : 'error',
		growth: !isItsService,
		message,
		help: isItsService
			? 'Nothing is to be done.'
			: 'Let only those assume the role who must; for other accounts keep a condition on sts:ExternalId or on the organization.',
		subject,
		...oldPlace(isDeny ? here : (there ?? old)),
		...newPlace(isDeny ? next : here),
		rights: rightsOf(group),
	};
}
