/** The files of cloud-init's configuration in the image (https://docs.cloud-init.io/en/latest/explanation/configuration.html). */

import {entriesIn, type FileSystem, textAt} from '../../filesystem.ts';
import {parseSoundYaml} from '../../read/yaml.ts';
import type {SourceNode} from '../../tree.ts';

/** One file. */
export type CloudFile = {
	readonly path: string;
	/** Its root; nothing where it was not read or is no sound YAML. Parsed once, when first asked for: callers bound what they ask for. */
	readonly parsed: () => SourceNode | undefined;
};

const main = 'etc/cloud/cloud.cfg';
const known = new WeakMap<FileSystem, readonly CloudFile[]>();

/** `cloud.cfg`, there or not, and what is laid over it, in the order of names: a later file counts more. */
export function cloudFiles(system: FileSystem): readonly CloudFile[] {
	const before = known.get(system);
	if (before !== undefined) return before;
	const drops = entriesIn(system, 'etc/cloud/cloud.cfg.d').flatMap(({path}) => (path.endsWith('.cfg') ? [path] : []));
	const files = [main, ...drops].map((path) => {
		let read: {readonly root: SourceNode | undefined} | undefined;
		const parsed = () => {
			read ??= {root: parseSoundYaml(textAt(system, path)?.value ?? '')?.root};
			return read.root;
		};
		return {path, parsed};
	});
	known.set(system, files);
	return files;
}

/** Whether cloud-init is configured and not switched off. */
export function hasCloudInit({entries}: FileSystem): boolean {
	return entries.has(main) && !entries.has('etc/cloud/cloud-init.disabled');
}
