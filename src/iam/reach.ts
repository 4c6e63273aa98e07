/** How much of what an action can work on a resource pattern lets it reach. */

import {type Action, arnPatternOf} from './data.ts';
import {arnFields, isStar, matchesPattern} from './pattern.ts';

/**
 * `all`: everything of the account, or of the service, as by `*` and `arn:aws:s3:::*`; `type`: everything of one resource type, as by
 * `arn:aws:iam::*:role/*`; `some`: what is named; `nothing`: it is of another service.
 */
export type Reach = 'all' | 'type' | 'some' | 'nothing';

/** Stands for the name of a resource where a pattern is tried on a whole type. */
const anyName = '\uE000\uE000';

type Arn = {readonly service: string; readonly resource: string};

function arnOf(text: string): Arn | undefined {
	const [, , service, , , resource] = arnFields(text) ?? [];
	return service === undefined || resource === undefined ? undefined : {service: service.toLowerCase(), resource};
}

const typesBy = new WeakMap<Action, readonly Arn[]>();

/** The ARNs of an action's resource types. */
function typesOf(action: Action): readonly Arn[] {
	const known = typesBy.get(action);
	if (known !== undefined) return known;
	const types = action.resourceTypes.flatMap((type) => arnOf(arnPatternOf(action.service, type)?.replace(/\$\{[^}]{0,300}\}/g, anyName) ?? '') ?? []);
	typesBy.set(action, types);
	return types;
}

/** What a resource pattern reaches for an action. Regions and accounts do not count: a stack's role has one account, and often one Region. */
export function reachOf(resource: string, action: Action): Reach {
	const text = resource.trim();
	if (isStar(text)) return 'all';
	const arn = arnOf(text);
	if (arn === undefined) return /^arn(:\*)+$/.test(text) || text === 'arn:*' ? 'all' : 'some';
	const types = typesOf(action);
	const ofService = types.filter(({service}) => matchesPattern(arn.service, service));
	if (types.length > 0 && ofService.length === 0) return 'nothing';
	if (/^[*/:]*\*[*/:]*$/.test(arn.resource)) return 'all';
	return ofService.some((type) => matchesPattern(arn.resource, type.resource)) ? 'type' : 'some';
}
