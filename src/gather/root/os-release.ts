/** The operating system of a root file system, by its `os-release`. */

import type {Text} from '../../contract.ts';
import type {OsRelease} from '../../evidence/os-release.ts';
import {type FileSystem, textAt} from '../../filesystem.ts';
import {cut} from './lines.ts';

/** `etc/os-release` counts before the vendor's own, as systemd reads them. */
export function osReleaseOf(system: FileSystem): OsRelease | undefined {
	const text = textAt(system, 'etc/os-release') ?? textAt(system, 'usr/lib/os-release');
	if (text === undefined) return undefined;
	const values = new Map<string, Text>();
	for (const {0: line, index} of text.value.matchAll(/^[A-Z][A-Z0-9_]*=.*$/gm)) {
		const [, key = '', quote = '', value = ''] = /^(\w+)=(["']?)(.*?)\2\s*$/.exec(line) ?? [];
		const start = index + key.length + 1 + quote.length;
		values.set(key, cut(text, start, start + value.length));
	}
	const [id, version, supportEnd] = ['ID', 'VERSION_ID', 'SUPPORT_END'].map((key) => values.get(key));
	// Either may be left out (os-release(5)).
	const name = values.get('NAME') ?? id;
	if (name === undefined) return undefined;
	return {
		root: system.file,
		name,
		...(id === undefined ? {} : {id}),
		...(version === undefined ? {} : {version}),
		...(supportEnd === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(supportEnd.value) ? {} : {supportEnd}),
	};
}
