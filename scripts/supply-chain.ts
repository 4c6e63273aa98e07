/**
 * What is published, and under which licences: a bill of materials in CycloneDX of the npm packages that users install and of what our packages
 * carry inside (`--output FILE` writes it), each held to the licences that we take. `--sbom FILE` judges a bill that was made before.
 * Then npm's advisories, where the registry answers.
 */

import {execFileSync, spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import * as z from 'zod';

const root = join(import.meta.dirname, '..', '..');

/** Licences that go with ours. MPL is Pyodide's, whose files are carried unchanged. */
const taken = new Set([
	'MIT',
	'MIT-0',
	'ISC',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'0BSD',
	'Apache-2.0',
	'BlueOak-1.0.0',
	'PSF-2.0',
	'Python-2.0',
	'CC0-1.0',
	'Unlicense',
	'MPL-2.0',
]);

const component = z.looseObject({
	name: z.string(),
	version: z.string().optional(),
	licenses: z
		.array(z.union([z.object({license: z.looseObject({id: z.string().optional(), name: z.string().optional()})}), z.object({expression: z.string()})]))
		.optional(),
});
const bill = z.looseObject({components: z.array(component)});
type Component = z.infer<typeof component>;

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

/** What lies inside of our packages and in no lock file's production dependencies. */
function carried(): readonly Component[] {
	const lines = readFileSync(join(root, 'packages', 'cfn-lint-wasm', 'requirements.txt'), 'utf8').matchAll(/^([A-Za-z0-9_.-]+)==(\S+)/gm);
	const manifest = z
		.object({devDependencies: z.record(z.string(), z.string())})
		.parse(JSON.parse(readFileSync(join(root, 'packages', 'cfn-lint-wasm', 'package.json'), 'utf8')));
	return [
		...[...lines].map(([, name = '', version = '']) => carriedOf('pypi', name, version, wheels.get(name.toLowerCase().replaceAll('_', '-')))),
		carriedOf('npm', 'pyodide', manifest.devDependencies['pyodide'] ?? '', 'MPL-2.0'),
		carriedOf('generic', 'cpython', manifest.devDependencies['pyodide'] ?? '', 'PSF-2.0'),
		carriedOf('generic', 'listing-encoder-weights', '0.1.0', 'Apache-2.0'),
	];
}

function carriedOf(kind: string, name: string, version: string, id: string | undefined): Component {
	return {type: 'library', name, version, purl: `pkg:${kind}/${name}@${version}`, licenses: id === undefined ? [] : [{license: {id}}]};
}

/** What is wrong with the licences of a bill: each component must have one that we take. */
function licenceFaults({components}: z.infer<typeof bill>): readonly string[] {
	return components.flatMap(({name, version, licenses = []}) => {
		const named = licenses.map((licence) => ('expression' in licence ? licence.expression : (licence.license.id ?? licence.license.name ?? '')));
		return named.length > 0 && named.every(isTaken) ? [] : [`${name}@${version ?? '?'}: ${named.join(', ') || 'no licence known'}`];
	});
}

/** Of alternatives one is enough; of licences that hold together all must do. */
function isTaken(expression: string): boolean {
	return expression
		.replace(/[()]/g, '')
		.split(' OR ')
		.some((alternative) => alternative.split(' AND ').every((id) => taken.has(id)));
}

const audited = z.looseObject({
	metadata: z.looseObject({vulnerabilities: z.looseObject({high: z.number(), critical: z.number()})}),
	vulnerabilities: z.record(z.string(), z.looseObject({severity: z.string()})),
});

/** npm's advisories on what users install. A registry that answers nothing proves nothing, which is said. */
function advisories(): readonly string[] {
	const {stdout} = spawnSync('npm', ['audit', '--omit', 'dev', '--json', '--fetch-retries', '0'], {cwd: root, encoding: 'utf8', timeout: 10_000});
	let answer: unknown;
	try {
		answer = JSON.parse(stdout);
	} catch {
		answer = undefined;
	}
	const read = audited.safeParse(answer);
	if (!read.success) {
		const refused = z.looseObject({message: z.string()}).safeParse(answer);
		process.stdout.write(`NOT CHECKED: advisories, since the registry gives none${refused.success ? ` (${refused.data.message.split(' - ')[0]})` : ''}\n`);
		return [];
	}
	const grave = Object.entries(read.data.vulnerabilities).filter(([, {severity}]) => severity === 'high' || severity === 'critical');
	process.stdout.write(`advisories: ${grave.length} high or critical\n`);
	return grave.map(([name, {severity}]) => `${name}: an advisory of severity ${severity}`);
}

function option(name: string): string | undefined {
	const at = process.argv.indexOf(name);
	return at < 0 ? undefined : process.argv[at + 1];
}

const given = option('--sbom');
const text =
	given === undefined
		? execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'], {cwd: root, encoding: 'utf8', maxBuffer: 1 << 26})
		: readFileSync(given, 'utf8');
const made = bill.parse(JSON.parse(text));
const whole = given === undefined ? {...made, components: [...made.components, ...carried()]} : made;
const output = option('--output');
if (output !== undefined) writeFileSync(output, `${JSON.stringify(whole, undefined, '\t')}\n`);
process.stdout.write(`bill of materials: ${whole.components.length} components\n`);
const faults = [...licenceFaults(whole).map((fault) => `licence not taken: ${fault}`), ...(given === undefined ? advisories() : [])];
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length > 0) process.exitCode = 1;
