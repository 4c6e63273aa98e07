/**
 * Makes `runtime/`: what the published package starts Python from. Nothing is done where it already is what these inputs make.
 *
 *   node dist/scripts/build.js [--force]
 */

import {createHash} from 'node:crypto';
import {cp, mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {buildLibyaml} from './build-libyaml.ts';
import {bundle} from './bundle.ts';
import {compileSite} from './compile-site.ts';
import {filesUnder, hashOfFiles} from './inputs.ts';
import {makeSnapshot} from './make-snapshot.ts';
import {thirdParties} from './third-parties.ts';
import {downloadWheels, isRun, licencesOf, unpackWheels} from './wheels.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const runtime = join(root, 'runtime');
const pyodideFolder = fileURLToPath(new URL('.', import.meta.resolve('pyodide/package.json')));
/** Pyodide's files that are needed, and under which names. */
const pyodideFiles = ['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip'];

await bundle(root);
const inputs = await hashOfInputs();
const manifestFile = join(runtime, 'manifest.json');
const made = await readFile(manifestFile, 'utf8').catch(() => undefined);
if (process.argv.includes('--force') || made === undefined || (JSON.parse(made) as {inputs?: string}).inputs !== inputs) await build();

async function build(): Promise<void> {
	const site = await unpackWheels(await downloadWheels(join(root, 'requirements.txt'), join(root, 'cache')));
	await rm(runtime, {recursive: true, force: true});
	await mkdir(runtime, {recursive: true});
	for (const file of pyodideFiles) await cp(join(pyodideFolder, file), join(runtime, file));
	await writeFile(join(runtime, 'libyaml.wasm'), await buildLibyaml());
	const files = new Map([...site].filter(([path]) => isRun(path)));
	const wholeNetworkx = files.get('networkx/__init__.py');
	if (wholeNetworkx !== undefined) files.set('networkx/_whole.py', wholeNetworkx);
	for (const [path, bytes] of await filesUnder(join(root, 'python'))) files.set(path === '_yaml.py' ? 'yaml/_yaml.py' : path, bytes);
	const pack = await compileSite(files, runtime, join(root, 'cache'));
	await writeFile(join(runtime, 'site.pack'), pack);
	const {index, pages, version, leftOut} = await makeSnapshot(runtime);
	await writeFile(join(runtime, 'snapshot.bin'), pages);
	for (const patch of leftOut) process.stderr.write(`left out, cfn-lint has changed what it speeds up: ${patch}\n`);
	await writeFile(join(root, 'THIRD-PARTY.md'), await thirdParties(licencesOf(site), root));
	const hashes: Record<string, string> = {};
	for (const file of [...pyodideFiles, 'libyaml.wasm', 'site.pack', 'snapshot.bin']) hashes[file] = hashOf(await readFile(join(runtime, file)));
	await writeFile(manifestFile, `${JSON.stringify({cfnLint: version, inputs, hashes, snapshot: index})}\n`);
}

/** Everything that decides what comes out: the list of wheels, our own Python and scripts, and Pyodide. */
async function hashOfInputs(): Promise<string> {
	const own = ['python', 'libyaml', 'dist/scripts', 'dist/src'];
	const files = [
		['requirements.txt', await readFile(join(root, 'requirements.txt'))] as const,
		['pyodide', await readFile(join(pyodideFolder, 'package.json'))] as const,
		...(
			await Promise.all(own.map(async (folder) => (await filesUnder(join(root, folder))).map(([path, bytes]) => [`${folder}/${path}`, bytes] as const)))
		).flat(),
	];
	return hashOfFiles(files.filter(([path]) => !path.endsWith('.map') && !path.endsWith('.d.ts')));
}

function hashOf(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}
