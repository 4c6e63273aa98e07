/** Keys that jobs and cloud-init's configuration let in. */

import type {AddedAccess} from '../../../evidence/startup.ts';
import type {FileSystem} from '../../../filesystem.ts';
import {itemsOf, type SourceNode, textOf} from '../../../tree.ts';
import type {CloudConfig} from '../cloud-files.ts';
import {type Act, operandsOf} from '../shell/acts.ts';
import {flat, originOf, placeOf, sliceOf, type Value} from '../shell/values.ts';
import {bucketOf, isElsewhere} from './addresses.ts';
import {cloudInitJob} from './cloud-config.ts';
import {cloudUsers} from './cloud-passwords.ts';
import {downloadOf} from './downloads.ts';
import {hostOf, isOutside} from './hosts.ts';
import {type Job, plain, startingActs} from './job.ts';

/** Files whose keys let people in. */
const keyFile = /(?:^|[\\/])\.ssh[\\/]authorized_keys2?$|(?:^|\/)etc\/ssh\/authorized[_-]keys(?:\/|$)|(?:^|[\\/])administrators_authorized_keys$/i;
const publicKey =
	/\b(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp\d{3}|sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com)[ \t]{1,20}(?<key>[A-Za-z0-9+/]{40,2000}={0,3})/d;

/** What jobs add. */
export function addedAccessOf(jobs: readonly Job[]): readonly AddedAccess[] {
	return startingActs(jobs).flatMap(({job, act}) => [...addedBy(job, act)]);
}

function* addedBy(job: Job, act: Act): Generator<AddedAccess> {
	const base = {job: plain(job)};
	if (/^ssh-import-id(?:-(?:gh|lp))?$/.test(act.program)) {
		for (const id of operandsOf(act, /^-[o]$/)) if (originOf(id) === 'fixed') yield {...base, how: 'import', source: flat(id), place: placeOf(id) ?? act.place};
		return;
	}
	const written = [...act.outputs.map(({path}) => path), ...(act.program === 'tee' ? act.args : []), ...targetsOf(act)];
	if (!written.some((path) => keyFile.test(flat(path)))) return;
	const source = sourceIn(act) ?? act.from.map(sourceIn).find((found) => found !== undefined);
	if (source !== undefined) yield {...base, how: 'download', source: source.host, place: source.place ?? act.place};
	for (const value of [...act.args, ...(act.input === undefined ? [] : [act.input])]) {
		const match = publicKey.exec(flat(value));
		const [start, end] = match?.indices?.groups?.['key'] ?? [];
		if (match === null || start === undefined || end === undefined) continue;
		yield {...base, how: 'key', source: '', place: placeOf(sliceOf(value, match.index, end)) ?? act.place};
	}
}

/** Files that a program is told to write. */
function targetsOf(act: Act): readonly Value[] {
	return downloadOf(act)?.targets ?? (/^(?:cp|mv|install)$/.test(act.program) ? act.args.slice(-1) : []);
}

/** The host that a program takes its data from, where it is written down and somebody else's; metadata is the buyer's own. */
function sourceIn(act: Act): {readonly host: string; readonly place: AddedAccess['place'] | undefined} | undefined {
	for (const address of downloadOf(act)?.addresses ?? []) {
		const word = flat(address);
		const bucket = /^s3:/.test(word) ? bucketOf(word) : undefined;
		const isAddress = /^[a-z]{3,5}:\/\//.test(word) || /^[^/]{1,200}:/.test(word) || /^[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}\//.test(word);
		const host = bucket ?? (isAddress ? hostOf(word) : undefined);
		if (isElsewhere(word) || isOutside(host)) return {host: host ?? '', place: placeOf(address)};
	}
	return undefined;
}

/** Keys in cloud-init's configuration: they are put on every instance. */
export function cloudAccessOf(system: FileSystem, config: CloudConfig): readonly AddedAccess[] {
	const found: AddedAccess[] = [];
	const add = (file: string, how: 'key' | 'import', list: SourceNode | undefined) => {
		for (const item of [...itemsOf(list), ...(list?.kind === 'scalar' ? [list] : [])]) {
			const text = textOf(file, item);
			if (text === undefined || (how === 'key' && !publicKey.test(text.value))) continue;
			const job = cloudInitJob(system, file, text.place);
			found.push({job, how, source: how === 'key' ? '' : text.value, place: text.place});
		}
	};
	for (const [key, how] of [
		['ssh_authorized_keys', 'key'],
		['ssh_import_id', 'import'],
	] as const) {
		const setting = config.get(key);
		if (setting !== undefined) add(setting.file, how, setting.node);
		for (const user of cloudUsers(config))
			for (const name of [key, key.replaceAll('_', '-')]) {
				const own = user(name);
				if (own !== undefined) add(own.file, how, own.node);
			}
	}
	return found;
}
