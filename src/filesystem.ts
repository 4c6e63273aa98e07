/** An AMI's root file system as `read` hands it on: what each entry is, and the contents that may matter. Links lead nowhere outside of it. */

import type {Text} from './contract.ts';

/** What an entry is. */
export type EntryType = 'file' | 'folder' | 'link' | 'device' | 'other';

/** One entry. */
export type Entry = {
	/** From the root, without a leading `/`: `etc/ssh/sshd_config`. The root itself is the empty path. */
	readonly path: string;
	readonly type: EntryType;
	/** Permission bits with set-uid, set-gid and sticky. Missing where the source does not tell (a folder unpacked on Windows). */
	readonly mode?: number;
	readonly uid?: number;
	readonly gid?: number;
	/** Bytes. */
	readonly size: number;
	/** Where a link leads, as it is written. */
	readonly target?: string;
};

/** A root file system. */
export type FileSystem = {
	/** The folder or archive, as the submission names it. Its files are called `<file>/<path>` in reports. */
	readonly file: string;
	readonly form: 'folder' | 'tar';
	/** What is kept (`src/read/filesystem/kept.ts`), by path; folders on the way to it as well. */
	readonly entries: ReadonlyMap<string, Entry>;
	/** The bytes of kept files, by path. A file without an entry here was too big, binary, or could not be read. */
	readonly contents: ReadonlyMap<string, Uint8Array>;
	/** Every entry, also of what is not kept. */
	readonly count: number;
	/** Kept files, and folders, that could not be read (permissions, too big), and why. What they hold is not known; ask `unknownAt`. */
	readonly unread: ReadonlyMap<string, string>;
};

/** Links followed before a path counts as a circle; Linux's own limit. */
const mostLinks = 40;
/** Names on the way through all links; a path has at most 2,048. */
const mostSteps = 4096;

/** The entry at a path, links on the way and at its end followed inside the root. */
export function entryAt(system: FileSystem, path: string): Entry | undefined {
	const real = resolve(system, path);
	return real === undefined ? undefined : system.entries.get(real);
}

/** The path that is left when all links are followed; nothing where one leads in a circle or to what is not there. */
export function resolve(system: FileSystem, path: string): string | undefined {
	const {at, missing} = follow(system, path);
	return missing ? undefined : at;
}

/**
 * Why it is not known what lies at a path, in words that may follow "is not known, since"; nothing where it is known, and where it is
 * known that nothing lies there. Only of use for paths that are kept (`src/read/filesystem/kept.ts`).
 */
export function unknownAt(system: FileSystem, path: string): string | undefined {
	const {at, missing, link} = follow(system, path);
	for (let end = at.length; end > 0; end = at.lastIndexOf('/', end - 1)) {
		const reason = system.unread.get(at.slice(0, end));
		if (reason !== undefined) return end === at.length ? reason : `${at.slice(0, end)} could not be read: ${reason}`;
	}
	const whole = system.unread.get('');
	if (whole !== undefined) return whole;
	if (missing) return link === undefined ? undefined : `the link ${link} leads to what is not there or not kept`;
	const {type, size = 0} = system.entries.get(at) ?? {};
	return type === 'file' && size > 0 && !system.contents.has(at) ? 'its content is not kept' : undefined;
}

/** Folders that no link leads to, by their file systems: what lies in one of them needs no way from the root. */
const reached = new WeakMap<FileSystem, Set<string>>();

function foldersOf(system: FileSystem): Set<string> {
	const known = reached.get(system);
	if (known !== undefined) return known;
	const folders = new Set<string>();
	reached.set(system, folders);
	return folders;
}

/** How far a path leads: `at` is what it comes to, or the first name on the way that is not there. `link` is the last link that was followed. */
function follow(system: FileSystem, path: string): {readonly at: string; readonly missing: boolean; readonly link?: string} {
	const {entries} = system;
	const folders = foldersOf(system);
	const parts = partsOf(path);
	const parent = parts.slice(0, -1).join('/');
	let at = folders.has(parent) ? parent : '';
	const open = (at === '' ? parts : parts.slice(-1)).toReversed();
	let link: string | undefined;
	for (let [links, steps] = [0, 0]; ; steps++) {
		const part = open.pop();
		if (part === undefined) {
			if (link === undefined && !parts.includes('..')) folders.add(parent);
			return {at, missing: false, ...(link === undefined ? {} : {link})};
		}
		if (part === '..') {
			at = at.slice(0, Math.max(at.lastIndexOf('/'), 0));
			continue;
		}
		const here = at === '' ? part : `${at}/${part}`;
		const entry = entries.get(here);
		if (entry?.type === 'link') {
			link = here;
			links++;
			const target = entry.target ?? '';
			if (target.startsWith('/')) at = '';
			for (const step of partsOf(target).toReversed()) open.push(step);
		} else at = here;
		if (entry === undefined || links > mostLinks || steps > mostSteps) return {at: here, missing: true, ...(link === undefined ? {} : {link})};
	}
}

