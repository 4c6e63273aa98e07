/** Words of a program as getopt_long takes them apart, by what it is told of the program's options. */

import {flat, sourceOf, type Value} from './values.ts';

/** The options of a program. */
export type Grammar = {
	/** As getopt is told: a colon stands behind each letter that takes a value, `ad:s:`, and a plus before all of them where options end at the first other word. */
	readonly letters: string;
	/** Long names with the letter that each stands for; `=` for one without a letter that takes a value, empty for one that takes none. */
	readonly long: Readonly<Record<string, string>>;
};

/** What a program is told. */
export type Told = {
	/** Each option by its letter, or by its long name where there is no letter, with its value: empty for one that takes none. */
	readonly given: readonly (readonly [name: string, value: Value])[];
	/** The same, of several the last. */
	readonly options: ReadonlyMap<string, Value>;
	/** Words that are no options and no values of any, wherever they stand. */
	readonly operands: readonly Value[];
};

/** Options are told in the forms `-p x`, `-px`, `-mp x`, `--password x`, `--password=x` and `--pass x`. One that the grammar lacks takes no value, and one whose value is missing is not told. */
export function readOptions({args}: {readonly args: readonly Value[]}, {letters, long}: Grammar): Told {
	const given: (readonly [string, Value])[] = [];
	const operands: Value[] = [];
	for (let at = 0; at < args.length; at++) {
		const arg = args[at] ?? [];
		const word = flat(arg);
		if (word === '--') return told(given, [...operands, ...args.slice(at + 1)]);
		if (word.startsWith('--')) {
			const [name = ''] = word.slice(2).split('=', 1);
			const known = longName(name, long);
			const letter = long[known] ?? '';
			const takesValue = letter === '=' || (letter !== '' && letters.includes(`${letter}:`));
			const isJoined = word.length > name.length + 2;
			const value = isJoined ? sourceOf(arg).slice(name.length + 3, word.length) : takesValue ? args[++at] : [];
			if (value !== undefined) given.push([letter === '' || letter === '=' ? known : letter, value]);
		} else if (word.startsWith('-') && word.length > 1) {
			for (let index = 1; index < word.length; index++) {
				const letter = word[index] ?? '';
				const takesValue = letter !== ':' && letters.includes(`${letter}:`);
				const isJoined = takesValue && index + 1 < word.length;
				const value = isJoined ? sourceOf(arg).slice(index + 1, word.length) : takesValue ? args[++at] : [];
				if (value !== undefined) given.push([letter, value]);
				if (takesValue) break;
			}
		} else if (letters.startsWith('+')) return told(given, args.slice(at));
		else operands.push(arg);
	}
	return told(given, operands);
}

function told(given: Told['given'], operands: Told['operands']): Told {
	return {given, options: new Map(given), operands};
}

/** The name that a beginning of it stands for, where no other option begins like that. */
function longName(name: string, long: Grammar['long']): string {
	if (Object.hasOwn(long, name)) return name;
	const names = Object.keys(long).filter((known) => known.startsWith(name));
	const [first] = names;
	const isOne = first !== undefined && new Set(names.map((known) => (long[known] === '' || long[known] === '=' ? known : long[known]))).size === 1;
	return isOne ? first : name;
}
