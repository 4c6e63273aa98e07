/** Data that an update of a stack deletes: resources that are replaced, or that the new release no longer has. */

import {append} from '../append.ts';
import type {Place} from '../contract.ts';
import {shownOf} from '../evidence/iam.ts';
import type {Resource} from '../evidence/template.ts';
import {namesUnder} from '../gather/references.ts';
import {tokensOf} from '../gather/symbolic.ts';
import {mostResources, type StatefulType, statefulTypes} from '../limits/stateful.ts';
import {reasonOf} from '../reason.ts';
import {entryOf, get, itemsOf, keyPlaceOf, looseStringOf, placeOf, stringOf} from '../tree.ts';
import type {Change, Found} from './change.ts';
import {comparableProperties, type Plain} from './comparable.ts';
import {clausesOf, newPlace, type Side} from './side.ts';
import {byDefaults, isThere, whenOf, worldsOf} from './worlds.ts';

/** What the library says of one resource: its impact, and that of each property that changed. */
type Impacts = {readonly whole: string; readonly properties: Readonly<Record<string, string>>};

/** Asks the library about one resource of each release. */
export type ImpactOf = (old: Plain, next: Plain) => Impacts;

/**
 * Loads the library. It is asked about one resource at a time: on whole templates it follows replacements from resource to resource by
 * comparing everything again at each step, which takes minutes on a chain of 500.
 */
export async function loadImpacts(): Promise<ImpactOf> {
	const {fullDiff} = await import('@aws-cdk/cloudformation-diff');
	return (old, next) => {
		const change = fullDiff({Resources: {It: old}}, {Resources: {It: next}}).resources.changes['It'];
		if (change === undefined) return {whole: 'NO_CHANGE', properties: {}};
		const properties = Object.entries(change.propertyUpdates).map(([name, {changeImpact}]) => [name, changeImpact ?? 'NO_CHANGE'] as const);
		return {whole: change.changeImpact, properties: Object.fromEntries(properties)};
	};
}

/** Questions to the library about one template. */
const mostQuestions = 5000;

/** Changes that endanger data when a stack is updated from the old template to the new one. */
export function* dataChanges(old: Side, next: Side, impactOf: ImpactOf): Generator<Found> {
	yield* removedChanges(old, next);
	yield* protectionChanges(old, next);
	const count = Math.max(old.template.resources.length, next.template.resources.length);
	if (count > mostResources.value) {
		yield {
			problem: `which resources are replaced was not looked at: ${count} resources are more than the ${mostResources.value} that CloudFormation takes`,
			place: {file: next.template.file},
		};
		return;
	}
	const {impacts, replaced, problems} = replacements(old, next, impactOf);
	yield* problems;
	for (const [logicalId, found] of impacts) {
		const [was, is] = [old.resourceOf.get(logicalId), next.resourceOf.get(logicalId)];
		if (was !== undefined && is !== undefined) yield* replacedChanges(old, next, was, is, found, replaced);
	}
}

/** Impacts of all resources of both releases that change, those included that refer to what is replaced. */
function replacements(
	old: Side,
	next: Side,
	impactOf: ImpactOf,
): {readonly impacts: ReadonlyMap<string, Impacts>; readonly replaced: ReadonlySet<string>; readonly problems: readonly Found[]} {
	const both = next.template.resources.filter(({logicalId}) => old.resourceOf.has(logicalId));
	const usersOf = new Map<string, Set<string>>();
	for (const {logicalId, properties} of both) for (const name of namesUnder(properties)) usersOf.set(name, (usersOf.get(name) ?? new Set()).add(logicalId));
	const impacts = new Map<string, Impacts>();
	const problems: Found[] = [];
	const replaced = new Set<string>();
	const queue = both.map(({logicalId}) => logicalId);
	let asked = 0;
	for (let logicalId = queue.shift(); logicalId !== undefined && asked < mostQuestions; logicalId = queue.shift()) {
		const [was, is] = [old.resourceOf.get(logicalId), next.resourceOf.get(logicalId)];
		if (was === undefined || is === undefined) continue;
		try {
			const before = plainOf(was, old, next, new Set());
			const after = plainOf(is, next, old, replaced);
			if (JSON.stringify(before) === JSON.stringify(after)) continue;
			asked++;
			const found = impactOf(before, after);
			impacts.set(logicalId, found);
			if (found.whole !== 'WILL_REPLACE' || replaced.has(logicalId)) continue;
			replaced.add(logicalId);
			append(queue, usersOf.get(logicalId) ?? []);
		} catch (error) {
			problems.push({
				problem: `what an update does to ${logicalId} could not be found out: ${reasonOf(error)}`,
				place: is.place,
			});
		}
	}
	return {impacts, replaced, problems};
}

function plainOf({type, properties}: Resource, side: Side, other: Side, replaced: ReadonlySet<string>): Plain {
	return {Type: type, Properties: comparableProperties(properties, {mappings: side.template.mappings, others: other.template.mappings, replaced})};
}

