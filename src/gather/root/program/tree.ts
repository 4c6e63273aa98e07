/** The assignments and calls of a program, each with the function that it stands in. No full grammar: what is not understood is passed over, and is not known. */

import {type Language, type Token, tokensIn} from './tokens.ts';

/** An expression; `scope` is the function that it stands in, 0 outside of all. */
export type Expression = {readonly start: number; readonly end: number; readonly scope: number} & (
	| {readonly kind: 'text'; readonly pieces: readonly Piece[]; readonly runs: boolean}
	| {readonly kind: 'name'; readonly name: string}
	| Call
	| {readonly kind: 'list' | 'join' | 'branch'; readonly items: readonly Expression[]}
	| {readonly kind: 'map'; readonly entries: Entries}
	/** `'%s' % (a, b)`. */
	| {readonly kind: 'format'; readonly text: Expression; readonly items: readonly Expression[]}
	/** `a || b`. */
	| {readonly kind: 'either'; readonly first: Expression; readonly second: Expression}
	| {readonly kind: 'index'; readonly of: Expression; readonly key?: string}
	| {readonly kind: 'other'}
);

/** A piece of a text: as written, or an expression. */
export type Piece = {readonly start: number; readonly end: number; readonly value: string} | Expression;

type Entries = ReadonlyMap<string, Expression>;

/** A call, by the last part of its name, what it is called on, and its arguments. */
type Call = {
	readonly kind: 'call';
	readonly name: string;
	readonly receiver?: Expression;
	readonly args: readonly Expression[];
	readonly named: Entries;
};

/** A call where it stands. */
export type PlacedCall = Call & {readonly start: number; readonly end: number; readonly scope: number};

/** A function that the program defines. */
type Defined = {readonly name: string; readonly params: readonly string[]; readonly scope: number};

/** What is read of a program. */
export type Program = {
	/** What is assigned to a name, by the scope and the name: `0 PASSWORD`. */
	readonly assigned: ReadonlyMap<string, readonly Expression[]>;
	/** Assignments in the order written, with the whole target: `os.environ[ADMIN_PASSWORD]`. */
	readonly targets: readonly {readonly name: string; readonly value: Expression}[];
	readonly functions: ReadonlyMap<string, Defined>;
	/** What functions return, by their scope. */
	readonly returns: ReadonlyMap<number, readonly Expression[]>;
	/** In the order in which they are closed. */
	readonly calls: readonly PlacedCall[];
};

/** Reads a program. */
export function programOf(text: string, language: Language): Program {
	const tree = new Tree(language);
	new Parser(tokensIn(text, language), language, tree, 0).statements();
	tree.give();
	return tree;
}

/** The key of a name in a scope. */
export function keyOf(scope: number, name: string): string {
	return `${scope} ${name}`;
}

/** Levels of nesting; what lies deeper is not known. */
const mostLevels = 60;
/** Names that one assignment gives values to. */
const mostTargets = 20;
/** Assignments to one name that are kept. */
const mostAssigned = 50;

class Tree implements Program {
	readonly assigned = new Map<string, Expression[]>();
	readonly targets: {readonly name: string; readonly value: Expression}[] = [];
	readonly functions = new Map<string, Defined>();
	readonly returns = new Map<number, Expression[]>();
	readonly calls: PlacedCall[] = [];
	readonly language: Language;
	scopes = 0;

	constructor(language: Language) {
		this.language = language;
	}

	assign(scope: number, name: string, value: Expression): void {
		this.keep(scope, name, value);
		this.targets.push({name, value});
	}

	private keep(scope: number, name: string, value: Expression): void {
		const list = this.assigned.get(keyOf(scope, name)) ?? [];
		if (list.length < mostAssigned) list.push(value);
		this.assigned.set(keyOf(scope, name), list);
	}

	/** What a function of the program is given counts as assigned to its parameters; Perl's `open` assigns to its first argument. */
	give(): void {
		for (const call of this.calls) {
			const {name, args, named} = call;
			if (name === 'open' && args[0]?.kind === 'name') this.keep(call.scope, args[0].name, call);
			const own = this.functions.get(name);
			for (const [index, param] of own?.params.entries() ?? []) {
				const value = args[index] ?? named.get(param);
				if (own !== undefined && value !== undefined) this.keep(own.scope, param, value);
			}
		}
	}
}

