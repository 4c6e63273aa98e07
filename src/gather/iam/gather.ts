/** All of IAM in the templates of a submission. */

import {isDeepStrictEqual} from 'node:util';
import type {Place} from '../../contract.ts';
import type {Iam, Identity, PolicyDocument, ResourcePolicy} from '../../evidence/iam.ts';
import type {PolicyTexts} from '../../evidence/policy-text.ts';
import type {Resource, Template} from '../../evidence/template.ts';
import type {Absent} from '../../evidence.ts';
import {entriesOf, get, itemsOf, looseStringOf, placeOf, stringOf, walk} from '../../tree.ts';
import {listedTokens, type SymbolScope, symbolBudget} from '../symbolic.ts';
import {type Budget, leaveOut, partsOf, type UnreadByFile, unreadOf} from '../unread.ts';
import {admissionsOf} from './admissions.ts';
import {aclStatements} from './bucket-acls.ts';
import {documentOf} from './documents.ts';
import {draftOf} from './draft.ts';
import {permissionStatement} from './function-permissions.ts';
import {guidedIdentities} from './guidance.ts';
import {identitiesOf} from './identities.ts';
import {instanceRolesOf} from './instance-roles.ts';
import {fixesIn} from './narrowing.ts';
import {guidanceGapsOf, needsOf, unusedOf} from './needs.ts';
import {offByDefaultIn} from './off-by-default.ts';
import {outsideUsesOf, providersOf} from './outside.ts';

/** Where a resource's own policy stands. */
const policyProperties: Readonly<Record<string, string>> = {
	'AWS::S3::BucketPolicy': 'PolicyDocument',
	'AWS::SQS::QueuePolicy': 'PolicyDocument',
	'AWS::SNS::TopicPolicy': 'PolicyDocument',
	'AWS::KMS::Key': 'KeyPolicy',
	'AWS::SecretsManager::ResourcePolicy': 'ResourcePolicy',
	'AWS::ECR::Repository': 'RepositoryPolicyText',
	'AWS::EFS::FileSystem': 'FileSystemPolicy',
	'AWS::OpenSearchService::Domain': 'AccessPolicies',
	'AWS::Elasticsearch::Domain': 'AccessPolicies',
	'AWS::EC2::VPCEndpoint': 'PolicyDocument',
};

function withDraft(identity: Identity): Identity {
	const draft = identity.onInstances ? draftOf(identity) : undefined;
	return draft === undefined ? identity : {...identity, draft};
}

const noTexts: PolicyTexts = {policies: [], attachments: [], actions: [], calls: []};

/** Identities and resource policies; absent where there is no template, or none of either in them. */
export function gatherIam(templates: readonly Template[], texts: PolicyTexts = noTexts): Iam | Absent {
	const unread: UnreadByFile = new Map();
	const given = givenOf(templates, unread);
	const found = templates.map((template) => {
		const budget = symbolBudget(partsOf(unread, template.file));
		const scopeOf = scopesOf(template, given.get(template.file) ?? new Map(), budget);
		const resourcePolicies = template.resources.flatMap((resource) => resourcePolicyOf(template.file, resource, scopeOf(resource)));
		const understood = identitiesOf(template, scopeOf, providersOf(template, scopeOf));
		const outsideUses = outsideUsesOf(template, scopeOf);
		// What was left out may be in any of them.
		const withFixes = fixesIn(template);
		const notToTheEnd = {...(budget.unread.size > 0 ? {cut: true} : {}), ...(template.cut ? {inCutTemplate: true as const} : {})};
		const marked = offByDefaultIn(template);
		const owners = new Map(template.resources.map((resource) => [resource.logicalId, resource]));
		const withMarks = (identity: Identity): Identity => {
			const owner = owners.get(identity.logicalId);
			return identity.trust === undefined || owner === undefined
				? identity
				: {...identity, trust: {...identity.trust, admissions: marked.admissions(owner, identity.trust.admissions)}};
		};
		const identities = understood.map((identity) => withDraft(withFixes(withMarks({...identity, ...notToTheEnd}))));
		return {
			identities,
			outside: outsideUses.map((use) => marked.use(owners.get(use.logicalId), use)),
			instanceRoles: instanceRolesOf(template, identities, scopeOf),
			resourcePolicies: budget.unread.size > 0 ? resourcePolicies.map(withUnread) : resourcePolicies,
		};
	});
	const instanceRoles = found.flatMap((each) => each.instanceRoles);
	const guided = guidedIdentities(texts);
	const iam = {
		identities: [...found.flatMap(({identities}) => identities), ...guided],
		resourcePolicies: found.flatMap(({resourcePolicies}) => resourcePolicies),
		instanceRoles,
		needs: needsOf(instanceRoles, texts),
		unused: unusedOf(instanceRoles, texts),
		guidanceGaps: guidanceGapsOf(guided, instanceRoles),
		outside: found.flatMap(({outside}) => outside),
		...unreadOf(...unread.values()),
	};
	return iam.identities.length + iam.resourcePolicies.length + iam.instanceRoles.length + iam.outside.length > 0
		? iam
		: {absent: 'no IAM role, user, group or policy in the templates, and none asked for in the texts'};
}

