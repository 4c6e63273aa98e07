/** What an identity's policies allow on more than they name. Allow, Deny, `NotAction` and boundaries are taken as sets of actions. */

import {append} from '../append.ts';
import type {DeadCondition, Grant, Identity, PolicySource, Statement, Token, Unscoped} from '../evidence/iam.ts';
import {actionPattern, expandAction} from './actions.ts';
import {classOf, isHarmlessService, isWholeByType} from './classes.ts';
import type {Action} from './data.ts';
import {isForAll, type Left, leftBy, surelyNames} from './denial.ts';
import {type Fence, fenceOf, isScoped, strongest} from './fence.ts';
import {isStar, matchesPattern} from './pattern.ts';
import {type Reach, reachOf} from './reach.ts';

/** What an identity is granted, and conditions that do not do what they seem to. */
export type Granted = Pick<Identity, 'wide' | 'unscoped' | 'deadConditions' | 'cut'>;

/** Actions held against resources for one identity. IAM's own limits on the size of policies keep honest ones far below. */
const mostPairs = 50_000;
type Budget = {left: number};

/** Whether a set of statements speaks of an action, by its name in lower case. */
type ActionSet = (name: string) => boolean;

/** What holds grants in: actions that are left at all, what Deny leaves of each, and whether all actions but some are taken away. */
type Scope = {readonly isOpen: ActionSet; readonly left: Left; readonly isBounded: boolean};

/** A Deny of all actions but some does what a boundary does. */
function isBounding(statement: Statement): boolean {
	return statement.effect === 'Deny' && statement.notActions.length > 0 && isForAll(statement);
}

/** Grants of an identity with these policies, within its permissions boundary. */
export function grantsOf(policies: readonly PolicySource[], boundary: PolicySource | undefined): Granted {
	const scope: Scope = {
		isOpen: openActions(policies, boundary),
		left: leftBy(policies, boundary),
		isBounded: boundary !== undefined || policies.some(({statements}) => statements.some(isBounding)),
	};
	const budget: Budget = {left: mostPairs};
	const grants: Grant[] = [];
	const deadConditions: DeadCondition[] = [];
	for (const policy of policies)
		for (const statement of policy.statements) {
			if (statement.effect === 'Deny') continue;
			append(grants, grantsIn(policy, statement, scope, budget));
			// Those of AWS are not the seller's to mend.
			if (policy.kind !== 'aws-managed') append(deadConditions, deadIn(statement));
		}
	const isWide = ({width, reach}: Grant) => width !== 'some' && reach === 'all';
	return {wide: grants.filter(isWide), unscoped: grouped(grants.filter((grant) => !isWide(grant))), deadConditions, cut: budget.left < 0};
}

/** Grants by what a rule says of them at once: a resource token of a statement, and a class of actions. */
function grouped(grants: readonly Grant[]): readonly Unscoped[] {
	const groups = new Map<string, Unscoped>();
	for (const {policy, statement, resource, reach, weaklyFenced, actions} of grants)
		for (const {name, class: kind} of actions) {
			const key = JSON.stringify([policy.place, statement.place, resource.place, resource.text, kind, weaklyFenced]);
			const group = groups.get(key) ?? {policy, statement, resource, reach, weaklyFenced, class: kind, actions: []};
			groups.set(key, group.actions.includes(name) ? group : {...group, actions: [...group.actions, name]});
		}
	return [...groups.values()];
}

/** Actions that no unconditional Deny takes away, and that the boundary leaves. */
export function openActions(policies: readonly PolicySource[], boundary: PolicySource | undefined): ActionSet {
	const all = [...policies, ...(boundary === undefined ? [] : [boundary])].flatMap(({statements}) => statements);
	const denying = all.filter((statement) => statement.effect === 'Deny' && isForAll(statement));
	const bounding = boundary?.statements.filter(({effect}) => effect === 'Allow').map(namedBy);
	return (name) => !denying.some((denial) => surelyNames(denial, name)) && (bounding === undefined || bounding.some((allows) => allows(name)));
}

/** The actions that a statement names, by `Action` or `NotAction`. */
export function namedBy({actions, notActions}: Statement): ActionSet {
	const isAny = (tokens: readonly Token[], name: string) => tokens.some(({text}) => matchesPattern(actionPattern(text), name));
	return (name) => (notActions.length > 0 ? !isAny(notActions, name) : isAny(actions, name));
}

/** What stands in the way of an action: the statement's own conditions, and what Deny leaves. */
function stateOf(statement: Statement, action: Action | undefined, resource: string, left: Left): Fence['state'] {
	return strongest([fenceOf(statement.conditions, action).state, left(statement, action, resource)]);
}

