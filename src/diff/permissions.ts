/** Rights of roles, users, groups and managed policies: what each gained and lost. */

import type {Place} from '../contract.ts';
import type {Identity, PolicySource, Token} from '../evidence/iam.ts';
import type {Clause} from '../evidence/template.ts';
import {listed, listedTokens} from '../gather/symbolic.ts';
import {expandAction} from '../iam/actions.ts';
import {get, placeOf, type SourceNode} from '../tree.ts';
import {canonicalOf, nodeAt} from './canonical.ts';
import type {Change} from './change.ts';
import {type Budget, type Cell, namesAction, rulesIn, type Sourced} from './rules.ts';
import {clausesOf, newPlace, oldPlace, type Side} from './side.ts';
import {compareStatements, statementsOf, under} from './statements.ts';
import {
	actionsOf,
	conditionOf,
	type Group,
	grouped,
	listed as list,
	lostCondition,
	placesOf,
	principalOf,
	resourcesOf,
	rightsOf,
	whenOfGroup,
} from './telling.ts';
import {isThere, worldsOf} from './worlds.ts';

/** What a part of the comparison yields, and what it could not do in full. */
export type Found = Change | {readonly problem: string; readonly place?: Place; readonly release?: 'old' | 'new'};

/** An identity in both releases; one side is missing for one that was added or removed. */
type Couple = {readonly old?: Identity; readonly new?: Identity};

/** All changes of rights, identity by identity. */
export function* permissionChanges(old: Side, next: Side, budgetOf: () => Budget): Generator<Found> {
	for (const couple of couplesOf(old, next)) yield* guarded(couple, identityChanges(old, next, couple, budgetOf()));
	yield* accessKeys(old, next);
}

/** One identity that is too much must not hide the others. */
function* guarded({old, new: next}: Couple, found: Generator<Found>): Generator<Found> {
	try {
		yield* found;
	} catch (error) {
		const place = next?.place ?? old?.place;
		yield {
			problem: `what ${next?.logicalId ?? old?.logicalId ?? ''} gained or lost was not compared in full: ${error instanceof Error ? error.message : String(error)}`,
			...(place === undefined ? {} : {place}),
		};
	}
}

function couplesOf(old: Side, next: Side): readonly Couple[] {
	const before = new Map(old.identities.map((identity) => [old.renamed(identity.logicalId), identity]));
	const taken = new Set<Identity>();
	const both = next.identities.map((identity): Couple => {
		const found = before.get(identity.logicalId);
		if (found !== undefined) taken.add(found);
		return found === undefined ? {new: identity} : {old: found, new: identity};
	});
	return [...both, ...old.identities.filter((identity) => !taken.has(identity)).map((identity): Couple => ({old: identity}))];
}

const kindNames: Readonly<Record<Identity['kind'], string>> = {role: 'Role', user: 'User', group: 'Group', policy: 'Managed policy', guidance: ''};

function* identityChanges(old: Side, next: Side, {old: before, new: after}: Couple, budget: Budget): Generator<Found> {
	const identity = after ?? before;
	if (identity === undefined) return;
	const who = `${kindNames[identity.kind]} ${identity.logicalId}`;
	const [mine, others] = [sourced(after, next), sourced(before, old)];
	const compared = compareStatements({statements: others, reading: old}, {statements: mine, reading: next}, budget);
	if (!compared.all) yield {problem: `${who} hangs on more conditions than are tried in all combinations; not all were compared`, place: identity.place};
	const about = {subject: identity.logicalId, old: before?.place, new: after?.place, who, isNew: before === undefined};
	yield* managedChanges(before, after, compared.allowGained, about);
	const isInline = ({rule}: Cell) => rule.policy?.kind !== 'aws-managed';
	for (const group of grouped(compared.allowGained.filter(isInline))) yield gained(group, about);
	for (const group of grouped(compared.allowLost.filter(isInline))) yield lost(group, about);
	const allowing = rulesIn(mine, next, undefined).filter(({statement}) => statement.effect === 'Allow');
	for (const group of grouped(compared.denyLost))
		yield denyLost(group, about, identity.kind === 'policy' || group.cells.some((cell) => isAllowed(cell, allowing)));
	for (const group of grouped(compared.denyGained)) yield denyGained(group, about);
	yield* boundaryChanges(old, next, before, after, about, budget);
	yield* trustChanges(old, next, before, after, about, budget);
	yield* attachedFromOutside(old, next, before, after, about);
	yield* unreadParts(old, next, before, after, about);
}

