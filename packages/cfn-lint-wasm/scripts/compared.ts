/**
 * When the package was last compared with native cfn-lint, and whether anything that decides the outcome has changed since.
 * The comparisons take ten minutes of two cores, and the same bytes come to the same: so they run again where a byte is another.
 *
 *   node dist/scripts/compared.js --check    says so; ends with 1 where they have to run again
 *   node dist/scripts/compared.js PYTHON     runs them with that Python's cfn-lint, and writes the record where they pass
 */

import {execFileSync, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join, relative, sep} from 'node:path';
import {fileURLToPath} from 'node:url';

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
export function partsOf(root: string): Readonly<Record<string, string>> {
	// What is built comes from these and from what is pinned in the two lists; the bench compares nothing.
	const isOwn = (path: string) => !path.startsWith('test/bench/') && path !== 'test/native/compared.json' && !path.includes('__pycache__');
	const folders = ['libyaml', 'python', 'scripts', 'src', 'test'].map((name) => [name, hashOf(root, filesIn(join(root, name), root).filter(isOwn))] as const);
	const real = join(root, '..', '..', '..', 'shared', 'templates-real');
	return {
		...Object.fromEntries(folders),
		pinned: createHash('sha256').update(pinned(root)).digest('hex'),
		...(existsSync(real) ? {'real templates': hashOf(real, filesIn(real, real))} : {}),
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

/** The parts that are others than at the comparison. */
export function changedSince(compared: Compared, now: Readonly<Record<string, string>>): readonly string[] {
	return Object.entries(now).flatMap(([part, hash]) => (compared.parts[part] === hash ? [] : [part]));
}

function filesIn(folder: string, below: string): readonly string[] {
	const paths = readdirSync(folder, {recursive: true, encoding: 'utf8'}).map((path) => join(folder, path));
	return paths.filter((path) => statSync(path).isFile()).map((path) => relative(below, path).split(sep).join('/'));
}

function hashOf(folder: string, paths: readonly string[]): string {
	const hash = createHash('sha256');
	for (const path of paths.toSorted()) {
		const bytes = readFileSync(join(folder, path));
		hash.update(`${path}\0${bytes.length}\0`).update(bytes);
	}
	return hash.digest('hex');
}

/** Whether nothing has changed, which is said. */
function check(): boolean {
	if (!existsSync(recordFile)) {
		console.log('not compared with native cfn-lint yet');
		return false;
	}
	// Written by this script.
	const compared = JSON.parse(readFileSync(recordFile, 'utf8')) as Compared;
	const changed = changedSince(compared, partsOf(root));
	const {date, cfnLint, python, tests} = compared;
	const so = `${tests} comparisons with native cfn-lint ${cfnLint} (${python}) passed on ${date}`;
	console.log(changed.length === 0 ? `${so}; nothing that decides them has changed` : `${so}; changed since: ${changed.join(', ')}`);
	return changed.length === 0;
}

/** @throws where a comparison fails or is left out, or a file changes meanwhile */
function compare(python: string): void {
	const parts = partsOf(root);
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
	if (changedSince({date: '', cfnLint: '', python: '', tests: 0, parts}, partsOf(root)).length > 0) throw new Error('not written: files changed meanwhile');
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
	if (asked !== '--check') compare(asked);
	else if (!check()) process.exitCode = 1;
}
