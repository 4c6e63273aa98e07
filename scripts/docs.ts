/** Writes the generated pages under `docs/`, and deletes those of rules that are gone. With `--check`, fails on any that is not current. */

import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {policies} from '../src/policies/policies.ts';
import {validators} from '../validators/index.ts';
import {compare, docPages} from './pages.ts';

const root = join(import.meta.dirname, '..', '..');

mkdirSync(join(root, 'docs', 'rules'), {recursive: true});
const files = readdirSync(join(root, 'docs'), {recursive: true, encoding: 'utf8'}).map((file) => `docs/${file.replaceAll('\\', '/')}`);
const generated = files.filter((file) => file === 'docs/policies.md' || (file.startsWith('docs/rules/') && file.endsWith('.md')));
const existing = new Map(generated.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
const {write, remove, faults} = compare(docPages(validators, policies), existing);

if (process.argv.includes('--check')) {
	for (const fault of faults) console.error(fault);
	if (faults.length > 0) {
		console.error('run npm run docs');
		process.exitCode = 1;
	}
} else {
	for (const [path, text] of write) {
		mkdirSync(dirname(join(root, path)), {recursive: true});
		writeFileSync(join(root, path), text);
	}
	for (const path of remove) rmSync(join(root, path));
}
