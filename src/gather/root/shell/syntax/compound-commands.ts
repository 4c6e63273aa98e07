/** The heads of compound commands and of function definitions (POSIX, Shell Command Language, 2.9.4, 2.9.5): what stands before their commands. */

import type {Scanner} from './scanner.ts';
import {literal, type Word} from './tree.ts';
import type {WordReader} from './words.ts';

/** Takes the `()` of a function definition, whose opening was read; whether it was there. */
export function takesParentheses(reader: Scanner): boolean {
	const close = /^[ \t]{0,20}\)/.exec(reader.text.slice(reader.at, reader.at + 21));
	if (close === null) return false;
	reader.at += close[0].length;
	return true;
}

/** The name of `function name` or `function name ()`, whose first word was read. */
export function functionHead(reader: WordReader, depth: number): string {
	reader.blank();
	const name = literal(reader.word('plain', depth)) ?? '';
	reader.blank();
	if (reader.skips('(')) takesParentheses(reader);
	return name;
}

/** The word of `case word in`, whose first word was read. */
export function caseHead(reader: WordReader, depth: number): Word {
	reader.blank();
	const word = reader.word('plain', depth);
	while (reader.skips(' \t\r\n'));
	if (/^in\s/.test(reader.text.slice(reader.at, reader.at + 3))) reader.at += 2;
	return word;
}

/** `for name in words`, whose first word was read, as an assignment: one word is the value, several are none in particular. */
export function forHead(reader: WordReader, depth: number): {readonly name: string; readonly value: Word} {
	reader.blank();
	const start = reader.at;
	const name = literal(reader.word('plain', depth)) ?? '';
	const words: Word[] = [];
	while (!reader.done && !';\n'.includes(reader.text[reader.at] ?? '')) {
		if (reader.blank()) continue;
		const word = reader.word('plain', depth);
		if (word.end === word.start) reader.at++;
		else words.push(word);
	}
	const [into, only, ...more] = words;
	const isOne = into !== undefined && literal(into) === 'in' && only !== undefined && more.length === 0 && !/[*?[{]/.test(literal(only) ?? '*');
	return {name, value: isOne ? only : {pieces: [{kind: 'other', start, end: reader.at}], start, end: reader.at}};
}
