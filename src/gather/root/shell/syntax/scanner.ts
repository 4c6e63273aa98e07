/** A text read from front to back, cut into blanks, comments and operators (POSIX, Shell Command Language, 2.3). */

/** Bounds for hostile text: commands of one text, levels of nesting, redirections that blocks hand to their commands. */
export const most = {commands: 20_000, depth: 60, handed: 100_000};

/**
 * Commands, frames and handed redirections of one text so far, those of its here-documents with them; `cut` is where something was left out first,
 * `comments` takes where each comment begins and ends, for who wants them.
 */
export type Counts = {commands: number; frames: number; handed: number; cut?: number; comments?: [start: number, end: number][]};

/** How a text is read: `exec` for systemd's command lines, which know words and variables alone. */
export type Grammar = 'shell' | 'exec';

/** The control and redirection operators; of those that begin alike, the longest first. */
const operators = [';;&', ';;', ';&', ';', '&&', '&>>', '&>', '&', '||', '|&', '|', '<<<', '<<-', '<<', '<&', '<>', '<', '>>', '>&', '>|', '>', '(', ')', '\n'];

/** Reads one text from front to back; `at` never goes back. */
export class Scanner {
	/** The offset of what is read next. */
	at = 0;
	readonly text: string;
	readonly grammar: Grammar;
	readonly counts: Counts;

	constructor(text: string, grammar: Grammar, counts: Counts) {
		this.text = text;
		this.grammar = grammar;
		this.counts = counts;
	}

	/** Whether nothing is left to read, or no more may be. */
	get done(): boolean {
		return this.at >= this.text.length || this.counts.commands >= most.commands;
	}

	/** From where on not all was read, once the reading has ended; nothing where all was. */
	get cut(): number | undefined {
		return this.counts.cut ?? (this.text.slice(this.at).trim() === '' ? undefined : this.at);
	}

	/** Reads no more. */
	stop(): void {
		if (!this.done) this.leave(this.at);
		this.at = this.text.length;
	}

	/** Notes that something is left out. */
	leave(at: number): void {
		this.counts.cut ??= at;
	}

	/** Takes a character if it is one of these. */
	skips(characters: string): boolean {
		const character = this.text[this.at];
		if (character === undefined || !characters.includes(character)) return false;
		this.at++;
		return true;
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
			const until = end < 0 ? this.text.length : end;
			this.counts.comments?.push([this.at, until]);
			this.at = until;
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

	/** Up to the `))` behind an arithmetic expression. */
	skipArithmetic(): void {
		const end = this.text.indexOf('))', this.at);
		this.at = end < 0 ? this.text.length : end + 2;
	}
}
