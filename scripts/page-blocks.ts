/**
 * Blocks of pages that are made from the real thing, so that no page shows what is not so. Each stands behind a marker:
 * `<!-- output: <arguments> -->` prints what the command answers (of a long output ` | from <text> <n> lines` takes the lines from the first with that
 * text on), `<!-- file: <path> -->` an example's text, `<!-- run: <path> -->` what it prints.
 */

import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {basename, join} from 'node:path';

/** The day as of which the examples are judged, so that their ages never change. */
export const expectedDay = '2026-11-24';

/** The pages with such blocks, from the project's root. */
export const pagesWithBlocks = ['README.md', 'docs/library.md', 'docs/reports.md'] as const;

const root = join(import.meta.dirname, '..', '..');

/** A page with each block made anew. Examples must have been compiled, by `compileExamples`. */
export function withBlocks(page: string): string {
	return page.replace(
		/(<!-- (output|file|run): (.*?)(?: \| from (\S+) (\d+) lines)? -->\n(`{3,})\w*\n)[\s\S]*?(^\6$)/gm,
		(_, head: string, kind: string, what: string, from: string | undefined, count: string | undefined, _fence: string, tail: string) => {
			if (kind === 'file') return `${head}${readFileSync(join(root, what), 'utf8').trimEnd()}\n${tail}`;
			const day = what.startsWith('check ') ? ['--date', expectedDay] : [];
			const text =
				kind === 'run'
					? printed([join(root, 'dist', 'examples', basename(what).replace(/\.ts$/, '.js'))])
					: printed([join(root, 'bundle', 'cli.js'), ...what.split(' '), ...day]);
			const lines = text.trimEnd().split('\n');
			const first = from === undefined ? 0 : lines.findIndex((line) => line.includes(from));
			return `${head}${lines.slice(first, count === undefined ? undefined : first + Number(count)).join('\n')}\n${tail}`;
		},
	);
}

/** Compiles `docs/examples` as a strict project that imports the built package by its name, into `dist/examples`. @throws {Error} with the compiler's words. */
export function compileExamples(): void {
	const {status, stdout} = spawnSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', join(root, 'docs', 'examples')], {
		encoding: 'utf8',
	});
	if (status !== 0) throw new Error(`docs/examples do not compile:\n${stdout}`);
}

function printed(args: readonly string[]): string {
	const {stdout, stderr, status} = spawnSync(process.execPath, args, {
		cwd: root,
		encoding: 'utf8',
		env: {PATH: process.env['PATH'], NO_COLOR: '1', COLUMNS: '100'},
	});
	// Findings end with 1; an example that breaks shows its trace.
	return status === 0 || status === 1 ? stdout : `${stdout}${stderr}`;
}
