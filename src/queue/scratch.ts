/** A folder for files in passing. Those of processes that were killed go when the next one begins. */

import {lstat, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {lock} from '../audit/lock.ts';
import {temporaryFolder} from '../temporary.ts';

const prefix = 'shelfready-queue-';
const lockName = 'lock';

/** The folder, and what takes it away. */
export type Scratch = {readonly folder: string; readonly close: () => Promise<void>};

/** Makes one, where the system has such files. @throws {Error} where it can't, in words. */
export async function openScratch(): Promise<Scratch> {
	await sweep();
	const folder = temporaryFolder(prefix);
	const unlock = await lock(join(folder, lockName));
	return {folder, close: () => unlock().then(() => rm(folder, {recursive: true, force: true}))};
}

/** Takes away what nobody holds any more. What belongs to another user, and what is held, stays. */
async function sweep(): Promise<void> {
	for (const name of await readdir(tmpdir()).catch(() => [])) {
		if (!name.startsWith(prefix)) continue;
		const folder = join(tmpdir(), name);
		try {
			const found = await lstat(folder);
			// One that was made just now may be about to be locked.
			if (!found.isDirectory() || found.uid !== process.getuid?.() || Date.now() - found.mtimeMs < 60_000) continue;
			// One of another container that shares the folder is left alone at once.
			const unlock = await lock(join(folder, lockName), {signal: AbortSignal.abort()});
			await unlock();
			await rm(folder, {recursive: true, force: true});
		} catch {}
	}
}
