/** Users, groups and roles of a template, each with all the policies that it has. */

import {append} from '../../append.ts';
import type {Place} from '../../contract.ts';
import type {AdmittingPolicy, Identity, PolicyDocument, PolicySource, Token} from '../../evidence/iam.ts';
import type {Clause, Resource, Template} from '../../evidence/template.ts';
import {managedPolicy, managedPolicyNamed} from '../../iam/data.ts';
import {type CanHold, escalationsOf, type Self} from '../../iam/escalation.ts';
import {grantsOf} from '../../iam/grants.ts';
import {arnFields} from '../../iam/pattern.ts';
import {get, type MapNode, placeOf, type SourceNode} from '../../tree.ts';
import {logicalIdOf} from '../references.ts';
import {holesOf, leaveRest, listed, listedTokens, namesIn, type SymbolScope} from '../symbolic.ts';
import {type ConditionSpace, conditionSpaceOf} from '../template/conditions.ts';
import {callOf} from '../values.ts';
import {admissionsOf} from './admissions.ts';
import {documentOf, plainDocument} from './documents.ts';

/** A policy, and the identities of the template that it says it belongs to. */
type Attached = {readonly policy: PolicySource; readonly to: readonly string[]};

/** What a resource is asked with. */
export type ScopeOf = (resource: Resource) => SymbolScope;

const kinds: Readonly<Record<string, Identity['kind']>> = {
	'AWS::IAM::Role': 'role',
	'AWS::IAM::User': 'user',
	'AWS::IAM::Group': 'group',
	// SAM makes a role of its own for a function that names none.
	'AWS::Serverless::Function': 'role',
	'AWS::Serverless::StateMachine': 'role',
};

/** Properties of the resources that are a policy for identities, which name them. */
const attaching: Readonly<Record<string, readonly string[]>> = {
	'AWS::IAM::Policy': ['Roles', 'Users', 'Groups'],
	'AWS::IAM::ManagedPolicy': ['Roles', 'Users', 'Groups'],
	'AWS::IAM::RolePolicy': ['RoleName'],
	'AWS::IAM::UserPolicy': ['UserName'],
	'AWS::IAM::GroupPolicy': ['GroupName'],
};

/** Every identity of a template, and every managed policy that none of them has. */
export function identitiesOf(template: Template, scopeOf: ScopeOf, providers: ReadonlyMap<string, string>): readonly Identity[] {
	const {resources} = template;
	const canHold = canHoldIn(template);
	const named = resources.filter(
		({type, properties}) => Object.hasOwn(kinds, type) && (!type.startsWith('AWS::Serverless') || get(properties, 'Policies') !== undefined),
	);
	const attached = resources.flatMap((resource) => attachedOf(resource, scopeOf(resource)));
	const onInstances = new Set(
		resources.flatMap((resource) => (resource.type === 'AWS::IAM::InstanceProfile' ? profileRoles(resource, scopeOf(resource)) : [])),
	);
	const used = new Set<Attached>();
	const identities = named.map((resource) => {
		const scope = scopeOf(resource);
		const own = ownPolicies(resource, scope);
		const fromOutside = attached.flatMap((found) => {
			const references = own.references.filter(({logicalId}) => logicalId === found.policy.name);
			const isNamed = found.to.includes(resource.logicalId);
			if (!isNamed && references.length === 0) return [];
			used.add(found);
			// Named in one branch alone, it is there in that one.
			const [only] = references;
			return isNamed || references.length > 1 || only === undefined ? [found.policy] : [underClauses(found.policy, only.clauses)];
		});
		const boundary = boundaryOf(resource, scope, attached);
		const trust = get(resource.properties, 'AssumeRolePolicyDocument');
		return identity(
			kinds[resource.type] ?? 'role',
			template.file,
			resource,
			[...own.policies, ...fromOutside],
			{
				onInstances: onInstances.has(resource.logicalId),
				...(boundary === undefined ? {} : {boundary}),
				...(trust === undefined ? {} : {trust: trustOf(trust, scope, providers)}),
			},
			canHold,
			selfOf(resource, scope, [...own.policies, ...fromOutside]),
		);
	});
	// A boundary grants nothing.
	const bounding = new Set(identities.flatMap(({boundary}) => (boundary === undefined ? [] : [boundary.name])));
	const alone = attached.filter((policy) => !used.has(policy) && !bounding.has(policy.policy.name));
	const byId = new Map(resources.map((resource) => [resource.logicalId, resource]));
	return [
		...identities,
		...alone.flatMap(({policy}) => {
			const resource = byId.get(policy.name);
			return resource === undefined ? [] : [identity('policy', template.file, resource, [policy], {onInstances: false}, canHold)];
		}),
	];
}

