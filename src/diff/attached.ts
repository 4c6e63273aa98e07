/** What resources run with, in two releases: a role or security group that another takes the place of, though neither of them changed. */

import {type Identity, type Statement, shownOf} from '../evidence/iam.ts';
import type {Resource} from '../evidence/template.ts';
import {merged} from '../gather/symbolic.ts';
import {reasonOf} from '../reason.ts';
import type {Change, Found, Rights} from './change.ts';
import {isWholeInternet} from './cidr.ts';
import {type Opening, openingsOf, overs, portsOf} from './ingress.ts';
import {isAllowed, sourced} from './permissions.ts';
import {type Budget, type Cell, namesAction, rulesIn, type Sourced} from './rules.ts';
import {type Attached, groupsOf, profilesOf, type Runner, rolesOf, runnerOf, runnersOf, textOf, unknownIn} from './runners.ts';
import {clausesOf, oldPlace, type Side, tokensAt} from './side.ts';
import {compareStatements, under} from './statements.ts';
import {actionsOf, grouped, held, listed, resourcesOf, rightsOf, whenOfGroup} from './telling.ts';
import {outside, unreadIn} from './unread-policies.ts';
import {whenOf, worldsOf} from './worlds.ts';

/** Rights and exposure that resources gain by running with something else that was there before. */
export function* attachedChanges(old: Side, next: Side, budgetOf: () => Budget): Generator<Found> {
	const launched = new Set(next.template.resources.flatMap((resource) => profilesOf(resource, next).map(({logicalId}) => logicalId)));
	const runners = runnersOf(old, next);
	for (const {was, is} of runners) {
		// What a launch gains by its profile is told of the launch.
		if (is.type === 'AWS::IAM::InstanceProfile' && launched.has(is.logicalId)) continue;
		yield* guarded(is, () => roleChanges(old, next, was, is, budgetOf()));
	}
	const openings: Openings = {old: byGroup(openingsOf(old)), new: byGroup(openingsOf(next))};
	for (const {was, is} of runners) yield* guarded(is, () => groupChanges(old, next, was, is, openings, budgetOf()));
}

function* guarded({logicalId, place}: Resource, found: () => Iterable<Found>): Generator<Found> {
	try {
		yield* found();
	} catch (error) {
		yield {problem: `what ${logicalId} runs with was not compared in full: ${reasonOf(error)}`, place};
	}
}

function nameOf(attached: readonly Attached[], none: string): string {
	const names = attached.map(({resource, token}) => resource?.logicalId ?? shownOf(token));
	return names.length === 0 ? none : listed(names);
}

function* roleChanges(old: Side, next: Side, was: Resource, is: Resource, budget: Budget): Generator<Found> {
	const runner = runnerOf(old, next, was, is, rolesOf);
	if (runner === undefined) return;
	const [before, after] = [identified(runner.before, old), identified(runner.after, next)];
	const known = new Set(old.identities.map(({logicalId}) => old.renamed(logicalId)));
	// All that a new role may do is told as gained.
	const there = after.filter(({id}) => id !== undefined && known.has(id));
	const identityOf = new Map<Statement, Identity>();
	const statementsOf = (roles: readonly Identified[], side: Side, resource: Resource): readonly Sourced[] =>
		roles.flatMap(({identity, clauses}) =>
			sourced(identity, side).map(({statement, policy}) => {
				const placed = under(statement, [...clausesOf(resource), ...clauses]);
				identityOf.set(placed, identity);
				return {statement: placed, ...(policy === undefined ? {} : {policy})};
			}),
		);
	const [others, mine] = [statementsOf(before, old, was), statementsOf(there, next, is)];
	const compared = compareStatements({statements: others, reading: old}, {statements: mine, reading: next}, budget);
	if (!compared.all) yield {problem: `the role of ${is.logicalId} hangs on more conditions than are tried in all combinations`, place: is.place};
	const gained = compared.allowGained.filter((cell) => isWithinBoundary(cell, identityOf.get(cell.rule.statement), next));
	const allowing = rulesIn(mine, next, undefined).filter(({statement}) => statement.effect === 'Allow');
	const denyLost = there.length === 0 ? [] : compared.denyLost.filter((cell) => isAllowed(cell, allowing));
	const groups = grouped(gained.filter(({rule}) => rule.policy?.kind !== 'aws-managed'));
	const parts = [
		...groups.map((group) => `${actionsOf(group)} on ${resourcesOf(group)}${held(group)}${whenOfGroup(group)}`),
		...managedParts(gained),
		...unfollowed(before, there, old, next),
		...grouped(denyLost).map((group) => `${actionsOf(group)} on ${resourcesOf(group)}, which it was denied before`),
	];
	yield* changed(old, next, runner, {
		kind: 'permissions/role-changed',
		words: 'runs with the role',
		none: 'none',
		gains: 'it gains',
		parts: [...parts, ...boundaryParts(before, there, old, next)],
		unknown: 'what it allows is not known here',
		help: 'Keep to the role that it had, or give that what the new release needs; tell buyers of it in the release notes.',
		rights: joinedRights([...groups, ...grouped(denyLost)].map(rightsOf)),
	});
}

