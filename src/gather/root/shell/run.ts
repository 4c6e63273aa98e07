/** What a script does, read from front to back: its programs with their arguments, and the scripts that these are. Nothing is run. */

import type {Text} from '../../../contract.ts';
import {type FileSystem, resolve, textAt} from '../../../filesystem.ts';
import {type Act, baseOf, type Invocation, invocationOf, type Output, wordsOf} from './acts.ts';
import {outputOf} from './outputs.ts';
import {type Command, commandsIn, type Frame, type Grammar, type Piece, type Redirection, type Word} from './syntax.ts';
import {bounded, flat, joined, type Part, type Source, sliceOf, textOf, type Value} from './values.ts';

/** Bounds for hostile scripts: programs of one root, scripts within scripts, pieces looked at. */
const most = {acts: 60_000, scripts: 12, depth: 40};

/** What is known while scripts of one root are read. */
export type Shell = {
	readonly system: FileSystem;
	/** Scripts that were read as programs of their own: once is enough. */
	readonly visited: Set<string>;
	/** Programs that can't be looked into, as they are called. */
	readonly closed: Set<string>;
	readonly parsed: Map<string, readonly Command[]>;
	left: number;
};

/** A reader of one root's scripts. */
export function shellOf(system: FileSystem): Shell {
	return {system, visited: new Set(), closed: new Set(), parsed: new Map(), left: most.acts};
}

type Held = {readonly value: Value; readonly within?: number};

/** Variables, functions and files as they stand at a point of a script. */
type Scope = {
	readonly variables: Map<string, Held>;
	readonly exported: Set<string>;
	readonly functions: Map<string, Act[]>;
	readonly files: Map<string, Value>;
	/** How often each variable is assigned in the script. */
	readonly counts: Map<string, number>;
	readonly script: string;
	readonly level: number;
	/** Of the command of the moment: the function that it stands in, and whether it is run in some cases alone. */
	within: number | undefined;
	maybe: boolean;
};

/** Values of variables, by name. */
export type Environment = ReadonlyMap<string, Value>;

/** What a text of a file does, with these variables set. */
export function actsOf(shell: Shell, source: Source, file: string, environment: Environment = new Map(), grammar: Grammar = 'shell'): readonly Act[] {
	const acts: Act[] = [];
	run(shell, source, commandsIn(source.text, grammar), freshScope(environment, file, 0), acts, {captured: false, depth: 0, maybe: false});
	return acts;
}

/** What a script of the root does, where its text is held and a shell's; nothing where it was read before. */
export function actsOfScript(shell: Shell, path: string, environment: Environment = new Map()): readonly Act[] {
	const acts: Act[] = [];
	const step: Step = {from: [], scope: freshScope(environment, path, 0), acts, own: [], captured: false, depth: 0, maybe: false};
	follow(shell, `/${path}`, 'path', environment, step);
	return acts;
}

/** The variables that a file of settings assigns (`EnvironmentFile=`, `/etc/default/x`). */
export function settingsIn(text: Text): Environment {
	const found = new Map<string, Value>();
	const source = sourceOfText(text);
	const scope = freshScope(new Map(), text.place.file, 0);
	for (const {assignments, words} of commandsIn(source.text))
		for (const {name, value} of words.length === 0 ? assignments : []) found.set(name, evaluate(undefined, value, source, scope, [], 0));
	return found;
}

function freshScope(environment: Environment, script: string, level: number): Scope {
	return {
		variables: new Map([...environment].map(([name, value]) => [name, {value}])),
		exported: new Set(environment.keys()),
		functions: new Map(),
		files: new Map(),
		counts: new Map(),
		script,
		level,
		within: undefined,
		maybe: false,
	};
}

/** A stretch of a file, whose text stands there as it is. */
export function sourceOfText(text: Text): Source {
	const base = text.place.range?.[0] ?? 0;
	return {
		text: text.value,
		slice: (start, end) => [{origin: 'fixed', text: text.value.slice(start, end), place: {file: text.place.file, range: [base + start, base + end]}}],
	};
}

/** Runs a list of commands; the programs of each go to `acts`. Gives the programs whose output nobody in the list reads. */
function run(shell: Shell, source: Source, commands: readonly Command[], scope: Scope, acts: Act[], {captured, depth, maybe}: Circumstances): readonly Act[] {
	for (const {assignments} of commands) for (const {name} of assignments) scope.counts.set(name, (scope.counts.get(name) ?? 0) + 1);
	const made: (readonly Act[])[] = [];
	const read = new Set(commands.flatMap(({from}) => from));
	for (const command of commands) {
		if (shell.left <= 0 || depth > most.depth) break;
		const own: Act[] = [];
		step(shell, source, command, {from: command.from.flatMap((index) => made[index] ?? []), scope, acts, own, captured, depth, maybe});
		made.push(own);
	}
	return made.flatMap((own, index) => (read.has(index) ? [] : own));
}