const declaring = /^(?:my|our|local|const|let|var|export|await|yield|new|async|static|public|private|final)$/;
const controlling =
	/^(?:if|elsif|elif|else|unless|while|until|for|foreach|in|do|end|then|try|except|finally|catch|rescue|ensure|begin|case|when|switch|with|class|module|import|from|require|use|package|pass|break|next|last|continue|lambda|raise|die|throw|and|or|not|as|is|del|global|nonlocal|assert)$/;
/** Calls that Perl and Ruby write without parentheses. */
const spoken = /^(?:puts|print|printf|say|system|exec|spawn|write|crypt|join|sprintf|open|close|rand|update|create|create!|new|lc|uc|chomp|qx)$/;
const joining = new Set([
	'and',
	'&&',
	'==',
	'===',
	'!=',
	'!==',
	'<',
	'>',
	'<=',
	'>=',
	'=~',
	'!~',
	'in',
	'is',
	'-',
	'*',
	'/',
	'&',
	'|',
	'^',
	'x',
	'eq',
	'ne',
	'**',
	'..',
	'...',
]);

type Open = {readonly scope: number; readonly indent: number};

class Parser {
	private at = 0;
	private level = 0;
	private readonly open: Open[] = [];
	/** The indent of the line that is read. */
	private indent = 0;
	private readonly tokens: readonly Token[];
	private readonly language: Language;
	private readonly tree: Tree;
	private readonly outer: number;
	/** Parameters that `shift` has taken. */
	private shifted = 0;

	constructor(tokens: readonly Token[], language: Language, tree: Tree, outer: number) {
		this.tokens = tokens;
		this.language = language;
		this.tree = tree;
		this.outer = outer;
	}

	private get scope(): number {
		return this.open.at(-1)?.scope ?? this.outer;
	}

	private peek(ahead = 0): Token | undefined {
		return this.tokens[this.at + ahead];
	}

	private isSign(sign: string, ahead = 0): boolean {
		const token = this.peek(ahead);
		return token?.kind === 'sign' && token.sign === sign;
	}

	private isName(name: RegExp, ahead = 0): boolean {
		const token = this.peek(ahead);
		return token?.kind === 'name' && name.test(token.name);
	}

	private takes(sign: string): boolean {
		if (!this.isSign(sign)) return false;
		this.at++;
		return true;
	}

	/** Passes over line ends, where an expression goes on over them. */
	private lines(): void {
		while (this.peek()?.kind === 'line') this.at++;
	}

	statements(): void {
		for (let token = this.peek(); token !== undefined; token = this.peek()) {
			const before = this.at;
			if (token.kind === 'line') this.startLine(token.indent);
			else if (this.isName(/^(?:def|function|sub)$/)) this.header();
			else if (this.isName(declaring) || this.isName(controlling)) this.at++;
			else if (this.isName(/^return$/)) this.returned();
			else this.statement();
			if (this.at === before) this.at++;
		}
	}

	/** The one expression of an interpolation. */
	single(): Expression {
		return this.expression();
	}

	private startLine(indent: number): void {
		this.at++;
		this.indent = indent;
		while ((this.open.at(-1)?.indent ?? -1) >= indent) this.open.pop();
	}

	/** `def name(a, b='x')`, `sub name {`, `function name(a)`. */
	private header(): void {
		this.at++;
		if (this.isName(/^self$/) && this.isSign('.', 1)) this.at += 2;
		const token = this.peek();
		if (token?.kind !== 'name') return;
		this.at++;
		this.define(token.name);
	}

