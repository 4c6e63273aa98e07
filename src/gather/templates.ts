/** The CloudFormation templates of a submission, read into the parts that rules judge. */

import type {Artifact} from '../artifact.ts';
import type {Text} from '../contract.ts';
import {noBootstrap, type SyntaxMark, type Template} from '../evidence/template.ts';
import type {Absent} from '../evidence.ts';
import {get, type SourceNode, textOf} from '../tree.ts';
import {withBootstrap} from './template/bootstrap.ts';
import {defaultsOf} from './template/given.ts';
import {flowOf, imageUsesOf} from './template/image-uses.ts';
import {withIngress} from './template/ingress.ts';
import {launchesOf} from './template/launches.ts';
import {locationsOf} from './template/locations.ts';
import {nestedStackOf, type Targets} from './template/nested-stacks.ts';
import {withOpenDefaults} from './template/open-defaults.ts';
import {parametersOf} from './template/parameters.ts';
import {propertiesOf} from './template/properties.ts';
import {regionLookupsOf} from './template/region-lookups.ts';
import {resourcesOf} from './template/resources.ts';
import {withStackAmis} from './template/stack-amis.ts';
import {userDataOf} from './template/user-data.ts';
import {withSecrets} from './template/with-secrets.ts';
import {partsOf, type UnreadByFile, type UnreadParts, unreadOf} from './unread.ts';
import {mapOf, type Scope} from './values.ts';

type TemplateArtifact = Extract<Artifact, {kind: 'template'}>;

/** The templates; `urls` name the file that a URL means. */
export function gatherTemplates(artifacts: readonly Artifact[], urls: Readonly<Record<string, string>>): readonly Template[] | Absent {
	const found = artifacts.filter((artifact): artifact is TemplateArtifact => artifact.kind === 'template');
	if (found.length === 0) return {absent: 'no CloudFormation template: give those behind your delivery options, if the product has any'};
	const targets: Targets = {files: found.map(({file}) => file), urls};
	const unread: UnreadByFile = new Map();
	const read = found.map((artifact) => templateOf(artifact, targets, partsOf(unread, artifact.file)));
	const related = read.map((template) => withParents(template, read));
	const defaults = defaultsOf(related, unread);
	const whole = withStackAmis(withBootstrap(withSecrets(withOpenDefaults(withIngress(related, defaults)), defaults), defaults), unread);
	return whole.map((template) => ({...template, ...unreadOf(partsOf(unread, template.file))}));
}

/** What the readers marked in the notation of templates and other JSON and YAML files. */
export function syntaxMarksOf(artifacts: readonly Artifact[]): readonly SyntaxMark[] | Absent {
	const marks = artifacts.flatMap((artifact) => artifact.marks);
	const notated = marks.length > 0 || artifacts.some((artifact) => ['template', 'image', 'scan'].includes(artifact.kind) || isRequest(artifact));
	return notated ? marks : {absent: 'no template and no other JSON or YAML file among the files'};
}

function isRequest(artifact: Artifact): boolean {
	return artifact.kind === 'listing' && artifact.form !== 'page';
}

/** The template with its parents, and its parameters with word on whether all of them give a value. */
function withParents(template: Template, templates: readonly Template[]): Template {
	const parents = parentsOf(template, templates);
	if (parents.length === 0) return template;
	const stacks = templates.flatMap(({nestedStacks}) => nestedStacks.filter((stack) => stack.file === template.file));
	const counts = new Map<string, number>();
	for (const {name} of stacks.flatMap(({parameters}) => parameters)) counts.set(name, (counts.get(name) ?? 0) + 1);
	const parameters = template.parameters.map((parameter) => (counts.get(parameter.name) === stacks.length ? {...parameter, given: true} : parameter));
	return {...template, parents, parameters};
}

function parentsOf({file}: Template, templates: readonly Template[]): Template['parents'] {
	return templates.flatMap((parent) =>
		parent.nestedStacks.filter((stack) => stack.file === file).map(({resource}) => ({file: parent.file, logicalId: resource.logicalId})),
	);
}

function templateOf({file, format, bytes, tree: root, broken, cut}: TemplateArtifact, targets: Targets, unread: UnreadParts): Template {
	const parameters = parametersOf(file, root);
	const {resources, broken: unreadable} = resourcesOf(file, root);
	const names = {file, parameters: new Set(parameters.map(({name}) => name)), resources: new Set(resources.map(({logicalId}) => logicalId))};
	const scoped = resources.map((resource): readonly [typeof resource, Scope] => [resource, {...names, logicalId: resource.logicalId}]);
	const imageUses = scoped.flatMap(([resource, scope]) => imageUsesOf(resource, scope));
	const properties = scoped.flatMap(([resource, scope]) => propertiesOf(resource, scope, unread));
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
		// What these come to may be handed down by parent templates.
		ingressRules: [],
		openDefaults: [],
		userData: scoped.flatMap(([resource, scope]) => userDataOf(resource, scope, unread)),
		properties,
		launches: scoped.flatMap(([resource, scope]) => launchesOf(resource, scope)),
		locations: locationsOf(file, root, resources, unread),
		regionLookups: regionLookupsOf(file, root, resources, unread),
		passwordCommands: [],
		bootstrap: noBootstrap,
		writtenSecrets: [],
		credentials: [],
		parents: [],
		flow: flowOf(imageUses, parameters),
		broken: broken || unreadable,
		cut,
	};
}

/** A name, a list of names, or macros with parameters. */
function transformsOf(file: string, node: SourceNode | undefined): readonly Text[] {
	const items = node?.kind === 'sequence' ? node.items : node === undefined ? [] : [node];
	return items.flatMap((item) => textOf(file, item) ?? textOf(file, get(item, 'Name')) ?? []);
}
