/** The bodies of here-documents (POSIX, Shell Command Language, 2.7.4). */

import {isQuoted, literal, type Mutable, plainWord, type Redirection} from './tree.ts';
import type {WordReader} from './words.ts';

/** Takes the bodies that begin at the line which comes next. Each becomes the target of its redirection, instead of the word that ends it. */
export function readBodies(reader: WordReader, pending: readonly Mutable<Redirection>[], depth: number): void {
	for (const redirection of pending) {
		const {operator, target} = redirection;
		const start = reader.at;
		const {end, next} = extentOf(reader.text, start, literal(target) ?? '', operator === '<<-');
		redirection.target = isQuoted(target) ? plainWord(reader.text.slice(start, end), start) : reader.quotedStretch(start, end, depth);
		reader.at = next;
	}
}

/** Where a body ends, and where the line behind the one that ends it begins. */
function extentOf(text: string, start: number, delimiter: string, tabs: boolean): {readonly end: number; readonly next: number} {
	for (let line = start; line < text.length; ) {
		const lineEnd = text.indexOf('\n', line);
		const until = lineEnd < 0 ? text.length : lineEnd;
		// A line as long as this is no end.
		const content = until - line > delimiter.length + 200 ? undefined : text.slice(line, until).replace(/\r$/, '');
		if (content !== undefined && (tabs ? content.replace(/^\t+/, '') : content) === delimiter) return {end: line, next: Math.min(until + 1, text.length)};
		line = until + 1;
	}
	return {end: text.length, next: text.length};
}
