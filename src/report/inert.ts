/**
 * Reports that whoever prints them does not obey. The runner of GitHub Actions reads its log for commands, `##[command]` anywhere in a line and
 * `::command` at its start, whoever printed it; a terminal obeys controls, and direction marks reorder what it shows. Each form keeps what it says.
 */

const wordJoiner = '\u2060';

/** What a terminal obeys that JSON and XML may hold as it is: C1 controls, delete, direction marks, line separators. */
const obeyed = /[\x7F-\x9F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;

/** A text of lines, in which an invisible joiner parts what begins a command. */
export function inertText(text: string): string {
	return text.replaceAll('##[', `##${wordJoiner}[`).replace(/^([^\S\n]*):(?=:)/gm, `$1:${wordJoiner}`);
}

/** JSON, which stays the same to who parses it. */
export function inertJson(json: string): string {
	// Only strings hold any of these.
	return json.replaceAll('##[', '#\\u0023[').replace(obeyed, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** XML or HTML, which stays the same to who parses it. Style sheets and scripts, which are ours, are left as they are. */
export function inertMarkup(markup: string): string {
	return markup
		.split(/(<(?:style|script)\b[^<]*(?:<(?!\/(?:style|script)>)[^<]*)*<\/(?:style|script)>)/)
		.map((part, index) => (index % 2 === 1 ? part : inertCharacters(part)))
		.join('');
}

function inertCharacters(markup: string): string {
	return markup
		.replaceAll('##[', '#&#35;[')
		.replace(/^([^\S\n]*):(?=:)/gm, '$1&#58;')
		.replace(obeyed, (character) => `&#${character.charCodeAt(0)};`);
}
