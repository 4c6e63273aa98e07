/** Who files belong to. */

import {type FileSystem, textAt} from '../../../filesystem.ts';
import {linesOf} from '../lines.ts';

/** Names of users by number, as `etc/passwd` has them; a number that it lacks stands for itself. */
export function ownersOf(system: FileSystem): (uid: number | undefined) => string | undefined {
	const names = new Map<number, string>();
	const accounts = textAt(system, 'etc/passwd');
	for (const {value} of accounts === undefined ? [] : linesOf(accounts)) {
		const [, name = '', uid = ''] = /^([^:]{1,100}):[^:]*:(\d{1,10}):/.exec(value) ?? [];
		// The first account of a number gives it its name.
		if (name !== '' && !names.has(Number(uid))) names.set(Number(uid), name);
	}
	return (uid) => (uid === undefined ? undefined : (names.get(uid) ?? `user ${uid}`));
}
