/** What templates do with passwords and keys: parameters that ask for them, properties and commands that hold them. */

import {append} from '../../append.ts';
import type {Parameter, Resource, Template} from '../../evidence/template.ts';
import {get, type SourceNode} from '../../tree.ts';
import {leaveOut, tooManyValues} from '../unread.ts';
import {callOf} from '../values.ts';
import type {Defaults} from './defaults.ts';
import {embeddedCredentialsOf} from './embedded-credentials.ts';
import {flatTextOf, markedIn} from './flat-text.ts';
import {passwordCommandsOf} from './password-commands.ts';
import {namedValuesOf, type SecretUse, usesIn, usesInScript} from './secret-uses.ts';
import {withSensitivity} from './secrets.ts';
import {userDataNodesOf} from './user-data.ts';
import {writtenKeysIn, writtenSecretsIn} from './written-secrets.ts';

/** Levels of nested stacks that a secret is followed up. */
const maxLevels = 10;

/** Expressions of one resource that are read. */
const maxNodes = 20_000;

/** Templates with their secrets; what a nested template takes for one, the parameter that is handed to it is too. */
export function withSecrets(templates: readonly Template[], defaults: ReadonlyMap<string, Defaults>): readonly Template[] {
	let read = templates.map((template) => {
		const own = defaults.get(template.file);
		return own === undefined ? template : withOwnSecrets(template, own);
	});
	for (let level = 0; ; level++) {
		const next = read.map((template) => withHandedSecrets(template, read, defaults));
		const changed = next.filter((template, index) => template !== read[index]);
		if (changed.length === 0) break;
		if (level === maxLevels) {
			for (const {file} of changed) {
				const own = defaults.get(file);
				if (own !== undefined)
					leaveOut(
						own.unread,
						{file},
						`stacks are nested more than ${maxLevels} levels deep; whether this template hands secrets down to the lowest of them was not looked at`,
					);
			}
			break;
		}
		read = next;
	}
	return read;
}

function withOwnSecrets(template: Template, defaults: Defaults): Template {
	const {file, root, resources} = template;
	const names = new Set(template.parameters.map(({name}) => name));
	const uses: SecretUse[] = [];
	// Aliases let one expression stand in thousands of places: what it does with parameters is read once.
	const read = new Set<string>();
	const isNew = (kind: string, {range}: SourceNode) => read.size < read.add(`${kind} ${range[0]}`).size;
	const commands = resources.flatMap((resource) => {
		const own = {...defaults, logicalId: resource.logicalId};
		const whenCut = () => leaveOut(defaults.unread, resource.place, tooManyValues(maxNodes));
		const scripts = scriptNodesOf(resource, whenCut).map((node) => ({node, text: flatTextOf(node, own, names)}));
		for (const named of namedValuesOf(resource, defaults.unread)) {
			if (named.kind !== undefined && isNew(named.kind, named.node)) append(uses, usesIn(named, flatTextOf(named.node, own, names).value));
		}
		for (const {node, text} of scripts) if (isNew('script', node)) append(uses, usesInScript(text, defaults.unread));
		for (const node of putTogetherIn(resource.properties, whenCut))
			if (isNew('script', node)) append(uses, usesInScript(flatTextOf(node, own, names), defaults.unread));
		return passwordCommandsOf(
			resource,
			scripts.map(({text}) => text),
		);
	});
	return {
		...template,
		credentials: embeddedCredentialsOf(template, defaults),
		parameters: withSensitivity(template.parameters, uses),
		passwordCommands: commands,
		writtenSecrets: [
			...resources.flatMap((resource) => writtenSecretsIn(resource, {...defaults, logicalId: resource.logicalId}, names)),
			...writtenKeysIn(file, root, resources, defaults.unread),
		],
	};
}

/** User data, the texts of `AWS::CloudFormation::Init`, documents that Systems Manager runs on instances, and inline code. */
function scriptNodesOf(resource: Resource, whenCut: () => void): readonly SourceNode[] {
	const init = get(resource.node, 'Metadata', 'AWS::CloudFormation::Init');
	const document = resource.type === 'AWS::SSM::Document' ? get(resource.properties, 'Content') : undefined;
	const code = resource.type === 'AWS::Lambda::Function' ? get(resource.properties, 'Code', 'ZipFile') : undefined;
	return [...userDataNodesOf(resource), ...[init, document, code].flatMap((root) => (root === undefined ? [] : [...textsIn(root, whenCut)]))];
}

/** Texts and expressions below a node, the outermost of each. */
function* textsIn(root: SourceNode, whenCut: () => void): Generator<SourceNode> {
	const stack = [root];
	let left = maxNodes;
	for (let node = stack.pop(); node !== undefined; node = stack.pop(), left--) {
		if (left <= 0) return whenCut();
		if (node.kind === 'scalar' || callOf(node) !== undefined) yield node;
		else {
			const parts = node.kind === 'map' ? node.entries.map(({value}) => value) : node.items;
			for (const part of parts.slice(0, maxNodes).toReversed()) stack.push(part);
		}
	}
}

/** What a resource's properties put together, outside user data too: environment files, connection strings, documents. */
function* putTogetherIn(root: SourceNode | undefined, whenCut: () => void): Generator<SourceNode> {
	if (root === undefined) return;
	for (const node of textsIn(root, whenCut)) if (['Fn::Sub', 'Fn::Join', 'Fn::Base64'].includes(callOf(node)?.key ?? '')) yield node;
}

/** Values handed to nested templates: parameters that become secret by it, and passwords that are written there. */
function withHandedSecrets(template: Template, templates: readonly Template[], known: ReadonlyMap<string, Defaults>): Template {
	const defaults = known.get(template.file);
	const names = new Set(template.parameters.map(({name}) => name));
	const kinds = new Map<string, NonNullable<Parameter['sensitive']>>();
	for (const {file, parameters} of defaults === undefined ? [] : template.nestedStacks) {
		const asked = new Map(templates.find((nested) => nested.file === file)?.parameters.map(({name, sensitive}) => [name, sensitive]));
		for (const {name, node} of parameters) {
			const sensitive = asked.get(name);
			if (sensitive === undefined || defaults === undefined) continue;
			for (const parameter of markedIn(flatTextOf(node, defaults, names).value)) kinds.set(parameter, sensitive);
		}
	}
	const changed = template.parameters.some(({name, sensitive}) => sensitive === undefined && kinds.has(name));
	if (!changed) return template;
	return {
		...template,
		parameters: template.parameters.map((parameter) => {
			const sensitive = parameter.sensitive ?? kinds.get(parameter.name);
			return sensitive === undefined ? parameter : {...parameter, sensitive};
		}),
	};
}