function* grantsIn(policy: PolicySource, statement: Statement, scope: Scope, budget: Budget): Generator<Grant> {
	const {isOpen, isBounded, left} = scope;
	// All but a few named resources is nearly everything.
	const resources = statement.notResources.length > 0 ? statement.notResources.map((token) => ({...token, text: '*'})) : statement.resources;
	const [without] = statement.notActions;
	if (without !== undefined) {
		const everything = resources.find(({text}) => isStar(text));
		const state = stateOf(statement, undefined, '*', left);
		if (everything !== undefined && !isBounded && !isScoped(state))
			yield {
				policy,
				statement,
				token: without,
				resource: everything,
				width: 'complement',
				reach: 'all',
				actions: [],
				weaklyFenced: state !== 'open',
			};
		return;
	}
	for (const token of statement.actions) {
		const {width, actions} = expandAction(token.text);
		for (const resource of resources) {
			budget.left -= width === 'everything' && !isBounded ? 1 : 1 + actions.length;
			if (budget.left < 0) return;
			if (width === 'everything' && !isBounded) {
				const state = stateOf(statement, undefined, resource.text, left);
				if (isStar(resource.text) && !isScoped(state))
					yield {policy, statement, token, resource, width, reach: 'all', actions: [], weaklyFenced: state !== 'open'};
				continue;
			}
			if (width === 'service' && !isBounded && isStar(resource.text)) {
				yield* serviceWide(
					policy,
					statement,
					token,
					resource,
					actions.filter((action) => isOpen(action.name.toLowerCase())),
					left,
				);
				continue;
			}
			yield* named(
				policy,
				statement,
				token,
				resource,
				isBounded ? 'some' : width,
				actions.filter((action) => isOpen(action.name.toLowerCase())),
				left,
			);
		}
	}
}

/** All of a service on `*`, where a condition does not narrow every action of it. */
function* serviceWide(policy: PolicySource, statement: Statement, token: Token, resource: Token, actions: readonly Action[], left: Left): Generator<Grant> {
	const states = actions.map((action) => stateOf(statement, action, resource.text, left)).filter((state) => !isScoped(state));
	const [first] = actions;
	if (states.length === 0 || first === undefined || isHarmlessService(first.service, actions)) return;
	const weaklyFenced = states.every((state) => state === 'weak');
	yield {policy, statement, token, resource, width: 'service', reach: 'all', actions: [], weaklyFenced};
}

/** Grants of one action token on one resource, one for each reach and strength of fence. */
function* named(
	policy: PolicySource,
	statement: Statement,
	token: Token,
	resource: Token,
	width: Grant['width'],
	actions: readonly Action[],
	left: Left,
): Generator<Grant> {
	const groups = new Map<
		string,
		{readonly reach: Grant['reach']; readonly state: Fence['state']; readonly actions: {name: string; class: Grant['actions'][number]['class']}[]}
	>();
	for (const action of actions) {
		const kind = classOf(action);
		if (kind === 'harmless') continue;
		const reach: Reach = reachOf(resource.text, action);
		if (reach !== 'all' && reach !== 'type') continue;
		if (reach === 'type' && (kind === 'write' || kind === 'permissions') && !isWholeByType(action)) continue;
		const state = stateOf(statement, action, resource.text, left);
		if (isScoped(state)) continue;
		const key = `${reach} ${state}`;
		const group = groups.get(key) ?? {reach, state, actions: []};
		group.actions.push({name: action.name, class: kind});
		groups.set(key, group);
	}
	for (const {reach, state, actions: found} of groups.values())
		yield {policy, statement, token, resource, width, reach, actions: found, weaklyFenced: state === 'weak'};
}

/** Conditions that named actions do not honour. Wildcards take in actions of every kind: nothing is said of them. */
function* deadIn(statement: Statement): Generator<DeadCondition> {
	if (statement.conditions.length === 0) return;
	const actions = statement.actions.flatMap(({text}) => (/[*?$]/.test(text) ? [] : expandAction(text).actions));
	for (const condition of statement.conditions) {
		const dead = actions.flatMap((action) => {
			const found = fenceOf([condition], action).dead[0];
			return found === undefined ? [] : [{name: action.name, effect: found.effect}];
		});
		const [first] = dead;
		if (first !== undefined)
			yield {
				condition,
				actions: [...new Set(dead.map(({name}) => name))],
				effect: first.effect,
				all: dead.length === statement.actions.length,
			};
	}
}
