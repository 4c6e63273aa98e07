/** One template of a pair, with what the parts of the comparison ask of it. */

import type {Place} from '../contract.ts';
import type {Identity, Token} from '../evidence/iam.ts';
import {type Clause, noBootstrap, type Resource, type Template} from '../evidence/template.ts';
import {isAbsent} from '../evidence.ts';
import {gatherIam, scopesOf} from '../gather/iam/gather.ts';
import {choicesOf, listed, listedTokens, type SymbolScope, tokensOf} from '../gather/symbolic.ts';
import {get, type SourceNode} from '../tree.ts';
import {asIs, type Renaming} from './canonical.ts';
import {renamingOf} from './match.ts';
import {namesOf} from './names.ts';
import {withoutLoops} from './rounds.ts';
import type {Reading} from './rules.ts';
import {formulasOf} from './worlds.ts';

/** A template as the comparison sees it. */
export type Side = Reading & {
	readonly template: Template;
	readonly identities: readonly Identity[];
	readonly resourceOf: ReadonlyMap<string, Resource>;
	readonly scopeOf: (resource: Resource) => SymbolScope;
	/** What a name of this side is called on the new side. */
	readonly renamed: Renaming;
};

/** Both templates; the old one's names are known by what the new one calls them. */
export function sidesOf(old: Template, next: Template): {readonly old: Side; readonly new: Side} {
	const [before, after] = [withoutLoops(old), withoutLoops(next)];
	return {old: sideOf(before, renamingOf(before, after)), new: sideOf(after, asIs)};
}

function sideOf(template: Template, renamed: Renaming): Side {
	const iam = gatherIam([template]);
	return {
		template,
		identities: isAbsent(iam) ? [] : iam.identities,
		resourceOf: new Map(template.resources.map((resource) => [resource.logicalId, resource])),
		scopeOf: scopesOf(template),
		renamed,
		names: namesOf(template),
		formulas: formulasOf(template.root, template.parameters, renamed),
	};
}

/** A template without anything: what an added or removed template is compared with. */
export function emptyTemplate(file: string): Template {
	return {
		file,
		format: 'yaml',
		bytes: 0,
		root: {kind: 'map', entries: [], range: [0, 0], pointer: ''},
		transforms: [],
		parameters: [],
		resources: [],
		imageUses: [],
		nestedStacks: [],
		ingressRules: [],
		openDefaults: [],
		writtenSecrets: [],
		credentials: [],
		userData: [],
		properties: [],
		launches: [],
		locations: [],
		regionLookups: [],
		passwordCommands: [],
		bootstrap: noBootstrap,
		parents: [],
		flow: 'unclear',
		broken: false,
		cut: false,
	};
}

/** The condition that a resource itself stands under. */
export function clausesOf(resource: Resource | undefined): readonly Clause[] {
	const condition = resource?.condition?.value;
	return condition === undefined ? [] : [{condition, holds: true}];
}

/** A place, or no property at all where there is none. */
export function oldPlace(place: Place | undefined): {readonly old?: Place} {
	return place === undefined ? {} : {old: place};
}

/** See {@link oldPlace}. */
export function newPlace(place: Place | undefined): {readonly new?: Place} {
	return place === undefined ? {} : {new: place};
}

/** What a property of an identity may come to. */
export function tokensAt({logicalId}: Identity, side: Side, property: string): readonly Token[] {
	const resource = side.resourceOf.get(logicalId);
	return resource === undefined ? [] : listedTokens(get(resource.properties, property), side.scopeOf(resource));
}

/** What stands at a path from a resource's properties down, `*` for the items of a list. */
export function tokensAlong(resource: Resource, side: Side, path: readonly string[]): readonly Token[] {
	const scope = side.scopeOf(resource);
	return [...nodesAt(resource.properties, path, clausesOf(resource))].flatMap(({node, clauses}) => tokensOf(node, scope, clauses));
}

/** The nodes at a path, with the conditions under which each is there. */
function* nodesAt(
	node: SourceNode | undefined,
	path: readonly string[],
	clauses: readonly Clause[],
): Generator<{readonly node: SourceNode; readonly clauses: readonly Clause[]}> {
	const [step, ...rest] = path;
	for (const choice of choicesOf(node, clauses)) {
		if (step === undefined) yield choice;
		else if (step === '*') for (const item of listed(choice.node, choice.clauses)) yield* nodesAt(item.node, rest, item.clauses);
		else yield* nodesAt(get(choice.node, step), rest, choice.clauses);
	}
}

/** Texts as the older release names what they refer to, in one partition. */
export function canonicalTexts(tokens: readonly Token[], {renamed}: Side): readonly string[] {
	return tokens.map(({text}) => text.replace(/\$\{([^}.]+)/g, (_whole, name: string) => `\${${renamed(name)}`).replace(/^arn:[^:]*:/, 'arn:aws:'));
}
