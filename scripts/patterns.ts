/**
 * Judges every regular expression of the product's source by `recheck`, which proves a pattern linear or finds what makes it take long, and
 * writes what it said to `test/meta/patterns.json`, by the pattern's text. `--check` only says whether each pattern that is there has been judged.
 */

import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {checkSync} from 'recheck';
import {patternsIn, type Verdicts} from '../test/helpers/patterns.ts';

const root = join(import.meta.dirname, '..', '..');
const file = join(root, 'test', 'meta', 'patterns.json');
/** Milliseconds for one pattern. */
const patience = 3000;

const known = JSON.parse(readFileSync(file, 'utf8')) as Verdicts;
const found = [...new Set(patternsIn(root).map(({pattern}) => pattern))].toSorted();
const missing = found.filter((pattern) => !Object.hasOwn(known, pattern));

if (process.argv.includes('--check')) {
	if (missing.length > 0) {
		process.stderr.write(`not judged: ${missing.join('  ')}\nrun node dist/scripts/patterns.js\n`);
		process.exitCode = 1;
	}
} else {
	const verdicts: Record<string, string> = {};
	for (const pattern of found) verdicts[pattern] = known[pattern] ?? verdictOf(pattern);
	writeFileSync(file, `${JSON.stringify(verdicts, undefined, '\t')}\n`);
}

function verdictOf(pattern: string): string {
	const end = pattern.lastIndexOf('/');
	const said = checkSync(pattern.slice(1, end), pattern.slice(end + 1), {timeout: patience});
	if (said.status === 'safe') return 'linear';
	if (said.status === 'vulnerable') return said.complexity.summary;
	return `unknown: ${said.error.kind}`;
}
