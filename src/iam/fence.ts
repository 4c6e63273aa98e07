/** What a statement's conditions do to an action. */

import type {Condition} from '../evidence/iam.ts';
import {listedGlobalKeys, narrowingGlobalKeys, sessionKeys, weakServiceKeys} from '../limits/iam.ts';
import type {Action} from './data.ts';
import {matchesPattern} from './pattern.ts';
import {scopesNothing} from './values.ts';

/**
 * `open`: nothing narrows it; `weak`: only where from, when or by whom; `fenced`: on what it works; `closed`: a condition never holds for
 * it, so that it is not allowed at all.
 */
export type Fence = {
	readonly state: 'open' | 'weak' | 'fenced' | 'closed';
	/** Conditions on keys that the action does not honour. */
	readonly dead: readonly {readonly condition: Condition; readonly effect: 'closed' | 'open'}[];
	/** Values of `iam:PassedToService`. */
	readonly passedTo: readonly string[];
};

const strengths = ['open', 'weak', 'fenced', 'closed'] as const satisfies readonly Fence['state'][];

/** Two fences together are as strong as the stronger one. */
export function strongest(states: readonly Fence['state'][]): Fence['state'] {
	return strengths.findLast((state) => states.includes(state)) ?? 'open';
}

/** What leaves nothing but where all of them do is as strong as the weakest. */
export function weakest(states: readonly Fence['state'][]): Fence['state'] {
	return strengths.find((state) => states.includes(state)) ?? 'closed';
}

/** Whether a fence leaves nothing that could be wide: it narrows on what an action works, or closes it. */
export function isScoped(state: Fence['state']): boolean {
	return state === 'fenced' || state === 'closed';
}

/** Judges the conditions of an Allow statement for one action; without one, for all of AWS. */
export function fenceOf(conditions: readonly Condition[], action: Action | undefined): Fence {
	const judged = conditions.map((condition) => ({condition, state: stateOf(condition, action)}));
	const passedTo = conditions.filter(({key}) => key.toLowerCase() === 'iam:passedtoservice').flatMap(({values}) => values.map(({text}) => text));
	return {
		state: strongest(judged.map(({state}) => (state === 'ignored' ? 'open' : state))),
		dead: judged.flatMap(({condition, state}) =>
			state === 'closed' || state === 'ignored' ? [{condition, effect: state === 'closed' ? state : ('open' as const)}] : [],
		),
		passedTo,
	};
}

function stateOf({operator, key, values}: Condition, action: Action | undefined): 'open' | 'weak' | 'fenced' | 'closed' | 'ignored' {
	const name = key.toLowerCase();
	const holdsWhenAbsent = /IfExists$/i.test(operator) || /^ForAllValues:/i.test(operator) || /:?(String|Arn|Numeric|Date)Not|:?NotIp/i.test(operator);
	const isNull = /^Null$/i.test(operator);
	if (action !== undefined && !honours(action, name)) return holdsWhenAbsent || isNull ? 'ignored' : 'closed';
	if (name === 'aws:securetransport' || scopesNothing(values)) return 'open';
	if (isNull || holdsWhenAbsent) return 'weak';
	// A global key that is held against the caller's own instance names that instance, or never holds.
	if (name.startsWith('aws:') && values.length > 0 && values.every(({text}) => isOfSession(text))) return action === undefined ? 'weak' : 'fenced';
	const narrows = name.startsWith('aws:')
		? narrowingGlobalKeys.some((pattern) => pattern.test(name))
		: !weakServiceKeys.has(name.replace(/\/.*$/, '/')) && !isSessionKey(name);
	return narrows && action !== undefined ? 'fenced' : 'weak';
}

/** Whether an action has a condition key, in lower case, in its requests. AWS's global keys are in all, but for those that need a resource's or a request's tags. */
function honours(action: Action, key: string): boolean {
	if (key.startsWith('aws:') && !listedGlobalKeys.test(key)) return true;
	return isSessionKey(key) || action.keys.some((known) => known === key || matchesPattern(patternOf(known), key));
}

/** A key of the reference as a pattern: it writes what the seller fills in as `${TagKey}`, as `<key>`, and as `tag-key` behind a slash. */
function patternOf(known: string): string {
	return known.replace(/\$\{[^}]{0,100}\}|<[^>]{0,100}>|(?<=\/)tag-key$/g, '*');
}

/** Whether a key is of the session: in all requests that are made with it, whichever service they go to. No service's own keys have a dot before the colon. */
function isSessionKey(key: string): boolean {
	return sessionKeys.has(key) || key.slice(0, key.indexOf(':') + 1).includes('.');
}

/** Whether a condition's value is a policy variable of the session, and nothing more: `${ec2:SourceInstanceARN}`. */
function isOfSession(text: string): boolean {
	const variable = /^\$\{([\w:]{1,60})\}$/.exec(text.trim())?.[1];
	return variable !== undefined && sessionKeys.has(variable.toLowerCase());
}
