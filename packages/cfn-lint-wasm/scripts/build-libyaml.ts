/**
 * Compiles `libyaml/` to WebAssembly, with a Clang that is itself WebAssembly: no toolchain is needed. The same sources
 * give the same bytes.
 *
 *   node dist/scripts/build-libyaml.js FILE
 */

import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {commands, type Exit, type Tree} from '@yowasp/clang';

const folder = fileURLToPath(new URL('../../libyaml/', import.meta.url));
const upstream = ['yaml.h', 'yaml_private.h', 'api.c', 'reader.c', 'scanner.c', 'parser.c'];

/** Makes `libyaml.wasm`, a module without imports whose exports `events.c` tells of. */
export async function buildLibyaml(): Promise<Uint8Array> {
	const patch = await readFile(join(folder, '0.2.6.patch'), 'utf8');
	const files: Record<string, string> = {'events.c': await readFile(join(folder, 'events.c'), 'utf8')};
	for (const file of upstream) files[file] = patched(file, await readFile(join(folder, file), 'utf8'), patch);
	const sources = Object.keys(files).filter((file) => file.endsWith('.c'));
	const options = [
		'--target=wasm32-wasip1',
		'-mexec-model=reactor',
		// -O3 is no faster here.
		'-O2',
		// Its assertions are about its own mistakes, and a failed one would only add an import to end the process with.
		'-DNDEBUG',
		'-I.',
		'-DYAML_VERSION_MAJOR=0',
		'-DYAML_VERSION_MINOR=2',
		'-DYAML_VERSION_PATCH=6',
		'-DYAML_VERSION_STRING="0.2.6"',
		'-Wl,--strip-all',
		'-Wl,--max-memory=1073741824',
	];
	const compiled = await clang([...options, ...sources, '-o', 'libyaml.wasm'], files);
	const wasm = compiled['libyaml.wasm'];
	if (!(wasm instanceof Uint8Array)) throw new Error('the compiler made no libyaml.wasm');
	const imports = WebAssembly.Module.imports(new WebAssembly.Module(wasm as BufferSource));
	if (imports.length > 0) throw new Error(`libyaml.wasm needs ${imports.map(({module, name}) => `${module}.${name}`).join(', ')}`);
	return wasm;
}

async function clang(parameters: readonly string[], files: Tree): Promise<Tree> {
	const said: Uint8Array[] = [];
	const hear = (bytes: Uint8Array | null) => {
		if (bytes !== null) said.push(bytes.slice());
	};
	// Loads the compiler without its progress on standard error, which the call below can't be told to keep to itself.
	await commands.clang(undefined, {}, {fetchProgress: () => undefined});
	try {
		return (await commands.clang([...parameters], files, {stdout: hear, stderr: hear})) ?? {};
	} catch (error) {
		// Without the cause: it has all files in it.
		throw new Error(`the compiler failed with ${(error as Exit).code}:\n${Buffer.concat(said).toString()}`);
	}
}

/**
 * Applies a file's part of a unified diff. Line numbers are not looked at: each hunk's old lines have to be in the text
 * exactly once.
 */
export function patched(file: string, text: string, patch: string): string {
	const [, part = ''] = patch.split(`--- ${file}\n+++ ${file}\n`);
	const [hunks = ''] = part.split(/^--- /m);
	return hunks
		.split(/^@@.*\n/m)
		.slice(1)
		.reduce((before, hunk) => {
			const lines = hunk.split(/(?<=\n)/);
			const side = (left: string) =>
				lines
					.filter((line) => !line.startsWith(left))
					.map((line) => line.slice(1))
					.join('');
			const [start = '', ...ends] = before.split(side('+'));
			if (ends.length !== 1) throw new Error(`a change of ${file} fits ${ends.length} times`);
			return start + side('-') + ends[0];
		}, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const [, , to] = process.argv;
	if (to === undefined) throw new Error('to which file?');
	await writeFile(to, await buildLibyaml());
}
