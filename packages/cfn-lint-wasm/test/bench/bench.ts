/**
 * Ours against native cfn-lint, in one run, in turn: medians and ratios, never a verdict.
 *
 *   CFN_LINT_NATIVE=PYTHON node packages/cfn-lint-wasm/dist/test/bench/bench.js [FOLDER OF TEMPLATES]
 *
 * Without CFN_LINT_NATIVE only ours is timed.
 */

import {spawn} from 'node:child_process';
import {readdirSync, readFileSync, statSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {native, nativeFindings} from '../helpers/native.ts';
import {createLinter, root} from '../helpers/published.ts';

const folder = process.argv[2] ?? join(root, 'test/templates/realistic');
const rounds = 7;

const files = readdirSync(folder)
	.filter((name) => /\.(ya?ml|json|template)$/.test(name) && name !== 'LABELS.json')
	.sort()
	.map((name) => join(folder, name));
const middle = files.toSorted((a, b) => statSync(a).size - statSync(b).size)[files.length >> 1] ?? '';

console.log(`${files.length} templates of ${folder}; ${rounds} rounds; Node ${process.versions.node}`);
await wholeProcess();
await warm();
await all();

/** One template, from nothing: the command line of each. */
async function wholeProcess(): Promise<void> {
	const ours: number[] = [];
	const theirs: number[] = [];
	for (let round = 0; round < rounds; round++) {
		ours.push(await timed(process.execPath, [join(root, 'bundle/cli.js'), middle]));
		if (native !== undefined) theirs.push(await timed(join(dirname(native), 'cfn-lint'), [middle]));
	}
	say(`whole process, one template of ${statSync(middle).size} bytes`, ours, theirs);
}

/** Template by template in one process, after all of them once; the ratio is of the sums and, for each template, of its medians. */
async function warm(): Promise<void> {
	const sample = files.filter((_, index) => index % Math.ceil(files.length / 20) === 0);
	const linter = createLinter();
	const times: number[][] = sample.map(() => []);
	for (let round = -1; round < 3; round++) {
		for (const [index, file] of sample.entries()) {
			const text = readFileSync(file);
			const start = performance.now();
			await linter.lint({text, filename: file});
			if (round >= 0) times[index]?.push((performance.now() - start) / 1000);
		}
	}
	const memory = process.memoryUsage().rss / 1e6;
	await linter.close();
	const ours = times.map(median);
	let theirs: readonly number[] = [];
	if (native !== undefined) {
		const asked = sample.map((path) => ({path, options: {}}));
		const answers = await nativeFindings(native, [...asked, ...asked, ...asked, ...asked], folder);
		theirs = sample.map((_, index) => median([1, 2, 3].map((round) => answers[round * sample.length + index]?.seconds ?? 0)));
	}
	say(`warm, ${sample.length} templates: median of a template`, ours, theirs);
	if (theirs.length > 0) {
		console.log(
			`  sum ${ratio(sum(ours), sum(theirs))}; template by template: median ${median(ours.map((time, index) => time / (theirs[index] ?? 1))).toFixed(2)} x`,
		);
	}
	console.log(`  memory of the whole process with its worker: ${memory.toFixed(0)} MB`);
}

/** All templates, two workers against two processes of native that have half each. */
async function all(): Promise<void> {
	const ours: number[] = [];
	const theirs: number[] = [];
	for (let round = 0; round < 2; round++) {
		const start = performance.now();
		const linter = createLinter({workers: 2});
		await Promise.all(files.map((file) => linter.lint({text: readFileSync(file), filename: file})));
		await linter.close();
		ours.push((performance.now() - start) / 1000);
		if (native === undefined) continue;
		const begun = performance.now();
		await nativeFindings(
			native,
			files.map((path) => ({path, options: {}})),
			folder,
			2,
		);
		theirs.push((performance.now() - begun) / 1000);
	}
	say(`${files.length} templates, 2 workers against 2 native processes`, ours, theirs);
}

async function timed(command: string, args: readonly string[]): Promise<number> {
	const start = performance.now();
	await new Promise((done, failed) => {
		spawn(command, [...args], {stdio: 'ignore'})
			.on('close', done)
			.on('error', failed);
	});
	return (performance.now() - start) / 1000;
}

function say(what: string, ours: readonly number[], theirs: readonly number[]): void {
	console.log(what);
	console.log(`  ${theirs.length === 0 ? `${median(ours).toFixed(2)} s` : ratio(median(ours), median(theirs))}`);
}

function ratio(ours: number, theirs: number): string {
	return `${ours.toFixed(2)} s, native ${theirs.toFixed(2)} s: ${(ours / theirs).toFixed(2)} x`;
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}

function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const half = sorted.length >> 1;
	return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
