/**
 * What a program of Python, Perl, Ruby or Node does, as far as its texts, its constants and its calls tell: the programs that it starts, with what they
 * read, and the passwords that it gives to the accounts of an application. Nothing is run, and what is not known is not told.
 */

import type {Place} from '../../../contract.ts';
import {bounded, originOf, type Source, type Value} from '../shell/values.ts';
import {type Evaluator, evaluatorOf, ran} from './evaluate.ts';
import {programOf} from './statements.ts';
import type {Language} from './tokens.ts';
import type {Expression, PlacedCall, Program} from './tree.ts';

/** A password that a call gives to somebody, or that a variable holds for a program to give. */
export type ProgramPassword = {readonly of: string; readonly value: Value; readonly sure: boolean};

/** What reads on when a program starts another one. Each tells what that one prints. */
export type Starter = {
	/** A program with its arguments. */
	words(words: readonly Value[], place: Place, input: Value | undefined): Value;
	/** A text for a shell. */
	text(text: Value, input: Value | undefined): Value;
	password(password: ProgramPassword, place: Place): void;
	/** Statements for a database. */
	statement(text: Value, place: Place): void;
	/** The program is more than is read: what stands from the place on is left out. */
	leave(place: Place): void;
};

/** Programs that start others and calls of libraries that are looked at, in one program. */
const most = {calls: 2_000};

const starting =
	/^(?:system|popen[234]?|Popen|exec[vlpe]*|execSync|execFile(?:Sync)?|spawn(?:Sync|[vlpe]+)?|check_call|check_output|getoutput|getstatusoutput|capture[23]e?|create_subprocess_(?:exec|shell)|qx|execa(?:Sync|Command)?|shell_exec)$/;
/** Names that mean many things; of a process where they are called on it. */
const startingOn = /^(?:subprocess|sp|child_process|cp|os|asyncio|Open3|IO|Kernel|Process|pexpect)$/;
const startingBare = /^(?:run|call)$/;
const writing = /^(?:communicate|write|writelines|puts|print|printf|say|end|sendline|send|<<)$/;

/** Reads a program. */
export function readProgram(source: Source, language: Language, starter: Starter): void {
	const place = ({start: from, end}: {readonly start: number; readonly end: number}): Place => placeIn(source, from, end);
	const program = programOf(source.text, language, (at) => starter.leave(place({start: at, end: source.text.length})));
	let left = most.calls;
	const takes = (at: {readonly start: number; readonly end: number}): boolean => {
		if (left <= 0) starter.leave(place(at));
		return left-- > 0;
	};
	const printed = new Map<number, Value>();
	const printing = (call: PlacedCall): Value | undefined => (isStart(call) ? (printed.get(call.start) ?? start(call)) : undefined);
	let inputs: ReadonlyMap<number, Value> = new Map();
	const evaluator = evaluatorOf(program, source, printing);
	inputs = inputsOf(program, evaluator);
	function start(call: PlacedCall): Value {
		const unknown: Value = [{origin: 'unknown', text: '', place: place(call)}];
		printed.set(call.start, unknown);
		if (!takes(call)) return unknown;
		const {words, isText} = wordsOf(call, evaluator, language);
		const [first] = words;
		const given = call.named.get('input') ?? call.named.get('stdin_data') ?? optionOf(call, evaluator, 'input');
		const input = given === undefined ? inputs.get(call.start) : evaluator.comesTo(given);
		const value = first === undefined ? unknown : isText ? starter.text(first, input) : starter.words(words, place(call), input);
		printed.set(call.start, value);
		return value;
	}
	for (const call of [...program.calls, ...backticksIn(program)].toSorted((a, b) => a.start - b.start || b.end - a.end)) {
		if (isStart(call)) {
			if (!printed.has(call.start)) start(call);
		} else for (const password of passwordsIn(call, evaluator)) if (takes(call)) starter.password(password, place(call));
		if (/^(?:execute|query|exec|do|raw|executescript)$/.test(call.name) && call.args[0] !== undefined && takes(call))
			starter.statement(evaluator.comesTo(call.args[0]), place(call));
	}
	for (const {name, value} of program.targets) {
		const variable = /^(?:os\.environ|environ|\$?ENV|process\.env)[.[](\w{1,100})\]?$/.exec(name)?.[1];
		if (variable !== undefined && passwordVariable.test(variable) && takes(value))
			starter.password({of: variable, value: evaluator.comesTo(value), sure: false}, place(value));
	}
}

