/** A folder of this process for what targets write; it goes with the process. */

import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Broken} from './oracles.ts';

let folder: string | undefined;

/** The folder, made when it is first asked for. */
export function scratchFolder(): string {
	if (folder === undefined) {
		const made = mkdtempSync(join(tmpdir(), 'shelfready-fuzz-'));
		process.once('exit', () => rmSync(made, {recursive: true, force: true}));
		folder = made;
	}
	return folder;
}

/** Throws where something lies right in the folder that is not named. */
export function assertNothingElseIn(path: string, names: readonly string[]): void {
	const strays = readdirSync(path).filter((name) => !names.includes(name));
	if (strays.length > 0) throw new Broken(`written outside: ${strays.join(', ')}`);
}