/** How a list of commands is run: as a word of another one, how deep within others, and whether for certain. */
type Circumstances = {readonly captured: boolean; readonly depth: number; readonly maybe: boolean};

type Step = Circumstances & {
	readonly from: readonly Act[];
	readonly scope: Scope;
	readonly acts: Act[];
	/** The programs of this command. */
	readonly own: Act[];
};

function step(shell: Shell, source: Source, command: Command, at: Step): void {
	const {scope, acts, depth, from} = at;
	const value = (word: Word) => evaluate(shell, word, source, scope, acts, depth);
	const maybe = at.maybe || command.joint === '&&' || command.joint === '||' || isConditional(command.frame);
	const within = functionOf(command.frame)?.id;
	scope.within = within;
	scope.maybe = maybe;
	const assign = (name: string, assigned: Value) => {
		const before = scope.variables.get(name)?.value;
		scope.variables.set(name, {value: bounded(maybe ? joined(before, assigned) : assigned), ...(within === undefined ? {} : {within})});
	};
	const environment = new Map<string, Value>();
	for (const {name, value: word} of command.assignments) {
		const assigned = value(word);
		if (command.words.length === 0) assign(name, assigned);
		else environment.set(name, assigned);
	}
	const first = command.words[0];
	if (first === undefined) return;
	const words = command.words.flatMap((word) => spread(word, value(word), source));
	const name = flat(words[0] ?? []);
	if (/^(?:export|declare|local|readonly|typeset)$/.test(name)) {
		for (const word of words.slice(1)) {
			const [, variable, equals] = /^([A-Za-z_]\w*)(=?)/.exec(flat(word)) ?? [];
			if (variable === undefined) continue;
			if (name === 'export') scope.exported.add(variable);
			if (equals === '=') assign(variable, sliceOf(word, variable.length + 1, flat(word).length));
		}
		return;
	}
	const redirected = redirectionsOf(command.redirections, value);
	const calls = scope.functions.get(name);
	const input = redirected.input ?? inputOf(from, scope);
	const place = placeOfStretch(source, first.start, command.end);
	const made = (invocation: Invocation & {readonly kind: 'program'}): Act => ({
		program: baseOf(flat(invocation.path)),
		path: flat(invocation.path),
		args: invocation.args,
		...(input === undefined ? {} : {input}),
		inputs: redirected.inputs,
		outputs: redirected.outputs,
		from,
		place,
		joint: command.joint,
		negated: command.negated,
		...(command.frame === undefined ? {} : {frame: command.frame}),
		captured: at.captured,
		conditional: maybe,
		environment,
		script: scope.script,
	});
	const take = (act: Act) => {
		shell.left--;
		acts.push(act);
		at.own.push(act);
		const holder = functionOf(command.frame)?.name;
		if (holder !== undefined && !act.outputs.some(isAway) && !at.captured) {
			const body = scope.functions.get(holder) ?? [];
			body.push(act);
			scope.functions.set(holder, body);
		}
		for (const {path} of act.outputs) {
			const file = textOf(path);
			if (file?.startsWith('/') === true && !file.startsWith('/dev/')) scope.files.set(file, printOf(act, scope));
		}
		if (act.program === 'tee' && act.input !== undefined) for (const word of wordsOf(act)) scope.files.set(word, act.input);
	};
	const invocation = invocationOf(words);
	if (calls !== undefined) {
		take(made({kind: 'program', path: words[0] ?? [], args: words.slice(1)}));
		return;
	}
	switch (invocation.kind) {
		case 'nothing':
			return;
		case 'text': {
			take(made({kind: 'program', path: words[0] ?? [], args: words.slice(1)}));
			at.own.push(...run(shell, invocation.source, commandsIn(invocation.source.text), scope, acts, {captured: at.captured, depth: depth + 1, maybe}));
			return;
		}
		case 'file':
			take(made({kind: 'program', path: words[0] ?? [], args: words.slice(1)}));
			follow(shell, textOf(invocation.path), invocation.own ? 'program' : 'here', environment, at);
			return;
		case 'program':
			take(made(invocation));
			follow(shell, textOf(invocation.path), 'path', environment, at);
	}
}