type About = {readonly subject: string; readonly old: Place | undefined; readonly new: Place | undefined; readonly who: string; readonly isNew: boolean};

/** All statements of an identity, each under the conditions of the resources that it comes from. */
function sourced(identity: Identity | undefined, side: Side): readonly Sourced[] {
	if (identity === undefined) return [];
	const own = clausesOf(side.resourceOf.get(identity.logicalId));
	return identity.policies.flatMap((policy) => {
		const outer = policy.kind !== 'aws-managed' && policy.name !== identity.logicalId ? clausesOf(side.resourceOf.get(policy.name)) : [];
		const clauses: readonly Clause[] = [...own, ...outer];
		return policy.statements.map((statement) => ({statement: under(statement, clauses), policy}));
	});
}

const gainedHelp = 'Keep to what the new release needs; tell buyers of it in the release notes, since AWS and buyers review what roles may do.';

function gained(group: Group, {who, subject, old, isNew}: About): Change {
	const {here, there} = placesOf(group);
	return {
		kind: 'permissions/gained',
		severity: 'error',
		growth: true,
		message: gainedMessage(group, isNew ? `The new ${who[0]?.toLowerCase() ?? ''}${who.slice(1)}` : who),
		help: gainedHelp,
		subject,
		...oldPlace(there ?? old),
		new: here,
		rights: rightsOf(group),
	};
}

function gainedMessage(group: Group, who: string): string {
	const [{cause, rule, rival}] = group.cells;
	const what = `${actionsOf(group)} on ${resourcesOf(group)}`;
	const when = whenOfGroup(group);
	switch (cause) {
		case 'condition': {
			const dropped = rival === undefined ? undefined : lostCondition(rule, rival);
			const kept = rule.conditions.find(({key, operator}) => key === dropped?.key && operator === dropped.operator);
			if (dropped === undefined) return `${who} may use ${what} under weaker conditions${when}.`;
			if (kept !== undefined) return `${who} may use ${what} with more values of a condition: ${conditionOf(kept)}; before ${conditionOf(dropped)}${when}.`;
			return `${who} may use ${what} without the condition ${conditionOf(dropped)}, which stood there before${when}.`;
		}
		case 'resource':
			return `${who} may use ${actionsOf(group)} on ${resourcesOf(group)}${when}; before on ${rival?.isAllBut === true ? 'everything but ' : ''}${list(rival?.resources.map(({token}) => token.text) ?? [], 2)}.`;
		case 'clause':
			return `${who} may use ${what}${when === '' ? ' always' : when}; before only under other conditions of the template.`;
		default:
			return `${who} gains ${what}${held(group)}${when}.`;
	}
}

function held({cells: [{rule}]}: Group): string {
	return rule.conditions.length === 0 ? '' : ` where ${list(rule.conditions.map(conditionOf))}`;
}

function lost(group: Group, {who, subject, new: next}: About): Change {
	const {here, there} = placesOf(group);
	const [{cause}] = group.cells;
	const how = cause === 'condition' ? ', where it does not meet a further condition' : cause === 'clause' ? ', in some cases' : '';
	return {
		kind: 'permissions/lost',
		severity: 'note',
		growth: false,
		message: `${who} loses ${actionsOf(group)} on ${resourcesOf(group)}${held(group)}${whenOfGroup(group)}${how}.`,
		help: 'Make sure that the software no longer needs it.',
		subject,
		old: here,
		...newPlace(there ?? next),
		rights: rightsOf(group),
	};
}

