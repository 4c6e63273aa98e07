/**
 * An audit of many made-up submissions: what one and two workers, a tenth of them, and a warm re-run take in time and memory. Not part of
 * `npm run bench`, as it takes an hour and a half for 10,000: `node dist/test/bench/audit.js [submissions]`. Each figure stands beside one of
 * the same machine in the same hour; nothing else should run. One and two workers are compared on a tenth, without a cache. Texts are kept to
 * their first paragraph, as judging sentences takes nine tenths of the time of whole ones.
 */

import {spawn} from 'node:child_process';
import {readFileSync, rmSync} from 'node:fs';
import {mkdtemp} from 'node:fs/promises';
import {availableParallelism, tmpdir} from 'node:os';
import {join} from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');
const count = Number(process.argv[2] ?? 10_000);
const scratch = await mkdtemp(join(tmpdir(), 'shelfready-bench-'));

/** Seconds of the clock and of all cores, and megabytes at their most, of one process of Node. */
async function run(args: readonly string[]): Promise<{readonly seconds: number; readonly cpu: number; readonly memory: number}> {
	const start = performance.now();
	const child = spawn(process.execPath, args, {stdio: ['ignore', 'ignore', 'pipe']});
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
async function audit(name: string, catalogue: string, workers: number, cache?: string) {
	const caching = cache === undefined ? ['--no-cache'] : ['--cache', join(scratch, cache)];
	const out = join(scratch, `out-${++runs}`);
	const taken = await run([join(root, 'bundle', 'cli.js'), 'audit', catalogue, '--out', out, '--workers', String(workers), ...caching]);
	const {submissions} = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as {submissions: {checked: number; failed: number}};
	const {seconds, cpu, memory} = taken;
	console.log(
		`${name.padEnd(44)} ${seconds.toFixed(1).padStart(7)} s  ${cpu.toFixed(1).padStart(7)} s of cores  ${memory.toFixed(0).padStart(5)} MB  ${submissions.checked} checked, ${submissions.failed} failed`,
	);
	rmSync(out, {recursive: true});
	return taken;
}

async function make(many: number): Promise<string> {
	const folder = join(scratch, `catalogue-${many}`);
	await run([join(root, 'dist', 'scripts', 'make-catalogue.js'), String(many), '--out', folder, '--paragraphs', '1']);
	return folder;
}

try {
	const tenth = Math.ceil(count / 10);
	const [large, small] = [await make(count), await make(tenth)];
	console.log(`\n${count} submissions, ${availableParallelism()} cores\n`);
	const one = await audit(`${tenth}, one worker`, small, 1);
	const two = await audit(`${tenth}, two workers`, small, 2);
	const first = await audit(`${count}, two workers, filling the cache`, large, 2, 'cache');
	const warm = await audit(`${count}, two workers, warm`, large, 2, 'cache');
	const ratio = (a: number, b: number) => (a / b).toFixed(2);
	console.log(`\none worker / two       ${ratio(one.seconds, two.seconds)} x`);
	console.log(`first run / warm       ${ratio(first.seconds, warm.seconds)} x`);
	console.log(`memory, ${count} / ${tenth} ${ratio(first.memory, two.memory)}`);
} finally {
	rmSync(scratch, {recursive: true, force: true});
}
