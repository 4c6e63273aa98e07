/** Finding one's way between YAML tokens: white space, comments, closing brackets. */

/** The next character that is neither white space, nor part of a comment, nor one of `also`. */
export function skipBlank(text: string, from: number, also = ''): number {
	let at = from;
	while (at < text.length) {
		const character = text.charAt(at);
		if (character === '#' && (at === 0 || /\s/.test(text.charAt(at - 1)))) at = lineEndAt(text, at);
		else if (character === ' ' || character === '\n' || character === '\t' || character === '\r' || character === '\uFEFF' || also.includes(character)) at++;
		else break;
	}
	return at;
}

/** Where the line of an offset ends, its line break not counted. */
export function lineEndAt(text: string, from: number): number {
	let at = from;
	while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++;
	return at;
}

/** The end of a flow collection, its bracket included; where it stays open, the end of what was read of it. */
export function closeAt(text: string, start: number, cursor: number): number {
	const bracket = text.charAt(start) === '{' ? '}' : text.charAt(start) === '[' ? ']' : undefined;
	// A single pair in a sequence, `[a: b]`, is a map without brackets.
	if (bracket === undefined) return cursor;
	const at = skipBlank(text, cursor, ',:?');
	return text.charAt(at) === bracket ? at + 1 : cursor;
}