type Identified = Attached & {readonly identity: Identity};

function identified(attached: readonly Attached[], {identities}: Side): readonly Identified[] {
	const byId = new Map(identities.map((identity) => [identity.logicalId, identity]));
	return attached.flatMap((one) => {
		const identity = byId.get(one.resource?.logicalId ?? '');
		return identity === undefined ? [] : [{...one, identity}];
	});
}

/** A boundary that is known lets nothing through that it does not allow. */
function isWithinBoundary({names}: Cell, identity: Identity | undefined, side: Side): boolean {
	const boundary = identity?.boundary;
	if (boundary === undefined || boundary.unread.length > 0) return true;
	const rules = rulesIn(
		boundary.statements.map((statement) => ({statement})),
		side,
		undefined,
	).filter(({statement}) => statement.effect === 'Allow');
	return names.some((name) => rules.some((rule) => namesAction(rule, name.toLowerCase())));
}

function managedParts(cells: readonly Cell[]): readonly string[] {
	const policies = new Map<string, string[]>();
	for (const {rule, names} of cells) {
		if (rule.policy?.kind !== 'aws-managed') continue;
		policies.set(rule.policy.name, [...(policies.get(rule.policy.name) ?? []), ...names]);
	}
	return [...policies].map(([policy, names]) => `${listed(names)} by the AWS managed policy ${policy}`);
}

/** Policies that nobody can follow here, and that it did not have before. */
function unfollowed(before: readonly Identified[], after: readonly Identified[], old: Side, next: Side): readonly string[] {
	const policiesOf = (roles: readonly Identified[], side: Side) => [
		...roles.flatMap(({identity}) => outside(identity, side)).map((token): readonly [string, string] => [textOf(token, side), shownOf(token)]),
		...roles.flatMap(({identity}) =>
			identity.policies.filter(({kind, unread}) => kind === 'aws-managed' && unread.length > 0).map(({name}): readonly [string, string] => [name, name]),
		),
		...roles.flatMap(({identity}) => unreadIn(identity, side)).map(({text}): readonly [string, string] => [text, 'a policy that can’t be followed here']),
	];
	const known = new Set(policiesOf(before, old).map(([key]) => key));
	const news = policiesOf(after, next).flatMap(([key, name]) => (known.has(key) ? [] : [name]));
	return [...new Set(news)].map((name) => (name.startsWith('a policy') ? name : `the policy ${name}, which is not known here`));
}

function boundaryParts(before: readonly Identified[], after: readonly Identified[], old: Side, next: Side): readonly string[] {
	const isBound = ({identity}: Identified, side: Side) => tokensAt(identity, side, 'PermissionsBoundary').length > 0;
	const isFree = before.length > 0 && before.every((role) => isBound(role, old)) && after.some((role) => !isBound(role, next));
	return isFree ? ['what a permissions boundary kept from it before'] : [];
}

function joinedRights(rights: readonly Rights[]): Rights {
	const all = (key: 'actions' | 'resources' | 'principals' | 'conditions') => [...new Set(rights.flatMap((each) => each[key]))].slice(0, 1000);
	return {actions: all('actions'), resources: all('resources'), principals: all('principals'), conditions: all('conditions')};
}

type Openings = {readonly old: ReadonlyMap<string, readonly Opening[]>; readonly new: ReadonlyMap<string, readonly Opening[]>};

