/** Texts against patterns with stars, in time that grows with the product of both lengths at most. */

/** Whether a text fits a pattern of some parts: at an index either a star, shown as true, or a test of one letter. */
export function fits(text: string, parts: number, partAt: (index: number) => true | ((letter: string) => boolean)): boolean {
	let [at, on] = [0, 0];
	let [star, from] = [-1, 0];
	while (at < text.length) {
		const part = on < parts ? partAt(on) : undefined;
		if (part === true) {
			star = on++;
			from = at;
		} else if (part?.(text.charAt(at)) === true) {
			at++;
			on++;
		} else if (star >= 0) {
			on = star + 1;
			at = ++from;
		} else return false;
	}
	while (on < parts && partAt(on) === true) on++;
	return on === parts;
}

/** Whether a file's name fits one part of a path of `glob(3)`: `*`, `?`, `[a-z]`, `[!a-z]`, `\*`. A leading dot has to be written. */
export function nameFits(name: string, pattern: string): boolean {
	if (name.startsWith('.') && !pattern.startsWith('.') && !pattern.startsWith('\\.')) return false;
	const parts = partsOf(pattern);
	return fits(name, parts.length, (index) => parts[index] ?? true);
}

/** Whether one part of a path has wildcards. */
export function hasWildcard(pattern: string): boolean {
	return /[*?[]/.test(pattern);
}

function partsOf(pattern: string): readonly (true | ((letter: string) => boolean))[] {
	const parts: (true | ((letter: string) => boolean))[] = [];
	for (let index = 0; index < pattern.length; index++) {
		const letter = pattern.charAt(index);
		const close = letter === '[' ? pattern.indexOf(']', index + (/^\[[!^]/.test(pattern.slice(index, index + 2)) ? 3 : 2)) : -1;
		if (letter === '*') parts.push(true);
		else if (letter === '?') parts.push(() => true);
		else if (close > 0) {
			parts.push(oneOf(pattern.slice(index + 1, close)));
			index = close;
		} else {
			const own = letter === '\\' ? pattern.charAt(++index) : letter;
			parts.push((other) => other === own);
		}
	}
	return parts;
}

function oneOf(set: string): (letter: string) => boolean {
	const negated = /^[!^]/.test(set);
	const letters = negated ? set.slice(1) : set;
	return (letter) => {
		for (let index = 0; index < letters.length; index++) {
			const isRange = letters.charAt(index + 1) === '-' && index + 2 < letters.length;
			const [from, to] = [letters.charAt(index), isRange ? letters.charAt(index + 2) : letters.charAt(index)];
			if (letter >= from && letter <= to) return !negated;
			if (isRange) index += 2;
		}
		return negated;
	};
}
