/** Folders for what tests write; they go with the thread that runs the test file. */

import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const folders: string[] = [];

process.once('exit', () => {
	for (const folder of folders) {
		try {
			rmSync(folder, {recursive: true, force: true});
		} catch {
			// What a test has killed may still be writing.
		}
	}
});

/** A new, empty folder, right in the system's folder for such: reports wrap at long paths. */
export function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'shelfready-'));
	folders.push(folder);
	return folder;
}