function isStart({name, receiver, args}: PlacedCall): boolean {
	if (name === 'open') return isPipe(args);
	const on =
		receiver === undefined ? '' : receiver.kind === 'name' ? receiver.name : receiver.kind === 'call' && receiver.name === 'require' ? 'child_process' : '?';
	if (startingBare.test(name)) return on === '' || startingOn.test(on);
	return starting.test(name) && (on === '' || startingOn.test(on.slice(on.lastIndexOf('.') + 1)));
}

/** Perl's `open(my $handle, '|-', 'chpasswd')` and `open(HANDLE, '| chpasswd')`. */
function isPipe([, mode]: readonly Expression[]): boolean {
	const [first] = mode?.kind === 'text' ? mode.pieces : [];
	return first !== undefined && !('kind' in first) && /^\s{0,5}\|/.test(first.value);
}

/** What backticks run; their calls are not in the list of calls. */
function backticksIn(program: Program): readonly PlacedCall[] {
	return program.targets.flatMap(({value}) => (value.kind === 'text' && value.runs ? [ran(value)] : []));
}

/** The words that a call starts, or the one text that a shell gets. */
function wordsOf({name, args}: PlacedCall, {comesTo, meantBy}: Evaluator, language: Language): {readonly words: readonly Value[]; readonly isText: boolean} {
	if (name === 'open') {
		const [, mode, ...rest] = args;
		if (rest.length > 0) return {words: rest.map(comesTo), isText: rest.length === 1};
		const value = mode === undefined ? [] : comesTo(mode);
		const [first, ...more] = value;
		return {words: first === undefined ? [] : [[{...first, text: first.text.replace(/^\s*\|/, '')}, ...more]], isText: true};
	}
	const isFirstAlone =
		/^popen|^Popen$|^run$|^call$|^check_|^getoutput|^capture|^execSync$/.test(name) && (language === 'python' || /^popen|^execSync$/.test(name));
	const items = (isFirstAlone ? args.slice(0, 1) : args).flatMap((arg) => meantBy(arg).slice(0, 1));
	const lists = items.flatMap((item): readonly Expression[] =>
		item.kind === 'list' ? item.items : item.kind === 'map' || item.kind === 'other' ? [] : [item],
	);
	// `os.execv('/bin/sh', ['sh', '-c', …])`: the second word is what the program is told that it is called.
	const words = /^exec[lv]/.test(name) ? lists.filter((_, index) => index !== 1) : lists;
	return {words: words.map(comesTo), isText: lists.length === 1 && !items.some(({kind}) => kind === 'list')};
}

/** An entry of a map among the arguments: `{input: 'x'}`. */
function optionOf({args}: PlacedCall, {meantBy}: Evaluator, key: string): Expression | undefined {
	return args.flatMap((arg) => meantBy(arg)).flatMap((arg) => (arg.kind === 'map' ? (arg.entries.get(key) ?? []) : []))[0];
}

/** What is written to programs that were started: `process.communicate(x)`, `pipe.puts x`, `print $handle x`; by where the call that starts each begins. */
function inputsOf({calls}: Program, {comesTo, meantBy}: Evaluator): ReadonlyMap<number, Value> {
	const found = new Map<number, Value>();
	for (const {name, receiver, args, named} of calls.slice(0, most.calls)) {
		if (!writing.test(name)) continue;
		const [first, ...rest] = args;
		const to = receiver ?? named.get('file') ?? (rest.length > 0 ? first : undefined);
		const started = to === undefined ? undefined : [to, holderOf(to)].flatMap((one) => meantBy(one)).find((one) => one.kind === 'call' && isStart(one));
		if (started === undefined) continue;
		const given = (receiver === undefined && named.get('file') === undefined ? rest : args).map(comesTo);
		const value = given.flatMap((own) => (/^(?:puts|say|print|sendline)$/.test(name) ? lined(own) : own));
		if (value.length > 0) found.set(started.start, bounded([...(found.get(started.start) ?? []), ...value]));
	}
	return found;
}

