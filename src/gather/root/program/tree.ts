/** What is read of a program: its assignments and calls, each with the function that it stands in. */

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

/** Values by their names. */
export type Entries = ReadonlyMap<string, Expression>;

/** A call, by the last part of its name, what it is called on, and its arguments. */
export type Call = {
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

/** The key of a name in a scope. */
export function keyOf(scope: number, name: string): string {
	return `${scope} ${name}`;
}

/** Assignments to one name that are kept. */
const mostAssigned = 50;

/** A program while it is read. */
export class Tree implements Program {
	readonly assigned = new Map<string, Expression[]>();
	readonly targets: {readonly name: string; readonly value: Expression}[] = [];
	readonly functions = new Map<string, Defined>();
	readonly returns = new Map<number, Expression[]>();
	readonly calls: PlacedCall[] = [];
	/** How many functions there are so far. */
	scopes = 0;

	/** What a target is given, by its name as it is written. */
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
