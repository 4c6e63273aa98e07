/**
 * `npm run bench`, the language part: sentences a second through each layer, a listing with a hundred pages of documents as a whole
 * process, start-up with and without the encoder, and textlint with the nearest rule (a list of forbidden words) over the same pages.
 */

import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {TextlintKernel} from '@textlint/kernel';
import markdown from '@textlint/textlint-plugin-markdown';
import {openEncoder} from 'listing-encoder';
import prh from 'textlint-rule-prh';
import {packageDocuments} from '../../scripts/language/documentation.ts';
import type {Sentence} from '../../src/evidence/sentence.ts';
import {version as release, standalone} from '../../src/examples.ts';
import {firstLayerOf} from '../../src/judge/first-layer.ts';
import {inputOf} from '../../src/judge/judge.ts';
import type {Calibration} from '../../src/judge/weighing.ts';
import {timeProcess} from './process.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const cli = join(root, 'bundle', 'cli.js');
const wordsOfPage = 300;
const pages = 100;
const rounds = 5;
const documents = await packageDocuments(join(root, 'node_modules'));
const scratch = mkdtempSync(join(tmpdir(), 'shelfready-language-'));
try {
	let words = 0;
	const texts: string[] = [];
	for (const {file} of documents) {
		if (words >= pages * wordsOfPage || !/readme\.md$/i.test(file)) continue;
		const text = readFileSync(file, 'utf8');
		words += text.split(/\s+/).length;
		texts.push(text);
	}
	for (const [index, text] of texts.entries()) writeFileSync(join(scratch, `guide-${index}.md`), text);
	writeFileSync(
		join(scratch, 'listing.json'),
		release([standalone({UsageInstructions: '1. Launch the instance. 2. Open https on port 8443 and sign in as admin; the password is the instance id.'})]),
	);

	const sentences = documents.flatMap((document) => document.sentences).slice(0, 20_000);
	const first = firstLayerOf(readFileSync(join(root, 'bundle', 'language-first-layer.bin')));
	for (const sentence of sentences.slice(0, 2000)) first.score(sentence);
	let start = performance.now();
	for (const sentence of sentences) first.score(sentence);
	console.log(`first layer: ${Math.round((sentences.length / (performance.now() - start)) * 1000)} sentences a second`);
	const {gate} = JSON.parse(readFileSync(join(root, 'bundle', 'language-calibration.json'), 'utf8')) as Calibration;
	const asOne = (value: string): Sentence => ({text: {value, place: {file: 'text', range: [0, value.length]}}, kind: 'readme', role: 'paragraph'});
	const settledText = sentences.map(({text}) => text.value).find((value) => value.length > 20 && Math.max(...first.score(asOne(value))) < gate);
	if (settledText === undefined) throw new Error('no sentence is settled by the first layer');
	const encoder = await openEncoder();
	start = performance.now();
	for (const sentence of sentences.slice(0, 200)) encoder.judge(inputOf(sentence));
	console.log(`encoder: ${Math.round((200 / (performance.now() - start)) * 1000)} sentences a second`);

	const of = (args: readonly string[], input?: string) => timeProcess([cli, ...args], {rounds, ...(input === undefined ? {} : {input})});
	const whole = of(['check', scratch, '--only', 'language/*', '--format', 'json', '--fail-on', 'never']);
	console.log(`a listing with ${pages} pages (${words} words), language rules: ${whole.ms.toFixed(0)} ms, peak ${whole.mb.toFixed(0)} MB`);
	const all = of(['check', scratch, '--format', 'json', '--fail-on', 'never']);
	console.log(`the same, every rule: ${all.ms.toFixed(0)} ms, peak ${all.mb.toFixed(0)} MB`);
	writeFileSync(join(scratch, 'empty.mjs'), '');
	const empty = timeProcess([join(scratch, 'empty.mjs')], {rounds});
	const settled = of(['classify'], `${JSON.stringify({text: settledText})}\n`);
	const encoded = of(['classify'], `${JSON.stringify({text: 'Create an account on our portal before the product starts.'})}\n`);
	console.log(
		`start-up: ${settled.ms.toFixed(0)} ms where the first layer settles it, ${encoded.ms.toFixed(0)} ms with the encoder, peak ${encoded.mb.toFixed(0)} MB; an empty module takes Node ${empty.ms.toFixed(0)} ms`,
	);

	const rules = join(scratch, 'prh.yml');
	writeFileSync(
		rules,
		`version: 1\nrules:\n${'trial beta license register password download limit expire upgrade'
			.split(' ')
			.map((word) => `  - expected: "-"\n    pattern: /\\b${word}\\b/i\n`)
			.join('')}`,
	);
	const kernel = new TextlintKernel();
	start = performance.now();
	for (const text of texts) {
		await kernel.lintText(text, {
			ext: '.md',
			plugins: [{pluginId: 'markdown', plugin: markdown.default}],
			rules: [{ruleId: 'prh', rule: prh.default, options: {rulePaths: [rules]}}],
		} as never);
	}
	const peer = performance.now() - start;
	console.log(
		`textlint with a list of nine words, the same pages, warm process: ${peer.toFixed(0)} ms; ours as a whole process ${(whole.ms / peer).toFixed(2)} x`,
	);
} finally {
	rmSync(scratch, {recursive: true, force: true});
}
