/** Text of cmd.exe, from batch files and after `cmd /c`: its commands with what its variables come to. Nothing is run. */

import {append} from '../../../../append.ts';
import type {Act} from '../../shell/acts.ts';
import {outputOf} from '../../shell/outputs.ts';
import {bounded, flat, joined, type Source, sourceOf, type Value} from '../../shell/values.ts';
import {actOf, environmentValue, isTooDeep, isTooLong, type Reader, type Standing, stretchPlace, trimmed} from './reader.ts';

/** Variables by their names in small letters. */
type Variables = Map<string, Value>;

/** What runs through one text. */
type State = {readonly reader: Reader; readonly variables: Variables; readonly at: Standing; readonly acts: Act[]};

/** The programs that a text of cmd.exe runs. */
export function actsOfCmd(reader: Reader, source: Source, at: Standing): readonly Act[] {
	const acts: Act[] = [];
	if (!isTooDeep(reader, at.depth, at.place) && !isTooLong(reader, source, at.place)) lines({reader, variables: new Map(), at, acts}, source, false);
	return acts;
}

/** A command between operators: its stretch, and whether it reads what the one before prints. */
type Stretch = {readonly start: number; readonly end: number; readonly piped: boolean; readonly maybe: boolean};

/** Cuts a text at line ends, `&`, `|` and the parentheses of blocks. A caret takes the meaning of what follows it. */
function* stretches({text}: Source): Generator<Stretch> {
	let [start, quoted, piped, maybe, depth] = [0, false, false, false, 0];
	for (let index = 0; index < text.length; index++) {
		const letter = text.charAt(index);
		if (letter === '^' && !quoted) {
			index += text.startsWith('\r\n', index + 1) ? 2 : 1;
			continue;
		}
		if (letter === '"') quoted = !quoted;
		if (letter === '\n') quoted = false;
		if (quoted || !/[\n&|()]/.test(letter) || (letter === '&' && /[<>]/.test(text.charAt(index - 1)))) continue;
		const isBlock = letter === '(' ? opensBlock(text, start, index) : letter === ')' && depth > 0;
		if (/[()]/.test(letter) && !isBlock) continue;
		yield {start, end: index, piped, maybe: maybe || depth > 0};
		const isDouble = /[&|]/.test(letter) && text.charAt(index + 1) === letter;
		piped = letter === '|' && !isDouble;
		maybe = isDouble;
		if (isDouble) index++;
		if (isBlock) depth += letter === '(' ? 1 : -1;
		start = index + 1;
	}
	yield {start, end: text.length, piped, maybe: maybe || depth > 0};
}

/** Whether a parenthesis opens a block: where a command may begin, at its start or behind the words of if, else and for; the set of a `for` is none. */
function opensBlock(text: string, start: number, index: number): boolean {
	const before = text.slice(start, index);
	if (before.length > 2_000) return false;
	return /^[\s@]*$/.test(before) || (/^\s*@?for\b/i.test(before) ? /\)\s{0,20}do\s*$/i.test(before) : /^\s*@?(?:if|else)\b/i.test(before));
}

function lines(state: State, source: Source, maybe: boolean): void {
	let last: readonly Act[] = [];
	for (const stretch of stretches(source)) {
		if (state.reader.left <= 0) return;
		const from = stretch.piped ? last : [];
		const [start, end] = trimmed(source, stretch.start, stretch.end);
		last = start === end ? [] : command(state, source, start, end, {from, maybe: maybe || stretch.maybe});
	}
}

type How = {readonly from: readonly Act[]; readonly maybe: boolean};

/** What stands before a command: how long it is, whether the command is then run in some cases alone, and what a loop goes over. */
type Leading = {readonly length: number; readonly maybe: boolean; readonly loop?: {readonly name: string; readonly start: number; readonly length: number}};

