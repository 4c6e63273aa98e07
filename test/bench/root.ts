/**
 * `node dist/test/bench/root.js [bytes]`: reads a root file system's archive of 2 GB, written from real files of this machine, as a whole
 * process (`check --root`), beside `tar -t` and `sha256sum` in the same run. Needs GNU tar and twice the room in the temporary folder.
 * The bar: no slower than twice the two together, at a peak below 300 MB.
 */

import {spawnSync} from 'node:child_process';
import {lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, type Stats} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {median, memoryProbe} from './process.ts';

const wanted = Number(process.argv[2] ?? 2e9);
const rounds = 3;
const bar = {times: 2, megabytes: 300};
const cli = join(import.meta.dirname, '..', '..', 'src', 'cli.js');

/** Where an image has its configuration comes first, so that what is held is there; the bulk are programs and their data. */
const tops = ['/etc', '/home', '/var', '/opt', '/usr/sbin', '/usr/bin', '/usr/local', '/usr/share', '/usr/lib'];

/** Files, folders and links until there are enough bytes. */
function realFiles(): {readonly paths: readonly string[]; readonly bytes: number} {
	const paths: string[] = [];
	let bytes = 0;
	const walk = (folder: string, device: number) => {
		for (const name of readdirSync(folder)) {
			const path = join(folder, name);
			const found = statOf(path);
			if (found === undefined || found.dev !== device || bytes + found.size > wanted || !(found.isFile() || found.isDirectory() || found.isSymbolicLink()))
				continue;
			paths.push(path);
			bytes += found.isFile() ? found.size : 0;
			if (found.isDirectory()) walk(path, device);
		}
	};
	for (const top of tops) {
		const found = statOf(top);
		if (found !== undefined) walk(top, found.dev);
	}
	return {paths, bytes};
}

function statOf(path: string): Stats | undefined {
	try {
		return lstatSync(path);
	} catch {
		return undefined;
	}
}

/** Milliseconds of a whole process, and its standard error. */
function time(command: string, args: readonly string[]): {readonly ms: number; readonly stderr: string} {
	const start = performance.now();
	const {status, stderr, error} = spawnSync(command, args, {stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8'});
	if (error !== undefined || status === null || status > 1) throw new Error(`${command}: ${error?.message ?? stderr}`);
	return {ms: performance.now() - start, stderr};
}

const scratch = mkdtempSync(join(tmpdir(), 'shelfready-bench-'));
try {
	const {paths, bytes} = realFiles();
	const tar = join(scratch, 'root.tar');
	const empty = join(scratch, 'empty');
	mkdirSync(empty);
	const packed = spawnSync('tar', ['--no-recursion', '--ignore-failed-read', '--null', '-C', '/', '-T', '-', '-cf', tar], {
		input: paths.map((path) => `${path.slice(1)}\0`).join(''),
		encoding: 'utf8',
	});
	// 1: a file changed or went while it was packed.
	if (packed.status === null || packed.status > 2) throw new Error(packed.stderr);
	console.log(`${paths.length} entries, ${(bytes / 1e6).toFixed(0)} MB; medians of ${rounds} whole processes, after one that warms up\n`);

	const check = ['--import', memoryProbe, cli, 'check', empty, '--root', tar, '--only', 'root/*', '--fail-on', 'never', '--quiet'];
	const times: {readonly tar: number[]; readonly sum: number[]; readonly ours: number[]} = {tar: [], sum: [], ours: []};
	const peaks: number[] = [];
	for (let round = 0; round <= rounds; round++) {
		const list = time('tar', ['-tf', tar]).ms;
		const sum = time('sha256sum', [tar]).ms;
		const ours = time(process.execPath, check);
		if (round === 0) continue;
		times.tar.push(list);
		times.sum.push(sum);
		times.ours.push(ours.ms);
		peaks.push(Number(/peak (\d+)$/.exec(ours.stderr)?.[1]) / 1024);
	}
	const [list, sum, ours, peak] = [median(times.tar), median(times.sum), median(times.ours), Math.max(...peaks)];
	const ratio = ours / (list + sum);
	for (const [name, ms] of [
		['tar -t', list],
		['sha256sum', sum],
		['shelfready check --root', ours],
	] as const)
		console.log(`${name.padEnd(28)}${ms.toFixed(0).padStart(8)} ms`);
	console.log(`\n${ratio.toFixed(2)} times tar -t and sha256sum together (bar: ${bar.times}), peak ${peak.toFixed(0)} MB (bar: ${bar.megabytes})`);
	if (!(ratio <= bar.times) || !(peak < bar.megabytes)) process.exitCode = 1;
} finally {
	rmSync(scratch, {recursive: true, force: true});
}
