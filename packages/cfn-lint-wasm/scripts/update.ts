/**
 * Moves to another cfn-lint: pins what it needs by version and hash, builds the runtime, and runs the tests beside native
 * cfn-lint of that version. What it writes is for a person to read and commit.
 *
 *   npm run update --workspace cfn-lint-wasm [VERSION]
 */

import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {makeNative} from './native.ts';
import {runPython, wheelArguments} from './wheels.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const requirements = join(root, 'requirements.txt');
/** Newest that run on every Python that the tests' native cfn-lint may have. */
const bounds = ['networkx<3.7'];
/** Asked for by an old package's metadata, and never loaded. */
const unneeded = /^setuptools-/;

const head = `# Written by scripts/update.ts: what the runtime is built from, by exact version and hash. regex and sympy are here for their
# versions alone: python/regex and python/sympy stand in for them.
`;

const [version] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'cfn-lint-wasm-'));
try {
	const wanted = `cfn-lint[junit,sarif]${version === undefined ? '' : `==${version}`}`;
	await runPython(['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', ...wheelArguments, '--dest', folder, wanted, ...bounds]);
	const wheels = (await readdir(folder)).filter((name) => !unneeded.test(name)).sort((a, b) => a.localeCompare(b, 'en'));
	const lines = await Promise.all(
		wheels.map(async (wheel) => {
			const [name = '', number = ''] = wheel.split('-');
			const hash = createHash('sha256')
				.update(await readFile(join(folder, wheel)))
				.digest('hex');
			return `${name.toLowerCase().replaceAll('_', '-')}==${number} --hash=sha256:${hash}\n`;
		}),
	);
	await writeFile(requirements, `${head}${lines.join('')}`);
} finally {
	await rm(folder, {recursive: true, force: true});
}
run('npm', ['run', 'build']);
const native = await makeNative(join(root, 'cache', 'native'));
run('npx', ['ava', 'packages/cfn-lint-wasm/dist/test/**/*.test.js'], {CFN_LINT_NATIVE: native});

/** Runs a command where the tests' configuration lies: `ava` of the project for the tests, `npm` of the package for the build. */
function run(command: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): void {
	const cwd = command === 'npx' ? join(root, '..', '..') : root;
	execFileSync(command, [...args], {cwd, stdio: 'inherit', env: {...process.env, ...environment}});
}
