/** Bundles the targets with counters in: our own code and the parsers that it uses. */

import {existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {build} from 'esbuild';
import {filesUnder, projectRoot} from '../../helpers/project.ts';
import {targetNames} from './corpus.ts';
import {withCounters} from './counted.ts';

/** Where the instrumented targets lie. */
export const instrumentedFolder = join(projectRoot, 'dist', 'fuzz');

/** Parsers of others whose edges count too. */
const parsers = ['@lezer/markdown', 'entities', 'fflate', 'fzstd', 'htmlparser2', 'js-yaml', 'jsonc-parser', 'yaml'];
const counted = new RegExp(`/dist/(?:src|validators)/.*\\.js$|/node_modules/(?:${parsers.join('|')})/.*\\.[cm]?js$`);

/** Bundles all targets, where they are not there as they are built now. */
export async function instrument(): Promise<void> {
	const names = targetNames();
	// Our own file: npm itself refuses to work when it is not of this shape.
	const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as Readonly<
		Record<'dependencies' | 'devDependencies' | 'peerDependencies', Readonly<Record<string, string>>>
	>;
	const others = Object.keys({...manifest.dependencies, ...manifest.peerDependencies, ...manifest.devDependencies}).filter(
		(name) => !parsers.includes(name) && name !== 'natural',
	);
	const stamp = join(instrumentedFolder, 'stamp');
	const made = JSON.stringify([names, statSync(join(projectRoot, 'dist', '.tsbuildinfo')).mtimeMs]);
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === made) return;
	rmSync(instrumentedFolder, {recursive: true, force: true});
	mkdirSync(instrumentedFolder, {recursive: true});
	await build({
		absWorkingDir: projectRoot,
		entryPoints: Object.fromEntries(names.map((name) => [name, `dist/test/fuzz/targets/${name}.js`])),
		outdir: instrumentedFolder,
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		target: 'node20.19',
		// By which helpers of tests find the project's files.
		define: {'import.meta.dirname': JSON.stringify(join(projectRoot, 'dist', 'test', 'helpers'))},
		// What packages give Node may be built in ways that can't be bundled.
		mainFields: ['module', 'main'],
		external: others.flatMap((name) => [name, `${name}/*`]),
		// The parts of `natural` are CommonJS and require Node's `util`.
		banner: {js: "import {createRequire as nodeRequire} from 'node:module'; const require = nodeRequire(import.meta.url);"},
		plugins: [
			{
				name: 'count',
				setup({onLoad}) {
					onLoad({filter: counted}, async ({path}) => ({contents: withCounters(await readFile(path, 'utf8')), loader: 'js'}));
				},
			},
		],
		logLevel: 'error',
	});
	// Threads of our own start from beside the module that starts them. Nothing is counted in there.
	await build({
		absWorkingDir: projectRoot,
		entryPoints: [...filesUnder('dist/src', '-thread.js')],
		entryNames: '[name]',
		outdir: instrumentedFolder,
		bundle: true,
		format: 'esm',
		platform: 'node',
		packages: 'external',
		logLevel: 'error',
	});
	writeFileSync(stamp, made);
}
