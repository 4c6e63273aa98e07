/** A store that producer and workers share: submissions and results under the SHA-256 of their bytes, so that nothing in it ever changes. */

import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {copyFile, mkdir, open, rename, rm, stat, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {megabytes} from '../read/bounds.ts';
import {besideOf} from '../whole-file.ts';

/** What is put: a file, or bytes. */
type Source = {readonly file: string} | {readonly bytes: Buffer};

/** The store. Every call throws where it does not answer, and where the signal ends it. */
export type Store = {
	/** Puts what has this name, unless it is there in full: as many bytes. `isForced`: in any case, since what is there was found to be damaged. */
	put(name: string, source: Source, isForced?: boolean, signal?: AbortSignal): Promise<void>;
	/** What has this name, piece by piece. */
	get(name: string, signal?: AbortSignal): Promise<AsyncIterable<Buffer>>;
	close(): void;
};

/** Where words begin that tell of an object that is not what was put there. */
export const damaged = 'what the store gives is not what was put there';

/** Bytes of what is put. */
export async function sizeOf(source: Source): Promise<number> {
	return 'file' in source ? (await stat(source.file)).size : source.bytes.length;
}

/** What is kept, and the folder and the end of its names. */
const kinds = {submission: ['submissions', 'tar.gz'], result: ['results', 'json.gz']} as const;

/** The name under which a digest (64 hexadecimal digits) is kept. */
export function storedName(kind: keyof typeof kinds, sha256: string): string {
	const [folder, end] = kinds[kind];
	return `${folder}/${sha256.slice(0, 2)}/${sha256}.${end}`;
}

/** A store in a folder, which is there. */
export function folderStore(root: string): Store {
	return {
		async put(name, source, isForced = false) {
			const place = join(root, name);
			if (!isForced && (await stat(place).catch(() => undefined))?.size === (await sizeOf(source))) return;
			await mkdir(dirname(place), {recursive: true});
			const beside = besideOf(place);
			try {
				await ('file' in source ? copyFile(source.file, beside) : writeFile(beside, source.bytes));
				// Else a machine that loses its power may have the name, and none of the bytes.
				await flush(beside);
				await rename(beside, place);
			} catch (error) {
				await rm(beside, {force: true});
				throw error;
			}
		},
		get: async (name, signal) => createReadStream(join(root, name), signal === undefined ? {} : {signal}) as AsyncIterable<Buffer>,
		close: () => {},
	};
}

async function flush(file: string): Promise<void> {
	const handle = await open(file, 'r+');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** Passes pieces on as long as they are no more than `most`, and holds them to their digest at the end. */
export async function* verified(pieces: AsyncIterable<Buffer>, sha256: string, most: number): AsyncGenerator<Buffer, void, void> {
	const hash = createHash('sha256');
	let bytes = 0;
	for await (const piece of pieces) {
		bytes += piece.length;
		if (bytes > most) throw new Error(`the store gives more than ${megabytes(most)}`);
		hash.update(piece);
		yield piece;
	}
	if (hash.digest('hex') !== sha256) throw new Error(`${damaged} (${sha256})`);
}