/** The first of what stands before a command, at the start of a text. */
function leading(text: string): Leading | undefined {
	if (text.startsWith('@')) return {length: 1, maybe: false};
	const call = /^(?:call|else)(?=\s|$)/i.exec(text);
	if (call !== null) return {length: call[0].length, maybe: call[0].toLowerCase() === 'else'};
	const condition =
		/^if\s{1,20}(?:\/i\s{1,20})?(?:not\s{1,20})?(?:(?:exist|defined|errorlevel)\s{1,20}(?:"[^"\n]{0,300}"|\S{1,300})|(?:"[^"\n]{0,300}"|[^\s="]{1,300})\s{0,20}(?:==|\s(?:equ|neq|lss|leq|gtr|geq)\s)\s{0,20}(?:"[^"\n]{0,300}"|\S{0,300}))/i.exec(
			text,
		);
	if (condition !== null) return {length: condition[0].length, maybe: true};
	const loop = /^for\s[^(\n]{0,300}?%{1,2}(\S)\s{1,20}in\s{0,20}\(([^\n]{0,2000}?)\)\s{0,20}do(?=\s|$)/i.exec(text);
	if (loop === null) return undefined;
	const [head, name = '', set = ''] = loop;
	return {length: head.length, maybe: true, loop: {name, start: text.indexOf(`(${set})`) + 1, length: set.length}};
}

/** One command, with what stands before it: `@`, `if …`, `for … do`, `else`, `call`. */
function command(state: State, source: Source, first: number, end: number, {from: piped, maybe: given}: How): readonly Act[] {
	let [from, maybe] = [first, given];
	for (let before = leading(source.text.slice(from, end)); before !== undefined; before = leading(source.text.slice(from, end))) {
		if (before.loop !== undefined) {
			const {name, start, length} = before.loop;
			assignLoop(state, source, {name, start: from + start, length}, {from: piped, maybe});
		}
		maybe ||= before.maybe;
		[from] = trimmed(source, from + before.length, end);
	}
	const how: How = {from: piped, maybe};
	const text = source.text.slice(from, end);
	if (text === '' || /^(?:rem(?:\s|$)|:)/i.test(text)) return [];
	const set = /^set\s{1,20}(?!\/)(?:"([^="\n]{1,200})=([^"\n]{0,2000})"?|([^="\n]{1,200})=(.{0,2000}))/i.exec(text);
	if (set !== null) {
		const name = (set[1] ?? set[3] ?? '').trim().toLowerCase();
		const value = set[2] ?? set[4] ?? '';
		const start = from + set[0].indexOf('=') + 1;
		assign(state, name, expanded(state, source, start, start + value.length), how.maybe);
		return [];
	}
	const asked = /^set\s{1,20}\/[ap]\s{1,20}"?([\w.]{1,100})\s{0,5}=/i.exec(text);
	if (asked !== null) {
		assign(state, (asked[1] ?? '').toLowerCase(), [{origin: 'unknown', text: '', place: state.at.place}], false);
		return [];
	}
	return program(state, source, from, end, how);
}

function assign({variables}: State, name: string, value: Value, maybe: boolean): void {
	variables.set(name, bounded(maybe ? joined(variables.get(name), value) : value));
}

/** `for /f %%i in ('command') do`: what the command prints; all else is not known. */
function assignLoop(state: State, source: Source, set: {readonly name: string; readonly start: number; readonly length: number}, how: How): void {
	const {at, reader, variables} = state;
	const [start, end] = trimmed(source, set.start, set.start + set.length);
	const isCommand = /^['`]/.test(source.text.charAt(start)) && end - start > 2 && !isTooDeep(reader, at.depth, at.place);
	const inner: Act[] = [];
	if (isCommand)
		lines({reader, variables, acts: inner, at: {...at, depth: at.depth + 1, captured: true}}, sourceOf(source.slice(start + 1, end - 1)), how.maybe);
	append(state.acts, inner);
	const last = inner.at(-1);
	variables.set(`%${set.name}`, last === undefined ? [{origin: 'unknown', text: '', place: at.place}] : lineOf(outputOf(last, last.input)));
}

/** What a loop over lines takes: without the line's end. */
function lineOf(value: Value): Value {
	return value.filter(({origin, text}) => origin !== 'fixed' || text !== '\n');
}

/** A program with its words and redirections. */
function program(state: State, source: Source, from: number, end: number, {from: piped, maybe}: How): readonly Act[] {
	const {reader, at, acts} = state;
	const words: Value[] = [];
	const outputs: {path: Value; append: boolean}[] = [];
	for (const {start, end: to, redirection} of wordsIn(source.text, from, end)) {
		const value = unquoted(expanded(state, source, start, to));
		if (redirection === undefined) words.push(value);
		else if (/^1?>/.test(redirection) && !flat(value).startsWith('&')) outputs.push({path: value, append: redirection.includes('>>')});
	}
	const standing: Standing = {
		...at,
		place: stretchPlace(source, from, end, at.place),
		conditional: at.conditional || maybe,
		from: piped,
		outputs,
		depth: at.depth + 1,
		...inputOf(piped),
	};
	const name = flat(words[0] ?? []).toLowerCase();
	if (name === 'start') words.splice(0, startWords(words));
	if (words.length === 0) return [];
	// What echo prints stands there as it is, quotation marks and blanks with it.
	const made = /^echo[.:]?$/.test(name)
		? [actOf(reader, 'echo', [expanded(state, source, from + name.length, lastWord(source.text, from, end))], standing)]
		: reader.run(words, standing);
	append(acts, made);
	return made;
}

/** What the programs before a pipe print. */
function inputOf(piped: readonly Act[]): {readonly input?: Value} {
	return piped.length === 0 ? {} : {input: bounded(piped.flatMap((act) => outputOf(act, act.input)))};
}

/** Where a line's words end and its redirections begin. */
function lastWord(text: string, from: number, end: number): number {
	const redirected = wordsIn(text, from, end).find(({redirection}) => redirection !== undefined);
	return redirected === undefined ? end : text.slice(from, redirected.start).search(/\s{0,40}\d?>{1,2}\s{0,40}$|\s{0,40}<\s{0,40}$/) + from;
}

/** Words of `start` before the program: a title in quotation marks comes without them here, so a first word with a blank or none at all is one. */
function startWords(words: readonly Value[]): number {
	let count = 1;
	if (/^$|^[^\\/.]{0,80}$/.test(flat(words[1] ?? [])) && words.length > 2 && !/^\//.test(flat(words[1] ?? []))) count++;
	while (count < words.length && /^\/(?:d|i|min|max|separate|shared|low|normal|high|realtime|abovenormal|belownormal|wait|b)$/i.test(flat(words[count] ?? [])))
		count++;
	return count;
}

type WordAt = {readonly start: number; readonly end: number; readonly redirection?: string};

/** The words of a command, in quotation marks or between blanks; the target of a redirection with its operator. */
function wordsIn(text: string, from: number, end: number): readonly WordAt[] {
	const found: WordAt[] = [];
	let redirection: string | undefined;
	for (let index = from; index < end; ) {
		const operator = /^(?:\d?>{1,2}|<)/.exec(text.slice(index, index + 3))?.[0];
		if (operator !== undefined) {
			redirection = operator;
			index += operator.length;
			continue;
		}
		if (/\s/.test(text.charAt(index))) {
			index++;
			continue;
		}
		const start = index;
		for (let quoted = false; index < end && (quoted || !/[\s<>]/.test(text.charAt(index))); index++) if (text.charAt(index) === '"') quoted = !quoted;
		found.push({start, end: index, ...(redirection === undefined ? {} : {redirection})});
		redirection = undefined;
	}
	return found;
}

const variable =
	/%~([a-z]{0,6})([0-9])|%([0-9*])|%([^%\n:~"]{1,100})(:[^%\n]{1,200})?%|%{1,2}~?([a-z])(?![a-z]*%)|!([\w.()]{1,100})(:[^!\n]{1,200})?!|\^([&|<>^()%!"])|%%/gi;

/** A stretch with its variables in their place. */
function expanded({variables, at}: State, source: Source, start: number, end: number): Value {
	const text = source.text.slice(start, end);
	const found: Value[number][] = [];
	let done = 0;
	for (const match of text.matchAll(variable)) {
		const [whole, letters, number, argument, percent, percentPart, loop, bang, bangPart, escaped] = match;
		const place = stretchPlace(source, start + match.index, start + match.index + whole.length, at.place);
		append(found, source.slice(start + done, start + match.index));
		done = match.index + whole.length;
		const name = (percent ?? bang)?.toLowerCase();
		if (escaped !== undefined) found.push({origin: 'fixed', text: escaped, place});
		else if (whole === '%%') found.push({origin: 'fixed', text: '%', place});
		else if (number === '0' && /^d?p$/i.test(letters ?? '') && at.folder !== '') found.push({origin: 'fixed', text: at.folder, place});
		else if (number !== undefined || argument !== undefined) found.push({origin: 'unknown', text: '', place});
		else if (loop !== undefined) append(found, variables.get(`%${loop}`) ?? [{origin: 'fixed' as const, text: whole, place}]);
		else if (name !== undefined) append(found, altered(variables.get(name) ?? environmentValue(name, place), percentPart ?? bangPart));
	}
	return bounded([...found, ...source.slice(start + done, end)]);
}

/** `%X:~0,8%`: a piece of something drawn is still drawn; a piece of something written is not known. */
function altered(value: Value, part: string | undefined): Value {
	return part === undefined ? value : value.map((own) => (own.origin === 'fixed' ? {...own, origin: 'unknown' as const, text: ''} : own));
}

/** Without quotation marks. */
function unquoted(value: Value): Value {
	if (!value.some(({text}) => text.includes('"'))) return value;
	const source = sourceOf(value);
	return source.text
		.split('"')
		.reduce<{readonly at: number; readonly parts: Value}>(
			({at, parts}, piece) => ({at: at + piece.length + 1, parts: [...parts, ...source.slice(at, at + piece.length)]}),
			{at: 0, parts: []},
		).parts;
}
