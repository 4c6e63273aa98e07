/** PowerShell's text as tokens. https://learn.microsoft.com/powershell/scripting/lang-spec/chapter-02 */

/** A token; `start` and `end` are offsets in the text. */
export type Token = {
	readonly kind: /** A bare word, an option included: `Invoke-WebRequest`, `-Uri`. */
		| 'word'
		/** In single quotation marks; the inner offsets leave them out. */
		| 'literal'
		/** In double ones, in which variables count. */
		| 'string'
		/** `$name`, `$env:NAME`, `${name}`; of `@name` the arguments that a table holds. */
		| 'variable'
		| 'splat'
		/** `.DownloadString` or `::new` right behind a value. */
		| 'member'
		/** `[Net.WebClient]`. */
		| 'type'
		/** `( { @( @{ $( ) } | ; , = += +` and line ends, which are `;`. */
		| 'sign';
	readonly start: number;
	readonly end: number;
	/** What it says, without quotation marks. */
	readonly text: string;
	readonly inner: readonly [start: number, end: number];
	/** Whether white space stands before it. */
	readonly spaced: boolean;
};

/** Tokens of one text that are taken; a script of a hundred pages has some ten thousand. */
const mostTokens = 60_000;

const patterns: readonly {readonly kind: Token['kind']; readonly pattern: RegExp; readonly closer?: string}[] = [
	{kind: 'literal', pattern: /@'[ \t]*\r?\n([\s\S]*?)\r?\n'@/dy, closer: "\n'@"},
	{kind: 'string', pattern: /@"[ \t]*\r?\n([\s\S]*?)\r?\n"@/dy, closer: '\n"@'},
	{kind: 'literal', pattern: /'((?:[^']|'')*)'/dy},
	{kind: 'string', pattern: /"((?:[^"`]|`[\s\S]|"")*)"/dy},
	{kind: 'sign', pattern: /[@$]\(|@\{|\+=|[(){}|;,]|\r?\n/dy},
	{kind: 'variable', pattern: /\$\{([^}\n]{1,200})\}|\$((?:[A-Za-z]\w{0,100}:)?\w{1,100}|[?^$_])/dy},
	{kind: 'splat', pattern: /@([A-Za-z]\w{0,100})/dy},
	{kind: 'member', pattern: /(?:\.|::)([A-Za-z_]\w{0,100})/dy},
	{kind: 'type', pattern: /\[([A-Za-z][\w.]{0,200})(?:\[\])?\]/dy},
	{kind: 'sign', pattern: /=(?!=)|\+(?=[\s("'$]|$)|&(?!&)|&&|\.(?=[\s"'$])/dy},
	{kind: 'word', pattern: /(?:[^\s'"`(){}|;,&$@=+]|`[\s\S]|[$@=+&](?![("'{\w]))(?:[^\s'"`(){}|;,&]|`[^\r\n])*/dy},
	{kind: 'word', pattern: /[\s\S]/dy},
];
const blank = /(?:[ \t\f\v\uFEFF]|`\r?\n|\r(?!\n)|#[^\n]*)+/y;

/** What is said of a script that has more tokens than are taken. */
export const tooManyTokens = `a script here has more than ${mostTokens} words and signs; those after them were not looked at: make several scripts of it`;

/** The tokens of a text; `whenCut` is called where it has more than are taken. Never throws: what is none is a word of one letter. */
export function tokensOf(text: string, whenCut?: () => void): readonly Token[] {
	const tokens = [...tokensIn(text)];
	if (tokens.length >= mostTokens && text.slice(tokens.at(-1)?.end).trim() !== '') whenCut?.();
	return tokens;
}

/** The tokens up to the bracket that closes the first one, as many as there are. */
export function tokensOfBracket(text: string): readonly Token[] {
	const tokens: Token[] = [];
	let depth = 0;
	for (const token of tokensIn(text)) {
		tokens.push(token);
		if (opens(token)) depth++;
		else if (closes(token) && --depth === 0) break;
	}
	return tokens;
}

/** Whether a token opens a bracket. */
export function opens(token: Token | undefined): boolean {
	return token?.kind === 'sign' && /[({]$/.test(token.text);
}

/** Whether a token closes one. */
export function closes(token: Token | undefined): boolean {
	return token?.kind === 'sign' && /^[)}]$/.test(token.text);
}

function* tokensIn(text: string): Generator<Token> {
	const last = new Map<string, number>();
	let before: Token | undefined;
	for (let at = 0, count = 0; at < text.length && count < mostTokens; count++) {
		const from = afterBlanks(text, at, last);
		const skipped = from - at;
		at = from;
		if (at >= text.length) break;
		const token = tokenAt(text, at, skipped > 0 || at === 0, before, last);
		yield token;
		before = token;
		at = token.end;
	}
}

/** Where the blanks and comments behind an offset end. */
function afterBlanks(text: string, start: number, last: Map<string, number>): number {
	for (let at = start; ; ) {
		blank.lastIndex = at;
		const skipped = blank.exec(text)?.[0].length ?? 0;
		const end = text.startsWith('<#', at + skipped) && isClosed(text, at + skipped + 2, '#>', last) ? text.indexOf('#>', at + skipped + 2) + 2 : at + skipped;
		if (end === at) return at;
		at = end;
	}
}

/** Whether what closes something is still to come. Where its last one lies is looked for once, so that a text full of openings takes no time. */
function isClosed(text: string, at: number, closer: string, last: Map<string, number>): boolean {
	const known = last.get(closer) ?? text.lastIndexOf(closer);
	last.set(closer, known);
	return known >= at;
}

function tokenAt(text: string, at: number, spaced: boolean, before: Token | undefined, last: Map<string, number>): Token {
	for (const {kind, pattern, closer} of patterns) {
		if (closer !== undefined && !(text.startsWith('@', at) && isClosed(text, at, closer, last))) continue;
		// A dot begins a member right behind a value alone: elsewhere it is a path, a number, or calls a script.
		if (kind === 'member' && (spaced || before === undefined || !followsValue(before))) continue;
		pattern.lastIndex = at;
		const match = pattern.exec(text);
		if (match === null) continue;
		const inner = match.indices?.slice(1).find((found) => found !== undefined) ?? [at, at + match[0].length];
		const said = kind === 'literal' ? text.slice(...inner).replaceAll("''", "'") : text.slice(...inner);
		return {kind, start: at, end: at + match[0].length, text: kind === 'sign' && /\n/.test(said) ? ';' : said, inner, spaced};
	}
	return {kind: 'word', start: at, end: at + 1, text: text.charAt(at), inner: [at, at + 1], spaced};
}

function followsValue({kind, text}: Token): boolean {
	return kind === 'variable' || kind === 'literal' || kind === 'string' || kind === 'member' || kind === 'type' || (kind === 'sign' && /^[)}]$/.test(text));
}
