/** What is the same under another name: resources, parameters and template files of two releases. */

import type {Parameter, Resource, Template} from '../evidence/template.ts';
import {entriesOf, type SourceNode} from '../tree.ts';
import {asIs, canonicalOf, type Renaming} from './canonical.ts';

/** How alike two things must be to be taken for one, from 0 to 1, and by how much the next best must be less alike. */
const enough = 0.6;
const clearly = 0.1;

/** Things that are compared each with each; more are left unmatched. */
const mostCompared = 200;

/** Old names to new ones: those of resources and parameters that the new template has under another name alone. */
export function renamingOf(old: Template, next: Template): Renaming {
	let names = new Map<string, string>();
	// A resource that names a renamed one is only found alike when that is known.
	for (let round = 0; round < 2; round++) {
		const known: Renaming = (name) => names.get(name) ?? name;
		names = new Map([...renamedResources(old, next, known), ...renamedParameters(old, next)]);
	}
	return (name) => names.get(name) ?? name;
}

function renamedResources(old: Template, next: Template, known: Renaming): readonly (readonly [string, string])[] {
	const [before, after] = [new Set(old.resources.map(({logicalId}) => logicalId)), new Set(next.resources.map(({logicalId}) => logicalId))];
	const gone = old.resources.filter(({logicalId}) => !after.has(logicalId));
	const come = next.resources.filter(({logicalId}) => !before.has(logicalId));
	const types = new Set(gone.map(({type}) => type));
	return [...types].flatMap((type) =>
		matchedByContent(
			gone.filter((resource) => resource.type === type).map((resource) => ({item: resource, leaves: leavesOf(resource, known)})),
			come.filter((resource) => resource.type === type).map((resource) => ({item: resource, leaves: leavesOf(resource, asIs)})),
		).map(([one, other]) => [one.logicalId, other.logicalId] as const),
	);
}

/** The name itself is no content: a reference to itself counts as such. */
function leavesOf({properties, logicalId}: Resource, renamed: Renaming): ReadonlySet<string> {
	return new Set(leaves(properties, '', (name) => (name === logicalId ? '·' : renamed(name))));
}

function* leaves(node: SourceNode | undefined, path: string, renamed: Renaming): Generator<string> {
	if (node === undefined) return;
	if (node.kind === 'sequence') for (const item of node.items) yield* leaves(item, path, renamed);
	else if (node.kind === 'map' && !node.entries.some(({key}) => key === 'Ref' || key.startsWith('Fn::')))
		for (const {key, value} of node.entries) yield* leaves(value, `${path}.${key}`, renamed);
	else yield `${path}=${canonicalOf(node, renamed)}`;
}

function renamedParameters(old: Template, next: Template): readonly (readonly [string, string])[] {
	const [before, after] = [new Set(old.parameters.map(({name}) => name)), new Set(next.parameters.map(({name}) => name))];
	const gone = byContent(old.parameters.filter(({name}) => !after.has(name)));
	const come = byContent(next.parameters.filter(({name}) => !before.has(name)));
	return [...gone].flatMap(([key, [one, ...more]]) => {
		const [other, ...others] = come.get(key) ?? [];
		return one === undefined || other === undefined || more.length + others.length > 0 ? [] : [[one.name, other.name] as const];
	});
}

function byContent(parameters: readonly Parameter[]): ReadonlyMap<string, readonly Parameter[]> {
	const groups = new Map<string, Parameter[]>();
	for (const parameter of parameters) {
		// A bare `Type: String` says nothing of what it is for.
		if (entriesOf(parameter.node).length < 2) continue;
		const key = canonicalOf(parameter.node);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [parameter]);
		else group.push(parameter);
	}
	return groups;
}

type Content<Item> = {readonly item: Item; readonly leaves: ReadonlySet<string>};

/** Pairs of which each is by far the other's best. */
function matchedByContent<Item>(gone: readonly Content<Item>[], come: readonly Content<Item>[]): readonly (readonly [Item, Item])[] {
	if (gone.length > mostCompared || come.length > mostCompared) return [];
	return gone.flatMap((one) => {
		const best = bestOf(one, come);
		return best !== undefined && bestOf(best, gone) === one ? [[one.item, best.item] as const] : [];
	});
}

function bestOf<Item>(one: Content<Item>, among: readonly Content<Item>[]): Content<Item> | undefined {
	const scored = among.map((other) => ({other, score: likeness(one.leaves, other.leaves)})).toSorted((a, b) => b.score - a.score);
	const [first, second] = scored;
	return first !== undefined && first.score >= enough && first.score - (second?.score ?? 0) >= clearly ? first.other : undefined;
}

/** Shared leaves among all leaves. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
	if (one.size === 0 || other.size === 0) return 0;
	const shared = [...one].filter((leaf) => other.has(leaf)).length;
	return shared / (one.size + other.size - shared);
}

/** Templates of two releases side by side: by path, then by what they hold. A template on its own was added or removed. */
export function pairTemplates(old: readonly Template[], next: readonly Template[]): readonly {readonly old?: Template; readonly new?: Template}[] {
	const [only, other] = [old[0], next[0]];
	// Two single files are what the user wants compared, whatever they hold.
	if (old.length === 1 && next.length === 1 && only !== undefined && other !== undefined) return [{old: only, new: other}];
	const byPath = new Map(next.map((template) => [template.file, template]));
	const samePath = old.flatMap((template) => {
		const found = byPath.get(template.file);
		return found === undefined ? [] : [[template, found] as const];
	});
	const taken = new Set(samePath.flat());
	const content = (template: Template) => ({item: template, leaves: partsOf(template)});
	const alike = matchedByContent(old.filter((template) => !taken.has(template)).map(content), next.filter((template) => !taken.has(template)).map(content));
	for (const template of alike.flat()) taken.add(template);
	return [
		...[...samePath, ...alike].map(([one, two]) => ({old: one, new: two})),
		...next.filter((template) => !taken.has(template)).map((template) => ({new: template})),
		...old.filter((template) => !taken.has(template)).map((template) => ({old: template})),
	].toSorted((a, b) => (fileOf(a) < fileOf(b) ? -1 : 1));
}

function fileOf(pair: {readonly old?: Template; readonly new?: Template}): string {
	return pair.new?.file ?? pair.old?.file ?? '';
}

/** The names of what a template holds, with types. */
function partsOf({resources, parameters}: Template): ReadonlySet<string> {
	return new Set([...resources.map(({logicalId, type}) => `${type} ${logicalId}`), ...parameters.map(({name}) => `parameter ${name}`)]);
}
