/** Our Python and others', compiled by the very Python that will run it, in one pack. */

import {createHash} from 'node:crypto';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {deflateSync} from 'fflate';
import {openPack, writePack} from '../src/pack.ts';
import {startPython} from '../src/python.ts';
import {partsOf} from './python-parts.ts';
import type {Site} from './wheels.ts';

const compiler = new URL('../../python/cfn_lint_wasm/compile_module.py', import.meta.url);

/** A file as a pack stores it, and its size before. */
type Stored = {readonly stored: Uint8Array; readonly size: number};

/**
 * Compiles each module, and joins modules and data, sorted, into a pack. What an earlier call compiled from the same
 * source is taken from `cache`, a folder.
 * @throws where a module does not compile
 */
export async function compileSite(files: Site, runtime: string, cache: string): Promise<Uint8Array> {
	const recipe = await readFile(compiler, 'utf8');
	const earlier = await readCache(cache);
	const {pyodide} = await startPython(await partsOf(runtime, writePack(new Map())));
	pyodide.runPython(recipe);
	const compile = pyodide.globals['get']('compile_module') as (source: Uint8Array, path: string) => {toJs(): Uint8Array; destroy(): void};
	const made = new Map<string, Stored>();
	const stored = new Map<string, Stored>();
	for (const path of [...files.keys()].sort()) {
		const bytes = files.get(path) ?? new Uint8Array();
		const key = createHash('sha256').update(`${recipe}\0${pyodide.version}\0${path}\0`).update(bytes).digest('hex');
		const file = earlier.get(key) ?? deflated(path.endsWith('.py') ? compiledBy(compile, bytes, `/site/${path}`) : bytes);
		made.set(key, file);
		stored.set(path.replace(/\.py$/, '.pyc'), file);
	}
	await writeFile(join(cache, 'compiled.pack'), writePack(made));
	return writePack(stored);
}

function compiledBy(compile: (source: Uint8Array, path: string) => {toJs(): Uint8Array; destroy(): void}, source: Uint8Array, path: string): Uint8Array {
	const compiled = compile(source, path);
	const bytes = compiled.toJs();
	compiled.destroy();
	return bytes;
}

function deflated(bytes: Uint8Array): Stored {
	return {stored: deflateSync(bytes, {level: 6}), size: bytes.length};
}

async function readCache(folder: string): Promise<ReadonlyMap<string, Stored>> {
	const bytes = await readFile(join(folder, 'compiled.pack')).catch(() => undefined);
	if (bytes === undefined) return new Map();
	const pack = openPack(new Uint8Array(bytes));
	return new Map([...pack.entries].map(([key, [offset, length, size]]) => [key, {stored: pack.bytes.subarray(offset, offset + length), size}]));
}
