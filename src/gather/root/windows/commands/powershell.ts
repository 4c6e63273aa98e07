/** PowerShell's text, read from front to back: the commands that it runs with what their arguments come to. Nothing is run. */

import {append} from '../../../../append.ts';
import type {Place} from '../../../../contract.ts';
import type {Act} from '../../shell/acts.ts';
import {outputOf} from '../../shell/outputs.ts';
import {bounded, flat, joined, originOf, type Part, type Source, type Value} from '../../shell/values.ts';
import {leaveOutOfRoot} from '../../unread.ts';
import {cmdletOutput, memberOf, methodWords} from './cmdlets.ts';
import {closeOf, endOfStatement, isCallAt, isEmptyText, isSign, type Piece, pieces, pipeline} from './pieces.ts';
import {environmentValue, isTooDeep, isTooLong, type Reader, type Standing, stretchPlace} from './reader.ts';
import {closes, opens, type Token, tokensOf, tokensOfBracket, tooManyTokens} from './tokens.ts';

/** What is known at a point of a script. */
type Scope = {readonly variables: Map<string, Value>; readonly tables: Map<string, readonly Value[]>};

/** One text that is read. */
type Script = {
	readonly reader: Reader;
	readonly source: Source;
	readonly tokens: readonly Token[];
	readonly at: Standing;
	readonly scope: Scope;
	readonly acts: Act[];
};

/** The programs that a text of PowerShell runs. */
export function actsOfPowerShell(reader: Reader, source: Source, at: Standing): readonly Act[] {
	const acts: Act[] = [];
	if (isTooDeep(reader, at.depth, at.place) || isTooLong(reader, source, at.place)) return acts;
	const tokens = tokensOf(source.text, () => leaveOutOfRoot(reader.system, at.place, tooManyTokens));
	statements({reader, source, tokens, at, scope: {variables: new Map(), tables: new Map()}, acts}, 0, tokens.length, {depth: at.depth, maybe: at.conditional});
	return acts;
}

type How = {readonly depth: number; readonly maybe: boolean; readonly captured?: boolean};

/** What a list of statements comes to: the value of the last one, and the programs whose output nobody in it reads. */
type Result = {readonly value: Value; readonly acts: readonly Act[]};

function statements(script: Script, start: number, end: number, how: How): Result {
	let last: Result = {value: [], acts: []};
	const made: Act[] = [];
	for (let at = start; at < end && script.reader.left > 0; ) {
		if (isSign(script.tokens[at], ';') || closes(script.tokens[at])) {
			at++;
			continue;
		}
		const stop = endOfStatement(script.tokens, at, end);
		last = statement(script, at, stop, how);
		append(made, last.acts);
		at = stop;
	}
	return {value: last.value, acts: made};
}

const keywords =
	/^(?:if|elseif|else|while|until|do|for|foreach|try|catch|finally|switch|function|filter|begin|process|end|return|param|trap|throw|exit|break|continue)$/i;

function statement(script: Script, start: number, end: number, how: How): Result {
	const {tokens, scope, reader, at} = script;
	const [first, second] = [tokens[start], tokens[start + 1]];
	if (first === undefined || start >= end || isTooDeep(reader, how.depth, at.place)) return {value: [], acts: []};
	if (first.kind === 'word' && keywords.test(first.text)) return keyword(script, start, end, how);
	const assigned = first.kind === 'type' && second?.kind === 'variable' ? start + 1 : start;
	const equals = tokens[assigned + 1];
	if (tokens[assigned]?.kind === 'variable' && (isSign(equals, '=') || isSign(equals, '+='))) {
		const name = nameOf(tokens[assigned]);
		const from = assigned + 2;
		if (isSign(tokens[from], '@{')) scope.tables.set(name, tableOf(script, from, end, how));
		const {value, acts} = statement(script, from, end, {...how, captured: true});
		const whole = isSign(equals, '+=') ? [...(scope.variables.get(name) ?? []), ...value] : value;
		const kept = whole.length === 0 && acts.length > 0 ? [{origin: 'unknown' as const, text: '', place: at.place}] : whole;
		scope.variables.set(name, bounded(how.maybe ? joined(scope.variables.get(name), kept) : kept));
		return {value: [], acts: []};
	}
	let from: readonly Act[] = [];
	let input: Value | undefined;
	let result: Result = {value: [], acts: []};
	for (const [own, stop] of pipeline(tokens, start, end)) {
		if (reader.left <= 0) break;
		result = element(script, own, stop, {...how, from, ...(input === undefined ? {} : {input})});
		from = result.acts;
		input = result.value;
	}
	return result;
}

