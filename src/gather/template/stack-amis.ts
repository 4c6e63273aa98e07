/** The AMIs that one stack launches at once: its own resources and those of nested stacks, over every branch that can be taken. */

import type {LaunchedAmi, Resource, StackAmis, Template} from '../../evidence/template.ts';
import {entryOf, get, placeOf, type SourceNode, stringOf, walk} from '../../tree.ts';
import {piecesOf} from '../sub.ts';
import {leaveOut, partsOf, type UnreadByFile, type UnreadParts} from '../unread.ts';
import {nodesAt} from '../values.ts';
import {type Group, isOfAws, mostOf, noteMore, pairsOf, rankOf, type Use} from './ami-groups.ts';
import {type AmiSource, type AmiStack, alternativesOf, productOf} from './ami-sources.ts';
import {branchesTo} from './clauses.ts';
import {addRules, formulaOfClauses} from './conditions.ts';
import {allOf, anyOf, type Formula} from './satisfy.ts';
import {outermost, roundsAt, wordsOf} from './stack.ts';
import {answerOf, type Worlds, worldsOf} from './worlds.ts';

/** Stacks inside stacks that are followed, and all stacks of one that a buyer creates. */
const maxNesting = 8;
const maxStacks = 100;

/** Templates with the AMIs that their stacks launch, but for those that others nest; what is beyond the bounds is noted in `unread`, by file. */
export function withStackAmis(templates: readonly Template[], unread: UnreadByFile): readonly Template[] {
	const byFile = new Map(templates.map((template) => [template.file, template]));
	// Where templates nest each other in a circle none is the outermost: then each is taken as one.
	const reached = new Set(templates.filter(({parents}) => parents.length === 0).flatMap((root) => [...filesBelow(root, byFile)]));
	return templates.map((template) =>
		template.parents.length > 0 && reached.has(template.file)
			? template
			: {...template, stackAmis: stackAmisOf(template, byFile, partsOf(unread, template.file))},
	);
}

function filesBelow(root: Template, byFile: ReadonlyMap<string, Template>): ReadonlySet<string> {
	const files = new Set([root.file]);
	for (const file of files) for (const {file: nested} of byFile.get(file)?.nestedStacks ?? []) if (nested !== undefined) files.add(nested);
	return files;
}

function stackAmisOf(template: Template, byFile: ReadonlyMap<string, Template>, unread: UnreadParts): StackAmis {
	const worlds = worldsOf();
	const stacks = stacksOf(worlds, template, byFile, unread);
	for (const stack of stacks) addRules(worlds, stack);
	const uses = stacks.flatMap((stack) => usesOf(worlds, stack));
	const groups = new Map<string, Group>();
	for (const use of uses) {
		for (const alternative of use.alternatives) {
			const when = allOf([use.when, alternative.when]);
			if (answerOf(worlds, [when]).possible === 'no') continue;
			const group = groups.get(alternative.source.key) ?? {ami: alternative.source, launches: []};
			const {node} = alternative;
			group.launches.push({use, when, alternative, place: node === undefined ? use.place : placeOf(use.place.file, node, use.resource.logicalId)});
			groups.set(alternative.source.key, group);
		}
	}
	const ranked = [...groups.values()].map((group) => ({group, rank: rankOf(group)})).toSorted((a, b) => a.rank - b.rank);
	const ordered = ranked.map(({group}) => group);
	const amis = new Map(ordered.map(({ami}) => [ami, evidenceOf(ami)]));
	const pairs = [...pairsOf(worlds, ordered, amis)];
	noteMore(ordered, unread);
	const {most, counted} = mostOf(worlds, ordered);
	return {amis: [...amis.values()], most: pairs.some(({certainty}) => certainty !== 'undecided') ? Math.max(most, 2) : most, counted, pairs};
}

function evidenceOf({name, from, parameter, path}: AmiSource): LaunchedAmi {
	const product = path === undefined ? undefined : productOf(path);
	return {
		name,
		from,
		ofAws: isOfAws(path),
		...(parameter === undefined ? {} : {parameter}),
		...(path === undefined ? {} : {path}),
		...(product === undefined ? {} : {product}),
	};
}

