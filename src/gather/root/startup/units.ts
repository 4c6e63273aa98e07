/** systemd's units: which there are, what they say with their drop-ins, and which of them are started. */

import type {Place, Text} from '../../../contract.ts';
import type {StartupJob} from '../../../evidence/startup.ts';
import {type Entry, entriesUnder, entryAt, type FileSystem, fileOf, resolve, textAt} from '../../../filesystem.ts';
import {bootTargets, graphicalTargets, presetFolders, systemUnitFolders, type Trigger} from '../../../limits/startup.ts';
import {isListed} from '../../../read/filesystem/kept.ts';
import {iniSettings, type Setting} from '../ini.ts';
import {linesOf} from '../lines.ts';
import {leaveOutOfRoot} from '../unread.ts';

/** A unit with its drop-ins. */
export type Unit = {
	/** `getty@tty1.service`, of the template `getty@.service`. */
	readonly name: string;
	readonly masked: boolean;
	/** The values of a setting, by `Section.Key`, those before an empty one left out. */
	readonly settings: ReadonlyMap<string, readonly Text[]>;
	/** The file that defines it. */
	readonly place: Place;
};

/** What starts a unit. */
export type Started = {readonly trigger: Trigger; readonly by: string; readonly place: Place};

/** All units of one systemd, and why those start that do. */
export type Units = {
	readonly units: ReadonlyMap<string, Unit>;
	readonly started: ReadonlyMap<string, Started>;
};

const unitName = /^[\w:.@\\-]{1,255}\.(?:service|socket|timer|path|target|mount|automount|swap|slice|scope|device)$/;
/** Links that pull units in, below `<unit>.wants` and the like. */
const pulled = /(?:^|\/)([\w:.@\\-]{1,255})\.(?:wants|requires|upholds)\/([\w:.@\\-]{1,255})$/;
const pulls = ['Unit.Wants', 'Unit.Requires', 'Unit.BindsTo', 'Unit.Upholds'];
/** Units of one root that are looked at. */
const mostUnits = 20_000;

type Files = {
	readonly system: FileSystem;
	/** Entries below each folder of units, the folder that wins first. */
	readonly folders: readonly {readonly folder: string; readonly entries: ReadonlyMap<string, Entry>}[];
};

const known = new WeakMap<FileSystem, Units>();

/** The system's units, which its jobs and its servers are told by. */
export function systemUnits(system: FileSystem): Units {
	const units = known.get(system) ?? systemUnitsWith(system, new Map());
	known.set(system, units);
	return units;
}

/** The same where `extra` are started by something else, such as a script. */
export function systemUnitsWith(system: FileSystem, extra: ReadonlyMap<string, Started>): Units {
	const found = entryAt(system, 'etc/systemd/system/default.target') ?? entryAt(system, 'usr/lib/systemd/system/default.target');
	const isGraphical = found === undefined || !/(?:^|\/)(?:multi-user|runlevel3)\.target$/.test(found.path);
	return unitsIn(
		system,
		systemUnitFolders,
		bootTargets.filter((target) => isGraphical || !graphicalTargets.includes(target)),
		'boot',
		isFirstBoot(system) ? presetsOf(system) : undefined,
		extra,
	);
}

/** The units of a user's own systemd, by their folders. */
export function userUnits(system: FileSystem, folders: readonly string[], trigger: Trigger): Units {
	return unitsIn(
		system,
		folders,
		['default.target', 'timers.target', 'sockets.target', 'paths.target', 'basic.target', 'graphical-session.target'],
		trigger,
		undefined,
		new Map(),
	);
}

/** Without a machine id, or with the word for it, systemd takes the next boot for the first and applies presets; an empty file does not make it one. */
function isFirstBoot(system: FileSystem): boolean {
	if (entryAt(system, 'etc') === undefined || entryAt(system, 'usr/lib/systemd/system') === undefined) return false;
	return entryAt(system, 'etc/machine-id') === undefined || textAt(system, 'etc/machine-id')?.value.trim() === 'uninitialized';
}

/** Whether a preset enables a unit: the first line that names it decides, and without one it is enabled. */
type Presets = (name: string) => boolean;

function presetsOf(system: FileSystem): Presets {
	const files = new Map<string, string>();
	for (const folder of presetFolders)
		for (const {path} of entriesUnder(system, folder)) if (path.endsWith('.preset') && !files.has(baseName(path))) files.set(baseName(path), path);
	const lines = [...files]
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.flatMap(([, path]) => linesOf(textAt(system, path) ?? {value: '', place: {file: path}}))
		.flatMap(({value}) => {
			const [, verb, pattern] = /^\s*(enable|disable)\s+(\S+)/.exec(value) ?? [];
			return pattern === undefined ? [] : [{enable: verb === 'enable', matches: matcher(pattern)}];
		});
	return (name) => lines.find(({matches}) => matches(name))?.enable ?? true;
}

