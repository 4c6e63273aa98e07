/** What a script does, read from front to back: its programs with their arguments, and the scripts that these are. Nothing is run. */

import type {Place, Text} from '../../../contract.ts';
import {readProgram} from '../program/read.ts';
import {leaveOutOfRoot} from '../unread.ts';
import {type Act, baseOf, invocationOf, plainCall} from './acts.ts';
import {type Evaluation, evaluate, fieldsOf, trimmed} from './expansion.ts';
import {givenProgram, type Interpreter, interpreterOf, type Program} from './interpreters.ts';
import {inputOf, printOf, redirectionsOf} from './redirections.ts';
import {type Defined, declare, type Environment, filesBy, freshScope, handedOn, inherited, type Scope, shift, write} from './scope.ts';
import {type Naming, scriptAt, textOfPath} from './scripts.ts';
import {callCost, most, type Shell} from './shell.ts';
import {commandsIn} from './syntax/commands.ts';
import type {Grammar} from './syntax/scanner.ts';
import {type Command, type Frame, functionOf, isConditional, type Word} from './syntax/tree.ts';
import {commandsOf, leaveRest, tooDeep} from './unread.ts';
import {bounded, counted, flat, joined, placeOf, placeOfStretch, type Source, sourceOf, sourceOfText, textOf, type Value} from './values.ts';

/** What a text of a file does, with these variables set. */
export function actsOf(shell: Shell, source: Source, file: string, environment: Environment = new Map(), grammar: Grammar = 'shell'): readonly Act[] {
	const acts: Act[] = [];
	runScript(shell, source, commandsOf(shell, source, grammar), freshScope(environment, file, 0), acts, {captured: false, depth: 0, maybe: false, again: false});
	return acts;
}

/** What a program does that is started with these words, without a shell that reads them. Where it stands is told by the words, or by `place`. */
export function actsOfWords(shell: Shell, words: readonly Value[], place: Place): readonly Act[] {
	const acts: Act[] = [];
	const scope = freshScope(new Map(), place.file, 0);
	const how: Circumstances = {captured: false, depth: 0, maybe: false, again: false};
	const call = {...plainCall, place: placeOf(words.flat()) ?? place, captured: false, conditional: false, script: place.file};
	if (shell.left > 0)
		start(
			shell,
			words.map((word) => counted(word, shell)),
			call,
			{...how, from: [], scope, acts, own: []},
		);
	runUncalled(shell, scope, acts, how);
	return acts;
}

/** What a script of the root does, where its text is held and a shell's; nothing where it was read before. */
export function actsOfScript(shell: Shell, path: string, environment: Environment = new Map(), args: readonly Value[] = []): readonly Act[] {
	const acts: Act[] = [];
	follow(shell, `/${path}`, 'path', args, environment, {
		from: [],
		scope: freshScope(environment, path, 0),
		acts,
		own: [],
		captured: false,
		depth: 0,
		maybe: false,
		again: false,
	});
	return acts;
}

/** The variables that a file of settings assigns (`EnvironmentFile=`, `/etc/default/x`). */
export function settingsIn(text: Text): Environment {
	const found = new Map<string, Value>();
	const source = sourceOfText(text);
	const scope = freshScope(new Map(), text.place.file, 0);
	for (const {assignments, words} of commandsIn(source.text))
		for (const {name, value} of words.length === 0 ? assignments : []) found.set(name, evaluate(value, {source, scope, depth: 0}));
	return found;
}

/** How a list of commands is run: as a word of another one, how deep within others, and whether in some cases alone. */
type Circumstances = {
	readonly captured: boolean;
	readonly depth: number;
	readonly maybe: boolean;
	/** A file that was read before: the characters of what it runs count (`most.again`). */
	readonly again: boolean;
	/** The function whose body is run. */
	readonly within?: Frame;
	/** What a program of another language feeds its commands. */
	readonly input?: Value;
};

/** Where a command is run. */
type Step = Circumstances & {
	readonly from: readonly Act[];
	readonly scope: Scope;
	readonly acts: Act[];
	/** The programs of this command. */
	readonly own: Act[];
};

/** Runs a whole script; functions that nobody in it calls are run at its end, since somebody may. */
function runScript(shell: Shell, source: Source, commands: readonly Command[], scope: Scope, acts: Act[], how: Circumstances): readonly Act[] {
	const printed = run(shell, source, commands, scope, acts, how);
	runUncalled(shell, scope, acts, how);
	return printed;
}

function runUncalled(shell: Shell, scope: Scope, acts: Act[], how: Circumstances): void {
	for (const [name, defined] of [...scope.functions]) {
		if (scope.called.has(name) || defined.level !== scope.level) continue;
		scope.called.set(name, 1);
		body(shell, defined, scope, acts, {...how, maybe: true, depth: how.depth + 1});
	}
}

function body(shell: Shell, {source, commands, start, end, frame, script}: Defined, scope: Scope, acts: Act[], how: Circumstances): readonly Act[] {
	return run(shell, source, commands, {...scope, script}, acts, {...how, within: frame}, start, end);
}

