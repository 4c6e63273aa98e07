/** What a whole process takes: for a user, start-up is part of every check. */

import {spawnSync} from 'node:child_process';

/** Milliseconds, and the peak of memory in MB. */
export type Figures = {readonly ms: number; readonly mb: number};

/** A module that prints the process's peak memory in kB to its last line of standard error when it ends. */
export const memoryProbe = `data:text/javascript,${encodeURIComponent("process.on('exit',()=>process.stderr.write('\\npeak '+process.resourceUsage().maxRSS))")}`;
const memoryRounds = 3;

/** The value in the middle. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Runs Node with these arguments, once to warm the disk and then `rounds` times; medians. */
export function timeProcess(args: readonly string[], {rounds, cwd, input}: {readonly rounds: number; readonly cwd?: string; readonly input?: string}): Figures {
	const options = {maxBuffer: 1 << 28, ...(cwd === undefined ? {} : {cwd}), ...(input === undefined ? {} : {input})};
	const times: number[] = [];
	for (let round = 0; round <= rounds; round++) {
		const start = performance.now();
		spawnSync(process.execPath, args, {...options, stdio: [input === undefined ? 'ignore' : 'pipe', 'ignore', 'ignore']});
		if (round > 0) times.push(performance.now() - start);
	}
	const peaks = Array.from({length: memoryRounds}, () => {
		const {stderr} = spawnSync(process.execPath, ['--import', memoryProbe, ...args], {...options, encoding: 'utf8'});
		return Number(/peak (\d+)$/.exec(stderr)?.[1] ?? Number.NaN) / 1024;
	});
	return {ms: median(times), mb: median(peaks)};
}
