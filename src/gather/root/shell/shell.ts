/** What is known while the scripts of one root are read, and how much of them may be. */

import type {FileSystem} from '../../../filesystem.ts';
import type {Act} from './acts.ts';
import type {Command} from './syntax/tree.ts';
import {mostLong, type Value} from './values.ts';

/**
 * Bounds for hostile scripts: programs of one root, scripts within scripts, lists within lists, and characters of one root that
 * are read once more: a text for `eval`, a file that several scripts read, a script that is given other words, a function that
 * is called again.
 */
export const most = {acts: 60_000, scripts: 12, depth: 40, again: 5_000_000};

/** What a further call of a function costs, in characters that are read once more: its commands may have next to none. */
export const callCost = 200;

/** What scripts give to a file, and the command that did so last. */
export type WrittenFile = {readonly value: Value; readonly by?: Act};

/** What is known while scripts of one root are read. */
export type Shell = {
	readonly system: FileSystem;
	/** Files that were read as programs of their own, with the words and variables that scripts of a shell were given: once is enough for each. */
	readonly visited: Map<string, Set<string>>;
	readonly parsed: Map<string, {readonly commands: readonly Command[]; readonly takesArguments: boolean}>;
	/** Files that scripts write where something starts what they say (`isStartFile`), by path. */
	readonly written: Map<string, WrittenFile>;
	left: number;
	/** Characters that may still be read once more. */
	again: number;
	/** Characters that long words may still come to (`counted`). */
	long: number;
};

/** A reader of one root's scripts. */
export function shellOf(system: FileSystem): Shell {
	return {
		system,
		visited: new Map(),
		parsed: new Map(),
		written: new Map(),
		left: most.acts,
		again: most.again,
		long: mostLong,
	};
}

/** Whether a file was not read as a program of its own before, which is noted. */
export function isFirst({visited}: Shell, file: string): boolean {
	if (visited.has(file)) return false;
	visited.set(file, new Set());
	return true;
}

/** Whether a reader came to one of its bounds: programs may have been left out. */
export function isSpent({left, again, long}: Pick<Shell, 'left' | 'again' | 'long'>): boolean {
	return left <= 0 || again <= 0 || long <= 0;
}
