/** What a script does, read from front to back: its programs with their arguments, and the scripts that these are. Nothing is run. */

import type {Text} from '../../../contract.ts';
import {type FileSystem, resolve, textAt} from '../../../filesystem.ts';
import {firstAccounts} from '../../../limits/first-accounts.ts';
import {readProgram} from '../program/read.ts';
import type {Language} from '../program/tokens.ts';
import {type Act, baseOf, invocationOf, type Output, operandsOf, wordsOf} from './acts.ts';
import {outputOf} from './outputs.ts';
import {commandsIn} from './syntax/commands.ts';
import type {Grammar} from './syntax/scanner.ts';
import type {Command, Frame, Piece, Redirection, Word} from './syntax/tree.ts';
import {bounded, counted, flat, joined, mostLong, type Part, type Source, sliceOf, sourceOf, textOf, type Value} from './values.ts';

/**
 * Bounds for hostile scripts: programs of one root, scripts within scripts, lists within lists, calls of one function,
 * and characters of one root that are read once more, as a text for `eval` or a file that several scripts read.
 */
const most = {acts: 60_000, scripts: 12, depth: 40, calls: 8, again: 5_000_000};

/** What is known while scripts of one root are read. */
export type Shell = {
	readonly system: FileSystem;
	/** Scripts that were read as programs of their own: once is enough. */
	readonly visited: Set<string>;
	/** Programs that can't be looked into, as they are called. */
	readonly closed: Set<string>;
	readonly parsed: Map<string, readonly Command[]>;
	/** Services that scripts write into folders of units, by path. */
	readonly units: Map<string, Value>;
	left: number;
	/** Characters that may still be read once more. */
	again: number;
	/** Characters that long words may still come to (`counted`). */
	long: number;
};

/** A reader of one root's scripts. */
export function shellOf(system: FileSystem): Shell {
	return {system, visited: new Set(), closed: new Set(), parsed: new Map(), units: new Map(), left: most.acts, again: most.again, long: mostLong};
}

/** Whether a reader came to one of its bounds: programs may have been left out. */
export function isSpent({left, again, long}: Pick<Shell, 'left' | 'again' | 'long'>): boolean {
	return left <= 0 || again <= 0 || long <= 0;
}

/** A function as it was defined: a stretch of a list of commands. */
type Defined = {
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
type Scope = {
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

/** Values of variables, by name. */
export type Environment = ReadonlyMap<string, Value>;

/** What a text of a file does, with these variables set. */
export function actsOf(shell: Shell, source: Source, file: string, environment: Environment = new Map(), grammar: Grammar = 'shell'): readonly Act[] {
	const acts: Act[] = [];
	runScript(shell, source, commandsIn(source.text, grammar), freshScope(environment, file, 0), acts, {captured: false, depth: 0, maybe: false, again: false});
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
		for (const {name, value} of words.length === 0 ? assignments : [])
			found.set(name, evaluate(value, {source, scope, acts: [], how: {captured: false, depth: 0, maybe: false, again: false}}));
	return found;
}

function freshScope(environment: Environment, script: string, level: number, args?: readonly Value[]): Scope {
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

/** A stretch of a file, whose text stands there as it is. */
export function sourceOfText(text: Text): Source {
	const base = text.place.range?.[0] ?? 0;
	return {
		text: text.value,
		slice: (start, end) => [{origin: 'fixed', text: text.value.slice(start, end), place: {file: text.place.file, range: [base + start, base + end]}}],
	};
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
	for (const [name, defined] of [...scope.functions]) {
		if (scope.called.has(name) || defined.level !== scope.level) continue;
		scope.called.set(name, 1);
		body(shell, defined, scope, acts, {...how, maybe: true, depth: how.depth + 1});
	}
	return printed;
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
		shell.closed.add(scope.script);
		shell.again = 0;
		return [];
	}
	shell.again -= source.text.length;
	return run(shell, source, commandsIn(source.text), scope, acts, how);
}

function step(shell: Shell, source: Source, command: Command, at: Step): void {
	const {scope, acts, depth, from, again} = at;
	const maybe = at.maybe || command.joint === '&&' || command.joint === '||' || isConditional(command.frame, at.within);
	const how: Circumstances = {captured: at.captured, depth: depth + 1, maybe, again};
	const value = (word: Word) => evaluate(word, {shell, source, scope, acts, how});
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
	const words = command.words.flatMap((word) => spread(word, value(word), source)).map((word) => counted(word, shell));
	const [head = []] = words;
	const name = flat(head);
	if (/^(?:export|declare|local|readonly|typeset)$/.test(name)) return declare(name, words, scope, assign);
	if (name === 'shift') {
		scope.positional.values = scope.positional.values?.slice(Number(/^\d{1,3}$/.exec(flat(words[1] ?? []))?.[0] ?? 1));
		return;
	}
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
		if (file?.startsWith('/') === true && !file.startsWith('/dev/')) write(shell, scope, file, bounded(at.own.flatMap((act) => printOf(act, scope))), append);
	}
}

/** What a program is given by variables: of those that are exported, the few by which programs make their first account. */
function handedOn({variables, exported}: Scope, own: Environment): Environment {
	const handed = firstAccounts.flatMap(({variable}): readonly (readonly [string, Value])[] => {
		const value = exported.has(variable) && !own.has(variable) ? variables.get(variable) : undefined;
		return value === undefined ? [] : [[variable, value]];
	});
	return handed.length === 0 ? own : new Map([...handed, ...own]);
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
		if (act.program === 'tee' && act.input !== undefined) for (const word of wordsOf(act)) write(shell, scope, word, act.input);
	};
	const defined = scope.functions.get(name);
	if (defined !== undefined) {
		// Functions that call each other twice are soon many.
		const calls = scope.called.get(name) ?? 0;
		scope.called.set(name, calls + 1);
		if (calls < most.calls && !scope.active.has(name)) {
			const inner = {...scope, positional: {values: words.slice(1)}, active: new Set([...scope.active, name])};
			for (const act of body(shell, defined, inner, acts, how)) at.own.push(act);
		}
		return;
	}
	const invocation = invocationOf(words);
	if (invocation.kind === 'program') {
		const act = made(invocation.path, invocation.args);
		take(act);
		if (!interpret(shell, act, at)) follow(shell, textOf(invocation.path), 'path', invocation.args, call.environment, at);
	} else if (invocation.kind === 'text') {
		take(made(head, words.slice(1)));
		for (const act of runText(shell, invocation.source, scope, acts, how)) at.own.push(act);
	} else if (invocation.kind === 'file') {
		take(made(head, words.slice(1)));
		follow(shell, textOf(invocation.path), invocation.own ? 'program' : 'here', invocation.args, call.environment, at);
	}
}

