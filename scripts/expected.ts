/**
 * What the example submissions must give: `templates/submissions/<name>.report.json` for each, judged on a fixed day,
 * and the output blocks of the README and of docs/reports.md, each behind `<!-- output: <arguments> -->`. Writes them; with
 * `--check`, fails on any that is not current. A changed report is read before it is committed: these files say what is right.
 */

import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {toJsonReport} from '../src/report/json.ts';
import {checkPaths} from '../src/submission.ts';

/** The day as of which the examples are judged, so that their ages never change. */
export const expectedDay = '2026-11-24';

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

/** The pages that show output of the command. */
export const pages = ['README.md', 'docs/reports.md'];

/**
 * A page with each output block made anew by running the command that its marker names. Of a long output ` | from <text> <n> lines` takes the
 * lines from the first with that text on.
 */
export function withOutputs(page: string): string {
	return page.replace(
		/(<!-- output: (.*?)(?: \| from (\S+) (\d+) lines)? -->\n(`{3,})\w+\n)[\s\S]*?(^\5$)/gm,
		(_, head: string, args: string, from: string | undefined, count: string | undefined, _fence: string, tail: string) => {
			const {stdout} = spawnSync(
				process.execPath,
				[join(root, 'bundle', 'cli.js'), ...args.split(' '), ...(args.startsWith('check ') ? ['--date', expectedDay] : [])],
				{
					cwd: root,
					encoding: 'utf8',
					env: {PATH: process.env['PATH'], NO_COLOR: '1', COLUMNS: '100'},
				},
			);
			const lines = stdout.trimEnd().split('\n');
			const first = from === undefined ? 0 : lines.findIndex((line) => line.includes(from));
			return `${head}${lines.slice(first, count === undefined ? undefined : first + Number(count)).join('\n')}\n${tail}`;
		},
	);
}

async function main(): Promise<void> {
	const wanted = new Map(pages.map((page) => [join(root, page), withOutputs(readFileSync(join(root, page), 'utf8'))]));
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
