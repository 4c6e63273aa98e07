/** What of a root file system is more than is looked at. Its gatherers share no other state, so that it is kept beside the file system. */

import type {Place} from '../../contract.ts';
import type {Unread} from '../../evidence/unread.ts';
import type {FileSystem} from '../../filesystem.ts';
import {leaveOut, type UnreadParts, unreadOf} from '../unread.ts';

const known = new WeakMap<FileSystem, UnreadParts>();

function unreadPartsOf(system: FileSystem): UnreadParts {
	const parts: UnreadParts = known.get(system) ?? new Map();
	known.set(system, parts);
	return parts;
}

/** What gatherers left out of a root so far. */
export function unreadOfRoot(system: FileSystem): readonly Unread[] {
	return unreadOf(unreadPartsOf(system)).unread ?? [];
}

/** Notes what is left out of a root. */
export function leaveOutOfRoot(system: FileSystem, place: Place, why: string): void {
	leaveOut(unreadPartsOf(system), place, why);
}

/** The first of a list, as many as are looked at; where there are more, that is noted at the first that is left out. */
export function firstOfRoot<Of>(system: FileSystem, list: readonly Of[], most: number, placeOf: (beyond: Of) => Place, why: string): readonly Of[] {
	const beyond = list[most];
	if (beyond === undefined) return list;
	leaveOutOfRoot(system, placeOf(beyond), why);
	return list.slice(0, most);
}
