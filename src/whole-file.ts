/** Writing a file: whole or not at all. */

import {randomBytes} from 'node:crypto';
import {chmod, open, realpath, rename, rm, stat, writeFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';

/**
 * Writes beside the file and renames, so that no reader ever sees half a report, nor an empty one after a power cut. A link stays a link; what is no plain file
 * (`/dev/null`, a pipe) is written to, never replaced. Throws when it can't be written.
 */
export async function writeWhole(file: string, text: string): Promise<void> {
	const target = await realpath(file).catch(() => file);
	const there = await stat(target).catch(() => undefined);
	if (there !== undefined && !there.isFile()) {
		await writeFile(target, text);
		return;
	}
	const beside = besideOf(target);
	try {
		await writeSynced(beside, text);
		// What was private, or a program, stays so.
		if (there !== undefined) await chmod(beside, there.mode & 0o777);
		await rename(beside, target);
	} catch (error) {
		await rm(beside, {force: true});
		throw error;
	}
}

/** Writes a new file to the disk: a name may be on it before what it names, and a power cut between the two would leave an empty file. */
async function writeSynced(file: string, text: string): Promise<void> {
	const handle = await open(file, 'wx');
	try {
		await handle.writeFile(text);
		await handle.datasync();
	} finally {
		await handle.close();
	}
}

/** Where a file is written before it takes its name: beside it, under a name that no other run gives. */
export function besideOf(file: string): string {
	return join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.tmp`);
}

/** Whether a name is one of those: what a killed run left half written. `of` says which files' are meant. */
export function isBeside(name: string, of = /./): boolean {
	const written = /^\.(.+)\.[0-9a-f]{12}\.tmp$/.exec(name)?.[1];
	return written !== undefined && of.test(written);
}
