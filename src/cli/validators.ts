/** `--validators`: modules of the user whose validators run beside shelfready's own. */

import {stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {validators as own} from '../../validators/index.ts';
import type {Brought} from '../config/outside-validators.ts';
import type {AnyValidator} from '../contract.ts';

/** Shelfready's own rules and those of the files; or what is wrong with a file, each error beginning with its name. Runs the modules. */
export async function withValidators(
	files: readonly string[] = [],
): Promise<{readonly validators: readonly AnyValidator[]} | {readonly errors: readonly string[]}> {
	if (files.length === 0) return {validators: own};
	const {takeIn} = await import('../config/outside-validators.ts');
	const brought: Brought[] = [];
	const errors: string[] = [];
	for (const file of files) {
		const loaded = await load(file);
		if ('error' in loaded) errors.push(`${file}: ${loaded.error}`);
		else brought.push(...loaded.values.map((value) => ({from: file, value})));
	}
	const taken = takeIn(brought, own);
	if ('errors' in taken) return {errors: [...errors, ...taken.errors]};
	return errors.length > 0 ? {errors} : {validators: [...own, ...taken.validators]};
}

/** What a module's default export holds: one validator, or a list of them. */
async function load(file: string): Promise<{readonly values: readonly unknown[]} | {readonly error: string}> {
	const path = resolve(file);
	const found = await stat(path).catch(() => undefined);
	if (found === undefined || !found.isFile()) return {error: 'there is no such file'};
	let module: Readonly<Record<string, unknown>>;
	try {
		module = (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;
	} catch (error) {
		return {error: `does not load: ${reasonOf(error, file)}`};
	}
	const {default: value} = module;
	if (value === undefined) return {error: 'has no default export; export a validator, or a list of them, as default'};
	try {
		return {values: Array.isArray(value) ? [...value] : [value]};
	} catch (error) {
		return {error: `its list throws when it is looked at: ${reasonOf(error, file)}`};
	}
}

function reasonOf(error: unknown, file: string): string {
	if (!(error instanceof Error)) return String(error);
	// Node keeps the line of a syntax error to itself.
	if (error instanceof SyntaxError) return `${error.message}; node --check ${file} shows where`;
	if (/Cannot find package 'shelfready'/.test(error.message))
		return `${error.message}; install shelfready in the same project, or export plain objects: defineValidator only checks types`;
	return error.message;
}
