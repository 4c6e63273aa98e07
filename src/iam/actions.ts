/** What an action of a policy stands for. */

import {type Action, actionOf, actionsOfService, allServices} from './data.ts';
import {hasHole, isStar, matchesPattern} from './pattern.ts';

/** The actions that a pattern names. `everything` is `*`; `service` all of a service, as `s3:*` or `ec*:*` name it. */
export type Expansion = {
	readonly width: 'everything' | 'service' | 'some';
	readonly actions: readonly Action[];
	/** Whether it holds what is not known, or names what the reference does not list. */
	readonly unknown: boolean;
};

/** An action's pattern as it is matched: in lower case, and `*` for the `*:*` that means the same. */
export function actionPattern(text: string): string {
	const lower = text.trim().toLowerCase();
	return lower === '*:*' ? '*' : lower;
}

const cache = new Map<string, Expansion>();
/** Patterns of one run; more than this many come from no honest template. */
const mostCached = 5000;

/** Expands a pattern such as `s3:Get*`, in any case of letters. */
export function expandAction(pattern: string): Expansion {
	const lower = actionPattern(pattern);
	const known = cache.get(lower);
	if (known !== undefined) return known;
	if (cache.size >= mostCached) cache.clear();
	const expansion = expand(lower);
	cache.set(lower, expansion);
	return expansion;
}

function expand(pattern: string): Expansion {
	const [service = '', name = ''] = pattern.split(':');
	if (isStar(pattern) || (isStar(service) && isStar(name)))
		return {width: 'everything', actions: allServices().flatMap((each) => actionsOfService(each)), unknown: false};
	if (hasHole(pattern)) return {width: 'some', actions: [], unknown: true};
	if (!/[*?]/.test(pattern)) {
		const action = actionOf(pattern);
		return {width: 'some', actions: action === undefined ? [] : [action], unknown: action === undefined};
	}
	const services = /[*?]/.test(service) ? allServices().filter((each) => matchesPattern(service, each)) : [service];
	const all = services.flatMap((each) => actionsOfService(each));
	const actions = all.filter((action) => matchesPattern(name, action.name.slice(action.service.length + 1).toLowerCase()));
	// A name of wildcards alone, such as `?*`, leaves out none but the shortest names, if there are any so short.
	const isAll = isStar(name) || (/^[*?]+$/.test(name) && name.includes('*') && actions.length === all.length);
	return {width: isAll ? 'service' : 'some', actions, unknown: actions.length === 0};
}
