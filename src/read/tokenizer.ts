/** htmlparser2's tokenizer, told what to listen to. Not its parser: that keeps a stack of open elements, and takes time with the square of their number. */

import {Tokenizer} from 'htmlparser2';

/** What is told of a text; offsets count in it. */
export type TokenListener = ConstructorParameters<typeof Tokenizer>[1];

const ignore = () => undefined;

/** What nobody listens to. */
const deaf: TokenListener = {
	ontext: ignore,
	onopentagname: ignore,
	onopentagend: ignore,
	onselfclosingtag: ignore,
	onclosetag: ignore,
	isInForeignContext: () => false,
	onattribname: ignore,
	onattribdata: ignore,
	onattribend: ignore,
	onattribentity: ignore,
	ontextentity: ignore,
	oncdata: ignore,
	oncomment: ignore,
	ondeclaration: ignore,
	onprocessinginstruction: ignore,
	onend: ignore,
};

/** A tokenizer that leaves references as they are written, so that each comes with its source range. */
export function tokenizerOf(listener: Partial<TokenListener>, {xmlMode = false} = {}): Tokenizer {
	return new Tokenizer({xmlMode, decodeEntities: false}, {...deaf, ...listener});
}