/** Whether anything that a Deny took away is allowed now. */
function isAllowed({names}: Cell, allowing: readonly ReturnType<typeof rulesIn>[number][]): boolean {
	return allowing.some((rule) => names.some((name) => namesAction(rule, name.toLowerCase()) || expandAction(name).unknown));
}

function denyLost(group: Group, {who, subject, new: next}: About, isGrowth: boolean): Change {
	const {here} = placesOf(group);
	const [{cause, rule, rival}] = group.cells;
	const added = cause === 'condition' && rival !== undefined ? lostCondition(rule, rival) : undefined;
	const how = added !== undefined ? `, but where ${conditionOf(added)}` : cause === 'clause' ? ', in some cases' : '';
	return {
		kind: 'permissions/deny-removed',
		severity: isGrowth ? 'error' : 'note',
		growth: isGrowth,
		message: `${who} is no longer denied ${actionsOf(group)} on ${resourcesOf(group)}${held(group)}${whenOfGroup(group)}${how}${isGrowth ? '' : '; no statement of the template allows it'}.`,
		help: 'Keep the Deny, or say in the release notes why it is no longer needed.',
		subject,
		old: here,
		...newPlace(next),
		rights: rightsOf(group),
	};
}

function denyGained(group: Group, {who, subject, old}: About): Change {
	return {
		kind: 'permissions/deny-added',
		severity: 'note',
		growth: false,
		message: `${who} is denied ${actionsOf(group)} on ${resourcesOf(group)}${held(group)}${whenOfGroup(group)}.`,
		help: 'Make sure that the software does not need it.',
		subject,
		...oldPlace(old),
		new: placesOf(group).here,
		rights: rightsOf(group),
	};
}

/** AWS managed policies, each as a whole. */
function* managedChanges(
	before: Identity | undefined,
	after: Identity | undefined,
	cells: readonly Cell[],
	{who, subject, old, new: next}: About,
): Generator<Change> {
	const named = (identity: Identity | undefined) =>
		new Map(identity?.policies.filter(({kind}) => kind === 'aws-managed').map((policy) => [policy.name, policy]));
	const [earlier, later] = [named(before), named(after)];
	for (const [name, policy] of later) {
		const mine = cells.filter(({rule}) => rule.policy === policy);
		if (earlier.has(name) && mine.length === 0) continue;
		const isKnown = policy.unread.length === 0;
		const isGrowth = mine.length > 0 || !isKnown;
		const [group] = grouped(mine);
		yield {
			kind: 'permissions/managed-policy-added',
			severity: isGrowth ? 'error' : 'note',
			growth: isGrowth,
			message: `${who} gets the AWS managed policy ${name}${managedWords(policy, mine, isKnown)}`,
			help: isGrowth
				? 'Grant what the software needs in a policy of its own: AWS adds actions to its managed policies, and buyers see only the name.'
				: 'Nothing is to be done; AWS may add actions to its managed policies.',
			subject,
			...oldPlace(earlier.get(name)?.place ?? old),
			new: policy.place,
			...(group === undefined ? {} : {rights: {...rightsOf(group), actions: [...new Set(mine.flatMap(({names}) => names))].slice(0, 1000)}}),
		};
	}
	for (const [name, policy] of earlier) {
		if (later.has(name)) continue;
		yield {
			kind: 'permissions/managed-policy-removed',
			severity: 'note',
			growth: false,
			message: `${who} no longer has the AWS managed policy ${name}.`,
			help: 'Make sure that the software no longer needs it.',
			subject,
			old: policy.place,
			...newPlace(next),
		};
	}
}

