/** What of a root file system is more than is looked at. Its gatherers share no other state, so that it is kept beside the file system. */

import type {Place} from '../../contract.ts';
import type {Unread} from '../../evidence/unread.ts';
import type {FileSystem} from '../../filesystem.ts';
import {firstOf, leaveOut, partsOf, type UnreadParts, unreadOf} from '../unread.ts';

const known = new WeakMap<FileSystem, UnreadParts>();

/** What gatherers left out of a root so far. */
export function unreadOfRoot(system: FileSystem): readonly Unread[] {
	return unreadOf(partsOf(known, system)).unread ?? [];
}

/** Notes what is left out of a root. */
export function leaveOutOfRoot(system: FileSystem, place: Place, why: string): void {
	leaveOut(partsOf(known, system), place, why);
}

/** The first of a list (`firstOf`), for a root. */
export function firstOfRoot<Of>(system: FileSystem, list: readonly Of[], most: number, placeOf: (beyond: Of) => Place, why: string): readonly Of[] {
	return firstOf(partsOf(known, system), list, most, placeOf, why);
}
