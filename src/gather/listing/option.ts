/** Versions and delivery options of a request. */

import type {AmiSource, DeliveryOption, SecurityGroup, Version} from '../../evidence/listing.ts';
import {entryOf, get, itemsOf, type SourceNode} from '../../tree.ts';
import {reachOfAll} from '../cidr.ts';
import {given, type Reader} from './reader.ts';

/** The version that an `AddDeliveryOptions` or `UpdateDeliveryOptions` change adds or updates. */
export function requestedVersion(read: Reader, details: SourceNode, state: 'add' | 'update'): Version {
	return {
		place: read.key(details, 'Version'),
		state,
		...given({title: read.text(details, 'Version', 'VersionTitle'), releaseNotes: read.text(details, 'Version', 'ReleaseNotes')}),
		options: itemsOf(get(details, 'DeliveryOptions')).flatMap((item) => requestedOption(read, item) ?? []),
	};
}

function requestedOption(read: Reader, item: SourceNode): DeliveryOption | undefined {
	const details = get(item, 'Details');
	const standalone = entryOf(details, 'AmiDeliveryOptionDetails');
	const template = entryOf(details, 'DeploymentTemplateDeliveryOptionDetails');
	const entry = template ?? standalone;
	if (details === undefined || entry === undefined) return undefined;
	const node = entry.value;
	const templateSources = itemsOf(get(node, 'TemplateSources')).map((source) => ({
		place: read.start(source),
		...given({parameterName: read.text(source, 'ParameterName'), ami: amiSource(read, source)}),
	}));
	return {
		kind: template === undefined ? 'standalone' : 'template',
		place: read.key(details, entry.key),
		...given({
			id: read.text(item, 'Id'),
			title: read.text(item, 'DeliveryOptionTitle') ?? read.text(node, 'DeliveryOptionTitle'),
			shortDescription: read.text(node, 'ShortDescription'),
			longDescription: read.text(node, 'LongDescription'),
			usageInstructions: read.text(node, 'UsageInstructions'),
			recommendedInstanceType: read.text(node, 'RecommendedInstanceType'),
			architectureDiagram: read.text(node, 'ArchitectureDiagram'),
			templateUrl: read.text(node, 'Template'),
			ami: template === undefined ? amiSource(read, node) : templateSources.length === 1 ? templateSources[0]?.ami : undefined,
			endpoint: endpoint(read, node, 'AccessEndpointUrl'),
		}),
		templateSources,
		securityGroups: itemsOf(get(node, 'SecurityGroups')).map((group) => securityGroup(read, group, 'IpProtocol', 'IpRanges')),
	};
}

function amiSource(read: Reader, parent: SourceNode): AmiSource | undefined {
	const node = get(parent, 'AmiSource');
	if (node?.kind !== 'map') return undefined;
	return {
		place: read.key(parent, 'AmiSource'),
		...given({
			amiId: read.text(node, 'AmiId'),
			accessRoleArn: read.text(node, 'AccessRoleArn'),
			userName: read.text(node, 'UserName'),
			scanningPort: read.integer(node, 'ScanningPort'),
			operatingSystemName: read.text(node, 'OperatingSystemName'),
			operatingSystemVersion: read.text(node, 'OperatingSystemVersion'),
		}),
	};
}

/** The endpoint under a key: `AccessEndpointUrl` in requests, `Access` in answers. */
export function endpoint(read: Reader, parent: SourceNode, key: string): DeliveryOption['endpoint'] {
	const node = get(parent, key);
	if (node?.kind !== 'map') return undefined;
	return {
		place: read.key(parent, key),
		...given({protocol: read.text(node, 'Protocol'), port: read.integer(node, 'Port'), relativePath: read.text(node, 'RelativePath')}),
	};
}

/** A recommended rule; requests and answers name its protocol and ranges differently. */
export function securityGroup(read: Reader, node: SourceNode, protocolKey: string, rangesKey: string): SecurityGroup {
	const cidrs = read.texts(node, rangesKey);
	return {
		place: read.start(node),
		...given({protocol: read.text(node, protocolKey), fromPort: read.integer(node, 'FromPort'), toPort: read.integer(node, 'ToPort')}),
		cidrs: cidrs.map((cidr) => ({...cidr, reach: reachOfAll([cidr.value])})),
		reach: reachOfAll(cidrs.map(({value}) => value)),
	};
}
