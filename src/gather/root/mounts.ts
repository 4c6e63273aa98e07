/** Which file systems a root file system mounts: by fstab, by mount units of systemd, by the lists of ZFS, by the kernel's command line. */

import type {Text} from '../../contract.ts';
import type {Mount} from '../../evidence/disks.ts';
import {entriesIn, entriesUnder, type FileSystem, fileOf, resolve, textAt} from '../../filesystem.ts';
import {diskless, encryptedFileSystems} from '../../limits/file-systems.ts';
import {tableOf} from './fields.ts';
import {iniSettings} from './ini.ts';
import type {KernelOption} from './kernel-options.ts';
import {cut} from './lines.ts';

const administrators = 'etc/systemd/system';
const vendors = 'usr/lib/systemd/system';

/** Every file system of a disk that is mounted. A unit of the administrator's wins over fstab, and fstab over a unit of the vendor's, as systemd has it. */
export function mountsOf(system: FileSystem, options: readonly KernelOption[]): readonly Mount[] {
	const wanted = wantedUnits(system);
	const own = unitsIn(system, administrators, wanted);
	const table = fstabMounts(system).filter(({on}) => !own.some((unit) => unit.on === on));
	const given = new Set([...own, ...table].map(({on}) => on));
	const theirs = unitsIn(system, vendors, wanted).filter(({on, mount}) => mount !== undefined && !given.has(on));
	const mounts = [...own.flatMap(({mount}) => mount ?? []), ...table, ...theirs.flatMap(({mount}) => mount ?? [])];
	return [...mounts, ...rootMounts(options), ...poolMounts(system)].filter(
		({fileSystem: {value}}) => encryptedFileSystems.names.has(value) || !value.split(',').every((type) => diskless.test(type)),
	);
}

function fstabMounts(system: FileSystem): readonly Mount[] {
	return tableOf(system, 'etc/fstab', 4).flatMap(([, on, type, options]): readonly Mount[] => {
		if (on === undefined || type === undefined) return [];
		const set = (options?.value ?? '').split(',');
		if (set.some((option) => option === 'bind' || option === 'rbind')) return [];
		return [{fileSystem: lower(type), on: pathOf(on.value), from: 'etc/fstab', optional: set.some((option) => option === 'noauto' || option === 'nofail')}];
	});
}

function lower(text: Text): Text {
	return {...text, value: text.value.toLowerCase()};
}

/** Spaces are written `\\040`. */
function pathOf(written: string): string {
	const path = written.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
	return path.length > 1 ? path.replace(/\/$/, '') : path;
}

/** A mount unit; without a mount it is masked, so that fstab's own line is not mounted either. */
type Unit = {readonly on: string; readonly mount?: Mount};

function unitsIn(system: FileSystem, folder: string, wanted: ReadonlySet<string>): readonly Unit[] {
	return entriesIn(system, folder).flatMap(({path, target}): readonly Unit[] => {
		const name = path.slice(path.lastIndexOf('/') + 1);
		if (!name.endsWith('.mount')) return [];
		if (target === '/dev/null') return [{on: unescaped(name)}];
		const settings = settingsOf(system, path, name);
		const [where, type, options] = ['Where', 'Type', 'Options'].map((key) => settings.get(key));
		if (where === undefined || type === undefined) return [];
		const isStarted = wanted.has(name) || wanted.has(name.replace(/\.mount$/, '.automount'));
		const set = (options?.value ?? '').split(',');
		if (set.some((option) => option === 'bind' || option === 'rbind')) return [];
		const on = pathOf(where.value);
		return [{on, mount: {fileSystem: lower(type), on, from: path, optional: !isStarted || set.includes('nofail')}}];
	});
}

/** `var-lib-data.mount` is `/var/lib/data`. */
function unescaped(name: string): string {
	const path = name.slice(0, -'.mount'.length).replaceAll('-', '/');
	return `/${path.replace(/\\x([\da-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))}`;
}

/** What `[Mount]` of a unit and of its drop-ins sets; the last word counts. */
function settingsOf(system: FileSystem, path: string, name: string): ReadonlyMap<string, Text> {
	const settings = new Map<string, Text>();
	const added = [vendors, administrators].flatMap((folder) => entriesIn(system, `${folder}/${name}.d`)).filter((entry) => entry.path.endsWith('.conf'));
	for (const file of [path, ...added.map((entry) => entry.path)]) {
		const text = textAt(system, file);
		for (const {section, key, value} of text === undefined ? [] : iniSettings(text)) if (section === 'Mount') settings.set(key, value);
	}
	return settings;
}

/** The units that some other unit wants or requires, so that they are started. */
function wantedUnits(system: FileSystem): ReadonlySet<string> {
	const links = [administrators, vendors].flatMap((folder) => entriesUnder(system, folder));
	return new Set(links.flatMap(({path}) => /\.(?:wants|requires)\/([^/]+)$/.exec(path)?.[1] ?? []));
}

/** The root file system, where the kernel is told its type. */
function rootMounts(options: readonly KernelOption[]): readonly Mount[] {
	const found = new Map<string, Mount>();
	for (const {option, from} of options) {
		const [, key = '', type = 'zfs'] = /^(rootfstype=([\w-]{1,40})|root=ZFS=|root=zfs:)/.exec(option.value) ?? [];
		if (key === '' || found.has(type)) continue;
		const start = key.startsWith('rootfstype=') ? 'rootfstype='.length : 0;
		const fileSystem = {...cut(option, start, start === 0 ? option.value.length : start + type.length), value: type.toLowerCase()};
		found.set(type, {fileSystem, on: '/', from, optional: false});
	}
	return [...found.values()];
}

/** The data sets of ZFS that are mounted at boot, as its mount generator keeps them; the pools alone where it does not. */
function poolMounts(system: FileSystem): readonly Mount[] {
	const sets = entriesIn(system, 'etc/zfs/zfs-list.cache').flatMap(({path}) =>
		tableOf(system, path, 3).flatMap(([name, on, canMount]): readonly Mount[] => {
			if (name === undefined || on === undefined || !on.value.startsWith('/') || canMount?.value === 'off') return [];
			return [{fileSystem: {...name, value: 'zfs'}, on: on.value, from: path, optional: canMount?.value === 'noauto'}];
		}),
	);
	const pools = resolve(system, 'etc/zfs/zpool.cache');
	if (sets.length > 0 || pools === undefined || (system.entries.get(pools)?.size ?? 0) === 0) return sets;
	return [{fileSystem: {value: 'zfs', place: {file: fileOf(system, pools)}}, on: 'a pool', from: pools, optional: false}];
}
