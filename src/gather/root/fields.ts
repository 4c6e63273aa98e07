/** Tables of fields field white space, as fstab and crypttab are, and the kernel's command lines. */

import type {Text} from '../../contract.ts';
import {type FileSystem, textAt} from '../../filesystem.ts';
import {cut, linesOf} from './lines.ts';
import {firstOfRoot} from './unread.ts';

/** Lines of one table that are read; no real one comes near. */
const mostLines = 5000;

/** The lines of a table that are no comments, each as its first fields. */
export function tableOf(system: FileSystem, path: string, most: number): readonly (readonly Text[])[] {
	const text = textAt(system, path);
	if (text === undefined) return [];
	return firstOfRoot(system, linesOf(text), mostLines, ({place}) => place, `this file has more than ${mostLines} lines; those from here on were not looked at`)
		.map((line) => fieldsOf(line, most))
		.filter(([first]) => first !== undefined && !first.value.startsWith('#'));
}

/** The first fields of a line: what `field` matches. */
export function fieldsOf(line: Text, most: number, field: RegExp = /\S+/g): readonly Text[] {
	const fields: Text[] = [];
	for (const {0: found, index} of line.value.matchAll(field)) {
		if (fields.length >= most) break;
		fields.push(cut(line, index, index + found.length));
	}
	return fields;
}
