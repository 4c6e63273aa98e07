import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import test from 'ava';
import type {Families} from '../../src/audit/families.ts';
import {newFamilyTally} from '../../src/audit/family-tally.ts';
import {readResult} from '../../src/audit/result.ts';
import {sketchBytes, sketchOfTemplate, sketchOfText} from '../../src/audit/sketch.ts';
import {readArtifact} from '../../src/read/artifact.ts';
import {entriesOf} from '../../src/tree.ts';
import {projectRoot} from '../helpers/project.ts';

/** Numbers from 0 to 1, the same for a seed. Origin: Numerical Recipes' linear congruential generator. */
function numbersFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

function filesBelow(folder: string, pattern: RegExp): readonly string[] {
	return readdirSync(join(projectRoot, folder), {recursive: true, withFileTypes: true})
		.filter((entry) => entry.isFile() && pattern.test(entry.name))
		.map(({parentPath, name}) => readFileSync(join(parentPath, name), 'utf8'));
}

const names = ['Aster', 'Borealis', 'Cobalt', 'Dynamo', 'Ember', 'Fulcrum', 'Gantry', 'Helix'];

/** Another product's text: names and numbers are others, and of ten sentences one is gone and one has come from elsewhere. */
function anotherText(text: string, others: readonly string[], random: () => number): string {
	const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
	const renamed = new Map<string, string>();
	const sentences = text
		.replace(/\b[A-Z][a-z]{3,}\b/g, (word) => {
			if (!renamed.has(word) && random() < 0.5) renamed.set(word, pick(names) ?? word);
			return renamed.get(word) ?? word;
		})
		.replace(/\d+/g, () => String(Math.floor(random() * 1000)))
		.split(/(?<=[.\n])/);
	return sentences
		.filter(() => random() > 0.1)
		.flatMap((sentence) => (random() < 0.1 ? [sentence, pick((pick(others) ?? '').split(/(?<=[.\n])/)) ?? ''] : [sentence]))
		.join('');
}

/** Another product's template: most resources and parameters have other names, and numbers are others. */
function anotherTemplate(text: string, ids: readonly string[], random: () => number): string {
	let renamed = text;
	for (const id of ids)
		if (/^[A-Z]\w{4,}$/.test(id) && random() < 0.7)
			renamed = renamed.replaceAll(new RegExp(`\\b${id}\\b`, 'g'), `${id}${names[Math.floor(random() * names.length)] ?? ''}`);
	return renamed.replace(/\b\d{3,}\b/g, () => String(100 + Math.floor(random() * 9000)));
}

type Rule = {readonly rule: string; readonly severity: string; readonly place: {readonly file: string}};

const empty = {
	tool: {version: '1'},
	edition: 'ami-2020',
	today: '2026-11-01',
	artifacts: [],
	findings: [],
	policies: [],
	problems: [],
	summary: {errors: 0, warnings: 0, notes: 0},
};

function resultOf(submission: string, kind: 'text' | 'template', sketch: Uint8Array, findings: readonly Rule[] = []) {
	const report = {...empty, findings: findings.map((finding) => ({...finding, message: ''}))};
	const line = {submission, status: 'checked', report, sketches: [{kind, file: 'it', sketch: Buffer.from(sketch).toString('base64')}]};
	const result = readResult(JSON.stringify(line));
	if (result === undefined) throw new Error('no result');
	return result;
}

/** Of pairs that belong together, how many are in one family; of pairs in one family, how many belong together. Submissions are called by their original. */
function measured({families}: Families, copies: number, originals: number) {
	let [right, wrong] = [0, 0];
	for (const {some} of families)
		for (const [index, one] of some.entries())
			for (const other of some.slice(index + 1)) {
				if (one.submission.split(' ')[0] === other.submission.split(' ')[0]) right++;
				else wrong++;
			}
	return {precision: right / (right + wrong), recall: right / ((originals * copies * (copies - 1)) / 2)};
}

const copies = 3;

// The threshold was chosen with seed 1.
test('texts with other names, numbers and sentences are families, and no others', (t) => {
	const random = numbersFrom(20_261);
	const texts = [...filesBelow('corpora', /\.(?:md|txt)$/), ...filesBelow('docs/decisions', /\.md$/)].filter(({length}) => length > 800).slice(0, 150);
	const tally = newFamilyTally();
	let originals = 0;
	for (const [number, text] of texts.entries()) {
		const sketches = [text, ...Array.from({length: copies - 1}, () => anotherText(text, texts, random))].map(sketchOfText);
		if (sketches.includes(undefined)) continue;
		originals++;
		for (const [copy, sketch] of sketches.entries()) if (sketch !== undefined) tally.add(resultOf(`${number} ${copy}`, 'text', sketch));
	}
	const {precision, recall} = measured(tally.families().families, copies, originals);
	t.log({originals, precision, recall});
	t.true(originals > 50 && precision > 0.99 && recall > 0.95, JSON.stringify({originals, precision, recall}));
});

