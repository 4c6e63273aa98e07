/** Folders for what tests write; they go with the thread that runs the test file. */

import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

let parent: string | undefined;

/** A new, empty folder. */
export function newFolder(): string {
	parent ??= goingFolder();
	return mkdtempSync(join(parent, 'in-'));
}

function goingFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'shelfready-'));
	process.once('exit', () => {
		try {
			rmSync(folder, {recursive: true, force: true});
		} catch {
			// What a test has killed may still be writing.
		}
	});
	return folder;
}