function* replacedChanges(old: Side, next: Side, was: Resource, is: Resource, {whole, properties}: Impacts, replaced: ReadonlySet<string>): Generator<Change> {
	const stateful = statefulOf(was.type);
	if (stateful === undefined) return;
	const kept = policyOf(is, 'UpdateReplacePolicy');
	if (was.type !== is.type) {
		yield replacedChange(was, stateful, kept, true, `its type becomes ${is.type || 'nothing'}`, {old: was.typePlace, new: is.typePlace});
		return;
	}
	if (whole !== 'WILL_REPLACE' && whole !== 'MAY_REPLACE') return;
	const causes = Object.entries(properties).filter(([, impact]) => impact === 'WILL_REPLACE' || impact === 'MAY_REPLACE');
	// One that surely replaces is told; others add nothing to it.
	const sure = causes.filter(([name, impact]) => impact === 'WILL_REPLACE' && !mayBeSame(old, next, was, is, name));
	const [first] = sure.length > 0 ? sure : causes;
	if (first === undefined) return;
	const [name] = first;
	const more = (sure.length > 0 ? sure : causes).length - 1;
	const cause = `${name} ${changeOf(old, next, was, is, name, replaced)}${more > 0 ? `, as do ${more} more ${more === 1 ? 'property' : 'properties'}` : ''}`;
	yield replacedChange(was, stateful, kept, sure.length > 0, cause, {
		old: propertyPlace(was, old, name),
		new: propertyPlace(is, next, name),
	});
}

function replacedChange(
	resource: Resource,
	stateful: StatefulType,
	kept: string | undefined,
	isSure: boolean,
	cause: string,
	places: {readonly old: Place; readonly new: Place},
): Change {
	const {logicalId, type} = resource;
	const isSafe = isKept(kept);
	const fate = isSafe ? `the old one is kept (${kept ?? ''}), but the new one begins empty` : `the old one is deleted, and with it ${lossOf(stateful)}`;
	const isGrave = isSure && !isSafe && (type !== 'AWS::EC2::Instance' || hasDataDisk(resource));
	return {
		kind: isSure ? 'data/replaced' : 'data/may-be-replaced',
		severity: isGrave ? 'error' : 'warning',
		growth: false,
		message: `${logicalId} (${type}) ${isSure ? 'is' : 'may be'} replaced when a stack is updated, since ${cause}: ${fate}.`,
		help: isSafe
			? 'Tell buyers how to move their data to the new one.'
			: 'Leave the property as it was, or set UpdateReplacePolicy to Retain or Snapshot and tell buyers how to move their data.',
		subject: logicalId,
		...places,
	};
}

/** Whether what is written otherwise may still come to the same. */
function mayBeSame(old: Side, next: Side, was: Resource, is: Resource, name: string): boolean {
	const texts = (side: Side, resource: Resource) => {
		const node = get(resource.properties, name);
		return node?.kind === 'sequence' ? [] : tokensOf(node, side.scopeOf(resource)).map(({text}) => text);
	};
	const known = new Set(texts(old, was));
	// What is not known may be what changed.
	return texts(next, is).some((text) => known.has(text) && !text.includes('${'));
}

function changeOf(old: Side, next: Side, was: Resource, is: Resource, name: string, replaced: ReadonlySet<string>): string {
	const [before, after] = [get(was.properties, name), get(is.properties, name)];
	if (before === undefined) return 'is new';
	if (after === undefined) return 'is gone';
	const [one, other] = [tokensOf(before, old.scopeOf(was)), tokensOf(after, next.scopeOf(is))].map(([token]) => (token === undefined ? '…' : shownOf(token)));
	if (one !== other && before.kind !== 'sequence' && before.kind === after.kind) return `changes from ${short(one)} to ${short(other)}`;
	const cause = [...namesUnder(after)].find((id) => replaced.has(id));
	return cause === undefined ? 'changes' : `refers to ${cause}, which is replaced`;
}

