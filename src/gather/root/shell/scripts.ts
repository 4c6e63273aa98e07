/** The scripts that commands name, as they lie in the root. */

import type {Text} from '../../../contract.ts';
import {resolve, textAt} from '../../../filesystem.ts';
import {isShellScript, languageOf, type Program} from './interpreters.ts';
import type {Shell} from './shell.ts';
import {commandsIn} from './syntax/commands.ts';
import type {Command} from './syntax/tree.ts';
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

/** The script that a path names. Nothing where its text is not held, where it is no script, or where it was run as a program before: once is enough. */
export function scriptAt(shell: Shell, path: string, naming: Naming, written: ReadonlyMap<string, Value>): Script | undefined {
	if (!path.includes('/')) return undefined;
	const file = resolve(shell.system, path);
	const text = file === undefined ? undefined : textAt(shell.system, file);
	const value = naming === 'here' && text === undefined ? written.get(path) : undefined;
	if (value !== undefined) return {kind: 'written', value};
	const language = naming !== 'path' || text === undefined ? undefined : languageOf(text.value);
	if (file === undefined || text === undefined || (naming === 'path' && language === undefined && !isShellScript(text.value))) {
		if (naming !== 'here') shell.closed.add(path);
		return undefined;
	}
	if (naming !== 'here') {
		if (shell.visited.has(file)) return undefined;
		shell.visited.add(file);
	}
	if (language !== undefined) return {kind: 'program', program: {source: sourceOfText(text), language, file: text.place.file}};
	const known = shell.parsed.get(file);
	const commands = known ?? commandsIn(text.value);
	shell.parsed.set(file, commands);
	if (known !== undefined && shell.again <= 0) shell.closed.add(path);
	return {kind: 'shell', text, commands, again: known !== undefined};
}