const unitFile = /^\/(?:run|etc|usr\/lib|lib)\/systemd\/(?:system|generator(?:\.early|\.late)?)\/(?:[^/]{1,255}\.(?:wants|requires)\/)?[^/]{1,255}\.service$/;
/** Services of one root that scripts write. */
const mostUnits = 500;

/** Keeps what a file is given; what is added to a file that is known comes behind it. */
function write(shell: Shell, scope: Scope, file: string, value: Value, append = false): void {
	const whole = append ? bounded([...(scope.files.get(file) ?? []), ...value]) : value;
	scope.files.set(file, whole);
	if (unitFile.test(file) && (shell.units.has(file) || shell.units.size < mostUnits)) shell.units.set(file, whole);
}

/** `export X=1`, `local x=$1`. */
function declare(name: string, words: readonly Value[], scope: Scope, assign: (name: string, value: Value) => void): void {
	for (const word of words.slice(1)) {
		const [, variable, equals] = /^([A-Za-z_]\w*)(=?)/.exec(flat(word)) ?? [];
		if (variable === undefined) continue;
		if (name === 'export') scope.exported.add(variable);
		if (equals === '=') assign(variable, sliceOf(word, variable.length + 1, flat(word).length));
	}
}

/** Reads the script that a program is, where its text is held. */
function follow(
	shell: Shell,
	path: string | undefined,
	how: 'program' | 'here' | 'path',
	args: readonly Value[],
	environment: Environment,
	{scope, acts, captured, depth, own, maybe, again}: Step,
): void {
	if (path === undefined || !path.includes('/') || scope.level >= most.scripts || depth >= most.depth) return;
	const file = resolve(shell.system, path);
	const text = file === undefined ? undefined : textAt(shell.system, file);
	const written = how === 'here' && text === undefined ? scope.files.get(path) : undefined;
	if (written !== undefined) {
		// A file that the script wrote itself, such as settings with drawn passwords.
		const inner = {...scope, level: scope.level + 1};
		for (const act of runText(shell, sourceOf(written), inner, acts, {captured, depth: depth + 1, maybe, again})) own.push(act);
		return;
	}
	const language = how !== 'path' || text === undefined ? undefined : languageOf(text.value);
	if (file === undefined || text === undefined || (how === 'path' && language === undefined && !isShellScript(text.value))) {
		if (how !== 'here') shell.closed.add(path);
		return;
	}
	if (how !== 'here' && shell.visited.has(file)) return;
	if (how !== 'here') shell.visited.add(file);
	if (language !== undefined) {
		runProgram(shell, sourceOfText(text), language, text.place.file, environment, {scope, acts, captured, depth, own, maybe, again, from: []});
		return;
	}
	const known = shell.parsed.get(file);
	const commands = known ?? commandsIn(text.value);
	shell.parsed.set(file, commands);
	if (known !== undefined && shell.again <= 0) shell.closed.add(path);
	const circumstances = {captured, depth: depth + 1, maybe, again: again || known !== undefined};
	const script = text.place.file;
	if (how === 'here')
		for (const act of run(shell, sourceOfText(text), commands, {...scope, script, level: scope.level + 1}, acts, circumstances)) own.push(act);
	else {
		const given = [...scope.variables].filter(([name]) => scope.exported.has(name));
		const inner = freshScope(new Map([...given, ...environment]), script, scope.level + 1, args);
		for (const act of runScript(shell, sourceOfText(text), commands, inner, acts, circumstances)) own.push(act);
	}
}

