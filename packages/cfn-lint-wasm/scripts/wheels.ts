/** The wheels that the runtime is built from: downloaded by hash, unpacked, and cut to what runs. */

import {execFile} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdir, readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {unzipSync} from 'fflate';

/** The Python that Pyodide 314 carries; wheels are chosen for it, whatever Python runs pip here. */
const pythonVersion = '314';
/** PyYAML comes only as platform wheels; its Python sources are the same in each, and the library is left out. One is named, so that every build machine takes the same file. */
const platform = 'manylinux2014_x86_64';

/** What pip is told of the Python that will run the wheels. */
export const wheelArguments = ['--only-binary=:all:', '--python-version', pythonVersion, '--platform', platform];

/** Files by path, as in a `site-packages` folder. */
export type Site = ReadonlyMap<string, Uint8Array>;

/**
 * Downloads what `requirements` lists into `folder`, unless it is there. pip refuses whatever has another hash.
 * @throws where there is no Python with pip, or a file has another hash
 */
export async function downloadWheels(requirements: string, folder: string): Promise<readonly string[]> {
	await mkdir(folder, {recursive: true});
	const wanted = new Set([...(await readFile(requirements, 'utf8')).matchAll(/--hash=sha256:([0-9a-f]{64})/g)].map(([, hash]) => hash ?? ''));
	if ((await wheelsOf(folder, wanted)).length < wanted.size) {
		const args = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes', ...wheelArguments];
		await runPython([...args, '--dest', folder, '--requirement', requirements]);
	}
	const wheels = await wheelsOf(folder, wanted);
	if (wheels.length !== wanted.size) throw new Error(`${folder} holds ${wheels.length} of the ${wanted.size} wheels that ${requirements} lists`);
	return wheels;
}

/** The wheels in a folder that have one of these hashes, sorted by name. */
async function wheelsOf(folder: string, hashes: ReadonlySet<string>): Promise<readonly string[]> {
	const names = (await readdir(folder)).filter((name) => name.endsWith('.whl')).sort();
	const hashed = await Promise.all(
		names.map(async (name) => ({
			name,
			hash: createHash('sha256')
				.update(await readFile(join(folder, name)))
				.digest('hex'),
		})),
	);
	return hashed.filter(({hash}) => hashes.has(hash)).map(({name}) => join(folder, name));
}

/** Runs the build machine's Python: `PYTHON`, or `python3`, or on Windows `py`. */
export async function runPython(args: readonly string[]): Promise<string> {
	const python = process.env['PYTHON'] ?? (process.platform === 'win32' ? 'py' : 'python3');
	try {
		return (await promisify(execFile)(python, [...args], {maxBuffer: 1 << 28})).stdout;
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(`the build needs Python 3 with pip; running ${python} failed: ${reason}`);
	}
}

/** Unpacks wheels into one tree. */
export async function unpackWheels(wheels: readonly string[]): Promise<Site> {
	const site = new Map<string, Uint8Array>();
	for (const wheel of wheels) for (const [path, bytes] of Object.entries(unzipSync(await readFile(wheel)))) if (!path.endsWith('/')) site.set(path, bytes);
	return site;
}

/** What no linting reads: tests, type stubs, native libraries, programs that other programs call, and what python/regex and python/sympy stand in for. */
const left = [
	/(^|\/)(tests?|testing|benchmarks|__pycache__)\//,
	/\.(so|pyd|pyi|pyx|pxd|c|h|exe)$/,
	/(^|\/)py\.typed$/,
	/\.data\//,
	/^(regex|sympy|mpmath|_yaml|jsonpatch-stubs|jsonpointer-stubs)\//,
	/^(isympy|jsonpatch_cli)\.py$/,
];

/** Whether a wheel's file goes into the runtime. Package metadata goes apart, as licences; jschema_to_python looks up its own version on import. */
export function isRun(path: string): boolean {
	return (!path.includes('.dist-info/') || /^jschema_to_python-[^/]*\.dist-info\/METADATA$/.test(path)) && !left.some((pattern) => pattern.test(path));
}

/** The licence files of the wheels whose code is carried, by path. */
export function licencesOf(site: Site): Site {
	return new Map(
		[...site].filter(
			([path]) => !/^(sympy|mpmath)-/.test(path) && /\.dist-info\/(licenses\/.*|LICEN[CS]E[^/]*|NOTICE[^/]*|COPYING[^/]*|AUTHORS[^/]*)$/.test(path),
		),
	);
}
