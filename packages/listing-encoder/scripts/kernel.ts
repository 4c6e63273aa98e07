/** Compiles `kernel/encoder.c` to WebAssembly with a Clang that is itself WebAssembly: no toolchain is needed, and the same source gives the same bytes. */

import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {commands, type Exit} from '@yowasp/clang';

const source = fileURLToPath(new URL('../../kernel/encoder.c', import.meta.url));
const options = [
	'--target=wasm32-wasip1',
	'-mexec-model=reactor',
	'-O3',
	'-msimd128',
	// Sums may be taken in any order; NaN and infinities never come up.
	'-ffast-math',
	'-Wl,--strip-all',
	'-Wl,--max-memory=268435456',
	...['load', 'judge', 'reserve', 'ids_at', 'types_at', 'answer_at'].map((name) => `-Wl,--export=${name}`),
];

/**
 * Makes the kernel, a module without imports.
 * @throws where it does not compile
 */
export async function compileKernel(): Promise<Uint8Array> {
	const said: Uint8Array[] = [];
	const hear = (bytes: Uint8Array | null) => {
		if (bytes !== null) said.push(bytes.slice());
	};
	// Loads the compiler without its progress on standard error, which the call below can't be told to keep to itself.
	await commands.clang(undefined, {}, {fetchProgress: () => undefined});
	let wasm: unknown;
	try {
		const made = await commands.clang(
			[...options, 'encoder.c', '-o', 'encoder.wasm'],
			{'encoder.c': await readFile(source, 'utf8')},
			{stdout: hear, stderr: hear},
		);
		wasm = made?.['encoder.wasm'];
	} catch (error) {
		throw new Error(`the compiler failed with ${(error as Exit).code}:\n${Buffer.concat(said).toString()}`);
	}
	if (!(wasm instanceof Uint8Array)) throw new Error('the compiler made no encoder.wasm');
	const imports = WebAssembly.Module.imports(new WebAssembly.Module(wasm as BufferSource));
	if (imports.length > 0) throw new Error(`encoder.wasm needs ${imports.map(({module, name}) => `${module}.${name}`).join(', ')}`);
	return wasm;
}
