/** The bill of materials in CycloneDX: what users install by package-lock.json, and what our packages carry inside. */

import {randomUUID} from 'node:crypto';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as z from 'zod';
import {type Component, carriedComponent, installed, type Lock, lockedComponent, lockFile, needed} from './lock.ts';

/** Licences of the Python wheels inside cfn-lint-wasm, as their metadata has them. A wheel that is not here is refused until someone has looked. */
const wheels: ReadonlyMap<string, string> = new Map([
	['attrs', 'MIT'],
	['cfn-lint', 'MIT-0'],
	['jschema-to-python', 'MIT'],
	['jsonpatch', 'BSD-3-Clause'],
	['jsonpickle', 'BSD-3-Clause'],
	['jsonpointer', 'BSD-3-Clause'],
	['junit-xml', 'MIT'],
	['mpmath', 'BSD-3-Clause'],
	['networkx', 'BSD-3-Clause'],
	['pbr', 'Apache-2.0'],
	['pyyaml', 'MIT'],
	['regex', 'Apache-2.0'],
	['sarif-om', 'MIT'],
	['six', 'MIT'],
	['sympy', 'BSD-3-Clause'],
	['typing-extensions', 'PSF-2.0'],
]);

/** A bill, and the folders of package-lock.json that it holds, by which npm's advisories are told apart. */
export type Bill = {readonly document: Readonly<Record<string, unknown>>; readonly components: readonly Component[]; readonly folders: ReadonlySet<string>};

/**
 * The bill of the built project in `root`.
 * @throws where it is not built, or where a bundle holds a package that the lock does not have
 */
export function billOf(root: string): Bill {
	const lock = lockFile.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
	const {name = '', version = ''} = lock.packages[''] ?? {};
	const bundled = [...insideBundles(root), ...licensed(root).map((name) => `node_modules/${name}`), 'node_modules/pyodide'];
	const folders = new Set([...installed(lock), ...bundled]);
	const byFolder = new Map([...folders].map((path) => [path, lockedComponent(lock, path, root)]));
	const byPurl = new Map([...byFolder.values(), ...carried(root, lock)].map((each) => [each.purl, each]));
	const components = [...byPurl.values()].toSorted((a, b) => (a.purl < b.purl ? -1 : 1));

	const refs = (paths: readonly string[]) => [...new Set(paths.flatMap((path) => byFolder.get(path)?.purl ?? []))];
	const itself = {...carriedComponent('npm', name, version, 'Apache-2.0'), type: 'application'};
	const inside = refs(bundled);
	const needs = new Map<string, readonly string[]>([[itself.purl, [...new Set([...refs(needed(lock, '')), ...inside])]]]);
	for (const [path, {purl}] of byFolder) needs.set(purl, [...new Set([...(needs.get(purl) ?? []), ...refs(needed(lock, path))])]);
	const document = {
		$schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
		bomFormat: 'CycloneDX',
		specVersion: '1.5',
		serialNumber: `urn:uuid:${randomUUID()}`,
		version: 1,
		metadata: {timestamp: new Date().toISOString(), component: itself},
		components,
		dependencies: [...needs].map(([ref, dependsOn]) => ({ref, dependsOn})),
	};
	return {document, components, folders};
}

/** What is named as a direct dependency or in a THIRD-PARTY file, and is missing from the components of a bill. */
export function missingFrom(components: readonly Component[], root: string): readonly string[] {
	const names = new Set(components.map(({name}) => normal(name)));
	const {dependencies} = z.object({dependencies: z.record(z.string(), z.string())}).parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
	return [
		...Object.keys(dependencies).map((name) => [name, 'a direct dependency'] as const),
		...licensed(root).map((name) => [name, 'named in bundle/THIRD-PARTY.txt'] as const),
		...carriedHeadings(root).map((name) => [name, 'named in packages/cfn-lint-wasm/THIRD-PARTY.md'] as const),
	].flatMap(([name, why]) => (names.has(normal(name)) ? [] : [`${name}, ${why}`]));
}

/** The folders in the lock of what the bundles hold: esbuild writes the path of each module above it. */
function insideBundles(root: string): readonly string[] {
	const packages = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name));
	const found = [root, ...packages]
		.map((folder) => join(folder, 'bundle'))
		.filter((folder) => existsSync(folder))
		.flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
		.filter((file) => file.endsWith('.js'))
		.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/^\s*\/\/ (?:\.\.\/)*((?:\S*\/)?node_modules\/(?:@[^/\s]+\/)?[^/\s]+)\/\S+$/gm)])
		.map(([, folder = '']) => folder);
	return [...new Set(found)];
}

/** The packages whose licences bundle/THIRD-PARTY.txt has, as scripts/bundle.ts writes them. */
function licensed(root: string): readonly string[] {
	const [, ...first] = readFileSync(join(root, 'bundle', 'THIRD-PARTY.txt'), 'utf8').split(/^Parts of .*\n\n|\n----\n\n/);
	return first.map((section) => section.split('\n', 1)[0] ?? '');
}

/** The names in the headings of cfn-lint-wasm's THIRD-PARTY.md; what a licence's own text has as headings is left out. */
function carriedHeadings(root: string): readonly string[] {
	const text = readFileSync(join(root, 'packages', 'cfn-lint-wasm', 'THIRD-PARTY.md'), 'utf8').replace(/^```text$[\s\S]*?^```$/gm, '');
	const titles = [...text.matchAll(/^## (.+)$/gm)].flatMap(([, title = '']) => title.replace(/ \d.*$/, '').split(' and '));
	// "LLVM compiler-rt" is known as compiler-rt.
	return [...new Set(titles.map((title) => title.split(' ').pop() ?? ''))];
}

/** What lies inside of our packages and is no package of npm, with the version of what it came in where it has none of its own. */
function carried(root: string, {packages}: Lock): readonly (Component & {readonly purl: string})[] {
	const lines = readFileSync(join(root, 'packages', 'cfn-lint-wasm', 'requirements.txt'), 'utf8').matchAll(/^([A-Za-z0-9_.-]+)==(\S+)/gm);
	const clang = packages['node_modules/@yowasp/clang']?.version ?? '';
	return [
		...[...lines].map(([, name = '', version = '']) => carriedComponent('pypi', normal(name), version, wheels.get(normal(name)))),
		carriedComponent('generic', 'cpython', packages['node_modules/pyodide']?.version ?? '', 'PSF-2.0'),
		carriedComponent('generic', 'libyaml', '0.2.5', 'MIT'),
		carriedComponent('generic', 'wasi-libc', clang, 'MIT'),
		carriedComponent('generic', 'compiler-rt', clang, 'Apache-2.0 WITH LLVM-exception'),
		carriedComponent('generic', 'dlmalloc', clang, 'CC0-1.0'),
		carriedComponent('generic', 'listing-encoder-weights', '0.1.0', 'Apache-2.0'),
	];
}

/** As PyPI compares names. */
function normal(name: string): string {
	return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}
