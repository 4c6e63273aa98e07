/**
 * Native cfn-lint of the version that the runtime carries, in a virtual environment: what the tests and the benchmark
 * compare with. Prints the path of its Python, for `CFN_LINT_NATIVE`.
 *
 *   node dist/scripts/native.js FOLDER
 */

import {execFileSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {runPython} from './wheels.ts';

const requirements = fileURLToPath(new URL('../../requirements.txt', import.meta.url));

/**
 * Makes the environment, or brings it up to date, and answers the path of its Python.
 * @throws where there is no Python with venv and pip
 */
export async function makeNative(folder: string): Promise<string> {
	const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
	if (!existsSync(python)) await runPython(['-m', 'venv', folder]);
	// Versions without hashes: another Python takes other wheels of the same versions.
	const pins = (await readFile(requirements, 'utf8')).replaceAll(/ --hash=\S+/g, '');
	await mkdir(folder, {recursive: true});
	const file = join(folder, 'requirements.txt');
	await writeFile(file, pins);
	execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', file, 'setuptools'], {
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	return python;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await makeNative(process.argv[2] ?? 'native'));
