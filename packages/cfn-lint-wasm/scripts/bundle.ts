/** The published JavaScript: our modules and fflate in one file for each entry. */

import {join} from 'node:path';
import {build} from 'esbuild';

/** Writes `bundle/` from `dist/`. */
export async function bundle(root: string): Promise<void> {
	await build({
		absWorkingDir: root,
		entryPoints: ['index', 'cli', 'browser', 'node-worker', 'browser-worker'].map((name) => join(root, `dist/src/${name}.js`)),
		outdir: join(root, 'bundle'),
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
