/** Rights of roles, users, groups and managed policies: what each gained and lost. */

import {type Identity, shownOf} from '../evidence/iam.ts';
import type {Clause} from '../evidence/template.ts';
import {expandAction} from '../iam/actions.ts';
import {reasonOf} from '../reason.ts';
import {boundaryChanges} from './boundaries.ts';
import type {About, Change, Found} from './change.ts';
import {type Held, implies, isSameQuestion} from './conditions.ts';
import {managedChanges} from './managed-policies.ts';
import {type Budget, type Cell, namesAction, type Rule, rulesIn, type Sourced} from './rules.ts';
import {clausesOf, newPlace, oldPlace, type Side} from './side.ts';
import {compareStatements, under} from './statements.ts';
import {actionsOf, conditionOf, type Group, grouped, held, listed as list, lostCondition, placesOf, resourcesOf, rightsOf, whenOfGroup} from './telling.ts';
import {trustChanges} from './trust.ts';
import {attachedFromOutside, unreadParts} from './unread-policies.ts';

/** An identity in both releases; one side is missing for one that was added or removed. */
type Couple = {readonly old?: Identity; readonly new?: Identity};

/** All changes of rights, identity by identity. */
export function* permissionChanges(old: Side, next: Side, budgetOf: () => Budget): Generator<Found> {
	for (const couple of couplesOf(old, next)) yield* guarded(couple, identityChanges(old, next, couple, budgetOf()));
	yield* accessKeys(old, next);
}

/** One identity that is too much must not hide the others. */
function* guarded({old, new: next}: Couple, found: Generator<Found>): Generator<Found> {
	try {
		yield* found;
	} catch (error) {
		const place = next?.place ?? old?.place;
		yield {
			problem: `what ${next?.logicalId ?? old?.logicalId ?? ''} gained or lost was not compared in full: ${reasonOf(error)}`,
			...(place === undefined ? {} : {place}),
		};
	}
}

function couplesOf(old: Side, next: Side): readonly Couple[] {
	const before = new Map(old.identities.map((identity) => [old.renamed(identity.logicalId), identity]));
	const taken = new Set<Identity>();
	const both = next.identities.map((identity): Couple => {
		const found = before.get(identity.logicalId);
		if (found !== undefined) taken.add(found);
		return found === undefined ? {new: identity} : {old: found, new: identity};
	});
	return [...both, ...old.identities.filter((identity) => !taken.has(identity)).map((identity): Couple => ({old: identity}))];
}

const kindNames: Readonly<Record<Identity['kind'], string>> = {role: 'Role', user: 'User', group: 'Group', policy: 'Managed policy', guidance: ''};

function* identityChanges(old: Side, next: Side, {old: before, new: after}: Couple, budget: Budget): Generator<Found> {
	const identity = after ?? before;
	if (identity === undefined) return;
	const who = `${kindNames[identity.kind]} ${identity.logicalId}`;
	const [mine, others] = [sourced(after, next), sourced(before, old)];
	const compared = compareStatements({statements: others, reading: old}, {statements: mine, reading: next}, budget);
	if (!compared.all) yield {problem: `${who} hangs on more conditions than are tried in all combinations; not all were compared`, place: identity.place};
	const about = {subject: identity.logicalId, old: before?.place, new: after?.place, who, isNew: before === undefined};
	yield* managedChanges(before, after, compared.allowGained, about);
	const isInline = ({rule}: Cell) => rule.policy?.kind !== 'aws-managed';
	for (const group of grouped(compared.allowGained.filter(isInline))) yield gained(group, about);
	for (const group of grouped(compared.allowLost.filter(isInline))) yield lost(group, about);
	const allowing = rulesIn(mine, next, undefined).filter(({statement}) => statement.effect === 'Allow');
	for (const group of grouped(compared.denyLost))
		yield denyLost(group, about, identity.kind === 'policy' || group.cells.some((cell) => isAllowed(cell, allowing)));
	for (const group of grouped(compared.denyGained)) yield denyGained(group, about);
	yield* boundaryChanges(old, next, before, after, about, budget);
	yield* trustChanges(old, next, before, after, about, budget);
	yield* attachedFromOutside(old, next, before, after, about);
	yield* unreadParts(old, next, before, after, about);
}

/** All statements of an identity, each under the conditions of the resources that it comes from. */
export function sourced(identity: Identity | undefined, side: Side): readonly Sourced[] {
	if (identity === undefined) return [];
	const own = clausesOf(side.resourceOf.get(identity.logicalId));
	return identity.policies.flatMap((policy) => {
		const outer = policy.kind !== 'aws-managed' && policy.name !== identity.logicalId ? clausesOf(side.resourceOf.get(policy.name)) : [];
		const clauses: readonly Clause[] = [...own, ...outer];
		return policy.statements.map((statement) => ({statement: under(statement, clauses), policy}));
	});
}

const gainedHelp = 'Keep to what the new release needs; tell buyers of it in the release notes, since AWS and buyers review what roles may do.';

