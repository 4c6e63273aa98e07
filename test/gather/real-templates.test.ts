import {existsSync, readdirSync, readFileSync} from 'node:fs';
import test from 'ava';
import {gatherTemplates} from '../../src/gather/templates.ts';
import {parseJsonOrYaml} from '../../src/read/notation.ts';
import {isTemplate} from '../../src/read/template.ts';
import {buildTree} from '../../src/read/yaml/build.ts';
import {recoverEvents} from '../../src/read/yaml/recover.ts';
import {readEvents} from '../../src/read/yaml.ts';
import {spanOf, textOf, walk} from '../../src/tree.ts';
import {templateArtifact} from '../helpers/templates.ts';

const folder = '../shared/templates-real';
const files = existsSync(folder) ? readdirSync(folder).filter((file) => /\.(?:ya?ml|json|template)$/.test(file) && !file.startsWith('LABELS')) : [];

type AmiLabel = {readonly verdict: string; readonly n: number; readonly where: readonly string[]};

if (files.length === 0) {
	test.skip('real templates: left out, since ../shared is not here', () => {});
} else {
	test.serial('real templates are read without a fault', async (t) => {
		const times: number[] = [];
		for (const file of files) {
			const text = readFileSync(`${folder}/${file}`, 'utf8');
			const before = performance.now();
			const {root, faults} = await parseJsonOrYaml(text);
			t.deepEqual(faults, [], file);
			t.true(root !== undefined && isTemplate(root), file);
			const templates = gatherTemplates([await templateArtifact(file, text)], {});
			times.push(performance.now() - before);
			const [template] = 'absent' in templates ? [] : templates;
			t.true(template !== undefined && template.resources.length > 0 && !template.broken, file);
		}
		times.sort((a, b) => a - b);
		const at = (share: number) => `${times[Math.min(times.length - 1, Math.floor(times.length * share))]?.toFixed(1)} ms`;
		t.log(`${files.length} templates, read twice and gathered: median ${at(0.5)}, 95 % ${at(0.95)}, longest ${at(1)}`);
	});

	test.serial('both YAML readers give the same tree of real templates', (t) => {
		for (const file of files) {
			const text = readFileSync(`${folder}/${file}`, 'utf8');
			const fast = readEvents(text);
			const recovered = recoverEvents(text);
			t.deepEqual(recovered.faults, [], file);
			t.deepEqual(buildTree(text, recovered.events), 'events' in fast ? buildTree(text, fast.events) : undefined, file);
		}
	});

	test.serial('each word of a real template is found where it stands', async (t) => {
		for (const file of files) {
			const source = readFileSync(`${folder}/${file}`, 'utf8');
			const {root} = await parseJsonOrYaml(source);
			const wrong: string[] = [];
			for (const node of root === undefined ? [] : walk(root)) {
				const text = textOf(file, node);
				for (const match of text?.value.matchAll(/[\w./:$-]+/g) ?? []) {
					const range = text === undefined ? undefined : spanOf(text, match.index, match.index + match[0].length).range;
					if (source.slice(...(range ?? [0, 0])) !== match[0]) wrong.push(match[0]);
				}
			}
			t.deepEqual(wrong, [], file);
		}
	});

	test.serial('the AMIs that a stack of a real template launches at once are those that a person counted', async (t) => {
		const labels = JSON.parse(readFileSync(`${folder}/LABELS.json`, 'utf8')) as Readonly<Record<string, {readonly 'single-ami'?: AmiLabel}>>;
		for (const [file, {'single-ami': label}] of Object.entries(labels)) {
			if (label === undefined) continue;
			const templates = gatherTemplates([await templateArtifact(file, readFileSync(`${folder}/${file}`, 'utf8'))], {});
			const amis = 'absent' in templates ? undefined : templates[0]?.stackAmis;
			const second = [...new Set(amis?.pairs.map(({resource}) => resource.logicalId))];
			t.log(`${label.verdict.padEnd(6)} ${label.n} counted, ${amis?.most} found ${file} ${second.join(', ')}`);
			t.is(amis?.most, label.n, file);
			t.deepEqual(second.toSorted(), label.verdict === 'multi' ? label.where.toSorted() : [], file);
		}
	});
}
