/** `check --fix` and `--fix-dry-run`. */

import {readFile} from 'node:fs/promises';
import {relative} from 'node:path';
import {createTwoFilesPatch} from 'diff';
import {type Fixed, type FixedFile, fixPaths} from '../fix.ts';
import type {Outcome} from '../outcome.ts';
import {reasonOf} from '../reason.ts';
import {inertText} from '../report/inert.ts';
import {visible} from '../report/text/visible.ts';
import type {SubmissionOptions} from '../submitted.ts';
import {writeWhole} from '../whole-file.ts';
import {refuse, tell} from './terminal.ts';

/** Fixes, prints the patch or writes the files and reports what is left, and answers the exit status. */
export async function runFix(
	paths: readonly string[],
	options: SubmissionOptions,
	/** For a dry run: the status that what is left gives. */
	dry: ((outcome: Outcome) => 0 | 1 | 2) | undefined,
	report: (checked: Fixed) => Promise<number>,
): Promise<number> {
	const fixed = await fixPaths(paths, options);
	if ('errors' in fixed) return refuse(...fixed.errors);
	const {outcome, files} = fixed;
	if (dry !== undefined) {
		const patch = files.map(patchOf).join('');
		// For a program it must stay as it is; a terminal must not obey what files hold.
		process.stdout.write(process.stdout.isTTY ? inertText(patch.split('\n').map(visible).join('\n')) : patch);
		tell(told(fixed, 'would fix'));
		return outcome.problems.length === 0 && files.length > 0 ? 1 : dry(outcome);
	}
	try {
		for (const file of files) await write(file);
	} catch (error) {
		return refuse(reasonOf(error));
	}
	tell(told(fixed, 'fixed'));
	return report(fixed);
}

/** A patch that `git apply` and `patch -p1` take, in the working folder. */
function patchOf({path, before, after}: FixedFile): string {
	const name = relative('', path).replaceAll('\\', '/');
	return createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, {context: 3}).replace(/^=+\n/, '');
}

async function write({path, before, after}: FixedFile): Promise<void> {
	// Someone may have saved the file while it was judged.
	const name = relative('', path);
	const now = await readFile(path, 'utf8').catch(() => undefined);
	if (now !== before) throw new Error(`${name} has ${now === undefined ? 'gone' : 'changed'} meanwhile; nothing of it was fixed`);
	await writeWhole(name, after);
}

function told({applied, refused, files}: Fixed, word: string): string {
	const count = `${applied.length} ${applied.length === 1 ? 'finding' : 'findings'}`;
	const left =
		refused.length === 0
			? ''
			: `; ${refused.length} more ${refused.length === 1 ? 'fix' : 'fixes'} did not stand when judged again and ${refused.length === 1 ? 'was' : 'were'} left`;
	return `shelfready: ${word} ${count} in ${files.length} ${files.length === 1 ? 'file' : 'files'}${left}`;
}
