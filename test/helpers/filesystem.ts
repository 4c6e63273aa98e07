import type {RootFile} from '../../src/contract.ts';
import type {Entry, FileSystem} from '../../src/filesystem.ts';
import {newCollector} from '../../src/read/filesystem/collector.ts';
import {hiveOf} from './hive.ts';

const nothing: FileSystem = {file: 'image', form: 'folder', entries: new Map(), contents: new Map(), count: 0, unread: new Map()};

/**
 * A root file system with files given as texts over those of another, held as the reader would hold them; where undefined, without them.
 * Without another it comes along as the folder `image`.
 */
export function systemOf(files: Readonly<Record<string, RootFile | undefined>>, system = nothing): FileSystem {
	const collector = newCollector();
	const add = (entry: Entry, content: Uint8Array | undefined) =>
		collector.add(entry, collector.wanted(entry) > 0 && content !== undefined ? Buffer.from(content) : undefined);
	for (const [path, entry] of system.entries) if (!(path in files)) add(entry, system.contents.get(path));
	for (const [path, file] of Object.entries(files)) {
		if (file === undefined) continue;
		const {text = '', link, registry, mode = 0o644, uid = 0, gid = 0} = typeof file === 'string' ? {text: file} : file;
		const content = registry === undefined ? Buffer.from(text) : hiveOf(registry);
		if (link === undefined) add({path, type: 'file', size: content.length, mode, uid, gid}, content);
		else add({path, type: 'link', size: 0, mode, uid, gid, target: link}, undefined);
	}
	return collector.done(system.file, system.form);
}
