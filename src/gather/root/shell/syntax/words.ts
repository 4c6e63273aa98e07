/** Words with their quotes and expansions (POSIX, Shell Command Language, 2.2, 2.6). */

import {type Counts, type Grammar, most, Scanner} from './scanner.ts';
import {type Command, moved, type Piece, type Word} from './tree.ts';

/**
 * Reads the commands that come next: to the end of the text, or to the `)` that closes a substitution.
 * A reader of words is given it, since commands are made of words and words of commands.
 */
export type ReadCommands = (reader: WordReader, depth: number, closing: boolean) => readonly Command[];

const name = /[A-Za-z_][A-Za-z0-9_]*/y;

/** Reads the words of one text. */
export class WordReader extends Scanner {
	private readonly readCommands: ReadCommands;

	constructor(text: string, grammar: Grammar, counts: Counts, readCommands: ReadCommands) {
		super(text, grammar, counts);
		this.readCommands = readCommands;
	}

	/** One word. In a `pattern` parentheses end it and bars do not. */
	word(mode: 'plain' | 'pattern' | 'brace', depth: number): Word {
		const start = this.at;
		const pieces: Piece[] = [];
		const {text} = this;
		const add = (value: string, from: number, to: number) => {
			if (to > from) pieces.push({kind: 'text', value, start: from, end: to});
		};
		let run = this.at;
		const flush = () => add(text.slice(run, this.at), run, this.at);
		for (; this.at < text.length; ) {
			const character = text[this.at] ?? '';
			if (mode === 'brace' ? character === '}' : /\s/.test(character)) break;
			if (mode === 'pattern' && (character === ')' || character === '(')) break;
			if (mode === 'plain' && this.grammar === 'shell' && ';&|()<>'.includes(character)) {
				if (!(text[this.at + 1] === '(' && (character === '<' || character === '>'))) break;
				flush();
				const from = this.at;
				this.at += 2;
				pieces.push(this.substitution(from, depth));
				run = this.at;
			} else if (character === '\\') {
				flush();
				const next = text.startsWith('\r\n', this.at + 1) ? 2 : 1;
				if (text[this.at + 1] !== '\n' && next === 1) add(text[this.at + 1] ?? '', this.at + 1, Math.min(this.at + 2, text.length));
				this.at = Math.min(this.at + 1 + next, text.length);
				run = this.at;
			} else if (character === "'") {
				flush();
				const end = text.indexOf("'", this.at + 1);
				const until = end < 0 ? text.length : end;
				add(text.slice(this.at + 1, until), this.at + 1, until);
				this.at = Math.min(until + 1, text.length);
				run = this.at;
			} else if (character === '"') {
				flush();
				this.at++;
				this.doubleQuoted(pieces, text.length, '"', depth);
				run = this.at;
			} else if (character === '$' || character === '`') {
				flush();
				this.expansion(pieces, depth, mode !== 'brace');
				run = this.at;
			} else this.at++;
		}
		flush();
		return {pieces, start, end: this.at};
	}

	/** A stretch read as if in double quotes. What it leaves open ends with it: what stands behind it would be read again for each one. */
	quotedStretch(start: number, end: number, depth: number): Word {
		const reader = new WordReader(this.text.slice(0, end), this.grammar, this.counts, this.readCommands);
		const pieces: Piece[] = [];
		reader.at = start;
		reader.doubleQuoted(pieces, end, undefined, depth + 1);
		return {pieces, start, end};
	}

	/** Skips the items of an array, where one begins: what they are is not followed. */
	array(depth: number): void {
		if (this.text[this.at] !== '(' || depth >= most.depth) return;
		for (let open = 0; this.at < this.text.length; ) {
			const character = this.text[this.at] ?? '';
			if ('"\'`$\\'.includes(character)) this.word('pattern', depth + 1);
			else {
				this.at++;
				if (character === '(') open++;
				else if (character === ')' && --open === 0) return;
			}
		}
	}

	/** Up to the closing quote, or to `end`. */
	private doubleQuoted(pieces: Piece[], end: number, close: '"' | undefined, depth: number): void {
		const {text} = this;
		let run = this.at;
		const flush = () => {
			if (this.at > run) pieces.push({kind: 'text', value: text.slice(run, this.at), start: run, end: this.at});
		};
		while (this.at < end) {
			const character = text[this.at];
			if (character === close) break;
			if (character === '\\' && '$`"\\\n'.includes(text[this.at + 1] ?? ' ')) {
				flush();
				run = text[this.at + 1] === '\n' ? this.at + 2 : this.at + 1;
				this.at += 2;
			} else if (character === '$' || character === '`') {
				flush();
				this.expansion(pieces, depth, false);
				this.at = Math.min(this.at, end);
				run = this.at;
			} else this.at++;
		}
		this.at = Math.min(this.at, end);
		flush();
		if (close !== undefined) this.at = Math.min(this.at + 1, text.length);
	}

