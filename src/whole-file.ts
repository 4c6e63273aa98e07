/** Writing a file: whole or not at all. */

import {randomBytes} from 'node:crypto';
import {chmod, realpath, rename, rm, stat, writeFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';

/**
 * Writes beside the file and renames, so that no reader ever sees half a report. A link stays a link; what is no plain file
 * (`/dev/null`, a pipe) is written to, never replaced. Throws when it can't be written.
 */
export async function writeWhole(file: string, text: string): Promise<void> {
	const target = await realpath(file).catch(() => file);
	const there = await stat(target).catch(() => undefined);
	if (there !== undefined && !there.isFile()) {
		await writeFile(target, text);
		return;
	}
	const beside = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
	try {
		await writeFile(beside, text, {flag: 'wx'});
		// What was private, or a program, stays so.
		if (there !== undefined) await chmod(beside, there.mode & 0o777);
		await rename(beside, target);
	} catch (error) {
		await rm(beside, {force: true});
		throw error;
	}
}
