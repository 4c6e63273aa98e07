/**
 * An audit of many made-up submissions: what one and two workers, a tenth of them, and a warm re-run take in time and memory. Not part of
 * `npm run bench`, as it takes an hour for 10,000: `node dist/test/bench/audit.js [submissions]`. Each figure stands beside one of the same
 * machine in the same hour; nothing else should run. One and two workers take turns on a fiftieth, without a cache, as the speed of a virtual
 * machine changes within minutes. One worker is held to one core: what lints beside it and V8's own threads would else take a part of the
 * second, as a worker takes some 1.2 cores where they are free. Texts are kept to their first paragraph, as judging sentences takes nine
 * tenths of the time of whole ones. Linux alone: it reads `/proc` and calls `taskset`.
 */

import {spawn} from 'node:child_process';
import {readFileSync, rmSync} from 'node:fs';
import {mkdtemp} from 'node:fs/promises';
import {availableParallelism, tmpdir} from 'node:os';
import {join} from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');
const count = Number(process.argv[2] ?? 10_000);
const scratch = await mkdtemp(join(tmpdir(), 'shelfready-bench-'));

/** Seconds of the clock and of all cores, and megabytes at their most, of one process of Node. `hold` runs it, as `taskset` does. */
async function run(args: readonly string[], hold: readonly string[] = []): Promise<{readonly seconds: number; readonly cpu: number; readonly memory: number}> {
	const start = performance.now();
	const [command = process.execPath, ...rest] = [...hold, process.execPath, ...args];
	const child = spawn(command, rest, {stdio: ['ignore', 'ignore', 'pipe']});
	let [cpu, memory, words] = [0, 0, ''];
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
	const status = await new Promise((done) => child.on('exit', done));
	clearInterval(looking);
	if (status === null || Number(status) > 2) throw new Error(`${args.join(' ')} ended with ${status}: ${words}`);
	return {seconds: (performance.now() - start) / 1000, cpu, memory};
}

let runs = 0;
/** An audit into a folder of its own. `cache` is the name of its cache; none when missing. */
async function audit(name: string, catalogue: string, {workers = 2, cache, hold}: {workers?: number; cache?: string; hold?: readonly string[]}) {
	const caching = cache === undefined ? ['--no-cache'] : ['--cache', join(scratch, cache)];
	const out = join(scratch, `out-${++runs}`);
	const taken = await run([join(root, 'bundle', 'cli.js'), 'audit', catalogue, '--out', out, '--workers', String(workers), ...caching], hold);
	const {submissions} = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as {submissions: {checked: number; failed: number}};
	const {seconds, cpu, memory} = taken;
	console.log(
		`${name.padEnd(44)} ${seconds.toFixed(1).padStart(7)} s  ${cpu.toFixed(1).padStart(7)} s of cores  ${memory.toFixed(0).padStart(5)} MB  ${submissions.checked} checked, ${submissions.failed} failed`,
	);
	rmSync(out, {recursive: true});
	return taken;
}

async function make(many: number, seed: string): Promise<string> {
	const folder = join(scratch, `catalogue-${seed}`);
	await run([join(root, 'dist', 'scripts', 'make-catalogue.js'), String(many), '--out', folder, '--seed', seed, '--paragraphs', '1']);
	return folder;
}

/** Times that one and two workers are compared. */
const turns = 5;

try {
	const [tenth, fiftieth] = [Math.ceil(count / 10), Math.ceil(count / 50)];
	console.log(`\n${count} submissions, ${availableParallelism()} cores\n`);
	const ratio = (a: number, b: number) => (a / b).toFixed(2);
	let [one, two] = [0, 0];
	for (let turn = 1; turn <= turns; turn++) {
		const some = await make(fiftieth, `turn-${turn}`);
		one += (await audit(`${fiftieth}, one worker on one core`, some, {workers: 1, hold: ['taskset', '--cpu-list', '0']})).seconds;
		two += (await audit(`${fiftieth}, two workers`, some, {})).seconds;
	}
	console.log(`one worker / two ${ratio(one, two)} x\n`);
	const small = await audit(`${tenth}, two workers`, await make(tenth, 'small'), {});
	const large = await make(count, 'large');
	const first = await audit(`${count}, two workers, filling the cache`, large, {cache: 'cache'});
	const warm = await audit(`${count}, two workers, warm`, large, {cache: 'cache'});
	console.log(`\nfirst run / warm ${ratio(first.seconds, warm.seconds)} x`);
	console.log(`memory, ${count} / ${tenth} ${ratio(first.memory, small.memory)}`);
} finally {
	rmSync(scratch, {recursive: true, force: true});
}
