/** Policies of resources: who may use a bucket, queue, key, function… Found wherever a document of statements stands, whatever the type. */

import type {Place} from '../contract.ts';
import type {PolicyDocument, Statement} from '../evidence/iam.ts';
import type {Resource} from '../evidence/template.ts';
import {documentOf, joinedDocuments, plainDocument} from '../gather/iam/documents.ts';
import {permissionStatement} from '../gather/iam/function-permissions.ts';
import {choicesOf, type SymbolScope} from '../gather/symbolic.ts';
import {callOf} from '../gather/values.ts';
import {reasonOf} from '../reason.ts';
import {entryOf, placeOf, type SourceNode, stringOf} from '../tree.ts';
import {canonicalOf, nodeAt} from './canonical.ts';
import type {Change, Found} from './change.ts';
import type {Budget} from './rules.ts';
import {clausesOf, newPlace, oldPlace, type Side} from './side.ts';
import {compareStatements, statementsOf} from './statements.ts';
import {actionsOf, conditionOf, type Group, grouped, listed, lostCondition, placesOf, principalOf, resourcesOf, rightsOf, whenOfGroup} from './telling.ts';

/** Types whose documents are judged as policies of identities. */
const ofIdentities = /^AWS::IAM::|^AWS::Serverless::/;

/** Nodes of one resource that are looked at. */
const mostNodes = 20_000;

/** A policy of a resource; all permissions of functions are one. */
type Policy = {
	readonly key: string;
	readonly label: string;
	readonly subject: string;
	readonly place: Place;
	readonly type: string;
	readonly document: PolicyDocument;
};

/** Whoever may now use a resource that could not before. */
export function* resourcePolicyChanges(old: Side, next: Side, budgetOf: () => Budget): Generator<Found> {
	const before = new Map(policiesOf(old).map((policy) => [policy.key, policy]));
	const after = new Map(policiesOf(next).map((policy) => [policy.key, policy]));
	for (const key of new Set([...after.keys(), ...before.keys()])) {
		const [was, is] = [before.get(key), after.get(key)];
		try {
			yield* policyChanges(old, next, was, is, budgetOf());
		} catch (error) {
			const place = is?.place ?? was?.place;
			const message = reasonOf(error);
			yield {problem: `the policy of ${is?.label ?? was?.label ?? ''} was not compared in full: ${message}`, ...(place === undefined ? {} : {place})};
		}
	}
}

function* policyChanges(old: Side, next: Side, was: Policy | undefined, is: Policy | undefined, budget: Budget): Generator<Found> {
	const policy = is ?? was;
	if (policy === undefined) return;
	const {label, subject} = policy;
	// Without a policy of its own an endpoint lets everything through.
	if (is === undefined && policy.type === 'AWS::EC2::VPCEndpoint' && next.resourceOf.has(subject)) {
		yield {
			kind: 'exposure/resource-policy-widened',
			severity: 'error',
			growth: true,
			message: `${label} has no policy any more, so that everything may pass.`,
			help: 'Keep the policy of the endpoint.',
			subject,
			old: policy.place,
		};
		return;
	}
	const none = {statements: [], unread: []};
	const compared = compareStatements(
		{statements: statementsOf(was?.document ?? none, []), reading: old},
		{statements: statementsOf(is?.document ?? none, []), reading: next},
		budget,
	);
	if (!compared.all) yield {problem: `the policy of ${label} hangs on more conditions than are tried in all combinations`, place: policy.place};
	for (const group of grouped(compared.allowGained)) yield widened(group, label, subject, was?.place);
	// Where the whole resource went, nobody is left to be denied anything.
	const isGone = is === undefined && !next.resourceOf.has(subject);
	for (const group of grouped(compared.denyLost)) yield denyLost(group, label, subject, is?.place, !isGone || policy.type.endsWith('Policy'));
	for (const group of grouped(compared.allowLost)) yield narrowed(group, label, subject, is?.place);
	const known = new Set(unreadIn(was, old).map(({text}) => text));
	for (const {node, text} of unreadIn(is, next)) {
		if (known.has(text)) continue;
		yield {
			kind: 'permissions/unread',
			severity: 'error',
			growth: true,
			message: `The policy of ${label} changed in a part that can't be followed here; it counts as growth, since it may allow anything.`,
			help: 'Compare it by hand, or write the policy out in place of the expression.',
			subject,
			...oldPlace(was?.place),
			new: placeOf(next.template.file, node, subject),
		};
	}
}

function widened(group: Group, label: string, subject: string, old: Place | undefined): Change {
	const [cell] = group.cells;
	const {here, there} = placesOf(group);
	const who = principalOf(cell) || 'whoever reaches it';
	const dropped = cell.cause === 'condition' && cell.rival !== undefined ? lostCondition(cell.rule, cell.rival) : undefined;
	const conditions = cell.rule.conditions.length === 0 ? '' : ` where ${listed(cell.rule.conditions.map(conditionOf))}`;
	const how = dropped === undefined ? conditions : ` without the condition ${conditionOf(dropped)} as it was`;
	return {
		kind: 'exposure/resource-policy-widened',
		severity: 'error',
		growth: true,
		message: `The policy of ${label} lets ${who} use ${actionsOf(group)} on ${resourcesOf(group)}${how}${whenOfGroup(group)}, which it did not before.`,
		help: 'Name the accounts, roles or services that need it, with a condition on aws:SourceArn, aws:SourceAccount or aws:PrincipalOrgID where a service or everyone is named.',
		subject: here.logicalId ?? subject,
		...oldPlace(there ?? old),
		new: here,
		rights: rightsOf(group),
	};
}

