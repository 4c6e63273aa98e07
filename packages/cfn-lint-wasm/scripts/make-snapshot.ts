/** The memory of Python once cfn-lint is loaded and has linted. */

import crypto from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {yamlParser} from '../src/libyaml.ts';
import {loadLinter, startPython} from '../src/python.ts';
import {packSnapshot, type SnapshotIndex} from '../src/snapshot.ts';
import {partsOf} from './python-parts.ts';

/** What is linted before the memory is saved. */
const warmUps = new URL('../../python/warm-up.yaml', import.meta.url);

/** The snapshot of `runtime`, cfn-lint's version, and the speed patches that no longer fit it. */
export async function makeSnapshot(
	runtime: string,
): Promise<{readonly index: SnapshotIndex; readonly pages: Uint8Array; readonly version: string; readonly leftOut: readonly string[]}> {
	const parts = await partsOf(runtime, await readFile(join(runtime, 'site.pack')));
	const libyaml = await WebAssembly.compile(await readFile(join(runtime, 'libyaml.wasm')));
	const undo = freezeWorld();
	try {
		const python = await startPython({...parts, lent: {cfnLintWasmParseYaml: yamlParser(libyaml)}, makesSnapshot: true});
		loadLinter(python, [await readFile(warmUps, 'utf8')]);
		const version = python.pyodide.runPython('lint.version()') as string;
		const leftOut = JSON.parse(
			python.pyodide.runPython('import json, cfn_lint_wasm.prepare\njson.dumps(cfn_lint_wasm.prepare.left_out)') as string,
		) as readonly string[];
		return {...packSnapshot(python.pyodide.makeMemorySnapshot()), version, leftOut};
	} finally {
		undo();
	}
}

/** Stops clocks and randomness, which would otherwise be in the memory that is saved: the same inputs must give the same bytes. */
function freezeWorld(): () => void {
	const {now} = Date;
	const {randomFillSync} = crypto;
	const zone = process.env['TZ'];
	Date.now = () => 0;
	performance.now = () => 0;
	crypto.randomFillSync = <T extends NodeJS.ArrayBufferView>(array: T) => {
		new Uint8Array(array.buffer, array.byteOffset, array.byteLength).fill(1);
		return array;
	};
	process.env['TZ'] = 'UTC';
	return () => {
		Date.now = now;
		// The prototype's again.
		Reflect.deleteProperty(performance, 'now');
		crypto.randomFillSync = randomFillSync;
		if (zone === undefined) delete process.env['TZ'];
		else process.env['TZ'] = zone;
	};
}
