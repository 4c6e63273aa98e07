/** "Did you mean": names that users write for rules, policies, settings and files. */

import {nearest} from '../language/nearest.ts';

/** `; did you mean …?`, or nothing when no name is near. A rule's name is compared without its family, which all of a family share. */
export function suggestion(word: string, names: readonly string[]): string {
	const byLast = new Map(names.toSorted((a, b) => Number(sameFamily(a, word)) - Number(sameFamily(b, word))).map((name) => [lastOf(name), name]));
	const found = byLast.get(lastOf(word)) ?? byLast.get(nearest(lastOf(word), byLast.keys()) ?? '');
	return found === undefined ? '' : `; did you mean ${found}?`;
}

/** The part after the last `/`; for a whole family (`listing/*`) and names without one, all of it. */
function lastOf(name: string): string {
	return name.endsWith('/*') ? name : name.slice(name.lastIndexOf('/') + 1);
}

function sameFamily(a: string, b: string): boolean {
	return a.slice(0, a.lastIndexOf('/') + 1) === b.slice(0, b.lastIndexOf('/') + 1);
}

/** Why a name means no rule, with the nearest one that there is. */
export function unknownRule(name: string, ids: readonly string[]): string {
	return `there is no rule ${JSON.stringify(name)}${suggestion(name, ids)}`;
}

/** Why a name means no family of rules, with those that there are. */
export function unknownFamily(name: string, ids: readonly string[]): string {
	const families = [...new Set(ids.map((id) => `${id.slice(0, id.indexOf('/'))}/*`))];
	return `there is no rule family ${JSON.stringify(name)}${suggestion(name, families)}${families.length === 0 ? '' : `; there are ${families.join(', ')}`}`;
}
