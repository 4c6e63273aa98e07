/**
 * Bundles the compiled code into `bundle/`, which is what users install and run. The parts of `natural` that we use go in
 * (whole, it drags database clients along and prints on import); every other package stays a dependency.
 */

import {readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {build} from 'esbuild';

const root = join(import.meta.dirname, '..', '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {readonly dependencies: Readonly<Record<string, string>>};

rmSync(join(root, 'bundle'), {recursive: true, force: true});
await build({
	absWorkingDir: root,
	entryPoints: ['dist/src/cli.js', 'dist/src/index.js', 'dist/src/contract.js'],
	outdir: 'bundle',
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node20.19',
	external: Object.keys(manifest.dependencies).flatMap((name) => [name, `${name}/*`]),
	// The parts of `natural` are CommonJS and require Node's `util`, which an ES module can only do with a `require` of its own.
	banner: {js: "import {createRequire as nodeRequire} from 'node:module'; const require = nodeRequire(import.meta.url);"},
	legalComments: 'inline',
	logLevel: 'warning',
});
