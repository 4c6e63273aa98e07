/** Files that a command begins for its user: only `--force` puts one in the place of another. */

import {mkdir, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {codeOf, reasonOf, whyUnwritable} from '../reason.ts';
import {writeWhole} from '../whole-file.ts';

/** Writes it, and makes its folder. Answers why it can't, in words: it is there already and `force` is not given, or what else. `file` is as its user knows it. */
export async function writeNew(file: string, text: string, force: boolean): Promise<string | undefined> {
	try {
		await mkdir(dirname(file), {recursive: true});
	} catch (error) {
		return `${file} can't be written: ${whyUnwritable(error)}`;
	}
	try {
		if (force) await writeWhole(file, text);
		else await writeFile(file, text, {flag: 'wx'});
		return undefined;
	} catch (error) {
		if (force) return reasonOf(error);
		return codeOf(error) === 'EEXIST' ? `${file} is there already; --force replaces it` : `${file} can't be written: ${whyUnwritable(error)}`;
	}
}
