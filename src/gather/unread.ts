/** Notes what gatherers leave out of one file, so that the report says it: the same reason once, at the first place where it was met. */

import type {Place} from '../contract.ts';
import type {Unread} from '../evidence/unread.ts';

/** For each reason the place where it was met first. */
export type UnreadParts = Map<string, Place>;

/** Notes a part; a reason that is known already is not said again. */
export function leaveOut(parts: UnreadParts, place: Place, why: string): void {
	if (!parts.has(why)) parts.set(why, place);
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
