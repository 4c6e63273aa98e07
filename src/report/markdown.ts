/** Pieces of Markdown. Pure text. */

import {flat} from './text/visible.ts';

/** A line longer than this is cut in printed examples: thousands of characters that make one long value teach nothing. */
const longestLine = 240;

const languages: Readonly<Record<string, string>> = {json: 'json', yaml: 'yaml', yml: 'yaml', md: 'markdown', html: 'html', template: 'yaml'};

/** A fenced block of a file's text. Its fence is longer than any run of backticks inside. */
export function codeBlock(file: string, text: string): string {
	const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = '`'.repeat(longest + 1);
	const extension = file.slice(file.lastIndexOf('.') + 1).toLowerCase();
	const lines = text.trimEnd().split(/\r\n|\r|\n/);
	return [`${fence}${(Object.hasOwn(languages, extension) && languages[extension]) || 'text'}`, ...lines.map((line) => visible(shorten(line))), fence].join(
		'\n',
	);
}

/** A table. Pipes in cells are escaped; line breaks become spaces. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text of a submission on one line that is neither Markdown nor HTML. A table escapes its own bars. */
export function escaped(text: string): string {
	return uncalled(flat(text).replace(/[\\`*_[\]<>#~$&]/g, '\\$&'));
}

/**
 * Keeps `@name`, `#1` and `GH-1` from calling people and other issues. Code hosts look for them in what is left when all escapes are undone,
 * so that a backslash does not help.
 */
export function uncalled(text: string): string {
	return text.replace(/[@#]|\bGH-(?=\d)/gi, '$&\u2060');
}

/** A value as YAML on one line. JSON is YAML, so whatever is not plainly safe is written as JSON. */
export function yamlScalar(value: number | boolean | string | readonly string[]): string {
	if (typeof value === 'string' && /^[A-Za-z][\w.-]*$/.test(value) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(value)) return value;
	return JSON.stringify(value);
}

/** Control characters, marks of writing direction and broken surrogates would not be seen, or do mischief in a terminal: they are spelled out. */
export function visible(text: string): string {
	return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/gu, (character) => {
		return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
	});
}

function shorten(line: string): string {
	return line.length > longestLine ? `${line.slice(0, longestLine / 2)}… (${line.length} characters in all)` : line;
}
