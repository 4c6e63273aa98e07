/** Variables, functions and files as they stand at a point of a script (POSIX: the shell execution environment), and what changes them. */

import {firstAccounts} from '../../../limits/first-accounts.ts';
import {leaveOutOfRoot} from '../unread.ts';
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

const unitFile = /^\/(?:run|etc|usr\/lib|lib)\/systemd\/(?:system|generator(?:\.early|\.late)?)\/(?:[^/]{1,255}\.(?:wants|requires)\/)?[^/]{1,255}\.service$/;
/** Services of one root that scripts write. */
const mostUnits = 500;

/** Keeps what a file is given; what is added to a file that is known comes behind it. */
export function write(shell: Shell, scope: Scope, file: string, value: Value, append = false): void {
	const whole = append ? bounded([...(scope.files.get(file) ?? []), ...value]) : value;
	scope.files.set(file, whole);
	if (!unitFile.test(file)) return;
	if (shell.units.has(file) || shell.units.size < mostUnits) shell.units.set(file, whole);
	else
		leaveOutOfRoot(
			shell.system,
			value[0]?.place ?? {file: shell.system.file},
			`scripts write more than ${mostUnits} services; what those from here on run was not looked at`,
		);
}
