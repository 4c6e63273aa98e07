/** Shell text cut into commands and words. One pass over the text, nothing is run: what a word comes to is told by `values.ts`. */

/** What a word is made of, in order. Offsets count in the text that was read. */
export type Piece = {readonly start: number; readonly end: number} & (
	| {
			readonly kind: 'text';
			/** Without quotes and backslashes. As long as the stretch that it stands in, but for escapes of `$'…'`. */
			readonly value: string;
	  }
	| {
			readonly kind: 'variable';
			readonly name: string;
			/** The word of `${NAME:-word}`. */
			readonly fallback?: Word;
			/** `${NAME:?…}` ends the script where NAME is empty. */
			readonly required?: true;
			/** Cut, counted or replaced: `${NAME%x}`, `${#NAME}`. */
			readonly altered?: true;
	  }
	| {readonly kind: 'output'; readonly commands: readonly Command[]}
	| {readonly kind: 'other'}
);

/** A word of a command. */
export type Word = {readonly pieces: readonly Piece[]; readonly start: number; readonly end: number};

/** `> file`, `<< EOF`: for a here-document the target is its body. */
export type Redirection = {readonly operator: string; readonly descriptor?: string; readonly target: Word};

/** What a command stands in, innermost first. */
export type Frame = {
	readonly kind: 'if' | 'while' | 'until' | 'for' | 'case' | 'function' | 'group';
	readonly part: 'condition' | 'body' | 'else';
	/** Tells the frames of one text apart; the parts of one `if` share it. */
	readonly id: number;
	/** Of a function. */
	readonly name?: string;
	/** How it follows what stands before it. */
	readonly joint: Joint;
	readonly parent?: Frame;
	readonly depth: number;
};

/** How a command follows the one before it. */
export type Joint = ';' | '&&' | '||' | '|' | '&';

/** A simple command. */
export type Command = {
	readonly assignments: readonly {readonly name: string; readonly value: Word}[];
	readonly words: readonly Word[];
	readonly redirections: readonly Redirection[];
	readonly joint: Joint;
	/** Behind `!`. */
	readonly negated: boolean;
	/** The commands of the same list whose output it reads by a pipe, as indexes. */
	readonly from: readonly number[];
	readonly frame?: Frame;
	readonly start: number;
	readonly end: number;
};

/** Bounds for hostile text: commands of one text, levels of nesting, redirections that blocks hand to their commands. */
const most = {commands: 20_000, depth: 60, handed: 100_000};

type Mutable<Type> = {-readonly [Key in keyof Type]: Type[Key]};
type Open = Omit<Mutable<Command>, 'redirections' | 'words' | 'assignments' | 'from'> & {
	words: Word[];
	redirections: Redirection[];
	assignments: {name: string; value: Word}[];
	from: number[];
};

/** Commands, frames and handed redirections of one text so far, those of its here-documents with them. */
type Counts = {commands: number; frames: number; handed: number};

/** How a text is read: `exec` for systemd's command lines, which know words and variables alone. */
export type Grammar = 'shell' | 'exec';

/** The commands of a text, those in blocks and functions too, in the order written. */
export function commandsIn(text: string, grammar: Grammar = 'shell'): readonly Command[] {
	return new List(new Reader(text, grammar, {commands: 0, frames: 0, handed: 0}), 0).read();
}

const operators = [';;&', ';;', ';&', ';', '&&', '&>>', '&>', '&', '||', '|&', '|', '<<<', '<<-', '<<', '<&', '<>', '<', '>>', '>&', '>|', '>', '(', ')', '\n'];
const redirecting = /^(?:&>>?|<<<|<<-?|<&|<>|<|>>|>&|>\||>)$/;
const name = /[A-Za-z_][A-Za-z0-9_]*/y;
const assignment = /^([A-Za-z_][A-Za-z0-9_]*)(?:\[[^\]]{0,200}\])?\+?=/;

