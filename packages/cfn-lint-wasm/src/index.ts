/** cfn-lint in Node: real cfn-lint, run by CPython in WebAssembly, in worker threads. No Python, no network. */

import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {Worker} from 'node:worker_threads';
import {type Linter, type LintOptions, linterOver} from './linter.ts';
import {readManifest} from './manifest.ts';
import {createPool, type Pool, type SpawnWorker} from './pool.ts';
import type {Said, Start} from './protocol.ts';

export type {Linter, LintOptions, Match, Position, Rule, Severity, Template} from './linter.ts';
export {NotJudged} from './pool.ts';

/** Options of a linter; those of cfn-lint are the defaults for each template. */
export type LinterOptions = LintOptions & {
	/** Most worker threads, each with a Python of its own (about 200 MB). Default 1. */
	readonly workers?: number;
	/** Most seconds for a template. Default 60. */
	readonly seconds?: number;
	/** Most bytes of Python's memory. Default 1 GiB. */
	readonly memory?: number;
	/** Told when the snapshot could not be used and the start took seconds. Default: a line on standard error. */
	readonly onSlowStart?: (reason: string) => void;
	/** Starts without the snapshot. For tests, and where an engine can't use it. */
	readonly withoutSnapshot?: boolean;
};

const runtime = fileURLToPath(new URL('../runtime/', import.meta.url));

/**
 * Makes a linter. Its first worker starts at once, so that it is ready when the first template is.
 * @throws where the installed package is damaged
 */
export function createLinter(options: LinterOptions = {}): Linter {
	const {workers, seconds, memory, onSlowStart, withoutSnapshot, ...settings} = options;
	const manifest = readManifest(readFileSync(`${runtime}manifest.json`, 'utf8'));
	const pool = nodePool(options);
	pool.warm();
	return linterOver(pool, manifest.cfnLint, settings);
}

/** A pool of worker threads. */
export function nodePool({workers = 1, seconds = 60, memory = 2 ** 30, onSlowStart = sayOnStderr, withoutSnapshot = false}: LinterOptions): Pool {
	const start: Start = {runtime, mostMemory: memory, withoutSnapshot};
	return createPool({spawn: spawner(start), workers, seconds, restingMemory, onSlowStart});
}

/** A worker that grew past this is replaced after its task. Fresh from the snapshot it has less than half. */
const restingMemory = 192 * 2 ** 20;

function spawner(start: Start): SpawnWorker {
	return (hear, ended) => {
		const worker = new Worker(new URL('./node-worker.js', import.meta.url), {
			workerData: start,
			env: {},
			execArgv: [],
			resourceLimits: {stackSizeMb: stackSize},
		});
		worker.unref();
		worker.on('message', (said: Said) => hear(said));
		worker.on('error', (error) => ended(error.message));
		worker.on('exit', () => ended('its worker ended'));
		return {post: (asked) => worker.postMessage(asked), stop: async () => void (await worker.terminate())};
	};
}

/** Megabytes: deep templates go as deep in JavaScript's stack as in Python's. */
const stackSize = 16;

function sayOnStderr(reason: string): void {
	process.stderr.write(`cfn-lint-wasm: slow start without the snapshot: ${reason}\n`);
}