function managedWords({statements}: PolicySource, cells: readonly Cell[], isKnown: boolean): string {
	if (!isKnown) return ', which is not known here, so that it may allow anything.';
	if (cells.length === 0) return ', which allows nothing that it was not allowed before.';
	const names = [...new Set(cells.flatMap(({names: each}) => each))];
	const all = statements.some(({actions}) => actions.some(({text}) => text === '*'));
	return all ? ': it may do everything.' : `: ${names.length} ${names.length === 1 ? 'action' : 'actions'} more (${list(names)}).`;
}

function* boundaryChanges(old: Side, next: Side, before: Identity | undefined, after: Identity | undefined, about: About, budget: Budget): Generator<Found> {
	const [was, is] = [boundaryTokens(before, old), boundaryTokens(after, next)];
	if (before === undefined || after === undefined || (was.length === 0 && is.length === 0)) return;
	const {who, subject} = about;
	const {worlds} = worldsOf([
		{clauses: was.map(({clauses}) => clauses), formulas: old.formulas},
		{clauses: is.map(({clauses}) => clauses), formulas: next.formulas},
	]);
	const isRemoved = worlds.some(
		(world) => was.some(({clauses}) => isThere(clauses, old.formulas, world)) && !is.some(({clauses}) => isThere(clauses, next.formulas, world)),
	);
	if (isRemoved)
		yield {
			kind: 'permissions/boundary-removed',
			severity: 'error',
			growth: true,
			message: `${who} loses its permissions boundary${is.length === 0 ? '' : ' under some conditions of the template'}: nothing limits its policies any more.`,
			help: 'Keep PermissionsBoundary, or say in the release notes why it is no longer needed.',
			subject,
			...oldPlace(was[0]?.place),
			...newPlace(is[0]?.place ?? about.new),
		};
	if (was.length === 0)
		yield {
			kind: 'permissions/boundary-added',
			severity: 'note',
			growth: false,
			message: `${who} gets a permissions boundary: ${list(is.map(({text}) => text))}.`,
			help: 'Make sure that it allows what the software needs.',
			subject,
			...oldPlace(about.old),
			...newPlace(is[0]?.place),
		};
	if (was.length === 0 || is.length === 0) return;
	const [one, other] = [before.boundary, after.boundary];
	const text = (tokens: readonly Token[], side: Side) => canonicalTexts(tokens, side).join();
	if (one === undefined || other === undefined || one.unread.length + other.unread.length > 0) {
		if (text(was, old) === text(is, next)) return;
		yield {
			kind: 'permissions/boundary-widened',
			severity: 'error',
			growth: true,
			message: `${who} has another permissions boundary, ${list(is.map((token) => token.text))}; what it allows is not known here.`,
			help: 'Compare both boundaries by hand.',
			subject,
			...oldPlace(was[0]?.place),
			...newPlace(is[0]?.place),
		};
		return;
	}
	const compared = compareStatements({statements: statementsOf(one, []), reading: old}, {statements: statementsOf(other, []), reading: next}, budget);
	for (const group of grouped([...compared.allowGained, ...compared.denyLost])) {
		const {here, there} = placesOf(group);
		const isOld = group.cells[0].rule.statement.effect === 'Deny';
		yield {
			kind: 'permissions/boundary-widened',
			severity: 'error',
			growth: true,
			message: `The permissions boundary of ${who} lets through ${actionsOf(group)} on ${resourcesOf(group)}, which it did not before.`,
			help: 'Keep the boundary as it was, or say in the release notes why it is wider.',
			subject,
			...oldPlace(isOld ? here : (there ?? one.place)),
			...newPlace(isOld ? other.place : here),
			rights: rightsOf(group),
		};
	}
}

function boundaryTokens(identity: Identity | undefined, side: Side): readonly Token[] {
	return identity === undefined ? [] : tokensAt(identity, side, 'PermissionsBoundary');
}

function tokensAt({logicalId}: Identity, side: Side, property: string): readonly Token[] {
	const resource = side.resourceOf.get(logicalId);
	return resource === undefined ? [] : listedTokens(get(resource.properties, property), side.scopeOf(resource));
}

