/** cloud-init's own configuration in the image: `cloud.cfg` and the files of `cloud.cfg.d`. */

import type {Place} from '../../../contract.ts';
import type {StartupJob} from '../../../evidence/startup.ts';
import {type FileSystem, fileOf, textAt} from '../../../filesystem.ts';
import {itemsOf, looseStringOf, placeOf, type SourceNode, textOf} from '../../../tree.ts';
import {type CloudConfig, cloudFiles, mergedConfig} from '../cloud-files.ts';
import {type Source, sourceOf, type Value, written} from '../shell/values.ts';
import {firstOfRoot, leaveOutOfRoot} from '../unread.ts';

/** What cloud-init does by a file of its configuration, as a job. */
export function cloudInitJob(system: FileSystem, file: string, place: Place): StartupJob {
	return {name: 'cloud-init', kind: 'cloud-init', trigger: 'boot', by: file.slice(system.file.length + 1), place};
}

/** Characters of one file that are parsed, and files: their lists need no bound of their own. */
const longest = 200_000;
const mostFiles = 500;

/** Reads the configuration. */
export function cloudConfigOf(system: FileSystem): CloudConfig {
	const found: {readonly file: string; readonly root: SourceNode}[] = [];
	const files = firstOfRoot(
		system,
		cloudFiles(system),
		mostFiles,
		({path}) => ({file: fileOf(system, path)}),
		`cloud-init has more than ${mostFiles} files of settings; those from here on were not looked at`,
	);
	for (const {path, parsed} of files) {
		const text = textAt(system, path);
		if (text === undefined) continue;
		if (text.value.length > longest) {
			leaveOutOfRoot(system, {file: text.place.file}, `these settings of cloud-init are longer than ${longest} characters and were not looked at`);
			continue;
		}
		const root = parsed();
		if (root !== undefined) found.push({file: text.place.file, root});
	}
	return mergedConfig(found);
}

/** A command of `bootcmd` or `runcmd`: a text for a shell, or the words of a program. */
type CloudCommand = {readonly key: string; readonly place: Place} & ({readonly source: Source} | {readonly words: readonly Value[]});

/** The commands of `bootcmd` and `runcmd`. */
export function cloudInitCommands(config: CloudConfig): readonly CloudCommand[] {
	return ['bootcmd', 'runcmd'].flatMap((key) => {
		const setting = config.get(key);
		if (setting === undefined) return [];
		return itemsOf(setting.node).flatMap((item): readonly CloudCommand[] => {
			const base = {key, place: placeOf(setting.file, item)};
			const text = textOf(setting.file, item);
			if (text !== undefined) return text.value === '' ? [] : [{...base, source: sourceOf(written(text))}];
			const words = itemsOf(item).map((word) => wordOf(setting.file, word));
			return words.length === 0 ? [] : [{...base, words}];
		});
	});
}

/** A word of a list; cloud-init makes a text of numbers and the like. */
function wordOf(file: string, node: SourceNode): Value {
	const place = placeOf(file, node);
	const text = textOf(file, node);
	if (text !== undefined) return written(text);
	const value = looseStringOf(node);
	return [value === undefined ? {origin: 'unknown', text: '', place} : {origin: 'fixed', text: value, place}];
}
