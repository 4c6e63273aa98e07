/**
 * `npm run fuzz`: fuzzes targets one after the other, and shrinks and keeps what is found.
 *
 *     npm run fuzz -- [TARGET…] [--seconds N] [--seed N]   all targets without a name; seconds of the processor, for each
 *                                                          Ctrl+C ends it within a minute, and what was done by then counts
 *     npm run fuzz -- TARGET --replay FILE…                reads found inputs again, without counters
 *     npm run fuzz -- [TARGET…] --merge                    takes what grew into the kept corpus
 */

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {projectRoot} from '../helpers/project.ts';
import {compiledFolder, keep, keptFolderOf, loadTarget, moduleOf, targetNames} from './engine/corpus.ts';
import {installCounters} from './engine/counters.ts';
import {instrument, instrumentedFolder} from './engine/instrument.ts';
import {merge} from './engine/merge.ts';
import {addRun, takeRuns} from './engine/record.ts';
import {shrunk} from './engine/shrink.ts';
import {type Found, watched} from './engine/watch.ts';

const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {
		seconds: {type: 'string', default: '60'},
		seed: {type: 'string', default: '1'},
		replay: {type: 'string', multiple: true},
		merge: {type: 'boolean', default: false},
	},
});
/** What grows and what is found, out of the repository. */
const grownFolder = join(projectRoot, 'fuzz-found');
/** For how long each target was fuzzed by hand. */
const recordFile = join(projectRoot, 'test', 'fuzz', 'fuzzed.json');
const all = targetNames();
const unknown = positionals.filter((name) => !all.includes(name));
if (unknown.length > 0) {
	console.error(`no target ${unknown.join(', ')}; there are: ${all.join(', ')}`);
	process.exit(2);
}
const names = positionals.length === 0 ? all : positionals;
const grownOf = (name: string) => join(grownFolder, name, 'inputs');

if (values.replay !== undefined) await replay(values.replay);
else {
	await instrument();
	if (values.merge) {
		const counters = installCounters();
		for (const name of names) {
			console.log(await merge(name, moduleOf(instrumentedFolder, name), grownOf(name), counters));
			takeRuns(join(grownFolder, name), name, recordFile);
		}
		process.exit();
	}
	// Some targets hold what would keep the process from ending.
	process.exit((await fuzzAll(Number(values.seconds), Number(values.seed))) ? 0 : 1);
}

async function replay(files: readonly string[]): Promise<void> {
	const [name = ''] = names;
	const {run, end} = await loadTarget(moduleOf(compiledFolder, name));
	for (const file of files) {
		const before = process.cpuUsage();
		await run(readFileSync(file), true);
		const {user, system} = process.cpuUsage(before);
		console.log(`${file}: sound, ${Math.round((user + system) / 1000)} ms`);
	}
	await end?.();
}

/** Answers whether nothing was found. */
async function fuzzAll(seconds: number, seed: number): Promise<boolean> {
	let isSound = true;
	const stopping = new AbortController();
	// The second one ends it at once.
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
	console.log('target | inputs read | CPU s | corpus | new | edges taken of all | bytes left an input | found');
	for (const name of names) {
		if (stopping.signal.aborted) break;
		let found = 0;
		const pending: Promise<void>[] = [];
		const onFound = (fault: Found) => {
			found++;
			pending.push(tell(name, fault));
		};
		const {longest} = await loadTarget(moduleOf(compiledFolder, name));
		const folders = [keptFolderOf(name), grownOf(name)];
		const state = await watched({module: moduleOf(instrumentedFolder, name), longest, seconds, seed, corpus: folders, signal: stopping.signal}, onFound);
		await Promise.all(pending);
		isSound &&= found === 0 && state !== undefined;
		const {runs, cpu, corpus, fresh, taken, all: edges, left} = state ?? {runs: 0, cpu: 0, corpus: 0, fresh: 0, taken: 0, all: 0, left: undefined};
		if (state !== undefined) addRun(join(grownFolder, name), cpu);
		console.log([name, runs, cpu.toFixed(1), corpus, fresh, `${taken} of ${edges}`, left === undefined ? '-' : Math.round(left), found].join(' | '));
	}
	return isSound;
}

/** Shrinks what was found, writes it down, and says how to see it again. */
async function tell(name: string, {what, fault, bytes}: Found): Promise<void> {
	const target = await loadTarget(moduleOf(compiledFolder, name));
	const small = what === 'crash' ? await shrunk(target, bytes) : bytes;
	const file = keep(join(grownFolder, name), small, `${what}-`);
	console.log(`${name}: ${what}: ${fault}\n  again: npm run fuzz -- ${name} --replay ${file}\n  when mended, keep it: mv ${file} ${keptFolderOf(name)}/`);
}
