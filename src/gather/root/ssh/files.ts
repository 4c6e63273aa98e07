/** Files of a root file system as sshd opens them: by path or by pattern. */

import type {Text} from '../../../contract.ts';
import {type FileSystem, namesIn, resolve, textAt} from '../../../filesystem.ts';
import {hasWildcard, nameFits} from './wildcards.ts';

/** Names that one pattern may stand for; more is not followed. */
const mostNames = 4096;

/** A file's text, or why there is none. */
export type Opened = {readonly path: string; readonly text: Text} | {readonly path: string; readonly fault: string};

/** Opens a file. Empty files and folders have an empty text. The path of what was opened is without leading slash. */
export function open(system: FileSystem, path: string): Opened {
	const real = resolve(system, path);
	const entry = real === undefined ? undefined : system.entries.get(real);
	if (real === undefined || entry === undefined) return {path, fault: `/${path} leads to a file that did not come along`};
	const text = textAt(system, real);
	if (text !== undefined) return {path: real, text};
	if (entry.type === 'folder' || entry.size === 0) return {path: real, text: {value: '', place: {file: `${system.file}/${real}`, range: [0, 0]}}};
	return {path: real, fault: `/${real} was not read${system.unread.has(real) ? `: ${system.unread.get(real)}` : ''}`};
}

/** What a pattern of `glob(3)` stands for, without leading slash, in the order of bytes; and whether there was more than is followed. */
export function glob(system: FileSystem, pattern: string): {readonly paths: readonly string[]; readonly cut: boolean} {
	let paths: readonly string[] = [''];
	let cut = false;
	for (const part of pattern.split('/').filter((name) => name !== '' && name !== '.')) {
		const next: string[] = [];
		for (const path of paths) {
			const folder = resolve(system, path);
			if (folder === undefined) continue;
			if (part === '..') next.push(`${path}/..`);
			else if (!hasWildcard(part)) {
				const name = part.replaceAll(/\\(.)/g, '$1');
				if (system.entries.has(joined(folder, name))) next.push(joined(path, name));
			} else {
				const names = namesIn(system, folder).filter((name) => nameFits(name, part));
				for (const name of names) if (next.length < mostNames) next.push(joined(path, name));
				cut ||= names.length > mostNames;
			}
		}
		paths = next;
	}
	return {paths: paths.toSorted(), cut};
}

function joined(folder: string, name: string): string {
	return folder === '' ? name : `${folder}/${name}`;
}
