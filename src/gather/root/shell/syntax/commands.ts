/** Commands: simple ones, and the lists and compound commands that they stand in (POSIX, Shell Command Language, 2.9). One pass over the text, nothing is run. */

import {caseHead, forHead, functionHead, takesParentheses} from './compound-commands.ts';
import {readBodies} from './here-documents.ts';
import {type Grammar, most} from './scanner.ts';
import {type Command, type Frame, isQuoted, type Joint, literal, type Mutable, plainWord, type Redirection, startOf, type Word, withoutStart} from './tree.ts';
import {WordReader} from './words.ts';

/** A command that is still being read. */
type Open = Omit<Mutable<Command>, 'redirections' | 'words' | 'assignments' | 'from'> & {
	words: Word[];
	redirections: Redirection[];
	assignments: {name: string; value: Word}[];
	from: number[];
};

/** The commands of a text, those in blocks and functions too, in the order written; `whenCut` is told from where on not all was read. */
export function commandsIn(text: string, grammar: Grammar = 'shell', whenCut?: (at: number) => void): readonly Command[] {
	const reader = new WordReader(text, grammar, {commands: 0, frames: 0, handed: 0}, readCommands);
	const commands = readCommands(reader, 0, false);
	const {cut} = reader;
	if (cut !== undefined) whenCut?.(cut);
	return commands;
}

/** The comments of a text, as offsets; those between backquotes are left out. */
export function commentsIn(text: string): readonly (readonly [start: number, end: number])[] {
	const comments: [number, number][] = [];
	readCommands(new WordReader(text, 'shell', {commands: 0, frames: 0, handed: 0, comments}, readCommands), 0, false);
	return comments;
}

function readCommands(reader: WordReader, depth: number, closing: boolean): readonly Command[] {
	return new List(reader, depth, closing).read();
}

const redirecting = /^(?:&>>?|<<<|<<-?|<&|<>|<|>>|>&|>\||>)$/;
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
	/** Here-documents whose bodies begin at the next line. */
	private pending: Mutable<Redirection>[] = [];
	private readonly reader: WordReader;
	private readonly depth: number;
	private readonly closing: boolean;

	constructor(reader: WordReader, depth: number, closing: boolean) {
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
		this.bodies();
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

	/** The bodies of the here-documents that are pending, at the beginning of a line. */
	private bodies(): void {
		const {pending} = this;
		this.pending = [];
		readBodies(this.reader, pending, this.depth);
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
			if (first !== undefined && current?.words.length === 1 && takesParentheses(reader)) {
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
			this.bodies();
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
				this.functionName = functionHead(reader, depth);
				return true;
			case 'case': {
				const command = this.open();
				const subject = caseHead(reader, depth);
				command.words.push(plainWord(word, start), subject);
				command.start = start;
				command.end = subject.end;
				this.finish();
				this.enter('case', 'condition');
				this.pattern = true;
				return true;
			}
			case 'for':
			case 'select': {
				this.enter('for', 'condition');
				const command = this.open();
				command.start = start;
				command.assignments.push(forHead(reader, depth));
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
			else reader.leave(before);
		} else {
			const command = this.open();
			if (digit !== undefined) command.words.pop();
			command.redirections.push(redirection);
			command.end = Math.max(command.end, target.end);
		}
		if (operator.startsWith('<<') && operator !== '<<<') this.pending.push(redirection);
	}
}

function range(start: number, end: number): readonly number[] {
	return Array.from({length: end - start}, (_, index) => start + index);
}