/** The commands up to the end of a text, or up to the `)` that closes a substitution. */
class List {
	private readonly commands: Open[] = [];
	private frame: Frame | undefined;
	/** Where each open frame's commands begin, innermost last. */
	private readonly begins: number[] = [];
	private joint: Joint = ';';
	private negated = false;
	private current: Open | undefined;
	/** The commands of the command or block that was closed last, while nothing has come after it. */
	private closed: readonly [number, number] | undefined;
	/** What a pipe hands to the next command. */
	private piped: readonly number[] = [];
	/** The name of a function whose body comes next. */
	private functionName: string | undefined;
	/** The patterns of a case come next. */
	private pattern = false;
	/** Inside of `[[ ]]`. */
	private test = false;
	private readonly reader: Reader;
	private readonly depth: number;
	private readonly closing: boolean;

	constructor(reader: Reader, depth: number, closing = false) {
		this.reader = reader;
		this.depth = depth;
		this.closing = closing;
	}

	read(): readonly Command[] {
		const {reader} = this;
		while (!reader.done && (this.frame?.depth ?? 0) < most.depth) {
			if (reader.blank()) continue;
			if (this.pattern) this.patterns();
			else if (this.test && reader.skips('&|<>()')) continue;
			else {
				const operator = reader.operator();
				if (operator === undefined) this.word();
				else if (redirecting.test(operator)) this.redirect(operator);
				else if (!this.operate(operator)) return this.commands;
			}
		}
		this.finish();
		reader.bodies(this.depth);
		if ((this.frame?.depth ?? 0) >= most.depth) reader.stop();
		return this.commands;
	}

	private open(): Open {
		this.current ??= {
			assignments: [],
			words: [],
			redirections: [],
			joint: this.joint,
			negated: this.negated,
			from: [...this.piped],
			start: this.reader.at,
			end: this.reader.at,
			...(this.frame === undefined ? {} : {frame: this.frame}),
		};
		return this.current;
	}

	private finish(): void {
		if (this.current !== undefined) {
			this.commands.push(this.current);
			this.reader.counts.commands++;
			this.closed = [this.commands.length - 1, this.commands.length];
		}
		this.current = undefined;
		this.test = false;
		this.negated = false;
	}

	private enter(kind: Frame['kind'], part: Frame['part']): void {
		const {frame: parent, joint, functionName} = this;
		const own = kind === 'group' && functionName !== undefined ? {kind: 'function' as const, name: functionName} : {kind};
		this.begins.push(this.commands.length);
		this.frame = {...own, part, id: this.reader.counts.frames++, joint, depth: (parent?.depth ?? 0) + 1, ...(parent === undefined ? {} : {parent})};
		this.joint = ';';
		this.functionName = undefined;
		this.negated = false;
	}

	private turn(part: Frame['part']): void {
		if (this.frame !== undefined) this.frame = {...this.frame, part};
		this.joint = ';';
	}

	private leave(): void {
		this.closed = [this.begins.pop() ?? 0, this.commands.length];
		this.frame = this.frame?.parent;
		this.joint = ';';
	}

	/** Up to the parenthesis that ends the patterns of a case. */
	private patterns(): void {
		const {reader} = this;
		const word = reader.word('pattern', this.depth);
		if (literal(word) === 'esac') {
			this.pattern = false;
			this.leave();
		} else if (reader.skips(')')) {
			this.pattern = false;
			this.turn('body');
		} else if (word.end === word.start) reader.at++;
	}

	/** Takes an operator; whether the list goes on. */
	private operate(operator: string): boolean {
		const {reader, current} = this;
		if (operator === '(') {
			const [first] = current?.words ?? [];
			if (first !== undefined && current?.words.length === 1 && reader.emptyParentheses()) {
				this.functionName = literal(first) ?? '';
				this.current = undefined;
			} else if (current === undefined && reader.skips('(')) reader.skipArithmetic();
			else if (current === undefined) this.enter('group', 'body');
			return true;
		}
		this.finish();
		const {closed} = this;
		this.closed = undefined;
		if (operator === ')') {
			if (this.frame?.kind === 'group' || this.frame?.kind === 'function') this.leave();
			else if (this.closing) return false;
			return true;
		}
		if (operator === '\n') {
			reader.bodies(this.depth);
			// A line that ends in an operator goes on in the next one.
			if (current !== undefined || this.joint === '&') this.joint = ';';
			if (this.joint !== '|') this.piped = [];
			return true;
		}
		if (operator.startsWith(';')) {
			this.joint = ';';
			if (operator !== ';' && this.frame?.kind === 'case') this.pattern = true;
		} else this.joint = operator === '|&' ? '|' : (operator as Joint);
		this.piped = this.joint === '|' && closed !== undefined ? range(...closed) : [];
		return true;
	}

