/** Stands for everything but the submission that a report hangs on: our code, rules and data, cfn-lint, the judge's weights, the packages below them, Node. */

import {createHash, type Hash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import * as z from 'zod';

/** Packages that are ours too, with what of them is digested: by its bytes, since a checkout changes them under one version. */
const ours: Readonly<Record<string, readonly string[]>> = {
	'cfn-lint-wasm': ['bundle', 'runtime/manifest.json'],
	'listing-encoder': ['bundle'],
};

const manifest = z.object({
	name: z.string(),
	version: z.string(),
	dependencies: z.record(z.string(), z.string()).optional(),
	optionalDependencies: z.record(z.string(), z.string()).optional(),
});

/**
 * SHA-256. Takes some 50 ms. `here` is a folder of the package that runs.
 * @throws where the installation is broken
 */
export function toolDigest(here: string = dirname(fileURLToPath(import.meta.url))): string {
	// Where sentences end, and what languages are called, is told by ICU, which may be the system's own.
	const {icu, unicode, cldr} = process.versions;
	const language = `${icu} ${unicode} ${cldr} ${process.env['NODE_ICU_DATA'] ?? ''}`;
	const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch} ${language}\n`);
	const root = packageAt(here);
	addTree(hash, join(root, 'bundle'), '');
	// In a checkout the compiled modules may run, and not the bundle.
	if (here !== join(root, 'bundle')) for (const part of ['src', 'validators']) addTree(hash, join(root, 'dist', part), '');
	for (const line of [...installed(root, new Map()).values()].toSorted()) hash.update(`${line}\n`);
	for (const [name, parts] of Object.entries(ours)) {
		const folder = find(root, name);
		if (folder !== undefined) for (const part of parts) addTree(hash, join(folder, part), '');
	}
	return hash.digest('hex');
}

/** The nearest folder above with a package.json. */
function packageAt(folder: string): string {
	for (let at = folder; ; at = dirname(at)) {
		if (existsSync(join(at, 'package.json'))) return at;
		if (dirname(at) === at) throw new Error('the installation is broken: shelfready has no package.json');
	}
}

/** Name and version of each package below, by its folder. */
function installed(folder: string, found: Map<string, string>): ReadonlyMap<string, string> {
	if (found.has(folder)) return found;
	const {name, version, dependencies = {}, optionalDependencies = {}} = manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
	found.set(folder, `${name}@${version}`);
	for (const dependency of Object.keys({...dependencies, ...optionalDependencies})) {
		const below = find(folder, dependency);
		if (below !== undefined) installed(below, found);
	}
	return found;
}

/** Where Node finds a package. */
function find(from: string, name: string): string | undefined {
	for (let at = from; ; at = dirname(at)) {
		const folder = join(at, 'node_modules', name);
		if (existsSync(join(folder, 'package.json'))) return folder;
		if (dirname(at) === at) return undefined;
	}
}

/** Digests a file, or a folder's files. Source maps change nothing. */
function addTree(hash: Hash, path: string, name: string): void {
	const entries = existsSync(path) ? readdirIf(path) : [];
	if (entries === undefined) {
		const bytes = readFileSync(path);
		hash.update(`${name} ${bytes.length}\n`).update(bytes);
		return;
	}
	for (const entry of entries.toSorted()) if (!/\.map$|\.d\.ts$/.test(entry)) addTree(hash, join(path, entry), `${name}/${entry}`);
}

function readdirIf(path: string): readonly string[] | undefined {
	try {
		return readdirSync(path);
	} catch {
		return undefined;
	}
}
