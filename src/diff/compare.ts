/** Two sets of templates to all changes between them. Pure: nothing is read, and what breaks becomes a problem. */

import type {Template} from '../evidence/template.ts';
import {reasonOf} from '../reason.ts';
import {attachedChanges} from './attached.ts';
import type {Change, DiffProblem, Found, Pair} from './change.ts';
import {dataChanges, type ImpactOf, loadImpacts} from './data.ts';
import {ingressChanges} from './ingress.ts';
import {pairTemplates} from './match.ts';
import {outputChanges, parameterChanges} from './parameters.ts';
import {permissionChanges} from './permissions.ts';
import {publicChanges} from './public.ts';
import {resourcePolicyChanges} from './resource-policies.ts';
import type {Budget} from './rules.ts';
import {emptyTemplate, type Side, sidesOf} from './side.ts';

/** What a comparison of templates comes to. */
export type Compared = {readonly pairs: readonly Pair[]; readonly changes: readonly Change[]; readonly problems: readonly DiffProblem[]};

/** Steps that one identity, policy or template's groups may take; seconds. */
const stepsEach = 10_000_000;
/** Steps of all together. */
const stepsInAll = 60_000_000;

/** Changes of one template that are kept: nobody reads more. */
const mostChanges = 5000;

/** Files of each release that could not be read, or not in full, by path. */
export type Unread = {readonly old: ReadonlySet<string>; readonly new: ReadonlySet<string>};

/**
 * Compares releases. What stands against a file that could not be read is not taken for added or removed, and half a template not for
 * one that lost the other half.
 */
export async function compareTemplates(old: readonly Template[], next: readonly Template[], unread: Unread): Promise<Compared> {
	const pairs = pairTemplates(old, next).filter((pair) => {
		const [one, other] = [pair.old?.file ?? pair.new?.file ?? '', pair.new?.file ?? pair.old?.file ?? ''];
		return !unread.old.has(one) && !unread.new.has(other);
	});
	const problems: DiffProblem[] = [];
	const impactOf = await loadImpacts().catch((error: unknown): ImpactOf => {
		problems.push({file: 'src/diff', message: `which resources are replaced was not looked at: ${reasonOf(error)}`});
		return () => ({whole: 'NO_CHANGE', properties: {}});
	});
	const changes: Change[] = [];
	const steps: Budget = {left: stepsInAll};
	for (const pair of pairs)
		for (const found of pairChanges(pair, impactOf, steps)) 'problem' in found ? problems.push(problemOf(found, pair)) : changes.push(found);
	return {
		pairs: pairs.map((pair) => ({...(pair.old === undefined ? {} : {old: pair.old.file}), ...(pair.new === undefined ? {} : {new: pair.new.file})})),
		changes,
		problems,
	};
}

type TemplatePair = {readonly old?: Template; readonly new?: Template};

function problemOf({problem, place, release}: Extract<Found, {problem: string}>, pair: TemplatePair): DiffProblem {
	const file = place?.file ?? pair.new?.file ?? pair.old?.file ?? '';
	return {file, message: problem, release: release ?? (pair.new?.file === file ? 'new' : 'old'), ...(place === undefined ? {} : {place})};
}

/** The changes of one pair, the gravest first, then in the order of the file. */
function* pairChanges(pair: TemplatePair, impactOf: ImpactOf, steps: Budget): Generator<Found> {
	const found: Found[] = [];
	let kept = 0;
	for (const one of partsOf(pair, impactOf, steps)) {
		if ('problem' in one || kept++ < mostChanges) found.push(one);
	}
	if (kept > mostChanges) found.push({problem: `${kept} changes are more than anybody reads; only the first ${mostChanges} are told`});
	yield* found.filter((one) => 'problem' in one);
	yield* found.filter((one): one is Change => !('problem' in one)).toSorted(byWeight);
}

const weights = {error: 0, warning: 1, note: 2} as const;

function byWeight(a: Change, b: Change): number {
	if (a.severity !== b.severity) return weights[a.severity] - weights[b.severity];
	const [one, other] = [a, b].map((change) => (change.new ?? change.old)?.range?.[0] ?? 0) as [number, number];
	if (one !== other) return one - other;
	return a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0;
}

function* partsOf(pair: TemplatePair, impactOf: ImpactOf, steps: Budget): Generator<Found> {
	const file = pair.new?.file ?? pair.old?.file ?? '';
	let sides: {readonly old: Side; readonly new: Side};
	try {
		sides = sidesOf(pair.old ?? emptyTemplate(file), pair.new ?? emptyTemplate(file));
	} catch (error) {
		yield {problem: `it was not compared: ${reasonOf(error)}; this is a fault of shelfready, please report it`};
		return;
	}
	const {old, new: next} = sides;
	const budgetOf = (): Budget => shareOf(steps);
	for (const template of [pair.old, pair.new])
		if (template?.broken === true)
			yield {
				problem: 'some of its resources are no objects, and were not compared',
				place: {file: template.file},
				release: template === pair.old ? 'old' : 'new',
			};
	yield* templateChanges(pair);
	yield* guarded('rights', () => permissionChanges(old, next, budgetOf));
	yield* guarded('security groups', () => ingressChanges(old, next, budgetOf));
	yield* guarded('what resources run with', () => attachedChanges(old, next, budgetOf));
	yield* guarded('what is public', () => publicChanges(old, next));
	yield* guarded('policies of resources', () => resourcePolicyChanges(old, next, budgetOf));
	// A stack whose template is no longer sold stays as it is; one that was nested goes with the next update of its parent.
	const isUpdated = pair.old !== undefined && (pair.new !== undefined || pair.old.parents.length > 0);
	if (isUpdated) yield* guarded('data', () => dataChanges(old, next, impactOf));
	if (pair.old === undefined || pair.new === undefined) return;
	yield* guarded('parameters', () => parameterChanges(old, next));
	yield* guarded('outputs', () => outputChanges(old, next));
}

/** A budget that draws on a common one. */
function shareOf(steps: Budget): Budget {
	const share = Math.min(stepsEach, steps.left);
	let left = share;
	return {
		get left() {
			return left;
		},
		set left(value) {
			steps.left -= left - value;
			left = value;
		},
	};
}

/** One part that breaks leaves the others standing; what it found before is kept. */
function* guarded(part: string, changes: () => Iterable<Found>): Generator<Found> {
	try {
		yield* changes();
	} catch (error) {
		yield {problem: `${part} were not compared in full: ${reasonOf(error)}`};
	}
}

function* templateChanges({old, new: next}: TemplatePair): Generator<Change> {
	const common = {severity: 'note', growth: false} as const;
	if (old === undefined && next !== undefined)
		yield {
			...common,
			kind: 'template/added',
			message: `${next.file} is new: all that it allows and opens counts as grown.`,
			help: 'Nothing is to be done.',
			subject: next.file,
			new: {file: next.file},
		};
	else if (next === undefined && old !== undefined)
		yield {
			...common,
			kind: 'template/removed',
			message: `${old.file} is not in the new release.`,
			help: 'Tell buyers who have stacks of it what to do.',
			subject: old.file,
			old: {file: old.file},
		};
	else if (old !== undefined && next !== undefined && old.file !== next.file && baseOf(old.file) !== baseOf(next.file))
		yield {
			...common,
			kind: 'template/renamed',
			message: `${old.file} is compared with ${next.file}.`,
			help: 'Nothing is to be done if they are two releases of one template.',
			subject: next.file,
			old: {file: old.file},
			new: {file: next.file},
		};
}

function baseOf(file: string): string {
	return file.slice(file.lastIndexOf('/') + 1);
}
