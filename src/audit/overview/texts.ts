/** The texts of a page, each once: reports say the same again and again. */

import {visible} from '../../report/text/visible.ts';

/** Gives out indexes for texts. `size` counts UTF-16 units that are held. */
export type Texts = {of(text: string | undefined, most: number): number; readonly all: readonly string[]; size(): number};

/** An empty collection. What would reorder or hide a line is made visible in each text; what is cut is said. */
export function newTexts(): Texts {
	const indexes = new Map<string, number>();
	const all: string[] = [];
	let held = 0;
	return {
		all,
		size: () => held,
		of(text, most) {
			if (text === undefined) return -1;
			const cut = shown(text, most);
			const known = indexes.get(cut);
			if (known !== undefined) return known;
			indexes.set(cut, all.length);
			held += cut.length;
			return all.push(cut) - 1;
		},
	};
}

/** A text as it is shown: at most so many units, line breaks and tabs kept, everything else that can't be seen by its name. */
export function shown(text: string, most: number): string {
	const cut = text.length <= most ? text : `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…`;
	return /^[\x20-\x7e]*$/.test(cut)
		? cut
		: cut
				.split(/(\r?\n|\t)/)
				.map((part, index) => (index % 2 === 1 ? (part === '\t' ? '    ' : '\n') : visible(part)))
				.join('');
}

/** A submission's name on one line. One of spaces alone gets quotation marks, so that it can be seen and followed. */
export function shownName(submission: string): string {
	const name = visible(submission.length <= longestName ? submission : `${submission.slice(0, longestName).replace(/[\ud800-\udbff]$/, '')}…`);
	return name.trim() === '' ? `“${name}”` : name;
}

const longestName = 200;