/** `if (…) {…}` and the like: what stands between brackets is run in some cases alone, but for `try`, `begin`, `process`, `end` and conditions. */
function keyword(script: Script, start: number, end: number, how: How): Result {
	const {tokens} = script;
	const word = tokens[start]?.text.toLowerCase() ?? '';
	if (/^(?:return|throw|exit)$/.test(word)) return statement(script, start + 1, end, how);
	if (word === 'param') return {value: [], acts: []};
	const acts: Act[] = [];
	const isSure = /^(?:try|begin|process|end|finally|do)$/.test(word);
	for (let at = start + 1; at < end; at++) {
		if (!opens(tokens[at])) continue;
		const close = closeOf(tokens, at, end);
		const isBlock = tokens[at]?.text === '{';
		if (isBlock || word !== 'function')
			append(acts, statements(script, at + 1, close, {...how, depth: how.depth + 1, maybe: how.maybe || (isBlock && !isSure)}).acts);
		at = close;
	}
	return {value: [], acts};
}

type Into = How & {readonly from: readonly Act[]; readonly input?: Value};

/** One command or expression of a pipeline. */
function element(script: Script, start: number, end: number, into: Into): Result {
	const {tokens, reader, at, source, acts} = script;
	const first = tokens[start];
	if (first === undefined || start >= end) return {value: [], acts: []};
	const isCalled = isSign(first, '&') || isSign(first, '.');
	const begin = isCalled ? start + 1 : start;
	const head = tokens[begin];
	if (!isCalled && head?.kind !== 'word') return expression(script, start, end, into);
	if (head?.kind === 'word' && /^[-\d]/.test(head.text) && !/^\d+\w*-/.test(head.text)) return expression(script, begin, end, into);
	const inner: Act[] = [];
	const words = wordsOf(script, begin, end, into, inner);
	const place = stretchPlace(source, tokens[start]?.start ?? 0, tokens[end - 1]?.end ?? 0, at.place);
	const standing: Standing = {
		...at,
		place,
		depth: into.depth + 1,
		conditional: into.maybe,
		captured: into.captured === true,
		from: into.from.length > 0 ? into.from : inner,
		...(into.input === undefined ? {} : {input: into.input}),
	};
	// A block made of what another host answers.
	const isFetched = isCalled && originOf(words[0] ?? []) === 'fetched';
	const own = words.length === 0 ? [] : reader.run(isFetched ? [[{origin: 'fixed', text: 'Invoke-Expression', place}], ...words] : words, standing);
	append(acts, own);
	const last = own.at(-1);
	return {value: last === undefined ? [] : cmdletOutput(flat(words[0] ?? []), words, last, into.input), acts: own};
}

/** The words of a command: values side by side are one, those with commas between too. */
function wordsOf(script: Script, start: number, end: number, how: How, inner: Act[]): readonly Value[] {
	const {tokens, scope} = script;
	const words: Value[] = [];
	let joins = false;
	const all = [...pieces(tokens, start, end)];
	for (const [index, piece] of all.entries()) {
		const {token} = piece;
		if (isCallAt(all, index - 1)) continue;
		if (token.kind === 'sign' && /^(?:,|\+=?|=|&&?)$/.test(token.text)) {
			joins = token.text === ',';
			if (!joins && token.text === '=') words.push([]);
			continue;
		}
		if (token.kind === 'splat') {
			append(words, scope.tables.get(token.text.toLowerCase()) ?? []);
			continue;
		}
		const value = pieceValue(script, piece, how, inner);
		// `-Uri:value` is an option and its value.
		const option = token.kind === 'word' ? /^(-[A-Za-z]\w{0,40}):(?=.|$)/.exec(token.text)?.[1] : undefined;
		if (option !== undefined) {
			words.push([{origin: 'fixed', text: option, place: value[0]?.place ?? script.at.place}]);
			const rest = script.source.slice(token.start + option.length + 1, token.end);
			if (rest.length > 0 && flat(rest) !== '') words.push(rest);
			continue;
		}
		const isMore = token.kind === 'member' || (!token.spaced && words.length > 0 && token.kind !== 'sign' && !joins);
		if (token.kind === 'member' && words.length > 0) words.push(memberValue(script, all, index, words.pop() ?? [], how, inner));
		else if (joins && words.length > 1) words.push([...(words.pop() ?? []), {origin: 'fixed', text: ' ', place: value[0]?.place ?? script.at.place}, ...value]);
		else if (isMore) words.push([...(words.pop() ?? []), ...value]);
		else words.push(value);
		joins = false;
	}
	return words;
}

