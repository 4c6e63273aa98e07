/** Ports that security groups open, and to whom. */

import type {IngressRule, Parameter, PropertyValue, Resource} from '../../evidence/template.ts';
import {sensitivePorts} from '../../limits/ports.ts';
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
	const ends = {...(from.port === undefined ? {} : {fromPort: from.port}), ...(to.port === undefined ? {} : {toPort: to.port})};
	const portParameters = [...new Set([...from.parameters, ...to.parameters])];
	const token = entryOf(rule, 'FromPort')?.value ?? entryOf(rule, 'IpProtocol')?.value;
	return {
		resource,
		// A rule is several lines; its port is what it is about.
		place: placeOf(scope.file, token ?? rule, resource.logicalId),
		...(protocol === undefined ? {} : {protocol}),
		...ends,
		portParameters,
		sensitivePorts: sensitivePortsOf({...(protocol === undefined ? {} : {protocol}), ...ends, portParameters}),
		usedBy: [],
		sources: ['CidrIp', 'CidrIpv6'].flatMap((key) => valuesOf(get(rule, key), scope)),
	};
}

/** TCP alone counts: none of these servers is administered by UDP. */
function sensitivePortsOf({protocol = 'tcp', fromPort, toPort, portParameters}: Pick<IngressRule, 'protocol' | 'fromPort' | 'toPort' | 'portParameters'>) {
	const word = protocol.toLowerCase();
	// -1 stands for all ports. A last port that no default gives is the buyer's own.
	const all = word === '-1' || word === 'all' || fromPort === -1;
	const last = toPort ?? (portParameters.length > 0 ? undefined : fromPort);
	if (!all && (!['tcp', '6'].includes(word) || fromPort === undefined || last === undefined)) return [];
	const opened = sensitivePorts.ports.filter(({port, to = port}) => all || ((fromPort ?? 0) <= to && (last ?? 0) >= port));
	const documented = opened.filter((port) => port.documented);
	return documented.length > 0 ? documented : opened;
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

/** Ingress rules with the types of the resources that each one's security group is attached to. */
export function withUsers(rules: readonly IngressRule[], properties: readonly PropertyValue[]): readonly IngressRule[] {
	const users = new Map<string, Set<string>>();
	const groups = new Map<string, string>();
	for (const {resource, path, values} of properties) {
		for (const value of values) {
			if (value.from !== 'attribute') continue;
			if (path === 'GroupId') groups.set(resource.logicalId, value.logicalId);
			if (resource.type.startsWith('AWS::EC2::SecurityGroup')) continue;
			const types = users.get(value.logicalId) ?? new Set();
			users.set(value.logicalId, types.add(resource.type));
		}
	}
	return rules.map((rule) => {
		const {logicalId, type} = rule.resource;
		// An ingress resource names the group that it adds to.
		const group = type === 'AWS::EC2::SecurityGroup' ? logicalId : groups.get(logicalId);
		return {...rule, usedBy: group === undefined ? [] : [...(users.get(group) ?? [])]};
	});
}
