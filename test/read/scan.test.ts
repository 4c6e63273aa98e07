import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {clamLog, json, trivy, trivyVulnerability} from '../../src/examples.ts';
import {readArtifact} from '../../src/read/artifact.ts';
import {listInputs} from '../../src/read/folder.ts';
import {parseJson} from '../../src/read/json.ts';
import {scanKeys} from '../../src/read/scan/recognise.ts';
import {siftJson} from '../../src/read/scan/sift.ts';
import {get, type SourceNode, stringOf, walk} from '../../src/tree.ts';

const all = () => true;

/** Values, ranges and pointers of a tree. */
function outline(root: SourceNode | undefined) {
	return root === undefined
		? []
		: [...walk(root)].map((node) => [
				node.kind,
				node.range,
				node.pointer,
				node.kind === 'scalar' ? node.value : node.kind === 'map' ? node.entries.map(({key, keyRange}) => [key, keyRange]) : '',
			]);
}

test('with every key kept the tree is that of the other reader, range by range', (t) => {
	fc.assert(
		fc.property(fc.jsonValue({maxDepth: 6}), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
			const text = JSON.stringify(value, undefined, indent);
			const sifted = siftJson(text, all);
			t.deepEqual(sifted.faults, []);
			t.deepEqual(outline(sifted.root), outline(parseJson(text).root));
		}),
	);
});

test('what is kept does not hang on what is skipped', (t) => {
	fc.assert(
		fc.property(fc.jsonValue({maxDepth: 5}), fc.constantFrom(undefined, 2), (skipped, indent) => {
			const text = JSON.stringify({Skipped: skipped, ArtifactName: 'x', Other: skipped, Results: [{Extra: skipped, Class: 'os-pkgs'}]}, undefined, indent);
			const {root, faults} = siftJson(text, scanKeys);
			t.deepEqual(faults, []);
			const name = get(root, 'ArtifactName');
			t.is(text.slice(...(name?.range ?? [0, 0])), '"x"');
			t.is(stringOf(get(root, 'Results', 0, 'Class')), 'os-pkgs');
			t.is(get(root, 'Skipped'), undefined);
		}),
	);
});

test('a file cut anywhere has a fault, and nothing throws', (t) => {
	const text = trivy([trivyVulnerability({Description: 'a "quoted" \\ word', Nested: {a: [1, {b: '}'}]}})]).trimEnd();
	for (let end = 1; end < text.length; end++) t.is(siftJson(text.slice(0, end), scanKeys).faults.length, 1, `cut at ${end}`);
	for (const broken of ['{"id" 1}', '{"id": tru}', '{"id": "\\x"}', '{id: 1}', '[1 2]', '{} {}', '{"id": 1,}', '[1,]'])
		t.is(siftJson(broken, scanKeys).faults.length, 1, broken);
});

test('a key that stands twice is told of', async (t) => {
	const {artifact, problems} = await readArtifact({file: 'a.json', bytes: new TextEncoder().encode('{"ArtifactName": "x", "Results": [], "Results": [1]}')});
	t.is(artifact?.kind, 'scan');
	t.regex(problems[0]?.message ?? '', /the key Results stands twice/);
});

test('bounds: depth, and values', (t) => {
	t.regex(siftJson('['.repeat(100_000), all).faults[0]?.message ?? '', /nested deeper than 200/);
	t.regex(siftJson(`[${'1,'.repeat(1_000_000)}1]`, all).faults[0]?.message ?? '', /more than 1000000 values/);
});

const big = trivy(Array.from({length: 3000}, (_, index) => trivyVulnerability({VulnerabilityID: `CVE-2026-${index}`, Description: 'long '.repeat(400)})));
const log = clamLog(Array.from({length: 120_000}, (_, index) => `/mnt/usr/share/doc/package-${index}/copyright: OK`));

test('results beyond the limit of other texts are read, from the disk too; what only begins like them is not', async (t) => {
	const folder = await mkdtemp(join(tmpdir(), 'shelfready-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	const sorted = `{"descriptor": {"name": "grype"}, "matches": [{"vulnerability": {"id": "CVE-2026-1", "description": "${'x'.repeat(6_000_000)}"}}]}`;
	const files = {'clam.log': log, 'cut.json': big.slice(0, -10), 'data.json': json({runs: ['x'.repeat(6_000_000)]}), 'grype.json': sorted, 'trivy.json': big};
	for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
	const {inputs} = await listInputs([folder]);
	const seen = await Promise.all(
		inputs.map(async (input) => {
			const {artifact, problems} = await readArtifact(input);
			return [input.file, artifact?.kind, ...problems.map(({message}) => message)];
		}),
	);
	t.deepEqual(seen, [
		['clam.log', 'scan'],
		['cut.json', 'unknown', 'scanner results that can not be read', 'not JSON: comma expected'],
		['data.json', 'unknown', "text of 5.7 MB is not read: the limit is 5 MB for what is no scanner's results"],
		['grype.json', 'scan'],
		['trivy.json', 'scan'],
	]);
});

test('results in UTF-16, as a shell of Windows writes them, are read', async (t) => {
	const {artifact, problems} = await readArtifact({file: 'trivy.json', bytes: new Uint8Array(Buffer.from(`\ufeff${big}`, 'utf16le'))});
	t.is(artifact?.kind, 'scan');
	t.deepEqual(problems, []);
});

test('what the configuration calls a scan is read by its content, or named as not judged', async (t) => {
	const detailOf = async (text: string) => (await readArtifact({file: 'a.txt', bytes: new TextEncoder().encode(text)}, 'scan')).artifact?.detail;
	t.is(await detailOf(trivy([])), 'Trivy results');
	t.is(await detailOf(clamLog()), 'ClamAV log');
	t.is(await detailOf('host 10.0.0.1: clean'), 'scanner results (of a form that this version does not judge)');
	t.is(await detailOf('{"report": {}}'), 'scanner results (of a form that this version does not judge)');
	t.is(await detailOf('%PDF-1.7'), 'scanner results (of a form that this version does not judge)');
});
