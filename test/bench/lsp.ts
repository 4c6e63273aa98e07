/**
 * What one keystroke costs in an editor, warm: the check of the engine's own rules that takes over what is known, beside the same check from nothing,
 * the YAML package's parser on the same text alone, and cfn-lint; then the way through the server, from the keystroke to the diagnostics of
 * that text, which holds the pause in which it waits for the next. Part of `npm run bench`.
 */

import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parseDocument} from 'yaml';
import type {Input} from '../../src/artifact.ts';
import {check} from '../../src/check.ts';
import {startLinter} from '../../src/gather/cfn-lint.ts';
import {roundOf} from '../../src/lsp/rounds.ts';
import {newMemory} from '../../src/memory.ts';
import {listInputs} from '../../src/read/folder.ts';
import {validators} from '../../validators/index.ts';
import {openEditor} from '../helpers/editor.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const submissions = join(root, 'templates', 'submissions');
const real = join(root, '..', 'shared', 'templates-real');
const cases: readonly (readonly [folder: string, file: string])[] = [
	[join(submissions, 'cormorant'), 'gateway.yaml'],
	[join(submissions, 'larkspur'), 'template.yaml'],
	[join(submissions, 'larkspur'), 'listing.json'],
	[join(submissions, 'larkspur'), 'README.md'],
	// Of 132 real templates, in one folder: the largest alone.
	...(existsSync(real) ? [[real, 'widdix__aws-cf-templates__jenkins-jenkins2-ha-agents.yaml'] as const] : []),
];
const warmUp = 50;
const keystrokes = 100;
const engine = validators.filter((validator) => roundOf(validator) === 'engine');
const linted = validators.filter((validator) => roundOf(validator) === 'cfn-lint');

/** Texts with one character more than the given one, each at another place. */
function typed(text: string): readonly string[] {
	return Array.from({length: warmUp + keystrokes}, (_, index) => {
		const at = Math.floor(text.length * (0.1 + (0.8 * ((index * 37) % keystrokes)) / keystrokes));
		return `${text.slice(0, at)}x${text.slice(at)}`;
	});
}

type Call = (text: string) => unknown;

/** Times calls side by side, so that what else the machine does meets all of them, and prints them. */
async function times(texts: readonly string[], calls: Readonly<Record<string, Call>>): Promise<void> {
	const found = Object.entries(calls).map(([name, call]) => ({name, call, ms: [] as number[]}));
	for (const [index, text] of texts.entries()) {
		for (const {call, ms} of found) {
			const start = performance.now();
			await call(text);
			if (index >= warmUp) ms.push(performance.now() - start);
		}
	}
	for (const {name, ms} of found)
		row(
			name,
			ms.toSorted((a, b) => a - b),
		);
}

function row(name: string, found: readonly number[]): void {
	const at = (share: number) => (found[Math.floor(found.length * share)] ?? Number.NaN).toFixed(1).padStart(9);
	console.log(`  ${name.padEnd(52)}${at(0.5)}${at(0.95)}`);
}

const linter = await startLinter();
for (const [folder, file] of cases) {
	const listed = (await listInputs([folder], {withRoots: false})).inputs;
	const inputs = folder === real ? listed.filter((input) => input.file === file) : listed;
	const index = inputs.findIndex((input) => input.file === file);
	const text = readFileSync(join(folder, file), 'utf8');
	const texts = typed(text);
	const withText = (changed: string): readonly Input[] => inputs.with(index, {file, bytes: new TextEncoder().encode(changed)});
	const request = (changed: string) => ({inputs: withText(changed), validators: engine, today: '2026-11-26'});
	console.log(`\none keystroke in ${file} (${(text.length / 1024).toFixed(1)} kB), milliseconds${''.padEnd(6)}p50      p95`);
	const memory = newMemory();
	const shared = async () => ({...linter, close: async () => {}});
	await times(texts, {
		're-check': (changed) => check({...request(changed), memory}),
		'check from nothing': (changed) => check(request(changed)),
		...(/\.(?:yaml|json)$/.test(file) ? {'yaml parseDocument alone': (changed) => parseDocument(changed, {logLevel: 'silent'})} : {}),
	});
	if (file.endsWith('.yaml'))
		await times(texts.slice(0, warmUp + 20), {'cfn-lint alone': (changed) => check({...request(changed), validators: linted, linter: shared})});
	if (folder === real) continue;
	const editor = await openEditor(folder, ['--no-cfn-lint']);
	const uri = editor.uri(file);
	await editor.show(uri, text, file.endsWith('.md') ? 'markdown' : 'yaml');
	await editor.until(uri, () => true);
	await times(texts, {
		'from the keystroke to its diagnostics': async (changed) => {
			await editor.replace(uri, editor.text(uri), changed);
			await editor.until(uri, () => true);
		},
	});
	await editor.end();
}
await linter.close();