function canonicalTexts(tokens: readonly Token[], {renamed}: Side): readonly string[] {
	return tokens.map(({text}) => text.replace(/\$\{([^}.]+)/g, (_whole, name: string) => `\${${renamed(name)}`).replace(/^arn:[^:]*:/, 'arn:aws:'));
}

/** Who may assume a role. */
function* trustChanges(old: Side, next: Side, before: Identity | undefined, after: Identity | undefined, about: About, budget: Budget): Generator<Found> {
	const none = {statements: [], unread: []};
	const compared = compareStatements(
		{statements: statementsOf(before?.trust ?? none, clausesOf(old.resourceOf.get(before?.logicalId ?? ''))), reading: old},
		{statements: statementsOf(after?.trust ?? none, clausesOf(next.resourceOf.get(after?.logicalId ?? ''))), reading: next},
		budget,
	);
	if (!compared.all)
		yield {
			problem: `the trust policy of ${about.who} hangs on more conditions than are tried in all combinations`,
			place: about.new ?? about.old ?? {file: ''},
		};
	for (const group of grouped([...compared.allowGained, ...compared.denyLost])) yield trustWidened(group, about);
	for (const group of grouped(compared.allowLost)) {
		const [cell] = group.cells;
		const {here, there} = placesOf(group);
		yield {
			kind: 'permissions/trust-narrowed',
			severity: 'note',
			growth: false,
			message: `${about.who} can no longer be assumed by ${principalOf(cell)}${cell.cause === 'condition' ? ' without a condition' : cell.cause === 'action' && cell.rival !== undefined ? ` by ${actionsOf(group)}` : ''}.`,
			help: 'Make sure that nobody needs it.',
			subject: about.subject,
			old: here,
			...newPlace(there ?? about.new),
			rights: rightsOf(group),
		};
	}
}

function trustWidened(group: Group, {who, subject, old, new: next, isNew}: About): Change {
	const [cell] = group.cells;
	const {here, there} = placesOf(group);
	const isDeny = cell.rule.statement.effect === 'Deny';
	// That a new role can be used at all by the service it is made for is no growth of its own.
	const isItsService = isNew && cell.principal?.text.endsWith('.amazonaws.com') === true;
	const dropped = cell.cause === 'condition' && cell.rival !== undefined ? lostCondition(cell.rule, cell.rival) : undefined;
	const by = principalOf(cell) || 'others';
	const message = isDeny
		? `${who} no longer denies ${actionsOf(group)} to ${by}${held(group)}.`
		: dropped !== undefined
			? `${who} can be assumed by ${by} without the condition ${conditionOf(dropped)} as it was.`
			: cell.cause === 'clause'
				? `${who} can be assumed by ${by}${whenOfGroup(group) || ' always'}; before only under other conditions of the template.`
				: cell.cause === 'action' && !isNew && cell.rival !== undefined
					? `${who} lets ${by} use ${actionsOf(group)}${held(group)}${whenOfGroup(group)}.`
					: `${who} can be assumed by ${by}${isNew ? '' : ' too'}${held(group)}${whenOfGroup(group)}.`;
	return {
		kind: 'permissions/trust-widened',
		severity: isItsService ? 'note' : 'error',
		growth: !isItsService,
		message,
		help: isItsService
			? 'Nothing is to be done.'
			: 'Let only those assume the role who must; for other accounts keep a condition on sts:ExternalId or on the organization.',
		subject,
		...oldPlace(isDeny ? here : (there ?? old)),
		...newPlace(isDeny ? next : here),
		rights: rightsOf(group),
	};
}

