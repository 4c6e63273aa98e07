/** Ports that security groups open: which ranges of addresses reach which ports, in every world of the template's conditions. */

import type {Place} from '../contract.ts';
import {shownOf, type Token} from '../evidence/iam.ts';
import type {Clause, Resource} from '../evidence/template.ts';
import {holesOf, listed, listedTokens, namesIn, type SymbolScope, tokensOf} from '../gather/symbolic.ts';
import {callOf} from '../gather/values.ts';
import {entryOf, get, placeOf, type SourceNode} from '../tree.ts';
import {renamedIn} from './canonical.ts';
import type {Change, Found} from './change.ts';
import {isWholeInternet, isWithin} from './cidr.ts';
import {type Budget, spend} from './rules.ts';
import {clausesOf, newPlace, oldPlace, type Side} from './side.ts';
import {byDefaults, chosenByDefault, isThere, type World, whenOf, worldsOf} from './worlds.ts';

/** One range of addresses, or one group, that reaches one range of ports. */
export type Opening = {
	/** The security group, by its new name. */
	readonly group: string;
	readonly label: string;
	/** `*` for all. */
	readonly protocol: string;
	readonly ports: Ports;
	readonly source: string;
	/** Which property names the source: `CidrIp`, `CidrIpv6`, `SourceSecurityGroupId`… */
	readonly key: string;
	/** The parameter whose value it is, and whether it is its default. */
	readonly parameter?: string;
	readonly isDefault: boolean;
	readonly clauses: readonly Clause[];
	/** The token that names the source, or the default that gives it. */
	readonly place: Place;
	readonly portPlace: Place;
};

/** From, to; or the text of an expression that is not known. */
type Ports = {readonly from: number; readonly to: number} | {readonly text: string};

const lastPort = 65_535;

/** Openings that one release has over the other. */
export function* ingressChanges(old: Side, next: Side, budgetOf: () => Budget): Generator<Found> {
	const [before, after] = [openingsOf(old), openingsOf(next)];
	const {worlds, all} = worldsOf([
		{clauses: before.map(({clauses}) => clauses), formulas: old.formulas},
		{clauses: after.map(({clauses}) => clauses), formulas: next.formulas},
	]);
	if (!all)
		yield {problem: 'security groups hang on more conditions than are tried in all combinations; not all were compared', place: {file: next.template.file}};
	const budget = budgetOf();
	for (const over of overs(after, before, worlds, next, old, budget)) yield opened(over);
	for (const {opening} of overs(before, after, worlds, old, next, budget)) yield closed(opening, next);
}

type Over = {readonly opening: Opening; readonly nearest: Opening | undefined; readonly isByDefault: boolean};

/** What some open and others do not, in some world. */
export function overs(
	mine: readonly Opening[],
	others: readonly Opening[],
	worlds: readonly World[],
	side: Side,
	other: Side,
	budget: Budget,
): readonly Over[] {
	const found = new Map<string, Over>();
	for (const world of worlds) {
		const against = others.filter(({clauses}) => isThere(clauses, other.formulas, world));
		for (const opening of mine) {
			spend(budget, 1 + against.length);
			if (!isThere(opening.clauses, side.formulas, world) || isCovered(opening, against)) continue;
			const key = JSON.stringify([opening.group, opening.protocol, portsKey(opening), opening.source]);
			if (found.has(key)) continue;
			spend(budget, against.length);
			found.set(key, {opening, nearest: nearestOf(opening, against), isByDefault: world === byDefaults});
		}
	}
	return [...found.values()];
}

function isCovered(opening: Opening, others: readonly Opening[]): boolean {
	const reaching = others.filter(
		(other) => other.group === opening.group && (other.protocol === '*' || other.protocol === opening.protocol) && coversSource(other, opening),
	);
	const {ports} = opening;
	if ('text' in ports)
		return reaching.some((other) => ('text' in other.ports ? other.ports.text === ports.text : other.ports.from <= 0 && other.ports.to >= lastPort));
	// Two rules that meet are one that is as wide as both.
	let reached = ports.from;
	const ranges = reaching.flatMap((other) => ('text' in other.ports ? [] : [other.ports])).toSorted((a, b) => a.from - b.from);
	for (const {from, to} of ranges) if (from <= reached && to >= reached) reached = to + 1;
	return reached > ports.to;
}

