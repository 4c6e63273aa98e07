/** Histories of commands that are left, and how much they hold. */

import type {History} from '../../../evidence/credential.ts';
import {historyOf, isTranscript} from '../../../limits/left-behind.ts';
import {cut} from '../lines.ts';
import type {RootText} from './found.ts';

/** Whose history a file is; that of a package's sample is none. */
export function historyKind({path, standing}: RootText): string | undefined {
	return standing === 'own' || standing === 'sample' ? historyOf(path) : undefined;
}

/** What a history holds; nothing where no command stands in it. */
export function historyIn(file: RootText): Omit<History, 'owner'> | undefined {
	const of = historyKind(file);
	if (of === undefined) return undefined;
	const {path, text} = file;
	let [lines, start] = [0, 0];
	let first: number | undefined;
	for (const line of text.value.split('\n')) {
		if (isCommand(path, line)) {
			first ??= start;
			lines++;
		}
		start += line.length + 1;
	}
	if (first === undefined) return undefined;
	// Of the first line its first letters alone: what was typed may be a secret.
	const [word = ''] = /^[a-z-]{1,8}/.exec(text.value.slice(first, first + 8)) ?? [];
	return {path, of, lines, place: cut(text, first, first + word.length).place};
}

/** Times in histories of shells, what vim and libedit write of themselves, and the answers in a transcript are no commands. */
function isCommand(path: string, line: string): boolean {
	if (isTranscript(path)) return /^(?:PS [^>]{0,300}>|>>)\s{0,10}\S/.test(line);
	return line.trim() !== '' && !line.startsWith('#') && !line.startsWith('_HiStOrY_V2_') && !(path.endsWith('.viminfo') && /^[*|]/.test(line));
}
