/** The files of cloud-init's configuration in the image (https://docs.cloud-init.io/en/latest/explanation/configuration.html). */

import {entriesIn, type FileSystem, textAt} from '../../filesystem.ts';
import {parseSoundYaml} from '../../read/yaml.ts';
import {entryOf, get, itemsOf, looseStringOf, type SourceNode} from '../../tree.ts';

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

/** A value, the key that it stands under, and the file. */
export type CloudSetting = {readonly file: string; readonly node: SourceNode; readonly key: readonly [start: number, end: number]};

/** Settings as cloud-init merges them: maps key by key at every depth, and of a list or a scalar the one of the last file. */
export type CloudConfig = {
	/** The value at a path of keys. That of a map has the keys of one file alone: ask for each of them. */
	get(...path: readonly string[]): CloudSetting | undefined;
};

/** Merges files, which are in the order in which they are read. */
export function mergedConfig(files: readonly {readonly file: string; readonly root: SourceNode}[]): CloudConfig {
	const last = files.toReversed();
	return {
		get(...path) {
			const key = path.at(-1) ?? '';
			for (const {file, root} of last) {
				const found = settingAt(file, get(root, ...path.slice(0, -1)), key);
				if (found !== undefined) return found;
			}
			return undefined;
		},
	};
}

/** What is set of a user, by key. */
export type UserSettings = (key: string) => CloudSetting | undefined;

/** The default user: the old key `user` says more than `system_info`. */
export function defaultUserOf({get: of}: CloudConfig): UserSettings {
	return (key) => of('user', key) ?? of('system_info', 'default_user', key);
}

/** What a map of one file has under a key. */
export function settingAt(file: string, node: SourceNode | undefined, key: string): CloudSetting | undefined {
	const entry = entryOf(node, key);
	return entry === undefined ? undefined : {file, node: entry.value, key: entry.keyRange};
}

/** Whether cloud-init leaves a user's password in force, which it locks unless it is told not to. YAML 1.1 writes false in many ways. */
export function isUnlocked(user: UserSettings): boolean {
	return ['lock_passwd', 'lock-passwd'].some((key) => {
		const node = user(key)?.node;
		return node?.kind === 'scalar' && /^(?:no|off|false)$/i.test(String(node.value));
	});
}

const moduleLists = ['cloud_init_modules', 'cloud_config_modules', 'cloud_final_modules'];

/** Whether one of the lists of modules names one, as `set-passwords`, `set_passwords` or `[cc_set_passwords, always]`; nothing where there is no list. */
export function runsModule({get: of}: CloudConfig, module: string): boolean | undefined {
	const lists = moduleLists.flatMap((key) => of(key) ?? []);
	const names = lists.flatMap(({node}) => itemsOf(node).map((item) => looseStringOf(item) ?? looseStringOf(itemsOf(item)[0]) ?? ''));
	return lists.length === 0 ? undefined : names.some((name) => name.replace(/^cc_/, '').replaceAll('_', '-') === module);
}
