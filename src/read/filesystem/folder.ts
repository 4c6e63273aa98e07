/** A folder that holds a root file system, walked without following links: the folder may come from anywhere. */

import {constants} from 'node:fs';
import {lstat, open, readdir, readlink} from 'node:fs/promises';
import {join} from 'node:path';
import type {Entry, FileSystem} from '../../filesystem.ts';
import {newCollector} from './collector.ts';

/** What a folder holds; `fault` says what was left out since a bound was reached. */
export type Walked = {readonly system: FileSystem; readonly fault?: string};

/** Deeper than any real root. */
const mostDepth = 60;

/** Walks a folder in the order of its names. What must not be read is kept as unread, with the reason. */
export async function readRootFolder(folder: string, file: string): Promise<Walked> {
	const collector = newCollector();
	const walk = async (path: string): Promise<void> => {
		const names = await readdir(join(folder, path)).catch(() => undefined);
		if (names === undefined) return collector.add({path, type: 'folder', size: 0}, {unread: 'its permissions forbid it'});
		for (const name of names.toSorted()) {
			const inside = path === '' ? name : `${path}/${name}`;
			const entry = await entryOf(folder, inside);
			if (entry === undefined) continue;
			if (collector.wanted(entry) > 0) collector.add(entry, await contentOf(join(folder, inside), entry.size));
			else collector.add(entry);
			if (entry.type === 'folder' && inside.split('/').length < mostDepth) await walk(inside);
		}
	};
	await walk('');
	return {system: collector.done(file, 'folder'), ...(collector.leftOut === undefined ? {} : {fault: collector.leftOut})};
}

async function entryOf(folder: string, path: string): Promise<Entry | undefined> {
	const full = join(folder, path);
	const found = await lstat(full).catch(() => undefined);
	if (found === undefined) return undefined;
	const type = found.isSymbolicLink()
		? 'link'
		: found.isDirectory()
			? 'folder'
			: found.isFile()
				? 'file'
				: found.isBlockDevice() || found.isCharacterDevice()
					? 'device'
					: 'other';
	const target = type === 'link' ? await readlink(full).catch(() => undefined) : undefined;
	return {
		path,
		type,
		size: type === 'file' ? found.size : 0,
		...(process.platform === 'win32' ? {} : {mode: found.mode & 0o7777, uid: found.uid, gid: found.gid}),
		...(target === undefined ? {} : {target}),
	};
}

/** A file as it was found: what turned into a link or a pipe meanwhile is not followed. */
async function contentOf(path: string, size: number): Promise<Buffer | {readonly unread: string}> {
	try {
		const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
		try {
			const bytes = Buffer.alloc(size);
			const {bytesRead} = await handle.read(bytes, 0, size, 0);
			return bytes.subarray(0, bytesRead);
		} finally {
			await handle.close();
		}
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : '';
		return {unread: code === 'EACCES' || code === 'EPERM' ? 'its permissions forbid it' : 'it could not be read'};
	}
}