/** What one piece comes to. Programs in it go to the script's, and to `inner` those whose output it is. */
function pieceValue(script: Script, {token, index, close}: Piece, how: How, inner: Act[]): Value {
	const {source, scope, at, tokens} = script;
	const place = stretchPlace(source, token.start, token.end, at.place);
	switch (token.kind) {
		case 'literal':
			return token.text.length === token.inner[1] - token.inner[0] ? source.slice(...token.inner) : [{origin: 'fixed', text: token.text, place}];
		case 'string':
			return interpolated(script, token.inner[0], token.inner[1], how, inner);
		case 'variable':
			return variableOf(scope, nameOf(token), place);
		case 'word':
			return token.text.includes('`')
				? [{origin: 'fixed', text: token.text.replaceAll('`', ''), place}]
				: interpolated(script, token.start, token.end, how, inner);
		case 'sign':
			break;
		default:
			return source.slice(token.start, token.end);
	}
	if (!opens(token)) return [];
	const deeper = {...how, depth: how.depth + 1, captured: true};
	if (token.text === '@{')
		return tableOf(script, index, close + 1, deeper)
			.filter((_, own) => own % 2 === 1)
			.flat();
	if (token.text === '{') {
		append(inner, statements(script, index + 1, close, {...how, depth: how.depth + 1, maybe: true}).acts);
		return [];
	}
	const result = statements(script, index + 1, close, deeper);
	append(inner, result.acts);
	return result.value.length > 0 || index + 1 >= close || isEmptyText(tokens, index, close) ? result.value : [{origin: 'unknown', text: '', place}];
}

/** Names and values of a table, the names as options. */
function tableOf(script: Script, index: number, end: number, how: How): readonly Value[] {
	const {tokens, source, at} = script;
	const close = closeOf(tokens, index, end);
	const found: Value[] = [];
	for (let own = index + 1; own < close; ) {
		const stop = endOfStatement(tokens, own, close);
		const name = tokens[own];
		if (name !== undefined && isSign(tokens[own + 1], '=')) {
			found.push([{origin: 'fixed', text: `-${name.text}`, place: stretchPlace(source, name.start, name.end, at.place)}]);
			found.push(statement(script, own + 2, stop, {...how, depth: how.depth + 1, captured: true}).value);
		}
		own = Math.max(stop, own) + 1;
	}
	return found;
}

/** A variable's name, in small letters. */
function nameOf(token: Token | undefined): string {
	return (token?.text ?? '').toLowerCase().replace(/^(?:script|global|local|private|using):/, '');
}

function variableOf({variables}: Scope, name: string, place: Place): Value {
	if (name.startsWith('env:')) return variables.get(name) ?? environmentValue(name.slice('env:'.length), place);
	if (/^(?:true|false|null)$/.test(name)) return name === 'null' ? [] : [{origin: 'fixed', text: name, place}];
	return variables.get(name) ?? [{origin: 'unknown', text: '', place}];
}

