/** All of IAM in the templates of a submission. */

import type {Iam, ResourcePolicy} from '../../evidence/iam.ts';
import type {Resource, Template} from '../../evidence/template.ts';
import type {Absent} from '../../evidence.ts';
import {get, placeOf} from '../../tree.ts';
import type {SymbolScope} from '../symbolic.ts';
import {documentOf} from './documents.ts';
import {identitiesOf} from './identities.ts';

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

/** Identities and resource policies; absent where there is no template, or none of either in them. */
export function gatherIam(templates: readonly Template[]): Iam | Absent {
	const found = templates.map((template) => {
		const scopeOf = scopesOf(template);
		return {
			identities: identitiesOf(template, scopeOf),
			resourcePolicies: template.resources.flatMap((resource) => resourcePolicyOf(template.file, resource, scopeOf(resource))),
		};
	});
	const iam = {identities: found.flatMap(({identities}) => identities), resourcePolicies: found.flatMap(({resourcePolicies}) => resourcePolicies)};
	return iam.identities.length + iam.resourcePolicies.length > 0 ? iam : {absent: 'no IAM role, user, group or policy in the templates'};
}

/** What the expressions of each resource of a template may name. */
export function scopesOf({file, parameters, resources, mappings}: Template): (resource: Resource) => SymbolScope {
	const names = {
		file,
		parameters: new Set(parameters.map(({name}) => name)),
		resources: new Set(resources.map(({logicalId}) => logicalId)),
		parameterOf: new Map(parameters.map((parameter) => [parameter.name, parameter])),
		...(mappings === undefined ? {} : {mappings}),
	};
	return ({logicalId}) => ({...names, logicalId});
}

function resourcePolicyOf(file: string, {logicalId, type, properties}: Resource, scope: SymbolScope): readonly ResourcePolicy[] {
	const property = Object.hasOwn(policyProperties, type) ? policyProperties[type] : undefined;
	const document = property === undefined ? undefined : get(properties, property);
	return document === undefined ? [] : [{file, logicalId, type, place: placeOf(file, document, logicalId), ...documentOf(document, scope)}];
}
