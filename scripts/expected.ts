/**
 * What the example submissions must give: `templates/submissions/<name>.report.json` for each, judged on a fixed day,
 * and the blocks of pages that are made from the real thing. Writes them; with `--check`, fails on any that is not current.
 * A changed report is read before it is committed: these files say what is right.
 */

import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {toJsonReport} from '../src/report/json.ts';
import {checkPaths} from '../src/submission.ts';
import {compileExamples, expectedDay, pagesWithBlocks, withBlocks} from './page-blocks.ts';

const root = join(import.meta.dirname, '..', '..');
const submissions = join(root, 'templates', 'submissions');

/** The report that a submission gives now, without the tool's version. */
export async function reportOf(name: string): Promise<string> {
	const submitted = await checkPaths([join(submissions, name)], {today: expectedDay});
	if ('errors' in submitted) throw new Error(`${name}: ${submitted.errors.join('; ')}`);
	const {tool: _, ...report} = toJsonReport(submitted.outcome, {name: 'shelfready', version: ''});
	return `${JSON.stringify(report, undefined, '\t')}\n`;
}

/** The names of the example submissions. */
export function submissionNames(): readonly string[] {
	return readdirSync(submissions, {withFileTypes: true})
		.filter((entry) => entry.isDirectory())
		.map(({name}) => name)
		.toSorted();
}

async function main(): Promise<void> {
	compileExamples();
	const wanted = new Map(pagesWithBlocks.map((page) => [join(root, page), withBlocks(readFileSync(join(root, page), 'utf8'))]));
	for (const name of submissionNames()) wanted.set(join(submissions, `${name}.report.json`), await reportOf(name));
	for (const [file, text] of wanted) {
		if (!process.argv.includes('--check')) writeFileSync(file, text);
		else if (readFileSync(file, 'utf8') !== text) {
			console.error(`${file} is not current: run npm run docs and read what changed`);
			process.exitCode = 1;
		}
	}
}

if (process.argv[1] === import.meta.filename) await main();