	private define(name: string): void {
		const scope = ++this.tree.scopes;
		const params: string[] = [];
		if (this.isSign('(')) {
			this.at++;
			while (this.peek() !== undefined && !this.isSign(')')) {
				const token = this.peek();
				this.at++;
				if (token?.kind !== 'name') continue;
				params.push(token.name);
				if (this.takes(':') && !this.isSign(',') && !this.isSign(')')) {
					// A type in Python, a value in Ruby.
					const value = this.expression();
					if (this.language === 'ruby') this.tree.assign(scope, token.name, value);
				}
				if (this.takes('=')) this.tree.assign(scope, token.name, this.expression());
				while (this.peek() !== undefined && !this.isSign(',') && !this.isSign(')')) this.at++;
			}
			this.at++;
		}
		this.tree.functions.set(name, {name, params, scope});
		this.open.push({scope, indent: this.indent});
		this.shifted = 0;
	}

	private returned(): void {
		this.at++;
		const value = this.expression();
		const list = this.tree.returns.get(this.scope) ?? [];
		this.tree.returns.set(this.scope, [...list.slice(-20), value]);
	}

	private statement(): void {
		const names = this.targets();
		if (names === undefined) {
			const value = this.expression();
			this.bindings(value);
			return;
		}
		const [name = ''] = names;
		if (this.language === 'node' && this.arrow(name)) return;
		const values: Expression[] = [];
		do {
			this.lines();
			values.push(this.expression());
		} while (names.length > 1 && this.takes(','));
		const [first] = values;
		const items = values.length === 1 && names.length > 1 && first?.kind === 'list' ? first.items : values;
		for (const [index, own] of names.entries()) {
			const value = items[index];
			if (value?.kind === 'name' && /^(?:@_|shift)$/.test(value.name)) this.parameters(names);
			else if (value !== undefined) this.tree.assign(this.scope, own, value);
		}
		if (first !== undefined) this.bindings(first);
	}

	/** Perl's `my ($a, $b) = @_` and `my $a = shift`. */
	private parameters(names: readonly string[]): void {
		for (const [name, {params, scope}] of this.tree.functions)
			if (scope === this.scope) this.tree.functions.set(name, {name, scope, params: [...params.slice(0, this.shifted), ...names]});
		this.shifted += names.length;
	}

	/** `name = (a, b) => …`, `name = function (a) …`. */
	private arrow(name: string): boolean {
		const before = this.at;
		if (this.isName(/^async$/)) this.at++;
		if (this.isName(/^function$/)) {
			this.at++;
			this.define(name);
			return true;
		}
		let end = this.at + 1;
		while (end < this.at + 3 * mostTargets && (/^(?:name|line)$/.test(this.tokens[end]?.kind ?? '') || this.isSign(',', end - this.at))) end++;
		if (this.isSign('(') && this.isSign(')', end - this.at) && this.isSign('=>', end + 1 - this.at)) {
			this.define(name);
			return true;
		}
		this.at = before;
		return false;
	}

	/** The names on the left of an equals sign; nothing, and nothing read, where this is no assignment. */
	private targets(): readonly string[] | undefined {
		const before = this.at;
		const names: string[] = [];
		const isGroup = this.takes('(') || this.takes('[');
		do {
			while (this.isName(declaring)) this.at++;
			const name = this.path();
			if (name === undefined) break;
			names.push(name);
		} while (names.length < mostTargets && this.takes(','));
		if (isGroup) this.at += this.isSign(')') || this.isSign(']') ? 1 : 0;
		// A type: `PASSWORD: str = 'x'`.
		if (this.isSign(':') && this.peek(1)?.kind === 'name' && this.isSign('=', 2)) this.at += 2;
		if (names.length > 0 && (this.takes('=') || this.takes('||=') || this.takes('//='))) return names;
		this.at = before;
		return undefined;
	}

	/** `a.b['c']` as one name. */
	private path(): string | undefined {
		const first = this.peek();
		if (first?.kind !== 'name' || controlling.test(first.name)) return undefined;
		let name = first.name;
		this.at++;
		for (;;) {
			const next = this.peek(1);
			if ((this.isSign('.') || this.isSign('::')) && next?.kind === 'name') {
				name += `.${next.name}`;
				this.at += 2;
			} else if ((this.isSign('[') || this.isSign('{')) && (this.isSign(']', 2) || this.isSign('}', 2)) && (next?.kind === 'text' || next?.kind === 'name')) {
				const key = next.kind === 'name' ? next.name : next.pieces.map((piece) => (piece.kind === 'written' ? piece.value : '')).join('');
				name += `[${key}]`;
				this.at += 3;
			} else return name;
		}
	}