/** Properties that name an identity, and what its ARN calls it. */
const ownNames: Readonly<Record<string, readonly [property: string, kind: string]>> = {
	'AWS::IAM::Role': ['RoleName', 'role'],
	'AWS::IAM::User': ['UserName', 'user'],
	'AWS::IAM::Group': ['GroupName', 'group'],
};

/** Stands for the end that CloudFormation gives a name. */
const anyEnd = '\uE000\uE000';

/** How resources of a policy may name an identity, or its own managed policies: by reference, or by a name, CloudFormation's where the template gives none. */
function selfOf({logicalId, type, properties}: Resource, scope: SymbolScope, policies: readonly PolicySource[]): Self | undefined {
	const [property, kind] = ownNames[type] ?? [];
	if (property === undefined) return undefined;
	const pathTexts = listedTokens(get(properties, 'Path'), scope).map(({text}) => text);
	const given = listedTokens(get(properties, property), scope).map(({text}) => text);
	const names = [`\${${logicalId}}`, ...(given.length > 0 ? given : [`\${AWS::StackName}-${logicalId}-${anyEnd}`])];
	const managed = policies.filter((policy) => policy.kind === 'customer-managed').map(({name}) => name);
	return {
		texts: new Set([`\${${logicalId}.Arn}`, ...managed.flatMap((name) => [`\${${name}}`, `\${${name}.PolicyArn}`])]),
		names: [
			...names.flatMap((name) => [...new Set(['/', ...pathTexts])].map((path) => `${kind}${path}${name}`)),
			...managed.map((name) => `policy/\${AWS::StackName}-${name}-${anyEnd}`),
		],
	};
}

function trustOf(node: SourceNode, scope: SymbolScope, providers: ReadonlyMap<string, string>): AdmittingPolicy {
	const document = documentOf(node, scope);
	return {...document, admissions: admissionsOf(document, 'trust', scope, providers)};
}

/** Whether conditions of the template can hold together; asked only where clauses stand, since most policies have none. */
function canHoldIn({root, parameters}: Template): CanHold {
	let space: ConditionSpace | undefined;
	return (clauses) => {
		if (clauses.length < 2) return true;
		space ??= conditionSpaceOf(root, parameters);
		return space.canHold(clauses) !== 'no';
	};
}

function identity(
	kind: Identity['kind'],
	file: string,
	{logicalId, place}: Resource,
	policies: readonly PolicySource[],
	more: Pick<Identity, 'onInstances' | 'boundary' | 'trust'>,
	canHold: CanHold,
	self?: Self,
): Identity {
	// Within a boundary more policies may give nothing more.
	const itself = more.boundary === undefined ? self : undefined;
	return {
		kind,
		file,
		logicalId,
		place,
		policies,
		...more,
		...grantsOf(policies, more.boundary),
		escalations: escalationsOf(policies, more.boundary, canHold, itself),
	};
}

/** A policy of which every statement stands under these conditions too. */
function underClauses(policy: PolicySource, clauses: readonly Clause[]): PolicySource {
	if (clauses.length === 0) return policy;
	return {...policy, statements: policy.statements.map((statement) => ({...statement, clauses: [...clauses, ...statement.clauses]}))};
}

/** The template's own managed policy, by logical id, and the conditions under which it is named. */
type Reference = {readonly logicalId: string; readonly clauses: readonly Clause[]};

