/** Regions, zones and partitions that a template writes out. */

import {append} from '../../append.ts';
import type {Place, Text} from '../../contract.ts';
import type {LocationLiteral, Resource} from '../../evidence/template.ts';
import {locationNames} from '../../limits/regions.ts';
import {type Entry, entriesOf, get, itemsOf, looseStringOf, type MapNode, placeOf, type SourceNode, spanOf, stringOf, textOf} from '../../tree.ts';
import {type Budget, takes, tooLargeTemplate, type UnreadParts} from '../unread.ts';
import {callOf} from '../values.ts';
import {isComment, lineAround} from './scripts.ts';

/** What is known of the text that a name stands in. */
type Context = {
	readonly owner: string;
	readonly where: LocationLiteral['where'];
	readonly type: string;
	readonly path: string;
	readonly branch: boolean;
	readonly mappings?: SourceNode;
};

/** Nodes of one template that are read. */
const maxNodes = 200_000;

/** Keys whose text is for people, and those that other rules judge. */
const leftOut = /(?:description|comment|label|title|^tags|^tagspecifications|^templateurl)$/i;

/** Keys whose text is a program. */
const scriptKeys = new Set(['UserData', 'ZipFile', 'InlineCode', 'AWS::CloudFormation::Init', 'DefinitionString', 'BuildSpec']);

/** Properties that take something in the stack's own Region only: another Region's ARN makes the stack fail. */
const sameRegion =
	/(?:^|\.)(?:ServiceToken|Layers|EventSourceArn|TargetGroupARNs?|TargetGroupArns?|LoadBalancerArn|KmsKeyId|KmsKeyArn|KMSMasterKeyID|TopicARN|NotificationARN|ServiceName)$/;

/** Properties that name zones. */
const zoneProperty = /AvailabilityZone(?:s|Ids?)?$/;

/** Services that answer in one Region for all; naming it is right. */
const globalService =
	/pricing|marketplace|route53|\biam\b|\bsts\b|support|budgets|\bce\b|\bcur\b|health|globalaccelerator|cloudfront|\bacm\b|\bwaf|organizations|savingsplans|ecr-public|\/aws\/service\/|artifact/i;

/**
 * Conditions are left out: to compare the stack's Region with a written one is how templates treat Regions apart. What is beyond the bound
 * is noted in `unread`.
 */
export function locationsOf(file: string, root: MapNode, resources: readonly Resource[], unread: UnreadParts): readonly LocationLiteral[] {
	const budget = {left: maxNodes, unread};
	const found: LocationLiteral[] = [];
	const mappings = get(root, 'Mappings');
	for (const {logicalId: owner, type, properties, node} of resources) {
		const context: Context = {
			owner,
			where: 'resource',
			type,
			path: '',
			branch: get(node, 'Condition') !== undefined,
			...(mappings === undefined ? {} : {mappings}),
		};
		if (properties !== undefined) append(found, below(file, properties, context, budget));
		const init = get(node, 'Metadata', 'AWS::CloudFormation::Init');
		if (init !== undefined) append(found, below(file, init, {...context, where: 'script'}, budget));
	}
	for (const {key: owner, value} of entriesOf(get(root, 'Outputs'))) {
		const node = get(value, 'Value');
		if (node !== undefined) append(found, below(file, node, {owner, where: 'output', type: '', path: 'Value', branch: false}, budget));
	}
	for (const {key: owner, value} of entriesOf(get(root, 'Parameters'))) {
		for (const [key, where] of [['Default', 'default'] as const, ['AllowedValues', 'allowed-value'] as const]) {
			const node = get(value, key);
			if (node !== undefined) append(found, below(file, node, {owner, where, type: '', path: key, branch: false}, budget));
		}
	}
	// Many resources may look up one cell of a mapping.
	const seen = new Set<number>();
	return found.filter(({place}) => {
		const start = place.range?.[0];
		if (start === undefined || !seen.has(start)) return start === undefined || seen.add(start);
		return false;
	});
}

function* below(file: string, node: SourceNode, context: Context, budget: Budget): Generator<LocationLiteral> {
	if (!takes(budget, () => placeOf(file, node, context.owner), tooLargeTemplate(maxNodes))) return;
	const text = textOf(file, node, context.owner);
	if (text !== undefined) return yield* namesIn(text, context);
	if (node.kind === 'sequence') for (const item of node.items) yield* below(file, item, context, budget);
	const call = callOf(node);
	if (call !== undefined) {
		if (zoneProperty.test(context.path)) {
			yield* lettersIn(file, call, context);
			if (call.key === 'Fn::FindInMap') yield* lookedUp(file, call.value, context, budget);
		}
		for (const part of partsOf(call)) yield* below(file, part, call.key === 'Fn::If' ? {...context, branch: true} : context, budget);
		return;
	}
	for (const {key, value} of entriesOf(node)) {
		if (leftOut.test(key)) continue;
		const path = context.path === '' ? key : `${context.path}.${key}`;
		yield* below(file, value, {...context, path, ...(scriptKeys.has(key) ? {where: 'script' as const} : {})}, budget);
	}
}