/** `process` of `process.stdin`. */
function holderOf(expression: Expression): Expression {
	return expression.kind === 'name' ? {...expression, name: expression.name.replace(/\.stdin$/, '')} : expression;
}

function lined(value: Value): Value {
	const last = value.at(-1);
	return last === undefined || last.text.endsWith('\n') ? value : [...value, {origin: 'fixed', text: '\n', place: last.place}];
}

const administrators = /^(?:admin\w{0,20}|root|superuser|sysadmin)$/i;
/** Hashes that web frameworks keep for their accounts. */
const webHashes = /^(?:generate_password_hash|make_password|hashpw|hashSync|get_password_hash|hash_password)$/;
/** Variables that hold a password to be set; those of clients tell one that is already there. */
const passwordVariable = /^(?!PGPASSWORD$|MYSQL_PWD$|SSHPASS$|SUDO_)\w{0,80}(?:PASSWORD|PASSWD|_PASS|_PWD)$/i;
const passwordKey = /^(?:password|passwd|pwd|raw_password|plain_password|password_confirmation)$/i;

/** The passwords that a call of a library gives to accounts of an application. */
function passwordsIn({name, receiver, args, named}: PlacedCall, {comesTo, meantBy}: Evaluator): readonly ProgramPassword[] {
	const administrator = "the application's administrator";
	const path = `${receiver?.kind === 'name' ? receiver.name : ''}.${name}`;
	const options = [named, ...args.flatMap((arg) => meantBy(arg)).flatMap((arg) => (arg.kind === 'map' ? [arg.entries] : []))];
	const given = options.flatMap((entries) => [...entries].flatMap(([key, value]) => (passwordKey.test(key) ? [value] : [])))[0];
	const password = (value: Expression | undefined, sure: boolean, of = administrator): readonly ProgramPassword[] =>
		value === undefined ? [] : [{of, value: comesTo(value), sure}];
	if (/^create_?superuser$/i.test(name)) return password(given ?? args[2], true);
	if (/^set_?password$/i.test(name)) return password(given ?? args.at(-1), receiver !== undefined && args.length === 1);
	if (webHashes.test(name) || /Password\.create$/.test(path)) return password(args[0], false, 'an account of the application');
	if (name === 'setdefault' && /environ$/.test(path.slice(0, -name.length - 1))) {
		const [key] = args;
		const variable =
			key === undefined
				? ''
				: comesTo(key)
						.map(({text}) => text)
						.join('');
		return passwordVariable.test(variable) ? password(args[1], false, variable) : [];
	}
	if (
		given === undefined ||
		!/(?:user|admin|account)/i.test(path) ||
		!/^(?:create|add|new|insert|find_or_create|first_or_create|update|register|upsert|save|seed|make|setup)/i.test(name)
	)
		return [];
	const isAdministrator = [...args, ...options.flatMap((entries) => [...entries.values()])].some((one) => {
		const value = one.kind === 'text' ? comesTo(one) : [];
		return originOf(value) === 'fixed' && administrators.test(value.map(({text}) => text).join(''));
	});
	return password(given, isAdministrator, isAdministrator ? administrator : 'an account of the application');
}

function placeIn(source: Source, start: number, end: number): Place {
	const parts = source.slice(start, Math.max(end, start + 1));
	const [first] = parts;
	const from = first?.place.range?.[0];
	const to = parts.at(-1)?.place.range?.[1];
	if (first === undefined) return {file: ''};
	return from !== undefined && to !== undefined && to > from ? {...first.place, range: [from, to]} : first.place;
}