function byGroup(openings: readonly Opening[]): ReadonlyMap<string, readonly Opening[]> {
	const groups = new Map<string, Opening[]>();
	for (const opening of openings) {
		const group = groups.get(opening.group);
		if (group === undefined) groups.set(opening.group, [opening]);
		else group.push(opening);
	}
	return groups;
}

function* groupChanges(old: Side, next: Side, was: Resource, is: Resource, openings: Openings, budget: Budget): Generator<Found> {
	const runner = runnerOf(old, next, was, is, groupsOf);
	if (runner === undefined) return;
	const known = new Set([...old.resourceOf.keys()].map((name) => old.renamed(name)));
	const reached = (attached: readonly Attached[], byName: ReadonlyMap<string, readonly Opening[]>, resource: Resource) =>
		attached.flatMap(({id, clauses}) =>
			(byName.get(id ?? '') ?? []).flatMap((opening): readonly Opening[] => {
				const held = merged([...clausesOf(resource), ...clauses], opening.clauses);
				// Those in a group that lets itself in are those in whatever takes its place.
				const source = opening.source === `\${${id}}` ? 'itself' : opening.source;
				return held === undefined ? [] : [{...opening, group: is.logicalId, label: is.logicalId, source, clauses: held}];
			}),
		);
	// All that a new group opens is told as opened.
	const there = runner.after.filter(({id}) => id !== undefined && known.has(id));
	const [before, after] = [reached(runner.before, openings.old, was), reached(there, openings.new, is)];
	const {worlds, all} = worldsOf([
		{clauses: before.map(({clauses}) => clauses), formulas: old.formulas},
		{clauses: after.map(({clauses}) => clauses), formulas: next.formulas},
	]);
	if (!all) yield {problem: `the security groups of ${is.logicalId} hang on more conditions than are tried in all combinations`, place: is.place};
	const parts = overs(after, before, worlds, next, old, budget).map(({opening}) => {
		const when = whenOf(opening.clauses);
		return `${portsOf(opening)} to ${opening.source}${isWholeInternet(opening.source) ? ', the whole internet' : ''}${when === '' ? '' : ` ${when}`}`;
	});
	yield* changed(old, next, runner, {
		kind: 'exposure/group-changed',
		words: 'is in the security group',
		none: 'in none',
		gains: 'it opens',
		parts: [...new Set(parts)],
		unknown: 'what it opens is not known here',
		help: 'Keep to the security group that it had, or open there what the new release needs.',
	});
}

type Telling = {
	readonly kind: Change['kind'];
	readonly words: string;
	readonly none: string;
	readonly gains: string;
	readonly parts: readonly string[];
	readonly unknown: string;
	readonly help: string;
	readonly rights?: Rights;
};

/** Parts of a gain that are told before the rest is counted. */
const mostParts = 3;

function toldParts(parts: readonly string[]): string {
	const more = parts.length - mostParts;
	return `${parts.slice(0, mostParts).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

/** What is gained, or that it is not known. */
function* changed(
	old: Side,
	next: Side,
	{was, is, before, after}: Runner,
	{kind, words, none, gains, parts, unknown, help, rights}: Telling,
): Generator<Change> {
	const [strangers, now] = [unknownIn(before, old), unknownIn(after, next)];
	const places = {...oldPlace(before[0]?.token.place ?? was.place), new: after[0]?.token.place ?? is.place};
	const who = `${is.logicalId} (${is.type}) ${words}`;
	const common = {kind, help, subject: is.logicalId, ...places, ...(rights === undefined ? {} : {rights})};
	// Where nobody knows what it had before, it may have had all of it.
	const isKnown = [...strangers].every((text) => now.has(text));
	if (parts.length > 0)
		yield {
			...common,
			severity: isKnown ? 'error' : 'warning',
			growth: isKnown,
			message: `${who} ${nameOf(after, none)}, before ${nameOf(before, none)}: ${gains} ${toldParts(parts)}${isKnown ? '' : '; what it had before is not known here'}.`,
		};
	const foreign = after.filter(({id, isBuyers, token}) => id === undefined && !isBuyers && !strangers.has(textOf(token, next)));
	if (foreign.length > 0)
		yield {
			...common,
			severity: 'error',
			growth: true,
			message: `${who} ${nameOf(foreign, none)}, which lies outside of the template, before ${nameOf(before, none)}: ${unknown}.`,
			new: foreign[0]?.token.place ?? places.new,
		};
}
