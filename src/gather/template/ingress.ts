/** Ports that security groups open, and to whom. */

import type {IngressRule, IngressSource, PropertyValue, Resource, Template} from '../../evidence/template.ts';
import {databaseResources, type NamedPort, sensitivePorts} from '../../limits/ports.ts';
import {entryOf, get, type MapNode, placeOf, type SourceNode, itemsOf as sequenceItems} from '../../tree.ts';
import {rangeOf, reachOf} from '../cidr.ts';
import {referencesOf} from '../references.ts';
import {leaveOut} from '../unread.ts';
import {callOf, type Scope, valuesOf} from '../values.ts';
import {agree, type Choices, conditionOf, type Defaults, joinedChoices, type Settled, settledOf} from './defaults.ts';
import {type Found, withReach} from './reach.ts';

type Opening = {readonly protocol?: string; readonly from?: number; readonly to?: number; readonly choices: Choices};

/** Address ranges of one template that are looked at: a list counts in each rule that names it. */
const maxSources = 50_000;

/** Combinations of protocols and ports of one rule that are looked at. */
const maxOpenings = 200;

/** Lists and conditions inside each other that are followed. */
const maxDepth = 20;

/** Templates with their ingress rules: parameters count as what they are given when nobody types anything. */
export function withIngress(templates: readonly Template[], defaults: ReadonlyMap<string, Defaults>): readonly Template[] {
	return templates.map((template) => {
		const own = defaults.get(template.file);
		return own === undefined ? template : {...template, ingressRules: ingressIn(template, own)};
	});
}

function ingressIn({file, parameters, resources, properties}: Template, defaults: Defaults): readonly IngressRule[] {
	const scope = {file, parameters: new Set(parameters.map(({name}) => name)), resources: new Set(resources.map(({logicalId}) => logicalId))};
	const lists = new Map(resources.filter(({type}) => type === 'AWS::EC2::PrefixList').map((resource) => [resource.logicalId, entriesOf(resource, defaults)]));
	const usersOf = usersIn(properties);
	const budget = {left: maxSources};
	const found = resources.flatMap((resource) => {
		const {logicalId, type} = resource;
		const group = type === 'AWS::EC2::SecurityGroup' ? logicalId : groupOf(resource, {...scope, logicalId});
		const usedBy = usersOf.get(group) ?? [];
		return rulesIn(resource, {...defaults, logicalId}).map(([rule, choices]) =>
			foundIn(rule, choices, {resource, group, usedBy, lists, budget, scope, defaults: {...defaults, logicalId}}),
		);
	});
	return withReach(found, defaults.unread);
}

/** The group that an ingress resource adds to: a logical id, or whatever its group is called by. */
function groupOf({properties}: Resource, scope: Scope): string {
	const [value] = valuesOf(get(properties, 'GroupId') ?? get(properties, 'GroupName'), scope);
	if (value?.from === 'attribute') return value.logicalId;
	return value?.from === 'parameter' ? `parameter ${value.parameter}` : value?.from === 'literal' ? `id ${value.text}` : '';
}

function rulesIn({type, properties}: Resource, defaults: Defaults): readonly (readonly [MapNode, Choices])[] {
	if (properties === undefined) return [];
	if (type === 'AWS::EC2::SecurityGroupIngress') return [[properties, new Map()]];
	return type === 'AWS::EC2::SecurityGroup' ? [...itemsOf(get(properties, 'SecurityGroupIngress'), new Map(), defaults, 0)] : [];
}

/** The rules of a list, a single rule, and either inside `Fn::If`, whose branches may be lists again, or `Ref: AWS::NoValue`. */
function* itemsOf(node: SourceNode | undefined, choices: Choices, defaults: Defaults, depth: number): Generator<readonly [MapNode, Choices]> {
	if (node === undefined) return;
	if (depth > maxDepth) {
		leaveOut(
			defaults.unread,
			placeOf(defaults.file, node, defaults.logicalId),
			`address ranges stand more than ${maxDepth} lists and conditions deep here; those below were not looked at: write them as one list`,
		);
		return;
	}
	const call = callOf(node);
	if (node.kind === 'sequence') for (const item of node.items) yield* itemsOf(item, choices, defaults, depth + 1);
	else if (node.kind === 'map' && call === undefined) yield [node, choices];
	else if (call?.key === 'Fn::If') {
		for (const [index, branch] of sequenceItems(call.value).slice(1, 3).entries()) {
			const joined = joinedChoices(choices, new Map([[conditionOf(call), String(index)]]));
			// A branch of the same condition inside the other branch is never taken.
			if (joined !== undefined) yield* itemsOf(branch, joined, defaults, depth + 1);
		}
	}
}

