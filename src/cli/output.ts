/** Writing a report to a file: whole or not at all. */

import {randomBytes} from 'node:crypto';
import {rename, rm, writeFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';

/** Writes beside the file and renames, so that no reader ever sees half a report. Throws when the folder can't be written to. */
export async function writeWhole(file: string, text: string): Promise<void> {
	const beside = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.tmp`);
	try {
		await writeFile(beside, text, {flag: 'wx'});
		await rename(beside, file);
	} catch (error) {
		await rm(beside, {force: true});
		throw error;
	}
}