function coversSource(other: Opening, {source, parameter, isDefault, key}: Opening): boolean {
	// Whoever is in a group or on a list has an address too.
	if (!other.isDefault && isWholeInternet(other.source) && other.source.includes(':') === (key === 'CidrIpv6')) return true;
	if (other.parameter !== undefined && other.parameter === parameter) {
		// What a buyer may choose is one thing, what is chosen unless they do another.
		if (isDefault) return other.isDefault ? isWithin(source, other.source) : isHole(other.source) && !isWholeInternet(source);
		return isHole(other.source) || isWithin(source, other.source);
	}
	if (other.isDefault && !isDefault) return false;
	// Another parameter, but it is the buyer who chooses, as before.
	if (!isDefault && parameter !== undefined && other.parameter !== undefined && isHole(source) && isHole(other.source)) return key === other.key;
	return isWithin(source, other.source);
}

/** A default replaced by one that is no wider is no growth, and is told with the parameter. */
function isHole(source: string): boolean {
	return source.startsWith('${');
}

function portsKey({ports}: Opening): string {
	return 'text' in ports ? ports.text : `${ports.from} ${ports.to}`;
}

function nearestOf(opening: Opening, others: readonly Opening[]): Opening | undefined {
	const inGroup = others.filter(({group}) => group === opening.group);
	const samePorts = inGroup.filter((other) => portsKey(other) === portsKey(opening));
	const sameSource = inGroup.filter(({source}) => source === opening.source);
	return samePorts.find(({parameter}) => parameter === opening.parameter) ?? samePorts[0] ?? sameSource[0];
}

function opened({opening, nearest, isByDefault}: Over): Change {
	const {label, source, parameter, clauses, place, portPlace} = opening;
	const isSamePort = nearest !== undefined && portsKey(nearest) === portsKey(opening) && nearest.protocol === opening.protocol;
	const when = whenOf(clauses);
	const who = `${isWholeInternet(source) ? `${source}, the whole internet` : source}${parameter !== undefined && opening.isDefault ? `, the default of ${parameter}` : ''}`;
	const before = nearest === undefined ? '' : isSamePort ? `; before ${nearest.source}` : `; before ${portsOf(nearest)}`;
	return {
		kind: 'exposure/ingress-opened',
		severity: 'error',
		growth: true,
		message: `${label} opens ${portsOf(opening)} to ${who}${when === '' ? '' : ` ${when}`}${isByDefault ? chosenByDefault : ''}${before}.`,
		help: 'Open only the ports that buyers need, to a range that they must give themselves, without a default.',
		subject: label,
		...oldPlace(isSamePort ? nearest.place : nearest?.portPlace),
		new: isSamePort || nearest === undefined ? place : portPlace,
	};
}

function closed(opening: Opening, next: Side): Change {
	const {label, source, clauses, place, group} = opening;
	const when = whenOf(clauses);
	return {
		kind: 'exposure/ingress-closed',
		severity: 'note',
		growth: false,
		message: `${label} no longer opens ${portsOf(opening)} to ${source}${when === '' ? '' : ` ${when}`}.`,
		help: 'Make sure that nobody needs it.',
		subject: label,
		old: place,
		...newPlace(next.resourceOf.get(group)?.place),
	};
}

/** Ports in words. */
export function portsOf({protocol, ports}: Opening): string {
	const name = protocol === '*' ? '' : `${{'6': 'TCP', '17': 'UDP', '1': 'ICMP', '58': 'ICMPv6'}[protocol] ?? `protocol ${protocol}`} `;
	if ('text' in ports) return `${name}port ${ports.text}`;
	if (ports.from <= 0 && ports.to >= lastPort) return protocol === '*' ? 'all ports of all protocols' : `${name}all ports`;
	return ports.from === ports.to ? `${name}port ${ports.from}` : `${name}ports ${ports.from} to ${ports.to}`;
}

/** All that the security groups of a release open. */
export function openingsOf(side: Side): readonly Opening[] {
	return side.template.resources.flatMap((resource) => {
		const {type, properties, logicalId} = resource;
		const scope = side.scopeOf(resource);
		const own = clausesOf(resource);
		if (type === 'AWS::EC2::SecurityGroupIngress' && properties !== undefined) {
			const [group] = tokensOf(get(properties, 'GroupId') ?? get(properties, 'GroupName'), scope);
			const name = namesIn(group?.text ?? '')[0] ?? (group === undefined ? logicalId : shownOf(group));
			return openingsIn(properties, side, resource, scope, {group: side.renamed(name), label: name, clauses: own});
		}
		if (type !== 'AWS::EC2::SecurityGroup') return [];
		return [...listed(get(properties, 'SecurityGroupIngress'), own)].flatMap(({node, clauses}) =>
			openingsIn(node, side, resource, scope, {group: side.renamed(logicalId), label: logicalId, clauses}),
		);
	});
}

const sourceKeys = ['CidrIp', 'CidrIpv6', 'SourceSecurityGroupId', 'SourceSecurityGroupName', 'SourcePrefixListId'];