	/** `with x as y`, `x do |y|`, `x { |y|`. */
	private bindings(value: Expression): void {
		const isBlock = (this.isName(/^do$/) || this.isSign('{')) && this.isSign('|', 1);
		const token = this.isName(/^as$/) ? this.peek(1) : isBlock ? this.peek(2) : undefined;
		if (token?.kind !== 'name') return;
		this.tree.assign(this.scope, token.name, value);
		this.at += isBlock ? 4 : 2;
	}

	private expression(): Expression {
		const start = this.peek()?.start ?? 0;
		if (this.level > mostLevels) {
			this.at++;
			return this.other(start);
		}
		this.level++;
		let left = this.operand();
		for (let next = this.continued(left, start); next !== undefined; next = this.continued(left, start)) left = next;
		this.level--;
		return left;
	}

	private other(start: number): Expression {
		return {kind: 'other', start, end: this.endBefore(start), scope: this.scope};
	}

	private endBefore(start: number): number {
		return Math.max(start, this.tokens[this.at - 1]?.end ?? start);
	}

	/** An expression with what follows it: a sign and a further operand. */
	private continued(left: Expression, start: number): Expression | undefined {
		const token = this.peek();
		const sign = token?.kind === 'sign' ? token.sign : token?.kind === 'name' ? token.name : '';
		const {language, scope} = this;
		const rest = () => {
			this.at++;
			this.lines();
		};
		const placed = () => ({start, end: this.endBefore(start), scope});
		if (sign === '+' || (language === 'perl' && sign === '.')) {
			rest();
			const items = [left, this.operand()];
			return {kind: 'join', items, ...placed()};
		}
		if (sign === '%' && language !== 'perl' && language !== 'node') {
			rest();
			const right = this.operand();
			return {kind: 'format', text: left, items: right.kind === 'list' ? right.items : [right], ...placed()};
		}
		if (sign === '||' || sign === '??' || sign === 'or' || (language === 'perl' && sign === '//')) {
			rest();
			const second = this.expression();
			return {kind: 'either', first: left, second, ...placed()};
		}
		if ((sign === '?' && language !== 'python') || (sign === 'if' && language === 'python')) {
			rest();
			const middle = this.expression();
			if (!(sign === '?' ? this.takes(':') : this.isName(/^else$/))) return this.other(start);
			if (sign === 'if') this.at++;
			const last = this.expression();
			return {kind: 'branch', items: sign === 'if' ? [left, last] : [middle, last], ...placed()};
		}
		if (sign === '<<') {
			rest();
			return this.called({kind: 'call', name: '<<', receiver: left, args: [this.operand()], named: new Map(), ...placed()});
		}
		if (!joining.has(sign) || (sign === 'x' && language !== 'perl')) return undefined;
		rest();
		this.operand();
		return this.other(start);
	}

	private operand(): Expression {
		while (this.isName(declaring) || this.isName(/^(?:not|typeof|defined|lambda)$/)) this.at++;
		while (this.peek()?.kind === 'sign' && ['!', '-', '\\', '*', '**', '&', '...', '+', '~'].some((sign) => this.isSign(sign))) this.at++;
		const start = this.peek()?.start ?? 0;
		let value = this.primary(start);
		for (let next = this.extended(value, start); next !== undefined; next = this.extended(value, start)) value = next;
		return value;
	}

	private primary(start: number): Expression {
		const token = this.peek();
		const {scope} = this;
		if (token === undefined) return this.other(start);
		if (token.kind === 'text') return this.texts(start);
		if (token.kind === 'value') {
			this.at++;
			return this.other(start);
		}
		if (token.kind === 'name') {
			if (controlling.test(token.name)) return this.other(start);
			this.at++;
			return {kind: 'name', name: token.name, start, end: token.end, scope};
		}
		if (this.isSign('(') || this.isSign('[')) {
			const isGroup = this.isSign('(');
			const {args: items} = this.list(isGroup ? ')' : ']');
			const [only] = items;
			return isGroup && items.length === 1 && only !== undefined ? only : {kind: 'list', items, start, end: this.endBefore(start), scope};
		}
		if (this.isSign('{')) return this.map(start);
		return this.other(start);
	}

