/** Command lines as words of which each character's place is known: an option may come from a unit, or from the file of variables that it names. */

import type {Text} from '../../../contract.ts';
import type {Line} from './words.ts';

/** A word, and where its characters stand. All are of one file: that of its last variable, where it has some. */
export type CommandWord = Line;

/** Variables, with the place of their values. */
export type Variables = ReadonlyMap<string, CommandWord>;

/** A text as one word. */
export function wordOf({value, place: {file, range}}: Text): CommandWord {
	return {file, text: value, start: range?.[0] ?? 0};
}

/** Where a character of a word stands. */
export function offsetIn({start, at}: CommandWord, index: number): number {
	return at?.[index] ?? start + index;
}

/** The words of a line, divided by blanks, without their quotes and backslashes, as systemd and shells divide them. */
export function wordsOf(line: CommandWord): readonly CommandWord[] {
	const words: CommandWord[] = [];
	const {text, file} = line;
	let letters: string[] = [];
	let at: number[] = [];
	let quote = '';
	let isOpen = false;
	const close = () => {
		if (isOpen) words.push({file, text: letters.join(''), start: at[0] ?? 0, at});
		[letters, at, isOpen] = [[], [], false];
	};
	for (let index = 0; index < text.length; index++) {
		const letter = text.charAt(index);
		if (quote === '' && ' \t\r\n'.includes(letter)) {
			close();
			continue;
		}
		isOpen = true;
		if (quote === '' && (letter === '"' || letter === "'")) quote = letter;
		else if (quote !== '' && letter === quote) quote = '';
		else {
			if (letter === '\\' && quote !== "'" && index + 1 < text.length) index++;
			letters.push(text.charAt(index));
			at.push(offsetIn(line, index));
		}
	}
	close();
	return words;
}

/** Words with their variables filled in: `$NAME` alone becomes as many words as it holds, `${NAME}` inside of a word stays part of it. */
export function filled(words: readonly CommandWord[], variables: Variables): readonly CommandWord[] {
	return words.flatMap((word) => {
		const alone = /^\$(?:(\w+)|\{(\w+)\})$/.exec(word.text);
		const name = alone?.[1] ?? alone?.[2];
		if (name === undefined) return [inWord(word, variables)];
		const value = variables.get(name);
		if (value === undefined) return [];
		return alone?.[1] === undefined ? [value] : wordsOf(value);
	});
}

/** `${NAME}`, `$$` and `%%` inside of a word. */
function inWord(word: CommandWord, variables: Variables): CommandWord {
	if (!/[$%]/.test(word.text)) return word;
	let file = word.file;
	const letters: string[] = [];
	const at: number[] = [];
	const push = (letter: string, offset: number) => {
		letters.push(letter);
		at.push(offset);
	};
	for (const {0: part, 1: name, index} of word.text.matchAll(/\$\{(\w+)\}|\$\$|%%|./gs)) {
		if (name === undefined) {
			push(part.charAt(0), file === word.file ? offsetIn(word, index) : (at.at(-1) ?? 0));
			continue;
		}
		const value = variables.get(name);
		if (value === undefined) continue;
		if (value.file !== file) {
			// One word can't stand in two files: what is of the first is shown at the start of the second's.
			file = value.file;
			at.fill(offsetIn(value, 0));
		}
		for (let step = 0; step < value.text.length; step++) push(value.text.charAt(step), offsetIn(value, step));
	}
	return {file, text: letters.join(''), start: at[0] ?? word.start, at};
}
