/** Goes through the tokens of a program, or of an interpolation in one of its texts. */

import type {Token} from './tokens.ts';

/** Tokens read from front to back. A reader goes back where it took something for what it is not. */
export class TokenReader {
	/** The index of the token that is next. */
	protected at = 0;
	protected readonly tokens: readonly Token[];

	constructor(tokens: readonly Token[]) {
		this.tokens = tokens;
	}

	protected peek(ahead = 0): Token | undefined {
		return this.tokens[this.at + ahead];
	}

	protected isSign(sign: string, ahead = 0): boolean {
		const token = this.peek(ahead);
		return token?.kind === 'sign' && token.sign === sign;
	}

	protected isName(name: RegExp, ahead = 0): boolean {
		const token = this.peek(ahead);
		return token?.kind === 'name' && name.test(token.name);
	}

	protected takes(sign: string): boolean {
		if (!this.isSign(sign)) return false;
		this.at++;
		return true;
	}

	/** Passes over line ends, where an expression goes on over them. */
	protected lines(): void {
		while (this.peek()?.kind === 'line') this.at++;
	}

	protected endBefore(start: number): number {
		return Math.max(start, this.tokens[this.at - 1]?.end ?? start);
	}

	/** On to the next comma, or to what closes the list. */
	protected skip(close: string): void {
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
}