function openingsIn(
	rule: SourceNode,
	side: Side,
	resource: Resource,
	scope: SymbolScope,
	{group, label, clauses}: Pick<Opening, 'group' | 'label' | 'clauses'>,
): readonly Opening[] {
	if (rule.kind !== 'map' || callOf(rule) !== undefined) return [];
	const tokens = (key: string) => listedTokens(get(rule, key), scope, clauses);
	const portNode = entryOf(rule, 'FromPort')?.value ?? entryOf(rule, 'IpProtocol')?.value ?? rule;
	const portPlace = placeOf(scope.file, portNode, resource.logicalId);
	return tokens('IpProtocol').flatMap((protocolToken) => {
		const protocol = protocolOf(protocolToken);
		return portRanges(protocol, tokens('FromPort'), tokens('ToPort'), side).flatMap(({ports, clauses: under}) =>
			sourceKeys.flatMap((key) =>
				tokens(key).flatMap((token) =>
					withDefault(token, scope).map(({text, isDefault, place}): Opening => {
						const source = text.replace(/^\$\{([^}]{1,300})\}$/, (_whole, name: string) => `\${${renamedIn(name.replace(/\.GroupId$/, ''), side.renamed)}}`);
						return {
							group,
							label,
							protocol,
							ports,
							source,
							key,
							...parameterOf(token, scope, side),
							isDefault,
							clauses: [...token.clauses, ...under, ...protocolToken.clauses],
							place,
							portPlace,
						};
					}),
				),
			),
		);
	});
}

/** The parameter that a token is a value of, or stands for, by its new name. */
function parameterOf(token: Token, scope: SymbolScope, side: Side): {readonly parameter?: string} {
	const [hole = ''] = holesOf(token.text);
	const name = token.parameter ?? (scope.parameterOf.has(hole) ? hole : undefined);
	return name === undefined ? {} : {parameter: side.renamed(name)};
}

/** A parameter's default is told apart from what else may be chosen: where values are listed, it comes on top of them. */
function withDefault(token: Token, scope: SymbolScope): readonly {readonly text: string; readonly isDefault: boolean; readonly place: Place}[] {
	const parameter = token.parameter === undefined ? undefined : scope.parameterOf.get(token.parameter);
	const text = isRange.test(token.text) ? token.text : shownOf(token);
	if (parameter === undefined) return [{text, isDefault: false, place: token.place}];
	const isDefault = parameter.default?.value.split(',').some((part) => part.trim() === token.text) === true;
	const chosen = parameter.allowedValues.find(({value}) => value === token.text);
	const one = chosen === undefined ? [] : [{text, isDefault: false, place: chosen.place}];
	return isDefault ? [...one, {text, isDefault: true, place: parameter.default?.place ?? token.place}] : one;
}

/** An address range, which is shown whoever gives it. */
const isRange = /^[\d.:a-f]{2,45}\/\d{1,3}$/i;

function protocolOf(token: Token): string {
	const word = token.text.trim().toLowerCase();
	const known = {'-1': '*', all: '*', tcp: '6', udp: '17', icmp: '1', icmpv6: '58'}[word];
	return known ?? (/^\d{1,3}$/.test(word) ? word : shownOf(token).trim().toLowerCase());
}

function portRanges(
	protocol: string,
	from: readonly Token[],
	to: readonly Token[],
	side: Side,
): readonly {readonly ports: Ports; readonly clauses: readonly Clause[]}[] {
	// Protocols without ports are open as a whole.
	const all = {ports: {from: 0, to: lastPort}, clauses: []};
	if (protocol === '*' || from.length === 0) return [all];
	return from.flatMap((first) =>
		// Where both ends come from one expression they are the same port.
		(to.length === 0 ? [first] : to.filter((last) => last.text === first.text || nameOf(last) === undefined || nameOf(last) !== nameOf(first))).map((last) => {
			const [low, high] = [numberOf(first.text), numberOf(last.text)];
			const clauses = [...first.clauses, ...last.clauses];
			if (low === -1) return {ports: {from: 0, to: lastPort}, clauses};
			if (low !== undefined && high !== undefined) return {ports: {from: low, to: high}, clauses};
			const text = [shownOf(first), ...(first.text === last.text ? [] : [shownOf(last)])].map((part) =>
				part.replace(/\$\{([^}]{1,300})\}/g, (_whole, name: string) => `\${${side.renamed(name)}}`),
			);
			return {ports: {text: text.join(' to ')}, clauses};
		}),
	);
}

/** The parameter that a token comes from. */
function nameOf({parameter, text}: Token): string | undefined {
	return parameter ?? holesOf(text)[0];
}

function numberOf(text: string): number | undefined {
	return /^-?\d{1,5}$/.test(text.trim()) ? Number(text) : undefined;
}