/** A template's stack and those nested in it whose templates are in the submission. */
function stacksOf(worlds: Worlds, template: Template, byFile: ReadonlyMap<string, Template>, unread: UnreadParts): readonly AmiStack[] {
	const stacks: AmiStack[] = [{...outermost(template), template, nested: new Map()}];
	const depths = new Map<AmiStack, number>();
	for (const stack of stacks) {
		const depth = depths.get(stack) ?? 0;
		for (const {resource, file, parameters} of stack.template.nestedStacks) {
			const nested = byFile.get(file ?? '');
			if (nested === undefined) continue;
			if (depth >= maxNesting || stacks.length >= maxStacks) {
				if (nested.launches.length + nested.imageUses.length + nested.nestedStacks.length === 0) continue;
				leaveOut(
					unread,
					{...resource.place, file: stack.template.file},
					`stacks are nested more than ${maxNesting} levels deep, or are more than ${maxStacks}; the AMIs that those from here on launch were not looked at`,
				);
				continue;
			}
			const child: AmiStack = {
				...outermost(nested),
				name: `${stack.name}${resource.logicalId}/`,
				when: whenOf(worlds, stack, resource, resource.node),
				parent: {stack, values: new Map(parameters.map(({name, node}) => [name, node]))},
				template: nested,
				nested: new Map(),
			};
			stack.nested.set(resource.logicalId, child);
			stacks.push(child);
			depths.set(child, depth + 1);
		}
	}
	return stacks;
}

/** Types that hold what others launch. */
const held = new Set(['AWS::EC2::LaunchTemplate', 'AWS::AutoScaling::LaunchConfiguration']);

/** Types that launch instances from a launch template, with where they name it. */
const launchers: Readonly<Record<string, readonly string[]>> = {
	'AWS::AutoScaling::AutoScalingGroup': [
		'LaunchTemplate',
		'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification',
		'MixedInstancesPolicy.LaunchTemplate.Overrides.*.LaunchTemplateSpecification',
	],
	'AWS::Batch::ComputeEnvironment': ['ComputeResources.LaunchTemplate'],
	'AWS::EC2::EC2Fleet': ['LaunchTemplateConfigs.*.LaunchTemplateSpecification'],
	'AWS::EC2::Instance': ['LaunchTemplate'],
	'AWS::EC2::SpotFleet': ['SpotFleetRequestConfigData.LaunchTemplateConfigs.*.LaunchTemplateSpecification'],
	'AWS::EKS::Nodegroup': ['LaunchTemplate'],
	'AWS::PCS::ComputeNodeGroup': ['CustomLaunchTemplate'],
};

function usesOf(worlds: Worlds, stack: AmiStack): readonly Use[] {
	const named = namedIn(stack.template);
	const mentions = mentionsOf(stack, named);
	const rounds = stack.template.imageUses.flatMap((use) => roundsAt(stack, use.node).map((view) => ({...use, view})));
	const own = rounds.flatMap(({resource, node, place, view}): Use[] => {
		const when = whenOf(worlds, view, resource, node);
		const alternatives = alternativesOf(worlds, view, node);
		if (!held.has(resource.type)) return [{resource, place, when, alternatives, surely: true}];
		const users = mentions.get(resource.logicalId) ?? [];
		const launching = users.flatMap(({resource: user, node: at}) => (user !== undefined && Object.hasOwn(launchers, user.type) ? [{user, at}] : []));
		const whens = launching.filter(({user}) => !replacesImage(user)).map(({user, at}) => whenOf(worlds, view, user, at));
		const sure: Use = {resource, place, when: allOf([when, anyOf(whens)]), alternatives, surely: true};
		// A launch template that nothing here launches from may still be used by its name, or by what reads the outputs.
		return launching.length === users.length && users.length > 0 ? [sure] : [sure, {...sure, when, surely: false}];
	});
	return [...own, ...stack.template.resources.flatMap((resource) => foreignOf(worlds, stack, resource, named))];
}

/** When a value of a resource counts. */
function whenOf(worlds: Worlds, stack: AmiStack, resource: Resource, node: SourceNode): Formula {
	const {condition} = resource;
	const own = condition === undefined ? [] : [{condition: condition.value, holds: true}];
	// What an alias stands for lies elsewhere: then the resource's own condition is all that is known.
	const branches = node.pointer.startsWith(`${resource.node.pointer}/`) ? branchesTo(resource.node, node) : [];
	return allOf([stack.when, formulaOfClauses(worlds, stack, [...own, ...branches])]);
}