function short(text = ''): string {
	return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function propertyPlace({properties, place, logicalId}: Resource, {template}: Side, name: string): Place {
	const node = get(properties, name);
	return node === undefined ? place : placeOf(template.file, node, logicalId);
}

function* removedChanges(old: Side, next: Side): Generator<Change> {
	for (const was of old.template.resources) {
		const stateful = statefulOf(was.type);
		if (stateful === undefined) continue;
		const {logicalId, type} = was;
		const is = next.resourceOf.get(logicalId);
		const policy = policyOf(was, 'DeletionPolicy') ?? (get(was.properties, 'DBClusterIdentifier') === undefined ? stateful.byDefault : undefined);
		const isSafe = isKept(policy);
		const fate = isSafe
			? `CloudFormation keeps ${policy === 'Snapshot' ? 'a snapshot' : 'it'} (${policy ?? ''})`
			: `it is deleted, and with it ${lossOf(stateful)}`;
		if (is === undefined) {
			const renamed = old.renamed(logicalId);
			const other = renamed === logicalId ? '' : ` To CloudFormation ${renamed} of the new release is another resource.`;
			yield {
				kind: 'data/removed',
				severity: isSafe || (type === 'AWS::EC2::Instance' && !hasDataDisk(was)) ? 'warning' : 'error',
				growth: false,
				message: `${logicalId} (${type}) is not in the new release: when a stack is updated, ${fate}.${other}`,
				help: isSafe
					? 'Tell buyers what becomes of it.'
					: 'Keep it under its logical id; or release a version with DeletionPolicy: Retain first, and take it out in the next.',
				subject: logicalId,
				old: was.place,
				...newPlace(next.resourceOf.get(renamed)?.place),
			};
			continue;
		}
		const condition = worldsWithout(old, next, was, is);
		if (condition !== undefined && is.condition !== undefined)
			yield {
				kind: 'data/removed',
				severity: 'warning',
				growth: false,
				message: `${logicalId} (${type}) is only there ${condition} now: in a stack where that does not hold, ${fate} on update.`,
				help: 'Make the condition hold for stacks that have it.',
				subject: logicalId,
				old: was.place,
				new: is.condition.place,
			};
	}
}

/** The condition of the new release under which a resource remains, where it was there without it. */
function worldsWithout(old: Side, next: Side, was: Resource, is: Resource): string | undefined {
	const [before, after] = [clausesOf(was), clausesOf(is)];
	const {worlds} = worldsOf([
		{clauses: [before], formulas: old.formulas},
		{clauses: [after], formulas: next.formulas},
	]);
	// A stack that is there keeps its values, whatever the defaults are now.
	const isLost = worlds.some((world) => world !== byDefaults && isThere(before, old.formulas, world) && !isThere(after, next.formulas, world));
	return isLost ? whenOf(after) : undefined;
}

const protections: readonly (readonly [key: string, isAttribute: boolean])[] = [
	['DeletionPolicy', true],
	['UpdateReplacePolicy', true],
	['DeletionProtection', false],
	['DeletionProtectionEnabled', false],
];

function* protectionChanges(old: Side, next: Side): Generator<Change> {
	for (const is of next.template.resources) {
		const was = old.resourceOf.get(is.logicalId);
		const stateful = statefulOf(is.type);
		if (was === undefined || stateful === undefined || was.type !== is.type) continue;
		for (const [key, isAttribute] of protections) {
			const [from, to] = [was, is].map((resource) => (isAttribute ? resource.node : resource.properties));
			const [before, after] = [entryOf(from, key), entryOf(to, key)];
			const wasOn = protects(looseStringOf(before?.value));
			const isOn =
				after === undefined ? false : stringOf(after.value) === undefined && after.value.kind === 'map' ? true : protects(looseStringOf(after.value));
			if (before === undefined || !wasOn || isOn) continue;
			yield {
				kind: 'data/protection-removed',
				severity: 'warning',
				growth: false,
				message: `${is.logicalId} (${is.type}) loses ${key} ${looseStringOf(before.value) ?? ''}${after === undefined ? '' : `, which is ${looseStringOf(after.value) ?? '…'} now`}: it can be deleted, and with it ${lossOf(stateful)}.`,
				help: `Keep ${key} as it was.`,
				subject: is.logicalId,
				old: placeOf(old.template.file, before.value, is.logicalId),
				new: after === undefined ? is.place : keyPlaceOf(next.template.file, after, is.logicalId),
			};
		}
	}
}

function protects(text: string | undefined): boolean {
	return text !== undefined && ['retain', 'retainexceptoncreate', 'snapshot', 'true', 'active'].includes(text.toLowerCase());
}

function statefulOf(type: string): StatefulType | undefined {
	return Object.hasOwn(statefulTypes.types, type) ? statefulTypes.types[type] : undefined;
}

function policyOf({node}: Resource, attribute: string): string | undefined {
	return stringOf(get(node, attribute));
}

function isKept(policy: string | undefined): boolean {
	return policy === 'Retain' || policy === 'RetainExceptOnCreate' || policy === 'Snapshot';
}

function lossOf({holds, staysWhenFull}: StatefulType): string {
	return staysWhenFull === true ? `${holds}; if it is not empty, it stays behind outside of the stack` : holds;
}

/** Whether an instance has more disks than the one that its image brings, or one that outlives it. */
function hasDataDisk({properties}: Resource): boolean {
	if (itemsOf(get(properties, 'Volumes')).length > 0) return true;
	const disks = itemsOf(get(properties, 'BlockDeviceMappings')).filter((disk) => get(disk, 'Ebs') !== undefined);
	return disks.length > 1 || disks.some((disk) => looseStringOf(get(disk, 'Ebs', 'DeleteOnTermination'))?.toLowerCase() === 'false');
}
