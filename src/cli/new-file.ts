/** Files that a command begins for its user: only `--force` puts one in the place of another. */

import {writeFile} from 'node:fs/promises';
import {codeOf, reasonOf} from '../reason.ts';
import {writeWhole} from '../whole-file.ts';

/** Throws where the file is there already and `force` is not given, and what else keeps it from being written. */
export async function writeNew(file: string, text: string, force: boolean): Promise<void> {
	if (force) await writeWhole(file, text);
	else await writeFile(file, text, {flag: 'wx'});
}

/** Why `writeNew` threw, in words for its user, who knows the file as `shown`. */
export function whyNotWritten(shown: string, error: unknown): string {
	return codeOf(error) === 'EEXIST' ? `${shown} is there already; --force replaces it` : `${shown} can't be written: ${reasonOf(error)}`;
}
