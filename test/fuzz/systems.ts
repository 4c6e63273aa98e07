/** Root file systems with files of any bytes, held as the reader would hold them. */

import type {FileSystem} from '../../src/filesystem.ts';
import {newCollector} from '../../src/read/filesystem/collector.ts';

/** A root file system, called `image`. What a Linux is recognised by is not in it by itself. */
export function systemWith(files: readonly (readonly [path: string, content: Buffer | {readonly link: string}])[]): FileSystem {
	const collector = newCollector();
	for (const [path, content] of files) {
		const entry = Buffer.isBuffer(content)
			? ({path, type: 'file', size: content.length, mode: 0o644, uid: 0, gid: 0} as const)
			: ({path, type: 'link', size: 0, mode: 0o777, uid: 0, gid: 0, target: content.link} as const);
		collector.add(entry, Buffer.isBuffer(content) && collector.wanted(entry) > 0 ? content : undefined);
	}
	return collector.done('image', 'tar');
}