const interpreters: readonly (readonly [Language, RegExp])[] = [
	['python', /^(?:python|pypy)[\d.]*$/],
	['perl', /^perl[\d.]*$/],
	['ruby', /^j?ruby[\d.]*$/],
	['node', /^(?:node|nodejs|bun|deno)$/],
];

function languageBy(program: string): Language | undefined {
	return interpreters.find(([, pattern]) => pattern.test(program))?.[0];
}

/** The language of a program, by its first line. */
function languageOf(text: string): Language | undefined {
	const [, path = '', next = ''] = /^#!\s{0,4}(\S{1,200})(?:[ \t]{1,4}(?:-S[ \t]{1,4})?(\S{1,100}))?/.exec(text) ?? [];
	const program = baseOf(path);
	return languageBy(program === 'env' ? next : program);
}

/** Options of interpreters behind which a word of their own stands. */
const interpreterValues = /^-(?:W|X|I|r|M|m)$|^--(?:require|import|loader|env-file)$/;
/** Consoles of frameworks, which take a program as text. */
const consoles: readonly (readonly [Language, RegExp])[] = [
	['python', /^(?:django-admin|manage\.py|flask|python[\d.]*) .*\bshell\b|^(?:django-admin|manage\.py) shell\b/],
	['ruby', /^(?:rails|gitlab-rails|bundle) .*\b(?:runner|console)\b/],
];

/** Reads the program that an interpreter is given as a file, a text or an input; whether it is one. */
function interpret(shell: Shell, act: Act, at: Step): boolean {
	const line = [act.program, ...wordsOf(act)].join(' ');
	const framework = consoles.find(([, pattern]) => pattern.test(line))?.[0];
	const language = framework ?? languageBy(act.program);
	if (language === undefined) return false;
	const {scope, depth} = at;
	if (scope.level >= most.scripts || depth >= most.depth) return true;
	const {args, environment} = act;
	const inline = args.findIndex((arg) => /^(?:-[a-zA-Z]{0,4}[ceE]|--eval|--command|runner)$/.test(flat(arg)));
	const text = inline < 0 ? undefined : args[inline + 1];
	if (text !== undefined) runProgram(shell, sourceOf(text), language, scope.script, environment, at);
	else if (framework !== undefined && act.input !== undefined) runProgram(shell, sourceOf(act.input), language, scope.script, environment, at);
	else if (framework === undefined) interpretFile(shell, act, language, at);
	return true;
}

function interpretFile(shell: Shell, act: Act, language: Language, at: Step): void {
	const isModule = language === 'python' && wordsOf(act).includes('-m');
	const file = isModule ? undefined : operandsOf(act, interpreterValues)[0];
	const named = file === undefined ? undefined : textOf(file);
	if (named === undefined || named === '-') {
		if (act.input !== undefined && !isModule) runProgram(shell, sourceOf(act.input), language, at.scope.script, act.environment, at);
		return;
	}
	const path = named.includes('/') ? resolve(shell.system, named) : undefined;
	const text = path === undefined ? undefined : textAt(shell.system, path);
	if (path === undefined || text === undefined || shell.visited.has(path)) return;
	shell.visited.add(path);
	runProgram(shell, sourceOfText(text), language, text.place.file, act.environment, at);
}

/** Reads a program of another language; what it starts is read on. */
function runProgram(shell: Shell, source: Source, language: Language, script: string, environment: Environment, at: Step): void {
	const given = [...at.scope.variables].filter(([name]) => at.scope.exported.has(name));
	const scope = freshScope(new Map([...given, ...environment]), script, at.scope.level + 1);
	const {acts} = at;
	const call = (place: Act['place'], input?: Value): Omit<Act, 'program' | 'path' | 'args'> => ({
		...(input === undefined ? {} : {input}),
		inputs: [],
		outputs: [],
		from: [],
		place,
		joint: ';',
		negated: false,
		captured: true,
		conditional: true,
		environment: new Map(),
		script,
	});
	const how: Circumstances = {captured: true, depth: at.depth + 1, maybe: true, again: at.again};
	const printed = (own: readonly Act[]) => trimmed(own.flatMap((act) => printOf(act, scope)));
	const note = (program: string, args: readonly Value[], place: Act['place'], more: Partial<Act> = {}) => {
		shell.left--;
		acts.push({program, path: '', args, ...call(place), ...more});
	};
	const isSpent = () => shell.left <= 0 || how.depth >= most.depth;
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
	});
}

