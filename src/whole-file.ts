/** Writing a file: whole or not at all. */

import {randomBytes} from 'node:crypto';
import {chmod, open, readlink, realpath, rename, rm, stat, writeFile} from 'node:fs/promises';
import {basename, dirname, join, resolve} from 'node:path';
import {codeOf, whyUnwritable} from './reason.ts';

/** A file that can't be written, told by the name that the user has for it. `code` is the system's. */
class Unwritable extends Error {
	readonly code: string;

	constructor(file: string, cause: unknown) {
		super(`${file} can't be written: ${whyUnwritable(cause)}`, {cause});
		this.code = codeOf(cause) ?? '';
	}
}

/**
 * Writes beside the file and renames, so that no reader ever sees half a report, nor an empty one after a power cut. A link stays a link; what is
 * no plain file (`/dev/null`, a pipe) is written to, never replaced. Throws when it can't be written, in words for a user who knows the file by this name.
 */
export async function writeWhole(file: string, text: string): Promise<void> {
	try {
		await write(await placeOf(file), text);
	} catch (error) {
		throw new Unwritable(file, error);
	}
}

async function write(target: string, text: string): Promise<void> {
	const there = await stat(target).catch(() => undefined);
	if (there !== undefined && !there.isFile()) {
		await writeFile(target, text);
		return;
	}
	const beside = besideOf(target);
	try {
		await writeSynced(beside, text);
		// What was private, or a program, stays so.
		if (there !== undefined) await chmod(beside, there.mode & 0o777);
		await rename(beside, target);
	} catch (error) {
		await rm(beside, {force: true});
		throw error;
	}
}

/** Writes a new file to the disk: a name may be on it before what it names, and a power cut between the two would leave an empty file. */
async function writeSynced(file: string, text: string): Promise<void> {
	const handle = await open(file, 'wx');
	try {
		await handle.writeFile(text);
		await handle.datasync();
	} finally {
		await handle.close();
	}
}

/** Real path of a file that is to be written: of what a link leads to, be it there yet or not. Throws where no file can be. */
export async function placeOf(file: string): Promise<string> {
	try {
		return await realpath(file);
	} catch (error) {
		// `x/` asks for a folder.
		if (codeOf(error) !== 'ENOENT' || /[\\/]$/.test(file)) throw error;
	}
	const folder = await realpath(dirname(file));
	const place = join(folder, basename(file));
	const link = await readlink(place).catch(() => undefined);
	return link === undefined ? place : placeOf(resolve(folder, link));
}

/** Bytes of a file's own name that are taken into that of what is written beside it: with all of a long one it would be too long. */
const mostOfName = 100;

/** Where a file is written before it takes its name: beside it, under a name that no other run gives. */
export function besideOf(file: string): string {
	let name = '';
	for (const character of basename(file)) {
		if (Buffer.byteLength(name + character) > mostOfName) break;
		name += character;
	}
	return join(dirname(file), `.${name}.${randomBytes(6).toString('hex')}.tmp`);
}

/** Whether a name is one of those: what a killed run left half written. `of` says which files' are meant. */
export function isBeside(name: string, of = /./): boolean {
	const written = /^\.(.+)\.[0-9a-f]{12}\.tmp$/.exec(name)?.[1];
	return written !== undefined && of.test(written);
}