/** Zone letters behind the stack's Region: `!Sub '${AWS::Region}a'`, or a `Fn::Join` of both. */
function* lettersIn(file: string, {key, value}: Entry, {owner, where}: Context): Generator<LocationLiteral> {
	const letter = (place: Place, name: string): LocationLiteral => ({kind: 'zone-letter', name, place, owner, where, elsewhere: 'differs'});
	if (key === 'Fn::Sub') {
		const text = textOf(file, itemsOf(value)[0] ?? value, owner);
		for (const {index, 0: all} of text?.value.matchAll(/\$\{AWS::Region\}[a-z](?![\w-])/g) ?? [])
			if (text !== undefined) yield letter(spanOf(text, index, index + all.length), all.slice(-1));
	}
	if (key !== 'Fn::Join' || stringOf(itemsOf(value)[0]) !== '') return;
	const items = itemsOf(itemsOf(value)[1]);
	for (const [index, item] of items.entries()) {
		const name = stringOf(item) ?? '';
		if (/^[a-z]$/.test(name) && stringOf(get(items[index - 1], 'Ref')) === 'AWS::Region') yield letter(placeOf(file, item, owner), name);
	}
}

/** The zones that a look-up may come to. Where they lie in several Regions, something chooses among them, often the stack's own Region: the first stands for all. */
function* lookedUp(file: string, value: SourceNode, context: Context, budget: Budget): Generator<LocationLiteral> {
	const [mapping, row, column] = itemsOf(value);
	const chosen = (node: SourceNode | undefined, key: SourceNode | undefined) => {
		const name = looseStringOf(key);
		return entriesOf(node).filter((entry) => name === undefined || entry.key === name);
	};
	const name = stringOf(mapping);
	if (name === undefined) return;
	const {mappings: _, ...own} = context;
	const cells = chosen(get(context.mappings, name), row).flatMap((entry) => chosen(entry.value, column));
	const zones = cells.flatMap((cell) => [...below(file, cell.value, own, budget)].filter(({kind}) => kind === 'zone'));
	const regions = new Set(zones.map((zone) => zone.name.replace(/(?:-az\d|[a-z])$/, '')));
	if (regions.size < 2) yield* zones;
	else for (const zone of zones.slice(0, 1)) yield {...zone, elsewhere: 'differs'};
}

/** The parts of a call that may hold a place's name: not the names of parameters, conditions and mappings, nor the keys of a lookup. */
function partsOf({key, value}: Entry): readonly SourceNode[] {
	if (['Ref', 'Condition', 'Fn::GetAtt', 'Fn::FindInMap', 'Fn::ImportValue', 'Fn::GetAZs'].includes(key)) return [];
	return key === 'Fn::If' && value.kind === 'sequence' ? value.items.slice(1) : [value];
}

function* namesIn(text: Text, context: Context): Generator<LocationLiteral> {
	const {value} = text;
	const matches = [...value.matchAll(locationNames.pattern)];
	// A program that names many Regions has a table of them.
	const table = context.where === 'script' && new Set(matches.map(([name]) => name)).size > 2;
	for (const match of matches) {
		const {line, start} = lineAround(value, match.index);
		const before = line.slice(0, match.index - start);
		if (table || (context.where === 'script' && isComment(line)) || isCompared(before, line) || isOneForAll(match[0], line)) continue;
		const kind = match[1] !== undefined || match[2] !== undefined ? 'zone' : 'region';
		const {owner, where} = context;
		yield {kind, name: match[0], place: spanOf(text, match.index, match.index + match[0].length), owner, where, elsewhere: elsewhereOf(kind, line, context)};
	}
	for (const match of context.where === 'script' ? [] : value.matchAll(/\barn:aws:(?!iam::aws:)/g)) {
		const {owner, where} = context;
		yield {kind: 'partition', name: match[0], place: spanOf(text, match.index, match.index + match[0].length), owner, where, elsewhere: 'works'};
	}
}

/** A script that asks which Region it runs in, or falls back to one when none is known, is not bound to it. */
export function isCompared(before: string, line: string): boolean {
	return /(?:==|!=|:-|\|\|\s*|\bor\s|\belse\s)\s*["']?$/.test(before) || /^\s*["']?[a-z]{2}-[a-z-]+-\d["']?\)/.test(line);
}

/** Whether a line speaks of a service that answers in this Region for all. */
export function isOneForAll(name: string, line: string): boolean {
	return (name === 'us-east-1' || name === 'us-west-2') && globalService.test(line);
}

function elsewhereOf(kind: 'region' | 'zone', line: string, {where, path, branch}: Context): LocationLiteral['elsewhere'] {
	if (where === 'default' || where === 'allowed-value' || where === 'output') return 'differs';
	if (where === 'script') {
		// A helper that asks another Region for this stack finds none: the stack waits for its signal in vain.
		if (!branch && /\bcfn-(?:init|signal)\b/.test(line)) return 'fails';
		return isS3(line) ? 'works' : 'differs';
	}
	if (isS3(line)) return 'works';
	if (branch || /policy/i.test(path)) return 'differs';
	if (kind === 'zone') return zoneProperty.test(path) ? 'fails' : 'differs';
	return sameRegion.test(path) ? 'fails' : 'differs';
}

/** Objects in a bucket of one Region are read from all others. */
export function isS3(line: string): boolean {
	return /\bs3[.-](?:website[.-])?(?:dualstack\.)?[a-z]{2}-[a-z-]+-\d|\bs3:\/\/|s3 (?:cp|sync|ls) /.test(line);
}
