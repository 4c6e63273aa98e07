/** What the policies of an identity reach: for each policy the services, and how much of them. */

import {type Escalation, type Identity, type PolicySource, type Statement, shownOf, type Token} from '../../../evidence/iam.ts';
import {grouped} from '../../grouped.ts';

/**
 * How much a policy allows in a service: everything there is; all of the service; all but what it names; single actions on all that they
 * work on, which could be narrowed (`broad`) or do no harm or cannot be (`any`); what it names. `denied` takes away.
 */
export type Width = 'everything' | 'service' | 'complement' | 'broad' | 'any' | 'named' | 'denied';

/** The widths in words, the widest first. */
export const widthWords: Readonly<Record<Width, string>> = {
	everything: 'everything, on everything',
	service: 'all of it, on everything',
	complement: 'all but what it names',
	broad: 'on any resource',
	any: 'any resource, nothing to narrow',
	named: 'named resources',
	denied: 'denied',
};

const order = Object.keys(widthWords) as readonly Width[];

/** A service that a policy reaches, by one width. */
export type Reach = {
	/** IAM's prefix, `every service` for `*`. */
	readonly service: string;
	readonly width: Width;
	/** The actions' texts; those that are excepted for `NotAction`. */
	readonly actions: readonly string[];
	readonly resources: readonly string[];
	/** Whether a condition, of the statement or of the template, stands before all of it. */
	readonly conditional: boolean;
	/** Actions of it that are a part of a way to other rights. */
	readonly witnesses: readonly Token[];
	/** Actions of it that nothing in the submission calls. */
	readonly unused: readonly string[];
};

/** The reach of one policy, the widest first. */
export function reachOf(policy: PolicySource, identity: Identity, unused: ReadonlySet<Token>): readonly Reach[] {
	const parts = policy.statements.flatMap((statement) => partsOf(statement, identity, unused));
	// One width for all of a service would say of single actions what holds of others.
	return [...grouped(parts, ({service, width}) => `${service} ${width}`).values()]
		.flatMap(joined)
		.toSorted((one, other) => order.indexOf(one.width) - order.indexOf(other.width));
}

function partsOf(statement: Statement, identity: Identity, unused: ReadonlySet<Token>): readonly Reach[] {
	const {effect, actions, notActions, resources, notResources, conditions, clauses} = statement;
	const base = {
		resources: notResources.length > 0 ? notResources.map((token) => `all but ${shownOf(token)}`) : resources.map(shownOf),
		conditional: conditions.length > 0 || clauses.length > 0,
	};
	const isWitness = witnessTokens(identity.escalations);
	if (notActions.length > 0) {
		const named = notActions.map(shownOf);
		const isAll = resources.some(({text}) => text.trim() === '*') || notResources.length > 0;
		const width = effect === 'Deny' ? 'denied' : isAll ? 'complement' : 'named';
		return [{...base, service: 'all services but', width, actions: named, witnesses: notActions.filter(isWitness), unused: []}];
	}
	return [...grouped(actions, ({text}) => serviceOf(text))].map(([service, tokens]) => ({
		...base,
		service,
		width: effect === 'Deny' ? 'denied' : widthOf(statement, service, tokens, identity),
		actions: tokens.map(shownOf),
		witnesses: tokens.filter(isWitness),
		unused: tokens.filter((token) => unused.has(token)).map(shownOf),
	}));
}

/** IAM's prefix of an action. */
function serviceOf(action: string): string {
	const [prefix = '', name] = action.trim().split(':');
	if (name === undefined) return prefix === '*' ? 'every service' : action.trim();
	return prefix.toLowerCase() === '*' ? 'every service' : prefix.toLowerCase();
}

function widthOf(statement: Statement, service: string, tokens: readonly Token[], {wide, unscoped}: Identity): Width {
	const own = wide.filter((grant) => grant.statement === statement && tokens.includes(grant.token));
	if (own.some(({width}) => width === 'everything')) return 'everything';
	if (own.length > 0) return 'service';
	const isHere = (action: string) => service === 'every service' || serviceOf(action) === service;
	// What agents do all day is asked of no one to narrow.
	if (unscoped.some((grant) => grant.statement === statement && grant.class !== 'agent-write' && grant.actions.some(isHere))) return 'broad';
	return statement.notResources.length > 0 || statement.resources.some(({text}) => text.trim() === '*') ? 'any' : 'named';
}

function witnessTokens(escalations: readonly Escalation[]): (token: Token) => boolean {
	const tokens = new Set(escalations.flatMap(({witness}) => witness.map(({token}) => token)));
	return (token) => tokens.has(token);
}

function joined(parts: readonly Reach[]): readonly Reach[] {
	const all = <Item>(of: (part: Reach) => readonly Item[]) => [...new Set(parts.flatMap(of))];
	const [first] = parts;
	if (first === undefined) return [];
	return [
		{
			...first,
			actions: all(({actions}) => actions),
			resources: all(({resources}) => resources),
			conditional: parts.every(({conditional}) => conditional),
			witnesses: all(({witnesses}) => witnesses),
			unused: all(({unused}) => unused),
		},
	];
}