	/** What a dollar sign or backquote begins. */
	private expansion(pieces: Piece[], depth: number, quotes: boolean): void {
		const {text} = this;
		const start = this.at;
		const plain = (length: number) => {
			this.at = Math.min(start + length, text.length);
			pieces.push({kind: 'text', value: text.slice(start, this.at), start, end: this.at});
		};
		if (text[start] === '`') {
			const close = closingBackquote(text, start + 1);
			this.at = Math.min(close + 1, text.length);
			if (depth >= most.depth) this.leave(start);
			const commands = depth >= most.depth ? [] : this.backquoted(start + 1, close);
			pieces.push({kind: 'output', commands, start, end: this.at});
			return;
		}
		const next = text[start + 1] ?? '';
		if (this.grammar === 'exec' && next === '$') {
			this.at = start + 2;
			pieces.push({kind: 'text', value: '$', start: start + 1, end: start + 2});
		} else if (next === '(' && this.grammar === 'shell') {
			this.at = start + 2;
			if (text[start + 2] === '(') {
				this.skipArithmetic();
				pieces.push({kind: 'other', start, end: this.at});
			} else pieces.push(this.substitution(start, depth));
		} else if (next === '{') pieces.push(this.braced(start, depth));
		else if (next === "'" && quotes) {
			const close = closingQuote(text, start + 2);
			this.at = Math.min(close + 1, text.length);
			pieces.push({kind: 'text', value: unescaped(text.slice(start + 2, close)), start: start + 2, end: close});
		} else if (next === '"' && quotes) this.at = start + 1;
		else {
			name.lastIndex = start + 1;
			const named = name.exec(text)?.[0] ?? (this.grammar === 'shell' && /[\d@*#?$!-]/.test(next) ? next : undefined);
			if (named === undefined) return plain(1);
			this.at = start + 1 + named.length;
			pieces.push({kind: 'variable', name: named, start, end: this.at});
		}
	}

	/** The commands between backquotes, which stand at these offsets. */
	private backquoted(start: number, end: number): readonly Command[] {
		const reader = new WordReader(this.text.slice(start, end), 'shell', {commands: 0, frames: 0, handed: 0}, this.readCommands);
		const commands = moved(this.readCommands(reader, 0, false), start);
		const {cut} = reader;
		if (cut !== undefined) this.leave(start + cut);
		return commands;
	}

	/** The commands of `$(…)`, whose opening was read. */
	private substitution(start: number, depth: number): Piece {
		if (depth >= most.depth) {
			this.stop();
			return {kind: 'other', start, end: this.at};
		}
		const commands = this.readCommands(this, depth + 1, true);
		return {kind: 'output', commands, start, end: this.at};
	}

	/** `${NAME}`, `${NAME:-word}` and the like. */
	private braced(start: number, depth: number): Piece {
		this.at = start + 2;
		const sign = /[#!]/.test(this.text[this.at] ?? '') && this.text[this.at + 1] !== '}' ? this.text[this.at] : undefined;
		if (sign !== undefined) this.at++;
		name.lastIndex = this.at;
		const named = name.exec(this.text)?.[0] ?? /[\d@*#?$!-]/.exec(this.text[this.at] ?? '')?.[0] ?? '';
		this.at += named.length;
		const how = /^:?[-=?+]/.exec(this.text.slice(this.at, this.at + 2))?.[0] ?? '';
		this.at += how.length;
		const rest = depth >= most.depth ? undefined : this.word('brace', depth + 1);
		if (rest === undefined) this.stop();
		this.at = Math.min(this.at + 1, this.text.length);
		const piece = {kind: 'variable', name: named, start, end: this.at} as const;
		if (/^:?[-=]$/.test(how) && sign === undefined && rest !== undefined) return {...piece, fallback: rest};
		if (/^:?\?$/.test(how) && sign === undefined) return {...piece, required: true};
		return sign !== undefined || how !== '' || (rest !== undefined && rest.end > rest.start) ? {...piece, altered: true} : piece;
	}
}

function closingBackquote(text: string, from: number): number {
	for (let at = from; at < text.length; at++) {
		if (text[at] === '\\') at++;
		else if (text[at] === '`') return at;
	}
	return text.length;
}

function closingQuote(text: string, from: number): number {
	for (let at = from; at < text.length; at++) {
		if (text[at] === '\\') at++;
		else if (text[at] === "'") return at;
	}
	return text.length;
}

/** `$'…'`: the escapes that stand in scripts. */
function unescaped(text: string): string {
	const signs: Readonly<Record<string, string>> = {n: '\n', t: '\t', r: '\r'};
	return text.replace(/\\(.)/gs, (_, sign: string) => signs[sign] ?? sign);
}