function partsOf(path: string): string[] {
	return path.split('/').filter((part) => part !== '' && part !== '.');
}

/** The text of a file, placed in `<file>/<path of the file itself>`; nothing where it is not there or its content is not kept. UTF-8, or UTF-16 as Windows marks it; bytes that are neither become U+FFFD. */
export function textAt(system: FileSystem, path: string): Text | undefined {
	const real = resolve(system, path);
	const bytes = real === undefined ? undefined : system.contents.get(real);
	if (real === undefined || bytes === undefined) return undefined;
	const value = (bytes[0] === 0xff && bytes[1] === 0xfe ? utf16 : utf8).decode(bytes);
	return {value, place: {file: fileOf(system, real), range: [0, value.length]}};
}

// A byte order mark stays, so that offsets count in the file's own text.
const utf8 = new TextDecoder('utf-8', {ignoreBOM: true});
const utf16 = new TextDecoder('utf-16le', {ignoreBOM: true});

/** How reports call a path of the root. */
export function fileOf({file}: FileSystem, path: string): string {
	return `${file}/${path}`;
}

/** The entries under a folder, at any depth, sorted by path; links in the folder's own path are followed, those under it are not. */
export function entriesUnder(system: FileSystem, folder: string): readonly Entry[] {
	const real = resolve(system, folder);
	if (real === undefined) return [];
	const {paths} = orderOf(system);
	const start = real === '' ? '' : `${real}/`;
	const found: Entry[] = [];
	for (let index = firstFrom(paths, start); paths[index]?.startsWith(start); index++) {
		const path = paths[index] ?? '';
		const entry = path === real ? undefined : system.entries.get(path);
		if (entry !== undefined) found.push(entry);
	}
	return found;
}

/** The entries that lie right in a folder, sorted by path. */
export function entriesIn(system: FileSystem, folder: string): readonly Entry[] {
	const real = resolve(system, folder);
	return real === undefined ? [] : (orderOf(system).inFolder.get(real) ?? []);
}

/** The names of what lies right in a folder, sorted. */
export function namesIn(system: FileSystem, folder: string): readonly string[] {
	return entriesIn(system, folder).map(({path}) => path.slice(path.lastIndexOf('/') + 1));
}

/** The index of the first path that is not before `start`. */
function firstFrom(paths: readonly string[], start: string): number {
	let [low, high] = [0, paths.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((paths[middle] ?? '') < start) low = middle + 1;
		else high = middle;
	}
	return low;
}

type Order = {readonly paths: readonly string[]; readonly inFolder: ReadonlyMap<string, readonly Entry[]>};

const orders = new WeakMap<FileSystem, Order>();

/** All paths in order, and what lies in each folder: worked out once, since rules ask for many folders. */
function orderOf(system: FileSystem): Order {
	const known = orders.get(system);
	if (known !== undefined) return known;
	const paths = [...system.entries.keys()].toSorted();
	const inFolder = new Map<string, Entry[]>();
	for (const path of paths) {
		const entry = system.entries.get(path);
		if (path === '' || entry === undefined) continue;
		const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
		const inside = inFolder.get(folder);
		if (inside === undefined) inFolder.set(folder, [entry]);
		else inside.push(entry);
	}
	const order = {paths, inFolder};
	orders.set(system, order);
	return order;
}

const byLowerCase = new WeakMap<FileSystem, ReadonlyMap<string, string>>();

/** The paths of all entries by what they are in small letters; of several that differ in case alone, the first in order. */
export function foldedPaths(system: FileSystem): ReadonlyMap<string, string> {
	const known =
		byLowerCase.get(system) ??
		new Map(
			[...system.entries.keys()]
				.toSorted()
				.toReversed()
				.map((path) => [path.toLowerCase(), path]),
		);
	byLowerCase.set(system, known);
	return known;
}

/** Whether the root holds Windows. */
export function isWindows(system: FileSystem): boolean {
	return foldedPaths(system).has('windows/system32');
}
