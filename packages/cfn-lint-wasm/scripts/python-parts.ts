/** What scripts start Python from: Pyodide's files in a folder, with the site given. */

import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import type {PythonParts} from '../src/python.ts';

/** Parts without a snapshot and with no bound on memory below WebAssembly's own. */
export async function partsOf(folder: string, site: Uint8Array): Promise<PythonParts> {
	const {loadPyodide} = (await import(pathToFileURL(join(folder, 'pyodide.mjs')).href)) as Pick<PythonParts, 'loadPyodide'>;
	const {default: createModule} = (await import(pathToFileURL(join(folder, 'pyodide.asm.mjs')).href)) as {default: PythonParts['createModule']};
	const compiled = await WebAssembly.compile(await readFile(join(folder, 'pyodide.asm.wasm')));
	return {loadPyodide, createModule, compiled, folder: `${folder}/`, site, lent: {}, mostMemory: 2 ** 31};
}
