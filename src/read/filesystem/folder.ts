/** A folder that holds a root file system, walked without following links: the folder may come from anywhere. */

import {createHash} from 'node:crypto';
import {closeSync, constants, lstatSync, openSync, readdirSync, readlinkSync, readSync, type Stats, statfsSync, statSync} from 'node:fs';
import {sep} from 'node:path';
import type {Entry, EntryType, FileSystem} from '../../filesystem.ts';
import {codeOf} from '../../reason.ts';
import {newTurn} from '../turn.ts';
import {newCollector, scannedBytes} from './collector.ts';
import {nameOf} from './tar-header.ts';

/** What a folder holds. */
export type Walked = {
	readonly system: FileSystem;
	/** Bytes of all files. */
	readonly size: number;
	/**
	 * Stands for the content: over each entry in the order of the walk (names by their bytes) its path, type, mode, owner, group, size and
	 * link target, and the bytes of those files that are looked at: up to 1 MB each, and more where they are held.
	 */
	readonly sha256: string;
	/** What could not be read, and what was left out since a bound was reached. */
	readonly leftOut?: string;
	/** Names right in it where none is a folder as roots have it. */
	readonly noRoot?: readonly string[];
};

/** A path on the disk: bytes where a name in it is no UTF-8. */
type DiskPath = string | Buffer;

/** Kinds of file systems that an AMI's disks have (ext, XFS, Btrfs, FAT): others that are mounted in a running system are no part of its image. */
const diskKinds: ReadonlySet<number> = new Set([0xef53, 0x58465342, 0x9123683e, 0x4d44]);

/**
 * Walks a folder in the order of its names. What must not be read is kept as unread, with the reason. Throws where the folder itself can't be read.
 * `onEntries` is told how many entries there were so far.
 */
export async function readRootFolder(folder: string, file: string, onEntries?: (done: number) => void): Promise<Walked> {
	const collector = newCollector();
	const hash = createHash('sha256');
	const refused = {count: 0, first: ''};
	const scratch = Buffer.allocUnsafeSlow(scannedBytes);
	let size = 0;
	const turn = newTurn();

	function take(entry: Entry, content?: Buffer | {readonly unread: string}): void {
		const bytes = Buffer.isBuffer(content) ? content : undefined;
		const {path, type, mode, uid, gid, target} = entry;
		hash.update(`${JSON.stringify([path, type, mode, uid, gid, entry.size, target, bytes?.length])}\n`);
		if (bytes !== undefined) hash.update(bytes);
		if (content !== undefined && 'unread' in content && refused.count++ === 0) refused.first = `${path || '.'}: ${content.unread}`;
		size += entry.size;
		collector.add(entry, content);
	}

	async function walk(full: DiskPath, path: string, found: Stats): Promise<void> {
		const entry = entryOf(path, found);
		let names: readonly Buffer[];
		try {
			names = readdirSync(full, 'buffer');
		} catch (error) {
			return take(entry, {unread: whyNot(error)});
		}
		take(entry);
		for (const name of names.toSorted(Buffer.compare)) {
			if (turn.isOver()) {
				onEntries?.(collector.count);
				await turn.next();
			}
			const text = nameOf(name);
			const child = inFolder(full, name, text);
			const inside = path === '' ? text : `${path}/${text}`;
			try {
				const there = lstatSync(child);
				if (there.isDirectory()) {
					if (isOfDisk(child, there, found)) await walk(child, inside, there);
					else take(entryOf(inside, there));
				} else takeFile(child, entryOf(inside, there, there.isSymbolicLink() ? nameOf(readlinkSync(child, 'buffer')) : undefined));
			} catch (error) {
				// In a system that runs, files come and go.
				if (codeOf(error) !== 'ENOENT') take({path: inside, type: 'other', size: 0}, {unread: whyNot(error)});
			}
		}
	}

	function takeFile(full: DiskPath, entry: Entry): void {
		if (collector.wanted(entry) === 0) return take(entry);
		let content: Buffer | {readonly unread: string};
		try {
			content = contentOf(full, entry.size <= scratch.length ? scratch.subarray(0, entry.size) : Buffer.allocUnsafe(entry.size));
		} catch (error) {
			content = {unread: whyNot(error)};
		}
		take(entry, content);
	}

	readdirSync(folder);
	await walk(folder, '', statSync(folder));
	const leftOut = [
		...(refused.count === 0
			? []
			: [
					`${refused.count} of its files and folders could not be read, the first is ${refused.first}; run shelfready as root, or give a tar archive made as root`,
				]),
		...(collector.leftOut === undefined ? [] : [collector.leftOut]),
	];
	return {
		system: collector.done(file, 'folder'),
		size,
		sha256: hash.digest('hex'),
		...(leftOut.length === 0 ? {} : {leftOut: leftOut.join('; ')}),
		...(collector.isPart ? {} : {noRoot: [...collector.tops]}),
	};
}

function inFolder(full: DiskPath, name: Buffer, text: string): DiskPath {
	// A name that is text as it stands leads to the file as text, which is faster.
	if (typeof full === 'string' && Buffer.byteLength(text) === name.length) return full.endsWith(sep) ? full + text : full + sep + text;
	return Buffer.concat([Buffer.from(full), Buffer.from(sep), name]);
}

/** Whether a folder lies on the same disk, or on another one that belongs to the image too. */
function isOfDisk(full: DiskPath, found: Stats, parent: Stats): boolean {
	return found.dev === parent.dev || process.platform === 'win32' || diskKinds.has(statfsSync(full).type);
}

function entryOf(path: string, found: Stats, target?: string): Entry {
	const type = typeOf(found);
	return {
		path,
		type,
		size: type === 'file' ? found.size : 0,
		...(process.platform === 'win32' ? {} : {mode: found.mode & 0o7777, uid: found.uid, gid: found.gid}),
		...(target === undefined ? {} : {target}),
	};
}

function typeOf(found: Stats): EntryType {
	if (found.isFile()) return 'file';
	if (found.isDirectory()) return 'folder';
	if (found.isSymbolicLink()) return 'link';
	return found.isBlockDevice() || found.isCharacterDevice() ? 'device' : 'other';
}

/** Fills the bytes as far as the file goes. What turned into a link or a pipe meanwhile is not followed, and not waited for. */
function contentOf(full: DiskPath, bytes: Buffer): Buffer {
	const descriptor = openSync(full, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
	try {
		let filled = 0;
		while (filled < bytes.length) {
			const read = readSync(descriptor, bytes, filled, bytes.length - filled, filled);
			if (read === 0) break;
			filled += read;
		}
		return bytes.subarray(0, filled);
	} finally {
		closeSync(descriptor);
	}
}

function whyNot(error: unknown): string {
	const code = codeOf(error);
	if (code === 'EACCES' || code === 'EPERM') return 'its permissions forbid it';
	return code === 'ENAMETOOLONG' ? 'its path is too long' : `it could not be read${code === undefined ? '' : ` (${code})`}`;
}
