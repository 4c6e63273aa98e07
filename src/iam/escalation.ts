/** Known ways to gain rights, in what an identity is granted as a whole. */

import type {Escalation, PolicySource, Statement, Token} from '../evidence/iam.ts';
import type {Clause} from '../evidence/template.ts';
import {escalationPaths} from '../limits/escalation-paths.ts';
import type {EscalationPath} from '../limits/iam.ts';
import {actionPattern} from './actions.ts';
import {actionOf} from './data.ts';
import {type Left, leftBy} from './denial.ts';
import {fenceOf, isScoped} from './fence.ts';
import {namedBy, openActions} from './grants.ts';
import {arnFields, coversPattern, isStar, matchesPattern} from './pattern.ts';
import {reachOf} from './reach.ts';

/** Where an action is allowed widely, and under which conditions of the template. */
type Wide = {
	readonly token: Token;
	readonly clauses: readonly Clause[];
	readonly passedTo: readonly string[];
	/** Whether it is allowed on the identity itself alone. */
	readonly own: boolean;
	/** Where it is not allowed on everything: patterns that new names can be made for. */
	readonly patterns?: readonly string[];
};

/** What stands for an identity in resources: texts such as `${Role.Arn}`, and names as they end its ARN: `role/larkspur`. */
export type Self = {readonly texts: ReadonlySet<string>; readonly names: readonly string[]};

/** Statements that allow an action on patterns of names, as far as they are tried. */
const mostPatterned = 20;

/** Whether conditions of the template can hold together. */
export type CanHold = (clauses: readonly Clause[]) => boolean;

/**
 * Every path whose actions are all allowed, each on everything that it works on: an action on named resources gives no more than those, unless
 * the identity itself is among them, or the name of something new may be chosen to fit. Statements of branches that exclude each other do not add up.
 */
export function escalationsOf(policies: readonly PolicySource[], boundary: PolicySource | undefined, canHold: CanHold, self?: Self): readonly Escalation[] {
	const statements = policies.flatMap((policy) => policy.statements.filter(({effect}) => effect === 'Allow'));
	if (statements.length === 0) return [];
	const isOpen = openActions(policies, boundary);
	const left = leftBy(policies, boundary);
	const known = new Map<string, readonly Wide[]>();
	const widely = (action: string): readonly Wide[] => {
		const lower = action.toLowerCase();
		const found = known.get(lower) ?? (isOpen(lower) ? widestFirst(statements.flatMap((statement) => wideIn(statement, lower, left, self))) : []);
		known.set(lower, found);
		return found;
	};
	return escalationPaths.flatMap((path) => {
		const witness = witnessOf(path, widely, canHold);
		if (witness === undefined) return [];
		const own = witness.some((wide) => wide.own);
		return [{id: path.id, category: path.category, ...(own ? {own} : {}), witness: witness.map(({action, token}) => ({action, token}))}];
	});
}

function widestFirst(found: readonly Wide[]): readonly Wide[] {
	const isWhole = ({own, patterns}: Wide) => !own && patterns === undefined;
	const patterned = found.filter(({patterns}) => patterns !== undefined).slice(0, mostPatterned);
	return [...found.filter(isWhole), ...found.filter(({own}) => own), ...patterned];
}

/** What is known of a new resource's name: the patterns that it may be given by, or that it may be any. */
type Created = readonly string[] | 'any' | undefined;

/** The first choice of tokens, one an action, that can hold together. */
function witnessOf(
	path: EscalationPath,
	widely: (action: string) => readonly Wide[],
	canHold: CanHold,
): readonly (Wide & {readonly action: string})[] | undefined {
	const choose = (at: number, clauses: readonly Clause[], created: Created): readonly (Wide & {readonly action: string})[] | undefined => {
		const action = path.required[at];
		if (action === undefined) return [];
		for (const wide of widely(action)) {
			if (action === 'iam:PassRole' && !mayPass(wide, path)) continue;
			if ((wide.own && !changesOwnRights(path)) || !mayName(action, wide, path, created)) continue;
			const held = [...clauses, ...wide.clauses];
			if (!canHold(held)) continue;
			const rest = choose(at + 1, held, isCreation(action) ? withNames(created, wide) : created);
			if (rest !== undefined) return [{...wide, action}, ...rest];
		}
		return undefined;
	};
	return choose(0, [], undefined);
}