test('templates with other names of resources and parameters, and other numbers, are families', async (t) => {
	const random = numbersFrom(20_262);
	const tally = newFamilyTally();
	const treeOf = async (text: string) => {
		const {artifact} = await readArtifact({file: 'it.yaml', bytes: Buffer.from(text)});
		return artifact?.kind === 'template' ? artifact.tree : undefined;
	};
	let originals = 0;
	for (const [number, text] of filesBelow('templates/guidance', /\.ya?ml$/).entries()) {
		const tree = await treeOf(text);
		const ids = entriesOf(tree).flatMap(({key, value}) => (['Resources', 'Parameters'].includes(key) ? entriesOf(value).map((entry) => entry.key) : []));
		const trees = [tree, ...(await Promise.all(Array.from({length: copies - 1}, () => treeOf(anotherTemplate(text, ids, random)))))];
		const sketches = trees.map((one) => (one === undefined ? undefined : sketchOfTemplate(one)));
		if (sketches.includes(undefined)) continue;
		originals++;
		for (const [copy, sketch] of sketches.entries()) if (sketch !== undefined) tally.add(resultOf(`${number} ${copy}`, 'template', sketch));
	}
	const {recall} = measured(tally.families().families, copies, originals);
	t.log({originals, recall});
	t.true(originals >= 3 && recall === 1, JSON.stringify({originals, recall}));
});

test('a family tells which rules all its members break, whatever the order of the results', (t) => {
	const sketch = sketchOfText(
		Array.from({length: 60}, (_, index) => `word${'abcdefghij'[index % 10] ?? ''}${'klmnopqrst'[Math.floor(index / 10)] ?? ''}`).join(' '),
	);
	t.is(sketch?.length, sketchBytes);
	if (sketch === undefined) return;
	const finding = (rule: string, file = 'it', severity = 'error') => ({rule, severity, place: {file}});
	const results = [
		resultOf('b', 'text', sketch, [finding('x/shared'), finding('x/own')]),
		resultOf('a', 'text', sketch, [finding('x/shared'), finding('x/elsewhere', 'other'), finding('x/note', 'it', 'note')]),
		resultOf('c', 'text', sketch, [finding('x/shared'), finding('x/elsewhere'), finding('x/note', 'it', 'note')]),
		// A template is none of a family of texts.
		resultOf('d', 'template', sketch, [finding('x/shared')]),
	];
	const of = (order: typeof results) => {
		const tally = newFamilyTally();
		for (const result of order) tally.add(result);
		return tally.families();
	};
	const {families, summary} = of(results);
	t.deepEqual(families.families, [
		{
			kind: 'text',
			members: 3,
			submissions: 3,
			some: ['a', 'b', 'c'].map((submission) => ({submission, file: 'it', similarity: 1})),
			shared: [{rule: 'x/shared'}],
		},
	]);
	t.like(summary, {compared: {template: 1, text: 3}, families: {template: 0, text: 1}, members: {template: 0, text: 3}});
	t.deepEqual(of(results.toReversed()), {families, summary});
});

test('lines of earlier versions have no sketches, and are no families', (t) => {
	const result = readResult(JSON.stringify({submission: 'a', status: 'checked', report: empty}));
	t.truthy(result);
	const tally = newFamilyTally();
	if (result !== undefined) tally.add(result);
	t.deepEqual(tally.families().families.families, []);
});

/** Bytes that are held when all that may go is gone. */
function held(): number {
	setFlagsFromString('--expose-gc');
	const gc: unknown = runInNewContext('gc');
	if (typeof gc === 'function') for (let time = 0; time < 3; time++) gc();
	const {heapUsed, arrayBuffers} = process.memoryUsage();
	return heapUsed + arrayBuffers;
}

test.serial('a sketch takes few bytes, however long its path is and however many rules are broken there', (t) => {
	const sketch = Buffer.alloc(sketchBytes).toString('base64');
	const submissions = 1024;
	const before = held();
	const tally = newFamilyTally();
	for (let number = 0; number < submissions; number++) {
		const sketches = Array.from({length: 16}, (_, index) => ({kind: 'text', file: `${number}/${index}/`.padEnd(730, 'a'), sketch}));
		const findings = Array.from({length: 200}, (_, index) => ({rule: `own/${index}`, severity: 'error', message: '', place: {file: sketches[0]?.file}}));
		const result = readResult(JSON.stringify({submission: `${number}`, status: 'checked', report: {...empty, findings}, sketches}));
		if (result !== undefined) tally.add(result);
	}
	const each = (held() - before) / (16 * submissions);
	t.log(`${each.toFixed(0)} bytes a sketch`);
	t.true(each > sketchBytes && each < 500, `${each}`);
	t.like(tally.families().summary, {compared: {text: 16 * submissions}});
});

test('a long path is told without its middle', (t) => {
	const tally = newFamilyTally();
	const sketch = Buffer.alloc(sketchBytes).toString('base64');
	for (const submission of ['a', 'b']) {
		const file = `${'long/'.repeat(100)}guide.md`;
		const result = readResult(JSON.stringify({submission, status: 'checked', report: empty, sketches: [{kind: 'text', file, sketch}]}));
		if (result !== undefined) tally.add(result);
	}
	t.regex(tally.families().families.families[0]?.some[0]?.file ?? '', /^(?:long\/)+…[long/]+\/guide\.md$/);
});