	private word(): void {
		const {reader, depth} = this;
		const start = reader.at;
		const word = reader.word('plain', depth);
		if (word.end === word.start) {
			reader.at++;
			return;
		}
		const isShell = reader.grammar === 'shell';
		const plain = isShell && !isQuoted(word) ? literal(word) : undefined;
		if (isShell && this.current === undefined && plain !== undefined && this.reserved(plain, start)) return;
		this.closed = undefined;
		const command = this.open();
		if (command.words.length === 0 && command.assignments.length === 0) command.start = start;
		command.end = word.end;
		this.piped = [];
		if (plain === '[[' && command.words.length === 0) this.test = true;
		else if (plain === ']]') this.test = false;
		const assigned = command.words.length === 0 && isShell ? assignment.exec(startOf(word)) : null;
		if (assigned?.[1] !== undefined) {
			reader.array(depth);
			command.assignments.push({name: assigned[1], value: withoutStart(word, assigned[0].length)});
		} else command.words.push(word);
	}

	/** Takes a word that is the shell's own where a command begins; whether it was one. */
	private reserved(word: string, start: number): boolean {
		const {reader, depth} = this;
		switch (word) {
			case 'if':
			case 'while':
			case 'until':
				this.enter(word, 'condition');
				return true;
			case 'then':
			case 'do':
				if (this.frame?.part !== 'else') this.turn('body');
				return true;
			case 'elif':
				this.turn('condition');
				return true;
			case 'else':
				this.turn('else');
				return true;
			case 'fi':
			case 'done':
			case 'esac':
			case '}':
				if (this.frame !== undefined) this.leave();
				return true;
			case '{':
				this.enter('group', 'body');
				return true;
			case '!':
				this.negated = true;
				return true;
			case 'function':
				reader.blank();
				this.functionName = literal(reader.word('plain', depth)) ?? '';
				reader.blank();
				if (reader.skips('(')) reader.emptyParentheses();
				return true;
			case 'case':
				reader.subject(this.open(), depth, start);
				this.finish();
				this.enter('case', 'condition');
				this.pattern = true;
				return true;
			case 'for':
			case 'select': {
				this.enter('for', 'condition');
				const command = this.open();
				command.start = start;
				command.assignments.push(reader.loop(depth));
				command.end = reader.at;
				this.finish();
				return true;
			}
			default:
				return false;
		}
	}

	private redirect(operator: string): void {
		const {reader, current, closed} = this;
		const last = current?.words.at(-1);
		const before = reader.at - operator.length;
		reader.blank();
		const target = reader.word('plain', this.depth);
		// A digit right before the operator is no word.
		const digit = last?.end === before && !isQuoted(last) ? /^\d$/.exec(literal(last) ?? '')?.[0] : undefined;
		const redirection: Mutable<Redirection> = {operator, target, ...(digit === undefined ? {} : {descriptor: digit})};
		if (current === undefined && closed !== undefined) {
			reader.counts.handed += closed[1] - closed[0];
			// Beyond that the commands are still read, but not where else their output goes.
			if (reader.counts.handed <= most.handed) for (const command of this.commands.slice(...closed)) command.redirections.push(redirection);
		} else {
			const command = this.open();
			if (digit !== undefined) command.words.pop();
			command.redirections.push(redirection);
			command.end = Math.max(command.end, target.end);
		}
		if (operator.startsWith('<<') && operator !== '<<<') reader.expects(redirection);
	}
}

/** Reads one text from front to back; `at` never goes back. */
class Reader {
	at = 0;
	/** Here-documents whose bodies begin at the next line. */
	private pending: Mutable<Redirection>[] = [];
	readonly text: string;
	readonly grammar: Grammar;
	readonly counts: Counts;

	constructor(text: string, grammar: Grammar, counts: Counts) {
		this.text = text;
		this.grammar = grammar;
		this.counts = counts;
	}