/** Inline policies and those named by ARN. */
function ownPolicies(
	{logicalId, properties}: Resource,
	scope: SymbolScope,
): {readonly policies: readonly PolicySource[]; readonly references: readonly Reference[]} {
	const policies: PolicySource[] = [];
	const references: Reference[] = [];
	for (const {node, clauses, rest} of listed(get(properties, 'Policies'))) {
		if (rest === true) leaveRest(scope, placeOf(scope.file, node, logicalId));
		// SAM takes names and bare documents among inline policies.
		const document = get(node, 'PolicyDocument') ?? (get(node, 'Statement') === undefined ? undefined : node);
		if (document !== undefined)
			policies.push({kind: 'inline', name: logicalId, place: placeOf(scope.file, node, logicalId), ...documentOf(document, scope, clauses)});
		else if (node.kind === 'map' && callOf(node) === undefined) append(policies, samTemplates(node, scope, logicalId));
		else append(policies, managedOf(listedTokens(node, scope, clauses), scope, references));
	}
	append(policies, managedOf(listedTokens(get(properties, 'ManagedPolicyArns'), scope), scope, references));
	return {policies, references};
}

/** SAM's policy templates, such as `S3ReadPolicy`: what they grant is SAM's to say. */
function samTemplates(node: MapNode, scope: SymbolScope, logicalId: string): readonly PolicySource[] {
	return node.entries.map(({key, value}) => {
		const place = placeOf(scope.file, value, logicalId);
		return {kind: 'customer-managed', name: key, place, statements: [], unread: [{place, why: `SAM’s policy template ${key} is not followed`}]};
	});
}

/** Policies by ARN: AWS's are looked up; the template's own are told in `references`. */
function managedOf(tokens: readonly Token[], {resources}: SymbolScope, references: Reference[]): readonly PolicySource[] {
	// What another stack puts out is none of this template's.
	const isOwn = (hole: string) => resources.has(logicalIdOf(hole)) && !hole.includes('.Outputs.');
	return tokens.flatMap((token) => {
		const [, , service, , account, resource] = arnFields(token.text.trim()) ?? [];
		const isAws = service === 'iam' && account === 'aws' && resource?.startsWith('policy/') === true;
		const name = isAws ? resource.slice('policy/'.length) : /^[\w+=,.@-]+$/.test(token.text) ? managedPolicyNamed(token.text) : undefined;
		if (name !== undefined) return [awsManaged(name, token.place, token.clauses)];
		const holes = holesOf(token.text).filter((hole) => !hole.startsWith('AWS::'));
		const own = holes.filter((hole) => isOwn(hole));
		append(
			references,
			own.map((hole) => ({logicalId: logicalIdOf(hole), clauses: token.clauses})),
		);
		if (own.length > 0 || token.text === '') return [];
		const why = `the policy ${holes.length > 0 ? `that ${holes.join(', ')} names` : token.text} is not in the template`;
		return [{kind: 'customer-managed', name: token.text, place: token.place, statements: [], unread: [{place: token.place, why}]}];
	});
}

function awsManaged(name: string, place: Place, clauses: readonly Clause[]): PolicySource {
	const document = managedPolicy(name);
	const read: PolicyDocument =
		document === undefined
			? {statements: [], unread: [{place, why: `${name} is not among the AWS managed policies that are known here`}]}
			: plainDocument(document, place, clauses);
	return {kind: 'aws-managed', name, place, ...read};
}

function boundaryOf({properties}: Resource, scope: SymbolScope, attached: readonly Attached[]): PolicySource | undefined {
	const tokens = listedTokens(get(properties, 'PermissionsBoundary'), scope);
	const references: Reference[] = [];
	const [known] = managedOf(tokens, scope, references).filter(({unread}) => unread.length === 0);
	return known ?? attached.find(({policy}) => references.some(({logicalId}) => logicalId === policy.name))?.policy;
}

function attachedOf({logicalId, type, properties, condition}: Resource, scope: SymbolScope): readonly Attached[] {
	const members = Object.hasOwn(attaching, type) ? attaching[type] : undefined;
	const document = get(properties, 'PolicyDocument');
	if (members === undefined || document === undefined) return [];
	const policy: PolicySource = {
		kind: type === 'AWS::IAM::ManagedPolicy' ? 'customer-managed' : 'inline',
		name: logicalId,
		place: placeOf(scope.file, document, logicalId),
		...documentOf(document, scope, condition === undefined ? [] : [{condition: condition.value, holds: true}]),
	};
	const to = members.flatMap((member) => listedTokens(get(properties, member), scope)).flatMap(({text}) => namesIn(text));
	return [{policy, to}];
}

/** The roles of the template that an instance profile holds. */
export function profileRoles({properties}: Resource, scope: SymbolScope): readonly string[] {
	return listedTokens(get(properties, 'Roles'), scope).flatMap(({text}) => namesIn(text));
}
