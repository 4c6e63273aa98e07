/** Offsets in the texts of a submission to lines and columns as editors count them: from 0, columns in UTF-16 units. */

import type {Range} from 'vscode-languageserver/node';
import {lineStartsOf, positionAt} from '../locate.ts';
import {decode} from '../read/encoding.ts';
import {configName} from '../read/folder.ts';
import type {Snapshot} from './files.ts';

/** What has no place, or stands in no text, is said of the file's beginning. */
export type Placing = (file: string, range: readonly [start: number, end: number] | undefined) => Range;

/** Places ranges of a snapshot's files. `texts` are those that artifacts count in. Each file's lines are counted once. */
export function placing(snapshot: Snapshot, texts: ReadonlyMap<string, string>): Placing {
	const counted = new Map<string, {readonly text: string; readonly starts: readonly number[]}>();
	const countedIn = (file: string) => {
		const known = counted.get(file);
		if (known !== undefined) return known;
		const text = texts.get(file) ?? textIn(snapshot, file) ?? '';
		const fresh = {text, starts: lineStartsOf(text)};
		counted.set(file, fresh);
		return fresh;
	};
	return (file, range = [0, 0]) => {
		const {text, starts} = countedIn(file);
		// A byte order mark is no character to an editor.
		const hidden = text.startsWith('\ufeff') ? 1 : 0;
		const at = (offset: number) => {
			const {line, column} = positionAt(starts, Math.min(offset, text.length));
			return {line: line - 1, character: Math.max(0, column - 1 - (line === 1 ? hidden : 0))};
		};
		return {start: at(range[0]), end: at(range[1])};
	};
}

/** The text of the settings, and of a file that no reader could make anything of. */
function textIn({inputs, config}: Snapshot, file: string): string | undefined {
	if (file === configName) return config !== undefined && 'text' in config ? config.text : undefined;
	const input = inputs.find((candidate) => candidate.file === file);
	const decoded = input === undefined || input.whole !== undefined ? undefined : decode(input.bytes);
	return decoded !== undefined && 'text' in decoded ? decoded.text : undefined;
}