type Context = {
	readonly resource: Resource;
	readonly group: string;
	readonly usedBy: readonly string[];
	readonly lists: ReadonlyMap<string, readonly Settled[]>;
	readonly budget: {left: number};
	readonly scope: Scope;
	readonly defaults: Defaults;
};

function foundIn(rule: MapNode, choices: Choices, context: Context): Found {
	const {resource, group, usedBy, scope, defaults} = context;
	const openings = openingsOf(rule, choices, defaults);
	const [first] = openings;
	const token = entryOf(rule, 'FromPort')?.value ?? entryOf(rule, 'IpProtocol')?.value;
	const settled = sourcesOf(rule, context).flatMap(([source, prefixList]) => {
		const joined = joinedChoices(choices, source.choices);
		return joined === undefined ? [] : [{source, prefixList, choices: joined, ports: portsOf(openings, joined, usedBy)}];
	});
	const sources = settled.map(
		({source: {text, parameter}, prefixList, ports}): IngressSource => ({
			cidr: text.value.trim(),
			place: text.place,
			ports,
			reach: 'some',
			together: [],
			...(parameter === undefined ? {} : {parameter}),
			...(prefixList === undefined ? {} : {prefixList}),
		}),
	);
	return {
		group,
		choices: settled.map((source) => source.choices),
		rule: {
			resource,
			// A rule is several lines; its port is what it is about.
			place: placeOf(scope.file, token ?? rule, resource.logicalId),
			...(first?.protocol === undefined ? {} : {protocol: first.protocol}),
			...(first?.from === undefined ? {} : {fromPort: first.from}),
			...(first?.to === undefined ? {} : {toPort: first.to}),
			portParameters: ['FromPort', 'ToPort'].flatMap((key) => parametersIn(get(rule, key), scope)).filter((name, at, all) => all.indexOf(name) === at),
			sensitivePorts: portsOf(openings, new Map(), usedBy),
			sources,
			usedBy,
			answered: usedBy.length === 0 || usedBy.some((type) => !type.startsWith('AWS::ElasticLoadBalancing') && type !== 'AWS::Lambda::Function'),
		},
	};
}

function parametersIn(node: SourceNode | undefined, {parameters}: Scope): readonly string[] {
	return node === undefined ? [] : referencesOf(node).filter((name) => parameters.has(name));
}

/** Ranges that stand in the rule, and those of the prefix lists of this template that it names. */
function sourcesOf(rule: MapNode, {scope, lists, budget, defaults}: Context): readonly (readonly [Settled, string | undefined])[] {
	const takenFrom = (sources: readonly Settled[]) => {
		const taken = sourcesTaken(sources, budget);
		if (taken.length < sources.length)
			leaveOut(
				defaults.unread,
				placeOf(scope.file, rule, defaults.logicalId),
				`the rules of security groups come to more than ${maxSources} address ranges; those from here on were not all looked at: name fewer prefix lists`,
			);
		return taken;
	};
	const direct = ['CidrIp', 'CidrIpv6'].flatMap((key) => takenFrom(settledOf(get(rule, key), defaults)));
	const named = valuesOf(get(rule, 'SourcePrefixListId'), scope).flatMap((value) => (value.from === 'attribute' ? [value.logicalId] : []));
	const listed = named.flatMap((list) => takenFrom(lists.get(list) ?? []).map((source): readonly [Settled, string] => [source, list]));
	return [...direct.map((source): readonly [Settled, undefined] => [source, undefined]), ...listed];
}

/** The ranges that the budget is for. Past it the widest one still counts, so that no rule is open unseen. */
function sourcesTaken(sources: readonly Settled[], budget: {left: number}): readonly Settled[] {
	const taken = sources.length <= budget.left ? sources : sources.slice(0, budget.left);
	budget.left -= taken.length;
	if (taken.length === sources.length) return taken;
	const open = openIn(sources);
	return open === undefined || taken.includes(open) ? taken : [...taken, open];
}

const openBy = new WeakMap<readonly Settled[], {readonly open: Settled | undefined}>();

