/** How a template launches instances: key pair and metadata options. */

import type {Launch, Resource} from '../../evidence/template.ts';
import {get, type SourceNode} from '../../tree.ts';
import {branchesOf, callOf, nodesAt, type Scope, valuesOf} from '../values.ts';

/** The object that holds `KeyName` and `MetadataOptions`, by resource type; empty for the properties themselves. */
const launchPaths: Readonly<Record<string, string>> = {
	'AWS::AutoScaling::LaunchConfiguration': '',
	'AWS::EC2::Instance': '',
	'AWS::EC2::LaunchTemplate': 'LaunchTemplateData',
	'AWS::EC2::SpotFleet': 'SpotFleetRequestConfigData.LaunchSpecifications.*',
};

/** The launches that a resource describes; none for other types. */
export function launchesOf(resource: Resource, scope: Scope): readonly Launch[] {
	const path = Object.hasOwn(launchPaths, resource.type) ? launchPaths[resource.type] : undefined;
	const {properties} = resource;
	if (path === undefined || properties === undefined) return [];
	const objects = path === '' ? [properties] : [...nodesAt(properties, path.split('.'))].flatMap((node) => [...branchesOf(node)]);
	return objects.flatMap((object) => (object.kind === 'sequence' ? object.items : [object])).flatMap((object) => launchOf(object, resource, scope) ?? []);
}

function launchOf(object: SourceNode, resource: Resource, scope: Scope): Launch | undefined {
	if (object.kind !== 'map' || callOf(object) !== undefined) return undefined;
	const keys = [...nodesAt(object, ['KeyName'])];
	const template = [...nodesAt(object, ['LaunchTemplate', 'LaunchTemplateId'])].flatMap((node) => valuesOf(node, scope)).find(({from}) => from === 'attribute');
	const tokens = [...nodesAt(object, ['MetadataOptions', 'HttpTokens'])];
	return {
		resource,
		...(keys.length === 0 ? {} : {keyName: keys.flatMap((node) => valuesOf(node, scope))}),
		...(tokens.length === 0 ? {} : {httpTokens: tokens.flatMap((node) => valuesOf(node, scope))}),
		inherits: get(object, 'LaunchTemplate') !== undefined,
		...(template?.from === 'attribute' ? {launchTemplate: template.logicalId} : {}),
	};
}
