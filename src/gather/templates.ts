/** The CloudFormation templates of a submission, read into the parts that rules judge. */

import type {Artifact} from '../artifact.ts';
import type {Text} from '../contract.ts';
import type {SyntaxMark, Template} from '../evidence/template.ts';
import type {Absent} from '../evidence.ts';
import {get, type SourceNode, textOf} from '../tree.ts';
import {flowOf, imageUsesOf} from './template/image-uses.ts';
import {ingressOf} from './template/ingress.ts';
import {nestedStackOf, type Targets} from './template/nested-stacks.ts';
import {parametersOf} from './template/parameters.ts';
import {resourcesOf} from './template/resources.ts';
import {userDataOf} from './template/user-data.ts';
import {mapOf, type Scope} from './values.ts';

type TemplateArtifact = Extract<Artifact, {kind: 'template'}>;

/** Templates and what the readers marked in their notation; `urls` name the file that a URL means. */
export function gatherTemplates(
	artifacts: readonly Artifact[],
	urls: Readonly<Record<string, string>>,
): {readonly templates: readonly Template[] | Absent; readonly syntaxMarks: readonly SyntaxMark[] | Absent} {
	const found = artifacts.filter((artifact): artifact is TemplateArtifact => artifact.kind === 'template');
	const targets: Targets = {files: found.map(({file}) => file), urls};
	const templates = found.map((artifact) => templateOf(artifact, targets));
	const marks = artifacts.flatMap((artifact) => artifact.marks);
	const notated = marks.length > 0 || artifacts.some((artifact) => ['template', 'image', 'scan'].includes(artifact.kind) || isRequest(artifact));
	return {
		templates:
			found.length === 0
				? {absent: 'no CloudFormation template: give those behind your delivery options, if the product has any'}
				: templates.map((template) => ({...template, parents: parentsOf(template, templates)})),
		syntaxMarks: notated ? marks : {absent: 'no template and no other JSON or YAML file among the files'},
	};
}

function isRequest(artifact: Artifact): boolean {
	return artifact.kind === 'listing' && artifact.form !== 'page';
}

function parentsOf({file}: Template, templates: readonly Template[]): Template['parents'] {
	return templates.flatMap((parent) =>
		parent.nestedStacks.filter((stack) => stack.file === file).map(({resource}) => ({file: parent.file, logicalId: resource.logicalId})),
	);
}

function templateOf({file, format, bytes, tree: root, broken}: TemplateArtifact, targets: Targets): Template {
	const parameters = parametersOf(file, root);
	const {resources, broken: unreadable} = resourcesOf(file, root);
	const names = {file, parameters: new Set(parameters.map(({name}) => name)), resources: new Set(resources.map(({logicalId}) => logicalId))};
	const scoped = resources.map((resource): readonly [typeof resource, Scope] => [resource, {...names, logicalId: resource.logicalId}]);
	const imageUses = scoped.flatMap(([resource, scope]) => imageUsesOf(resource, scope));
	const description = textOf(file, get(root, 'Description'));
	const mappings = mapOf(get(root, 'Mappings'));
	const metadata = mapOf(get(root, 'Metadata'));
	return {
		file,
		format,
		bytes,
		root,
		...(description === undefined ? {} : {description}),
		transforms: transformsOf(file, get(root, 'Transform')),
		parameters,
		resources,
		...(mappings === undefined ? {} : {mappings}),
		...(metadata === undefined ? {} : {metadata}),
		imageUses,
		nestedStacks: scoped.flatMap(([resource, scope]) => nestedStackOf(resource, scope, targets) ?? []),
		ingressRules: scoped.flatMap(([resource, scope]) => ingressOf(resource, scope, parameters)),
		userData: scoped.flatMap(([resource, scope]) => userDataOf(resource, scope)),
		parents: [],
		flow: flowOf(imageUses, parameters),
		broken: broken || unreadable,
	};
}

/** A name, a list of names, or macros with parameters. */
function transformsOf(file: string, node: SourceNode | undefined): readonly Text[] {
	const items = node?.kind === 'sequence' ? node.items : node === undefined ? [] : [node];
	return items.flatMap((item) => textOf(file, item) ?? textOf(file, get(item, 'Name')) ?? []);
}