/** Reads the script that a program is, where its text is held. */
function follow(
	shell: Shell,
	path: string | undefined,
	how: 'program' | 'here' | 'path',
	environment: Environment,
	{scope, acts, captured, depth, own, maybe}: Step,
): void {
	if (path === undefined || !path.includes('/') || scope.level >= most.scripts || depth >= most.depth) return;
	const file = resolve(shell.system, path);
	const text = file === undefined ? undefined : textAt(shell.system, file);
	if (file === undefined || text === undefined || (how === 'path' && !isShellScript(text.value))) {
		if (how !== 'here') shell.closed.add(path);
		return;
	}
	if (how !== 'here' && shell.visited.has(file)) return;
	if (how !== 'here') shell.visited.add(file);
	const commands = shell.parsed.get(file) ?? commandsIn(text.value);
	shell.parsed.set(file, commands);
	const given = new Map([...scope.variables].flatMap(([name, {value}]) => (scope.exported.has(name) ? [[name, value] as const] : [])));
	const inner: Scope =
		how === 'here'
			? {...scope, script: text.place.file, level: scope.level + 1}
			: freshScope(new Map([...given, ...environment]), text.place.file, scope.level + 1);
	own.push(...run(shell, sourceOfText(text), commands, inner, acts, {captured, depth: depth + 1, maybe}));
}

/** Whether a text is one that a shell runs, by its first line; without one, the shell that starts it runs it itself. */
export function isShellScript(text: string): boolean {
	const first = /^#!\s{0,4}(\S{1,200})(?:[ \t]{1,4}(\S{1,100}))?/.exec(text);
	if (first === null) return !text.slice(0, 1000).includes('\0');
	const [, interpreter = '', argument = ''] = first;
	return (
		/(?:^|\/)(?:(?:ba|da|a|k|z)?sh|init-d-script|openrc-run|runscript)$/.test(interpreter) ||
		(/\/env$/.test(interpreter) && /^(?:ba|da|a|k|z)?sh$/.test(argument))
	);
}

function placeOfStretch(source: Source, start: number, end: number): Act['place'] {
	const parts = source.slice(start, end);
	const [first] = parts;
	const last = parts.at(-1);
	const [from] = first?.place.range ?? [];
	const to = last?.place.range?.[1];
	if (first === undefined) return {file: ''};
	return from !== undefined && to !== undefined && to > from && last?.place.file === first.place.file ? {...first.place, range: [from, to]} : first.place;
}

/** Whether a frame runs its commands in some cases alone. */
export function isConditional(frame: Frame | undefined): boolean {
	for (let own = frame; own !== undefined; own = own.parent) {
		if ((own.kind !== 'group' && own.part !== 'condition') || own.joint === '&&' || own.joint === '||') return true;
	}
	return false;
}

function functionOf(frame: Frame | undefined): Frame | undefined {
	for (let own = frame; own !== undefined; own = own.parent) if (own.kind === 'function') return own;
	return undefined;
}

/** Whether an output leaves the pipe that a program writes to. */
function isAway({path}: Output): boolean {
	return !/^(?:&?1|\/dev\/stdout|\/dev\/fd\/1)$/.test(flat(path));
}

function redirectionsOf(
	redirections: readonly Redirection[],
	value: (word: Word) => Value,
): {readonly input?: Value; readonly inputs: readonly Value[]; readonly outputs: readonly Output[]} {
	let input: Value | undefined;
	const inputs: Value[] = [];
	const outputs: Output[] = [];
	for (const {operator, descriptor, target} of redirections) {
		if (operator.startsWith('<<')) input = value(target);
		else if (operator === '<' || operator === '<>') inputs.push(value(target));
		else if (operator !== '<&' && (descriptor === undefined || descriptor === '1')) outputs.push({path: value(target), append: operator.endsWith('>>')});
	}
	return {...(input === undefined ? {} : {input}), inputs, outputs};
}

/** What a pipe brings: nothing where it comes from no program. */
function inputOf(from: readonly Act[], scope: Scope): Value | undefined {
	const printed = from.filter(({outputs}) => !outputs.some(isAway));
	return printed.length === 0 ? undefined : bounded(printed.flatMap((act) => printOf(act, scope)));
}