function gained(group: Group, {who, subject, old, isNew}: About): Change {
	const {here, there} = placesOf(group);
	return {
		kind: 'permissions/gained',
		severity: 'error',
		growth: true,
		message: gainedMessage(group, isNew ? `The new ${who[0]?.toLowerCase() ?? ''}${who.slice(1)}` : who),
		help: gainedHelp,
		subject,
		...oldPlace(there ?? old),
		new: here,
		rights: rightsOf(group),
	};
}

function gainedMessage(group: Group, who: string): string {
	const [{cause, rule, rival}] = group.cells;
	const what = `${actionsOf(group)} on ${resourcesOf(group)}`;
	const when = whenOfGroup(group);
	switch (cause) {
		case 'condition': {
			return `${who} may use ${what} ${weakened(rule, rival)}${when}.`;
		}
		case 'resource':
			return `${who} may use ${actionsOf(group)} on ${resourcesOf(group)}${when}; before on ${rival?.isAllBut === true ? 'everything but ' : ''}${list(rival?.resources.map(({token}) => shownOf(token)) ?? [], 2)}.`;
		case 'clause':
			return `${who} may use ${what}${when === '' ? ' always' : when}; before only under other conditions of the template.`;
		default:
			return `${who} gains ${what}${held(group)}${when}.`;
	}
}

/** How a condition became weaker: it may be gone, take more, or be another. */
function weakened(rule: Rule, rival: Rule | undefined): string {
	const dropped = rival === undefined ? undefined : lostCondition(rule, rival);
	if (rival === undefined || dropped === undefined) return 'under weaker conditions';
	const before = conditionOf(dropped);
	const same = rule.conditions.find((condition) => isSameQuestion(condition, dropped));
	if (same !== undefined && dropped.values.every((value) => same.values.includes(value)))
		return `with more values of a condition: ${conditionOf(same)}; before ${before}`;
	const isNew = (condition: Held) => !rival.conditions.some((other) => implies(other, condition));
	const other = same ?? rule.conditions.find((condition) => condition.key === dropped.key) ?? rule.conditions.find(isNew);
	return other === undefined ? `without the condition ${before}, which stood there before` : `under another condition: ${conditionOf(other)}; before ${before}`;
}

function lost(group: Group, {who, subject, new: next}: About): Change {
	const {here, there} = placesOf(group);
	const [{cause}] = group.cells;
	const how = cause === 'condition' ? ', where it does not meet a further condition' : cause === 'clause' ? ', in some cases' : '';
	return {
		kind: 'permissions/lost',
		severity: 'note',
		growth: false,
		message: `${who} loses ${actionsOf(group)} on ${resourcesOf(group)}${held(group)}${whenOfGroup(group)}${how}.`,
		help: 'Make sure that the software no longer needs it.',
		subject,
		old: here,
		...newPlace(there ?? next),
		rights: rightsOf(group),
	};
}

/** Whether anything that a Deny took away is allowed now. */
export function isAllowed({names}: Cell, allowing: readonly ReturnType<typeof rulesIn>[number][]): boolean {
	return allowing.some((rule) => names.some((name) => namesAction(rule, name.toLowerCase()) || expandAction(name).unknown));
}

function denyLost(group: Group, {who, subject, new: next}: About, isGrowth: boolean): Change {
	const {here} = placesOf(group);
	const [{cause, rule, rival}] = group.cells;
	const added = cause === 'condition' && rival !== undefined ? lostCondition(rule, rival) : undefined;
	const how = added !== undefined ? `, but where ${conditionOf(added)}` : cause === 'clause' ? ', in some cases' : '';
	return {
		kind: 'permissions/deny-removed',
		severity: isGrowth ? 'error' : 'note',
		growth: isGrowth,
		message: `${who} is no longer denied ${actionsOf(group)} on ${resourcesOf(group)}${held(group)}${whenOfGroup(group)}${how}${isGrowth ? '' : '; no statement of the template allows it'}.`,
		help: 'Keep the Deny, or say in the release notes why it is no longer needed.',
		subject,
		old: here,
		...newPlace(next),
		rights: rightsOf(group),
	};
}

function denyGained(group: Group, {who, subject, old}: About): Change {
	return {
		kind: 'permissions/deny-added',
		severity: 'note',
		growth: false,
		message: `${who} is denied ${actionsOf(group)} on ${resourcesOf(group)}${held(group)}${whenOfGroup(group)}.`,
		help: 'Make sure that the software does not need it.',
		subject,
		...oldPlace(old),
		new: placesOf(group).here,
		rights: rightsOf(group),
	};
}

/** Keys of users that last until somebody deletes them. */
function* accessKeys(old: Side, next: Side): Generator<Change> {
	const before = new Set(old.template.resources.filter(({type}) => type === 'AWS::IAM::AccessKey').map(({logicalId}) => old.renamed(logicalId)));
	for (const {type, logicalId, typePlace} of next.template.resources) {
		if (type !== 'AWS::IAM::AccessKey' || before.has(logicalId)) continue;
		yield {
			kind: 'permissions/access-key-added',
			severity: 'error',
			growth: true,
			message: `${logicalId} is a new access key of a user, which is valid until somebody deletes it.`,
			help: 'Use a role in place of a user with keys.',
			subject: logicalId,
			new: typePlace,
		};
	}
}
