/** What a shell script prints, as the plain text that a person sees: `echo`, `printf` and here-documents. */

import type {DocumentRead} from './block-list.ts';
import {linesOf} from './lines.ts';
import {readPlainText} from './plain-text.ts';

/** Where the arguments of a printing command begin. */
const printing = /(?:^|[;&|({]|\b(?:then|do|else)\s)\s*(?:echo|printf)(?:\s+-[a-zA-Z]{1,5})*(?=\s|$)/g;
const hereDocument = /(?:^|[;&|({\s])(?:cat|tee|echo|printf|wall|banner|figlet)\b[^\n<]{0,300}<<-?\s*(["']?)(\w+)\1/;

/** Reads the printed words where they stand; all else counts as white space. A line that prints nothing ends a paragraph. */
export function readPrinted(source: string, file: string): DocumentRead {
	const shown: string[] = [];
	let until: string | undefined;
	for (const {start, end, next, text} of linesOf(source)) {
		const line = source.slice(start, end);
		if (until !== undefined && text === until) until = undefined;
		else if (until !== undefined) {
			shown.push(line, blank(source.slice(end, next)));
			continue;
		}
		shown.push(text.startsWith('#') ? blank(line) : printedOf(line), blank(source.slice(end, next)));
		if (!text.startsWith('#')) until = hereDocument.exec(line)?.[2];
	}
	return readPlainText(shown.join(''), file);
}

/** As long as the text; its line breaks stay. */
function blank(text: string): string {
	return text.replace(/[^\r\n]/g, ' ');
}

/** A line with all but the arguments of its printing commands blanked. */
function printedOf(line: string): string {
	let shown = '';
	for (const {0: command, index} of line.matchAll(printing)) {
		if (index < shown.length) continue;
		const from = index + command.length;
		shown = shown + blank(line.slice(shown.length, from)) + argumentsOf(line, from);
	}
	return shown + blank(line.slice(shown.length));
}

/** The words from an offset to the end of the command, without quotes and escapes, as long as they are in the line. */
function argumentsOf(line: string, from: number): string {
	let words = '';
	let quote = '';
	for (let at = from; at < line.length; at++) {
		const mark = line.charAt(at);
		// A colour, a line break, an escaped mark. printf reads them in single quotes too; only the quote itself can't be escaped there.
		const escaped = mark === '\\' ? /^\\(?:(?:033|e|x1b)\[[\d;]{0,20}[a-zA-Z]|[abcefnrtv0]|[^'])?/i.exec(line.slice(at, at + 40))?.[0] : undefined;
		if (escaped !== undefined) {
			words += blank(escaped);
			at += escaped.length - 1;
		} else if (quote === '' && (mark === '"' || mark === "'")) {
			quote = mark;
			words += ' ';
		} else if (mark === quote) {
			quote = '';
			words += ' ';
		} else if (quote === '' && /[;|&<>)#]/.test(mark)) break;
		else words += mark;
	}
	return words;
}
