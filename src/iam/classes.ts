/** How much an action gives away when it is not scoped. */

import type {ActionClass} from '../evidence/iam.ts';
import {agentActions, agentServices, dataReads, privilegeActions, secretReads} from '../limits/iam.ts';
import type {Action} from './data.ts';

/** The class of an action. */
export function classOf({name, service, level, resourceTypes}: Action): ActionClass {
	const lower = name.toLowerCase();
	if (lower === 'iam:passrole') return 'pass-role';
	if (lower === 'sts:assumerole') return 'assume-role';
	if (privilegeActions.has(lower) || (service === 'iam' && level === 'P')) return 'privilege';
	if (secretReads.has(lower)) return 'secret-read';
	if (resourceTypes.length === 0) return 'harmless';
	if (dataReads.has(lower)) return 'data-read';
	if (level === 'P') return 'permissions';
	if (level !== 'W' && level !== 'T') return 'harmless';
	return service === 'logs' || agentActions.has(lower) ? 'agent-write' : 'write';
}

/**
 * Whether a resource type's every resource is all that an action works on, so that `instance/*` says as much as `*`. Where it works on several
 * types at once, another of them may hold it in; and what is yet to be made is nobody's.
 */
export function isWholeByType({name, resourceTypes}: Action): boolean {
	return resourceTypes.length === 1 && !/:Create/.test(name);
}

/** Whether a service as a whole gives nothing away: the channels of the Systems Manager agent, or nothing but reading of what holds no data. */
export function isHarmlessService(service: string, actions: readonly Action[]): boolean {
	return agentServices.has(service) || actions.every((action) => classOf(action) === 'harmless' && (action.level === 'R' || action.level === 'L'));
}
