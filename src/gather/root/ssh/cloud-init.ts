/** What cloud-init's `ssh_pwauth` makes of sshd's configuration when an instance starts for the first time. */

import type {Place} from '../../../contract.ts';
import {type FileSystem, fileOf, resolve, textAt} from '../../../filesystem.ts';
import {cloudInitDropInSince, sshdConfigs} from '../../../limits/openssh.ts';
import {looseStringOf, type SourceNode} from '../../../tree.ts';
import {type CloudSetting, cloudFiles, mergedConfig, runsModule} from '../cloud-files.ts';
import type {Step} from './read.ts';
import {isSince, packageVersion} from './versions.ts';

/** A value of `ssh_pwauth` that cloud-init writes into sshd's configuration. */
export type PasswordSetting = {readonly value: 'yes' | 'no'; readonly place: Place; readonly by: string};

/** What was found of it. `surely` is whether all that makes cloud-init run its module was found. */
export type CloudInit = {readonly setting?: PasswordSetting; readonly surely: boolean; readonly doubts: readonly string[]};

const folder = 'etc/cloud';
/** Any of these units starts cloud-init. */
const units = ['cloud-init.service', 'cloud-init-main.service', 'cloud-config.service'];
const unitFolders = ['usr/lib/systemd/system', 'lib/systemd/system', 'etc/systemd/system'];
/** User data that lies in the image. */
const seeds = /^var\/lib\/cloud\/seed\/[^/]+\/(?:user-data|vendor-data)$/;

/** Reads cloud.cfg and cloud.cfg.d; of files that name a key the one with the last name counts, and cloud.cfg least. */
export function cloudInitOf(system: FileSystem): CloudInit {
	const real = resolve(system, folder);
	if (real === undefined || system.entries.has(`${real}/cloud-init.disabled`)) return {surely: false, doubts: []};
	const doubts: string[] = [];
	const trees: {readonly file: string; readonly root: SourceNode}[] = [];
	for (const {path, parsed} of cloudFiles(system)) {
		const text = textAt(system, path);
		if (text === undefined) {
			if ((system.entries.get(path)?.size ?? 0) > 0) doubts.push(`/${path} was not read`);
			continue;
		}
		const root = parsed();
		if (root !== undefined) trees.push({file: text.place.file, root});
		else if (/ssh_pwauth/.test(text.value)) doubts.push(`/${path}, which names ssh_pwauth, is no YAML that can be read`);
	}
	for (const path of system.entries.keys())
		if (seeds.test(path) && /ssh_pwauth/.test(textAt(system, path)?.value ?? '')) doubts.push(`/${path} names ssh_pwauth`);
	const config = mergedConfig(trees);
	const runs = runsModule(config, 'set-passwords');
	if (runs === false) return {surely: false, doubts};
	const hasUnit = unitFolders.some((path) => units.some((unit) => resolve(system, `${path}/${unit}`) !== undefined));
	const written = config.get('ssh_pwauth');
	const setting = written === undefined ? undefined : settingOf(system, written);
	return {...(setting === undefined ? {} : {setting}), surely: runs === true && hasUnit, doubts};
}

/** Nothing for a value that leaves sshd as it is. */
function settingOf(system: FileSystem, {file, node}: CloudSetting): PasswordSetting | undefined {
	const word = looseStringOf(node)?.toLowerCase().trim() ?? '';
	const value = ['true', '1', 'on', 'yes'].includes(word) ? 'yes' : ['false', '0', 'off', 'no'].includes(word) ? 'no' : undefined;
	if (value === undefined) return undefined;
	return {value, place: {file, range: node.range}, by: `cloud-init's ssh_pwauth: ${looseStringOf(node)} in ${file.slice(system.file.length)}`};
}

/** The files of which one is written, by cloud-init's version; both where it is not known. */
export function writtenFiles(system: FileSystem): readonly string[] {
	const [main = ''] = sshdConfigs.paths;
	const {version, path, include} = cloudInitDropInSince;
	const includes =
		textAt(system, main)
			?.value.split('\n')
			.some((line) => line.startsWith(include)) ?? false;
	if (!includes) return [main];
	const installed = packageVersion(system, 'cloud-init');
	if (installed === undefined) return [path, main];
	return [isSince(installed, version) ? path : main];
}

/** The root file system with the line of cloud-init at the end of a file that has none of the kind, so that reading it meets one. */
export function withLine(system: FileSystem, path: string, {value}: PasswordSetting): FileSystem {
	const real = resolve(system, path) ?? path;
	const own = textAt(system, path)?.value ?? '';
	if (/^[ \t]*PasswordAuthentication[ \t=]/im.test(own)) return system;
	const bytes = Buffer.from(`${own}${own === '' || own.endsWith('\n') ? '' : '\n'}PasswordAuthentication ${value}\n`);
	const entries = new Map(system.entries);
	const parts = real.split('/');
	for (let end = 1; end < parts.length; end++) {
		const above = parts.slice(0, end).join('/');
		if (!entries.has(above)) entries.set(above, {path: above, type: 'folder', size: 0});
	}
	entries.set(real, {path: real, type: 'file', size: bytes.length});
	return {...system, entries, contents: new Map(system.contents).set(real, bytes)};
}

/** The steps with what cloud-init writes in the lines of a file. Lines that say so already stay as they are. */
export function rewritten(system: FileSystem, before: FileSystem, steps: readonly Step[], path: string, {value, place, by}: PasswordSetting): readonly Step[] {
	const real = resolve(system, path) ?? path;
	const file = fileOf(system, real);
	const isNew = system !== before;
	return steps.map((step) => {
		if (step.kind !== 'set' || step.directive !== 'PasswordAuthentication' || step.place.file !== file) return step;
		if (!isNew && step.words[0] === value) return step;
		return {...step, words: [value], place, by, source: 'cloud-init'};
	});
}