const inText = /`([\s\S])|\$\{([^}\n]{1,200})\}|\$((?:[A-Za-z]\w{0,100}:)?[A-Za-z_]\w{0,100})|\$\(|""/g;

/** Text in double quotation marks, with its variables and commands in their place. */
function interpolated(script: Script, start: number, end: number, how: How, inner: Act[]): Value {
	const {source, scope, at, reader, acts} = script;
	const text = source.text.slice(start, end);
	const found: Part[] = [];
	let done = 0;
	for (const match of text.matchAll(inText)) {
		if (match.index < done) continue;
		const place = stretchPlace(source, start + match.index, start + match.index + match[0].length, at.place);
		append(found, source.slice(start + done, start + match.index));
		done = match.index + match[0].length;
		const [whole, escaped, braced, plain] = match;
		if (escaped !== undefined) found.push({origin: 'fixed', text: /[nrt]/.test(escaped) ? '\n' : escaped, place});
		else if (whole === '""') found.push({origin: 'fixed', text: '"', place});
		else if (whole !== '$(') append(found, variableOf(scope, (braced ?? plain ?? '').toLowerCase(), place));
		else {
			// To its own bracket alone: what stands behind it would be read again for each one.
			const tokens = !isTooDeep(reader, how.depth, at.place) ? tokensOfBracket(text.slice(match.index + 1)) : [];
			const close = closeOf(tokens, 0, tokens.length);
			done = match.index + 1 + (tokens[close]?.end ?? text.length);
			const base = start + match.index + 1;
			const part: Source = {text: text.slice(match.index + 1), slice: (from, to) => source.slice(base + from, base + to)};
			const result = statements({reader, source: part, tokens, at, scope, acts}, 1, close, {...how, depth: how.depth + 1, captured: true});
			append(inner, result.acts);
			append(found, result.value.length > 0 ? result.value : [{origin: 'unknown' as const, text: '', place}]);
		}
	}
	return bounded([...found, ...source.slice(start + done, end)]);
}

const drawn = /\bGet-(?:Secure)?Random\b|RandomNumberGenerator|RNGCryptoServiceProvider|GeneratePassword|\bNewGuid\b|\bNew-Guid\b|System\.Random/i;

/** An expression: values, operators and calls of methods. */
function expression(script: Script, start: number, end: number, into: Into): Result {
	const {source, tokens, at} = script;
	const from = tokens[start]?.start ?? 0;
	const to = tokens[end - 1]?.end ?? from;
	const place = stretchPlace(source, from, to, at.place);
	const inner: Act[] = [];
	const values: Value[] = [];
	let isPlain = true;
	const all = [...pieces(tokens, start, end)];
	for (const [index, piece] of all.entries()) {
		const {token} = piece;
		if (isCallAt(all, index - 1) || token.kind === 'type' || (token.kind === 'sign' && !opens(token))) continue;
		if (token.kind === 'member') {
			values.push(memberValue(script, all, index, values.pop() ?? [], into, inner));
			isPlain = false;
			continue;
		}
		if (token.kind === 'word' && /^-[a-z]/i.test(token.text)) isPlain = false;
		values.push(pieceValue(script, piece, into, inner));
	}
	const whole = source.text.slice(from, Math.min(to, from + 4_000));
	const value = values.flat();
	const origin = originOf(value);
	const random = (): Value => [{origin: 'random', text: '', place}];
	if (drawn.test(whole) || origin === 'random') return {value: isPlain && origin === 'random' ? bounded(value) : random(), acts: inner};
	if (isPlain || origin !== 'fixed') return {value: bounded(value), acts: inner};
	// A word such as -join or -replace makes something of what is written; a text without one stands there.
	return {value: values.length === 1 ? bounded(values[0] ?? []) : [{origin: 'unknown', text: '', place}], acts: inner};
}

/** A member of a value, or what a method comes to that fetches, sends or sets a password. */
function memberValue(script: Script, all: readonly Piece[], index: number, head: Value, how: How, inner: Act[]): Value {
	const {reader, at, source, acts} = script;
	const [member, args] = [all[index]?.token, all[index + 1]];
	if (member === undefined) return head;
	if (args === undefined || !isCallAt(all, index)) return memberOf(head, member.text);
	const given = argumentsOf(script, args, how, inner);
	const place = stretchPlace(source, all[0]?.token.start ?? member.start, script.tokens[args.close]?.end ?? member.end, at.place);
	const words = methodWords(member.text, given, place);
	if (words === undefined) {
		const origin = originOf([...head, ...given.flat()]);
		return origin === 'fixed' ? memberOf(head, member.text) : [{origin, text: '', place}];
	}
	const made = reader.run(words, {...at, place, depth: how.depth + 1, conditional: how.maybe, captured: true, from: []});
	append(acts, made);
	append(inner, made);
	const last = made.at(-1);
	return last === undefined ? [] : outputOf(last, last.input);
}

/** The values between the commas of a call. */
function argumentsOf(script: Script, {index, close}: Piece, how: How, inner: Act[]): readonly Value[] {
	const {tokens} = script;
	const found: Value[] = [];
	let from = index + 1;
	for (let at = from; at <= close; at++) {
		if (opens(tokens[at])) at = closeOf(tokens, at, close);
		else if (at === close || isSign(tokens[at], ',')) {
			const result = statement(script, from, at, {...how, depth: how.depth + 1, captured: true});
			append(inner, result.acts);
			found.push(result.value);
			from = at + 1;
		}
	}
	return found;
}