/** Runs a stretch of a list of commands; the programs of each go to `acts`. Gives the programs whose output nobody in the list reads. */
function run(
	shell: Shell,
	source: Source,
	commands: readonly Command[],
	scope: Scope,
	acts: Act[],
	how: Circumstances,
	start = 0,
	end = commands.length,
): readonly Act[] {
	const made = new Map<number, readonly Act[]>();
	const read = new Set<number>();
	if (how.depth > most.depth && start < end) leaveRest(shell, source, commands[start]?.start ?? 0, tooDeep);
	for (let index = start; index < end && shell.left > 0 && how.depth <= most.depth && !(how.again && shell.again <= 0); index++) {
		const command = commands[index];
		if (command === undefined) break;
		const inner = functionOf(command.frame, how.within);
		if (inner !== undefined) {
			let last = index;
			while (last < end && functionOf(commands[last]?.frame, how.within)?.id === inner.id) last++;
			const defined = {source, commands, start: index, end: last, frame: inner, script: scope.script, level: scope.level};
			if (inner.name !== undefined) scope.functions.set(inner.name, defined);
			index = last - 1;
			continue;
		}
		if (how.again) shell.again -= command.end - command.start;
		for (const from of command.from) read.add(from);
		const own: Act[] = [];
		step(shell, source, command, {...how, from: command.from.flatMap((from) => made.get(from) ?? []), scope, acts, own});
		made.set(index, own);
	}
	return [...made].flatMap(([index, own]) => (read.has(index) ? [] : own));
}

/** Runs a text that a command is given. Where it is too long for what is left, its commands are not known. */
function runText(shell: Shell, source: Source, scope: Scope, acts: Act[], how: Circumstances): readonly Act[] {
	if (source.text.length > shell.again) {
		shell.again = 0;
		return [];
	}
	shell.again -= source.text.length;
	return run(shell, source, commandsOf(shell, source), scope, acts, how);
}

/** Runs a simple command: its assignments, expansions and redirections, and what its words start. */
function step(shell: Shell, source: Source, command: Command, at: Step): void {
	const {scope, acts, depth, from, again} = at;
	const maybe = at.maybe || command.joint === '&&' || command.joint === '||' || isConditional(command.frame, at.within);
	const how: Circumstances = {captured: at.captured, depth: depth + 1, maybe, again};
	const evaluation: Evaluation = {
		source,
		scope,
		depth: how.depth,
		substitute: (commands, level) => run(shell, source, commands, scope, acts, {...how, captured: true, depth: level}),
		whenCut: (at, why) => leaveRest(shell, source, at, why),
	};
	const value = (word: Word) => evaluate(word, evaluation);
	const assign = (name: string, assigned: Value) => {
		scope.variables.set(name, bounded(maybe ? joined(scope.variables.get(name), assigned) : assigned));
	};
	const environment = new Map<string, Value>();
	for (const {name, value: word} of command.assignments) {
		const assigned = value(word);
		if (command.words.length === 0) assign(name, assigned);
		else environment.set(name, assigned);
	}
	const first = command.words[0];
	if (first === undefined) return;
	const words = command.words.flatMap((word) => fieldsOf(word, value(word), source)).map((word) => counted(word, shell));
	const [head = []] = words;
	const name = flat(head);
	if (/^(?:export|declare|local|readonly|typeset)$/.test(name)) return declare(name, words, scope, assign);
	if (name === 'shift') return shift(scope, words[1]);
	const redirected = redirectionsOf(command.redirections, value);
	const input = redirected.input ?? inputOf(from, scope) ?? at.input;
	start(
		shell,
		words,
		{
			...(input === undefined ? {} : {input}),
			inputs: redirected.inputs,
			outputs: redirected.outputs,
			from,
			place: placeOfStretch(source, first.start, command.end),
			joint: command.joint,
			negated: command.negated,
			...(command.frame === undefined ? {} : {frame: command.frame}),
			captured: at.captured,
			conditional: maybe,
			environment,
			script: scope.script,
		},
		{...at, ...how},
	);
	for (const {path, append} of redirected.outputs) {
		const file = textOf(path);
		const [by] = at.own;
		if (file?.startsWith('/') === true && !file.startsWith('/dev/'))
			write(shell, scope, file, bounded(at.own.flatMap((act) => printOf(act, scope))), {append, ...(by === undefined ? {} : {by})});
	}
}

