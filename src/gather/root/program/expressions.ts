/** Expressions. No full grammar: what is not understood is passed over, and is not known. */

import {controlling, declaring, joining, spoken} from './keywords.ts';
import {TokenReader} from './token-reader.ts';
import type {Language, Token} from './tokens.ts';
import type {Call, Entries, Expression, Piece, PlacedCall, Tree} from './tree.ts';

/** Levels of nesting; what lies deeper is not known. */
const mostLevels = 60;

/** Reads expressions; calls go to the tree. */
export class ExpressionReader extends TokenReader {
	private level = 0;
	protected readonly language: Language;
	protected readonly tree: Tree;
	private readonly outer: number;

	/** `outer` is the function that the tokens stand in. */
	constructor(tokens: readonly Token[], language: Language, tree: Tree, outer: number) {
		super(tokens);
		this.language = language;
		this.tree = tree;
		this.outer = outer;
	}

	/** The function that is read. */
	protected get scope(): number {
		return this.outer;
	}

	/** The expression that comes next; of an interpolation the only one. */
	expression(): Expression {
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
						: new ExpressionReader(piece.tokens, this.language, this.tree, scope).expression(),
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
