/** What Deny statements leave of what others allow. */

import type {Condition, PolicySource, Statement, Token} from '../evidence/iam.ts';
import type {Clause} from '../evidence/template.ts';
import {actionPattern} from './actions.ts';
import type {Action} from './data.ts';
import {type Fence, fenceOf, strongest, weakest} from './fence.ts';
import {coversPattern, hasHole, isStar, matchesPattern} from './pattern.ts';
import {reachOf} from './reach.ts';

/** What is left of an action, on a resource, of what a statement allows; without an action, of all of AWS. In the words of fences: `closed` is nothing. */
export type Left = (allow: Statement, action: Action | undefined, resource: string) => Fence['state'];

/** Those of a policy that IAM would take are far fewer; of what is beyond, nothing is taken away. */
const mostDenials = 50;
const mostTokens = 500;
const mostConditions = 10;

/** Judges what an identity's Deny statements, those of its boundary too, leave of its grants. Only what they surely take away is gone. */
export function leftBy(policies: readonly PolicySource[], boundary: PolicySource | undefined): Left {
	const all = [...policies, ...(boundary === undefined ? [] : [boundary])].flatMap(({statements}) => statements);
	const denials = all
		.filter((statement) => statement.effect === 'Deny' && sizeOf(statement) <= mostTokens && statement.conditions.length <= mostConditions)
		.slice(0, mostDenials);
	if (denials.length === 0) return () => 'open';
	const naming = new Map<string, readonly Statement[]>();
	const denialsOf = (action: Action | undefined): readonly Statement[] => {
		const name = action?.name.toLowerCase() ?? '';
		const found = naming.get(name) ?? denials.filter((denial) => surelyNames(denial, name));
		naming.set(name, found);
		return found;
	};
	return (allow, action, resource) => strongest(denialsOf(action).map((denial) => leftOf(denial, allow, action, resource)));
}

function sizeOf({actions, notActions, resources, notResources}: Statement): number {
	return actions.length + notActions.length + resources.length + notResources.length;
}

/** Whether a statement speaks of an action, by its name in lower case, in every stack; of all actions where the name is empty. */
export function surelyNames({actions, notActions, clauses}: Statement, name: string): boolean {
	if (notActions.length > 0) return name !== '' && !notActions.some(({text}) => hasHole(text) || matchesPattern(actionPattern(text), name));
	return actions.some(
		(token) => isFixed(token, clauses) && (name === '' ? isStar(actionPattern(token.text)) : matchesPattern(actionPattern(token.text), name)),
	);
}

/** Whether a token stands there in every stack that the statement is in. */
export function isFixed({clauses, parameter}: Token, within: readonly Clause[]): boolean {
	return parameter === undefined && isWithin(clauses, within);
}

/** Whether all these clauses are among others, so that they hold wherever those do. */
export function isWithin(clauses: readonly Clause[], within: readonly Clause[]): boolean {
	return clauses.every(({condition, holds}) => within.some((other) => other.condition === condition && other.holds === holds));
}

/** Whether a statement holds on everything and always. */
export function isForAll({resources, notResources, conditions, clauses}: Statement): boolean {
	return clauses.length === 0 && conditions.length === 0 && notResources.length === 0 && resources.some((token) => isStar(token.text) && isFixed(token, []));
}

/** A Deny holds where its resource and all its conditions match, so that what it leaves is as wide as the weakest of these. */
function leftOf(denial: Statement, allow: Statement, action: Action | undefined, resource: string): Fence['state'] {
	if (!isWithin(denial.clauses, allow.clauses)) return 'open';
	const {resources, notResources, conditions} = denial;
	const states: Fence['state'][] = conditions.map((condition) => leftByCondition(condition, action));
	if (notResources.length > 0) states.push(notResources.every(({text}) => isNarrow(text, action)) ? 'fenced' : 'open');
	else if (!resources.some((token) => isFixed(token, allow.clauses) && coversPattern(token.text.trim(), resource.trim()))) return 'open';
	return weakest(states);
}

function isNarrow(text: string, action: Action | undefined): boolean {
	if (action === undefined) return !/^[*?:]*$|^arn(?::\*)+$|^arn:\*$/.test(text.trim());
	const reach = reachOf(text, action);
	return reach !== 'all' && reach !== 'type';
}

/** What is left where a condition of a Deny does not hold: of `StringNotEquals`, what `StringEquals` would let through. */
function leftByCondition(condition: Condition, action: Action | undefined): Fence['state'] {
	const turned = turnedRound(condition);
	return turned === undefined ? 'open' : fenceOf([turned], action).state;
}

const negated = /^(ForAllValues:)?(String|Arn|Numeric|Date)Not(Equals|EqualsIgnoreCase|Like)(?:IfExists)?$/i;

/** The condition that holds where a negated one does not; nothing where that can't be said of it. A negated one holds where the key is missing, too. */
export function turnedRound(condition: Condition): Condition | undefined {
	const {operator, values} = condition;
	const [, forAll, type, comparison] = negated.exec(operator) ?? [];
	if (type !== undefined && comparison !== undefined) return {...condition, operator: `${forAll === undefined ? '' : 'ForAnyValue:'}${type}${comparison}`};
	if (/^NotIpAddress(?:IfExists)?$/i.test(operator)) return {...condition, operator: 'IpAddress'};
	const isSaid = (wanted: string) => values.length > 0 && values.every(({text}) => text.toLowerCase() === wanted);
	const turnedTo = (text: string): Condition => ({...condition, values: values.map((value) => ({...value, text}))});
	if (/^Null$/i.test(operator) && isSaid('true')) return turnedTo('false');
	// Where the key may be missing, `Bool` leaves the requests without it.
	if (
		isSaid('false') &&
		(/^BoolIfExists$/i.test(operator) || (/^Bool$/i.test(operator) && /^aws:(?:ViaAWSService|PrincipalIsAWSService)$/i.test(condition.key)))
	)
		return {...turnedTo('true'), operator: 'Bool'};
	return undefined;
}
