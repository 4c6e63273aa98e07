/** A dropped submission: its files on the disk while the page is open, in a folder of its own that goes when it is done with. */

import {createWriteStream} from 'node:fs';
import {mkdir, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import type {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {whyNotBelow} from '../paths.ts';
import {codeOf, isOfSystem, reasonOf, whyUnwritable} from '../reason.ts';
import {temporaryFolder} from '../temporary.ts';

/** Bytes of all files of a drop: an AMI's root file system as an archive may be among them. */
const mostBytes = 4 * 1024 ** 3;
/** Files of a drop. */
const mostFiles = 5_000;

/** A drop. `sizes` are the bytes of each file that has come. */
export type Drop = {readonly folder: string; readonly sizes: Map<string, number>};

/** A request that the drop does not take, with words for the page. */
export class Refused extends Error {}

/** Why this machine can't keep a drop, with words for the page. */
export class Unkept extends Error {}

/** Opens an empty drop. @throws {Unkept} where there is no room for one. */
export function openDrop(): Drop {
	try {
		return {folder: temporaryFolder('shelfready-drop-'), sizes: new Map()};
	} catch (error) {
		throw new Unkept(reasonOf(error));
	}
}

/** Removes a drop's files. */
export async function closeDrop({folder}: Drop): Promise<void> {
	await rm(folder, {recursive: true, force: true});
}

/** Writes a file of the drop. @throws {Refused} for a path that could leave the folder, and beyond the limits; nothing of that file is kept. @throws {Unkept} where the disk is full, for example. */
export async function putFile({folder, sizes}: Drop, path: string, body: Readable): Promise<void> {
	const target = placeOf(folder, path);
	const others = [...sizes].reduce((sum, [name, size]) => (name === path ? sum : sum + size), 0);
	if (!sizes.has(path) && sizes.size >= mostFiles) throw new Refused(`more than ${mostFiles} files`);
	try {
		await mkdir(dirname(target), {recursive: true});
	} catch (error) {
		if (codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOTDIR') throw new Refused(`a file stands where ${JSON.stringify(path)} has a folder`);
		throw unkept(path, error);
	}
	let size = 0;
	try {
		await pipeline(
			body,
			async function* (chunks) {
				for await (const chunk of chunks as AsyncIterable<Buffer>) {
					size += chunk.length;
					if (others + size > mostBytes) throw new Refused(`more than ${mostBytes / 1024 ** 3} GB in all`);
					yield chunk;
				}
			},
			createWriteStream(target),
		);
		sizes.set(path, size);
	} catch (error) {
		await removeFile({folder, sizes}, path);
		throw unkept(path, error);
	}
}

/** What the system says of a file, which is told without its place; anything else as it is. */
function unkept(path: string, error: unknown): unknown {
	return isOfSystem(error) ? new Unkept(`${JSON.stringify(path)} can't be kept on this machine: ${whyUnwritable(error)}`) : error;
}

/** Takes a file out of the drop, if it is there. @throws {Refused} for a path that could leave the folder, and for a folder's. */
export async function removeFile({folder, sizes}: Drop, path: string): Promise<void> {
	const target = placeOf(folder, path);
	sizes.delete(path);
	try {
		await rm(target, {force: true});
	} catch (error) {
		const code = codeOf(error);
		if (code === 'ERR_FS_EISDIR') throw new Refused(`a folder stands where ${JSON.stringify(path)} is a file`);
		// A file stands where the path has a folder, so that nothing is there.
		if (code !== 'ENOTDIR') throw error;
	}
}

/** Where a file of the drop lies. @throws {Refused} for a path that no file of it can have. */
function placeOf(folder: string, path: string): string {
	const why = whyNotBelow(path);
	if (why !== undefined) throw new Refused(why);
	return join(folder, path);
}
