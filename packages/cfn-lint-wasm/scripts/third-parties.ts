/** The licences of all that the package carries. */

import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Site} from './wheels.ts';

/** What is not a wheel: where it is from, and how it is licensed. */
const others = [
	[
		'Pyodide',
		'MPL-2.0. `runtime/pyodide.*` and `python_stdlib.zip` are the files of the npm package `pyodide`, unchanged; its source is at https://github.com/pyodide/pyodide, the licence at https://mozilla.org/MPL/2.0/.',
	],
	['CPython', 'PSF-2.0, inside Pyodide; the licence is at https://docs.python.org/3/license.html.'],
	[
		'wasi-libc and LLVM compiler-rt',
		'MIT, and Apache-2.0 with LLVM exceptions: what `libyaml.wasm` needs of them is linked into it. Sources: https://github.com/WebAssembly/wasi-libc and https://github.com/llvm/llvm-project.',
	],
] as const;

/** A page with each licence text under its package's name. `licences` are the licence files of the wheels, by path; `root` is the package's folder. */
export async function thirdParties(licences: Site, root: string): Promise<string> {
	const wheels = [...licences]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([path, bytes]) => {
			const [name = '', version = ''] = (path.split('.dist-info/')[0] ?? '').split('-');
			return section(`${name} ${version}: ${path.split('/').pop()}`, new TextDecoder().decode(bytes));
		});
	const texts = [
		section('libyaml 0.2.5, with changes of 0.2.6', await readFile(join(root, 'libyaml/LICENSE'), 'utf8')),
		section('fflate', await readFile(new URL('LICENSE', import.meta.resolve('fflate/package.json')), 'utf8')),
	];
	const said = others.map(([name, words]) => `## ${name}\n\n${words}\n`);
	return `# What this package carries\n\nWritten by scripts/third-parties.ts.\n\n${[...said, ...texts, ...wheels].join('\n')}`;
}

function section(title: string, text: string): string {
	return `## ${title}\n\n\`\`\`text\n${text.trim()}\n\`\`\`\n`;
}
