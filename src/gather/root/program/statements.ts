/** Statements: assignments, functions and what they return. No full grammar: what is not understood is passed over, and is not known. */

import {ExpressionReader} from './expressions.ts';
import {controlling, declaring} from './keywords.ts';
import {type Language, tokensIn} from './tokens.ts';
import {type Expression, type Program, Tree} from './tree.ts';

/** Names that one assignment gives values to. */
const mostTargets = 20;

/** Reads a program; `whenCut` is told from where on not all was read. */
export function programOf(text: string, language: Language, whenCut?: (at: number) => void): Program {
	const tree = new Tree();
	new StatementReader(tokensIn(text, language, whenCut), language, tree, 0).statements();
	tree.give();
	return tree;
}

/** A function that is read, and the indent of the line that defines it. */
type Open = {readonly scope: number; readonly indent: number};

/** Reads statements into the tree. */
class StatementReader extends ExpressionReader {
	private readonly open: Open[] = [];
	/** The indent of the line that is read. */
	private indent = 0;
	/** Parameters that `shift` has taken. */
	private shifted = 0;

	protected override get scope(): number {
		return this.open.at(-1)?.scope ?? super.scope;
	}

	/** Reads to the end. */
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
}
