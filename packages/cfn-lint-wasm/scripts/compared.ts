/**
 * When the package was last compared with native cfn-lint, and whether anything that decides the outcome has changed since.
 * The comparisons take ten minutes of two cores, and the same bytes come to the same: so they run again where a byte is another.
 *
 *   node dist/scripts/compared.js --check    says so; ends with 1 where they have to run again
 *   node dist/scripts/compared.js PYTHON     runs them with that Python's cfn-lint, and writes the record where they pass
 */

import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {filesUnder, hashOfFiles} from './inputs.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const recordFile = join(root, 'test', 'native', 'compared.json');
/** Tests that hold ours against native. */
const comparisons = ['command-parity', 'libyaml', 'parity', 'regex'];

/** Hashes by part, SHA-256 in hexadecimal, and what the comparisons came to. */
export type Compared = {
	readonly date: string;
	readonly cfnLint: string;
	readonly python: string;
	readonly tests: number;
	readonly parts: Readonly<Record<string, string>>;
};

/**
 * Everything that decides what the comparisons come to, by part. The real templates are not for everyone: without them their part
 * is left out.
 * @param root folder of the package, in that of the project
 */
export async function partsOf(root: string): Promise<Compared['parts']> {
	// The bench compares nothing, and the record is written after.
	const isLeftOut = (folder: string, path: string) => folder === 'test' && (path.startsWith('bench/') || path === 'native/compared.json');
	const folders = ['libyaml', 'python', 'scripts', 'src', 'test'].map(async (folder) => {
		const files = await filesUnder(join(root, folder));
		return [folder, hashOfFiles(files.filter(([path]) => !isLeftOut(folder, path)))] as const;
	});
	const real = join(root, '..', '..', '..', 'shared', 'templates-real');
	return {
		...Object.fromEntries(await Promise.all(folders)),
		pinned: hashOfFiles([['', Buffer.from(pinned(root))]]),
		...(existsSync(real) ? {'real templates': hashOfFiles(await filesUnder(real))} : {}),
	};
}

/** Wheels with their hashes, and the versions of what makes and runs the package. */
function pinned(root: string): string {
	// Ours, and read by npm before.
	const versionsIn = (folder: string) =>
		(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {devDependencies: Readonly<Record<string, string>>}).devDependencies;
	const {ava, esbuild, typescript} = versionsIn(join(root, '..', '..'));
	return JSON.stringify([readFileSync(join(root, 'requirements.txt'), 'utf8'), versionsIn(root), ava, esbuild, typescript]);
}

/** The parts that are others than they were. */
export function changedSince(before: Compared['parts'], now: Compared['parts']): readonly string[] {
	return Object.entries(now).flatMap(([part, hash]) => (before[part] === hash ? [] : [part]));
}

/** Whether nothing has changed, which is said. */
async function check(): Promise<boolean> {
	if (!existsSync(recordFile)) {
		console.log('not compared with native cfn-lint yet');
		return false;
	}
	// Written by this script.
	const compared = JSON.parse(readFileSync(recordFile, 'utf8')) as Compared;
	const changed = changedSince(compared.parts, await partsOf(root));
	const {date, cfnLint, python, tests} = compared;
	const so = `${tests} comparisons with native cfn-lint ${cfnLint} (${python}) passed on ${date}`;
	console.log(changed.length === 0 ? `${so}; nothing that decides them has changed` : `${so}; changed since: ${changed.join(', ')}`);
	return changed.length === 0;
}

/** @throws where a comparison fails or is left out, or a file changes meanwhile */
async function compare(python: string): Promise<void> {
	const parts = await partsOf(root);
	const files = comparisons.map((name) => `packages/cfn-lint-wasm/dist/test/${name}.test.js`);
	const {status, stdout} = spawnSync('npx', ['ava', ...files], {
		cwd: join(root, '..', '..'),
		env: {...process.env, CFN_LINT_NATIVE: python, NO_COLOR: '1', FORCE_COLOR: '0'},
		stdio: ['ignore', 'pipe', 'inherit'],
		encoding: 'utf8',
		maxBuffer: 2 ** 28,
	});
	process.stdout.write(stdout);
	const [, tests] = /^ *(\d+) tests passed/m.exec(stdout) ?? [];
	if (status !== 0 || tests === undefined) throw new Error('not written: a comparison failed');
	if (stdout.includes('left out:')) throw new Error('not written: a comparison was left out');
	if (changedSince(parts, await partsOf(root)).length > 0) throw new Error('not written: files changed meanwhile');
	const said = (code: string) => execFileSync(python, ['-c', code], {encoding: 'utf8'}).trim();
	const compared: Compared = {
		date: new Date().toISOString().slice(0, 10),
		cfnLint: said('import cfnlint.version; print(cfnlint.version.__version__)'),
		python: said('import platform; print("Python", platform.python_version())'),
		tests: Number(tests),
		parts,
	};
	writeFileSync(recordFile, `${JSON.stringify(compared, null, '\t')}\n`);
}

const [asked] = process.argv.slice(2);
if (process.argv[1] === fileURLToPath(import.meta.url)) {
	if (asked === undefined) throw new Error('usage: compared.js --check, or the Python that has native cfn-lint');
	if (asked !== '--check') await compare(asked);
	else if (!(await check())) process.exitCode = 1;
}
