/**
 * `npm run crash -- [--kills 20] [--count 120] [--workers 2] [--seed 1] [--queue] [--cli FILE] [--keep]`: an audit that is killed again and again by SIGKILL, as it
 * starts, in the midst, near its end and while it writes its summary, and started again each time. Its results must then be an undisturbed run's, byte
 * for byte. Exits 1 where they are not. With `--queue` each kill is of the audit, one of two workers, or their Redis (`redis-server` on the path); the undisturbed
 * run is then still one without a queue. `--keep` leaves the folders there.
 */

import {type ChildProcess, spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch} from 'node:fs';
import {connect} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {parseArgs} from 'node:util';
import * as z from 'zod';
import {type Random, randomOf} from '../../scripts/catalogue/random.ts';
import {newCatalogue, submissionsOf} from '../../scripts/make-catalogue.ts';
import {differencesOf, linesOf} from '../helpers/differences.ts';
import {freePort} from '../helpers/port.ts';

/** A process that a run is made of. The run is done when the one that `isRun` has ended by itself; the others are then told to stop. */
type Program = {
	readonly name: string;
	readonly command: string;
	readonly args: readonly string[];
	readonly env?: Readonly<Record<string, string>>;
	/** The others are started when it listens there. */
	readonly port?: number;
	readonly isRun?: true;
};

/** A run's folders, and how it is started. */
type Run = {readonly cli: string; readonly catalogue: string; readonly out: string; readonly workers: number};

/** A machine that is busy otherwise sets nothing aside. */
const patient = ['--timeout', '3600'];

/** What is killed of a run on one machine: all of it. */
function programsOf({cli, catalogue, out, workers}: Run): readonly Program[] {
	// Each run has a cache of its own, or the second would check nothing.
	const env = {XDG_CACHE_HOME: `${out}.cache`};
	return [
		{name: 'audit', command: process.execPath, args: [cli, 'audit', catalogue, '--out', out, '--workers', String(workers), ...patient], env, isRun: true},
	];
}

/** The same over a queue, whose Redis writes down what it is told before it answers. */
async function queuePrograms({cli, catalogue, out, workers}: Run): Promise<readonly Program[]> {
	const port = await freePort();
	const url = `redis://127.0.0.1:${port}`;
	const folder = `${out}.redis`;
	mkdirSync(folder);
	const env = {XDG_CACHE_HOME: `${out}.cache`};
	const redis = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes', '--appendfsync', 'always'];
	const half = String(Math.max(1, workers >> 1));
	return [
		{name: 'redis', command: 'redis-server', args: redis, port},
		...['worker 1', 'worker 2'].map((name) => ({
			name,
			command: process.execPath,
			args: [cli, 'worker', '--queue', url, '--workers', half, '--takeover', '5'],
			env,
		})),
		{name: 'audit', command: process.execPath, args: [cli, 'audit', catalogue, '--out', out, '--queue', url, ...patient], env, isRun: true},
	];
}

/**
 * When a kill comes: `delay` milliseconds after the programs were started, after the results have so many lines, or after a file of such a name was
 * touched in the folder of results.
 */
type Kill = {readonly phase: string; readonly delay: number; readonly lines?: number; readonly touched?: RegExp};

/** Kills that are spread over a run of `count` submissions. The first comes while the folder is begun. */
function killsOf(total: number, count: number, random: Random): readonly Kill[] {
	const share = (percent: number) => Math.round((total * percent) / 100);
	const list = <Item>(length: number, make: () => Item) => Array.from({length}, make);
	const middle = list(share(40), () => 1 + random.below(count - 6)).toSorted((a, b) => a - b);
	const near = list(share(15), () => count - 5 + random.below(5)).toSorted((a, b) => a - b);
	const starts = list(share(15), (): Kill => ({phase: 'start', delay: random.below(1500)}));
	const amidst = middle.map((lines): Kill => ({phase: 'middle', lines, delay: random.below(400)}));
	const before: Kill[] = [...starts, ...amidst.splice(0, 2)];
	const fixed: readonly Kill[] = [
		{phase: 'folder begun', touched: /audit\.json/, delay: 0},
		...before,
		...amidst,
		...near.map((lines): Kill => ({phase: 'near the end', lines, delay: random.below(200)})),
	];
	const left = list(Math.max(0, total - fixed.length), (): Kill => ({phase: 'summary', touched: /summary\.json|index\.html/, delay: random.below(6)}));
	return [...fixed, ...left].slice(0, total);
}

/** Resolves when it is time to kill, or when the run has ended before. */
async function momentOf({delay, lines, touched}: Kill, out: string, ended: () => boolean): Promise<void> {
	if (touched !== undefined) {
		mkdirSync(out, {recursive: true});
		const watcher = watch(out);
		// Without a pause: what is written is small.
		const isTouched = new Promise<true>((done) => watcher.on('change', (_, name) => touched.test(String(name)) && done(true)));
		while (!ended() && (await Promise.race([isTouched, pause(50)])) !== true);
		watcher.close();
	}
	if (lines !== undefined) while (!ended() && linesOf(out).length < lines) await pause(20);
	if (delay > 0) await pause(delay);
}

/** Milliseconds that a program may take to end when it is told to: more than a worker's grace. */
const longestEnd = 60_000;

