/** The published JavaScript: our modules and fflate in one file for each entry. */

import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {build} from 'esbuild';

/** Writes `bundle/` from `dist/`. */
export async function bundle(root: string): Promise<void> {
	const outdir = join(root, 'bundle');
	// The names of the parts change with their content.
	await rm(outdir, {recursive: true, force: true});
	await build({
		absWorkingDir: root,
		entryPoints: ['index', 'cli', 'browser', 'node-worker', 'browser-worker'].map((name) => join(root, `dist/src/${name}.js`)),
		outdir,
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'neutral',
		target: 'es2022',
		external: ['node:*'],
		mainFields: ['module', 'main'],
		minify: false,
		legalComments: 'linked',
		logLevel: 'warning',
	});
}
