/**
 * cfn-lint in a browser. Serve the package's `runtime/` folder from your own site and say where it is; nothing is fetched
 * from anywhere else, and templates stay in the page.
 */

import {type Linter, type LintOptions, linterOver} from './linter.ts';
import {readManifest} from './manifest.ts';
import {createPool, type SpawnWorker} from './pool.ts';
import type {Asked, Said, Start} from './protocol.ts';

export type {Linter, LintOptions, Match, Position, Rule, Severity, Template} from './linter.ts';
export {NotJudged} from './pool.ts';

/** Options of a linter in a browser; those of cfn-lint are the defaults for each template. */
export type BrowserLinterOptions = LintOptions & {
	/** URL of the package's `runtime/`, with `/` at its end. */
	readonly runtime: string | URL;
	/** Makes the worker from the package's `browser-worker.js`. Default: the file beside this module. */
	readonly worker?: () => Worker;
	readonly workers?: number;
	/** Most seconds for a template. Default 60. */
	readonly seconds?: number;
	/** Most bytes of Python's memory. Default 1 GiB. */
	readonly memory?: number;
	/** Told when the snapshot could not be used and the start took seconds. Default: a warning on the console. */
	readonly onSlowStart?: (reason: string) => void;
	readonly withoutSnapshot?: boolean;
};

/**
 * Makes a linter. Its first worker starts at once.
 * @throws where `runtime` holds no manifest
 */
export async function createLinter(options: BrowserLinterOptions): Promise<Linter> {
	const {runtime, worker, workers = 1, seconds = 60, memory = 2 ** 30, onSlowStart = warn, withoutSnapshot = false, ...settings} = options;
	const folder = new URL(runtime, location.href).href;
	const response = await fetch(`${folder}manifest.json`);
	if (!response.ok) throw new Error(`${folder}manifest.json can't be had: ${response.status}`);
	const manifest = readManifest(await response.text());
	const spawn = spawner({runtime: folder, mostMemory: memory, withoutSnapshot}, worker ?? ownWorker);
	const pool = createPool({spawn, workers, seconds, restingMemory: memory, onSlowStart});
	pool.warm();
	return linterOver(pool, manifest.cfnLint, settings);
}

function spawner(start: Start, make: () => Worker): SpawnWorker {
	return (hear, ended) => {
		const worker = make();
		worker.onmessage = ({data}: MessageEvent<Said>) => hear(data);
		worker.onerror = (event) => ended(event.message);
		worker.postMessage(start);
		return {post: (asked: Asked) => worker.postMessage(asked), stop: async () => worker.terminate()};
	};
}

function ownWorker(): Worker {
	return new Worker(new URL('./browser-worker.js', import.meta.url), {type: 'module'});
}

function warn(reason: string): void {
	console.warn(`cfn-lint-wasm: slow start without the snapshot: ${reason}`);
}