	get done(): boolean {
		return this.at >= this.text.length || this.counts.commands >= most.commands;
	}

	/** Reads no more. */
	stop(): void {
		this.at = this.text.length;
	}

	/** Takes a character if it is one of these. */
	skips(characters: string): boolean {
		const character = this.text[this.at];
		if (character === undefined || !characters.includes(character)) return false;
		this.at++;
		return true;
	}

	/** A here-document is to come. */
	expects(redirection: Mutable<Redirection>): void {
		this.pending.push(redirection);
	}

	/** Skips what stands between words; whether there was any. */
	blank(): boolean {
		const from = this.at;
		for (; this.at < this.text.length; this.at++) {
			const character = this.text[this.at];
			if (character === '\\' && /^\\\r?\n/.test(this.text.slice(this.at, this.at + 3))) this.at += this.text[this.at + 1] === '\r' ? 2 : 1;
			else if (this.grammar === 'exec' ? !/\s/.test(character ?? '') : character !== ' ' && character !== '\t' && character !== '\r') break;
		}
		if (this.grammar === 'shell' && this.text[this.at] === '#') {
			const end = this.text.indexOf('\n', this.at);
			this.at = end < 0 ? this.text.length : end;
		}
		return this.at > from;
	}

	/** The operator that stands here; it is taken. */
	operator(): string | undefined {
		const {text, at} = this;
		const character = text[at] ?? '';
		if (this.grammar === 'exec') {
			if (!/^;(?:\s|$)/.test(text.slice(at, at + 2))) return undefined;
			this.at++;
			return ';';
		}
		// <( and >( begin a word.
		if (!';&|<>()\n'.includes(character) || (/[<>]/.test(character) && text[at + 1] === '(')) return undefined;
		const found = operators.find((operator) => text.startsWith(operator, at));
		if (found !== undefined) this.at += found.length;
		return found;
	}

	/** The bodies of here-documents, at the beginning of a line. */
	bodies(depth: number): void {
		const {pending} = this;
		this.pending = [];
		for (const redirection of pending) {
			const end = literal(redirection.target) ?? '';
			const asIs = isQuoted(redirection.target);
			const tabs = redirection.operator === '<<-';
			const start = this.at;
			let line = start;
			let stop = this.text.length;
			let next = this.text.length;
			while (line < this.text.length) {
				const lineEnd = this.text.indexOf('\n', line);
				const until = lineEnd < 0 ? this.text.length : lineEnd;
				// A line as long as this is no end.
				const content = until - line > end.length + 200 ? undefined : this.text.slice(line, until).replace(/\r$/, '');
				if (content !== undefined && (tabs ? content.replace(/^\t+/, '') : content) === end) {
					stop = line;
					next = Math.min(until + 1, this.text.length);
					break;
				}
				line = until + 1;
			}
			redirection.target = asIs
				? {pieces: [{kind: 'text', value: this.text.slice(start, stop), start, end: stop}], start, end: stop}
				: // What a body leaves open ends with it: what stands behind it would be read again for each one.
					new Reader(this.text.slice(0, stop), this.grammar, this.counts).within(start, stop, depth);
			this.at = next;
		}
	}

	/** A stretch read as if in double quotes. */
	within(start: number, end: number, depth: number): Word {
		this.at = start;
		const pieces: Piece[] = [];
		this.doubleQuoted(pieces, end, undefined, depth + 1);
		return {pieces, start, end};
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
			pieces.push({kind: 'output', commands: depth >= most.depth ? [] : shifted(text.slice(start + 1, close), start + 1), start, end: this.at});
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

	/** The commands of `$(…)`, whose opening was read. */
	private substitution(start: number, depth: number): Piece {
		if (depth >= most.depth) {
			this.at = this.text.length;
			return {kind: 'other', start, end: this.at};
		}
		const {pending} = this;
		this.pending = [];
		const commands = new List(this, depth + 1, true).read();
		this.pending = pending;
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
		if (rest === undefined) this.at = this.text.length;
		this.at = Math.min(this.at + 1, this.text.length);
		const piece = {kind: 'variable', name: named, start, end: this.at} as const;
		if (/^:?[-=]$/.test(how) && sign === undefined && rest !== undefined) return {...piece, fallback: rest};
		if (/^:?\?$/.test(how) && sign === undefined) return {...piece, required: true};
		return sign !== undefined || how !== '' || (rest !== undefined && rest.end > rest.start) ? {...piece, altered: true} : piece;
	}

	/** Whether `()` of a function's head follows, whose opening was read; it is taken. */
	emptyParentheses(): boolean {
		const close = /^[ \t]{0,20}\)/.exec(this.text.slice(this.at, this.at + 21));
		if (close === null) return false;
		this.at += close[0].length;
		return true;
	}

