/** The files of a submission, from the paths that the user names. */

import {lstat, readdir, readFile} from 'node:fs/promises';
import {basename, join, relative} from 'node:path';
import type {Input, Problem} from '../artifact.ts';

/** Lists and reads the files under the paths. */
export async function listInputs(
	paths: readonly string[],
): Promise<{readonly inputs: readonly Input[]; readonly problems: readonly Problem[]; readonly configFile?: string}> {
	const inputs: Input[] = [];
	const problems: Problem[] = [];
	let configFile: string | undefined;
	for (const path of paths) {
		try {
			const files = (await lstat(path)).isDirectory()
				? (await readdir(path, {recursive: true, withFileTypes: true}))
						.filter((entry) => entry.isFile())
						.map((entry) => relative(path, join(entry.parentPath, entry.name)))
				: [''];
			for (const file of files.toSorted()) {
				if (file === 'shelfready.yaml') configFile = join(path, file);
				else inputs.push({file: file === '' ? basename(path) : file.replaceAll('\\', '/'), bytes: await readFile(join(path, file))});
			}
		} catch (error) {
			problems.push({file: path, message: error instanceof Error ? error.message : String(error)});
		}
	}
	return {inputs, problems, ...(configFile === undefined ? {} : {configFile})};
}
