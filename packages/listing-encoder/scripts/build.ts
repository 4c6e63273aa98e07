/**
 * Makes `bundle/`: the code, the kernel, and the weights, which are the base encoder with `weights/learned.safetensors` on top. The same
 * inputs give the same bytes. Nothing is done where it already is what these inputs make.
 *
 *   node dist/scripts/build.js [--force]
 */

import {createHash} from 'node:crypto';
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build as compile} from 'esbuild';
import {assemble, readSafetensors} from './assemble.ts';
import {readBase} from './base.ts';
import {compileKernel} from './kernel.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bundle = join(root, 'bundle');

const inputs = await hashOfInputs();
const made = await readFile(join(bundle, 'inputs'), 'utf8').catch(() => undefined);
if (process.argv.includes('--force') || made !== inputs) await build();

async function build(): Promise<void> {
	const {weights, vocabulary} = await readBase(join(root, 'requirements.txt'), join(root, 'cache'));
	const learned = await readFile(join(root, 'weights', 'learned.safetensors'));
	const labels = (await readFile(join(root, 'weights', 'labels.txt'), 'utf8')).trim().split('\n');
	const {model, ...sizes} = assemble(readSafetensors(weights), readSafetensors(learned));
	await rm(bundle, {recursive: true, force: true});
	await mkdir(bundle, {recursive: true});
	await writeFile(join(bundle, 'encoder.wasm'), await compileKernel());
	await writeFile(join(bundle, 'model.bin'), model);
	await writeFile(join(bundle, 'model.json'), `${JSON.stringify({labels, ...sizes})}\n`);
	await writeFile(join(bundle, 'vocabulary.txt'), vocabulary);
	await compile({
		absWorkingDir: root,
		entryPoints: [join(root, 'dist/src/index.js'), join(root, 'dist/src/worker.js')],
		outdir: bundle,
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'neutral',
		target: 'es2022',
		external: ['node:*'],
		logLevel: 'warning',
	});
	await writeFile(join(bundle, 'inputs'), inputs);
}

/** Everything that decides what comes out. */
async function hashOfInputs(): Promise<string> {
	const hash = createHash('sha256');
	for (const folder of ['weights', 'kernel', 'dist/src', 'dist/scripts']) {
		for (const name of (await readdir(join(root, folder))).toSorted())
			if (!name.endsWith('.map')) hash.update(`${folder}/${name}\0`).update(await readFile(join(root, folder, name)));
	}
	return hash.update(await readFile(join(root, 'requirements.txt'))).digest('hex');
}