	/** Up to the `))` behind an arithmetic expression. */
	skipArithmetic(): void {
		const end = this.text.indexOf('))', this.at);
		this.at = end < 0 ? this.text.length : end + 2;
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

	/** `case word in`, whose first word was read. */
	subject(command: Open, depth: number, start: number): void {
		command.start = start;
		command.words.push({pieces: [{kind: 'text', value: 'case', start, end: start + 4}], start, end: start + 4});
		this.blank();
		command.words.push(this.word('plain', depth));
		command.end = this.at;
		while (this.skips(' \t\r\n'));
		if (/^in\s/.test(this.text.slice(this.at, this.at + 3))) this.at += 2;
	}

	/** `for x in words`, whose first word was read: one word is the value, several are none in particular. */
	loop(depth: number): {readonly name: string; readonly value: Word} {
		this.blank();
		const start = this.at;
		const variable = literal(this.word('plain', depth)) ?? '';
		const words: Word[] = [];
		while (!this.done && !';\n'.includes(this.text[this.at] ?? '')) {
			if (this.blank()) continue;
			const word = this.word('plain', depth);
			if (word.end === word.start) this.at++;
			else words.push(word);
		}
		const [into, only, ...more] = words;
		const isOne = into !== undefined && literal(into) === 'in' && only !== undefined && more.length === 0 && !/[*?[{]/.test(literal(only) ?? '*');
		return {name: variable, value: isOne ? only : {pieces: [{kind: 'other', start, end: this.at}], start, end: this.at}};
	}
}

function range(start: number, end: number): readonly number[] {
	return Array.from({length: end - start}, (_, index) => start + index);
}

/** The text of a word that has nothing but text. */
export function literal({pieces}: Word): string | undefined {
	let text = '';
	for (const piece of pieces) {
		if (piece.kind !== 'text') return undefined;
		text += piece.value;
	}
	return text;
}

/** Whether quotes, backslashes or dollar signs stand in a word. */
function isQuoted({start, end, pieces: [first, ...more]}: Word): boolean {
	return first === undefined || more.length > 0 || first.start !== start || first.end !== end;
}

function startOf({pieces: [first]}: Word): string {
	return first?.kind === 'text' ? first.value : '';
}

/** A word without its first characters. */
function withoutStart(word: Word, length: number): Word {
	const [first, ...rest] = word.pieces;
	if (first?.kind !== 'text') return word;
	const start = first.start + length;
	return {pieces: start < first.end ? [{...first, value: first.value.slice(length), start}, ...rest] : rest, start, end: word.end};
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

/** The commands between backquotes, with their offsets in the whole text. */
function shifted(text: string, by: number): readonly Command[] {
	const word = ({pieces, start, end}: Word): Word => ({pieces: pieces.map(piece), start: start + by, end: end + by});
	const piece = (given: Piece): Piece => {
		const moved = {...given, start: given.start + by, end: given.end + by};
		if (moved.kind === 'output') return {...moved, commands: moved.commands.map(command)};
		return moved.kind === 'variable' && moved.fallback !== undefined ? {...moved, fallback: word(moved.fallback)} : moved;
	};
	const command = (given: Command): Command => ({
		...given,
		words: given.words.map(word),
		assignments: given.assignments.map(({name: own, value}) => ({name: own, value: word(value)})),
		redirections: given.redirections.map((redirection) => ({...redirection, target: word(redirection.target)})),
		start: given.start + by,
		end: given.end + by,
	});
	return commandsIn(text).map(command);
}
