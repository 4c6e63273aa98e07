/** Ports that security groups open, and to whom. */

import type {IngressRule, Parameter, Resource} from '../../evidence/template.ts';
import {entryOf, get, looseStringOf, type MapNode, placeOf, type SourceNode} from '../../tree.ts';
import {branchesOf, callOf, type Scope, valuesOf} from '../values.ts';
import {wholeNumberOf} from './scalars.ts';

/** The ingress rules of a security group or of an ingress resource; none for other types. */
export function ingressOf(resource: Resource, scope: Scope, parameters: readonly Parameter[]): readonly IngressRule[] {
	const {type, properties} = resource;
	if (properties === undefined) return [];
	if (type === 'AWS::EC2::SecurityGroupIngress') return [ruleOf(properties, resource, scope, parameters)];
	if (type !== 'AWS::EC2::SecurityGroup') return [];
	return [...itemsOf(get(properties, 'SecurityGroupIngress'))].map((item) => ruleOf(item, resource, scope, parameters));
}

/** The rules of a list, a single rule, and either inside `Fn::If`. */
function* itemsOf(node: SourceNode | undefined): Generator<MapNode> {
	for (const list of branchesOf(node)) {
		for (const item of list.kind === 'sequence' ? list.items : [list]) {
			for (const branch of branchesOf(item)) {
				// A branch may be a list again, or `Ref: AWS::NoValue`.
				if (branch.kind === 'sequence') yield* branch.items.filter((inner): inner is MapNode => inner.kind === 'map' && callOf(inner) === undefined);
				else if (branch.kind === 'map' && callOf(branch) === undefined) yield branch;
			}
		}
	}
}

function ruleOf(rule: MapNode, resource: Resource, scope: Scope, parameters: readonly Parameter[]): IngressRule {
	const protocol = looseStringOf(get(rule, 'IpProtocol'));
	const from = portOf(get(rule, 'FromPort'), scope, parameters);
	const to = portOf(get(rule, 'ToPort'), scope, parameters);
	const token = entryOf(rule, 'FromPort')?.value ?? entryOf(rule, 'IpProtocol')?.value;
	return {
		resource,
		// A rule is several lines; its port is what it is about.
		place: placeOf(scope.file, token ?? rule, resource.logicalId),
		...(protocol === undefined ? {} : {protocol}),
		...(from.port === undefined ? {} : {fromPort: from.port}),
		...(to.port === undefined ? {} : {toPort: to.port}),
		portParameters: [...new Set([...from.parameters, ...to.parameters])],
		sources: ['CidrIp', 'CidrIpv6'].flatMap((key) => valuesOf(get(rule, key), scope)),
	};
}

/** A port as written, or as the default of the parameter that gives it. */
function portOf(
	node: SourceNode | undefined,
	scope: Scope,
	parameters: readonly Parameter[],
): {readonly port?: number; readonly parameters: readonly string[]} {
	const direct = wholeNumberOf(node);
	if (direct !== undefined) return {port: direct, parameters: []};
	const names = valuesOf(node, scope).flatMap((value) => (value.from === 'parameter' ? [value.parameter] : []));
	const given = parameters.find(({name}) => name === names[0])?.default?.value.trim() ?? '';
	return {...(/^-?\d{1,9}$/.test(given) ? {port: Number(given)} : {}), parameters: names};
}