/** Policies that lie outside of the template: what they allow is not known. */
function* attachedFromOutside(
	old: Side,
	next: Side,
	before: Identity | undefined,
	after: Identity | undefined,
	{who, subject, old: oldRole}: About,
): Generator<Change> {
	if (after === undefined) return;
	const known = new Set(before === undefined ? [] : canonicalTexts(outside(before, old), old));
	for (const token of outside(after, next)) {
		const [text = ''] = canonicalTexts([token], next);
		if (known.has(text) || (token.parameter !== undefined && known.has(`\${${token.parameter}}`))) continue;
		yield {
			kind: 'permissions/gained',
			severity: 'error',
			growth: true,
			message: `${who} gets the policy ${token.text}, which lies outside of the template: what it allows is not known here.`,
			help: 'Write the policy into the template, so that buyers see what it allows.',
			subject,
			...oldPlace(oldRole),
			new: token.place,
			rights: {actions: [], resources: [], principals: [], conditions: []},
		};
	}
}

/** Attached policies that are neither AWS's nor the template's own. */
function outside(identity: Identity, side: Side): readonly Token[] {
	const ownNames = new Set(side.resourceOf.keys());
	const aws = new Set(identity.policies.filter(({kind}) => kind === 'aws-managed').map(({place}) => place.range?.join()));
	return tokensAt(identity, side, 'ManagedPolicyArns').filter(({text, place}) => {
		const [, hole = ''] = /^\$\{([^}.]+)/.exec(text) ?? [];
		return !ownNames.has(hole) && !aws.has(place.range?.join());
	});
}

/** Parts of policies that can't be followed, where they changed. */
function* unreadParts(
	old: Side,
	next: Side,
	before: Identity | undefined,
	after: Identity | undefined,
	{who, subject, old: oldRole}: About,
): Generator<Change> {
	if (after === undefined) return;
	const known = new Set(unreadIn(before, old).map(({text}) => text));
	for (const {node, text} of unreadIn(after, next)) {
		if (known.has(text)) continue;
		yield {
			kind: 'permissions/unread',
			severity: 'error',
			growth: true,
			message: `A policy of ${who} changed that can't be followed here; it counts as growth, since it may allow anything.`,
			help: 'Compare it by hand, or write the policy out in place of the expression.',
			subject,
			...oldPlace(oldRole),
			new: placeOf(next.template.file, node, subject),
		};
	}
}

function unreadIn(identity: Identity | undefined, side: Side): readonly {readonly node: SourceNode; readonly text: string}[] {
	if (identity === undefined) return [];
	const {root} = side.template;
	// A policy that is named, and lies elsewhere, is told by its name.
	const own = identity.policies
		.filter(({kind}) => kind !== 'aws-managed')
		.flatMap(({unread, place: named}) => unread.filter(({place}) => place.pointer !== named.pointer));
	const nodes = [...own, ...(identity.trust?.unread ?? [])].flatMap(({place}) => nodeAt(root, place.pointer) ?? []);
	// SAM's policy templates and the like: they are neither a document nor a name.
	const resource = side.resourceOf.get(identity.logicalId);
	const others = [...listed(get(resource?.properties, 'Policies'))].flatMap(({node}) =>
		node.kind === 'map' && get(node, 'PolicyDocument') === undefined && get(node, 'Statement') === undefined ? [node] : [],
	);
	return [...nodes, ...others].map((node) => ({node, text: canonicalOf(node, side.renamed)}));
}

/** Keys of users that last until somebody deletes them. */
function* accessKeys(old: Side, next: Side): Generator<Change> {
	const before = new Set(old.template.resources.filter(({type}) => type === 'AWS::IAM::AccessKey').map(({logicalId}) => old.renamed(logicalId)));
	for (const {type, logicalId, typePlace} of next.template.resources) {
		if (type !== 'AWS::IAM::AccessKey' || before.has(logicalId)) continue;
		yield {
			kind: 'permissions/access-key-added',
			severity: 'error',
			growth: true,
			message: `${logicalId} is a new access key of a user, which is valid until somebody deletes it.`,
			help: 'Use a role in place of a user with keys.',
			subject: logicalId,
			new: typePlace,
		};
	}
}
