/** Stands for all that a check reads of a submission's folder: two folders of one digest get the same report. */

import {createHash, type Hash} from 'node:crypto';
import {closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readlinkSync, readSync, realpathSync, type Stats, statSync} from 'node:fs';
import {basename, relative, sep} from 'node:path';
import {isInside} from '../../paths.ts';
import {containerImage} from '../../read/filesystem/recognise.ts';
import {isPassedOver} from '../../read/folder.ts';
import {newTurn, type Turn} from '../../read/turn.ts';
import {codeOf} from '../../reason.ts';

/** Files and folders of one submission. Beyond, it is checked each time. */
const mostEntries = 500_000;
/** Bytes of one file, and of all. Beyond, it is checked each time: nobody else gets a turn while a file is read. */
const mostFileBytes = 256 * 1024 ** 2;
const mostBytes = 2 * 1024 ** 3;
const scratch = Buffer.allocUnsafeSlow(1024 ** 2);

type Walk = {readonly hash: Hash; readonly root: string; readonly turn: Turn; entries: number; bytes: number};

/**
 * SHA-256 over each entry's path, kind and content, and where links lead; in what may be a root file system over owners and modes too, and over what is
 * hidden. Nothing where that can't be told for sure: it is no folder, too large, part of it can't be read, or it changes meanwhile.
 */
export async function submissionDigest(folder: string): Promise<string | undefined> {
	try {
		const found = statSync(folder);
		if (!found.isDirectory()) return undefined;
		const walk: Walk = {hash: createHash('sha256'), root: realpathSync(folder), turn: newTurn(), entries: 0, bytes: 0};
		const names = readdirSync(folder);
		// Such a folder is itself what reports name.
		if (mayBeRoot(names) || containerImage(new Set(names)) !== undefined) put(walk.hash, 'called', basename(folder));
		await walkFolder(walk, folder, false, found.dev);
		return walk.hash.digest('hex');
	} catch {
		return undefined;
	}
}

/** More than are root file systems: each has one of these. */
function mayBeRoot(names: readonly string[]): boolean {
	return names.some((name) => name === 'etc' || name.toLowerCase() === 'windows');
}

async function walkFolder(walk: Walk, folder: string, isAbout: boolean, device: number): Promise<void> {
	const {hash} = walk;
	const entries = readdirSync(folder, {withFileTypes: true}).toSorted((a, b) => (a.name < b.name ? -1 : 1));
	const isRoot = isAbout || mayBeRoot(entries.map(({name}) => name));
	put(hash, 'folder', isRoot ? ownerOf(statSync(folder)) : '');
	for (const entry of entries) {
		const {name} = entry;
		if (!isRoot && isPassedOver(name)) continue;
		if (++walk.entries > mostEntries) throw new Error('too many files');
		if (walk.turn.isOver()) await walk.turn.next();
		const path = folder + sep + name;
		put(hash, 'name', name);
		if (isRoot) {
			const found = lstatSync(path);
			if (found.dev !== device) throw new Error('another disk');
			put(hash, 'mode', ownerOf(found));
		}
		if (entry.isDirectory()) await walkFolder(walk, path, isRoot, device);
		else if (entry.isSymbolicLink()) put(hash, 'link', `${readlinkSync(path)}\0${endOf(walk, path)}`);
		else if (entry.isFile()) addContent(walk, path);
		else put(hash, 'other', entry.isFIFO() ? 'pipe' : entry.isSocket() ? 'socket' : entry.isBlockDevice() ? 'block' : 'character');
	}
	put(hash, 'end', '');
}

function ownerOf({mode, uid, gid}: Stats): string {
	return `${mode} ${uid} ${gid}`;
}

/** Where a link leads: a path inside of the submission, or that it is outside or nowhere. */
function endOf({root}: Walk, path: string): string {
	try {
		const end = realpathSync(path);
		return isInside(root, end) ? `inside ${relative(root, end)}` : 'outside';
	} catch (error) {
		const code = codeOf(error);
		if (code === 'ENOENT' || code === 'ELOOP') return code;
		throw error;
	}
}

function addContent(walk: Walk, path: string): void {
	const {hash} = walk;
	const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
	try {
		const {size} = fstatSync(file);
		walk.bytes += size;
		if (size > mostFileBytes || walk.bytes > mostBytes) throw new Error('too large');
		put(hash, 'file', String(size));
		let left = size;
		for (;;) {
			const count = readSync(file, scratch, 0, scratch.length, null);
			left -= count;
			hash.update(scratch.subarray(0, count));
			if (count === 0 || left <= 0) break;
		}
		if (left !== 0) throw new Error('it changes');
	} finally {
		closeSync(file);
	}
}

/** Writes a word and a text whose length is told, so that no two submissions read alike. */
function put(hash: Hash, word: string, text: string): void {
	hash.update(`${word} ${Buffer.byteLength(text)} ${text}\n`);
}