/** What a program prints; a function prints what its programs do, a file that was written before is known. */
function printOf(act: Act, scope: Scope, depth = 0): Value {
	const body = scope.functions.get(act.path);
	if (body !== undefined) {
		const printed = depth > 5 ? [] : body.filter(({path}) => path !== act.path).flatMap((inner) => printOf(inner, scope, depth + 1));
		return printed.length > 0 ? bounded(printed) : [{origin: 'unknown', text: '', place: act.place}];
	}
	if (act.program === 'cat') {
		const [file = ''] = [...wordsOf(act), ...act.inputs.map(flat)];
		const written = scope.files.get(file);
		if (written !== undefined) return written;
	}
	if (act.program === 'cat' && act.input !== undefined && act.args.length === 0) return act.input;
	return outputOf(act, act.input);
}

/** Unquoted variables come apart at blanks; only settings of options and the like are worth following. */
function spread(word: Word, value: Value, source: Source): readonly Value[] {
	const [only] = word.pieces;
	if (word.pieces.length !== 1 || only?.kind !== 'variable' || source.slice(only.start, only.start + 1)[0]?.text !== '$' || only.start !== word.start)
		return [value];
	const text = textOf(value);
	if (text === undefined || !/\s/.test(text)) return [value];
	return [...text.matchAll(/\S+/g)].slice(0, 200).map((match) => sliceOf(value, match.index, match.index + match[0].length));
}

/** What a word comes to. Programs of substitutions are run on the way, where there is a shell to run them. */
function evaluate(shell: Shell | undefined, word: Word, source: Source, scope: Scope, acts: Act[], depth: number): Value {
	return bounded(word.pieces.flatMap((piece) => pieceOf(shell, piece, source, scope, acts, depth)));
}

function pieceOf(shell: Shell | undefined, piece: Piece, source: Source, scope: Scope, acts: Act[], depth: number): Value {
	const {start, end} = piece;
	const place = placeOfStretch(source, start, end);
	const unknown: Value = [{origin: 'unknown', text: '', place}];
	switch (piece.kind) {
		case 'text':
			return piece.value.length === end - start ? source.slice(start, end) : [{origin: 'fixed', text: piece.value, place}];
		case 'output': {
			if (shell === undefined || depth >= most.depth) return unknown;
			const {within, maybe} = scope;
			const printed = run(shell, source, piece.commands, scope, acts, {captured: true, depth: depth + 1, maybe});
			const value = printed.filter(({outputs}) => !outputs.some(isAway)).flatMap((act) => printOf(act, scope));
			Object.assign(scope, {within, maybe});
			// Line ends at the end are cut.
			return trimmed(value.length === 0 ? readIn(piece.commands, source, scope, place) : value);
		}
		case 'variable':
			return variable(shell, piece, source, scope, acts, depth) ?? unknown;
		default:
			return unknown;
	}
}

/** `$(< file)`. */
function readIn(commands: readonly Command[], source: Source, scope: Scope, place: Part['place']): Value {
	const target = commands[0]?.redirections.find(({operator}) => operator === '<')?.target;
	const path = target === undefined ? undefined : textOf(evaluate(undefined, target, source, scope, [], 0));
	return (path === undefined ? undefined : scope.files.get(path)) ?? [{origin: 'unknown', text: '', place}];
}

function trimmed(value: Value): Value {
	const last = value.at(-1);
	return last !== undefined && last.origin === 'fixed' && /^\n+$/.test(last.text) ? value.slice(0, -1) : value;
}

function variable(
	shell: Shell | undefined,
	piece: Piece & {readonly kind: 'variable'},
	source: Source,
	scope: Scope,
	acts: Act[],
	depth: number,
): Value | undefined {
	const {name, fallback, altered} = piece;
	const place = placeOfStretch(source, piece.start, piece.end);
	if (name === 'RANDOM' || name === 'SRANDOM') return [{origin: 'random', text: '', place}];
	const held = scope.variables.get(name);
	// Inside of a function a variable may have been assigned anew before the call.
	const isOpen = scope.within !== undefined && held?.within !== scope.within && (scope.counts.get(name) ?? 0) > 1;
	if (isOpen) return undefined;
	const known = held?.value;
	if (known === undefined && name === 'HOSTNAME') return [{origin: 'host', text: '', place, about: 'host name'}];
	if (fallback !== undefined && (known === undefined || textOf(known) === '')) {
		const value = evaluate(shell, fallback, source, scope, acts, depth + 1);
		return known === undefined ? value.map((part) => ({...part, assumed: true as const})) : value;
	}
	if (known === undefined || altered !== true) return known;
	// A piece of something drawn is still drawn, and a piece of something written still written, though not known.
	return known.map((part) => (part.origin === 'fixed' ? {...part, origin: 'unknown' as const, text: ''} : part));
}
