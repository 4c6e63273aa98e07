/** IAM's patterns: `*` stands for any characters, `?` for one; nothing else is special. `${…}` is a value that is not known, or known only at run time. */

/** Whether a pattern matches a text, letter for letter. Takes time in proportion to both lengths multiplied, at worst. */
export function matchesPattern(pattern: string, text: string): boolean {
	let at = 0;
	let read = 0;
	let star = -1;
	let retry = 0;
	while (read < text.length) {
		const wanted = pattern[at];
		if (wanted === '*') {
			star = at++;
			retry = read;
		} else if (wanted !== undefined && (wanted === '?' || wanted === text[read])) {
			at++;
			read++;
		} else if (star >= 0) {
			at = star + 1;
			read = ++retry;
		} else return false;
	}
	while (pattern[at] === '*') at++;
	return at === pattern.length;
}

/** Whether all that one pattern matches, another surely does: for both, `*` and what is not known may be any characters. */
export function coversPattern(outer: string, inner: string): boolean {
	return outer === inner || (!outer.includes('?') && matchesPattern(outer, inner));
}

/** Whether a pattern is nothing but `*`. */
export function isStar(pattern: string): boolean {
	return /^\*+$/.test(pattern.trim());
}

/** Whether a text holds a part that is not known. */
export function hasHole(text: string): boolean {
	return text.includes('${');
}

/** The fields of an ARN, the colons of `${AWS::Region}` and the like not taken for its own; nothing for another text. */
export function arnFields(text: string): readonly string[] | undefined {
	const fields = text.replace(/\$\{[^}]{0,300}\}/g, (hole) => hole.replaceAll(':', inHole)).split(':');
	if (fields[0] !== 'arn' || fields.length < 6) return undefined;
	return [...fields.slice(0, 5), fields.slice(5).join(':')].map((field) => field.replaceAll(inHole, ':'));
}

const inHole = '\uE001';
