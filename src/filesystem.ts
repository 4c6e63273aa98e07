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
	/** Paths of kept files that could not be read (permissions, too big), and why. What they hold is not known. */
	readonly unread: ReadonlyMap<string, string>;
};

/** Links followed before a path counts as a circle; Linux's own limit. */
const mostLinks = 40;

/** The entry at a path, links on the way and at its end followed inside the root. */
export function entryAt(system: FileSystem, path: string): Entry | undefined {
	const real = resolve(system, path);
	return real === undefined ? undefined : system.entries.get(real);
}

/** The path that is left when all links are followed; nothing where one leads in a circle or to what is not there. */
export function resolve(system: FileSystem, path: string): string | undefined {
	let open = partsOf(path);
	let done: string[] = [];
	for (let links = 0; open.length > 0; ) {
		const [part = '', ...rest] = open;
		open = rest;
		if (part === '..') {
			done = done.slice(0, -1);
			continue;
		}
		const here = [...done, part].join('/');
		const entry = system.entries.get(here);
		if (entry === undefined) return undefined;
		if (entry.type === 'link') {
			if (++links > mostLinks) return undefined;
			const target = entry.target ?? '';
			if (target.startsWith('/')) done = [];
			open = [...partsOf(target), ...open];
		} else done = [...done, part];
	}
	return done.join('/');
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
	const start = real === '' ? '' : `${real}/`;
	return sortedPaths(system)
		.filter((path) => path !== real && path.startsWith(start))
		.flatMap((path) => system.entries.get(path) ?? []);
}

/** The entries that lie right in a folder, sorted by path. */
export function entriesIn(system: FileSystem, folder: string): readonly Entry[] {
	const real = resolve(system, folder);
	if (real === undefined) return [];
	const depth = real === '' ? 0 : real.length + 1;
	return entriesUnder(system, folder).filter(({path}) => !path.slice(depth).includes('/'));
}

const sorted = new WeakMap<FileSystem, readonly string[]>();

function sortedPaths(system: FileSystem): readonly string[] {
	const known = sorted.get(system) ?? [...system.entries.keys()].toSorted();
	sorted.set(system, known);
	return known;
}
