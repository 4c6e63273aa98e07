/**
 * An audit of many made-up submissions: what one and two workers, a tenth of them, and a warm re-run take in time and memory. Not part of
 * `npm run bench`, as it takes an hour for 10,000: `node dist/test/bench/audit.js [submissions]`. Each figure stands beside one of the same
 * machine in the same hour; nothing else should run. One and two workers are compared on a tenth, without a cache, by two audits of which
 * one is always stopped, so that both see the machine as it is: the speed of a virtual one changes within minutes. The one worker is held
 * to one core: what lints beside it and V8's own threads would else take a part of the second, as a worker takes some 1.2 cores where they
 * are free. Texts are kept to their first paragraph, as judging sentences takes nine tenths of the time of whole ones. Linux alone: it
 * reads `/proc` and calls `taskset`.
 */

import {spawn} from 'node:child_process';
import {readFileSync, rmSync} from 'node:fs';
import {mkdtemp} from 'node:fs/promises';
import {availableParallelism, tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout} from 'node:timers/promises';

const root = join(import.meta.dirname, '..', '..', '..');
const count = Number(process.argv[2] ?? 10_000);
const scratch = await mkdtemp(join(tmpdir(), 'shelfready-bench-'));

/** Seconds of the clock while it was not stopped, and of all cores; megabytes at their most. */
type Taken = {readonly seconds: number; readonly cpu: number; readonly memory: number};
type Running = {readonly taken: Promise<Taken>; readonly stop: () => void; readonly go: () => void; readonly isDone: () => boolean};

/** Starts one process of Node. `hold` runs it, as `taskset` does. */
function start(args: readonly string[], hold: readonly string[] = []): Running {
	const [command = process.execPath, ...rest] = [...hold, process.execPath, ...args];
	const child = spawn(command, rest, {stdio: ['ignore', 'ignore', 'pipe']});
	let [cpu, memory, words] = [0, 0, ''];
	let before = 0;
	let since: number | undefined = performance.now();
	const active = () => before + (since === undefined ? 0 : performance.now() - since);
	child.stderr.on('data', (chunk) => (words = `${words}${chunk}`.slice(-500)));
	const look = () => {
		try {
			// The kernel keeps the peak; the last look before the end is what counts.
			memory = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? memory * 1024) / 1024;
			const [user = 0, system = 0] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').replace(/.*\) /, '').split(' ').slice(11, 13).map(Number);
			cpu = (user + system) / 100;
		} catch {
			// It has ended.
		}
	};
	const looking = setInterval(look, 50);
	const taken = new Promise<unknown>((done) => child.on('exit', done)).then((status) => {
		clearInterval(looking);
		if (status === null || Number(status) > 2) throw new Error(`${args.join(' ')} ended with ${status}: ${words}`);
		return {seconds: active() / 1000, cpu, memory};
	});
	return {
		taken,
		stop() {
			if (!child.kill('SIGSTOP')) return;
			before = active();
			since = undefined;
		},
		go() {
			if (child.kill('SIGCONT')) since = performance.now();
		},
		isDone: () => child.exitCode !== null || child.signalCode !== null,
	};
}

const run = (args: readonly string[]) => start(args).taken;

/** Lets one go on at a time, for so many seconds each, until all have ended. */
async function inTurns(all: readonly {readonly running: Running; readonly seconds: number}[]): Promise<void> {
	for (const {running} of all) running.stop();
	while (!all.every(({running}) => running.isDone()))
		for (const {running, seconds} of all) {
			if (running.isDone()) continue;
			running.go();
			const rest = new AbortController();
			await Promise.race([running.taken, setTimeout(seconds * 1000, undefined, {signal: rest.signal}).catch(() => {})]);
			rest.abort();
			running.stop();
		}
}

let runs = 0;
/** Starts an audit into a folder of its own. `cache` is the name of its cache; none when missing. */
function startAudit(name: string, catalogue: string, {workers = 2, cache, hold}: {workers?: number; cache?: string; hold?: readonly string[]}): Running {
	const caching = cache === undefined ? ['--no-cache'] : ['--cache', join(scratch, cache)];
	const out = join(scratch, `out-${++runs}`);
	const running = start([join(root, 'bundle', 'cli.js'), 'audit', catalogue, '--out', out, '--workers', String(workers), ...caching], hold);
	const taken = running.taken.then((all) => {
		const {submissions} = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as {submissions: {checked: number; failed: number}};
		const {seconds, cpu, memory} = all;
		console.log(
			`${name.padEnd(44)} ${seconds.toFixed(1).padStart(7)} s  ${cpu.toFixed(1).padStart(7)} s of cores  ${memory.toFixed(0).padStart(5)} MB  ${submissions.checked} checked, ${submissions.failed} failed`,
		);
		rmSync(out, {recursive: true});
		return all;
	});
	return {...running, taken};
}

const audit = (...args: Parameters<typeof startAudit>) => startAudit(...args).taken;

async function make(many: number, seed: string): Promise<string> {
	const folder = join(scratch, `catalogue-${seed}`);
	await run([join(root, 'dist', 'scripts', 'make-catalogue.js'), String(many), '--out', folder, '--seed', seed, '--paragraphs', '1']);
	return folder;
}

try {
	const tenth = Math.ceil(count / 10);
	console.log(`\n${count} submissions, ${availableParallelism()} cores\n`);
	const ratio = (a: number, b: number) => (a / b).toFixed(2);
	const some = await make(tenth, 'small');
	const one = startAudit(`${tenth}, one worker on one core`, some, {workers: 1, hold: ['taskset', '--cpu-list', '0']});
	const two = startAudit(`${tenth}, two workers`, some, {});
	// So that both take about as many turns.
	await inTurns([
		{running: one, seconds: 17},
		{running: two, seconds: 10},
	]);
	console.log(`one worker / two ${ratio((await one.taken).seconds, (await two.taken).seconds)} x\n`);
	// Memory is held to that of the same work: the run above keeps no cache, and is stopped again and again while its collector is not.
	const small = await audit(`${tenth}, two workers, filling a cache`, some, {cache: 'small'});
	const large = await make(count, 'large');
	const first = await audit(`${count}, two workers, filling a cache`, large, {cache: 'cache'});
	const warm = await audit(`${count}, two workers, warm`, large, {cache: 'cache'});
	console.log(`\nfirst run / warm ${ratio(first.seconds, warm.seconds)} x`);
	console.log(`memory, ${count} / ${tenth} ${ratio(first.memory, small.memory)}`);
} finally {
	rmSync(scratch, {recursive: true, force: true});
}
