/** A folder of this process for what targets write; it goes with the process. */

import {readdirSync} from 'node:fs';
import {newFolder} from '../helpers/scratch.ts';
import {Broken} from './oracles.ts';

let folder: string | undefined;

/** The folder, made when it is first asked for. */
export function scratchFolder(): string {
	folder ??= newFolder();
	return folder;
}

/** Throws where something lies right in the folder that is not named. */
export function assertNothingElseIn(path: string, names: readonly string[]): void {
	const strays = readdirSync(path).filter((name) => !names.includes(name));
	if (strays.length > 0) throw new Broken(`written outside: ${strays.join(', ')}`);
}
