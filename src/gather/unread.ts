/** Notes what gatherers leave out of one file, so that the report says it: the same reason once, at the first place where it was met. */

import type {Place} from '../contract.ts';
import type {Unread} from '../evidence/unread.ts';

/** For each reason the place where it was met first. */
export type UnreadParts = Map<string, Place>;

/** Notes a part; a reason that is known already is not said again. */
export function leaveOut(parts: UnreadParts, place: Place, why: string): void {
	if (!parts.has(why)) parts.set(why, place);
}

/** Parts of each file, by its path. */
export type UnreadByFile = Map<string, UnreadParts>;

/** The parts of one file, or of whatever else they are kept by. */
export function partsOf<Key>(all: {get(key: Key): UnreadParts | undefined; set(key: Key, parts: UnreadParts): unknown}, key: Key): UnreadParts {
	const known = all.get(key);
	if (known !== undefined) return known;
	const parts: UnreadParts = new Map();
	all.set(key, parts);
	return parts;
}

/** The first of a list, as many as are looked at; where there are more, that is noted at the first that is left out. */
export function firstOf<Of>(parts: UnreadParts, list: readonly Of[], most: number, placeOf: (beyond: Of) => Place, why: string): readonly Of[] {
	const beyond = list[most];
	if (beyond === undefined) return list;
	leaveOut(parts, placeOf(beyond), why);
	return list.slice(0, most);
}

/** What is left to read, and where it is noted that nothing is. */
export type Budget = {left: number; readonly unread: UnreadParts};

/** Takes one from a budget; whether there was one left, which is noted where not. */
export function takes(budget: Budget, placeOf: () => Place, why: string): boolean {
	const isLeft = budget.left-- > 0;
	if (!isLeft) leaveOut(budget.unread, placeOf(), why);
	return isLeft;
}

/** What was noted, as evidence: nothing where all was looked at. */
export function unreadOf(...parts: readonly UnreadParts[]): {readonly unread?: readonly Unread[]} {
	const unread = parts.flatMap((each) => [...each].map(([why, place]): Unread => ({place, why})));
	return unread.length === 0 ? {} : {unread};
}

/** Why the values of a resource are not all looked at. */
export function tooManyValues(most: number): string {
	return `this resource has more than ${most} values; what comes after them was not looked at: make several resources of it`;
}

/** Why the values of a template are not all looked at. */
export function tooLargeTemplate(most: number): string {
	return `this template has more than ${most} values; not all of those from here on were looked at: make several templates of it`;
}