/** On itself an identity gains by its policies, or lets others in by its trust; that it makes its own keys is no gain. */
function changesOwnRights({category, required}: EscalationPath): boolean {
	return required.length === 1 && (category === 'self-escalation' || required[0] === 'iam:UpdateAssumeRolePolicy');
}

function isCreation(action: string): boolean {
	return /:(?:Create|Register)/.test(action);
}

/** Who makes something new and gives it a role picks a name that fits the pattern, and then the same name for what it does with it. */
function mayName(action: string, {patterns}: Wide, {required}: EscalationPath, created: Created): boolean {
	if (patterns === undefined) return true;
	if (action === 'iam:PassRole' || !required.includes('iam:PassRole')) return false;
	if (isCreation(action) || created === 'any') return true;
	return created?.some((made) => patterns.some((pattern) => coversPattern(made, pattern) || coversPattern(pattern, made))) ?? false;
}

function withNames(created: Created, {patterns}: Wide): Created {
	return patterns === undefined || created === 'any' ? 'any' : [...(created ?? []), ...patterns];
}

/** Whether a role may be passed to the service that the path passes it to: that of its other actions. */
function mayPass({passedTo}: Wide, {required}: EscalationPath): boolean {
	if (passedTo.length === 0) return true;
	const services = required.filter((action) => action !== 'iam:PassRole').map((action) => action.split(':')[0] ?? '');
	return passedTo.some((target) =>
		services.some((service) => matchesPattern(target, `${service}.amazonaws.com`) || target.includes(service.split('-')[0] ?? service)),
	);
}

function wideIn(statement: Statement, lower: string, left: Left, self: Self | undefined): readonly Wide[] {
	if (!namedBy(statement)(lower)) return [];
	const action = actionOf(lower);
	if (action === undefined) return [];
	const fence = fenceOf(statement.conditions, action);
	if (fence.state === 'fenced' || fence.state === 'closed') return [];
	const isReached = ({text}: Token) => (action.resourceTypes.length === 0 ? isStar(text) : ['all', 'type'].includes(reachOf(text, action)));
	const isLeft = (text: string) => !isScoped(left(statement, action, text));
	const isWide = statement.notResources.length > 0 ? isLeft('*') : statement.resources.some((token) => isReached(token) && isLeft(token.text));
	const named = isWide ? [] : statement.resources.map(({text}) => text.trim()).filter(isLeft);
	const own = self !== undefined && named.some((text) => isSelf(text, self));
	const patterns = own ? [] : named.filter((text) => isPattern(text) && reachOf(text, action) === 'some');
	if (!isWide && !own && patterns.length === 0) return [];
	const tokens =
		statement.notActions.length > 0 ? statement.notActions.slice(0, 1) : statement.actions.filter(({text}) => matchesPattern(actionPattern(text), lower));
	return tokens.map((token) => ({
		token,
		clauses: [...statement.clauses, ...token.clauses],
		passedTo: fence.passedTo,
		own,
		...(isWide || own ? {} : {patterns}),
	}));
}

function isSelf(text: string, {texts, names}: Self): boolean {
	const [, , service, , , resource] = arnFields(text) ?? [];
	return texts.has(text) || (service === 'iam' && resource !== undefined && names.some((name) => matchesPattern(resource, name)));
}

/** Whether a text is an ARN that leaves a part of a name open. */
function isPattern(text: string): boolean {
	return (
		arnFields(text)
			?.at(-1)
			?.replace(/\$\{[^}]{0,300}\}/g, '')
			.includes('*') ?? false
	);
}
