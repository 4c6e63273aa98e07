/** What changed in policies, in words: long lists of actions told short. */

import type {Place} from '../contract.ts';
import {shownOf} from '../evidence/iam.ts';
import {someOf} from '../language/lists.ts';
import type {Rights} from './change.ts';
import {type Held, implies} from './conditions.ts';
import type {Cell, Rule} from './rules.ts';
import {chosenByDefault, whenOf} from './worlds.ts';

/** Names that are told before the rest is counted. */
const mostNames = 4;
/** Characters of one name. */
const longestName = 120;
/** Names that the report's data hold. */
const mostListed = 1000;

/** The first of a list: `a, b and 3 more`. */
export function listed(names: readonly string[], most = mostNames): string {
	const unique = [...new Set(names)].map((name) => (name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name));
	return someOf(unique, most + 1);
}

/** Cells that are told in one sentence: same statement, cause, principals and actions. */
export type Group = {readonly cells: readonly [Cell, ...Cell[]]; readonly actions: readonly Cell[]; readonly resources: readonly Cell[]};

/** Groups cells, so that a statement is told once. */
export function grouped(cells: readonly Cell[]): readonly Group[] {
	const byWhere = groupBy(cells, ({rule, cause, resource, principal}) => [ruleKey(rule), cause, resource.text, principal?.text ?? '']);
	const groups = groupBy(byWhere, (where) => [
		ruleKey(where[0].rule),
		where[0].cause,
		where[0].principal?.text ?? '',
		...where.map(({action, names}) => `${action?.text ?? ''} ${names.join()}`),
	]);
	return groups.map(([first, ...more]): Group => ({cells: first, actions: first, resources: [first, ...more].map(([cell]) => cell)}));
}

const ruleKeys = new WeakMap<object, string>();
let nextKey = 0;

/** Rules are made anew for each world; their statement is one. */
function ruleKey({statement}: Rule): string {
	const key = ruleKeys.get(statement) ?? String(nextKey++);
	ruleKeys.set(statement, key);
	return key;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => readonly string[]): readonly [Item, ...Item[]][] {
	const groups = new Map<string, [Item, ...Item[]]>();
	for (const item of items) {
		const key = JSON.stringify(keyOf(item));
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [item]);
		else group.push(item);
	}
	return [...groups.values()];
}

/** The actions of a group, short. */
export function actionsOf({actions}: Group): string {
	const [first] = actions;
	if (first?.action === undefined) return first === undefined ? '' : complement(first);
	const whole = actions.filter(({names, total}) => names.length === total || total === 0);
	const part = actions.filter((cell) => !whole.includes(cell));
	const told = [...(whole.length === 0 ? [] : [listed(whole.map(wholeAction))]), ...part.map(partly)];
	return told.join('; ');
}

function wholeAction(cell: Cell): string {
	if (cell.action?.text === '*') return 'every action (*)';
	return cell.total > 1 ? `${writtenAction(cell)} (${cell.total} actions)` : writtenAction(cell);
}

function partly(cell: Cell): string {
	const {names, total} = cell;
	if (names.length <= mostNames) return listed(names);
	return `${names.length} of the ${total} actions of ${writtenAction(cell)} (${listed(names)})`;
}

function complement({rule, names, total}: Cell): string {
	const all = `every action but ${listed(rule.actions.map(({token}) => shownOf(token)))}`;
	return names.length === total ? all : `${all}: ${listed(names)} more`;
}

function writtenAction({action}: Cell): string {
	return action === undefined ? '' : shownOf(action.token);
}

/** The resources of a group, short; empty for a policy that names none. */
export function resourcesOf({resources}: Group): string {
	const [first] = resources;
	if (first?.rule.isAllBut === true) return `everything but ${listed(first.rule.resources.map(({token}) => shownOf(token)))}`;
	return listed(
		resources.map(({resource}) => shownOf(resource.token)),
		2,
	);
}

/** A principal in words. */
export function principalOf({principal}: Cell): string {
	if (principal === undefined) return '';
	if (principal.text === '*') return 'everyone';
	return principal.text.startsWith('!') ? `everyone but ${listed(principal.text.slice(1).split('|'))}` : shownOf(principal.token);
}

/** A condition in words: `StringEquals aws:SourceAccount: 111122223333`. */
export function conditionOf({condition}: Held): string {
	return `${condition.operator} ${condition.key}: ${listed(condition.values.map(shownOf))}`;
}

/** The conditions of the template under which a group holds, with a space before. */
export function whenOfGroup({cells: [{rule, action, resource, isByDefault}]}: Group): string {
	const when = whenOf([...rule.statement.clauses, ...(action?.token.clauses ?? []), ...resource.token.clauses]);
	return `${when === '' ? '' : ` ${when}`}${isByDefault === true ? chosenByDefault : ''}`;
}

/** A group as data. */
export function rightsOf(group: Group): Rights {
	const {cells, actions, resources} = group;
	const [{rule}] = cells;
	const names = actions.flatMap((cell) => {
		if (cell.action === undefined) return [complement(cell)];
		return cell.names.length === cell.total && cell.total > 1 ? [writtenAction(cell)] : cell.names;
	});
	const when = whenOfGroup(group).trim();
	return {
		actions: [...new Set(names)].slice(0, mostListed),
		resources: rule.isAllBut ? [resourcesOf(group)] : [...new Set(resources.map(({resource}) => shownOf(resource.token)))].slice(0, mostListed),
		principals: cells[0].principal === undefined ? [] : [principalOf(cells[0])],
		conditions: rule.conditions.map(conditionOf),
		...(when === '' ? {} : {when}),
	};
}

/** The token that a group is about, and the one of the other release that it stands against. */
export function placesOf({cells: [cell], actions, resources}: Group): {readonly here: Place; readonly there?: Place} {
	const {rule, cause, rival, action, resource, principal} = cell;
	const first = actions.find((one) => one.action !== undefined)?.action ?? action;
	const complementToken = rule.actions[0]?.token;
	const ofAction = first?.token.place ?? complementToken?.place ?? rule.statement.place;
	const there = rival?.statement.place;
	switch (cause) {
		case 'resource':
			return {
				here: (resources[0]?.resource ?? resource).token.place,
				...(rival === undefined ? {} : {there: rival.resources[0]?.token.place ?? rival.statement.place}),
			};
		case 'principal':
			return {here: principal?.token.place ?? ofAction, ...(there === undefined ? {} : {there})};
		case 'condition': {
			const lost = rival === undefined ? undefined : lostCondition(rule, rival);
			const kept = rule.conditions.find(({key}) => key === lost?.key);
			const value = kept?.condition.values.find(({text}) => !lost?.values.includes(text));
			return {here: value?.place ?? kept?.condition.place ?? ofAction, ...(lost === undefined ? {} : {there: lost.condition.place})};
		}
		case 'clause':
		case 'action':
			return {
				here: principal !== undefined && cause === 'action' && rival === undefined && rule.statement.effect === 'Allow' ? principal.token.place : ofAction,
				...(there === undefined ? {} : {there}),
			};
	}
}

/** The first condition of the nearest rule that the rule does not keep to. */
export function lostCondition(rule: Rule, rival: Rule): Held | undefined {
	return rival.conditions.find((wanted) => !rule.conditions.some((given) => implies(given, wanted)));
}

/** The conditions of the statement in words: ` where aws:SourceVpc is …`; empty for none. */
export function held({cells: [{rule}]}: Group): string {
	return rule.conditions.length === 0 ? '' : ` where ${listed(rule.conditions.map(conditionOf))}`;
}
