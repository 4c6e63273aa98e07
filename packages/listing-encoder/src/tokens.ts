/**
 * BERT's uncased WordPiece tokens with their offsets. `@huggingface/tokenizers` gives the same ids (a test holds them against it), but not
 * where in the text a token stands.
 */

/** A token: its id, and the UTF-16 units of the text that it stands for (the end is exclusive). */
export type Token = {readonly id: number; readonly start: number; readonly end: number};

export type Tokenizer = (text: string) => readonly Token[];

/** Longer words are unknown, as in BERT. */
const longestWord = 100;
/** Words are repeated; what they came to is kept. Bounded, since texts come from anywhere. */
const mostKnown = 20_000;

const isSpace = /[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;
const isControl = /[\u0000\ufffd\p{Cc}\p{Cf}]/u;
const isMark = /\p{Mn}/u;
/** Punctuation of Unicode, and the ASCII symbols that BERT counts as such. */
const isPunctuation = /[\p{P}$+<=>^`|~]/u;
const isIdeograph = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{2fa1f}]/u;

/** A character of a word in lower case without accents, and where it came from. */
type Letter = {readonly letter: string; readonly start: number; readonly end: number};

/** A tokenizer over a vocabulary: one token a line, its id the line's number from 0. */
export function tokenizerOf(vocabulary: string): Tokenizer {
	const ids = new Map(vocabulary.split('\n').map((token, id) => [token, id]));
	const unknown = ids.get('[UNK]') ?? 100;
	const known = new Map<string, readonly (readonly [id: number, from: number, to: number])[]>();
	const piecesOf = (word: string) => {
		const found = known.get(word);
		if (found !== undefined) return found;
		const pieces = piecesIn([...word], ids, unknown);
		if (known.size >= mostKnown) known.clear();
		known.set(word, pieces);
		return pieces;
	};
	return (text) => {
		const tokens: Token[] = [];
		let word: Letter[] = [];
		const close = () => {
			if (word.length === 0) return;
			for (const [id, from, to] of piecesOf(word.map(({letter}) => letter).join('')))
				tokens.push({id, start: word[from]?.start ?? 0, end: word[to - 1]?.end ?? 0});
			word = [];
		};
		let at = 0;
		for (const character of text) {
			const [start, end] = [at, at + character.length];
			at = end;
			if (/\s/u.test(character)) close();
			else if (isControl.test(character)) continue;
			else {
				for (const letter of character.normalize('NFD').toLowerCase().normalize('NFD')) {
					if (isMark.test(letter)) continue;
					if (isSpace.test(letter)) close();
					else if (isPunctuation.test(letter) || isIdeograph.test(letter)) {
						close();
						word.push({letter, start, end});
						close();
					} else word.push({letter, start, end});
				}
			}
		}
		close();
		return tokens;
	};
}

/** The longest token from the left, again and again. `from` and `to` count characters of the word. */
function piecesIn(letters: readonly string[], ids: ReadonlyMap<string, number>, unknown: number): readonly (readonly [id: number, from: number, to: number])[] {
	if (letters.length > longestWord) return [[unknown, 0, letters.length]];
	const pieces: (readonly [number, number, number])[] = [];
	for (let from = 0; from < letters.length; ) {
		let to = letters.length;
		let id: number | undefined;
		for (; to > from; to--) {
			id = ids.get((from > 0 ? '##' : '') + letters.slice(from, to).join(''));
			if (id !== undefined) break;
		}
		if (id === undefined) return [[unknown, 0, letters.length]];
		pieces.push([id, from, to]);
		from = to;
	}
	return pieces;
}
