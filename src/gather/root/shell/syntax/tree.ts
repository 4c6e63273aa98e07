/** The syntax tree of a shell's text (POSIX, Shell Command Language, 2.10): commands, their words, and what those are made of. */

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

/** Of a type whose fields are still being read. */
export type Mutable<Type> = {-readonly [Key in keyof Type]: Type[Key]};

/** A word of nothing but text, written at an offset. */
export function plainWord(value: string, start: number): Word {
	const end = start + value.length;
	return {pieces: [{kind: 'text', value, start, end}], start, end};
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
export function isQuoted({start, end, pieces: [first, ...more]}: Word): boolean {
	return first === undefined || more.length > 0 || first.start !== start || first.end !== end;
}

/** The text that a word begins with; empty where it begins with an expansion. */
export function startOf({pieces: [first]}: Word): string {
	return first?.kind === 'text' ? first.value : '';
}

/** A word without its first characters. */
export function withoutStart(word: Word, length: number): Word {
	const [first, ...rest] = word.pieces;
	if (first?.kind !== 'text') return word;
	const start = first.start + length;
	return {pieces: start < first.end ? [{...first, value: first.value.slice(length), start}, ...rest] : rest, start, end: word.end};
}

/** Commands with their offsets in a longer text, in which the text that they were read from begins at `by`. */
export function moved(commands: readonly Command[], by: number): readonly Command[] {
	const word = ({pieces, start, end}: Word): Word => ({pieces: pieces.map(piece), start: start + by, end: end + by});
	const piece = (given: Piece): Piece => {
		const own = {...given, start: given.start + by, end: given.end + by};
		if (own.kind === 'output') return {...own, commands: own.commands.map(command)};
		return own.kind === 'variable' && own.fallback !== undefined ? {...own, fallback: word(own.fallback)} : own;
	};
	const command = (given: Command): Command => ({
		...given,
		words: given.words.map(word),
		assignments: given.assignments.map(({name, value}) => ({name, value: word(value)})),
		redirections: given.redirections.map((redirection) => ({...redirection, target: word(redirection.target)})),
		start: given.start + by,
		end: given.end + by,
	});
	return commands.map(command);
}

/** Whether a frame runs its commands in some cases alone; looked at up to the function whose body is run. */
export function isConditional(frame: Frame | undefined, within: Frame | undefined): boolean {
	for (let own = frame; own !== undefined && own.id !== within?.id; own = own.parent) {
		if ((own.kind !== 'group' && own.part !== 'condition') || own.joint === '&&' || own.joint === '||') return true;
	}
	return false;
}

/** The outermost function that a frame lies in, below the one whose body is run. */
export function functionOf(frame: Frame | undefined, within: Frame | undefined): Frame | undefined {
	let found: Frame | undefined;
	for (let own = frame; own !== undefined && own.id !== within?.id; own = own.parent) if (own.kind === 'function') found = own;
	return found;
}
