/** Files of a root file system whose absence means something else than that they could not be read, and their colon-separated lines. */

import type {Text} from '../../../contract.ts';
import {type FileSystem, fileOf, resolve, textAt} from '../../../filesystem.ts';
import {cut, linesOf} from '../lines.ts';

/** A file that is there, and why its content is not known. */
export type Unread = {readonly unknown: string};

/** A file's text, why it is not known, or nothing where there is none. An empty file is an empty text. */
export function readAt(system: FileSystem, path: string): Text | Unread | undefined {
	const text = textAt(system, path);
	if (text !== undefined) return text;
	const real = resolve(system, path);
	const entry = real === undefined ? undefined : system.entries.get(real);
	if (entry === undefined) return system.entries.has(path) ? {unknown: `${path} leads to what is not there`} : undefined;
	if (entry.type === 'file' && entry.size === 0) return {value: '', place: {file: fileOf(system, entry.path), range: [0, 0]}};
	return {unknown: `${path} was not read: ${system.unread.get(entry.path) ?? 'it is no text'}`};
}

/** Whether a file was found but not read. */
export function isUnread(found: Text | Unread | undefined): found is Unread {
	return found !== undefined && 'unknown' in found;
}

/** The text, where there is one. */
export function known(found: Text | Unread | undefined): Text | undefined {
	return found === undefined || isUnread(found) ? undefined : found;
}

/** One line of `passwd` or its like: the fields between its colons. */
export type Line = {readonly text: Text; readonly fields: readonly Text[]};

/** More fields than any of these files has: the rest of a longer line is one. */
const mostFields = 12;

/** The lines that name something, as the C library takes them: comments and entries of the old network directory are left out. */
export function colonLines(text: Text): readonly Line[] {
	return linesOf(text).flatMap((raw) => {
		const start = raw.value.length - raw.value.trimStart().length;
		const line = start === 0 ? raw : cut(raw, start, raw.value.length);
		return line.value === '' || /^[#+-]/.test(line.value) || !line.value.includes(':') ? [] : [{text: line, fields: fieldsOf(line)}];
	});
}

function fieldsOf(line: Text): readonly Text[] {
	const fields: Text[] = [];
	for (let start = 0; start <= line.value.length; ) {
		const colon = fields.length < mostFields - 1 ? line.value.indexOf(':', start) : -1;
		const end = colon < 0 ? line.value.length : colon;
		fields.push(cut(line, start, end));
		start = end + 1;
	}
	return fields;
}
