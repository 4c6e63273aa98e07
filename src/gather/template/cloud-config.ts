/** What user data in the notation of cloud-config runs, writes and lets in: https://docs.cloud-init.io/en/latest/reference/modules.html */

import {parseSoundYaml} from '../../read/yaml.ts';
import {entriesOf, get, itemsOf, type SourceNode} from '../../tree.ts';
import {mergedConfig} from '../root/cloud-files.ts';
import {decoded} from '../root/shell/outputs.ts';
import {flat, type Part, placeOf, quoted, type Source, sourceOf, spaced, type Value} from '../root/shell/values.ts';
import {cloudPasswordsIn} from '../root/startup/cloud-passwords.ts';

/** A command, or a file that is written. */
export type CloudStep = {
	/** `password` is one that cloud-init gives to the account `of`. */
	readonly kind: 'shell' | 'file' | 'password';
	readonly value: Value;
	/** Of a program that is started without a shell: its words, which `value` is the text of. */
	readonly words?: readonly Value[];
	readonly path?: string;
	readonly executable?: boolean;
	/** Whether it is written behind what the file holds. */
	readonly addsTo?: boolean;
	readonly of?: string;
};

/** The steps of a text, each as far as the lists of cloud-config tell; nothing of what is no sound YAML. */
export function cloudStepsOf(value: Value): readonly CloudStep[] {
	const source = sourceOf(value);
	const root = parseSoundYaml(source.text)?.root;
	if (root === undefined) return [];
	const texts = (node: SourceNode | undefined) => [...itemsOf(node), ...(node?.kind === 'scalar' ? [node] : [])].map((item) => scalarValue(source, item));
	const commands = ['bootcmd', 'runcmd'].flatMap((key) =>
		itemsOf(get(root, key)).map((item): CloudStep => (item.kind === 'sequence' ? programStep(texts(item)) : {kind: 'shell', value: scalarValue(source, item)})),
	);
	const files = itemsOf(get(root, 'write_files')).map((file): CloudStep => {
		const mode = flat(scalarValue(source, get(file, 'permissions')));
		return {
			kind: 'file',
			value: contentOf(scalarValue(source, get(file, 'content')), flat(scalarValue(source, get(file, 'encoding')))),
			path: flat(scalarValue(source, get(file, 'path'))),
			executable: /[1357]\d?\d?$/.test(mode),
			addsTo: isTrue(get(file, 'append')),
		};
	});
	const owners = [root, get(root, 'system_info', 'default_user'), ...itemsOf(get(root, 'users'))].filter((owner) => entriesOf(owner).length > 0);
	const keys = owners.flatMap((owner) =>
		['ssh_authorized_keys', 'ssh-authorized-keys'].flatMap((key) =>
			texts(get(owner, key)).map((key): CloudStep => ({kind: 'file', value: key, path: '~/.ssh/authorized_keys'})),
		),
	);
	const imports = owners.flatMap((owner) =>
		['ssh_import_id', 'ssh-import-id'].flatMap((key) => texts(get(owner, key)).map((id) => programStep([word('ssh-import-id', id), id]))),
	);
	const passwords = [...cloudPasswordsIn(mergedConfig([{file: '', root}]), (_, node) => scalarValue(source, node))].map(
		({of, value}): CloudStep => ({kind: 'password', value, of}),
	);
	const sources = [
		...entriesOf(get(root, 'yum_repos')).flatMap(({value: repository}) =>
			['baseurl', 'mirrorlist', 'metalink'].flatMap((key) =>
				texts(get(repository, key)).map((url) => sourceFile('/etc/yum.repos.d/added.repo', `${key}=`, url)),
			),
		),
		...entriesOf(get(root, 'apt', 'sources')).flatMap(({value}) =>
			texts(get(value, 'source')).map((line) => sourceFile('/etc/apt/sources.list.d/added.list', /^ppa:/.test(flat(line)) ? 'deb ' : '', line)),
		),
	];
	// Which distribution it is does not show: both kinds of sources are taken to serve the packages.
	const packages = texts(get(root, 'packages')).map(
		(name): CloudStep => ({
			kind: 'shell',
			value: ['yum install ', ';apt install '].flatMap((before) => [...word(before, name), ...quoted(name)]),
		}),
	);
	return [...commands, ...files, ...keys, ...imports, ...passwords, ...sources, ...packages].filter((step) => step.value.length > 0);
}

/** A program that is started with these words. */
export function programStep(words: readonly Value[]): {readonly kind: 'shell'; readonly value: Value; readonly words: readonly Value[]} {
	return {kind: 'shell', value: spaced(words), words};
}

/** What is written of a file's content; what is packed is not read. */
function contentOf(content: Value, encoding: string): Value {
	return /^(?:b64|base64)$/i.test(encoding) ? (decoded(content) ?? []) : /gz/i.test(encoding) ? [] : content;
}

function isTrue(node: SourceNode | undefined): boolean {
	return node?.kind === 'scalar' && /^(?:true|yes|on|1)$/i.test(String(node.value));
}

/** A scalar of the text, with what fills its holes. */
function scalarValue(source: Source, node: SourceNode | undefined): Value {
	if (node?.kind !== 'scalar' || node.value === null) return [];
	if (typeof node.value !== 'string') return source.slice(...node.range);
	const {value, runs = [[0, ...node.range]]} = node;
	return runs.flatMap(([start, from, to], index): readonly Part[] => {
		const text = value.slice(start, runs[index + 1]?.[0] ?? value.length);
		const parts = source.slice(from, to);
		if (text.length === to - from) return parts;
		const place = placeOf(parts);
		return place === undefined ? [] : [{origin: 'fixed', text, place}];
	});
}

/** A file that cloud-init writes for a source of packages. */
function sourceFile(path: string, before: string, [first, ...rest]: Value): CloudStep {
	return {kind: 'file', path, value: first === undefined ? [] : [...word(before, [first]), first, ...rest]};
}

/** A word that is not written, at the place of one that is. */
export function word(text: string, [first]: Value): Value {
	return first === undefined || text === '' ? [] : [{origin: 'fixed', text, place: first.place}];
}