/** Programs that are kept running. What they say goes to `said`. */
function keptRunning(programs: readonly Program[], said: string[]) {
	const children = new Map<Program, ChildProcess>();
	// Whatever ends this program ends them.
	process.on('exit', () => {
		for (const child of children.values()) child.kill('SIGKILL');
	});
	const isUp = (program: Program) => {
		const child = children.get(program);
		return child !== undefined && child.exitCode === null && child.signalCode === null;
	};
	const isRunOver = () => programs.some((program) => program.isRun === true && !isUp(program));
	const ends = async (program: Program, signal?: NodeJS.Signals) => {
		const child = children.get(program);
		if (child === undefined || !isUp(program)) return child?.exitCode;
		const ended = new Promise((done) => child.once('exit', done));
		if (signal !== undefined) child.kill(signal);
		await ended;
		return child.exitCode;
	};
	return {
		isRunOver,
		async start() {
			for (const program of programs) {
				if (isUp(program)) continue;
				const child = spawn(program.command, program.args, {env: {...process.env, ...program.env}, stdio: ['ignore', 'ignore', 'pipe']});
				child.stderr.on('data', (piece: Buffer) => said.push(`${program.name}: ${piece.toString('utf8').trimEnd()}`));
				children.set(program, child);
				if (program.port !== undefined) while (isUp(program) && !(await listens(program.port))) await pause(20);
			}
		},
		kill: (program: Program) => ends(program, 'SIGKILL'),
		/** Waits for the run's own end and answers its status; ends the others, and names those that a signal does not end. */
		async finish() {
			let status: number | null | undefined;
			for (const program of programs) if (program.isRun === true) status = await ends(program);
			const stuck: string[] = [];
			// Who serves the others goes last.
			for (const program of programs.toReversed()) {
				const isEnded = await Promise.race([ends(program, 'SIGTERM').then(() => true), pause(longestEnd, false, {ref: false})]);
				if (isEnded) continue;
				stuck.push(program.name);
				await ends(program, 'SIGKILL');
			}
			return {status, stuck};
		},
	};
}

function listens(port: number): Promise<boolean> {
	return new Promise((done) => {
		const socket = connect(port, '127.0.0.1', () => {
			socket.destroy();
			done(true);
		}).on('error', () => done(false));
	});
}

const flags = z.object({
	kills: z.coerce.number().int().min(8).default(20),
	count: z.coerce.number().int().min(20).default(120),
	workers: z.coerce.number().int().min(1).default(2),
	seed: z.string().default('1'),
	cli: z.string().default(join(import.meta.dirname, '..', '..', '..', 'bundle', 'cli.js')),
	queue: z.boolean().default(false),
	keep: z.boolean().default(false),
});

async function main(): Promise<void> {
	const text = {type: 'string'} as const;
	const {values} = parseArgs({options: {kills: text, count: text, workers: text, seed: text, cli: text, queue: {type: 'boolean'}, keep: {type: 'boolean'}}});
	const {kills: total, count, workers, seed, cli, queue, keep} = flags.parse(values);
	const scratch = mkdtempSync(join(tmpdir(), 'shelfready-crash-'));
	const said: string[] = [];
	try {
		const catalogue = newCatalogue('ndjson', scratch);
		for await (const submission of submissionsOf(count, seed)) await catalogue.add(submission);
		catalogue.end();
		const [undisturbed, disturbed] = [join(scratch, 'undisturbed'), join(scratch, 'disturbed')];
		const calm = keptRunning(programsOf({cli, catalogue: catalogue.path, out: undisturbed, workers}), said);
		const begun = performance.now();
		await calm.start();
		const {status} = await calm.finish();
		console.log(`undisturbed: ${linesOf(undisturbed).length} results, status ${status}, ${((performance.now() - begun) / 1000).toFixed(0)} s`);

		const random = randomOf(seed, 'kills');
		const killed: Run = {cli, catalogue: catalogue.path, out: disturbed, workers};
		const programs = queue ? await queuePrograms(killed) : programsOf(killed);
		const run = keptRunning(programs, said);
		let [done, missed] = [0, 0];
		for (const kill of killsOf(total, count, random)) {
			// A run may be over before its moment has come; it is started again then, as often as it takes.
			for (let isKilled = false; !isKilled && missed < 5 * total; ) {
				await run.start();
				await momentOf(kill, disturbed, run.isRunOver);
				const victim = random.pick(programs);
				// A run that was over is none that was killed, whatever else is up.
				isKilled = !run.isRunOver() && (await run.kill(victim)) === null;
				if (!isKilled) missed++;
				else console.log(`kill ${String(++done).padStart(2)}, ${kill.phase}, ${victim.name}: ${linesOf(disturbed).length} results, ${partOf(disturbed)}`);
			}
		}
		await run.start();
		const {status: last, stuck} = await run.finish();
		console.log(`${done} kills, ${missed} runs over before theirs; then status ${last}`);
		const faults = [
			...(done < total ? [`${total - done} kills found no run to kill`] : []),
			...stuck.map((name) => `${name} does not end when it is told to`),
			...(last === status ? [] : [`status ${last}, undisturbed ${status}`]),
			...differencesOf(disturbed, undisturbed, count),
		];
		for (const fault of faults) console.error(fault);
		if (faults.length > 0) {
			console.error(said.slice(-20).join('\n'));
			process.exitCode = 1;
		} else console.log(`all ${count} results are those of the undisturbed run`);
	} finally {
		if (keep) console.log(scratch);
		else rmSync(scratch, {recursive: true, force: true});
	}
}

/** How far the run had come, as its folder tells. */
function partOf(out: string): string {
	const names = readdirSync(out);
	const torn = names.includes('results.ndjson') && !/(?:^|\n)$/.test(readFileSync(join(out, 'results.ndjson'), 'utf8')) ? ', a torn line' : '';
	const half = names.filter((name) => name.endsWith('.tmp')).length;
	return `${names.includes('summary.json') ? 'with' : 'no'} summary${torn}${half > 0 ? `, ${half} half written files` : ''}`;
}

if (process.argv[1] === import.meta.filename) await main();