function withUnread(policy: ResourcePolicy): ResourcePolicy {
	return {...policy, unread: [...policy.unread, {place: policy.place, why: 'the template’s expressions come to more than is read'}]};
}

/** What is given to parameters, by file and name. */
type GivenByFile = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/** Templates inside one another that values are followed through. */
const deepestNesting = 5;

/**
 * What parent templates give to the parameters of those that they nest, by file and parameter. A parameter that some parent leaves out
 * keeps its default, so nothing is said of it.
 */
function givenOf(templates: readonly Template[], unread: UnreadByFile): GivenByFile {
	let given: GivenByFile = new Map();
	if (!templates.some(({nestedStacks}) => nestedStacks.length > 0)) return given;
	for (let level = 0; ; level++) {
		const found = new Map<string, Map<string, string[]>>();
		for (const template of templates) {
			// What is not handed down to the end is said of the template that hands it down.
			const scopeOf = scopesOf(template, given.get(template.file) ?? new Map(), symbolBudget(partsOf(unread, template.file)));
			for (const {file, resource, parameters} of template.nestedStacks) {
				if (file === undefined) continue;
				const of = found.get(file) ?? new Map<string, string[]>();
				for (const {name, node} of parameters) of.set(name, [...(of.get(name) ?? []), ...listedTokens(node, scopeOf(resource)).map(({text}) => text)]);
				found.set(file, of);
			}
		}
		const next: GivenByFile = new Map([...found].map(([file, values]) => [file, new Map([...values].filter(([name]) => isGiven(templates, file, name)))]));
		const changed = [...next.keys()].filter((file) => !isDeepStrictEqual(next.get(file), given.get(file)));
		if (changed.length === 0) return given;
		if (level === deepestNesting) {
			for (const file of changed)
				leaveOut(
					partsOf(unread, file),
					{file},
					`stacks are nested more than ${deepestNesting} levels deep; what is handed down to the IAM policies of this template from above was not looked at`,
				);
			return given;
		}
		given = next;
	}
}

function isGiven(templates: readonly Template[], file: string, name: string): boolean {
	return templates.some((template) => template.file === file && template.parameters.some((parameter) => parameter.name === name && parameter.given === true));
}

/** What an expression of a resource may name; `given` is what parents hand down, `budget` what all of them together may take. */
export function scopesOf(
	template: Template,
	given: ReadonlyMap<string, readonly string[]> = new Map(),
	budget: Budget = symbolBudget(),
): (resource: Resource) => SymbolScope {
	const {file, parameters, resources, mappings} = template;
	const names = {
		file,
		parameters: new Set(parameters.map(({name}) => name)),
		resources: new Set(resources.map(({logicalId}) => logicalId)),
		parameterOf: new Map(parameters.map((parameter) => [parameter.name, parameter])),
		...(mappings === undefined ? {} : {mappings}),
		given,
		loops: loopsOf(template),
		budget,
		leaves: new Map<string, readonly string[]>(),
	};
	return ({logicalId}) => ({...names, logicalId});
}

/** The items that each `Fn::ForEach` goes through, by its identifier: written out, or a list parameter's default. */
function loopsOf({root, transforms, parameters}: Template): ReadonlyMap<string, readonly string[]> {
	const loops = new Map<string, readonly string[]>();
	if (!transforms.some(({value}) => value === 'AWS::LanguageExtensions')) return loops;
	const defaults = new Map(parameters.map((parameter) => [parameter.name, parameter.default?.value.split(',').map((item) => item.trim()) ?? []]));
	for (const node of walk(root))
		for (const {key, value} of entriesOf(node)) {
			const [identifier, collection] = key.startsWith('Fn::ForEach::') ? itemsOf(value) : [];
			const name = stringOf(identifier);
			if (name === undefined) continue;
			const items = collection?.kind === 'sequence' ? collection.items : [collection];
			const texts = items.flatMap((item) => looseStringOf(item) ?? defaults.get(stringOf(get(item, 'Ref')) ?? '') ?? []);
			loops.set(name, [...new Set([...(loops.get(name) ?? []), ...texts])]);
		}
	return loops;
}

function resourcePolicyOf(file: string, resource: Resource, scope: SymbolScope): readonly ResourcePolicy[] {
	const {logicalId, type, properties} = resource;
	const admitting = (document: PolicyDocument, at: Place): ResourcePolicy => ({
		file,
		logicalId,
		type,
		place: at,
		...document,
		admissions: admissionsOf(document, 'resource', scope),
	});
	if (type === 'AWS::Lambda::Permission') return [admitting({unread: [], statements: [permissionStatement(resource, scope)]}, resource.place)];
	if (type === 'AWS::S3::Bucket') {
		const statements = aclStatements(resource, scope);
		return statements.length === 0 ? [] : [admitting({unread: [], statements}, resource.place)];
	}
	const property = Object.hasOwn(policyProperties, type) ? policyProperties[type] : undefined;
	const document = property === undefined ? undefined : get(properties, property);
	return document === undefined ? [] : [admitting(documentOf(document, scope), placeOf(file, document, logicalId))];
}
