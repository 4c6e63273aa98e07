/** Where the statements of PowerShell, their pipelines and what stands between brackets begin and end: tokens cut into pieces. */

import {closes, opens, type Token} from './tokens.ts';

/** A piece of a command: a token, or what stands between brackets; the indexes of its first and last token. */
export type Piece = {readonly token: Token; readonly index: number; readonly close: number};

/** Whether a token is a sign of this text. */
export function isSign(token: Token | undefined, text: string): boolean {
	return token?.kind === 'sign' && token.text === text;
}

/** The index of the token that closes the bracket at an index; `end` where none does. */
export function closeOf(tokens: readonly Token[], index: number, end: number): number {
	let depth = 0;
	for (let at = index; at < end; at++) {
		if (opens(tokens[at])) depth++;
		else if (closes(tokens[at]) && --depth === 0) return at;
	}
	return end;
}

/** Where a statement ends: at `;` or a line's end outside of brackets, unless the line goes on behind a pipe, a comma or an operator. */
export function endOfStatement(tokens: readonly Token[], start: number, end: number): number {
	for (let at = start; at < end; at++) {
		const token = tokens[at];
		if (opens(token)) at = closeOf(tokens, at, end);
		else if (
			isSign(token, ';') &&
			!(token?.end !== token?.start && at > start && /^[|,+=]$/.test(tokens[at - 1]?.text ?? '') && tokens[at - 1]?.kind === 'sign')
		)
			return at;
		else if (closes(token)) return at;
	}
	return end;
}

/** The commands between the pipes of a statement. */
export function pipeline(tokens: readonly Token[], start: number, end: number): readonly (readonly [number, number])[] {
	const found: (readonly [number, number])[] = [];
	let from = start;
	for (let at = start; at < end; at++) {
		if (opens(tokens[at])) at = closeOf(tokens, at, end);
		else if (isSign(tokens[at], '|')) {
			found.push([from, at]);
			from = at + 1;
		}
	}
	return [...found, [from, end]];
}

/** The pieces of a stretch of tokens. */
export function* pieces(tokens: readonly Token[], start: number, end: number): Generator<Piece> {
	for (let at = start; at < end; at++) {
		const token = tokens[at];
		if (token === undefined || isSign(token, ';') || closes(token)) continue;
		const close = opens(token) ? closeOf(tokens, at, end) : at;
		yield {token, index: at, close};
		at = close;
	}
}

/** Whether a piece is a member that is called: right behind it stands what it is given. */
export function isCallAt(all: readonly Piece[], index: number): boolean {
	const next = all[index + 1]?.token;
	return all[index]?.token.kind === 'member' && isSign(next, '(') && next?.spaced === false;
}

/** `("")`. */
export function isEmptyText(tokens: readonly Token[], index: number, close: number): boolean {
	const inside = tokens[index + 1];
	return close === index + 2 && (inside?.kind === 'literal' || inside?.kind === 'string') && inside.text === '';
}
