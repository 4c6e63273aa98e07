/** Files of a Windows by their paths, whatever the case they are written in: NTFS keeps it and does not tell names apart by it. */

import type {Text} from '../../../contract.ts';
import {type FileSystem, fileOf, foldedPaths, textAt} from '../../../filesystem.ts';

/** The path of an entry as the root has it; nothing where there is none. Of several that differ in case alone, the first in order. */
export function pathOf(system: FileSystem, path: string): string | undefined {
	return foldedPaths(system).get(path.toLowerCase());
}

/** The text of a file; nothing where it is not there or not held. */
export function textOf(system: FileSystem, path: string): Text | undefined {
	const real = pathOf(system, path);
	return real === undefined ? undefined : textAt(system, real);
}

/** The bytes of a file; nothing where it is not there or not held. */
export function bytesOf(system: FileSystem, path: string): Uint8Array | undefined {
	const real = pathOf(system, path);
	return real === undefined ? undefined : system.contents.get(real);
}

/** The paths of the files that match, as the root has them, sorted. The pattern should be one that ignores case. */
export function filesLike(system: FileSystem, pattern: RegExp): readonly string[] {
	return [...foldedPaths(system).values()].filter((path) => system.entries.get(path)?.type === 'file' && pattern.test(path)).toSorted();
}

/** Why a file's content is not known: it is not there, or could not be read. Nothing where it is known. */
export function whyUnknown(system: FileSystem, path: string): string | undefined {
	const real = pathOf(system, path);
	if (real === undefined) return `${path} is not in the root file system`;
	return system.contents.has(real) || system.entries.get(real)?.size === 0
		? undefined
		: `${real} was not read: ${system.unread.get(real) ?? 'its content is not there'}`;
}

/** The file of a path as reports call it, whatever its case. */
export function reported(system: FileSystem, path: string): string {
	return fileOf(system, pathOf(system, path) ?? path);
}
