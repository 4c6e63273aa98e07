/** What the instance that the image was built on left behind. */

import type {Text} from '../../contract.ts';
import type {Remains} from '../../evidence/remains.ts';
import {entriesIn, type FileSystem, fileOf, textAt} from '../../filesystem.ts';
import {hostKey} from '../../limits/left-behind.ts';
import {get} from '../../tree.ts';
import {cloudFiles, hasCloudInit} from './cloud-files.ts';
import {cut} from './lines.ts';

/** Looks for host keys, the machine id and cloud-init's memory; nothing where the root has no `etc`. */
export function remainsOf(system: FileSystem): Remains | undefined {
	if (!system.entries.has('etc')) return undefined;
	const machineId = machineIdOf(system);
	return {
		root: system.file,
		hostKeys: entriesIn(system, 'etc/ssh').flatMap(({path, type, size}) => (type === 'file' && size > 0 && hostKey.test(path) ? hostKeyAt(system, path) : [])),
		renewsHostKeys: renewsHostKeys(system),
		...(machineId === undefined ? {} : {machineId}),
		instances: entriesIn(system, 'var/lib/cloud/instances').flatMap(({path, type}): readonly Text[] =>
			type === 'folder' ? [{value: path.slice(path.lastIndexOf('/') + 1), place: {file: fileOf(system, path)}}] : [],
		),
	};
}

/** Points at the line that says what the file is. A file that was not read is named: with that name it is a key. */
function hostKeyAt(system: FileSystem, path: string): readonly Text[] {
	const text = textAt(system, path);
	if (text === undefined) return [{value: '', place: {file: fileOf(system, path)}}];
	const head = /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----/.exec(text.value);
	return head === null ? [] : [cut(text, head.index, head.index + head[0].length)];
}

/** An id is 32 hexadecimal digits; an empty file or the word `uninitialized` asks systemd for a new one. */
function machineIdOf(system: FileSystem): Text | undefined {
	const text = textAt(system, 'etc/machine-id');
	const id = /^[\da-f]{32}(?=\s*$)/.exec(text?.value ?? '');
	return text === undefined || id === null ? undefined : cut(text, 0, id[0].length);
}

/** `ssh_deletekeys`, which is on unless it is switched off, in the last file that says so. */
function renewsHostKeys(system: FileSystem): boolean {
	if (!hasCloudInit(system)) return false;
	const said = cloudFiles(system)
		.slice(0, 200)
		.flatMap(({path, parsed}) => {
			const text = textAt(system, path)?.value ?? '';
			const node = text.includes('ssh_deletekeys') && text.length < 1 << 18 ? get(parsed(), 'ssh_deletekeys') : undefined;
			return node?.kind === 'scalar' ? [node.value] : [];
		});
	return !/^(?:false|no|off|0)$/i.test(String(said.at(-1) ?? true));
}
