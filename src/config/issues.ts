/** Zod's issues as faults in plain words: the value, what is allowed, and the node to point at. */

import type * as z from 'zod';
import {entryOf, get, type SourceNode} from '../tree.ts';
import {keys, rootKeys} from './schema.ts';
import {suggestion} from './suggestion.ts';

/** A fault in the configuration and the range of the file that it points at. */
export type ConfigFault = {readonly message: string; readonly range: readonly [start: number, end: number]};

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** The faults that an issue stands for. */
export function faultsOf(issue: Issue, root: SourceNode, parent: Path = []): readonly ConfigFault[] {
	const path = [...parent, ...issue.path];
	if (issue.code === 'invalid_union') {
		// The branch whose own shape fits best says what is wrong inside; when none fits, the value as a whole is of the wrong kind.
		const [inner] = issue.errors
			.filter((branch) => branch.length > 0 && branch.every((error) => error.path.length > 0 || error.code === 'unrecognized_keys'))
			.toSorted((a, b) => faultCount(a) - faultCount(b));
		if (inner !== undefined) return inner.flatMap((error) => faultsOf(error, root, path));
		const allowed = issue.errors.flatMap((branch) => branch.flatMap((error) => allowedBy(error) ?? []));
		return [{message: `${nameOf(path)}: ${shown(nodeAt(root, path))} is not allowed; it must be ${allowed.join(', or ')}`, range: rangeAt(root, path)}];
	}
	if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, root, path));
	return [{message: `${nameOf(path)}: ${wordsOf(issue, nodeAt(root, path))}`, range: rangeAt(root, path)}];
}

function faultCount(branch: readonly Issue[]): number {
	return branch.reduce((sum, error) => sum + (error.code === 'unrecognized_keys' ? error.keys.length : 1), 0);
}

function unknownKey(key: string, root: SourceNode, path: Path): ConfigFault {
	const node = nodeAt(root, path);
	const known = keysAt(path, node);
	const range = entryOf(node, key)?.keyRange ?? rangeAt(root, path);
	return {message: `${nameOf(path)}: there is no setting ${JSON.stringify(key)}${suggestion(key, known)}; there are ${known.join(', ')}`, range};
}

function wordsOf(issue: Issue, node: SourceNode | undefined): string {
	if (node === undefined) return 'is missing';
	const allowed = allowedBy(issue);
	if (issue.code === 'too_small') return 'must not be empty';
	return allowed === undefined ? `${shown(node)} ${issue.message}` : `${shown(node)} is not allowed; it must be ${allowed}`;
}

const typeWords: Readonly<Record<string, string>> = {
	string: 'a text',
	number: 'a number',
	boolean: 'true or false',
	array: 'a list',
	object: 'settings (key: value)',
	record: 'settings (key: value)',
};

/** What an issue would have taken. */
function allowedBy(issue: Issue): string | undefined {
	if (issue.code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`;
	if (issue.code === 'invalid_type') return typeWords[issue.expected] ?? issue.expected;
	return undefined;
}

function keysAt([first, , third]: Path, node: SourceNode | undefined): readonly string[] {
	if (first === undefined) return Object.keys(rootKeys);
	if (first === 'artifacts') return Object.keys(entryOf(node, 'path') === undefined ? keys.artifact : keys.listedArtifact);
	if (first === 'ownRules') return third === undefined ? Object.keys(keys.ownRule) : findKeys(node);
	if (first === 'rules' && third === undefined) return Object.keys(keys.rule);
	return Object.keys(keys.waiver);
}

/** The keys of the kind of pattern that a rule of one's own has begun. */
function findKeys(node: SourceNode | undefined): readonly string[] {
	const kinds = keys.ownRule.find.options.map(({shape}) => Object.keys(shape));
	return kinds.find(([first = '']) => entryOf(node, first) !== undefined) ?? [...new Set(kinds.flat())];
}

function stepsOf(path: Path): readonly (string | number)[] {
	return path.map((step) => (typeof step === 'number' ? step : String(step)));
}

function nodeAt(root: SourceNode, path: Path): SourceNode | undefined {
	return get(root, ...stepsOf(path));
}

/** The range of the value at a path; where it is missing, that of the nearest thing around it: a key rather than a whole map. */
export function rangeAt(root: SourceNode, path: Path): readonly [number, number] {
	const steps = stepsOf(path);
	const own = get(root, ...steps);
	if (own?.kind === 'scalar' && own.range[1] > own.range[0]) return own.range;
	for (let length = steps.length; length > 0; length--) {
		const step = steps[length - 1];
		const around = get(root, ...steps.slice(0, length - 1));
		const entry = typeof step === 'string' ? entryOf(around, step) : undefined;
		if (entry !== undefined) return entry.keyRange;
		const node = get(root, ...steps.slice(0, length));
		const [first] = node?.kind === 'map' ? node.entries : [];
		if (first !== undefined) return first.keyRange;
		if (node !== undefined) return node.range;
	}
	return [root.range[0], root.range[0]];
}

/** `waivers[2].until`. */
export function nameOf(path: Path): string {
	const name = path.map((step) => (typeof step === 'number' ? `[${step + 1}]` : `.${String(step)}`)).join('');
	return name === '' ? 'the settings' : name.replace(/^\./, '');
}

const longestShown = 40;

/** A value in a message: scalars as written, cut when long; the kind of anything else. */
export function shown(node: SourceNode | undefined): string {
	if (node === undefined) return 'nothing';
	if (node.kind === 'map') return node.entries.length === 0 ? 'an empty value' : 'a group of settings';
	if (node.kind === 'sequence') return 'a list';
	if (node.value === null) return 'an empty value';
	const text = JSON.stringify(typeof node.value === 'string' ? node.value : (node.raw ?? node.value));
	return text.length > longestShown ? `${text.slice(0, longestShown - 1)}…"` : text;
}
