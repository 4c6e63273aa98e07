/** For how long each target was fuzzed, added up over runs: by the run beside what grew, and with what grew taken into the repository. */

import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {z} from 'zod';

const recordShape = z.record(z.string(), z.number().nonnegative());

/** Seconds of the processor that each target was fuzzed for, by its name; none where there is no such file. */
function recordIn(file: string): Readonly<Record<string, number>> {
	return existsSync(file) ? recordShape.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
}

/** Adds a run's seconds to those that lie beside what grew of its target. */
export function addRun(folder: string, seconds: number): void {
	mkdirSync(folder, {recursive: true});
	writeFileSync(join(folder, secondsFile), String(secondsIn(folder) + seconds));
}

/** Moves the seconds that lie beside what grew of a target to the record. */
export function takeRuns(folder: string, name: string, file: string): void {
	const record = recordIn(file);
	const seconds = Math.round((record[name] ?? 0) + secondsIn(folder));
	const entries = Object.entries({...record, [name]: seconds}).toSorted(([a], [b]) => (a < b ? -1 : 1));
	writeFileSync(file, `${JSON.stringify(Object.fromEntries(entries), undefined, '\t')}\n`);
	rmSync(join(folder, secondsFile), {force: true});
}

const secondsFile = 'seconds';

function secondsIn(folder: string): number {
	const file = join(folder, secondsFile);
	return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
}
