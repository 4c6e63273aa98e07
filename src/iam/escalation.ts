/** Known ways to gain rights, in what an identity is granted as a whole. */

import type {Escalation, PolicySource, Statement, Token} from '../evidence/iam.ts';
import type {Clause} from '../evidence/template.ts';
import {escalationPaths} from '../limits/escalation-paths.ts';
import type {EscalationPath} from '../limits/iam.ts';
import {actionPattern} from './actions.ts';
import {actionOf} from './data.ts';
import {type Left, leftBy} from './denial.ts';
import {fenceOf} from './fence.ts';
import {namedBy, openActions} from './grants.ts';
import {isStar, matchesPattern} from './pattern.ts';
import {reachOf} from './reach.ts';

/** Where an action is allowed widely, and under which conditions of the template. */
type Wide = {readonly token: Token; readonly clauses: readonly Clause[]; readonly passedTo: readonly string[]};

/** Whether conditions of the template can hold together. */
export type CanHold = (clauses: readonly Clause[]) => boolean;

/**
 * Every path whose actions are all allowed, each on everything that it works on: an action on named resources gives no more than those.
 * Statements of branches that exclude each other do not add up.
 */
export function escalationsOf(policies: readonly PolicySource[], boundary: PolicySource | undefined, canHold: CanHold): readonly Escalation[] {
	const statements = policies.flatMap((policy) => policy.statements.filter(({effect}) => effect === 'Allow'));
	if (statements.length === 0) return [];
	const isOpen = openActions(policies, boundary);
	const left = leftBy(policies, boundary);
	const known = new Map<string, readonly Wide[]>();
	const widely = (action: string): readonly Wide[] => {
		const lower = action.toLowerCase();
		const found = known.get(lower) ?? (isOpen(lower) ? statements.flatMap((statement) => wideIn(statement, lower, left)) : []);
		known.set(lower, found);
		return found;
	};
	return escalationPaths.flatMap((path) => {
		const witness = witnessOf(path, widely, canHold);
		return witness === undefined ? [] : [{id: path.id, category: path.category, witness}];
	});
}

/** The first choice of tokens, one an action, that can hold together. */
function witnessOf(path: EscalationPath, widely: (action: string) => readonly Wide[], canHold: CanHold): Escalation['witness'] | undefined {
	const choose = (at: number, clauses: readonly Clause[]): Escalation['witness'] | undefined => {
		const action = path.required[at];
		if (action === undefined) return [];
		for (const wide of widely(action)) {
			if (action === 'iam:PassRole' && !mayPass(wide, path)) continue;
			const held = [...clauses, ...wide.clauses];
			if (!canHold(held)) continue;
			const rest = choose(at + 1, held);
			if (rest !== undefined) return [{action, token: wide.token}, ...rest];
		}
		return undefined;
	};
	return choose(0, []);
}

/** Whether a role may be passed to the service that the path passes it to: that of its other actions. */
function mayPass({passedTo}: Wide, {required}: EscalationPath): boolean {
	if (passedTo.length === 0) return true;
	const services = required.filter((action) => action !== 'iam:PassRole').map((action) => action.split(':')[0] ?? '');
	return passedTo.some((target) =>
		services.some((service) => matchesPattern(target, `${service}.amazonaws.com`) || target.includes(service.split('-')[0] ?? service)),
	);
}

function wideIn(statement: Statement, lower: string, left: Left): readonly Wide[] {
	if (!namedBy(statement)(lower)) return [];
	const action = actionOf(lower);
	if (action === undefined) return [];
	const fence = fenceOf(statement.conditions, action);
	if (fence.state === 'fenced' || fence.state === 'closed') return [];
	const isReached = ({text}: Token) => (action.resourceTypes.length === 0 ? isStar(text) : ['all', 'type'].includes(reachOf(text, action)));
	const isLeft = (text: string) => !['fenced', 'closed'].includes(left(statement, action, text));
	const isWide = statement.notResources.length > 0 ? isLeft('*') : statement.resources.some((token) => isReached(token) && isLeft(token.text));
	if (!isWide) return [];
	const tokens =
		statement.notActions.length > 0 ? statement.notActions.slice(0, 1) : statement.actions.filter(({text}) => matchesPattern(actionPattern(text), lower));
	return tokens.map((token) => ({token, clauses: [...statement.clauses, ...token.clauses], passedTo: fence.passedTo}));
}
