/** Text of Python, Perl, Ruby and JavaScript cut into names, texts and signs: as much of four languages as it takes to find calls and constants. */

/** A language whose programs are read. */
export type Language = 'python' | 'perl' | 'ruby' | 'node';

/** A piece of a text: as written, or an expression that is filled in. */
type TextPiece = {readonly start: number; readonly end: number} & (
	| {readonly kind: 'written'; readonly value: string}
	| {readonly kind: 'expression'; readonly tokens: readonly Token[]}
);

/** A piece of a program. Offsets count in the whole text. */
export type Token = {readonly start: number; readonly end: number} & (
	| {readonly kind: 'text'; readonly pieces: readonly TextPiece[]; readonly runs: boolean}
	| {readonly kind: 'name'; readonly name: string}
	| {readonly kind: 'sign'; readonly sign: string}
	/** A number, a pattern: a value that is no text. */
	| {readonly kind: 'value'}
	/** A new line that is not blank. */
	| {readonly kind: 'line'; readonly indent: number}
);

/** Bounds for hostile programs: tokens, expressions within texts within expressions, characters of a text in simple quotes. */
const most = {tokens: 100_000, depth: 6, text: 4_000};

/** The tokens of a program; `whenCut` is told from where on there are more than are taken. */
export function tokensIn(text: string, language: Language, whenCut?: (at: number) => void): readonly Token[] {
	const budget: Budget = {left: most.tokens, steps: 1_000 + text.length * 8};
	const lexer = new Lexer(text, language, 0, text.length, 0, budget);
	const tokens = lexer.read();
	if (budget.left <= 0 && text.slice(lexer.at).trim() !== '') whenCut?.(lexer.at);
	return tokens;
}

