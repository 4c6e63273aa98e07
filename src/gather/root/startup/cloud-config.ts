/** cloud-init's own configuration in the image: `cloud.cfg` and the files of `cloud.cfg.d`. */

import type {Place} from '../../../contract.ts';
import type {StartupJob} from '../../../evidence/startup.ts';
import {type FileSystem, fileOf, textAt} from '../../../filesystem.ts';
import {itemsOf, placeOf, type SourceNode, textOf} from '../../../tree.ts';
import {type CloudConfig, cloudFiles, mergedConfig} from '../cloud-files.ts';
import {type Part, type Source, sourceOf, type Value, written} from '../shell/values.ts';
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

/** The commands of `bootcmd` and `runcmd`: texts for a shell, or lists of words. */
export function cloudInitCommands(config: CloudConfig): readonly {readonly key: string; readonly source: Source; readonly place: Place}[] {
	return ['bootcmd', 'runcmd'].flatMap((key) => {
		const setting = config.get(key);
		if (setting === undefined) return [];
		return itemsOf(setting.node).flatMap((item) => {
			const text = textOf(setting.file, item);
			const value =
				text === undefined
					? quoted(
							itemsOf(item)
								.flatMap((word) => textOf(setting.file, word) ?? [])
								.map(written),
						)
					: written(text);
			return value.length === 0 ? [] : [{key, source: sourceOf(value), place: placeOf(setting.file, item)}];
		});
	});
}

/** Words as a shell would read them: each in quotes. */
function quoted(words: readonly Value[]): Value {
	return words.flatMap((word, index): readonly Part[] => {
		const [first] = word;
		if (first === undefined) return [];
		const quote = (text: string): Part => ({origin: 'fixed', text, place: first.place});
		return [quote(index === 0 ? "'" : " '"), ...word, quote("'")];
	});
}