/** A reference to a resource; `resource` is the one that it stands in, missing for outputs. */
type Mention = {readonly resource?: Resource; readonly node: SourceNode};

/** References to launch templates and launch configurations. */
function mentionsOf({template, root}: AmiStack, named: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Mention[]> {
	const wanted = new Set(template.resources.filter(({type}) => held.has(type)).map(({logicalId}) => logicalId));
	const mentions = new Map<string, Mention[]>();
	if (wanted.size === 0) return mentions;
	const note = (name: string, mention: Mention) => {
		if (!wanted.has(name) || name === mention.resource?.logicalId) return;
		const known = mentions.get(name) ?? [];
		known.push(mention);
		mentions.set(name, known);
	};
	const owners: readonly Mention[] = template.resources.map((resource) => ({resource, node: resource.node}));
	for (const resource of template.resources) {
		for (const node of namesIn(resource)) note(named.get(nameOfTemplate(node)) ?? '', {resource, node});
	}
	const outputs = get(root, 'Outputs');
	for (const owner of outputs === undefined ? owners : [...owners, {node: outputs}]) {
		for (const node of walk(owner.node)) {
			const reference = stringOf(entryOf(node, 'Ref')?.value);
			if (reference !== undefined) note(reference, {...owner, node});
			for (const piece of entryOf(node, 'Fn::Sub') === undefined ? [] : (piecesOf(node) ?? []))
				if ('name' in piece) note(piece.name.split('.')[0] ?? '', {...owner, node});
		}
	}
	return mentions;
}

/** Whether it is an instance that surely has an AMI of its own, which then counts before its launch template's. */
function replacesImage({type, properties}: Resource): boolean {
	const node = type === 'AWS::EC2::Instance' ? get(properties, 'ImageId') : undefined;
	return node !== undefined && ![...walk(node)].some((part) => stringOf(entryOf(part, 'Ref')?.value) === 'AWS::NoValue');
}

/** Launches from a launch template or launch configuration that is not among the resources here: its AMI is not known. */
function foreignOf(worlds: Worlds, stack: AmiStack, resource: Resource, named: ReadonlyMap<string, string>): readonly Use[] {
	if (replacesImage(resource)) return [];
	return namesIn(resource).flatMap((node) => {
		const alternatives = alternativesOf(worlds, stack, node).filter(({source}) => !isHere(source) && !named.has(nameOfTemplate(node)));
		if (alternatives.length === 0) return [];
		return [
			{
				resource,
				place: placeOf(stack.template.file, node, resource.logicalId),
				when: whenOf(worlds, stack, resource, node),
				alternatives: alternatives.map((own) => ({
					...own,
					source: {key: `template:${own.source.key}`, name: 'the AMI of a launch template or launch configuration from elsewhere', from: 'unknown' as const},
				})),
				surely: true,
			},
		];
	});
}

/** Whether an expression comes to a launch template of the submission, whose own AMI counts. */
function isHere({attribute}: AmiSource): boolean {
	return attribute?.stack.template.resources.some(({logicalId, type}) => logicalId === attribute.logicalId && held.has(type)) === true;
}

/** Where a resource names what it launches from. */
function namesIn({type, properties}: Resource): readonly SourceNode[] {
	const paths = Object.hasOwn(launchers, type) ? (launchers[type] ?? []) : [];
	const named = paths.flatMap((path) => ['LaunchTemplateId', 'LaunchTemplateName', 'TemplateId'].map((key) => [...path.split('.'), key]));
	const configurations = type === 'AWS::AutoScaling::AutoScalingGroup' ? [['LaunchConfigurationName']] : [];
	return [...named, ...configurations].flatMap((path) => [...nodesAt(properties, path)]);
}

/** Launch templates and launch configurations by the words that name them. */
function namedIn({resources}: Template): ReadonlyMap<string, string> {
	return new Map(
		resources.flatMap(({type, properties, logicalId}) => {
			const name = get(properties, type === 'AWS::EC2::LaunchTemplate' ? 'LaunchTemplateName' : 'LaunchConfigurationName');
			return held.has(type) && name !== undefined ? [[nameOfTemplate(name), logicalId] as const] : [];
		}),
	);
}

/** What tells two names apart: their words, or for large ones where they stand. */
function nameOfTemplate(node: SourceNode): string {
	return wordsOf(node) ?? node.pointer;
}