/** `*` and `?` alone: a pattern of two stars is matched part by part, never tried anew. */
function matcher(pattern: string): (name: string) => boolean {
	const parts = pattern.split('*');
	return (name) => {
		const [first = '', ...rest] = parts;
		if (!name.startsWith(first)) return false;
		if (rest.length === 0) return name === first;
		let at = first.length;
		for (const part of rest.slice(0, -1)) {
			const found = name.indexOf(part, at);
			if (found < 0) return false;
			at = found + part.length;
		}
		const last = rest.at(-1) ?? '';
		return name.length - last.length >= at && name.endsWith(last);
	};
}

function unitsIn(
	system: FileSystem,
	unitFolders: readonly string[],
	targets: readonly string[],
	trigger: Trigger,
	presets: Presets | undefined,
	extra: ReadonlyMap<string, Started>,
): Units {
	const seen = new Set<string>();
	const folders = unitFolders.flatMap((folder) => {
		const real = resolve(system, folder);
		// /lib is often a link to /usr/lib.
		if (real === undefined || seen.has(real)) return [];
		seen.add(real);
		return [{folder: real, entries: new Map(entriesUnder(system, folder).map((entry) => [entry.path.slice(real.length + 1), entry]))}];
	});
	const files: Files = {system, folders};
	const units = new Map<string, Unit>();
	const unit = (name: string): Unit | undefined => {
		if (units.has(name)) return units.get(name);
		const read = readUnit(files, name);
		if (read !== undefined && units.size >= mostUnits)
			leaveOutOfRoot(files.system, read.place, `there are more than ${mostUnits} units; what those from here on run was not looked at`);
		else if (read !== undefined) units.set(name, read);
		return units.get(name);
	};
	for (const {entries} of folders) for (const [path] of entries) if (!path.includes('/') && unitName.test(path)) unit(path);
	const links = linksOf(files);
	if (presets !== undefined) presetLinks(units, presets, links);
	const started = new Map<string, Started>(extra);
	const open: string[] = [...extra.keys()];
	const start = (name: string, by: Started) => {
		const known = started.get(name);
		// What starts at boot too is not only scheduled.
		if (known !== undefined && (known.trigger === by.trigger || known.trigger === 'boot')) return;
		started.set(name, by);
		open.push(name);
	};
	for (const target of targets) {
		const place = folders[0] === undefined ? {file: system.file} : {file: fileOf(system, folders[0].folder)};
		start(target, {trigger, by: target, place});
	}
	for (let name = open.pop(); name !== undefined; name = open.pop()) {
		const own = unit(name);
		const self = started.get(name);
		if (own?.masked === true || self === undefined) continue;
		for (const key of [name, templateOf(name)]) for (const {to, by, place} of links.get(key ?? '') ?? []) start(to, {trigger: self.trigger, by, place});
		if (own === undefined) continue;
		for (const setting of pulls)
			for (const value of own.settings.get(setting) ?? [])
				for (const to of value.value.split(/\s+/))
					if (unitName.test(to)) start(to, {trigger: self.trigger, by: `${setting.slice(5)}= of ${name}`, place: value.place});
		const activated = activationOf(name, (key) => own.settings.get(key)?.at(-1)?.value);
		if (activated !== undefined) start(activated, {trigger: name.endsWith('.timer') ? 'schedule' : 'event', by: name, place: self.place});
	}
	return {units, started};
}

/** What a timer, socket or path starts; `lastOf` gives the last value of a setting, by `Section.Key`. */
export function activationOf(name: string, lastOf: (key: string) => string | undefined): string | undefined {
	const [, base = '', type = ''] = /^(.*)\.(timer|socket|path)$/.exec(name) ?? [];
	if (type === '') return undefined;
	const named = lastOf(type === 'timer' ? 'Timer.Unit' : type === 'path' ? 'Path.Unit' : 'Socket.Service');
	const accepts = /^(?:1|yes|true|on)$/i.test(lastOf('Socket.Accept') ?? '');
	return named ?? (accepts ? `${base}@.service` : `${base}.service`);
}

type Pull = {readonly to: string; readonly by: string; readonly place: Place};

/** The links in `.wants` and `.requires` folders, by the unit that pulls. */
function linksOf({system, folders}: Files): Map<string, Pull[]> {
	const links = new Map<string, Pull[]>();
	for (const {entries} of folders)
		for (const [path, entry] of entries) {
			const [, puller, to] = pulled.exec(path) ?? [];
			if (puller === undefined || to === undefined || (entry.type !== 'link' && entry.type !== 'file') || entry.target === '/dev/null') continue;
			const list = links.get(puller) ?? [];
			list.push({to, by: entry.path, place: {file: fileOf(system, entry.path)}});
			links.set(puller, list);
		}
	return links;
}

/** The links that presets make on the first boot. */
function presetLinks(units: ReadonlyMap<string, Unit>, presets: Presets, links: Map<string, Pull[]>): void {
	for (const [name, {settings, masked}] of units) {
		if (masked || name.includes('@') || !presets(name)) continue;
		for (const key of ['Install.WantedBy', 'Install.RequiredBy', 'Install.UpheldBy'])
			for (const value of settings.get(key) ?? [])
				for (const target of value.value.split(/\s+/)) {
					const list = links.get(target) ?? [];
					list.push({to: name, by: 'the presets of the first boot', place: value.place});
					links.set(target, list);
				}
	}
}