	/** Texts beside each other are one in Python and Ruby. */
	private texts(start: number): Expression {
		const {scope} = this;
		const pieces: Piece[] = [];
		let runs = false;
		for (let token = this.peek(); token?.kind === 'text'; token = this.peek()) {
			runs ||= token.runs;
			for (const piece of token.pieces)
				pieces.push(
					piece.kind === 'written'
						? {value: piece.value, start: piece.start, end: piece.end}
						: new Parser(piece.tokens, this.language, this.tree, scope).single(),
				);
			this.at++;
			if (this.language === 'perl' || this.language === 'node') break;
			if (this.level > 1 && this.peek()?.kind === 'line' && this.peek(1)?.kind === 'text') this.at++;
		}
		return {kind: 'text', pieces, runs, start, end: this.endBefore(start), scope};
	}

	/** `{a: 1, 'b': 2}`; a block is none, and what stands in it is read as statements. */
	private map(start: number): Expression {
		let at = 1;
		while (this.peek(at)?.kind === 'line') at++;
		const isKeyed = /^(?:name|text|value)$/.test(this.peek(at)?.kind ?? '') && [':', '=>', ','].some((sign) => this.isSign(sign, at + 1));
		if (!isKeyed && !this.isSign('...', at) && !this.isSign('**', at)) {
			this.at++;
			return this.other(start);
		}
		const {named: entries} = this.list('}');
		return {kind: 'map', entries, start, end: this.endBefore(start), scope: this.scope};
	}

	/** What stands between the sign that is next and the one that closes it. */
	private list(close: string): {readonly args: readonly Expression[]; readonly named: Entries} {
		const args: Expression[] = [];
		const named = new Map<string, Expression>();
		this.at++;
		this.level++;
		for (this.lines(); this.peek() !== undefined && !this.isSign(close) && this.level <= mostLevels; this.lines()) {
			const before = this.at;
			const key = this.key();
			const value = this.expression();
			if (key === undefined) args.push(value);
			else named.set(key, value);
			this.lines();
			if (this.takes(',') || this.isSign(close)) continue;
			this.skip(close);
			this.takes(',');
			if (this.at === before) this.at++;
		}
		this.level--;
		this.takes(close);
		return {args, named};
	}

	/** `name=`, `name:`, `'name' =>` before a value. */
	private key(): string | undefined {
		const token = this.peek();
		const isKeyed = this.isSign('=>', 1) || this.isSign(':', 1) || (this.isSign('=', 1) && token?.kind === 'name');
		if (!isKeyed || (token?.kind !== 'name' && token?.kind !== 'text')) return undefined;
		this.at += 2;
		this.lines();
		return token.kind === 'name' ? token.name.replace(/^:/, '') : token.pieces.map((piece) => (piece.kind === 'written' ? piece.value : '')).join('');
	}

	/** On to the next comma, or to what closes the list. */
	private skip(close: string): void {
		let nested = 0;
		for (let token = this.peek(); token !== undefined; token = this.peek()) {
			if (token.kind === 'sign') {
				if (nested === 0 && (token.sign === ',' || token.sign === close)) return;
				if (/^[([{]$/.test(token.sign)) nested++;
				if (/^[)\]}]$/.test(token.sign) && nested-- === 0) return;
			}
			this.at++;
		}
	}

