/** Variables, functions and files as they stand at a point of a script (POSIX: the shell execution environment), and what changes them. */

import {firstAccounts} from '../../../limits/first-accounts.ts';
import {isStartFile} from '../../../limits/startup.ts';
import {leaveOutOfRoot} from '../unread.ts';
import {type Act, baseOf, operandsOf, optionOf, wordsOf} from './acts.ts';
import type {Shell} from './shell.ts';
import type {Command, Frame} from './syntax/tree.ts';
import {bounded, flat, type Source, sliceOf, type Value} from './values.ts';

/** Values of variables, by name. */
export type Environment = ReadonlyMap<string, Value>;

/** A function as it was defined: a stretch of a list of commands. */
export type Defined = {
	readonly source: Source;
	readonly commands: readonly Command[];
	readonly start: number;
	readonly end: number;
	readonly frame: Frame;
	readonly script: string;
	/** How deep the script that defines it lies within others. */
	readonly level: number;
};

/** Variables, functions and files as they stand at a point of a script. */
export type Scope = {
	readonly variables: Map<string, Value>;
	readonly exported: Set<string>;
	readonly functions: Map<string, Defined>;
	/** How often each function was called. */
	readonly called: Map<string, number>;
	/** Functions whose bodies are being run. */
	readonly active: ReadonlySet<string>;
	readonly files: Map<string, Value>;
	readonly script: string;
	readonly level: number;
	/** `$1` and those behind it, where they are known. */
	readonly positional: {values: readonly Value[] | undefined};
};

/** The scope at the begin of a script, which lies `level` deep within others. All variables of its environment are exported. */
export function freshScope(environment: Environment, script: string, level: number, args?: readonly Value[]): Scope {
	return {
		variables: new Map(environment),
		exported: new Set(environment.keys()),
		functions: new Map(),
		called: new Map(),
		active: new Set(),
		files: new Map(),
		script,
		level,
		positional: {values: args},
	};
}

/** What a script is given by variables that runs in a shell of its own: those that are exported, and those that are set for it alone, which win. */
export function inherited({variables, exported}: Scope, own: Environment): Environment {
	return new Map([...[...variables].filter(([name]) => exported.has(name)), ...own]);
}

/** What a program is given by variables: of those that are exported, the few by which programs make their first account. */
export function handedOn({variables, exported}: Scope, own: Environment): Environment {
	const handed = firstAccounts.flatMap(({variable}): readonly (readonly [string, Value])[] => {
		const value = exported.has(variable) && !own.has(variable) ? variables.get(variable) : undefined;
		return value === undefined ? [] : [[variable, value]];
	});
	return handed.length === 0 ? own : new Map([...handed, ...own]);
}

/** `export X=1`, `local x=$1`. */
export function declare(name: string, words: readonly Value[], scope: Scope, assign: (name: string, value: Value) => void): void {
	for (const word of words.slice(1)) {
		const [, variable, equals] = /^([A-Za-z_]\w*)(=?)/.exec(flat(word)) ?? [];
		if (variable === undefined) continue;
		if (name === 'export') scope.exported.add(variable);
		if (equals === '=') assign(variable, sliceOf(word, variable.length + 1, flat(word).length));
	}
}

/** `shift`, `shift 2`. */
export function shift({positional}: Scope, count: Value | undefined): void {
	positional.values = positional.values?.slice(Number(/^\d{1,3}$/.exec(flat(count ?? []))?.[0] ?? 1));
}

/** Files of one root that scripts write and something starts. */
const mostWritten = 500;

/** Keeps what a file is given by a command; what is added to a file that is known comes behind it. */
export function write(shell: Shell, scope: Scope, file: string, value: Value, {append = false, by}: {readonly append?: boolean; readonly by?: Act} = {}): void {
	scope.files.set(file, append ? bounded([...(scope.files.get(file) ?? []), ...value]) : value);
	keep(shell, file, value, {append, ...(by === undefined ? {} : {by})});
}

/** Keeps what a file is given where something starts what it says. What is written in some cases alone stands beside what is written in the others. */
export function keep(shell: Shell, file: string, value: Value, {append = false, by}: {readonly append?: boolean; readonly by?: Act} = {}): void {
	if (!isStartFile(file)) return;
	const before = shell.written.get(file);
	if (before === undefined && shell.written.size >= mostWritten) {
		const why = `scripts write more than ${mostWritten} files that something starts; what those from here on run was not looked at`;
		return leaveOutOfRoot(shell.system, value[0]?.place ?? {file: shell.system.file}, why);
	}
	const isAdded = before !== undefined && (append || by?.conditional === true);
	shell.written.set(file, {value: isAdded ? bounded([...before.value, ...value]) : value, ...(by === undefined ? {} : {by})});
}

/** The file that `crontab` keeps a user's table in; where nobody is named, that of root, who runs what starts by itself. */
export function crontabPath(act: Pick<Act, 'args'>): string {
	const user = flat(optionOf(act, '-u') ?? []);
	return `/var/spool/cron/${/^[\w.-]{1,64}$/.test(user) ? user : 'root'}`;
}

/** Files that a program writes itself, with what it gives them: the table of `crontab`, copies and links, and units that systemctl takes from elsewhere. */
export function* filesBy(act: Act, {files}: Scope): Generator<{readonly path: string; readonly value: Value; readonly append?: boolean}> {
	const words = wordsOf(act);
	if (act.program === 'tee') {
		const append = words.some((word) => /^(?:-\w{0,5}a\w{0,5}|--append)$/.test(word));
		if (act.input !== undefined) for (const path of words) yield {path, value: act.input, append};
	} else if (act.program === 'crontab') {
		if (words.some((word) => /^-[ler]$/.test(word))) return;
		const [table] = operandsOf(act, /^-[us]$/).map(flat);
		const value = table === undefined || table === '-' ? act.input : files.get(table);
		if (value !== undefined) yield {path: crontabPath(act), value};
	} else if (/^(?:cp|mv|install|ln)$/.test(act.program)) {
		const paths = operandsOf(act, /^(?:-[mogtS]|--(?:mode|owner|group|target-directory|suffix))$/).map(flat);
		const folder = flat(optionOf(act, '-t', '--target-directory') ?? []);
		const target = folder === '' ? paths.at(-1) : folder;
		for (const from of folder === '' ? paths.slice(0, -1) : paths) {
			const value = files.get(from);
			// It is not known which of the two it is: a folder has no file of its own name, and nothing starts a file below a file.
			if (value !== undefined && target !== undefined) for (const path of [target, `${target.replace(/\/$/, '')}/${baseOf(from)}`]) yield {path, value};
		}
	} else if (act.program === 'systemctl') {
		for (const path of words) {
			const value = path.startsWith('/') ? files.get(path) : undefined;
			if (value !== undefined && !isStartFile(path)) yield {path: `/etc/systemd/system/${baseOf(path)}`, value};
		}
	}
}
