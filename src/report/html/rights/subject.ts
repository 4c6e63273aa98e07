/** An identity with who takes it on, what its policies reach, and what its rights add up to: the facts that diagram and list both show. */

import type {Place} from '../../../contract.ts';
import {type Escalation, type Grant, type GuidanceGap, type Iam, type Identity, type Need, type Principal, shownOf, type Token} from '../../../evidence/iam.ts';
import {positionAt} from '../../../locate.ts';
import {grouped} from '../../grouped.ts';
import {some} from '../../words.ts';
import type {View} from '../view.ts';
import {type Reach, reachOf} from './reach.ts';

/** Who takes an identity on. `detail` is the instance profile of a launch, or what a principal is. */
type Holder = {readonly name: string; readonly detail: string; readonly isOpen: boolean};

/** A policy in a few words, and what it reaches. */
export type HeldPolicy = {readonly name: string; readonly detail: string; readonly reaches: readonly Reach[]; readonly unread: readonly string[]};

/** A way to other rights, with what it comes to. */
export type Path = {readonly id: string; readonly right: string; readonly steps: readonly Step[]};

/** An action of a path, the token that grants it, and its line. */
export type Step = Escalation['witness'][number] & {readonly line?: number};

/** One identity with its surroundings. */
export type Subject = {
	readonly identity: Identity;
	readonly holders: readonly Holder[];
	readonly policies: readonly HeldPolicy[];
	/** Shortest first. Empty for an identity that may do everything anyway. */
	readonly paths: readonly Path[];
	readonly isAdministrator: boolean;
	readonly needs: readonly Need[];
	readonly gaps: readonly GuidanceGap[];
};

/** What the categories of paths come to. */
const rights: Readonly<Record<string, string>> = {
	'new-passrole': 'the rights of a role it passes on',
	'existing-passrole': 'the rights of a role already in use',
	'self-escalation': 'any right, by its own policies',
	'principal-access': 'the rights of another user or role',
};

/** Identities of instances first, then those whose rights reach furthest. */
export function inOrder(identities: readonly Identity[]): readonly Identity[] {
	const weight = ({onInstances, wide, unscoped, escalations}: Identity) =>
		(onInstances ? 4000 : 0) + (wide.some(isEverything) ? 2000 : 0) + Math.min(900, 10 * escalations.length) + Math.min(90, 2 * wide.length + unscoped.length);
	return identities.toSorted((one, other) => weight(other) - weight(one));
}

function isEverything({width}: Grant): boolean {
	return width === 'everything';
}

/** An identity's facts. */
export function subjectOf(identity: Identity, iam: Iam, linesOf: View['linesOf']): Subject {
	const unused = new Set<Token>(iam.unused.filter(({role}) => isSame(role, identity)).flatMap(({tokens}) => tokens));
	const isAdministrator = identity.wide.some(isEverything);
	return {
		identity,
		holders: holdersOf(identity, iam),
		policies: identity.policies.map((policy) => {
			const line = lineOf(policy.place, linesOf);
			const isNamed = policy.kind !== 'inline' || (policy.name !== identity.logicalId && identity.kind !== 'guidance');
			const detail = [
				{inline: 'inline', 'customer-managed': 'managed, of the template', 'aws-managed': 'managed by AWS'}[policy.kind],
				...(line === undefined ? [] : [`line ${line}`]),
			];
			return {
				name: isNamed ? policy.name : identity.kind === 'guidance' ? 'Policy in the text' : 'Inline policy',
				detail: (isNamed ? detail : detail.slice(1)).join(', '),
				reaches: reachOf(policy, identity, unused),
				unread: policy.unread.map(({why}) => why),
			};
		}),
		paths: isAdministrator
			? []
			: identity.escalations.map((escalation) => pathOf(escalation, linesOf)).toSorted((one, other) => one.steps.length - other.steps.length),
		isAdministrator,
		needs: iam.needs.filter(({role}) => isSame(role, identity)),
		gaps: iam.guidanceGaps.filter(({role}) => isSame(role, identity)),
	};
}

function lineOf({file, range}: Place, linesOf: View['linesOf']): number | undefined {
	const starts = linesOf(file)?.starts;
	return range === undefined || starts === undefined ? undefined : positionAt(starts, range[0]).line;
}

/** Gatherers hand on copies of identities, so that objects do not tell which is which. */
function isSame(one: Identity, other: Identity): boolean {
	return one.file === other.file && one.logicalId === other.logicalId && one.place.range?.[0] === other.place.range?.[0];
}

function pathOf({id, category, witness}: Escalation, linesOf: View['linesOf']): Path {
	return {
		id,
		right: rights[category] ?? 'the rights of another identity',
		steps: witness.map((step) => {
			const line = lineOf(step.token.place, linesOf);
			return line === undefined ? step : {...step, line};
		}),
	};
}

function holdersOf(identity: Identity, {instanceRoles}: Iam): readonly Holder[] {
	const {kind, origin, trust} = identity;
	if (kind === 'guidance')
		return [
			{
				name: 'The buyer, by hand',
				detail: origin?.from === 'usage-instructions' ? `usage instructions, ${origin.option} option` : identity.file,
				isOpen: false,
			},
		];
	if (kind === 'policy') return [{name: 'No identity here', detail: 'a policy for others to attach', isOpen: false}];
	const launches = [
		...grouped(
			instanceRoles.filter(({roles}) => roles.some((role) => isSame(role, identity))),
			({launch}) => launch,
		),
	].map(([launch, own]): Holder => {
		const profiles = [...new Set(own.map(({token}) => shownOf(token).replace(/^\$\{|(?:\.Arn)?\}$/g, '')))];
		return {name: launch, detail: `profile ${some(profiles, 2)}`, isOpen: false};
	});
	const principals = (trust?.statements ?? []).filter(({effect}) => effect === 'Allow').flatMap(({principals: named}) => named);
	const others = [...new Map(principals.map((principal) => [principal.token.text, principal])).values()].filter(
		({token}) => launches.length === 0 || !/^ec2\./.test(token.text),
	);
	return [...launches, ...others.map(holderOf)];
}

function holderOf({kind, token, whom}: Principal): Holder {
	const words = {
		everyone: 'everyone: all AWS accounts',
		own: 'of the buyer’s own account',
		service: 'AWS service',
		unknown: kind === 'AWS' ? 'principal' : kind.toLowerCase(),
		account: 'another account',
		parameter: 'an account that a parameter names',
	} as const;
	return {name: shownOf(token), detail: words[whom.is], isOpen: whom.is === 'everyone'};
}

/** The token that grants a step, where it is another text than the action. */
export function grantedBy({action, token}: Step): string | undefined {
	return token.text.toLowerCase() === action.toLowerCase() ? undefined : shownOf(token);
}
