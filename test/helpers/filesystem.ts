import type {RootFile} from '../../src/contract.ts';
import type {FileSystem} from '../../src/filesystem.ts';
import {newCollector} from '../../src/read/filesystem/collector.ts';
import {hiveOf} from './hive.ts';

/** A root file system that comes along as the folder `image`, of files given as texts. */
export function systemOf(files: Readonly<Record<string, RootFile>>): FileSystem {
	const collector = newCollector();
	for (const [path, file] of Object.entries(files)) {
		const {text = '', link, registry, mode = 0o644, uid = 0, gid = 0} = typeof file === 'string' ? {text: file} : file;
		const content = registry === undefined ? Buffer.from(text) : hiveOf(registry);
		const entry = {path, type: link === undefined ? ('file' as const) : ('link' as const), size: content.length, mode, uid, gid};
		collector.add(link === undefined ? entry : {...entry, size: 0, target: link}, collector.wanted(entry) > 0 && link === undefined ? content : undefined);
	}
	return collector.done('image', 'folder');
}