const signs = [
	'===',
	'!==',
	'...',
	'||=',
	'//=',
	'=>',
	'->',
	'::',
	'==',
	'!=',
	'=~',
	'!~',
	'<=',
	'>=',
	'&&',
	'||',
	'??',
	'//',
	'+=',
	'-=',
	'.=',
	'?.',
	'&.',
	'**',
	'<<',
];
const plainName = /[A-Za-z_$][\w$]*/y;
const rubyName = /(?:@{0,2}|\$|:(?=[A-Za-z_]))[A-Za-z_]\w*[!?]?/y;
const perlName = /[$@%&]#?(?:\{\^?\w+\}|(?:\w|::(?=\w))+)|[A-Za-z_](?:\w|::(?=\w))*/y;
const pythonText = /[rRbBfFuU]{0,2}("""|'''|"|')/y;
const perlQuote = /(q|qq|qw|qx|m|qr|s|tr|y)\s{0,3}([^\w\s,;=)>.-])/y;
const rubyQuote = /%([qQwWixI]?)([[({<|!/])/y;
const heredoc = /<<([~-]?)(?:"([\w-]{1,60})"|'([\w-]{1,60})'|([A-Z_]\w{0,60}))/y;
const escapes: Readonly<Record<string, string>> = {n: '\n', t: '\t', r: '\r', '0': '\0', e: '\x1b'};
const closing: Readonly<Record<string, string>> = {'(': ')', '[': ']', '{': '}', '<': '>'};

/** Tokens, and characters that are looked at in search of an end. */
type Budget = {left: number; steps: number};
/** How a text is filled in: `$x`, `{x}`, `#{x}`, `${x}`; `raw` not at all, `literal` without escapes. */
type Filling = 'perl' | 'braces' | 'hash' | 'dollar' | 'raw' | 'literal';

class Lexer {
	private readonly tokens: Token[] = [];
	at: number;
	/** Where the bodies of here-documents of this line end. */
	private bodies = 0;
	private readonly text: string;
	private readonly language: Language;
	private readonly end: number;
	private readonly depth: number;
	private readonly budget: Budget;

	constructor(text: string, language: Language, start: number, end: number, depth: number, budget: Budget) {
		this.text = text;
		this.language = language;
		this.at = start;
		this.end = end;
		this.depth = depth;
		this.budget = budget;
	}

	read(): readonly Token[] {
		if (this.depth === 0) this.line();
		while (this.at < this.end && this.budget.left > 0) {
			this.budget.left--;
			if (!(this.blank() || this.quoted() || this.name() || this.pattern())) this.sign();
		}
		return this.tokens;
	}

	private match(pattern: RegExp): RegExpExecArray | null {
		pattern.lastIndex = this.at;
		const found = pattern.exec(this.text);
		return found !== null && this.at + found[0].length <= this.end ? found : null;
	}

	/** Blanks, comments and line ends. */
	private blank(): boolean {
		const {text, language} = this;
		const character = text.charAt(this.at);
		if (character === '\n') {
			this.at = Math.max(this.at + 1, this.bodies);
			this.line();
			return true;
		}
		if (/\s/.test(character) || (character === '\\' && text.charAt(this.at + 1) === '\n')) {
			this.at += character === '\\' ? 2 : 1;
			return true;
		}
		if (language === 'node' ? text.startsWith('//', this.at) : character === '#') {
			this.at = this.lineEnd(this.at);
			return true;
		}
		if (language === 'node' && text.startsWith('/*', this.at)) {
			const end = text.indexOf('*/', this.at + 2);
			this.at = end < 0 ? this.end : end + 2;
			return true;
		}
		return false;
	}

	private lineEnd(from: number): number {
		const end = this.text.indexOf('\n', from);
		return end < 0 ? this.end : Math.min(end, this.end);
	}

	/** A new line; manuals within a program of Perl or Ruby are passed over. */
	private line(): void {
		const {text, language} = this;
		if ((language === 'perl' || language === 'ruby') && /^=[a-z]/.test(text.slice(this.at, this.at + 2))) {
			const end = text.indexOf(language === 'perl' ? '\n=cut' : '\n=end', this.at);
			this.at = end < 0 ? this.end : this.lineEnd(end + 1);
			return;
		}
		if (/^__(?:END|DATA)__/.test(text.slice(this.at, this.at + 8))) this.at = this.end;
		const start = this.at;
		while (this.at < this.end && (text.charAt(this.at) === ' ' || text.charAt(this.at) === '\t')) this.at++;
		const next = text.charAt(this.at);
		if (next !== '\n' && next !== '\r' && next !== '#' && next !== '') this.tokens.push({kind: 'line', indent: this.at - start, start, end: this.at});
	}

	/** Texts in all their quotes. */
	private quoted(): boolean {
		const {text, language} = this;
		const character = text.charAt(this.at);
		if (language === 'python') return this.pythonText();
		if (language !== 'node' && this.hereDocument()) return true;
		if (language === 'perl' && this.perlText()) return true;
		if (language === 'ruby' && this.isOperandNext() && this.rubyText()) return true;
		if (character !== "'" && character !== '"' && character !== '`') return false;
		if (language === 'node') return this.take(this.at + 1, character, character === '`' ? 'dollar' : 'literal', false, character === '`');
		const filling = character === "'" ? 'raw' : language === 'perl' ? 'perl' : 'hash';
		return this.take(this.at + 1, character, filling, character === '`', true);
	}

	private pythonText(): boolean {
		const found = this.match(pythonText);
		const quote = found?.[1];
		if (found === null || quote === undefined) return false;
		const prefix = found[0].slice(0, -quote.length).toLowerCase();
		const filling = prefix.includes('f') ? 'braces' : prefix.includes('r') ? 'raw' : 'literal';
		return this.take(this.at + found[0].length, quote, filling, false, quote.length === 3);
	}

	private perlText(): boolean {
		const previous = this.tokens.at(-1);
		const found = previous?.kind === 'sign' && previous.sign === '->' ? null : this.match(perlQuote);
		const [whole = '', word = '', open = ''] = found ?? [];
		if (found === null || (open === '#' && /\s/.test(whole)) || (open === '<' && /^[sym]$/.test(word))) return false;
		const close = closing[open] ?? open;
		const from = this.at + whole.length;
		if (/^(?:m|qr)$/.test(word)) return this.pass(from, close, open, 1);
		if (/^(?:s|tr|y)$/.test(word)) return this.pass(from, close, open, 2);
		if (word === 'qw') return this.words(from, close);
		return this.take(from, close, word === 'q' ? 'raw' : 'perl', word === 'qx', true, open === close ? undefined : open);
	}

	private rubyText(): boolean {
		const [whole = '', word = '', open = ''] = this.match(rubyQuote) ?? [];
		if (whole === '') return false;
		const close = closing[open] ?? open;
		const from = this.at + whole.length;
		if (/^[wWiI]$/.test(word)) return this.words(from, close);
		return this.take(from, close, word === 'q' ? 'raw' : 'hash', word === 'x', true, open === close ? undefined : open);
	}

	/** `%w(a b)` as a list of texts. */
	private words(from: number, close: string): boolean {
		const end = this.endOf(from, close, undefined, true);
		if (end === undefined) return false;
		this.push('[', from - 1, from);
		for (const {0: word, index} of this.text.slice(from, end).matchAll(/\S+/g)) {
			const start = from + index;
			this.tokens.push({kind: 'text', runs: false, start, end: start + word.length, pieces: [{kind: 'written', value: word, start, end: start + word.length}]});
			this.push(',', start + word.length, start + word.length);
		}
		this.push(']', end, end + close.length);
		this.at = end + close.length;
		return true;
	}

	private push(sign: string, start: number, end: number): void {
		this.tokens.push({kind: 'sign', sign, start, end});
	}

	/** Passes over patterns: their quotes are no texts. */
	private pass(from: number, close: string, open: string, parts: number): boolean {
		let at = from;
		for (let part = 0; part < parts; part++) {
			if (part > 0 && open !== close) {
				// Blanks may stand between the two parts.
				while (/\s/.test(this.text.charAt(at)) && this.budget.steps-- > 0) at++;
				if (this.text.charAt(at) !== open) return false;
				at++;
			}
			const end = this.endOf(at, close, open === close ? undefined : open, false);
			if (end === undefined) return false;
			at = end + close.length;
		}
		this.tokens.push({kind: 'value', start: this.at, end: at});
		this.at = at;
		return true;
	}

	/** Where a text ends; nothing where it does not within reason. */
	private endOf(from: number, close: string, open: string | undefined, overLines: boolean): number | undefined {
		const {text} = this;
		const limit = Math.min(this.end, from + (close.length === 3 ? this.end : most.text));
		let nested = 0;
		for (let at = from; at < limit && this.budget.steps-- > 0; at++) {
			const character = text.charAt(at);
			if (character === '\\') at++;
			else if (character === '\n' && !overLines) return undefined;
			else if (open !== undefined && character === open) nested++;
			else if (text.startsWith(close, at)) {
				if (nested === 0) return at;
				nested--;
			}
		}
		return undefined;
	}

	private take(from: number, close: string, filling: Filling, runs: boolean, overLines: boolean, open?: string): boolean {
		const end = this.endOf(from, close, open, overLines);
		if (end === undefined) {
			// A quote that nothing closes is none.
			this.at = from;
			return true;
		}
		this.tokens.push({kind: 'text', runs, pieces: this.pieces(from, end, filling), start: this.at, end: end + close.length});
		this.at = end + close.length;
		return true;
	}

	/** `<<EOF`, whose body begins in the next line. */
	private hereDocument(): boolean {
		// Perl writes a handle before it: `print OUT <<EOF`.
		const found = this.language === 'perl' || this.isOperandNext() ? this.match(heredoc) : null;
		if (found === null) return false;
		const [whole, , double, single, bare] = found;
		const word = double ?? single ?? bare ?? '';
		const from = Math.max(this.lineEnd(this.at) + 1, this.bodies);
		let end = from;
		while (end < this.end && this.budget.steps > 0 && this.text.slice(end, this.lineEnd(end)).trim() !== word) {
			const next = this.lineEnd(end) + 1;
			this.budget.steps -= next - end;
			end = next;
		}
		if (end >= this.end || this.budget.steps <= 0) return false;
		const filling = single !== undefined ? 'raw' : this.language === 'perl' ? 'perl' : 'hash';
		this.tokens.push({kind: 'text', runs: false, pieces: this.pieces(from, end, filling), start: this.at, end: this.at + whole.length});
		this.bodies = this.lineEnd(end) + 1;
		this.at += whole.length;
		return true;
	}

	/** The pieces between two offsets. */
	private pieces(from: number, end: number, filling: Filling): readonly TextPiece[] {
		const {text} = this;
		const found: TextPiece[] = [];
		let start = from;
		const written = (to: number) => {
			if (to > start) found.push({kind: 'written', value: text.slice(start, to), start, end: to});
		};
		for (let at = from; at < end; ) {
			if (text.charAt(at) === '\\' && (filling !== 'raw' || /[\\']/.test(text.charAt(at + 1)))) {
				written(at);
				const next = text.charAt(at + 1);
				found.push({kind: 'written', value: filling === 'raw' ? next : (escapes[next] ?? next), start: at, end: at + 2});
				start = at += 2;
				continue;
			}
			const expression = this.expressionAt(at, end, filling);
			if (expression === undefined) {
				at++;
				continue;
			}
			written(at);
			// `{{` is a brace.
			found.push(
				expression.tokens === undefined
					? {kind: 'written', value: '{', start: at, end: expression.end}
					: {kind: 'expression', tokens: expression.tokens, start: at, end: expression.end},
			);
			start = at = expression.end;
		}
		written(end);
		return found;
	}

	private expressionAt(at: number, end: number, filling: Filling): {readonly end: number; readonly tokens?: readonly Token[]} | undefined {
		const {text} = this;
		if (filling === 'raw' || filling === 'literal' || this.depth >= most.depth) return undefined;
		if (filling === 'perl') {
			if (text.charAt(at) !== '$' && text.charAt(at) !== '@') return undefined;
			const [name] =
				/^(?:[$@]\{\[?[^{}\n]{1,200}\}|[$@](?:\w|::(?=\w)){1,80}(?:(?:->)?[[{][^\]}\n]{1,80}[\]}]){0,4})/.exec(text.slice(at, Math.min(end, at + 300))) ?? [];
			if (name === undefined || /^@\d/.test(name)) return undefined;
			const [, inner] = /^@\{\[(.*)\]\}$/.exec(name) ?? [];
			const [from, to] = inner === undefined ? [at, at + name.length] : [at + 3, at + 3 + inner.length];
			return {end: at + name.length, tokens: this.inner(from, to)};
		}
		const open = {braces: '{', hash: '#{', dollar: '${'}[filling];
		if (!text.startsWith(open, at)) return undefined;
		if (filling === 'braces' && text.charAt(at + 1) === '{') return {end: at + 2};
		let depth = 0;
		for (let to = at + open.length; to < Math.min(end, at + most.text) && this.budget.steps-- > 0; to++) {
			const character = text.charAt(to);
			if (character === '{') depth++;
			else if (character === '}' && depth-- === 0) return {end: to + 1, tokens: this.inner(at + open.length, to)};
		}
		return undefined;
	}

	private inner(from: number, to: number): readonly Token[] {
		return new Lexer(this.text, this.language, from, to, this.depth + 1, this.budget).read();
	}

	private name(): boolean {
		const {language} = this;
		const character = this.text.charAt(this.at);
		if (/\d/.test(character)) {
			const start = this.at;
			while (this.at < this.end && /[\w.]/.test(this.text.charAt(this.at))) this.at++;
			this.tokens.push({kind: 'value', start, end: this.at});
			return true;
		}
		// Behind a value these are signs.
		if (language === 'perl' && /[%&]/.test(character) && !this.isOperandNext()) return false;
		if (language === 'ruby' && character === ':' && !this.isOperandNext()) return false;
		const found = this.match(language === 'perl' ? perlName : language === 'ruby' ? rubyName : plainName);
		if (found === null) return false;
		const name = found[0].replace(/^([$@%])\{(\w+)\}$/, '$1$2');
		this.tokens.push({kind: 'name', name, start: this.at, end: this.at + found[0].length});
		this.at += found[0].length;
		return true;
	}

	/** `/x/`, where a value is due. */
	private pattern(): boolean {
		if (this.language === 'python' || this.text.charAt(this.at) !== '/' || !this.isOperandNext()) return false;
		return this.pass(this.at + 1, '/', '/', 1);
	}

	/** Whether what comes next begins a value. */
	private isOperandNext(): boolean {
		const last = this.tokens.at(-1);
		if (last === undefined || last.kind === 'line') return true;
		if (last.kind === 'name') return /^(?:return|and|or|not|if|unless|when|in|puts|print|printf|say|write|split|grep|push|my|typeof)$/.test(last.name);
		return last.kind === 'sign' && !/^[)\]}]$/.test(last.sign);
	}

	private sign(): void {
		const sign = signs.find((own) => this.text.startsWith(own, this.at)) ?? this.text.charAt(this.at);
		this.push(sign, this.at, this.at + sign.length);
		this.at += sign.length;
	}
}