	/** A value with what is called on it, taken out of it, or given to it. */
	private extended(value: Expression, start: number): Expression | undefined {
		const {scope, language} = this;
		if (this.isSign('(') && (value.kind === 'name' || value.kind === 'index')) {
			const {args, named} = this.list(')');
			return this.called({
				...namedBy(value),
				args: args.flatMap((arg) => (language === 'perl' && arg.kind === 'list' ? arg.items : [arg])),
				named,
				start,
				end: this.endBefore(start),
				scope,
			});
		}
		if (
			this.peek()?.kind === 'line' &&
			this.peek(1)?.kind === 'sign' &&
			(language === 'perl' ? this.isSign('->', 1) : this.isSign('.', 1) || this.isSign('?.', 1))
		)
			this.at++;
		if (language !== 'perl' && (this.isSign('.') || this.isSign('&.') || this.isSign('?.') || this.isSign('::'))) return this.member(value, start);
		if (language === 'perl' && this.isSign('->') && this.peek(1)?.kind === 'name') return this.member(value, start);
		if (language === 'perl' && this.isSign('->') && (this.isSign('[', 1) || this.isSign('{', 1))) this.at++;
		const isNear = this.peek()?.start === this.tokens[this.at - 1]?.end;
		if (isNear && (this.isSign('[') || (language === 'perl' && this.isSign('{') && value.kind !== 'other'))) return this.taken(value, start);
		if ((language === 'perl' || language === 'ruby') && value.kind === 'name' && spoken.test(value.name.slice(value.name.lastIndexOf('.') + 1)))
			return this.told(value, start);
		return undefined;
	}

	private member(value: Expression, start: number): Expression | undefined {
		const token = this.peek(1);
		if (token?.kind !== 'name') return undefined;
		this.at += 2;
		const placed = {start, end: token.end, scope: this.scope};
		if (value.kind === 'name') return {kind: 'name', name: `${value.name}.${token.name}`, ...placed};
		if (this.isSign('(')) {
			const {args, named} = this.list(')');
			return this.called({kind: 'call', name: token.name, receiver: value, args, named, ...placed, end: this.endBefore(start)});
		}
		// Ruby calls without parentheses, others read a field: either way it is made of what it is taken from.
		return this.called({kind: 'call', name: token.name, receiver: value, args: [], named: new Map(), ...placed});
	}

	private taken(value: Expression, start: number): Expression {
		const token = this.peek(1);
		const key =
			token?.kind === 'text'
				? token.pieces.map((piece) => (piece.kind === 'written' ? piece.value : '')).join('')
				: token?.kind === 'name'
					? token.name
					: undefined;
		this.list(this.isSign('[') ? ']' : '}');
		return {kind: 'index', of: value, ...(key === undefined ? {} : {key}), start, end: this.endBefore(start), scope: this.scope};
	}

	/** `system 'a', 'b'`, `print $handle "a"`: what Perl and Ruby call without parentheses. */
	private told(value: Expression & {readonly kind: 'name'}, start: number): Expression | undefined {
		const first = this.peek();
		const begins = first?.kind === 'text' || first?.kind === 'name' || first?.kind === 'value' || this.isSign('[') || this.isSign('{');
		if (!begins || this.isName(controlling) || (this.isSign('{') && this.language === 'ruby')) return undefined;
		const args: Expression[] = [];
		const named = new Map<string, Expression>();
		if (this.isSign('{') && this.isSign('}', 2)) this.at++;
		do {
			this.lines();
			const key = this.key();
			const arg = this.expression();
			if (key === undefined) args.push(arg);
			else named.set(key, arg);
			if (args.length === 1 && /^(?:print|printf|say)$/.test(value.name)) this.takes('}');
			// A handle is followed by what is written to it, without a comma.
			const isHandle = args.length === 1 && arg.kind === 'name' && /^(?:print|printf|say)$/.test(value.name) && this.peek()?.kind === 'text';
			if (isHandle) args.push(this.expression());
		} while (this.takes(','));
		return this.called({...namedBy(value), args, named, start, end: this.endBefore(start), scope: this.scope});
	}

	private called(call: PlacedCall): Expression {
		this.tree.calls.push(call);
		return call;
	}
}

/** The last part of a name, and what it is called on. */
function namedBy(value: Expression): Pick<Call, 'kind' | 'name' | 'receiver'> {
	if (value.kind !== 'name') return {kind: 'call', name: '', receiver: value};
	const at = value.name.lastIndexOf('.');
	if (at < 0) return {kind: 'call', name: value.name};
	return {kind: 'call', name: value.name.slice(at + 1), receiver: {...value, name: value.name.slice(0, at)}};
}
