/** Writes the package's version into the files under `integrations/`, which name the release that they run. With `--check`, fails on any that is not current. */

import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {toolOf} from '../src/version.ts';

const folder = join(import.meta.dirname, '..', '..', 'integrations');
const named = /(shelfready[@:]|ARG VERSION=|default: ')\d+\.\d+\.\d+(?:-[\w.]+)?/g;
const {version} = toolOf();

for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true})) {
	if (!entry.isFile()) continue;
	const path = join(entry.parentPath, entry.name);
	const text = readFileSync(path, 'utf8');
	const current = text.replace(named, `$1${version}`);
	if (current === text) continue;
	if (process.argv.includes('--check')) {
		console.error(`${path} names another version than ${version}: run npm run docs`);
		process.exitCode = 1;
	} else writeFileSync(path, current);
}