function denyLost(group: Group, label: string, subject: string, next: Place | undefined, isGrowth: boolean): Change {
	const [cell] = group.cells;
	const conditions = cell.rule.conditions.length === 0 ? '' : ` where ${listed(cell.rule.conditions.map(conditionOf))}`;
	return {
		kind: 'exposure/resource-policy-widened',
		severity: isGrowth ? 'error' : 'note',
		growth: isGrowth,
		message: `The policy of ${label} no longer denies ${principalOf(cell) || 'anyone'} ${actionsOf(group)} on ${resourcesOf(group)}${conditions}${whenOfGroup(group)}.`,
		help: 'Keep the Deny, or say in the release notes why it is no longer needed.',
		subject,
		old: placesOf(group).here,
		...newPlace(next),
		rights: rightsOf(group),
	};
}

function narrowed(group: Group, label: string, subject: string, next: Place | undefined): Change {
	const {here, there} = placesOf(group);
	const isStricter = group.cells[0].cause === 'condition';
	return {
		kind: 'exposure/resource-policy-narrowed',
		severity: 'note',
		growth: false,
		message: `The policy of ${label} no longer lets ${principalOf(group.cells[0]) || 'whoever reaches it'} use ${actionsOf(group)} on ${resourcesOf(group)}${isStricter ? ' without a further condition' : ''}.`,
		help: 'Make sure that nobody needs it.',
		subject,
		old: here,
		...newPlace(there ?? next),
		rights: rightsOf(group),
	};
}

function unreadIn(policy: Policy | undefined, {template, renamed}: Side): readonly {readonly node: SourceNode; readonly text: string}[] {
	return (policy?.document.unread ?? []).flatMap(({place}) => {
		const node = nodeAt(template.root, place.pointer);
		return node === undefined ? [] : [{node, text: canonicalOf(node, renamed)}];
	});
}

function policiesOf(side: Side): readonly Policy[] {
	const {template, scopeOf, renamed} = side;
	const found = template.resources.flatMap((resource): readonly Policy[] => {
		const {logicalId, type, properties, place} = resource;
		if (ofIdentities.test(type) || type === 'AWS::Lambda::Permission') return [];
		const documents = [...documentsIn(properties, scopeOf(resource), {left: mostNodes})];
		if (documents.length === 0) return [];
		const document = under(joinedDocuments(documents), resource);
		return [{key: renamed(logicalId), label: logicalId, subject: logicalId, place, type, document}];
	});
	return [...found, ...functionPermissions(side)];
}

function under(document: PolicyDocument, resource: Resource): PolicyDocument {
	return {...document, statements: statementsOf(document, clausesOf(resource)).map(({statement}) => statement)};
}

/** Every policy document below a node, also one that is written as text. */
function* documentsIn(node: SourceNode | undefined, scope: SymbolScope, budget: {left: number}): Generator<PolicyDocument> {
	for (const {node: choice, clauses} of choicesOf(node)) {
		if (budget.left-- <= 0) return;
		if (isDocument(choice)) yield documentOf(choice, scope, clauses);
		else if (choice.kind === 'sequence') for (const item of choice.items) yield* documentsIn(item, scope, budget);
		else if (choice.kind === 'map') {
			const isWritten = callOf(choice) === undefined;
			for (const {key, value} of choice.entries)
				if (isWritten && policyKeys.test(key) && stringOf(value) !== undefined) yield* textDocument(value, scope);
				else if (isWritten && policyKeys.test(key) && value.kind === 'map' && callOf(value) !== undefined) yield documentOf(value, scope, clauses);
				else yield* documentsIn(value, scope, budget);
		}
	}
}

/** Properties that are a policy, whatever stands there. */
const policyKeys = /^(?:PolicyDocument|ResourcePolicy|KeyPolicy|AccessPolicy|AccessPolicies|InlinePolicy|RepositoryPolicyText|FileSystemPolicy)$/;

function isDocument(node: SourceNode): boolean {
	if (node.kind !== 'map') return false;
	const statement = entryOf(node, 'Statement')?.value;
	return statement !== undefined && (statement.kind !== 'scalar' || entryOf(node, 'Version') !== undefined);
}

function* textDocument(node: SourceNode, scope: SymbolScope): Generator<PolicyDocument> {
	const place = placeOf(scope.file, node, scope.logicalId);
	let document: unknown;
	try {
		document = JSON.parse(stringOf(node) ?? '');
	} catch {
		yield {statements: [], unread: [{place, why: 'the policy is a text that is no JSON'}]};
		return;
	}
	yield plainDocument(document, place, []);
}

/** `AWS::Lambda::Permission` is a statement of its function's policy. */
function functionPermissions({template, scopeOf}: Side): readonly Policy[] {
	const permissions = template.resources.filter(({type}) => type === 'AWS::Lambda::Permission');
	const [first] = permissions;
	if (first === undefined) return [];
	const statements = permissions.map((resource): Statement => {
		const statement = permissionStatement(resource, scopeOf(resource));
		// The name and the ARN of a function are one.
		const resources = statement.resources.map((token) => ({...token, text: token.text.replace(/^\$\{(\w+)\.Arn\}$/, '${$1}')}));
		return {...statement, resources, clauses: clausesOf(resource)};
	});
	return [
		{
			key: 'AWS::Lambda::Permission',
			label: 'the functions',
			subject: first.logicalId,
			place: first.place,
			type: first.type,
			document: {statements, unread: []},
		},
	];
}