function readUnit(files: Files, name: string): Unit | undefined {
	const {system, folders} = files;
	const template = templateOf(name);
	const found = [name, ...(template === undefined ? [] : [template])].flatMap((own) => folders.flatMap(({entries}) => entries.get(own) ?? []))[0];
	const dropIns = dropInsOf(files, name, template);
	if (found === undefined) return undefined;
	const masked = isNothing(found);
	const text = masked ? undefined : textAt(system, found.path);
	const settings = new Map<string, Text[]>();
	for (const own of [...(text === undefined ? [] : [text]), ...dropIns]) for (const setting of iniSettings(own)) apply(settings, setting);
	return {name, masked, settings, place: text?.place ?? {file: fileOf(system, found.path)}};
}

function apply(settings: Map<string, Text[]>, {section, key, value}: Setting): void {
	const name = `${section}.${key}`;
	if (value.value === '') settings.set(name, []);
	else {
		const values = settings.get(name) ?? [];
		values.push(value);
		settings.set(name, values);
	}
}

/** Masked: a link to /dev/null, or an empty file. */
function isNothing({type, target, size}: Entry): boolean {
	return type === 'link' ? target === '/dev/null' : type === 'file' && size === 0;
}

/** The drop-ins of a unit, by name; of two with one name the one in the folder that wins. */
function dropInsOf({system, folders}: Files, name: string, template: string | undefined): readonly Text[] {
	const type = name.slice(name.lastIndexOf('.') + 1);
	const base = name.slice(0, -type.length - 1);
	const prefixes = [...base.matchAll(/-/g)].slice(0, 20).map(({index}) => `${base.slice(0, index)}-.${type}`);
	const holders = [name, template, ...prefixes.toReversed(), type].flatMap((own) => (own === undefined ? [] : [`${own}.d`]));
	const found = new Map<string, Entry>();
	for (const holder of holders)
		for (const {entries} of folders)
			for (const entry of inFolder(entries, holder)) if (!found.has(baseName(entry.path))) found.set(baseName(entry.path), entry);
	return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, entry]) => (isNothing(entry) ? [] : (textAt(system, entry.path) ?? [])));
}

const dropIns = new WeakMap<ReadonlyMap<string, Entry>, ReadonlyMap<string, readonly Entry[]>>();

/** The `.conf` files in a drop-in folder. */
function inFolder(entries: ReadonlyMap<string, Entry>, holder: string): readonly Entry[] {
	let byFolder = dropIns.get(entries);
	if (byFolder === undefined) {
		const found = new Map<string, Entry[]>();
		for (const [path, entry] of entries) {
			const [, folder] = /^([^/]+\.d)\/[^/]+\.conf$/.exec(path) ?? [];
			if (folder === undefined) continue;
			const list = found.get(folder) ?? [];
			list.push(entry);
			found.set(folder, list);
		}
		byFolder = found;
		dropIns.set(entries, byFolder);
	}
	return byFolder.get(holder) ?? [];
}

/** `getty@tty1.service` is an instance of `getty@.service`. */
export function templateOf(name: string): string | undefined {
	const [, base, type] = /^([^@]+@)[^@]+\.([a-z]+)$/.exec(name) ?? [];
	return base === undefined ? undefined : `${base}.${type}`;
}

function baseName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

/** Paths that come and go while the system runs. */
const running = /^\/(?:run|proc|sys|dev|tmp|var\/run|var\/tmp)(?:\/|$)/;

/** The path that a unit waits for and that is not in the image; a path that is not listed may be there. */
function waitsForOf(system: FileSystem, {settings}: Unit): string | undefined {
	const isMissing = (value: string) =>
		value.startsWith('/') && !running.test(value) && isListed(value.slice(1), 'file') && entryAt(system, value) === undefined;
	const kinds = ['PathExists', 'PathIsDirectory', 'FileNotEmpty', 'DirectoryNotEmpty', 'FileIsExecutable'];
	const values = kinds.flatMap((kind) => ['Condition', 'Assert'].flatMap((verb) => (settings.get(`Unit.${verb}${kind}`) ?? []).map(({value}) => value)));
	const all = values.filter((value) => !value.startsWith('|'));
	const any = values.filter((value) => value.startsWith('|')).map((value) => value.slice(1));
	return all.find(isMissing) ?? (any.length > 0 && any.every(isMissing) ? any[0] : undefined);
}

/** A unit as a job, whether it starts or not. */
export function jobOf(system: FileSystem, unit: Unit, started: Started | undefined): StartupJob {
	const waitsFor = waitsForOf(system, unit);
	const off = unit.masked ? ('masked' as const) : started === undefined ? ('not-enabled' as const) : undefined;
	return {
		name: unit.name,
		kind: 'unit',
		trigger: started?.trigger ?? 'boot',
		by: started?.by ?? '',
		place: started?.place ?? unit.place,
		...(off === undefined ? {} : {off}),
		...(waitsFor === undefined ? {} : {waitsFor}),
	};
}
