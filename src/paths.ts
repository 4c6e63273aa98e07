/** Where paths lead. */

import {sep} from 'node:path';

/** The beginning of a name or path that comes from elsewhere, which may be as long as it likes. */
export function quoted(name: string): string {
	return JSON.stringify(name.slice(0, 100));
}

/** Whether a path of the disk is a folder, or lies below it. Both are absolute and without links. */
export function isInside(folder: string, path: string): boolean {
	return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Why nothing is done with paths that the user gave; nothing where that is no reason. An empty one would lead to the working folder. */
export function whyNotGiven(paths: readonly string[]): string | undefined {
	return paths.includes('') ? 'an empty path was given, which names no file or folder (a variable that is not set?); for the working folder give .' : undefined;
}

/** Units of a file's path that comes from elsewhere, and steps in it. */
const longestPath = 1_000;
const deepestPath = 40;

/** What no name holds on every system. */
const foreign = /[\\:\u0000-\u001f]/;

/** Half of a pair that stands for one character: every such name would become the same. */
const halfPair = /\p{Surrogate}/u;

/** Bytes of a name that file systems take (https://man7.org/linux/man-pages/man7/path_resolution.7.html). */
const longestName = 255;

/** Whether a path from elsewhere, its steps parted by `/`, stays below the folder that it is joined to, on any system. */
export function staysInside(path: string): boolean {
	return leadsDown(path, foreign);
}

/** Why a path from elsewhere can't be that of a file below a folder, on any system; nothing where it can. */
export function whyNotBelow(path: string): string | undefined {
	return whyRefused(path, foreign);
}

/** The same on this system alone, where a file of a submission may be called `scan-10:00.json`. */
export function whyNotBelowHere(path: string): string | undefined {
	return whyRefused(path, sep === '\\' ? foreign : /\u0000/);
}

function whyRefused(path: string, refused: RegExp): string | undefined {
	const steps = path.split('/');
	const told = `the path ${quoted(path)}`;
	if (path.length > longestPath) return `${told}… is too long`;
	if (steps.length > deepestPath) return `${told} has more than ${deepestPath} steps`;
	if (!leadsDown(path, refused)) return `${told} is not taken`;
	return steps.some((step) => Buffer.byteLength(step) > longestName) ? `${told} has a name that is too long` : undefined;
}

function leadsDown(path: string, refused: RegExp): boolean {
	return path.split('/').every((step) => step !== '' && step !== '.' && step !== '..' && !refused.test(step) && !halfPair.test(step));
}
