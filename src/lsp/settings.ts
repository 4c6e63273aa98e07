/** `shelfready.yaml` as it is written at the moment: what counts, and what is wrong with it. */

import type {ConfigFault} from '../config/issues.ts';
import {type Config, readConfig} from '../config.ts';
import type {AnyValidator} from '../contract.ts';
import {configName} from '../read/folder.ts';
import {noConfig} from '../submission.ts';
import type {Snapshot} from './files.ts';

/** The settings that count, and the faults of the text as it is now. */
export type Settings = {readonly config: Config; readonly faults: readonly ConfigFault[]};

/** Reads settings time after time. While the text is wrong, those count that were right last. */
export type SettingsReader = (snapshot: Snapshot) => Promise<Settings>;

/** A reader of one submission's settings. `isLone` for a document without a folder, whose settings may name any file. */
export function newSettingsReader(validators: readonly AnyValidator[], isLone: boolean): SettingsReader {
	let right = noConfig;
	let last: {readonly text: string; readonly files: string; readonly settings: Settings} | undefined;
	return async ({config, inputs}) => {
		if (config === undefined) {
			right = noConfig;
			last = undefined;
			return {config: noConfig, faults: []};
		}
		if ('error' in config) return {config: right, faults: [{message: config.error, range: [0, 0]}]};
		const names = inputs.map(({file}) => file);
		const files = names.join('\0');
		if (last?.text === config.text && last.files === files) return last.settings;
		const read = await readConfig(config.text, {file: configName, validators, ...(isLone ? {} : {files: names})});
		if ('config' in read) right = read.config;
		const settings = {config: right, faults: 'config' in read ? [] : read.faults};
		last = {text: config.text, files, settings};
		return settings;
	};
}
