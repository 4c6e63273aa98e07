/**
 * `npm run bench`: whole-process times and peak memory of the commands that users wait for, each as a ratio to an empty Node process
 * timed in the same run, since absolute times say more about the machine than about us. Readers are timed beside their peers.
 */

import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {load} from 'js-yaml';
import {parseDocument} from 'yaml';
import {parseYaml} from '../../src/read/yaml.ts';
import {median, timeProcess} from './process.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const cli = join(root, 'bundle', 'cli.js');
const rounds = 9;

/** Milliseconds, the median of thirty warm calls. */
function timeCall(call: () => unknown): number {
	const times: number[] = [];
	for (let round = 0; round < 40; round++) {
		const start = performance.now();
		call();
		if (round >= 10) times.push(performance.now() - start);
	}
	return median(times);
}

function row(name: string, ...cells: readonly string[]): void {
	console.log([name.padEnd(44), ...cells.map((cell) => cell.padStart(12))].join(''));
}

const scratch = mkdtempSync(join(tmpdir(), 'shelfready-bench-'));
try {
	const submission = join(root, 'templates', 'submissions', 'larkspur');
	const one = join(scratch, 'one');
	cpSync(join(submission, 'template.yaml'), join(one, 'template.yaml'), {recursive: true});
	writeFileSync(join(scratch, 'empty.mjs'), '');

	console.log(`Node ${process.version}, medians of ${rounds} whole processes\n`);
	row('process', 'ms', 'x empty Node', 'peak MB');
	const empty = timeProcess([join(scratch, 'empty.mjs')], {rounds, cwd: scratch});
	const cases: readonly (readonly [string, readonly string[], string])[] = [
		['shelfready --version', [cli, '--version'], scratch],
		['shelfready check, folder with one template', [cli, 'check', one], scratch],
		['shelfready check, whole example submission', [cli, 'check', submission], scratch],
	];
	row('node, empty module', empty.ms.toFixed(0), '1.0', empty.mb.toFixed(0));
	for (const [name, args, cwd] of cases) {
		const {ms, mb} = timeProcess(args, {rounds, cwd});
		row(name, ms.toFixed(0), (ms / empty.ms).toFixed(1), mb.toFixed(0));
	}

	const text = readFileSync(join(submission, 'template.yaml'), 'utf8');
	const values = timeCall(() => load(text.replaceAll(/!(?:Ref|Sub|GetAtt|If|Join|Select|Equals|Not|Condition)\b/g, '')));
	console.log(`\nreading one template of ${(text.length / 1024).toFixed(0)} kB, warm, in one process\n`);
	row('reader', 'ms', 'x js-yaml');
	row('js-yaml load (values, no positions)', values.toFixed(2), '1.0');
	for (const [name, call] of [
		['ours (tree with exact ranges)', () => parseYaml(text)],
		['yaml parseDocument (ranges)', () => parseDocument(text, {logLevel: 'silent'})],
	] as const) {
		const ms = timeCall(call);
		row(name, ms.toFixed(2), (ms / values).toFixed(1));
	}
} finally {
	rmSync(scratch, {recursive: true, force: true});
}