/** Starts what words name: a function, a script, or a program. */
function start(shell: Shell, words: readonly Value[], call: Omit<Act, 'program' | 'path' | 'args'>, at: Step): void {
	const {scope, acts, depth, maybe, captured, again} = at;
	const how: Circumstances = {captured, depth, maybe, again};
	const [head = []] = words;
	const name = flat(head);
	const environment = handedOn(scope, call.environment);
	const made = (path: Value, args: readonly Value[]): Act => ({program: baseOf(flat(path)), path: flat(path), args, ...call, environment});
	const take = (act: Act) => {
		shell.left--;
		acts.push(act);
		at.own.push(act);
		for (const {path, value, append = false} of filesBy(act, scope)) write(shell, scope, path, value, {append, by: act});
	};
	const defined = scope.functions.get(name);
	if (defined !== undefined) {
		// Functions that call each other twice are soon many.
		const calls = scope.called.get(name) ?? 0;
		scope.called.set(name, calls + 1);
		if (calls > 0) shell.again -= callCost;
		if (!scope.active.has(name) && (calls === 0 || shell.again > 0)) {
			const inner = {...scope, positional: {values: words.slice(1)}, active: new Set([...scope.active, name])};
			for (const act of body(shell, defined, inner, acts, {...how, again: again || calls > 0})) at.own.push(act);
		}
		return;
	}
	const invocation = invocationOf(words);
	if (invocation.kind === 'program') {
		const act = made(invocation.path, invocation.args);
		take(act);
		const interpreter = interpreterOf(act);
		if (interpreter === undefined) follow(shell, textOf(invocation.path), 'path', invocation.args, call.environment, at);
		else interpret(shell, act, interpreter, at);
	} else if (invocation.kind === 'text') {
		take(made(head, words.slice(1)));
		for (const act of runText(shell, invocation.source, scope, acts, how)) at.own.push(act);
	} else if (invocation.kind === 'file') {
		take(made(head, words.slice(1)));
		follow(shell, textOf(invocation.path), invocation.own ? 'program' : 'here', invocation.args, call.environment, at);
	}
}

/** Runs the script that a path names, where its text is held. */
function follow(shell: Shell, path: string | undefined, naming: Naming, args: readonly Value[], environment: Environment, at: Step): void {
	const {scope, acts, captured, depth, own, maybe} = at;
	const level = scope.level + 1;
	if (path === undefined) return;
	if (isTooDeep(at)) {
		const text = textOfPath(shell, path);
		if (text !== undefined) leaveRest(shell, sourceOfText(text), 0, tooDeep);
		return;
	}
	const script = scriptAt(shell, path, naming, {args, environment}, scope.files);
	if (script === undefined) return;
	if (script.kind === 'program') return runProgram(shell, script.program, environment, at);
	const how: Circumstances = {captured, depth: depth + 1, maybe, again: at.again || (script.kind === 'shell' && script.again)};
	const printed = () => {
		if (script.kind === 'written') return runText(shell, sourceOf(script.value), {...scope, level}, acts, how);
		const {text, commands} = script;
		const {file} = text.place;
		if (naming === 'here') return run(shell, sourceOfText(text), commands, {...scope, script: file, level}, acts, how);
		return runScript(shell, sourceOfText(text), commands, freshScope(inherited(scope, environment), file, level, args), acts, how);
	};
	for (const act of printed()) own.push(act);
}

/** Runs the program that an interpreter is given. */
function interpret(shell: Shell, act: Act, interpreter: Interpreter, at: Step): void {
	if (isTooDeep(at)) return leaveOutOfRoot(shell.system, act.place, tooDeep);
	const program = givenProgram(shell, act, interpreter);
	if (program !== undefined) runProgram(shell, program, act.environment, at);
}

function isTooDeep({scope, depth}: Step): boolean {
	return scope.level >= most.scripts || depth >= most.depth;
}

/** Reads a program of another language; what it starts is read on. */
function runProgram(shell: Shell, {source, language, file}: Program, environment: Environment, at: Step): void {
	const scope = freshScope(inherited(at.scope, environment), file, at.scope.level + 1);
	const {acts} = at;
	const call = (place: Act['place'], input?: Value): Omit<Act, 'program' | 'path' | 'args'> => ({
		...plainCall,
		...(input === undefined ? {} : {input}),
		place,
		captured: true,
		conditional: true,
		script: file,
	});
	const how: Circumstances = {captured: true, depth: at.depth + 1, maybe: true, again: at.again};
	const printed = (own: readonly Act[]) => trimmed(own.flatMap((act) => printOf(act, scope)));
	const note = (program: string, args: readonly Value[], place: Act['place'], more: Partial<Act> = {}) => {
		shell.left--;
		acts.push({program, path: '', args, ...call(place), ...more});
	};
	const isSpent = () => {
		if (how.depth >= most.depth) leaveRest(shell, source, 0, tooDeep);
		return shell.left <= 0 || how.depth >= most.depth;
	};
	readProgram(source, language, {
		words(words, place, input) {
			const own: Act[] = [];
			if (!isSpent()) start(shell, words, call(place, input), {...how, from: [], scope, acts, own});
			return printed(own);
		},
		text(text, input) {
			if (isSpent()) return [];
			return printed(runText(shell, sourceOf(text), scope, acts, {...how, ...(input === undefined ? {} : {input})}));
		},
		password: (password, place) => note('', [], place, {password}),
		statement: (text, place) => note('sql()', [text], place),
		leave: (place) =>
			leaveOutOfRoot(shell.system, place, 'this program is longer, or makes more calls, than one check reads; not all from here on was looked at'),
	});
}
