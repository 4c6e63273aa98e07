/** Kept inputs: a folder a target, a file an input, named by its content. */

import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {projectRoot} from '../../helpers/project.ts';
import type {Target} from './target.ts';

/** Where the kept inputs lie. */
const keptFolder = join(projectRoot, 'test', 'fuzz', 'corpus');

/** The names of all targets. */
export function targetNames(): readonly string[] {
	return readdirSync(compiledFolder)
		.filter((file) => file.endsWith('.js'))
		.map((file) => file.slice(0, -3))
		.toSorted();
}

/** Where the compiled targets lie. */
export const compiledFolder = join(projectRoot, 'dist', 'test', 'fuzz', 'targets');

/** The module of a target, where the compiled or the instrumented ones lie. */
export function moduleOf(folder: string, name: string): string {
	return join(folder, `${name}.js`);
}

/** Loads a target. */
export async function loadTarget(module: string): Promise<Target> {
	// Every module there has a target as its default export.
	return ((await import(pathToFileURL(module).href)) as {readonly default: Target}).default;
}

/** Where a target's kept inputs lie. */
export function keptFolderOf(name: string): string {
	return join(keptFolder, name);
}

/** An input and the file that it lies in. */
export type Kept = {readonly file: string; readonly bytes: Buffer};

/** The inputs of a folder, by the names of their files; none where it is not there. */
export function inputsIn(folder: string): readonly Kept[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.toSorted()
		.map((file) => ({file: join(folder, file), bytes: readFileSync(join(folder, file))}));
}

/** Whether an input was found to break its target once, by the name of its file. */
export function isFound(file: string): boolean {
	return basename(file).includes('-');
}

/** Writes an input under its content's name, and answers the path. */
export function keep(folder: string, bytes: Uint8Array, prefix = ''): string {
	mkdirSync(folder, {recursive: true});
	const file = join(folder, `${prefix}${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`);
	writeFileSync(file, bytes);
	return file;
}
