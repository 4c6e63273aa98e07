/** What Systems Manager runs on the instances of a stack as soon as they are there: associations with documents of AWS or of the template. */

import type {Resource} from '../../evidence/template.ts';
import {entriesOf, get, itemsOf, placeOf, type SourceNode} from '../../tree.ts';
import {flat, placeOf as placeOfValue, sliceOf, type Value} from '../root/shell/values.ts';
import {callOf} from '../values.ts';
import {programStep, word} from './cloud-config.ts';
import {fetchedAndRun, isChosen, type LaunchScript} from './launch-scripts.ts';

/** AWS's documents, without the part of their names that is AWS's. https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-command-ssm-plugin-reference.html */
const runners: ReadonlyMap<string, LaunchScript['kind']> = new Map([
	['AWS-RunShellScript', 'shell'],
	['AWS-RunPowerShellScript', 'powershell'],
]);
const remote = /^AWS-(?:RunRemoteScript|ApplyAnsiblePlaybooks|ApplyChefRecipes|DownloadContent)$/;
const steps: ReadonlyMap<string, LaunchScript['kind']> = new Map([
	['aws:runShellScript', 'shell'],
	['aws:runPowerShellScript', 'powershell'],
]);

/** Steps and items of one list that are read. */
const most = 1_000;

/** Logical ids of the documents that associations of a template name. */
export function associatedDocumentsOf(resources: readonly Resource[]): ReadonlySet<string> {
	return new Set(
		resources.flatMap(({type, properties}) => {
			const call = type === 'AWS::SSM::Association' ? callOf(get(properties, 'Name')) : undefined;
			return call?.key === 'Ref' && call.value.kind === 'scalar' && typeof call.value.value === 'string' ? [call.value.value] : [];
		}),
	);
}

/** The scripts of an association, or of a document that one names; `valueAt` gives what an expression comes to. */
export function associationScriptsOf(
	file: string,
	{logicalId, type, properties}: Resource,
	documents: ReadonlySet<string>,
	valueAt: (node: SourceNode) => Value,
): readonly LaunchScript[] {
	const scriptOf = (kind: LaunchScript['kind'], node: SourceNode | undefined): readonly LaunchScript[] => {
		if (node === undefined) return [];
		const value = (node.kind === 'sequence' ? itemsOf(node).slice(0, most) : [node]).flatMap((item) => {
			const own = valueAt(item);
			return [...own, ...word('\n', own)];
		});
		return value.length === 0 ? [] : [{kind, name: logicalId, value, place: placeOf(file, node, logicalId), chosen: isChosen(node)}];
	};
	const contentOf = (source: SourceNode | undefined, info: SourceNode | undefined): readonly LaunchScript[] => {
		if (info === undefined) return [];
		const kind = source === undefined ? '' : flat(valueAt(firstOf(source)));
		const run = remoteOf(kind, valueAt(firstOf(info)));
		return run === undefined ? [] : [{...run, name: logicalId, place: placeOf(file, info, logicalId), chosen: isChosen(info)}];
	};
	if (type === 'AWS::SSM::Association') {
		const node = get(properties, 'Name');
		const document = node === undefined ? '' : flat(valueAt(node));
		const parameters = get(properties, 'Parameters');
		const kind = runners.get(document);
		if (kind !== undefined) return scriptOf(kind, get(parameters, 'commands'));
		const named = (key: string) => entriesOf(parameters).find((entry) => entry.key.toLowerCase() === key)?.value;
		return remote.test(document) ? contentOf(named('sourcetype'), named('sourceinfo')) : [];
	}
	if (type !== 'AWS::SSM::Document' || !documents.has(logicalId)) return [];
	return itemsOf(get(properties, 'Content', 'mainSteps'))
		.slice(0, most)
		.flatMap((step) => {
			const node = get(step, 'action');
			const action = node === undefined ? '' : flat(valueAt(node));
			const inputs = get(step, 'inputs');
			const kind = steps.get(action);
			if (kind !== undefined) return scriptOf(kind, get(inputs, 'runCommand'));
			return action === 'aws:downloadContent' ? contentOf(get(inputs, 'sourceType'), get(inputs, 'sourceInfo')) : [];
		});
}

/** Parameters of documents are lists, most of them of one item. */
function firstOf(node: SourceNode): SourceNode {
	return node.kind === 'sequence' ? (node.items[0] ?? node) : node;
}

/** What a source of content comes to, as a command: `{"path": "https://…"}`, `{"owner": "…", "repository": "…"}`. */
function remoteOf(kind: string, info: Value): Pick<LaunchScript, 'kind' | 'value' | 'words'> | undefined {
	const fields = new Map(
		[...flat(info).matchAll(/"(\w{1,40})"\s{0,20}:\s{0,20}"([^"]{1,1000})"/g)].map(({0: whole, 1: key = '', 2: value = '', index}) => {
			const end = index + whole.length - 1;
			return [key, sliceOf(info, end - value.length, end)];
		}),
	);
	const at = (key: string) => fields.get(key) ?? [];
	if (/^github$/i.test(kind)) {
		const [owner, repository] = [at('owner'), at('repository')];
		return owner.length === 0 || repository.length === 0
			? undefined
			: programStep([word('git', owner), word('clone', owner), [...word('https://github.com/', owner), ...owner, ...word('/', repository), ...repository]]);
	}
	const address = [at('path'), at('url'), at('repository')].find((own) => own.length > 0) ?? [];
	return placeOfValue(address) === undefined ? undefined : {kind: 'shell', value: fetchedAndRun(address)};
}
