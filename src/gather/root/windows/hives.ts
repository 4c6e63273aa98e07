/** The registry hives of a Windows, opened once. */

import type {Place} from '../../../contract.ts';
import type {FileSystem} from '../../../filesystem.ts';
import {type Hive, type HiveKey, openHive} from '../../../read/registry/hive.ts';
import {bytesOf, filesLike, pathOf, reported, whyUnknown} from './paths.ts';

export type HiveName = 'SAM' | 'SECURITY' | 'SOFTWARE' | 'SYSTEM';

/** A hive that was opened, and the file that it is. */
export type OpenHive = Hive & {readonly place: Place};

const opened = new WeakMap<FileSystem, Map<string, OpenHive | undefined>>();

const pathOfHive = (name: HiveName) => `Windows/System32/config/${name}`;

/** A hive; nothing where it is not there, could not be read, or is none. */
export function hiveOf(system: FileSystem, name: HiveName): OpenHive | undefined {
	return hiveAt(system, pathOfHive(name));
}

/** The hives of the users, which lie in their profiles. */
export function userHives(system: FileSystem): readonly OpenHive[] {
	return filesLike(system, /^Users\/[^/]+\/NTUSER\.DAT$/i).flatMap((path) => hiveAt(system, path) ?? []);
}

function hiveAt(system: FileSystem, path: string): OpenHive | undefined {
	const known = opened.get(system) ?? new Map<string, OpenHive | undefined>();
	opened.set(system, known);
	if (!known.has(path)) {
		const bytes = bytesOf(system, path);
		const hive = bytes === undefined ? undefined : openHive(bytes);
		known.set(path, hive === undefined ? undefined : {...hive, place: {file: reported(system, path)}});
	}
	return known.get(path);
}

/** Why a hive is not known. */
export function hiveFault(system: FileSystem, name: HiveName): string {
	return whyUnknown(system, pathOfHive(name)) ?? `${pathOf(system, pathOfHive(name))} is not a registry hive that could be read`;
}

/** A key of the control set that Windows starts with (`HKLM\SYSTEM\CurrentControlSet`). */
export function controlKey(system: FileSystem, path: string): HiveKey | undefined {
	const hive = hiveOf(system, 'SYSTEM');
	const select = hive?.root.key('Select')?.value('Current');
	const current = select?.type === 4 ? select.data[0] : undefined;
	return current === undefined ? undefined : hive?.root.key(`ControlSet${String(current).padStart(3, '0')}\\${path}`);
}

/** The SYSTEM hive's place, where a service is disabled. */
export function disabledBy(system: FileSystem, service: string): Place | undefined {
	const start = controlKey(system, `Services\\${service}`)?.value('Start');
	return start?.type === 4 && start.data[0] === 4 ? hiveOf(system, 'SYSTEM')?.place : undefined;
}