/** Whether a text is one that a shell runs, by its first line; without one, the shell that starts it runs it itself. */
function isShellScript(text: string): boolean {
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

/** Whether a frame runs its commands in some cases alone; looked at up to the function whose body is run. */
function isConditional(frame: Frame | undefined, within: Frame | undefined): boolean {
	for (let own = frame; own !== undefined && own.id !== within?.id; own = own.parent) {
		if ((own.kind !== 'group' && own.part !== 'condition') || own.joint === '&&' || own.joint === '||') return true;
	}
	return false;
}

/** The outermost function that a frame lies in, below the one whose body is run. */
function functionOf(frame: Frame | undefined, within: Frame | undefined): Frame | undefined {
	let found: Frame | undefined;
	for (let own = frame; own !== undefined && own.id !== within?.id; own = own.parent) if (own.kind === 'function') found = own;
	return found;
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

/** What a program prints; a file that was written before is known. */
function printOf(act: Act, {files}: Scope): Value {
	if (act.program === 'cat') {
		const written = files.get([...wordsOf(act), ...act.inputs.map(flat)][0] ?? '');
		if (written !== undefined) return written;
		if (act.input !== undefined && act.args.length === 0) return act.input;
	}
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

/** What a word is evaluated with; without a shell nothing is run. */
type Evaluation = {readonly shell?: Shell; readonly source: Source; readonly scope: Scope; readonly acts: Act[]; readonly how: Circumstances};

/** What a word comes to. Programs of substitutions are run on the way. */
function evaluate(word: Word, evaluation: Evaluation): Value {
	const [only] = word.pieces;
	return bounded(only !== undefined && word.pieces.length === 1 ? pieceOf(only, evaluation) : word.pieces.flatMap((piece) => pieceOf(piece, evaluation)));
}

function pieceOf(piece: Piece, evaluation: Evaluation): Value {
	const {shell, source, scope, acts, how} = evaluation;
	const {start, end} = piece;
	const place = placeOfStretch(source, start, end);
	const unknown: Value = [{origin: 'unknown', text: '', place}];
	switch (piece.kind) {
		case 'text':
			return piece.value.length === end - start ? source.slice(start, end) : [{origin: 'fixed', text: piece.value, place}];
		case 'output': {
			if (shell === undefined || how.depth >= most.depth) return unknown;
			const printed = run(shell, source, piece.commands, scope, acts, {...how, captured: true, depth: how.depth + 1});
			const value = printed.filter(({outputs}) => !outputs.some(isAway)).flatMap((act) => printOf(act, scope));
			// Line ends at the end are cut.
			return trimmed(value.length === 0 ? readIn(piece.commands, evaluation, place) : value);
		}
		case 'variable':
			return variable(piece, evaluation) ?? unknown;
		default:
			return unknown;
	}
}

/** `$(< file)`. */
function readIn(commands: readonly Command[], {source, scope, how}: Evaluation, place: Part['place']): Value {
	const target = commands[0]?.redirections.find(({operator}) => operator === '<')?.target;
	const path = target === undefined ? undefined : textOf(evaluate(target, {source, scope, acts: [], how}));
	return (path === undefined ? undefined : scope.files.get(path)) ?? [{origin: 'unknown', text: '', place}];
}

function trimmed(value: Value): Value {
	const last = value.at(-1);
	return last !== undefined && last.origin === 'fixed' && /^\n+$/.test(last.text) ? value.slice(0, -1) : value;
}

function variable(piece: Piece & {readonly kind: 'variable'}, evaluation: Evaluation): Value | undefined {
	const {scope, source, how} = evaluation;
	const {name, fallback, altered} = piece;
	const place = placeOfStretch(source, piece.start, piece.end);
	if (name === 'RANDOM' || name === 'SRANDOM') return [{origin: 'random', text: '', place}];
	const known = /^[1-9]$/.test(name) ? scope.positional.values?.[Number(name) - 1] : scope.variables.get(name);
	if (known === undefined && name === 'HOSTNAME') return [{origin: 'host', text: '', place, about: 'host name'}];
	if (fallback !== undefined && (known === undefined || textOf(known) === '')) {
		const value = evaluate(fallback, {...evaluation, how: {...how, depth: how.depth + 1}});
		return known === undefined ? value.map((part) => ({...part, assumed: true as const})) : value;
	}
	if (known === undefined || altered !== true) return known;
	// A piece of something drawn is still drawn; a piece of something written is not known.
	return known.map((part) => (part.origin === 'fixed' ? {...part, origin: 'unknown' as const, text: ''} : part));
}
