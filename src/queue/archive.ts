/** One packed submission, checked: what workers of a queue and functions in a cloud have in common. */

import {createReadStream} from 'node:fs';
import {readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {Said} from '../audit/result.ts';
import {onlyFolder} from '../read/filesystem/top-folder.ts';
import type {Packing} from '../read/filesystem/unpack.ts';
import {isOfMachine} from '../reason.ts';
import {wordsOf} from './connection.ts';
import type {CheckedBy, Lanes} from './lanes.ts';
import {unpackInto} from './unpack.ts';

/** An archive on the disk, and where it may be unpacked: a folder that does not exist yet. */
export type Archive = {
	readonly file: string;
	readonly packing: Packing;
	readonly folder: string;
	/** Whether the only folder in it is the submission, as `tar -cf godwit.tar godwit` makes it. */
	readonly mayBeWrapped?: boolean;
};

/** Unpacks and checks. What is wrong with the submission is an answer; throws for nothing else than a disk that fails. */
export async function checkArchive({file, packing, folder, mayBeWrapped}: Archive, lanes: Lanes, by: CheckedBy): Promise<Said | 'stopped'> {
	try {
		try {
			await unpackInto(folder, createReadStream(file) as AsyncIterable<Buffer>, packing);
		} catch (error) {
			if (isOfMachine(error)) throw error;
			return {error: `it can't be unpacked: ${wordsOf(error)}`};
		}
		return await lanes.check(mayBeWrapped === true ? await submissionIn(folder) : folder, by);
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
}

/** The folder that all lies in. A link would lead the check out of the archive, as if it were where the user points. */
async function submissionIn(folder: string): Promise<string> {
	const entries = await readdir(folder, {withFileTypes: true});
	const top = onlyFolder(entries.map(({name}) => name));
	return entries.some((entry) => entry.name === top && entry.isDirectory()) ? join(folder, top ?? '') : folder;
}