/** A range of a list that lets everyone in by itself, or else much of the internet; looked for once. */
function openIn(sources: readonly Settled[]): Settled | undefined {
	const reachOfText = ({text}: Settled) => {
		const range = rangeOf(text.value);
		return range === undefined ? 'some' : reachOf([range]);
	};
	const found = openBy.get(sources) ?? {
		open: sources.find((source) => reachOfText(source) === 'everyone') ?? sources.find((source) => reachOfText(source) === 'wide'),
	};
	openBy.set(sources, found);
	return found.open;
}

/** The ranges of a prefix list. */
function entriesOf({logicalId, properties}: Resource, defaults: Defaults): readonly Settled[] {
	return [...itemsOf(get(properties, 'Entries'), new Map(), {...defaults, logicalId}, 0)].flatMap(([entry, choices]) =>
		settledOf(get(entry, 'Cidr'), {...defaults, logicalId}).flatMap((cidr) => {
			const joined = joinedChoices(choices, cidr.choices);
			return joined === undefined ? [] : [{...cidr, choices: joined}];
		}),
	);
}

/** Each protocol and pair of ports that a rule may come to. */
function openingsOf(rule: MapNode, choices: Choices, defaults: Defaults): readonly Opening[] {
	let openings: readonly Opening[] = [{choices}];
	for (const [key, field] of [
		['IpProtocol', 'protocol'],
		['FromPort', 'from'],
		['ToPort', 'to'],
	] as const) {
		const settled = settledOf(get(rule, key), defaults).filter(({text}) => key === 'IpProtocol' || /^\s*-?\d{1,9}\s*$/.test(text.value));
		if (settled.length === 0) continue;
		const all = openings.flatMap((opening) =>
			settled.flatMap(({text, choices: own}) => {
				const joined = joinedChoices(opening.choices, own);
				return joined === undefined ? [] : [{...opening, [field]: field === 'protocol' ? text.value.trim() : Number(text.value), choices: joined}];
			}),
		);
		if (all.length > maxOpenings)
			leaveOut(
				defaults.unread,
				placeOf(defaults.file, rule, defaults.logicalId),
				`this rule may come to more than ${maxOpenings} pairs of ports; the others were not looked at: write its ports out`,
			);
		openings = all.slice(0, maxOpenings);
	}
	return openings;
}

/** TCP alone counts: none of these servers is administered by UDP. Where AWS names some of the ports, those alone are given. */
function portsOf(openings: readonly Opening[], choices: Choices, usedBy: readonly string[]): readonly NamedPort[] {
	const database = usedBy.find((type) => databaseResources.types.includes(type));
	const opened = new Set<NamedPort>();
	for (const {protocol = 'tcp', from, to, choices: own} of openings) {
		if (!agree(choices, own)) continue;
		const word = protocol.toLowerCase();
		const tcp = word === 'tcp' || word === '6';
		// -1 stands for all protocols, and for all ports; ICMP alone counts its types there.
		const all = word === '-1' || word === 'all' || (tcp && from === -1);
		// An end that buyers give themselves leaves the other one open at least.
		const [first, last] = all ? [0, 65_535] : tcp ? [from ?? to, to ?? from] : [];
		if (first === undefined || last === undefined) continue;
		const named = sensitivePorts.ports.filter(({port, to: end = port}) => first <= end && last >= port);
		for (const port of named) opened.add(port);
		// Behind a group of its own a database may listen on any port.
		if (named.length === 0 && database !== undefined && first <= last)
			opened.add({port: first, name: `the port of an ${database}`, kind: 'database', documented: false});
	}
	const documented = [...opened].filter((port) => port.documented);
	return documented.length > 0 ? documented : [...opened];
}

/** For each security group, by its logical id, the types of the resources that it is attached to. */
function usersIn(properties: readonly PropertyValue[]): ReadonlyMap<string, readonly string[]> {
	const users = new Map<string, Set<string>>();
	for (const {resource, values} of properties) {
		for (const value of values) {
			if (value.from !== 'attribute' || resource.type.startsWith('AWS::EC2::SecurityGroup')) continue;
			const types = users.get(value.logicalId) ?? new Set();
			users.set(value.logicalId, types.add(resource.type));
		}
	}
	return new Map([...users].map(([group, types]) => [group, [...types]]));
}
