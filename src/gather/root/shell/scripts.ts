/** The scripts that commands name, as they lie in the root. */

import type {Text} from '../../../contract.ts';
import {resolve, textAt} from '../../../filesystem.ts';
import {isShellScript, languageOf, type Program} from './interpreters.ts';
import type {Environment} from './scope.ts';
import {isFirst, type Shell} from './shell.ts';
import type {Command} from './syntax/tree.ts';
import {commandsOf} from './unread.ts';
import {sourceOfText, type Value} from './values.ts';

/** How a script is named: as a `program` that a shell is given, read `here` into the shell that runs, or by its own `path`. */
export type Naming = 'program' | 'here' | 'path';

/** What a path names. */
type Script =
	/** A script of a shell; `again` where it was read before. */
	| {readonly kind: 'shell'; readonly text: Text; readonly commands: readonly Command[]; readonly again: boolean}
	/** A program of another language, as its first line says. */
	| {readonly kind: 'program'; readonly program: Program}
	/** A file that a script wrote itself, such as settings with drawn passwords. */
	| {readonly kind: 'written'; readonly value: Value};

/** What a script is run with: `$1` and those behind it, and the variables that are set for it alone. */
type Given = {readonly args: readonly Value[]; readonly environment: Environment};

/** The script that a path names. Nothing where its text is not held, where it is no script, or where it was run as a program with the same before. */
export function scriptAt(shell: Shell, path: string, naming: Naming, given: Given, written: ReadonlyMap<string, Value>): Script | undefined {
	if (!path.includes('/')) return undefined;
	const file = resolve(shell.system, path);
	const text = file === undefined ? undefined : textAt(shell.system, file);
	const value = naming === 'here' && text === undefined ? written.get(path) : undefined;
	if (value !== undefined) return {kind: 'written', value};
	const language = naming !== 'path' || text === undefined ? undefined : languageOf(text.value);
	if (file === undefined || text === undefined || (naming === 'path' && language === undefined && !isShellScript(text.value))) return undefined;
	if (language !== undefined) {
		if (!isFirst(shell, file)) return undefined;
		return {kind: 'program', program: {source: sourceOfText(text), language, file: text.place.file}};
	}
	const known = shell.parsed.get(file);
	const parsed = known ?? {commands: commandsOf(shell, sourceOfText(text)), takesArguments: argument.test(text.value)};
	shell.parsed.set(file, parsed);
	if (naming !== 'here' && !isNew(shell, file, parsed.takesArguments ? given : {...given, args: []})) return undefined;
	return {kind: 'shell', text, commands: parsed.commands, again: known !== undefined};
}

/** The text that a path names, where it is held. */
export function textOfPath(shell: Shell, path: string): Text | undefined {
	const file = path.includes('/') ? resolve(shell.system, path) : undefined;
	return file === undefined ? undefined : textAt(shell.system, file);
}

/** `$1`, `${1:-x}`, `$@` and the like. */
const argument = /\$(?:[1-9@*]|\{[1-9@*#])/;

/** Whether a script was not run with these before, which is noted; never of what was read without knowing of any. */
function isNew(shell: Shell, file: string, {args, environment}: Given): boolean {
	const before = shell.visited.get(file);
	if (before?.size === 0) return false;
	const told = (value: Value) => value.map(({origin, text}) => [origin, text]);
	const key = JSON.stringify([args.map(told), [...environment].map(([name, value]) => [name, told(value)])]);
	if (before?.has(key)) return false;
	shell.visited.set(file, (before ?? new Set()).add(key));
	return true;
}
